/** `st.balloons` and `st.snow`: once over the whole page, for whom motion is no trouble. */
import { type CSSProperties, type ReactElement, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useOverlayRoot } from "./overlay";
import { registerElement } from "./registry";

interface CelebrationProps {
  /** The run that wants it. */
  readonly run: number;
}

interface Kind {
  readonly testId: string;
  readonly className: string;
  readonly pictures: readonly string[];
  readonly count: number;
}

const BALLOONS: Kind = {
  testId: "stBalloons",
  className: "rv-balloons",
  pictures: ["🎈"],
  count: 24,
};
const SNOW: Kind = { testId: "stSnow", className: "rv-snow", pictures: ["❄", "❅", "❆"], count: 60 };

/** How long one takes from edge to edge, and how much later the last one starts; in milliseconds. */
const WAY = 3600;
const SPREAD = 1400;

function Celebration({
  kind,
  run,
}: {
  readonly kind: Kind;
  readonly run: number;
}): ReactElement | null {
  const [over, setOver] = useState(-1);
  const root = useOverlayRoot();
  useEffect(() => {
    const timer = window.setTimeout(() => setOver(run), WAY + SPREAD);
    return () => window.clearTimeout(timer);
  }, [run]);
  if (over === run || window.matchMedia?.("(prefers-reduced-motion: reduce)").matches) return null;
  return createPortal(
    <div
      aria-hidden="true"
      className={`${kind.testId} ${kind.className}`}
      data-testid={kind.testId}
      key={run}
    >
      {Array.from({ length: kind.count }, (_, number) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move
          key={number}
          style={
            {
              "--rv-left": `${Math.round(Math.random() * 100)}%`,
              "--rv-delay": `${Math.round(Math.random() * SPREAD)}ms`,
              "--rv-size": `${(kind === SNOW ? 0.75 : 2.5) + Math.random() * 1.5}rem`,
              "--rv-drift": `${Math.round(Math.random() * 160 - 80)}px`,
            } as CSSProperties
          }
        >
          {kind.pictures[number % kind.pictures.length]}
        </span>
      ))}
    </div>,
    root,
  );
}

registerElement<CelebrationProps>(
  "balloons",
  ({ node }) => <Celebration kind={BALLOONS} run={node.props.run} />,
  { bare: true },
);
registerElement<CelebrationProps>(
  "snow",
  ({ node }) => <Celebration kind={SNOW} run={node.props.run} />,
  { bare: true },
);
