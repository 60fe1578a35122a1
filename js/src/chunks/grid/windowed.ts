/** The rows of a table that stays in the kernel: those on the screen are here, or on their way. */
import type { RowsQuestion } from "../../protocol";
import { type Cells, type ColumnProps, type FrameColumn, frameColumns } from "../arrow/columns";
import { readTable } from "../arrow/values";
import {
  Arrangement,
  asSort,
  numbersOf,
  pageOf,
  type RowPage,
  type WindowedSource,
} from "./arrangement";
import { type Answer, bytesOf, RowsChannel, type Way } from "./channel";
import type { GridSource } from "./columns";
import { downloadRows } from "./download";
import type { Places } from "./places";
import { MOST_HELD, problemOf, TooManyPlaces, TooManyRows } from "./problems";
import {
  type Covered,
  type Found,
  type LineChange,
  MOST_PLACES,
  type Range,
  type Replaced,
  type Rows,
  rowsIn,
} from "./rows";
import { runs } from "./runs";
import { showing } from "./showing";
import type { Sorting } from "./sort";
import type { ColumnStatistics } from "./statistics";

export interface WindowedOptions {
  readonly source: WindowedSource;
  readonly count: number;
  /** The first window, as an Arrow stream, and the last row after it. */
  readonly first: Uint8Array;
  readonly columns: readonly ColumnProps[];
  readonly way: Way;
  readonly locale?: string;
}

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
    return this.#shown.position(row);
  }

  rowOf(position: number): number | null {
    return this.#shown.rowOf(position, this);
  }

  async learn(first: number, last: number, signal?: AbortSignal): Promise<void> {
    const unknown = (row: number): boolean => this.position(row) === null;
    let [start, end] = [Math.max(0, first), Math.min(last, this.count - 1)];
    while (start <= end && !unknown(start)) start += 1;
    while (end >= start && !unknown(end)) end -= 1;
    if (start > end) return;
    if (end - start >= MOST_PLACES) throw this.#failed(new TooManyPlaces());
    await this.#findOut({ start, stop: end + 1 }, signal, (places, found) => {
      for (const [step, position] of found.entries()) places.put(start + step, position);
    });
  }

  async locate(positions: readonly Range[], signal?: AbortSignal): Promise<void> {
    if (this.#shown.sorting === null) return;
    if (rowsIn(positions) > MOST_PLACES) throw this.#failed(new TooManyPlaces());
    const unknown: number[] = [];
    for (const [first, end] of positions) {
      for (let at = first; at < end; at += 1) if (this.rowOf(at) === null) unknown.push(at);
    }
    if (unknown.length === 0) return;
    unknown.sort((a, b) => a - b);
    await this.#findOut({ positions: runs(unknown) }, signal, (places, found) => {
      for (const [step, row] of found.entries()) places.put(row, unknown[step] ?? 0);
    });
  }

  /** Asks for places in the order that is shown now; what comes later than another order is of no use. */
  async #findOut(
    question: { start: number; stop: number } | { positions: readonly number[] },
    signal: AbortSignal | undefined,
    take: (places: Places, found: Uint32Array) => void,
  ): Promise<void> {
    const { places, sorting, source } = this.#shown;
    try {
      const sort = asSort(sorting);
      const asked = { op: "places", source: source.name, sort, ...question } as const;
      const answer = await this.#channel.ask(asked, signal);
      take(places, numbersOf(bytesOf(answer)));
      this.problem = null;
      this.#tell();
    } catch (error) {
      throw this.#failed(error);
    }
  }

  look(first: number, last: number): void {
    this.#screen = [first, last];
    this.#shown.pages.look(first, last);
    this.#next?.pages.look(...this.#next.within(this.#screen));
  }

  has(first: number, last: number): boolean {
    return this.#shown.pages.has(first, last);
  }

  async hold(ranges: readonly Range[], signal?: AbortSignal): Promise<() => void> {
    const { pages } = this.#shown;
    try {
      if (rowsIn(ranges) > MOST_HELD) throw new TooManyRows();
      const held = await Promise.all(
        ranges.map(([first, end]) => pages.hold(first, end - 1, signal)),
      );
      return () => {
        for (const release of held) release();
      };
    } catch (error) {
      if (signal?.aborted) throw error;
      throw this.#failed(error);
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

  async search(
    text: string,
    sources: readonly GridSource[],
    signal?: AbortSignal,
    over?: Covered,
  ): Promise<Found> {
    const columns = sources.map(({ id }) => id);
    if (columns.length === 0) return { matches: [], count: 0 };
    const shows: Record<string, unknown> = {};
    for (const source of sources) {
      const show = showing(source, this.#options.locale);
      if (show !== null) shows[source.id] = show;
    }
    const missing = sources[0]?.placeholder ?? "";
    const { message } = await this.#ask(
      { op: "search", text, columns, shows, missing, ...over },
      signal,
    );
    const matches = (message.matches ?? []).map(([row, column]) => ({ column, row }));
    return { matches, count: message.count ?? 0 };
  }

  async csv(
    sources: readonly GridSource[],
    signal?: AbortSignal,
    change?: LineChange,
  ): Promise<Blob> {
    this.#downloads += 1;
    this.#tell();
    try {
      const { count } = this.#next ?? this.#shown;
      return await downloadRows(sources, count, (asked) => this.#ask(asked, signal), change);
    } catch (error) {
      throw this.#failed(error);
    } finally {
      this.#downloads -= 1;
      this.#tell();
    }
  }

  async statistics(
    column: string,
    signal?: AbortSignal,
    over?: Replaced,
  ): Promise<ColumnStatistics> {
    const answer = await this.#ask({ op: "statistics", column, ...over }, signal);
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

  #ask(question: Omit<RowsQuestion, "source" | "sort">, signal?: AbortSignal): Promise<Answer> {
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
    return new Arrangement({
      ...{ source, count, sorting, first: this.#firstPage, channel: this.#channel },
      arrived: (arrangement, error) => this.#arrived(arrangement, error),
    });
  }

  /** Has an arrangement take the place of what is on the screen, at once if its rows are here. */
  #show(next: Arrangement): void {
    this.#next = next;
    if (!this.#settle()) next.pages.look(...next.within(this.#screen));
  }

  #settle(): boolean {
    const next = this.#next;
    if (!next?.pages.has(...next.within(this.#screen))) return false;
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

  /** The error, after the visitor was told of it. */
  #failed(error: unknown): unknown {
    this.problem = problemOf(error);
    this.#tell();
    return error;
  }

  #tell(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }

  #cells(name: string): Cells | null {
    const first = this.#firstPage.table.getChild(name);
    if (!first) return null;
    const length = (): number => this.#shown.count;
    return {
      type: first.type,
      get length() {
        return length();
      },
      at: (row) => this.#shown.at(name, row),
    };
  }
}
