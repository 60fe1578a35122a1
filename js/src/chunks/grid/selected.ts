/** A selection as the app knows it, and as it travels. */
import { joined } from "./ranges";
import type { Range } from "./rows";

/** A selection; cells are rectangles, of ranges of rows and of columns. */
export interface Selection {
  readonly rows: readonly Range[];
  readonly columns: readonly string[];
  readonly cells: ReadonlyArray<readonly [rows: readonly Range[], columns: readonly string[]]>;
}

/** Ranges as they travel: those of a single row as its number, of which there may be a hundred thousand. */
type WireRanges = ReadonlyArray<Range | number>;

export interface WireSelection {
  readonly rows: WireRanges;
  readonly columns: readonly string[];
  readonly cells: ReadonlyArray<readonly [rows: WireRanges, columns: readonly string[]]>;
}

export interface SelectionModes {
  readonly row: "multi" | "single" | "required" | null;
  readonly column: "multi" | "single" | null;
  readonly cell: "multi" | "single" | null;
}

export function selectionModes(names: readonly string[] = []): SelectionModes {
  const of = (axis: string): "multi" | "single" | null =>
    names.includes(`multi-${axis}`) ? "multi" : names.includes(`single-${axis}`) ? "single" : null;
  const required = names.includes("single-row-required");
  return { row: required ? "required" : of("row"), column: of("column"), cell: of("cell") };
}

/** The same text for selections that mean the same. */
export function canonical({ rows, columns, cells }: Selection): string {
  const boxes = cells.flatMap(([ranges, names]) =>
    names.flatMap((name) => ranges.map((range) => [name, range] as const)),
  );
  const byColumn = new Map<string, Range[]>();
  for (const [name, range] of boxes) byColumn.set(name, [...(byColumn.get(name) ?? []), range]);
  const cellsOf = [...byColumn].map(([name, ranges]) => [name, joined(ranges)] as const);
  cellsOf.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([joined(rows), [...columns].sort(), cellsOf]);
}

const packed = (ranges: readonly Range[]): WireRanges =>
  ranges.map((range) => (range[1] === range[0] + 1 ? range[0] : range));

const unpacked = (ranges: WireRanges): Range[] =>
  ranges.map((range) => (typeof range === "number" ? [range, range + 1] : range));

export const toWire = ({ rows, columns, cells }: Selection): WireSelection => ({
  rows: packed(rows),
  columns,
  cells: cells.map(([places, names]) => [packed(places), names]),
});

export const fromWire = ({ rows, columns, cells }: WireSelection): Selection => ({
  rows: unpacked(rows),
  columns,
  cells: cells.map(([places, names]) => [unpacked(places), names]),
});
