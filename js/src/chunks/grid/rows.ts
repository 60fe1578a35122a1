/**
 * Where the grid has its rows from: all of them here (`whole.ts`), or a window of those in the kernel.
 *
 * Two numbers name a row. Its *position* is where the app's data has it, and never changes; selections and
 * edits are told to the kernel by it. Its *row* is where the view shows it, which depends on the sorting. All
 * that draws counts in rows of the view, and asks `position` where it has to name one.
 *
 * What may need the kernel is a promise. What can be drawn at once is not: a cell that has not arrived reads as
 * missing and is not `isHere`; `subscribe` tells when that changes.
 */
import type { FrameColumn } from "../arrow/columns";
import type { GridSource } from "./columns";
import type { Sorting } from "./sort";
import type { ColumnStatistics } from "./statistics";

/** A cell of the view. */
export interface Match {
  /** Id of the column. */
  readonly column: string;
  readonly row: number;
}

export interface Found {
  /** The first matches from the top, row by row; at most `MOST_MATCHES`. */
  readonly matches: readonly Match[];
  /** How many there are in all. */
  readonly count: number;
}

/** Positions from the first of a pair up to, but without, the second. */
export type Range = readonly [first: number, end: number];

/** How many there are in some ranges. */
export const rowsIn = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, [first, end]) => sum + end - first, 0);

/** What lies over the data: rows that are gone, and cells that show something else, as runs of positions. */
export interface Covered {
  readonly gone: readonly number[];
  readonly covered: Readonly<Record<string, readonly number[]>>;
}

/** What a column holds instead of some of its cells: of these the positions, as runs. */
export interface Replaced {
  readonly gone: readonly number[];
  readonly entered: readonly unknown[];
}

/** The fields of another line of a download; null where the line is gone, undefined where it stays. */
export type LineChange = (
  position: number,
  fields: () => string[],
) => readonly string[] | null | undefined;

/** How many rows can have their places known at once. */
export const MOST_PLACES = 100_000;

/** How many matches of a search one can step through. */
export const MOST_MATCHES = 1000;

export interface Rows {
  /** How many rows the view has. */
  readonly count: number;
  /** The visible columns, as described; their functions take rows of the view. */
  readonly columns: readonly FrameColumn[];
  /** The order of the rows; null for that of the data. */
  readonly sorting: Sorting | null;
  /** Counts what was told to subscribers. */
  readonly version: number;
  /** Counts the times since when rows show something else than before; their arrival is none. */
  readonly arrangement: number;
  /** Whether other rows, or the same in another order, are on their way to the screen. */
  readonly busy: boolean;
  /** What to say to the visitor in place of rows that cannot be had. */
  readonly problem: string | null;
  /** The position of a row; null while it is not known. */
  position(row: number): number | null;
  /** The row that shows a position; null while it is not known. */
  rowOf(position: number): number | null;
  /** Says which rows are on the screen, so that they are there, and those around soon are. */
  look(first: number, last: number): void;
  /** Whether these rows are here. */
  has(first: number, last: number): boolean;
  /** Resolves when these rows are here, which they then are until `release` is called. */
  hold(ranges: readonly Range[], signal?: AbortSignal): Promise<() => void>;
  /** Resolves when the positions of these rows of the view are known, which they are as long as the order is this one. */
  learn(first: number, last: number, signal?: AbortSignal): Promise<void>;
  /** Resolves when the rows are known that show these positions. */
  locate(positions: readonly Range[], signal?: AbortSignal): Promise<void>;
  /** Orders the rows; resolves when the view is in that order, and at once when a later call has taken over. */
  sort(sorting: Sorting | null): Promise<void>;
  /** Which cells show a text, in whatever case. `sources` are the columns on the screen, from the left. */
  search(
    text: string,
    sources: readonly GridSource[],
    signal?: AbortSignal,
    over?: Covered,
  ): Promise<Found>;
  /** All rows in the order of the view as CSV, with a column for each source. */
  csv(sources: readonly GridSource[], signal?: AbortSignal, change?: LineChange): Promise<Blob>;
  /** What the column with this id holds, over all rows. */
  statistics(column: string, signal?: AbortSignal, over?: Replaced): Promise<ColumnStatistics>;
  /** Is told when rows have arrived, or show in another order; returns what ends it. */
  subscribe(listener: () => void): () => void;
}
