/** `st.grid`: cells of equal width, as many beside each other as there is room for. */
import {
  type CSSProperties,
  type ReactElement,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { CommonProps } from "../protocol";
import type { TreeNode } from "../store/tree";
import { VerticalBlock } from "./block";
import { Children } from "./node";
import { type NodeProps, registerElement } from "./registry";
import { classes, gapOf, keyClass } from "./size";

type Span = number | "all";

interface GridProps extends CommonProps {
  /** The gap between rows and that between columns. */
  readonly gap: readonly [number | string, number | string];
  /** Largest number of columns; absent for as many as there is room for. */
  readonly columns?: number;
  readonly min_column_width?: number;
  readonly wrap?: boolean;
  readonly vertical_alignment?: "top" | "center" | "bottom";
  readonly border?: boolean;
  readonly row_height?: number;
  readonly dense?: boolean;
}

interface CellProps {
  readonly column_span?: Span;
  readonly row_span?: number;
}

/** Width below which there are fewer columns, unless the author says another, in CSS pixels. */
const NARROWEST = 200;
const MOST_COLUMNS = 24;

function Grid({ node }: NodeProps<GridProps>): ReactElement {
  const { props } = node;
  const { border, dense, gap, height, key, row_height: row, vertical_alignment: align } = props;
  const box = useRef<HTMLDivElement>(null);
  const keeps = props.wrap === false;
  const smallest = props.min_column_width ?? NARROWEST;
  const most = props.columns ?? Math.min(MOST_COLUMNS, cellsIn(node));
  const room = useRoom(box, smallest);
  const count = Math.max(1, keeps ? most : Math.min(most, room));
  const wrap = useCallback(
    (child: TreeNode, drawn: ReactElement) => (
      <div
        className={classes("stGridCell rv-column rv-cells-one", border && "rv-bordered")}
        data-align={align}
        data-testid="stGridCell"
        key={child.uid}
        style={placeOf(child, count)}
        // A cell that scrolls must be reachable without a mouse.
        tabIndex={row === undefined ? undefined : 0}
      >
        {drawn}
      </div>
    ),
    [align, border, count, row],
  );
  const scrolls = keeps || typeof height === "number";
  const style: CSSProperties = {
    gap: gap.map(gapOf).join(" "),
    gridTemplateColumns: `repeat(${count}, minmax(${keeps ? `${smallest}px` : 0}, 1fr))`,
    gridAutoRows: row,
    gridAutoFlow: dense ? "dense" : undefined,
    height: height === "stretch" ? "100%" : typeof height === "number" ? height : undefined,
  };
  return (
    <div
      className={classes("stGrid rv-cells", keyClass(key), scrolls && "rv-scroll")}
      data-rows={row === undefined ? undefined : "fixed"}
      data-testid="stGrid"
      ref={box}
      style={style}
      tabIndex={scrolls ? 0 : undefined}
    >
      <Children node={node} wrap={wrap} />
    </div>
  );
}

/** How many columns of this width there is room for, as of now and after every change of the width. */
function useRoom(box: RefObject<HTMLElement | null>, smallest: number): number {
  const [room, setRoom] = useState(MOST_COLUMNS);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const measure = (): void => {
      const width = element.clientWidth;
      // What is hidden has no width; it keeps its columns until it is shown.
      if (width === 0) return;
      const gap = Number.parseFloat(getComputedStyle(element).columnGap) || 0;
      setRoom(Math.floor((width + gap) / (smallest + gap)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, smallest]);
  return room;
}

const spanOf = ({ kind, props }: TreeNode): CellProps =>
  kind === "grid_cell" ? (props as CellProps) : {};

/** How many columns the cells would take in one row: a few cells share the whole width. */
function cellsIn({ children = [] }: TreeNode): number {
  return children.reduce((sum, child) => {
    const { column_span: span = 1 } = spanOf(child);
    return sum + (span === "all" ? 0 : span);
  }, 0);
}

function placeOf(child: TreeNode, count: number): CSSProperties | undefined {
  const { column_span: across = 1, row_span: down = 1 } = spanOf(child);
  if (across === 1 && down === 1) return undefined;
  return {
    gridColumn: across === "all" ? "1 / -1" : `span ${Math.min(across, count)}`,
    gridRow: `span ${down}`,
  };
}

function GridCell({ node }: NodeProps): ReactElement {
  return <VerticalBlock node={node} />;
}

registerElement("grid", Grid, { container: true });
registerElement("grid_cell", GridCell, { bare: true });
