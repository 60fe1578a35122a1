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
import { createPortal } from "react-dom";
import { plainValue } from "../arrow/values";
import type { GridSource } from "../grid/columns";
import type { Interaction } from "../grid/interaction";
import { CellEditor, type Move, type OpenCell } from "./cell-editor";
import { pastedCells } from "./clipboard";
import { type CellChange, type CellValue, withCells, withoutRows, withRows } from "./edits";
import { type EditedColumn, emptied, readText, stored, UnfitError } from "./rules";
import { EditTools } from "./tools";
import type { EditActions, EditingInput } from "./use-edits";

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

const columnOf = (source: GridSource): EditedColumn => source.props as EditedColumn;

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
  /** Does something as soon as it is known which rows of the data these of the view are. */
  const whenKnown = (first: number, end: number, then: () => void): void => {
    const last = Math.min(end, rows.count) - 1;
    for (let row = first; row <= last; row += 1) {
      if (rows.name(row) !== null) continue;
      // The rows say what is wrong.
      rows.learn(first, last).then(then, () => undefined);
      return;
    }
    then();
  };
  /** Does something as soon as these rows of the view are here. */
  const whenHere = (first: number, end: number, then: () => void): void => {
    const last = Math.min(end, rows.count) - 1;
    if (last < first || rows.has(first, last)) {
      then();
      return;
    }
    rows.hold([[first, last + 1]]).then(
      (release) => {
        then();
        release();
      },
      // As above.
      () => undefined,
    );
  };
  const isOpenable = (source: GridSource | undefined): source is GridSource =>
    !off && source !== undefined && columnOf(source).edit?.editor !== undefined;

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
    addRow();
    // The grid has the row with its next drawing.
    requestAnimationFrame(() => {
      // In this order: a grid that gets the focus without a selection selects its first cell.
      grid.current?.focus();
      select(Math.max(0, sources.findIndex(isOpenable)), rows.count - 1);
    });
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
    whenKnown(first, end, () => clearKnown(ranges));
  };
  const clearKnown = (ranges: readonly Rectangle[]): void => {
    const changes: CellChange[] = [];
    for (const { x, y, width, height } of ranges) {
      for (const source of sources.slice(x, x + width)) {
        if (!isOpenable(source)) continue;
        const value = fitting(() => emptied(columnOf(source)));
        if (value === undefined) continue;
        for (let row = y; row < Math.min(y + height, rows.count); row += 1) {
          const name = rows.name(row);
          if (name !== null) changes.push({ column: source.id, row: name, value });
        }
      }
    }
    change(changes);
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
    const known = (): void => whenKnown(top, end, () => pasteKnown(target, cells));
    if (sources.slice(first, first + width).some(needsBefore)) whenHere(top, end, known);
    else known();
  };
  const pasteKnown = (target: Item, cells: readonly (readonly string[])[]): void => {
    const [first, top] = target;
    const fresh: Map<string, CellValue>[] = [];
    const changes: CellChange[] = [];
    let unfit = 0;
    for (const [down, line] of cells.entries()) {
      const row = top + down;
      const added = row >= rows.count;
      if (added && !canAdd) break;
      const own = added ? newRow() : null;
      if (own) fresh.push(own);
      for (const [right, text] of line.entries()) {
        const source = sources[first + right];
        if (!isOpenable(source)) continue;
        const column = columnOf(source);
        const value = fitting(() => readText(column, text, own ? null : source.value(row)));
        if (value === undefined) unfit += 1;
        else if (own) own.set(source.id, value);
        else {
          const name = rows.name(row);
          if (name !== null) changes.push({ column: source.id, row: name, value });
        }
      }
    }
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
          x: first,
          y: top,
          width: Math.min(width, sources.length - first),
          height: Math.min(cells.length, rows.count - top),
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
    whenHere(from.y, from.y + from.height, () =>
      whenKnown(to.y, to.y + to.height, () => fillKnown(from, to)),
    );
  };
  const fillKnown = (from: Rectangle, to: Rectangle): void => {
    const changes: CellChange[] = [];
    for (let right = 0; right < to.width; right += 1) {
      const source = sources[to.x + right];
      const origin = sources[from.x + (right % from.width)];
      if (!isOpenable(source) || !origin) continue;
      for (let down = 0; down < to.height; down += 1) {
        const row = to.y + down;
        const inside =
          row >= from.y &&
          row < from.y + from.height &&
          to.x + right >= from.x &&
          to.x + right < from.x + from.width;
        const name = rows.name(row);
        if (inside || name === null || row >= rows.count) continue;
        const text = origin.text(from.y + (down % from.height));
        const value = fitting(() => readText(columnOf(source), text, source.value(row)));
        if (value !== undefined) changes.push({ column: source.id, row: name, value });
      }
    }
    change(changes);
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

/** The result, or undefined for what the column does not take. */
function fitting(read: () => CellValue): CellValue | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnfitError) return undefined;
    throw error;
  }
}

/** Whether a cell has this value already. */
function isEqual(value: CellValue, before: unknown, column: EditedColumn): boolean {
  const own = stored(column, value);
  if (own === null || before === null || before === undefined) return own === (before ?? null);
  const plain = plainValue(before);
  return typeof own === "object" ? JSON.stringify(own) === JSON.stringify(plain) : own === plain;
}

const BOX = 15;
const AROUND = 6;

/** Whether a point of a cell is on its checkbox, or nearly so. */
function isOnBox(source: GridSource | undefined, x: number, y: number, area: Rectangle): boolean {
  const middle = { left: 8 + BOX / 2, center: area.width / 2, right: area.width - 8 - BOX / 2 };
  const reach = BOX / 2 + AROUND;
  return (
    Math.abs(x - middle[source?.align ?? "center"]) <= reach &&
    Math.abs(y - area.height / 2) <= reach
  );
}
