/** `st.balloons` and `st.snow`: once over the whole page, for whom motion is no trouble. */
import type { ReactElement } from "react";
import { useChunk } from "../data/chunk";
import { useSeen } from "../store/hooks";
import { prefersRest } from "./copy";
import { useOverlayRoot } from "./overlay";
import { type NodeProps, registerElement } from "./registry";

type CelebrationChunk = typeof import("../chunks/celebration");

interface RunProps {
  /** The run that wants it. */
  readonly run: number;
}

interface CelebrationProps extends RunProps {
  readonly name: "balloons" | "snow";
}

function Celebration({ name, run }: CelebrationProps): ReactElement | null {
  const root = useOverlayRoot();
  const chunk = useChunk<CelebrationChunk>("celebration");
  return chunk && <chunk.Celebration name={name} root={root} run={run} />;
}

for (const name of ["balloons", "snow"] as const) {
  registerElement<RunProps>(
    name,
    ({ node: { props } }: NodeProps<RunProps>) => {
      const over = props.run <= useSeen();
      return over || prefersRest() ? null : <Celebration name={name} run={props.run} />;
    },
    { bare: true },
  );
}
