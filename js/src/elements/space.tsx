/** `st.space`: blank space, in the direction in which the elements around it follow each other. */
import type { CSSProperties, ReactElement } from "react";
import type { CommonProps } from "../protocol";
import { type NodeProps, registerElement } from "./registry";
import { gapOf } from "./size";

interface SpaceProps extends CommonProps {
  /** Rem, CSS pixels as in `"10px"`, or `"stretch"`. */
  readonly size: number | string;
}

function Space({ node }: NodeProps<SpaceProps>): ReactElement {
  const { size } = node.props;
  const stretches = size === "stretch";
  return (
    <div
      className="stElementContainer element-container rv-box rv-space"
      data-size={stretches ? "stretch" : undefined}
      data-testid="stElementContainer"
      style={stretches ? undefined : ({ "--rv-space": gapOf(size) } as CSSProperties)}
    >
      <div className="stSpace" data-testid="stSpace" />
    </div>
  );
}

registerElement("space", Space, { bare: true });
