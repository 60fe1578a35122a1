/** The canvas grid that draws data frames; loaded when the first one is on the page. */
import {
  DataEditorCore,
  type DataEditorProps,
  type DataEditorRef,
  type GridCell,
  GridCellKind,
  ImageWindowLoaderImpl,
  type Item,
  type Rectangle,
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
import editorCss from "../styles/editor.css";
import gridCss from "../styles/grid.css";
import type { ColumnProps } from "./arrow/columns";
import { readTable } from "./arrow/values";
import { editorSources } from "./editing/look";
import type { EditedColumn } from "./editing/rules";
import { useEditing } from "./editing/use-editing";
import { type EditingInput, useEdits } from "./editing/use-edits";
import type { WindowedSource } from "./grid/arrangement";
import type { Way } from "./grid/channel";
import { useChoices } from "./grid/choices";
import { gridSources, isPinned } from "./grid/columns";
import { useCopying } from "./grid/copying";
import { useFinding } from "./grid/finding";
import { type Reporting, useInteraction } from "./grid/interaction";
import { useColumnLayout, useColumnOrder, useDrawHeader, useHover } from "./grid/layout";
import { CUSTOM, RENDERERS } from "./grid/renderers";
import type { Rows } from "./grid/rows";
import { useSymbols } from "./grid/symbols";
import { gridPalette, gridTheme } from "./grid/theme";
import type { Kit } from "./grid/view";
import { WholeRows } from "./grid/whole";
import { WindowedRows } from "./grid/windowed";
import { colorList, type Tokens } from "./theme/tokens";

/** What the toolbar around the grid asks of it. */
export interface GridHandle {
  search(): void;
  /** Lets the visitor say which columns show, beside the button that was pressed for it. */
  openColumns(from: HTMLElement | null): void;
  /** The whole frame as CSV, in the order it is shown. */
  csv(): Promise<Blob>;
}

export interface GridProps extends Reporting {
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
  readonly label: string;
  readonly handle: RefObject<GridHandle | null>;
  readonly kit: Kit;
  /** What a visitor has changed; absent from a table to look into. */
  readonly editing?: EditingInput;
  /** Where more buttons of the toolbar go. */
  readonly tools?: HTMLElement | null;
}

const EMPTY: GridCell = { kind: GridCellKind.Text, data: "", displayData: "", allowOverlay: false };
const SCROLLBAR = 10;

export const styles = containerCss + scrollerCss + gridCss + editorCss;

export function Grid(props: GridProps): ReactElement {
  const { columns, handle, kit, placeholder = "None", rowHeight, tokens } = props;
  const editor = useRef<DataEditorRef>(null);
  const wrapper = useRef<HTMLDivElement>(null);
  const imageLoader = useMemo(() => new ImageWindowLoaderImpl(), []);

  const theme = useMemo(() => gridTheme(tokens), [tokens]);
  const frame = useRows(props);
  const edited = columns as readonly EditedColumn[];
  const actions = useEdits(frame, edited, props.editing);
  const rows: Rows = actions?.rows ?? frame;
  const version = useSyncExternalStore(rows.subscribe, () => rows.version);
  const { sorting } = rows;
  const chosen = useChoices(rows.columns);
  const disabled = props.editing?.disabled;
  const all = useMemo(() => {
    const palette = gridPalette(tokens);
    const categorical = colorList(tokens, "chart-categorical-colors");
    const found = gridSources(chosen.columns, { placeholder, palette, categorical });
    return disabled === undefined ? found : editorSources(found, tokens, theme, disabled);
  }, [chosen.columns, placeholder, tokens, theme, disabled]);
  const given = useMemo(() => all.filter(({ id }) => !chosen.hidden.has(id)), [all, chosen.hidden]);
  const { sources, move } = useColumnOrder(given);
  const layout = useColumnLayout(sources, { theme, stretch: !props.fitContent });
  const drawHeader = useDrawHeader(sources, sorting);
  const hover = useHover(sources, theme, wrapper);
  const symbols = useSymbols(sources, kit.wantSymbols);
  const { fit } = layout;
  const interaction = useInteraction({
    ...{ all, chosen, editor, fit, kit, rows, sources, theme },
    growing: props.editing !== undefined && props.editing.numRows !== "fixed",
    reporting: props,
  });
  const editing = useEditing(actions, props.editing, {
    sources,
    columns: edited,
    grid: editor,
    interaction,
    tools: props.tools ?? null,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same row reads otherwise in another version
  const getCellContent = useCallback(
    ([column, row]: Item): GridCell => sources[column]?.cell(row) ?? EMPTY,
    [sources, version, symbols],
  );
  const cellsOf = useCellsOf(rows, getCellContent);
  const onCopy = useCopying(rows, interaction.selecting.selection, editor);
  const markers = interaction.props.rowMarkers === "none" ? 0 : markerWidth(rows.count);
  const total = layout.total + markers;
  const overflow = useOverflow(wrapper, total);
  const headers = sources.some(({ props }) => props.group) ? 2 : 1;
  const { accentColor: color = "currentColor" } = theme;
  const finding = useFinding({
    ...{ rows, sources, editor, wrapper, rowHeight, headers, color },
    marked: markers > 0,
  });
  useImperativeHandle(handle, () => ({
    search: finding.open,
    csv: () => rows.csv(sources),
    openColumns: interaction.openColumns,
  }));

  const shown = Math.min(rows.count, 10) + headers + (editing?.adds ? 1 : 0);
  const auto = shown * rowHeight + 2 + (overflow ? SCROLLBAR : 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a look and a meaning of its own
    <div
      className="rv-grid"
      ref={wrapper}
      style={{
        height: props.height ?? Math.max(auto, 2 * rowHeight + 2),
        width: props.fitContent ? total + 2 : undefined,
      }}
      role="group"
      aria-describedby={interaction.helpId}
      aria-label={props.label}
      onKeyDown={finding.onKeyDown}
      onCopy={onCopy}
      onPaste={editing?.onPaste}
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
        getCellsForSelection={cellsOf}
        getRowThemeOverride={hover.rowTheme}
        renderers={RENDERERS}
        customRenderers={CUSTOM}
        imageWindowLoader={imageLoader}
        theme={theme}
        drawHeader={drawHeader}
        editOnType={false}
        onPaste={false}
        minColumnWidth={40}
        maxColumnWidth={1200}
        smoothScrollX
        smoothScrollY
        {...finding.props}
        {...interaction.props}
        {...editing?.props}
        onVisibleRegionChanged={({ y, height }) => rows.look(y, y + height - 1)}
        onColumnResize={layout.resize}
        onColumnMoved={move}
        onItemHovered={hover.onItemHovered}
      />
      {finding.bar}
      {rows.busy && <div className="rv-grid-busy" role="progressbar" aria-label="Loading rows" />}
      {rows.problem && (
        <p className="rv-grid-problem" role="alert">
          {rows.problem}
        </p>
      )}
      {rows.count === 0 && !editing?.adds && <p className="rv-grid-empty">empty</p>}
      {interaction.overlays}
      {editing?.overlay}
      {hover.help && (
        <div
          className="rv-grid-help"
          data-testid="stDataFrameTooltipContent"
          role="tooltip"
          style={{ left: hover.help.left, top: rowHeight }}
        >
          <kit.Markdown text={hover.help.text} />
        </div>
      )}
    </div>
  );
}

/** How wide the grid makes the boxes that select rows. */
const markerWidth = (rows: number): number =>
  rows > 10_000 ? 48 : rows > 1000 ? 44 : rows > 100 ? 36 : 32;

/** The rows of the frame; another frame in its place keeps the order that the visitor has chosen. */
function useRows(props: GridProps): Rows {
  const { arrow, columns, rows: count, source, way } = props;
  const former = useRef<Rows | null>(null);
  const rows = useMemo(() => {
    if (source)
      return new WindowedRows({ source, count, first: arrow, columns, way }, former.current);
    const whole = new WholeRows(readTable(arrow), columns);
    if (former.current?.sorting) void whole.sort(former.current.sorting);
    return whole;
  }, [arrow, columns, count, source, way]);
  useEffect(() => {
    former.current = rows;
  }, [rows]);
  return rows;
}

/** The cells of a selection, for the clipboard; those that are not here are fetched first. */
function useCellsOf(
  rows: Rows,
  cellAt: (item: Item) => GridCell,
): NonNullable<DataEditorProps["getCellsForSelection"]> {
  return useCallback(
    ({ x, y, width, height }: Rectangle, signal: AbortSignal) => {
      const last = Math.min(y + height, rows.count) - 1;
      const cells = (): GridCell[][] =>
        Array.from({ length: last - y + 1 }, (_, row) =>
          Array.from({ length: width }, (_, column) => cellAt([x + column, y + row])),
        );
      if (rows.has(y, last)) return cells();
      return async () => {
        try {
          const release = await rows.hold([[y, last + 1]], signal);
          const found = cells();
          release();
          return found;
        } catch {
          // The rows say what is wrong.
          return [];
        }
      };
    },
    [rows, cellAt],
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
