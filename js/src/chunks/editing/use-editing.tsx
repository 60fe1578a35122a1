/** Makes a grid one to write into: fields over cells, checkboxes, rows that come and go, the clipboard. */
import {
  CompactSelection,
  type DataEditorCoreProps,
  type DataEditorRef,
  type GridKeyEventArgs,
  type Item,
  type Rectangle,
} from "@glideapps/glide-data-grid";
import {
  type ClipboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useRef,
  useState,
} from "react";
import { createPortal, flushSync } from "react-dom";
import { plainValue } from "../arrow/values";
import type { GridSource } from "../grid/columns";
import type { Interaction } from "../grid/interaction";
import { cleared, columnOf, filled, pasted, type Sheet } from "./blocks";
import { CellEditor, type Move, type OpenCell } from "./cell-editor";
import { isOnBox } from "./checkboxes";
import { pastedCells } from "./clipboard";
import { type CellChange, type CellValue, withCells, withoutRows, withRows } from "./edits";
import { type EditedColumn, stored } from "./rules";
import { EditTools } from "./tools";
import type { EditActions, EditingInput } from "./use-edits";
import { whenHere, whenKnown } from "./waiting";

interface Surroundings {
  readonly sources: readonly GridSource[];
  /** All columns, those too that are not on the screen: new rows have their defaults. */
  readonly columns: readonly EditedColumn[];
  readonly grid: RefObject<DataEditorRef | null>;
  readonly interaction: Interaction;
  /** Where the buttons of the editor belong. */
  readonly tools: HTMLElement | null;
}

export interface Editing {
  readonly props: Partial<DataEditorCoreProps>;
  onPaste(event: ClipboardEvent): void;
  readonly overlay: ReactNode;
  /** Whether there is a row at the end that becomes a new one. */
  readonly adds: boolean;
}

/** Cells that one paste can fill, and rows that it can add. */
const MOST_PASTED = 200_000;

/** Whether a cell can be read only with the value that it had: a time leaves the day as it was. */
const needsBefore = (source: GridSource): boolean => {
  const { edit } = columnOf(source);
  return edit?.editor === "time" && edit.kind !== "time";
};

export function useEditing(
  actions: EditActions | null,
  input: EditingInput | undefined,
  around: Surroundings,
): Editing | null {
  const { sources, columns, grid, interaction, tools } = around;
  const { selecting, props: usual } = interaction;
  const { selection, change: setSelection } = selecting;
  const [open, setOpen] = useState<OpenCell | null>(null);
  const [notice, setNotice] = useState("");
  const toggled = useRef(0);
  const canAdd = input?.numRows === "dynamic" || input?.numRows === "add";
  const canDelete = input?.numRows === "dynamic" || input?.numRows === "delete";
  const off = input?.disabled === true;

  const bounds = useCallback(
    () => (open ? grid.current?.getBounds(open.place, open.row) : undefined),
    [open, grid],
  );
  const close = useCallback((): void => {
    setOpen(null);
    grid.current?.focus();
  }, [grid]);
  const latest = useRef<(value: CellValue, move: Move) => void>(() => {});
  const enter = useCallback((value: CellValue, move: Move) => latest.current(value, move), []);

  if (!actions || !input) return null;
  const { rows } = actions;

  const say = (text: string): void => setNotice(text);
  const change = (changes: readonly CellChange[]): void => {
    if (changes.length === 0) return;
    if (!actions.change((edits) => withCells(edits, changes))) say(TOO_MUCH);
  };
  const isOpenable = (source: GridSource | undefined): source is GridSource =>
    !off && source !== undefined && columnOf(source).edit?.editor !== undefined;

  const sheet: Sheet = { rows, sources, isOpenable };

  const select = (place: number, row: number): void => {
    const last = [sources.length - 1, rows.count - 1] as const;
    const cell: Item = [Math.max(0, Math.min(place, last[0])), Math.max(0, Math.min(row, last[1]))];
    setSelection({
      columns: CompactSelection.empty(),
      rows: CompactSelection.empty(),
      current: { cell, range: { x: cell[0], y: cell[1], width: 1, height: 1 }, rangeStack: [] },
    });
    grid.current?.scrollTo(cell[0], cell[1]);
  };
  latest.current = (value, [right, down]) => {
    if (!open) return;
    const name = rows.name(open.row);
    if (name !== null && !isEqual(value, open.value, open.column)) {
      change([{ column: open.column.name, row: name, value }]);
    }
    setOpen(null);
    select(open.place + right, open.row + down);
    grid.current?.focus();
  };

  const openAt = ([place, row]: Item, typed: string | null, replaces = false): boolean => {
    const source = sources[place];
    if (!isOpenable(source) || row >= rows.count || !source.isHere(row)) return false;
    const column = columnOf(source);
    setNotice("");
    setOpen({ column, title: source.title, row, place, value: source.value(row), typed, replaces });
    return true;
  };
  const toggle = ([place, row]: Item): void => {
    const source = sources[place];
    const name = rows.name(row);
    if (!isOpenable(source) || name === null || !source.isHere(row)) return;
    change([{ column: source.id, row: name, value: !source.value(row) }]);
  };
  const isFlag = (place: number): boolean => {
    const source = sources[place];
    return isOpenable(source) && columnOf(source).edit?.editor === "checkbox";
  };
  const activate = (cell: Item): boolean => {
    if (isFlag(cell[0])) {
      // The click that selects a checkbox has set it already.
      if (performance.now() - toggled.current > 400) toggle(cell);
      return true;
    }
    return openAt(cell, null, true);
  };

  const newRow = (): Map<string, CellValue> => {
    const filled = columns.filter(
      ({ edit }) => edit?.default !== undefined && edit.default !== null,
    );
    return new Map(filled.map(({ name, edit }) => [name, edit?.default ?? null]));
  };
  const addRow = (): void => {
    if (!actions.change((edits) => withRows(edits, [newRow()]))) say(TOO_MUCH);
  };
  const addAndGo = (): void => {
    // The grid has the row before it is selected, and the focus before the next key is pressed.
    flushSync(addRow);
    // In this order: a grid that gets the focus without a selection selects its first cell.
    grid.current?.focus();
    select(Math.max(0, sources.findIndex(isOpenable)), rows.count - 1);
  };
  const deleteRows = (chosen: readonly number[]): void => {
    const names = chosen.map((row) => rows.name(row)).filter((name) => name !== null);
    actions.change((edits) => withoutRows(edits, names));
    selecting.clear();
  };
  const chosenRows = selection.rows.toArray().filter((row) => row < rows.count);

  /** Takes away the values of cells, as far as they can be empty. */
  const clear = (ranges: readonly Rectangle[]): void => {
    if (ranges.reduce((sum, { width, height }) => sum + width * height, 0) > MOST_PASTED) {
      say(`Only ${MOST_PASTED.toLocaleString()} cells can be cleared at a time.`);
      return;
    }
    const [first, end] = [
      Math.min(...ranges.map(({ y }) => y)),
      Math.max(...ranges.map(({ y, height }) => y + height)),
    ];
    whenKnown(rows, first, end, () => change(cleared(sheet, ranges)));
  };
  const paste = (target: Item, cells: readonly (readonly string[])[]): void => {
    const [first, top] = target;
    const total = cells.reduce((sum, line) => sum + line.length, 0);
    if (total > MOST_PASTED) {
      say(`Only ${MOST_PASTED.toLocaleString()} cells can be pasted at a time.`);
      return;
    }
    const end = top + cells.length;
    const width = Math.max(...cells.map((line) => line.length));
    const known = (): void => whenKnown(rows, top, end, () => pasteKnown(target, cells));
    if (sources.slice(first, first + width).some(needsBefore)) whenHere(rows, top, end, known);
    else known();
  };
  const pasteKnown = (target: Item, cells: readonly (readonly string[])[]): void => {
    const { changes, fresh, unfit } = pasted(sheet, target, cells, canAdd ? newRow : null);
    if (changes.length + fresh.length === 0 && unfit === 0) return;
    const isDone = actions.change((edits) => withRows(withCells(edits, changes), fresh));
    say(
      isDone
        ? unfit > 0
          ? `${unfit.toLocaleString()} cells do not fit and stay as they were.`
          : ""
        : TOO_MUCH,
    );
    const width = Math.max(...cells.map((line) => line.length));
    setSelection({
      columns: CompactSelection.empty(),
      rows: CompactSelection.empty(),
      current: {
        cell: target,
        range: {
          x: target[0],
          y: target[1],
          width: Math.min(width, sources.length - target[0]),
          height: Math.min(cells.length, rows.count - target[1]),
        },
        rangeStack: [],
      },
    });
  };

  const fill = (from: Rectangle, to: Rectangle): void => {
    if (to.width * to.height > MOST_PASTED) {
      say(`Only ${MOST_PASTED.toLocaleString()} cells can be filled at a time.`);
      return;
    }
    whenHere(rows, from.y, from.y + from.height, () =>
      whenKnown(rows, to.y, to.y + to.height, () => change(filled(sheet, from, to))),
    );
  };
  /** Whether a key does something to cells. */
  const isEditing = (event: GridKeyEventArgs): boolean => {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !event.altKey && (key === "z" || key === "y")) {
      if (key === "y" || event.shiftKey) actions.redo();
      else actions.undo();
      return true;
    }
    const cell = selection.current?.cell;
    if (!cell || command || event.altKey) return false;
    if (key === "f2") return openAt(cell, null) || true;
    if (event.key.length !== 1) return false;
    // What is typed here is no shortcut of the page, not even over a cell that takes nothing.
    event.stopPropagation();
    const isIn = cell[1] < rows.count;
    if (isIn && isFlag(cell[0])) {
      if (key !== " " || event.shiftKey) return false;
      toggle(cell);
      return true;
    }
    return key !== " " && isIn && openAt(cell, event.key);
  };
  const onKeyDown = (event: GridKeyEventArgs & { cancel: () => void }): void => {
    if (!isEditing(event)) {
      usual.onKeyDown?.(event);
      return;
    }
    event.cancel();
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    props: {
      onKeyDown,
      onDelete: (chosen) => {
        if (off) return false;
        if (canDelete && chosen.rows.length > 0) deleteRows(chosen.rows.toArray());
        else if (chosen.current) clear([chosen.current.range, ...chosen.current.rangeStack]);
        return false;
      },
      onCellActivated: (cell) => {
        if (!activate(cell)) usual.onCellActivated?.(cell);
      },
      onCellClicked: (cell, event) => {
        usual.onCellClicked?.(cell, event);
        if (!isFlag(cell[0]) || cell[1] >= rows.count) return;
        const { localEventX: x, localEventY: y, bounds: area } = event;
        if (!isOnBox(sources[cell[0]], x, y, area)) return;
        toggled.current = performance.now();
        toggle(cell);
      },
      ...(canAdd &&
        !off && { onRowAppended: addRow, trailingRowOptions: { tint: true, hint: " " } }),
      ...(!off && {
        fillHandle: true,
        onFillPattern: (event) => {
          event.preventDefault();
          fill(event.patternSource, event.fillDestination);
        },
      }),
    },
    adds: canAdd && !off,
    onPaste: (event) => {
      const target = selection.current;
      const text = event.clipboardData.getData("text/plain");
      if (off || open || !target || text === "") return;
      if (event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      paste([target.range.x, target.range.y], pastedCells(text));
    },
    overlay: (
      <>
        {open && (
          <CellEditor
            bounds={bounds}
            cell={open}
            key={`${open.place} ${open.row}`}
            onClose={close}
            onEnter={enter}
          />
        )}
        <p aria-live="polite" className="rv-grid-notice" hidden={notice === ""}>
          {notice}
        </p>
        {tools &&
          createPortal(
            <EditTools
              actions={actions}
              chosen={chosenRows.length}
              onAdd={canAdd && !off ? addAndGo : undefined}
              onDelete={canDelete && !off ? () => deleteRows(chosenRows) : undefined}
              off={off}
            />,
            tools,
          )}
      </>
    ),
  };
}

const TOO_MUCH = "These are more changes than can be sent. Nothing was changed.";

/** Whether a cell has this value already. */
function isEqual(value: CellValue, before: unknown, column: EditedColumn): boolean {
  const own = stored(column, value);
  if (own === null || before === null || before === undefined) return own === (before ?? null);
  const plain = plainValue(before);
  return typeof own === "object" ? JSON.stringify(own) === JSON.stringify(plain) : own === plain;
}
