/** What the pointer and the keys do in the grid: select, sort, press buttons, open menus and cells. */
import type {
  CellClickedEventArgs,
  DataEditorCoreProps,
  DataEditorRef,
  GridKeyEventArgs,
  Item,
  Theme,
} from "@glideapps/glide-data-grid";
import { type ReactElement, type RefObject, useId, useMemo, useState } from "react";
import type { PressProps } from "../arrow/columns";
import { plainValue } from "../arrow/values";
import { type ButtonCell, buttonBox, buttonWidth } from "./buttons";
import type { ChosenColumns } from "./choices";
import { columnName, type GridSource } from "./columns";
import { ChoiceMenu, type ColumnActions, ColumnMenu, VisibilityMenu } from "./menu";
import type { Place } from "./popup";
import type { Rows } from "./rows";
import { type SelectionModes, selectionModes, type WireSelection } from "./selected";
import { type GridSelecting, useSelecting } from "./selection";
import { MOST_CELLS } from "./selection-view";
import { nextSorting } from "./sort";
import { spoken } from "./symbols";
import { CellView, type Kit, type ViewedCell } from "./view";
import { isWholeInCell, textMeasure } from "./widths";

/** A press of a button in a row of the data; `item` says which of several. */
export interface Press {
  readonly row: number;
  readonly item?: number;
}

/** What the grid tells the app. */
export interface Reporting {
  readonly modes?: readonly string[];
  /** What is selected; undefined where nothing can be. */
  readonly selection?: WireSelection;
  onSelect(selection: WireSelection): void;
  onPress(button: PressProps, press: Press): void;
}

interface Options {
  readonly editor: RefObject<DataEditorRef | null>;
  readonly kit: Kit;
  readonly rows: Rows;
  /** The columns that show, from the left. */
  readonly sources: readonly GridSource[];
  /** Those that the app shows, also where the visitor has hidden them. */
  readonly all: readonly GridSource[];
  readonly chosen: ChosenColumns;
  readonly theme: Partial<Theme>;
  readonly reporting: Reporting;
  /** Whether rows come and go, as in an editor: they are in their own order then, and selected as they show. */
  readonly growing?: boolean;
  fit(id: string): void;
}

type Open =
  | { readonly what: "cell"; readonly cell: ViewedCell }
  | { readonly what: "column"; readonly id: string }
  | { readonly what: "columns"; readonly from: HTMLElement | null }
  | { readonly what: "buttons"; readonly item: Item };

export interface Interaction {
  readonly props: Partial<DataEditorCoreProps>;
  readonly overlays: ReactElement;
  /** Id of the text that says which keys do something. */
  readonly helpId: string;
  readonly selecting: GridSelecting;
  openColumns(from: HTMLElement | null): void;
}

export function useInteraction(options: Options): Interaction {
  const { editor, kit, rows, sources, all, chosen, theme, reporting, fit } = options;
  const growing = options.growing === true;
  const modes = selectionModes(reporting.modes);
  const selectable = useMemo(() => (growing ? asShown(rows) : rows), [growing, rows]);
  const selecting = useSelecting({
    modes,
    rows: selectable,
    sources,
    value: reporting.selection,
    report: reporting.onSelect,
  });
  const [open, setOpen] = useState<Open | null>(null);
  const helpId = useId();
  const measure = textMeasure(theme.fontFamily);
  const padding = theme.cellHorizontalPadding ?? 8;

  const close = (): void => {
    if (open?.what === "columns") open.from?.focus();
    else editor.current?.focus();
    setOpen(null);
  };
  const boundsOf = (column: number, row: number): Place | undefined =>
    editor.current?.getBounds(column, row);

  const press = (source: GridSource, row: number, item?: number): void => {
    const position = rows.position(row);
    const { button } = source.props;
    if (!button || position === null) return;
    reporting.onPress(button, item === undefined ? { row: position } : { row: position, item });
  };
  /** Presses the button of a cell, or opens its menu; false where there is none. */
  const pressCell = ([column, row]: Item): boolean => {
    const source = sources[column];
    if (source?.kind !== "button") return false;
    const value = plainValue(source.value(row));
    if (value === null || !source.props.button) return true;
    if (!Array.isArray(value)) press(source, row);
    else if (value.length === 1) press(source, row, 0);
    else if (value.length > 1) setOpen({ what: "buttons", item: [column, row] });
    return true;
  };
  const clicked = ([column, row]: Item, event: CellClickedEventArgs): void => {
    const source = sources[column];
    if (source?.kind !== "button") return;
    const { bounds, localEventX: x, localEventY: y } = event;
    const cell = source.cell(row) as ButtonCell;
    const width = buttonWidth(cell.data.labels ?? [], measure);
    const box = buttonBox({ ...bounds, x: 0, y: 0 }, width, source.align ?? "center", padding);
    const isInside = x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    if (isInside) pressCell([column, row]);
  };
  const view = ([column, row]: Item): void => {
    const source = sources[column];
    const bounds = boundsOf(column, row);
    if (!source || !bounds || source.kind === "button" || source.value(row) === null) return;
    if (isWholeInCell(source, source.cell(row), bounds.width, measure)) return;
    setOpen({ what: "cell", cell: { source, row, at: () => boundsOf(column, row) } });
  };
  const openColumn = (column: number): void => {
    const id = sources[column]?.id;
    if (id !== undefined) setOpen({ what: "column", id });
  };
  const key = (event: GridKeyEventArgs): void => {
    if (isKnown(event)) {
      event.cancel();
      event.preventDefault();
    }
  };
  /** Whether a key does something here, and not what it does in any grid. */
  const isKnown = (event: GridKeyEventArgs): boolean => {
    const { key: name, shiftKey: shift } = event;
    const control = event.ctrlKey || event.metaKey;
    if (name === "Escape" && reporting.selection) {
      selecting.clear();
      return true;
    }
    if (name === "a" && control) return selecting.selectAllRows();
    // The place that the grid itself names counts the boxes before the rows as a column.
    const cell = selecting.selection.current?.cell;
    if (!cell) return false;
    const [column, row] = cell;
    if (name === "ContextMenu" || (name === "F10" && shift)) {
      openColumn(column);
      return true;
    }
    if (name === " " && control) return selecting.toggleColumn(sources[column]?.id ?? "");
    if (name === " " || name === "Enter") {
      if (!shift && pressCell(cell)) return true;
      return name === " " && selecting.toggleRow(row);
    }
    if (shift && !control && (name === "ArrowDown" || name === "ArrowUp")) {
      return selecting.extendRows(row, name === "ArrowDown" ? 1 : -1, column);
    }
    return false;
  };

  const { sorting } = rows;
  const sort = (id: string, descending: boolean | null): void =>
    void rows.sort(descending === null ? null : { column: id, descending });
  const actions: ColumnActions = {
    sort: modes.column || growing ? null : sort,
    format: chosen.format,
    pin: chosen.pin,
    hide: (id) => chosen.show(id, false),
    fit,
  };
  const titled = (id: string | undefined): string => {
    const source = sources.find((one) => one.id === id);
    return source ? columnName(source) : "";
  };

  return {
    helpId,
    selecting,
    openColumns: (from) => setOpen({ what: "columns", from }),
    props: {
      ...selectionProps(modes),
      cellActivationBehavior: "double-click",
      gridSelection: selecting.selection,
      onGridSelectionChange: selecting.change,
      onCellActivated: view,
      onCellClicked: clicked,
      onHeaderClicked: (index) => {
        const id = sources[index]?.id;
        if (id === undefined) return;
        if (modes.column) selecting.toggleColumn(id);
        else if (!growing) void rows.sort(nextSorting(sorting, id));
      },
      onHeaderContextMenu: (index, event) => {
        event.preventDefault();
        openColumn(index);
      },
      onHeaderMenuClick: openColumn,
      onKeyDown: key,
    },
    overlays: (
      <>
        <p className="rv-visually-hidden" id={helpId}>
          {keyHelp(modes)}
        </p>
        <p className="rv-visually-hidden" role="status">
          {sorting &&
            `Sorted by ${titled(sorting.column)}, ${sorting.descending ? "descending" : "ascending"}.`}
        </p>
        {selecting.tooMany && (
          <p className="rv-grid-note" role="alert">
            At most {MOST_CELLS.toLocaleString()} cells can be selected.
          </p>
        )}
        {open && overlay(open)}
      </>
    ),
  };

  function overlay(shown: Open): ReactElement | null {
    if (shown.what === "cell") return <CellView cell={shown.cell} kit={kit} onClose={close} />;
    if (shown.what === "columns") {
      return (
        <VisibilityMenu
          at={() => shown.from?.getBoundingClientRect()}
          hidden={chosen.hidden}
          onClose={close}
          sources={all}
          toggle={chosen.show}
        />
      );
    }
    if (shown.what === "buttons") {
      const [column, row] = shown.item;
      const source = sources[column];
      const labels = source && (source.cell(row) as ButtonCell).data.labels;
      if (!source || !labels) return null;
      return (
        <ChoiceMenu
          at={() => boundsOf(column, row)}
          choices={labels.map(spoken)}
          label={source.title}
          onChoose={(item) => press(source, row, item)}
          onClose={close}
        />
      );
    }
    const source = sources.find(({ id }) => id === shown.id);
    if (!source) return null;
    return (
      <ColumnMenu
        actions={actions}
        at={() => boundsOf(sources.indexOf(source), -1)}
        format={chosen.formats.get(source.id) ?? null}
        onClose={close}
        only={sources.length === 1}
        rows={rows}
        source={source}
      />
    );
  }
}

/** Rows that are selected by their place on the screen. */
function asShown(rows: Rows): Rows {
  const same = (row: number): number => row;
  const known = async (): Promise<void> => {};
  return Object.create(rows, {
    count: { get: () => rows.count },
    position: { value: same },
    rowOf: { value: same },
    learn: { value: known },
    locate: { value: known },
    sorting: { value: null },
    version: { get: () => rows.version },
    arrangement: { get: () => rows.arrangement },
  }) as Rows;
}

/** Columns are selected by `onHeaderClicked`: the grid itself would want another key for a second one. */
function selectionProps({ row, cell }: SelectionModes): Partial<DataEditorCoreProps> {
  const markers = {
    kind: "checkbox-visible",
    checkboxStyle: row === "multi" ? "square" : "circle",
  } as const;
  return {
    columnSelect: "none",
    keybindings: { search: false, paste: false, selectColumn: false, selectRow: false },
    rangeSelect: cell === "single" ? "cell" : "rect",
    rowMarkers: row ? markers : "none",
    rowSelect: row === null ? "none" : row === "multi" ? "multi" : "single",
    rowSelectionMode: "multi",
  };
}

function keyHelp({ row, column }: SelectionModes): string {
  const keys = ["Shift+F10 opens the menu of a column."];
  if (row) keys.push("Space selects a row.");
  if (column) keys.push("Ctrl+Space selects a column.");
  return keys.join(" ");
}
