/**
 * What has a visitor changed in an editor? Cells, rows that were added, rows that were deleted.
 *
 * Nothing here is written to: every change makes another `Edits`, and undoing one goes back to the last. Rows
 * of the data are named by their position, which no change moves; added rows by their place, as `-1 - place`.
 */
import { runs } from "../grid/runs";

export type Item = string | number | boolean | null;

/** The value of a cell as it travels. */
export type CellValue = Item | readonly Item[];

/** Cells of a column: runs of rows (start and length of each), and a value for each row. */
export interface WireCells {
  readonly rows: readonly number[];
  readonly values: readonly CellValue[];
}

/** Changes as they travel, by the name of the column. */
export interface WireEdits {
  readonly edited: Readonly<Record<string, WireCells>>;
  readonly added: {
    readonly rows: number;
    readonly cells: Readonly<Record<string, WireCells>>;
  };
  readonly deleted: readonly number[];
}

export type AddedRow = ReadonlyMap<string, CellValue>;

export interface Edits {
  readonly cells: ReadonlyMap<string, ReadonlyMap<number, CellValue>>;
  readonly added: readonly AddedRow[];
  readonly deleted: ReadonlySet<number>;
}

export interface CellChange {
  readonly column: string;
  /** Position in the data, or `addedRow(place)`. */
  readonly row: number;
  readonly value: CellValue;
}

export const addedRow = (place: number): number => -1 - place;

export const NOTHING: Edits = { cells: new Map(), added: [], deleted: new Set() };

/** The value that was entered; undefined where the data has its own. */
export function entered(edits: Edits, column: string, row: number): CellValue | undefined {
  if (row >= 0) return edits.cells.get(column)?.get(row);
  return edits.added[-1 - row]?.get(column) ?? null;
}

export function withCells(edits: Edits, changes: readonly CellChange[]): Edits {
  const cells = new Map(edits.cells);
  const added = [...edits.added];
  // Maps of this change, which may be written to.
  const columns = new Map<string, Map<number, CellValue>>();
  const rows = new Map<number, Map<string, CellValue>>();
  for (const { column, row, value } of changes) {
    if (row >= 0) {
      const own = columns.get(column) ?? new Map(cells.get(column));
      columns.set(column, own.set(row, value));
      cells.set(column, own);
    } else if (added[-1 - row]) {
      const own = rows.get(row) ?? new Map(added[-1 - row]);
      rows.set(row, own.set(column, value));
      added[-1 - row] = own;
    }
  }
  return { ...edits, cells, added };
}

export const withRows = (edits: Edits, rows: readonly AddedRow[]): Edits => ({
  ...edits,
  added: [...edits.added, ...rows],
});

/** Without these rows; what was entered into them is gone as well. */
export function withoutRows(edits: Edits, rows: readonly number[]): Edits {
  const gone = new Set(rows);
  const deleted = new Set(edits.deleted);
  for (const row of gone) if (row >= 0) deleted.add(row);
  const cells = new Map<string, ReadonlyMap<number, CellValue>>();
  for (const [column, values] of edits.cells) {
    const kept = [...values].filter(([row]) => !gone.has(row));
    if (kept.length > 0) cells.set(column, kept.length === values.size ? values : new Map(kept));
  }
  return { cells, added: edits.added.filter((_, place) => !gone.has(addedRow(place))), deleted };
}

/** What is told to the kernel; rows that are not complete wait. */
export function toWire(edits: Edits, isComplete: (row: AddedRow) => boolean): WireEdits {
  const edited: Record<string, WireCells> = {};
  for (const [column, values] of edits.cells) {
    const ordered = [...values].sort(([a], [b]) => a - b);
    if (ordered.length === 0) continue;
    edited[column] = {
      rows: runs(ordered.map(([row]) => row)),
      values: ordered.map(([, value]) => value),
    };
  }
  const complete = edits.added.filter(isComplete);
  const columns = new Set(complete.flatMap((row) => [...row.keys()]));
  const cells: Record<string, WireCells> = {};
  for (const column of columns) {
    const places = [...complete.keys()].filter((place) => complete[place]?.has(column));
    cells[column] = {
      rows: runs(places),
      values: places.map((place) => complete[place]?.get(column) ?? null),
    };
  }
  return {
    edited,
    added: { rows: complete.length, cells },
    deleted: runs([...edits.deleted].sort((a, b) => a - b)),
  };
}

export function fromWire(wire: WireEdits): Edits {
  const cells = new Map<string, ReadonlyMap<number, CellValue>>();
  for (const [column, found] of Object.entries(wire.edited)) {
    cells.set(column, new Map(entries(found)));
  }
  const added = Array.from({ length: wire.added.rows }, () => new Map<string, CellValue>());
  for (const [column, found] of Object.entries(wire.added.cells)) {
    for (const [place, value] of entries(found)) added[place]?.set(column, value);
  }
  return { cells, added, deleted: new Set(positions(wire.deleted)) };
}

/** Whether two say the same, in whatever order. */
export function isSame(a: WireEdits, b: WireEdits): boolean {
  return a === b || canonical(a) === canonical(b);
}

function canonical({ edited, added, deleted }: WireEdits): string {
  const sorted = (cells: Readonly<Record<string, WireCells>>): unknown =>
    Object.keys(cells)
      .sort()
      .map((name) => [name, cells[name]?.rows, cells[name]?.values]);
  return JSON.stringify([sorted(edited), added.rows, sorted(added.cells), deleted]);
}

function* positions(rows: readonly number[]): Generator<number> {
  for (let at = 0; at + 1 < rows.length; at += 2) {
    const [start, length] = [rows[at] ?? 0, rows[at + 1] ?? 0];
    for (let step = 0; step < length; step += 1) yield start + step;
  }
}

function* entries({ rows, values }: WireCells): Generator<[number, CellValue]> {
  let at = 0;
  for (const row of positions(rows)) {
    yield [row, values[at] ?? null];
    at += 1;
  }
}
