/**
 * The pages of a long table that are here: those on the screen, those ahead in the direction of scrolling, and those
 * that were looked at last, for as long as there is room.
 */

export interface Page {
  /** How much memory it takes. */
  readonly bytes: number;
}

export interface PagesOptions<P extends Page> {
  /** Rows of the table, and of a page. */
  readonly count: number;
  readonly size: number;
  fetch(page: number, signal: AbortSignal): Promise<P>;
  /** Is told when a page has come, or cannot come. */
  arrived(page: number, error?: unknown): void;
  /** How many bytes are kept beside what is on the screen. */
  readonly room?: number;
}

/** How many pages are on their way at once. */
const MOST_FETCHES = 4;
/** How many pages are asked for ahead, and behind. */
const AHEAD = 2;
const BEHIND = 1;
const ROOM = 16 * 1024 * 1024;
/** Requests are at least this far apart while one scrolls, in milliseconds: most of what rushes by is never asked for. */
const PACE = 50;

export class Pages<P extends Page> {
  readonly #options: PagesOptions<P>;
  /** From that which was looked at least recently. */
  readonly #kept = new Map<number, P>();
  readonly #fetches = new Map<number, AbortController>();
  /** How often the rows of pages are held. */
  readonly #held = new Map<number, number>();
  /** Pages on their way to who holds them, of whom there may be several. */
  readonly #coming = new Map<number, Promise<void>>();
  #bytes = 0;
  #first = 0;
  #last = 0;
  #looked = false;
  /** Down or up; nothing is fetched ahead of who has not scrolled yet. */
  #direction = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(options: PagesOptions<P>) {
    this.#options = options;
  }

  get size(): number {
    return this.#options.size;
  }

  /** Bytes of all pages that are here. */
  get bytes(): number {
    return this.#bytes;
  }

  pageOf(row: number): number {
    return Math.floor(row / this.#options.size);
  }

  get(page: number): P | undefined {
    return this.#kept.get(page);
  }

  /** The pages that are here. */
  entries(): IterableIterator<[number, P]> {
    return this.#kept.entries();
  }

  put(page: number, content: P): void {
    this.#bytes += content.bytes - (this.#kept.get(page)?.bytes ?? 0);
    this.#kept.delete(page);
    this.#kept.set(page, content);
    this.#makeRoom();
  }

  /** Whether these rows are here. */
  has(first: number, last: number): boolean {
    for (const page of this.#between(first, last)) if (!this.#kept.has(page)) return false;
    return true;
  }

  /** Says which rows are on the screen. */
  look(first: number, last: number): void {
    // The first rows that are looked at may be anywhere.
    if (this.#looked && first !== this.#first) this.#direction = Math.sign(first - this.#first);
    this.#looked = true;
    this.#first = first;
    this.#last = last;
    for (const page of this.#between(first, last)) this.#touch(page);
    const pause = this.#askedAt + PACE - performance.now();
    clearTimeout(this.#timer);
    if (pause <= 0) this.#ask();
    else this.#timer = setTimeout(() => this.#ask(), pause);
  }

  /**
   * Fetches what is missing of these rows, and keeps all of them until the function that this gives is called. Fails
   * as `fetch` does.
   */
  async hold(first: number, last: number, signal?: AbortSignal): Promise<() => void> {
    const held = [...this.#between(first, last)];
    for (const page of held) this.#held.set(page, (this.#held.get(page) ?? 0) + 1);
    const release = (): void => {
      for (const page of held) {
        const left = (this.#held.get(page) ?? 1) - 1;
        if (left > 0) this.#held.set(page, left);
        else this.#held.delete(page);
      }
      this.#makeRoom();
    };
    const missing = held.filter((page) => !this.#kept.has(page));
    const fetchAll = async (): Promise<void> => {
      for (let page = missing.shift(); page !== undefined; page = missing.shift()) {
        await (this.#coming.get(page) ?? this.#bring(page, signal));
      }
    };
    try {
      await Promise.all(Array.from({ length: MOST_FETCHES }, fetchAll));
    } catch (error) {
      release();
      throw error;
    }
    return release;
  }

  #bring(page: number, signal: AbortSignal = new AbortController().signal): Promise<void> {
    const coming = this.#options
      .fetch(page, signal)
      .then((content) => this.put(page, content))
      .finally(() => this.#coming.delete(page));
    this.#coming.set(page, coming);
    return coming;
  }

  /** Asks for nothing any more. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    for (const fetch of this.#fetches.values()) fetch.abort();
    this.#fetches.clear();
  }

  #ask(): void {
    if (this.#over) return;
    const wanted = this.#wanted();
    for (const [page, fetch] of this.#fetches) {
      if (wanted.includes(page)) continue;
      this.#fetches.delete(page);
      fetch.abort();
    }
    for (const page of wanted) {
      if (this.#fetches.size >= MOST_FETCHES) return;
      if (!this.#kept.has(page) && !this.#fetches.has(page)) this.#fetch(page);
    }
  }

  #fetch(page: number): void {
    this.#askedAt = performance.now();
    const fetch = new AbortController();
    this.#fetches.set(page, fetch);
    const end = (content: P | null, error?: unknown): void => {
      if (this.#fetches.get(page) !== fetch) return;
      this.#fetches.delete(page);
      if (content !== null) this.put(page, content);
      this.#options.arrived(page, error);
      // What cannot be had now is asked for when one scrolls again, not at once.
      if (content !== null) this.#ask();
    };
    this.#options.fetch(page, fetch.signal).then(
      (content) => end(content),
      (error: unknown) => end(null, error),
    );
  }

  /** The pages that are to be here, the most urgent first. */
  #wanted(): number[] {
    const shown = [...this.#between(this.#first, this.#last)];
    if (this.#direction === 0) return shown;
    const top = shown[0] ?? 0;
    const bottom = shown.at(-1) ?? 0;
    const [ahead, behind] = this.#direction > 0 ? [AHEAD, BEHIND] : [BEHIND, AHEAD];
    const below = Array.from({ length: ahead }, (_, step) => bottom + 1 + step);
    const above = Array.from({ length: behind }, (_, step) => top - 1 - step);
    const around = this.#direction > 0 ? [...below, ...above] : [...above, ...below];
    const pages = Math.ceil(this.#options.count / this.#options.size);
    return [...shown, ...around].filter((page) => page >= 0 && page < pages);
  }

  *#between(first: number, last: number): Generator<number> {
    const end = Math.min(last, this.#options.count - 1);
    if (end < 0) return;
    for (let page = this.pageOf(Math.max(first, 0)); page <= this.pageOf(end); page += 1)
      yield page;
  }

  #touch(page: number): void {
    const content = this.#kept.get(page);
    if (content === undefined) return;
    this.#kept.delete(page);
    this.#kept.set(page, content);
  }

  #makeRoom(): void {
    const room = this.#options.room ?? ROOM;
    for (const [page, { bytes }] of this.#kept) {
      if (this.#bytes <= room) return;
      const shows = this.pageOf(this.#first) <= page && page <= this.pageOf(this.#last);
      if (shows || this.#held.has(page)) continue;
      this.#kept.delete(page);
      this.#bytes -= bytes;
    }
  }
}
