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
} from "react";
import containerCss from "../../node_modules/@glideapps/glide-data-grid/dist/esm/internal/data-editor-container/data-grid-container.css";
import searchCss from "../../node_modules/@glideapps/glide-data-grid/dist/esm/internal/data-grid-search/data-grid-search-style.css";
import scrollerCss from "../../node_modules/@glideapps/glide-data-grid/dist/esm/internal/scrolling-data-grid/infinite-scroller.css";
import gridCss from "../styles/grid.css";
import { type ColumnProps, frameColumns } from "./arrow/columns";
import { frameStyles, type StylesProps } from "./arrow/styles";
import { readTable } from "./arrow/values";
import { flagRenderer, imageRenderer, progressRenderer, sparklineRenderer } from "./grid/cells";
import { gridSources, isPinned } from "./grid/columns";
import { toCsv } from "./grid/csv";
import { useColumnLayout, useColumnOrder, useDrawHeader, useHover } from "./grid/layout";
import { nextSorting, type Sorting, sortedRows } from "./grid/sort";
import { gridPalette, gridTheme } from "./grid/theme";
import { CellView, type ViewedCell } from "./grid/view";
import { isWholeInCell, textMeasure } from "./grid/widths";
import type { Tokens } from "./theme/tokens";

/** What the toolbar around the grid asks of it. */
export interface GridHandle {
  search(): void;
  /** The whole frame as CSV, in the order it is shown. */
  csv(): string;
}

export interface GridProps {
  readonly arrow: Uint8Array;
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
const RENDERERS = [bubbleCellRenderer, textCellRenderer, uriCellRenderer];
const NO_SELECTION: GridSelection = {
  columns: CompactSelection.empty(),
  rows: CompactSelection.empty(),
};
const EMPTY: GridCell = { kind: GridCellKind.Text, data: "", displayData: "", allowOverlay: false };
const SCROLLBAR = 10;

export const styles = containerCss + scrollerCss + searchCss + gridCss;

export function Grid(props: GridProps): ReactElement {
  const { arrow, columns, handle, placeholder = "None", rowHeight, tokens } = props;
  const editor = useRef<DataEditorRef>(null);
  const wrapper = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [searching, setSearching] = useState(false);
  const [selection, setSelection] = useState(NO_SELECTION);
  const [viewed, setViewed] = useState<ViewedCell | null>(null);
  const imageLoader = useMemo(() => new ImageWindowLoaderImpl(), []);

  const theme = useMemo(() => gridTheme(tokens), [tokens]);
  const table = useMemo(() => readTable(arrow), [arrow]);
  const styles = useMemo(
    () => frameStyles(props.styles, columns.filter(({ index }) => index).length),
    [props.styles, columns],
  );
  const given = useMemo(() => {
    const look = { placeholder, palette: gridPalette(tokens), styles };
    return gridSources(frameColumns(table, columns), look);
  }, [table, columns, placeholder, styles, tokens]);
  const { sources, move } = useColumnOrder(given);
  const sorted = sources.find(({ id }) => id === sorting?.column);
  const order = useMemo(
    () => (sorted && sorting ? sortedRows(sorted, sorting.descending) : null),
    [sorted, sorting],
  );
  const layout = useColumnLayout(sources, { theme, sorting, stretch: !props.fitContent });
  const drawHeader = useDrawHeader(sources);
  const hover = useHover(sources, theme, wrapper);

  const getCellContent = useCallback(
    ([column, index]: Item): GridCell => sources[column]?.cell(order?.[index] ?? index) ?? EMPTY,
    [sources, order],
  );
  useImperativeHandle(
    handle,
    () => ({ search: () => setSearching(true), csv: () => toCsv(sources, order) }),
    [sources, order],
  );

  const rows = table.numRows;
  const overflow = useOverflow(wrapper, layout.total);
  const headers = sources.some(({ props }) => props.group) ? 2 : 1;
  const auto = (Math.min(rows, 10) + headers) * rowHeight + 2 + (overflow ? SCROLLBAR : 0);
  const view = ([column, index]: Item): void => {
    const source = sources[column];
    const bounds = editor.current?.getBounds(column, index);
    const frame = wrapper.current?.getBoundingClientRect();
    const row = order?.[index] ?? index;
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
    >
      <DataEditorCore
        ref={editor}
        width="100%"
        height="100%"
        columns={layout.columns}
        rows={rows}
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
        showSearch={searching}
        onSearchClose={() => setSearching(false)}
        keybindings={{ search: true }}
        onHeaderClicked={(index) => {
          const id = sources[index]?.id;
          if (id !== undefined) setSorting(nextSorting(sorting, id));
        }}
        onColumnResize={layout.resize}
        onColumnMoved={move}
        onCellActivated={view}
        onItemHovered={hover.onItemHovered}
      />
      {rows === 0 && <p className="rv-grid-empty">empty</p>}
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
