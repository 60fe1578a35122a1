/** The rows of a frame that is here as a whole. */
import type { Table } from "@uwdata/flechette";
import { type ColumnProps, type FrameColumn, frameColumns } from "../arrow/columns";
import type { GridSource } from "./columns";
import { csvLines } from "./csv";
import type { Found, Rows } from "./rows";
import { searchCells } from "./search";
import { type Sorting, sortedRows } from "./sort";
import { type ColumnStatistics, columnStatistics } from "./statistics";

export class WholeRows implements Rows {
  readonly count: number;
  readonly columns: readonly FrameColumn[];
  readonly busy = false;
  readonly problem = null;
  version = 0;
  /** The columns by position. */
  readonly #given: readonly FrameColumn[];
  readonly #listeners = new Set<() => void>();
  #sorting: Sorting | null = null;
  /** Positions by row, and rows by position; null while they are the same. */
  #order: Uint32Array | null = null;
  #inverse: Uint32Array | null = null;

  constructor(table: Table, columns: readonly ColumnProps[], locale?: string) {
    this.count = table.numRows;
    this.#given = frameColumns(table, columns, locale);
    const inView = {
      getChild: (name: string) => {
        const column = table.getChild(name);
        const at = (row: number): unknown => column?.at(this.position(row));
        return column && { type: column.type, length: column.length, at };
      },
    };
    this.columns = frameColumns(inView, columns, locale);
  }

  get arrangement(): number {
    return this.version;
  }

  get sorting(): Sorting | null {
    return this.#sorting;
  }

  position(row: number): number {
    return this.#order?.[row] ?? row;
  }

  rowOf(position: number): number {
    const order = this.#order;
    if (order !== null && this.#inverse === null) {
      this.#inverse = new Uint32Array(order.length);
      for (const [row, at] of order.entries()) this.#inverse[at] = row;
    }
    return this.#inverse?.[position] ?? position;
  }

  look(): void {
    // All of them are here.
  }

  has(): boolean {
    return true;
  }

  async hold(): Promise<() => void> {
    return () => {};
  }

  async learn(): Promise<void> {
    // All positions are known.
  }

  async locate(): Promise<void> {
    // All rows are known.
  }

  async sort(sorting: Sorting | null): Promise<void> {
    const column = this.#given.find(({ props }) => props.name === sorting?.column);
    this.#sorting = column ? sorting : null;
    this.#order = column && sorting ? sortedRows(column, sorting.descending) : null;
    this.#inverse = null;
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }

  search(text: string, sources: readonly GridSource[], signal?: AbortSignal): Promise<Found> {
    return searchCells(text, sources, this.count, signal);
  }

  async csv(sources: readonly GridSource[]): Promise<Blob> {
    return new Blob([csvLines(sources, this.count)], { type: "text/csv" });
  }

  async statistics(id: string): Promise<ColumnStatistics> {
    const column = this.#given.find(({ props }) => props.name === id);
    if (!column) throw new RangeError(`There is no column ${id}.`);
    return columnStatistics(column);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
