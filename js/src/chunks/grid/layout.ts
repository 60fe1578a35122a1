/** The columns on the screen: their order, titles and widths, and what the pointer does to them. */
import {
  type DrawHeaderCallback,
  type GridColumn,
  GridColumnMenuIcon,
  type GridMouseEventArgs,
  getMiddleCenterBias,
} from "@glideapps/glide-data-grid";
import { type RefObject, useCallback, useMemo, useState } from "react";
import { type GridSource, isPinned } from "./columns";
import type { Sorting } from "./sort";
import { type gridTheme, indexTheme } from "./theme";
import { askedWidth, contentWidth, textMeasure } from "./widths";

type Theme = ReturnType<typeof gridTheme>;

/** Columns in the order the visitor dragged them to, for as long as the frame has them. */
export function useColumnOrder(given: readonly GridSource[]): {
  sources: readonly GridSource[];
  move(from: number, to: number): void;
} {
  const [ids, setIds] = useState<readonly string[]>([]);
  const sources = useMemo(() => {
    if (given.some(({ id }) => !ids.includes(id))) return given;
    const ordered = [...given].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    return [...ordered.filter(isPinned), ...ordered.filter((source) => !isPinned(source))];
  }, [given, ids]);
  const move = (from: number, to: number): void => {
    const moved = sources.map(({ id }) => id);
    moved.splice(to, 0, ...moved.splice(from, 1));
    setIds(moved);
  };
  return { sources, move };
}

interface LayoutOptions {
  readonly theme: Theme;
  readonly sorting: Sorting | null;
  readonly stretch: boolean;
}

/** What screen readers say of a column without a title, which is mostly that of the row labels. */
const UNTITLED = "Index";

/** Titles stand where the values do: over numbers on the right. */
export function useDrawHeader(sources: readonly GridSource[]): DrawHeaderCallback {
  return useCallback(
    ({ ctx, column, columnIndex, isHovered, isSelected, menuBounds, rect, theme }, drawContent) => {
      const source = sources[columnIndex];
      const right = source?.align === "right";
      if (!source || (source.title && !right)) {
        drawContent();
        return;
      }
      // The button of the menu takes its place while the pointer is there.
      const end = isHovered ? menuBounds.x : rect.x + rect.width - theme.cellHorizontalPadding;
      const text = source.title ? column.title : column.title.replace(UNTITLED, "");
      ctx.font = `${theme.headerFontStyle} ${theme.fontFamily}`;
      ctx.fillStyle = isSelected ? theme.textHeaderSelected : theme.textHeader;
      ctx.textAlign = right ? "right" : "left";
      const middle = rect.y + rect.height / 2;
      ctx.fillText(
        text,
        right ? end : rect.x + theme.cellHorizontalPadding,
        middle + getMiddleCenterBias(ctx, ctx.font),
      );
      ctx.textAlign = "left";
      if (isHovered) drawDots(ctx, menuBounds.x + menuBounds.width / 2, middle);
    },
    [sources],
  );
}

/** As the grid draws the button of a menu. */
function drawDots(context: CanvasRenderingContext2D, x: number, y: number): void {
  for (const step of [-5, 0, 5]) {
    context.beginPath();
    context.arc(x, y + step, 1.5, 0, 2 * Math.PI);
    context.fill();
  }
}

/** Titles and widths: what the visitor dragged, else what the app asks for, else the content. */
export function useColumnLayout(
  sources: readonly GridSource[],
  { theme, sorting, stretch }: LayoutOptions,
): {
  columns: GridColumn[];
  total: number;
  resize(column: GridColumn, width: number): void;
  /** Makes a column as wide as its content. */
  fit(id: string): void;
} {
  const [dragged, setDragged] = useState<ReadonlyMap<string, number>>(new Map());
  const measured = useMemo(() => {
    const measure = textMeasure(theme.fontFamily);
    return new Map(sources.map((source) => [source.id, contentWidth(source, measure)]));
  }, [sources, theme.fontFamily]);

  const columns = useMemo(
    () =>
      sources.map((source): GridColumn => {
        const own = dragged.get(source.id) ?? askedWidth(source);
        const arrow = sorting?.column === source.id ? (sorting.descending ? "↓ " : "↑ ") : "";
        return {
          id: source.id,
          title: arrow + (source.title || UNTITLED),
          group: source.props.group,
          hasMenu: true,
          menuIcon: GridColumnMenuIcon.Dots,
          width: own ?? measured.get(source.id) ?? 100,
          grow: stretch && own === null && !source.props.index ? 1 : undefined,
          themeOverride: source.props.index ? indexTheme(theme) : undefined,
        };
      }),
    [sources, dragged, measured, sorting, stretch, theme],
  );
  const total = columns.reduce((sum, column) => sum + ("width" in column ? column.width : 0), 0);
  const resize = (column: GridColumn, width: number): void => {
    if (column.id !== undefined) setDragged(new Map(dragged).set(column.id, width));
  };
  const fit = (id: string): void => setDragged(new Map(dragged).set(id, measured.get(id) ?? 100));
  return { columns, total, resize, fit };
}

interface HeaderHelp {
  readonly text: string;
  /** CSS pixels from the left edge of the grid. */
  readonly left: number;
}

/** Tints the row under the pointer, and tells the help of the header under it. */
export function useHover(
  sources: readonly GridSource[],
  theme: Theme,
  wrapper: RefObject<HTMLElement | null>,
): {
  rowTheme(row: number): { bgCell?: string } | undefined;
  help: HeaderHelp | null;
  onItemHovered(args: GridMouseEventArgs): void;
} {
  const [row, setRow] = useState<number | null>(null);
  const [help, setHelp] = useState<HeaderHelp | null>(null);
  const rowTheme = useCallback(
    (index: number) => (index === row ? { bgCell: theme.bgCellMedium } : undefined),
    [row, theme],
  );
  const onItemHovered = useCallback(
    (args: GridMouseEventArgs) => {
      setRow(args.kind === "cell" ? args.location[1] : null);
      const text = args.kind === "header" ? sources[args.location[0]]?.props.help : null;
      const edge = wrapper.current?.getBoundingClientRect().left ?? 0;
      setHelp(text && args.kind === "header" ? { text, left: args.bounds.x - edge } : null);
    },
    [sources, wrapper],
  );
  return { rowTheme, help, onItemHovered };
}
