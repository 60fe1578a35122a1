/** Rows with the changes of a visitor over them: other values in some cells, rows that are gone, rows at the end. */
import type { FrameColumn } from "../arrow/columns";
import { plainText } from "../arrow/values";
import type { GridSource } from "../grid/columns";
import { csvLine, csvLines } from "../grid/csv";
import { type Found, MOST_MATCHES, type Range, type Rows } from "../grid/rows";
import { runs } from "../grid/runs";
import { searchCells } from "../grid/search";
import type { Sorting } from "../grid/sort";
import { type ColumnStatistics, columnStatistics } from "../grid/statistics";
import { WholeRows } from "../grid/whole";
import { addedRow, type CellValue, type Edits, entered } from "./edits";
import { type EditedColumn, stored } from "./rules";

export class EditedRows implements Rows {
  readonly columns: readonly FrameColumn[];
  readonly #base: Rows;
  readonly #listeners = new Set<() => void>();
  #edits: Edits;
  #version = 0;
  #arrangement = 0;
  /** Positions of the deleted rows, ascending. They are there only while the rows are in their own order. */
  #gone: readonly number[] = [];

  constructor(base: Rows, edits: Edits) {
    this.#base = base;
    this.#edits = edits;
    this.#gone = [...edits.deleted].sort((a, b) => a - b);
    this.columns = base.columns.map((column) => this.#over(column));
  }

  get edits(): Edits {
    return this.#edits;
  }

  /** Shows other changes. */
  show(edits: Edits): void {
    if (edits === this.#edits) return;
    const before = this.#edits;
    this.#edits = edits;
    if (edits.deleted !== before.deleted) {
      this.#gone = [...edits.deleted].sort((a, b) => a - b);
    }
    this.#version += 1;
    // A match that is gone, or a new one, is another arrangement to a search.
    this.#arrangement += 1;
    for (const listener of this.#listeners) listener();
  }

  get count(): number {
    return this.#kept + this.#edits.added.length;
  }

  get sorting(): Sorting | null {
    return this.#base.sorting;
  }

  get busy(): boolean {
    return this.#base.busy;
  }

  get problem(): string | null {
    return this.#base.problem;
  }

  get version(): number {
    return this.#base.version + this.#version;
  }

  get arrangement(): number {
    return this.#base.arrangement + this.#arrangement;
  }

  /** What edits name a row of the view by; null while it is not known. */
  name(row: number): number | null {
    const place = row - this.#kept;
    return place >= 0 ? addedRow(place) : this.position(row);
  }

  position(row: number): number | null {
    return row < this.#kept ? this.#base.position(this.#below(row)) : null;
  }

  rowOf(position: number): number | null {
    if (this.#edits.deleted.has(position)) return null;
    const row = this.#base.rowOf(position);
    return row === null ? null : row - this.#before(row);
  }

  look(first: number, last: number): void {
    const below = this.#rangeBelow(first, last);
    if (below) this.#base.look(...below);
  }

  has(first: number, last: number): boolean {
    const below = this.#rangeBelow(first, last);
    return below === null || this.#base.has(...below);
  }

  hold(ranges: readonly Range[], signal?: AbortSignal): Promise<() => void> {
    const below = ranges.flatMap(([first, end]): Range[] => {
      const range = this.#rangeBelow(first, end - 1);
      return range ? [[range[0], range[1] + 1]] : [];
    });
    return this.#base.hold(below, signal);
  }

  async learn(first: number, last: number, signal?: AbortSignal): Promise<void> {
    const below = this.#rangeBelow(first, last);
    if (below) await this.#base.learn(...below, signal);
  }

  locate(positions: readonly Range[], signal?: AbortSignal): Promise<void> {
    return this.#base.locate(positions, signal);
  }

  sort(sorting: Sorting | null): Promise<void> {
    return this.#base.sort(sorting);
  }

  /** Where not all rows are here, asks the rows below, and looks only at what was entered itself. */
  async search(text: string, sources: readonly GridSource[], signal?: AbortSignal): Promise<Found> {
    if (this.#isWhole) return searchCells(text, sources, this.count, signal);
    const ids = new Set(sources.map(({ id }) => id));
    const cells = [...this.#edits.cells].filter(
      ([column, { size }]) => ids.has(column) && size > 0,
    );
    const covered = Object.fromEntries(
      cells.map(([column, values]) => [column, runs(ascending(values.keys()))]),
    );
    const [base, own] = await Promise.all([
      this.#base.search(text, sources, signal, { gone: runs(this.#gone), covered }),
      this.#searchEntered(text, sources, signal),
    ]);
    const known = base.matches.map(({ column, row }) => ({ column, row: row - this.#before(row) }));
    const matches = [...known, ...own].sort((a, b) => a.row - b.row).slice(0, MOST_MATCHES);
    return { matches, count: base.count + own.length };
  }

  async csv(sources: readonly GridSource[], signal?: AbortSignal): Promise<Blob> {
    if (this.#isWhole) return new Blob([csvLines(sources, this.count)], { type: "text/csv" });
    const { cells, deleted, added } = this.#edits;
    const base = await this.#base.csv(sources, signal, (position, read) => {
      if (deleted.has(position)) return null;
      let fields: string[] | undefined;
      for (const [place, source] of sources.entries()) {
        const value = cells.get(source.id)?.get(position);
        if (value === undefined) continue;
        fields ??= read();
        fields[place] = source.exported(stored(source.props as EditedColumn, value));
      }
      return fields;
    });
    const lines = added.map((_, place) =>
      csvLine(sources.map(({ text }) => text(this.#kept + place))),
    );
    return new Blob([base, ...lines], { type: "text/csv" });
  }

  async statistics(id: string, signal?: AbortSignal): Promise<ColumnStatistics> {
    const column = this.columns.find(({ props }) => props.name === id);
    if (this.#isWhole && column) return columnStatistics(column);
    const { cells, added } = this.#edits;
    const own = cells.get(id) ?? new Map<number, CellValue>();
    return this.#base.statistics(id, signal, {
      gone: runs(ascending([...own.keys(), ...this.#gone])),
      entered: [...own.values(), ...added.map((row) => row.get(id) ?? null)],
    });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    const end = this.#base.subscribe(listener);
    return () => {
      this.#listeners.delete(listener);
      end();
    };
  };

  get #isWhole(): boolean {
    return this.#base instanceof WholeRows;
  }

  /** The rows under these; null where all of them were added. */
  #rangeBelow(first: number, last: number): [number, number] | null {
    const end = this.#kept - 1;
    return first > end ? null : [this.#below(first), this.#below(Math.min(last, end))];
  }

  get #kept(): number {
    return this.#base.count - this.#gone.length;
  }

  /** The row below that shows as this one. */
  #below(row: number): number {
    // The deleted rows up to it are those whose position, less the ones before, is not past the row.
    return row + this.#countGone((position, place) => position - place <= row);
  }

  /** How many rows before a row below are gone. */
  #before(row: number): number {
    return this.#countGone((position) => position < row);
  }

  /** How many deleted rows there are up to the first for which something does not hold. */
  #countGone(holds: (position: number, place: number) => boolean): number {
    let [low, high] = [0, this.#gone.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#gone[middle] ?? 0, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async #searchEntered(
    text: string,
    sources: readonly GridSource[],
    signal?: AbortSignal,
  ): Promise<{ column: string; row: number }[]> {
    const found: { column: string; row: number }[] = [];
    const changed = sources.flatMap(({ id }) => [...(this.#edits.cells.get(id)?.keys() ?? [])]);
    const ranges = ascending(new Set(changed)).map((position): Range => [position, position + 1]);
    await this.#base.locate(ranges, signal);
    for (const source of sources) {
      const rows = [...(this.#edits.cells.get(source.id)?.keys() ?? [])];
      const places = rows.map((position) => this.rowOf(position));
      const added = this.#edits.added.map((_, place) => this.#kept + place);
      const shown = [...places, ...added].filter((row): row is number => row !== null);
      const only: GridSource = { ...source, cell: (at) => source.cell(shown[at] ?? 0) };
      const { matches } = await searchCells(text, [only], shown.length, signal);
      found.push(...matches.map(({ row }) => ({ column: source.id, row: shown[row] ?? 0 })));
    }
    return found;
  }

  /** A column with the entered values over those of the data. */
  #over(column: FrameColumn): FrameColumn {
    const props = column.props as EditedColumn;
    const { name } = props;
    const own = (row: number): unknown => {
      const at = this.name(row);
      if (at === null) return undefined;
      const value = entered(this.#edits, name, at);
      return value === undefined ? undefined : stored(props, value);
    };
    const read =
      <T>(below: (row: number) => T, over: (value: unknown) => T) =>
      (row: number): T => {
        const value = own(row);
        return value === undefined ? below(this.#below(row)) : over(value);
      };
    const rows = this;
    return {
      ...column,
      get length() {
        return rows.count;
      },
      under: (format) => this.#over(column.under(format)),
      isHere: read(column.isHere, () => true),
      value: read<unknown>(column.value, (value) => value),
      shown: read(column.shown, (value) => (value === null ? "" : column.format(value))),
      styledText: read(column.styledText, () => null),
      css: (row) => (row < this.#kept ? column.css(this.#below(row)) : null),
      text: read(column.text, column.exported),
      sortKey: read(column.sortKey, (value) =>
        typeof value === "number" ? value : plainText(value),
      ),
    };
  }
}

const ascending = (rows: Iterable<number>): number[] => [...rows].sort((a, b) => a - b);
