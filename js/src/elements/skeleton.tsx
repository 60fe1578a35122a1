/** `st.skeleton`: a shape in place of what is still being made. */
import type { ReactElement } from "react";
import type { CommonProps } from "../protocol";
import { type NodeProps, registerElement } from "./registry";

function Skeleton({ node }: NodeProps<CommonProps>): ReactElement {
  const { height } = node.props;
  return (
    <div
      aria-hidden="true"
      className="stSkeleton rv-shape"
      data-height={height === "stretch" ? "stretch" : undefined}
      data-testid="stSkeletonElement"
      style={typeof height === "number" ? { height } : undefined}
    />
  );
}

registerElement("skeleton", Skeleton);
