/** The rows of a table that stays in the kernel: those on the screen are here, or on their way. */
import type { Table } from "@uwdata/flechette";
import type { RowsSort } from "../../protocol";
import { type Cells, type ColumnProps, type FrameColumn, frameColumns } from "../arrow/columns";
import { readTable } from "../arrow/values";
import { type Answer, bytesOf, RowsChannel, RowsError, type Way } from "./channel";
import type { GridSource } from "./columns";
import { csvHead } from "./csv";
import { type Page, Pages } from "./pages";
import type { Found, Rows } from "./rows";
import type { Sorting } from "./sort";
import type { ColumnStatistics } from "./statistics";

/** A table that the kernel has. */
export interface WindowedSource {
  readonly name: string;
  /** How many rows one asks for at once. */
  readonly window: number;
}

export interface WindowedOptions {
  readonly source: WindowedSource;
  readonly count: number;
  /** The first window, as an Arrow stream, and the last row after it. */
  readonly first: Uint8Array;
  readonly columns: readonly ColumnProps[];
  readonly way: Way;
  readonly locale?: string;
}

interface RowPage extends Page {
  readonly table: Table;
  /** Where the data has its rows; null while they are in the order of the data. */
  readonly positions: Uint32Array | null;
}

/** A table in an order. */
interface Arrangement {
  readonly source: WindowedSource;
  readonly count: number;
  readonly sorting: Sorting | null;
  readonly pages: Pages<RowPage>;
}

/** What to say to a visitor in place of rows. */
const PROBLEMS = {
  memory:
    "The app holds more table data than it may (Limits.table_memory). Rerun it to see these rows.",
  gone: "These rows are not at hand any more. Rerun the app to see them.",
  failed: "These rows could not be read. The log of the app says why.",
  refused: "These rows could not be read. The log of the app says why.",
  busy: "The app has too much to do to send these rows. Scroll to ask again.",
} as const;

/** How many rows may be wanted at once beside those on the screen. */
const MOST_HELD = 20_000;

/** Lines and fields of a part of a download. */
const MOST_LINES = 20_000;
const MOST_FIELDS = 200_000;

export class WindowedRows implements Rows {
  readonly columns: readonly FrameColumn[];
  version = 0;
  arrangement = 0;
  problem: string | null = null;
  readonly #options: WindowedOptions;
  readonly #channel: RowsChannel;
  readonly #listeners = new Set<() => void>();
  readonly #firstPage: RowPage;
  #shown: Arrangement;
  /** What is to be shown as soon as enough of it is here. */
  #next: Arrangement | null = null;
  #downloads = 0;
  #waiting: Array<() => void> = [];
  /** Rows by position, of the pages that are here. */
  #places: { version: number; of: Pages<RowPage> | null; rows: Map<number, number> } = {
    version: -1,
    of: null,
    rows: new Map(),
  };
  #screen: readonly [first: number, last: number] = [0, 0];

  /** `former` are the rows that were here before: they stay on the screen until the new ones have come. */
  constructor(options: WindowedOptions, former: Rows | null = null) {
    this.#options = options;
    const known = former instanceof WindowedRows ? former : null;
    this.#channel = known?.isOf(options.way) ? known.#channel : new RowsChannel(options.way);
    this.#firstPage = pageOf(options.first, null);
    this.columns = frameColumns(
      { getChild: (name) => this.#cells(name) },
      options.columns,
      options.locale,
    );
    const sorting = this.#known(former?.sorting ?? null);
    const next = this.#arranged(sorting);
    if (known !== null) {
      known.#next?.pages.close();
      known.#shown.pages.close();
      this.#screen = known.#screen;
      this.#shown = known.#shown;
      this.arrangement = known.arrangement;
    } else {
      this.#shown = sorting === null ? next : this.#arranged(null);
    }
    if (next !== this.#shown) this.#show(next);
  }

  get count(): number {
    return this.#shown.count;
  }

  get sorting(): Sorting | null {
    return (this.#next ?? this.#shown).sorting;
  }

  /** Whether other rows than those on the screen are on their way to it, or all of them to a download. */
  get busy(): boolean {
    return this.#next !== null || this.#downloads > 0;
  }

  isOf(way: Way): boolean {
    return this.#options.way === way;
  }

  position(row: number): number | null {
    const { pages, sorting } = this.#shown;
    if (sorting === null) return row;
    const page = pages.pageOf(row);
    return pages.get(page)?.positions?.[row - page * pages.size] ?? null;
  }

  rowOf(position: number): number | null {
    const { pages, sorting } = this.#shown;
    if (sorting === null) return position;
    if (this.#places.version !== this.version || this.#places.of !== pages) {
      const rows = new Map<number, number>();
      for (const [page, { positions }] of pages.entries()) {
        for (const [row, at] of (positions ?? []).entries()) rows.set(at, page * pages.size + row);
      }
      this.#places = { version: this.version, of: pages, rows };
    }
    return this.#places.rows.get(position) ?? null;
  }

  look(first: number, last: number): void {
    this.#screen = [first, last];
    this.#shown.pages.look(first, last);
    this.#next?.pages.look(...this.#within(this.#next));
  }

  has(first: number, last: number): boolean {
    return this.#shown.pages.has(first, last);
  }

  async hold(first: number, last: number, signal?: AbortSignal): Promise<() => void> {
    try {
      if (last - first >= MOST_HELD) throw new TooManyRows();
      return await this.#shown.pages.hold(first, last, signal);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  sort(sorting: Sorting | null): Promise<void> {
    this.#next?.pages.close();
    this.#next = null;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#show(this.#arranged(this.#known(sorting)));
      this.#tell();
    });
  }

  async search(text: string, sources: readonly GridSource[], signal?: AbortSignal): Promise<Found> {
    const columns = sources.map(({ id }) => id);
    const { message } = await this.#ask({ op: "search", text, columns }, signal);
    const matches = (message.matches ?? []).map(([row, column]) => ({ column, row }));
    return { matches, count: message.count ?? 0 };
  }

  async csv(sources: readonly GridSource[], signal?: AbortSignal): Promise<Blob> {
    this.#downloads += 1;
    this.#tell();
    try {
      return await this.#parts(sources, signal);
    } catch (error) {
      this.#fail(error);
      throw error;
    } finally {
      this.#downloads -= 1;
      this.#tell();
    }
  }

  async #parts(sources: readonly GridSource[], signal?: AbortSignal): Promise<Blob> {
    const columns = sources.map(({ id }) => id);
    const lines = Math.max(1, Math.min(MOST_LINES, Math.floor(MOST_FIELDS / columns.length)));
    const parts: BlobPart[] = [csvHead(sources)];
    const { count } = this.#next ?? this.#shown;
    for (let start = 0; start < count; start += lines) {
      const stop = Math.min(start + lines, count);
      const answer = await this.#ask({ op: "csv", columns, start, stop }, signal);
      // A blob of its own, which the browser may put on its disk.
      parts.push(new Blob([bytesOf(answer) as Uint8Array<ArrayBuffer>]));
    }
    return new Blob(parts, { type: "text/csv" });
  }

  async statistics(column: string, signal?: AbortSignal): Promise<ColumnStatistics> {
    const answer = await this.#ask({ op: "statistics", column }, signal);
    const { statistics } = answer.message;
    if (statistics === undefined) throw new RangeError("The kernel sent no statistics.");
    const values = readTable(bytesOf(answer)).getChild("value");
    const top = statistics.top.map((count, row) => ({ value: values?.at(row) ?? null, count }));
    return { ...statistics, top };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #ask(
    question: Omit<Parameters<RowsChannel["ask"]>[0], "source" | "sort">,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const { source, sorting } = this.#next ?? this.#shown;
    return this.#channel.ask({ ...question, source: source.name, sort: asSort(sorting) }, signal);
  }

  /** A sorting whose column is there. */
  #known(sorting: Sorting | null): Sorting | null {
    const { columns } = this.#options;
    return columns.some(({ name }) => name === sorting?.column) ? sorting : null;
  }

  #arranged(sorting: Sorting | null): Arrangement {
    const { count, source } = this.#options;
    const arrangement: Arrangement = {
      source,
      count,
      sorting,
      pages: new Pages<RowPage>({
        count,
        size: source.window,
        fetch: async (page, signal) => {
          const start = page * source.window;
          const stop = Math.min(start + source.window, count);
          const sort = asSort(sorting);
          const answer = await this.#channel.ask(
            { op: "window", source: source.name, start, stop, sort },
            signal,
          );
          return pageOf(bytesOf(answer), sort && bytesOf(answer, 1));
        },
        arrived: (_, error) => this.#arrived(arrangement, error),
      }),
    };
    if (sorting === null) arrangement.pages.put(0, this.#firstPage);
    return arrangement;
  }

  /** Has an arrangement take the place of what is on the screen, at once if its rows are here. */
  #show(next: Arrangement): void {
    this.#next = next;
    if (!this.#settle()) next.pages.look(...this.#within(next));
  }

  #within({ count }: Arrangement): [first: number, last: number] {
    const [first, last] = this.#screen;
    const end = Math.max(count - 1, 0);
    return [Math.max(0, Math.min(first, end - (last - first))), Math.min(last, end)];
  }

  #settle(): boolean {
    const next = this.#next;
    if (!next?.pages.has(...this.#within(next))) return false;
    this.#shown.pages.close();
    const { sorting } = this.#shown;
    this.#shown = next;
    this.#next = null;
    if (JSON.stringify(sorting) !== JSON.stringify(next.sorting)) this.arrangement += 1;
    for (const resolve of this.#waiting.splice(0)) resolve();
    return true;
  }

  #arrived(arrangement: Arrangement, error: unknown): void {
    this.problem = error === undefined ? null : problemOf(error);
    if (arrangement === this.#next) {
      if (error !== undefined) {
        this.#next = null;
        for (const resolve of this.#waiting.splice(0)) resolve();
      } else {
        this.#settle();
      }
    }
    this.#tell();
  }

  #fail(error: unknown): void {
    this.problem = problemOf(error);
    this.#tell();
  }

  #tell(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }

  #cells(name: string): Cells | null {
    const first = this.#firstPage.table.getChild(name);
    if (!first) return null;
    const at = (row: number): unknown => {
      const { count, pages } = this.#shown;
      const page = pages.pageOf(row);
      if (row >= count) return undefined;
      const content = pages.get(page);
      if (content) return content.table.getChild(name)?.at(row - page * pages.size);
      const isLast = row === count - 1 && this.#shown.source === this.#options.source;
      return isLast && this.#shown.sorting === null ? first.at(first.length - 1) : undefined;
    };
    const length = (): number => this.#shown.count;
    return {
      type: first.type,
      get length() {
        return length();
      },
      at,
    };
  }
}

const asSort = (sorting: Sorting | null): RowsSort =>
  sorting && [sorting.column, sorting.descending];

function pageOf(stream: Uint8Array, positions: Uint8Array | null): RowPage {
  return {
    bytes: stream.byteLength,
    table: readTable(stream),
    // A message puts the numbers at any address.
    positions: positions && new Uint32Array(positions.slice().buffer),
  };
}

/** More rows than a browser can hold at once. */
class TooManyRows extends Error {}

function problemOf(error: unknown): string {
  if (error instanceof TooManyRows) {
    const most = MOST_HELD.toLocaleString("en-US");
    return `Up to ${most} rows can be copied at once. A download has all of them.`;
  }
  if (error instanceof RowsError) return PROBLEMS[error.refusal];
  reportError(error);
  return PROBLEMS.failed;
}
