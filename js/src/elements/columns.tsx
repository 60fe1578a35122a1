/** `st.columns`: containers beside each other, below each other where the app is narrow. */
import type { CSSProperties, ReactElement } from "react";
import type { CommonProps } from "../protocol";
import { VerticalBlock } from "./block";
import { Children } from "./node";
import { type NodeProps, registerElement } from "./registry";
import { classes, gapOf } from "./size";

interface ColumnsProps extends CommonProps {
  readonly gap?: number | string;
  readonly wrap?: boolean;
}

interface ColumnProps {
  /** Share of the width, 0 to 1. */
  readonly weight: number;
  readonly vertical_alignment?: "top" | "center" | "bottom";
  readonly border?: boolean;
}

function Columns({ node }: NodeProps<ColumnsProps>): ReactElement {
  const { gap, wrap } = node.props;
  return (
    <div
      className={classes("stHorizontalBlock rv-columns", wrap === false && "rv-nowrap")}
      data-testid="stHorizontalBlock"
      style={{ "--rv-gap": gapOf(gap) } as CSSProperties}
    >
      <Children node={node} />
    </div>
  );
}

function Column({ node }: NodeProps<ColumnProps>): ReactElement {
  const { weight, vertical_alignment: alignment = "top", border } = node.props;
  return (
    <div
      className={classes("stColumn rv-cell", border && "rv-bordered")}
      data-align={alignment}
      data-testid="stColumn"
      style={{ "--rv-weight": weight } as CSSProperties}
    >
      <VerticalBlock node={node} />
    </div>
  );
}

registerElement("columns", Columns, { container: true });
registerElement("column", Column, { bare: true });
