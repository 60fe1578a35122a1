/** The canvas grid that draws data frames; loaded when the first one is on the page. */
import {
  bubbleCellRenderer,
  CompactSelection,
  DataEditorCore,
  type DataEditorRef,
  type GridCell,
  GridCellKind,
  type GridSelection,
  ImageWindowLoaderImpl,
  type Item,
  loadingCellRenderer,
  textCellRenderer,
  uriCellRenderer,
} from "@glideapps/glide-data-grid";
import {
  type ReactElement,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import containerCss from "../../node_modules/@glideapps/glide-data-grid/dist/esm/internal/data-editor-container/data-grid-container.css";
import scrollerCss from "../../node_modules/@glideapps/glide-data-grid/dist/esm/internal/scrolling-data-grid/infinite-scroller.css";
import gridCss from "../styles/grid.css";
import type { ColumnProps } from "./arrow/columns";
import { frameStyles, type StylesProps } from "./arrow/styles";
import { readTable } from "./arrow/values";
import { flagRenderer, imageRenderer, progressRenderer, sparklineRenderer } from "./grid/cells";
import type { Way } from "./grid/channel";
import { gridSources, isPinned } from "./grid/columns";
import { useFinding } from "./grid/finding";
import { useColumnLayout, useColumnOrder, useDrawHeader, useHover } from "./grid/layout";
import type { Rows } from "./grid/rows";
import { nextSorting } from "./grid/sort";
import { gridPalette, gridTheme } from "./grid/theme";
import { CellView, type ViewedCell } from "./grid/view";
import { WholeRows } from "./grid/whole";
import { isWholeInCell, textMeasure } from "./grid/widths";
import { WindowedRows, type WindowedSource } from "./grid/windowed";
import type { Tokens } from "./theme/tokens";

/** What the toolbar around the grid asks of it. */
export interface GridHandle {
  search(): void;
  /** The whole frame as CSV, in the order it is shown. */
  csv(): Promise<Blob>;
}

export interface GridProps {
  /** All rows, or the first of those that `source` has. */
  readonly arrow: Uint8Array;
  /** How many rows there are in all. */
  readonly rows: number;
  readonly source?: WindowedSource;
  /** The line to the kernel. */
  readonly way: Way;
  readonly columns: readonly ColumnProps[];
  readonly tokens: Tokens;
  /** CSS pixels; null shows up to ten rows. */
  readonly height: number | "100%" | null;
  readonly fitContent: boolean;
  readonly rowHeight: number;
  /** Text of missing values. */
  readonly placeholder?: string;
  readonly styles?: StylesProps;
  readonly label: string;
  readonly handle: RefObject<GridHandle | null>;
}

const CUSTOM = [flagRenderer, imageRenderer, progressRenderer, sparklineRenderer];
const RENDERERS = [bubbleCellRenderer, loadingCellRenderer, textCellRenderer, uriCellRenderer];
const NO_SELECTION: GridSelection = {
  columns: CompactSelection.empty(),
  rows: CompactSelection.empty(),
};
const EMPTY: GridCell = { kind: GridCellKind.Text, data: "", displayData: "", allowOverlay: false };
const SCROLLBAR = 10;

export const styles = containerCss + scrollerCss + gridCss;

export function Grid(props: GridProps): ReactElement {
  const { columns, handle, placeholder = "None", rowHeight, tokens } = props;
  const editor = useRef<DataEditorRef>(null);
  const wrapper = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState(NO_SELECTION);
  const [viewed, setViewed] = useState<ViewedCell | null>(null);
  const imageLoader = useMemo(() => new ImageWindowLoaderImpl(), []);

  const theme = useMemo(() => gridTheme(tokens), [tokens]);
  const { rows, version } = useRows(props);
  const { sorting } = rows;
  const styles = useMemo(
    () => frameStyles(props.styles, columns.filter(({ index }) => index).length),
    [props.styles, columns],
  );
  const given = useMemo(() => {
    const palette = gridPalette(tokens);
    const position = (row: number): number | null => rows.position(row);
    return gridSources(rows.columns, { placeholder, palette, styles, position });
  }, [rows, placeholder, styles, tokens]);
  const { sources, move } = useColumnOrder(given);
  const layout = useColumnLayout(sources, { theme, sorting, stretch: !props.fitContent });
  const drawHeader = useDrawHeader(sources);
  const hover = useHover(sources, theme, wrapper);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same row reads otherwise in another version
  const getCellContent = useCallback(
    ([column, row]: Item): GridCell => sources[column]?.cell(row) ?? EMPTY,
    [sources, version],
  );
  const overflow = useOverflow(wrapper, layout.total);
  const headers = sources.some(({ props }) => props.group) ? 2 : 1;
  const { accentColor: color = "currentColor" } = theme;
  const finding = useFinding({ rows, sources, editor, wrapper, rowHeight, headers, color });
  useImperativeHandle(handle, () => ({ search: finding.open, csv: () => rows.csv(sources) }), [
    finding.open,
    rows,
    sources,
  ]);

  const auto = (Math.min(rows.count, 10) + headers) * rowHeight + 2 + (overflow ? SCROLLBAR : 0);
  const view = ([column, row]: Item): void => {
    const source = sources[column];
    const bounds = editor.current?.getBounds(column, row);
    const frame = wrapper.current?.getBoundingClientRect();
    if (
      !source ||
      !bounds ||
      !frame ||
      isWholeInCell(source.cell(row), bounds.width, textMeasure(theme.fontFamily))
    )
      return;
    setViewed({ source, row, left: bounds.x - frame.left, top: bounds.y - frame.top });
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a look and a meaning of its own
    <div
      className="rv-grid"
      ref={wrapper}
      style={{
        height: props.height ?? Math.max(auto, 2 * rowHeight + 2),
        width: props.fitContent ? layout.total + 2 : undefined,
      }}
      role="group"
      aria-label={props.label}
      onKeyDown={finding.onKeyDown}
    >
      <DataEditorCore
        ref={editor}
        width="100%"
        height="100%"
        columns={layout.columns}
        rows={rows.count}
        rowHeight={rowHeight}
        headerHeight={rowHeight}
        freezeColumns={sources.filter(isPinned).length}
        getCellContent={getCellContent}
        getCellsForSelection={true}
        getRowThemeOverride={hover.rowTheme}
        renderers={RENDERERS as never}
        customRenderers={CUSTOM as never}
        imageWindowLoader={imageLoader}
        theme={theme}
        drawHeader={drawHeader}
        gridSelection={selection}
        onGridSelectionChange={setSelection}
        columnSelect="none"
        rowSelect="none"
        editOnType={false}
        onPaste={false}
        minColumnWidth={40}
        maxColumnWidth={1200}
        smoothScrollX
        smoothScrollY
        {...finding.props}
        onVisibleRegionChanged={({ y, height }) => rows.look(y, y + height - 1)}
        onHeaderClicked={(index) => {
          const id = sources[index]?.id;
          if (id !== undefined) void rows.sort(nextSorting(sorting, id));
        }}
        onColumnResize={layout.resize}
        onColumnMoved={move}
        onCellActivated={view}
        onItemHovered={hover.onItemHovered}
      />
      {finding.bar}
      {rows.busy && <div className="rv-grid-busy" role="progressbar" aria-label="Loading rows" />}
      {rows.problem && (
        <p className="rv-grid-problem" role="alert">
          {rows.problem}
        </p>
      )}
      {rows.count === 0 && <p className="rv-grid-empty">empty</p>}
      {viewed && (
        <CellView
          cell={viewed}
          onClose={() => {
            setViewed(null);
            editor.current?.focus();
          }}
        />
      )}
      {hover.help && (
        <div
          className="rv-grid-help"
          role="tooltip"
          style={{ left: hover.help.left, top: rowHeight }}
        >
          {hover.help.text}
        </div>
      )}
    </div>
  );
}

/** The rows of the frame; another frame in its place keeps the order that the visitor has chosen. */
function useRows(props: GridProps): { rows: Rows; version: number } {
  const { arrow, columns, rows: count, source, way } = props;
  const former = useRef<Rows | null>(null);
  const rows = useMemo(() => {
    if (source)
      return new WindowedRows({ source, count, first: arrow, columns, way }, former.current);
    const whole = new WholeRows(readTable(arrow), columns);
    if (former.current?.sorting) void whole.sort(former.current.sorting);
    return whole;
  }, [arrow, columns, count, source, way]);
  const version = useSyncExternalStore(rows.subscribe, () => rows.version);
  useEffect(() => {
    former.current = rows;
  }, [rows]);
  return { rows, version };
}

/** Whether the columns need a horizontal scroll bar, which takes height from the rows. */
function useOverflow(wrapper: RefObject<HTMLElement | null>, total: number): boolean {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    const element = wrapper.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [wrapper]);
  return total > width;
}
