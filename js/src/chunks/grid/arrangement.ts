/** A table of the kernel in an order: the pages of it that are here, and where its rows are in the data. */
import type { Table } from "@uwdata/flechette";
import type { RowsSort } from "../../protocol";
import { readTable } from "../arrow/values";
import { bytesOf, type RowsChannel } from "./channel";
import { type Page, Pages } from "./pages";
import { Places } from "./places";
import type { Sorting } from "./sort";

/** A table that the kernel has. */
export interface WindowedSource {
  readonly name: string;
  /** How many rows one asks for at once. */
  readonly window: number;
}

export interface RowPage extends Page {
  readonly table: Table;
  /** Where the data has its rows; null while they are in the order of the data. */
  readonly positions: Uint32Array | null;
}

export interface ArrangementOptions {
  readonly source: WindowedSource;
  readonly count: number;
  readonly sorting: Sorting | null;
  /** The first page of the data, which ends with its last row. */
  readonly first: RowPage;
  readonly channel: RowsChannel;
  /** Is told when rows have come, or cannot come. */
  arrived(arrangement: Arrangement, error?: unknown): void;
}

export class Arrangement {
  readonly source: WindowedSource;
  readonly count: number;
  readonly sorting: Sorting | null;
  readonly pages: Pages<RowPage>;
  /** Of rows that are not here. */
  readonly places = new Places();
  readonly #first: RowPage;
  /** Rows by position, of the pages that were here at a version of a view. */
  #rows: { view: object; version: number; of: Map<number, number> } | null = null;

  constructor({ source, count, sorting, first, channel, arrived }: ArrangementOptions) {
    this.source = source;
    this.count = count;
    this.sorting = sorting;
    this.#first = first;
    this.pages = new Pages<RowPage>({
      count,
      size: source.window,
      fetch: async (page, signal) => {
        const start = page * source.window;
        const stop = Math.min(start + source.window, count);
        const sort = asSort(sorting);
        const question = { op: "window", source: source.name, start, stop, sort } as const;
        const answer = await channel.ask(question, signal);
        return pageOf(bytesOf(answer), sort && bytesOf(answer, 1));
      },
      arrived: (_, error) => arrived(this, error),
    });
    if (sorting === null) this.pages.put(0, first);
  }

  position(row: number): number | null {
    const { pages, places, sorting } = this;
    if (sorting === null) return row;
    const page = pages.pageOf(row);
    return pages.get(page)?.positions?.[row - page * pages.size] ?? places.position(row);
  }

  /** The row that shows a position in a view, whose version is another one when other pages are here. */
  rowOf(position: number, view: { readonly version: number }): number | null {
    const { pages, places, sorting } = this;
    const { version } = view;
    if (sorting === null) return position;
    if (this.#rows?.view !== view || this.#rows.version !== version) {
      const of = new Map<number, number>();
      for (const [page, { positions }] of pages.entries()) {
        for (const [row, at] of (positions ?? []).entries()) of.set(at, page * pages.size + row);
      }
      this.#rows = { view, version, of };
    }
    return this.#rows.of.get(position) ?? places.row(position);
  }

  /** The value of a cell; undefined while its row is not here. */
  at(name: string, row: number): unknown {
    const { count, pages, sorting } = this;
    if (row >= count) return undefined;
    const page = pages.pageOf(row);
    const content = pages.get(page);
    if (content) return content.table.getChild(name)?.at(row - page * pages.size);
    if (row !== count - 1 || sorting !== null) return undefined;
    const last = this.#first.table.getChild(name);
    return last?.at(last.length - 1);
  }

  /** The rows that are on the screen when these are, as far as there are so many. */
  within([first, last]: readonly [first: number, last: number]): [first: number, last: number] {
    const end = Math.max(this.count - 1, 0);
    return [Math.max(0, Math.min(first, end - (last - first))), Math.min(last, end)];
  }
}

export const asSort = (sorting: Sorting | null): RowsSort =>
  sorting && [sorting.column, sorting.descending];

export function pageOf(stream: Uint8Array, positions: Uint8Array | null): RowPage {
  return {
    bytes: stream.byteLength,
    table: readTable(stream),
    positions: positions && numbersOf(positions),
  };
}

/** Numbers of 32 bits, which a message puts at any address. */
export const numbersOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.slice().buffer);
