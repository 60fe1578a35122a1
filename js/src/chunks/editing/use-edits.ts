/** The changes of one editor: what the kernel knows of them, what it is told, what can be undone. */
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "react";
import type { Rows } from "../grid/rows";
import { EditedRows } from "./edited-rows";
import { type Edits, fromWire, isSame, toWire, type WireEdits } from "./edits";
import { followed, type History, redone, started, undone } from "./history";
import { type EditedColumn, isComplete } from "./rules";

/** An editor as the page around the grid knows it. */
export interface EditingInput {
  /** Changes with another identity are other changes. */
  readonly identity: string;
  readonly value: WireEdits;
  readonly disabled: boolean;
  readonly numRows: string;
  setValue(value: WireEdits): void;
}

export interface EditActions {
  readonly rows: EditedRows;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** How many cells and rows are told to the kernel; see `MOST_BYTES`. */
  change(make: (edits: Edits) => Edits): boolean;
  undo(): void;
  redo(): void;
}

/** Largest message about changes, in characters; a page may not send more than 2 MB at once. */
export const MOST_CHARACTERS = 1_500_000;

/** Rows with the changes over them, and what makes changes; null for a table that is not edited. */
export function useEdits(
  base: Rows,
  columns: readonly EditedColumn[],
  input: EditingInput | undefined,
): EditActions | null {
  const complete = useMemo(() => isComplete(columns), [columns]);
  const history = useRef<History<Edits> | null>(null);
  history.current ??= input ? started(fromWire(input.value)) : null;
  const identity = useRef(input?.identity);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const rows = useMemo(
    () => (history.current ? new EditedRows(base, history.current.present) : null),
    [base],
  );

  const value = input?.value;
  const id = input?.identity;
  useLayoutEffect(() => {
    if (!value || !history.current) return;
    const own = history.current.present;
    const isOther = identity.current !== id;
    identity.current = id;
    if (!isOther && isSame(value, toWire(own, complete))) return;
    // Rows that wait for a value are known here only.
    const waiting = isOther ? [] : own.added.filter((row) => !complete(row));
    const told = fromWire(value);
    history.current = started({ ...told, added: [...told.added, ...waiting] });
    rows?.show(history.current.present);
    redraw();
  }, [value, id, complete, rows]);
  useEffect(() => {
    if (history.current) rows?.show(history.current.present);
  }, [rows]);

  if (!input || !rows) return null;
  const go = (next: History<Edits> | null): boolean => {
    if (!next || input.disabled) return false;
    const wire = toWire(next.present, complete);
    if (JSON.stringify(wire).length > MOST_CHARACTERS) return false;
    const before = history.current && toWire(history.current.present, complete);
    history.current = next;
    rows.show(next.present);
    if (!before || !isSame(before, wire)) input.setValue(wire);
    redraw();
    return true;
  };
  const now = history.current ?? started(fromWire(input.value));
  return {
    rows,
    canUndo: now.past.length > 0,
    canRedo: now.future.length > 0,
    change: (make) => go(followed(history.current ?? now, make((history.current ?? now).present))),
    undo: () => void go(undone(history.current ?? now)),
    redo: () => void go(redone(history.current ?? now)),
  };
}
