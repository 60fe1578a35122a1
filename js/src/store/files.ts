/**
 * Files of the app on their way from the kernel. Where the server has an address for them, that is
 * all it takes. Elsewhere the page asks for one part after the other, a few ahead, so that nothing
 * on the way has to hold more, and keeps them as blobs, which the browser may put on its disk.
 */
import type { FileMessage, FileProps, PageMessage } from "../protocol";
import { uuid } from "./uuid";

/** How many parts are asked for before the first of them is there. */
const AHEAD = 4;

/** Types that the server shows in a page, as in `_files.py` there; all others it has saved. */
const SHOWN = /^(audio|video|image(?!\/svg))\/|^application\/pdf$|^text\/vtt$/;

export interface Fetched {
  /** The file, or where the server has it. */
  readonly from: Blob | string;
  /** What the kernel wants it to be called; absent where the element says it. */
  readonly name?: string;
}

/** Why a file does not come: it is none any more, or what was to make it has failed. */
export type Refusal = NonNullable<FileMessage["error"]>;

export class FileError extends Error {
  constructor(readonly refusal: Refusal) {
    super(`The file cannot be had: ${refusal}.`);
  }
}

interface Fetch {
  readonly id: string;
  /** Whether the kernel is only to hold it, since the server has an address for it. */
  readonly hold?: true;
  readonly parts: Map<number, Blob>;
  readonly asked: Set<number>;
  /** Size of the file and of its parts; known with the first. */
  size: number;
  step: number;
  received: number;
  readonly progress: (share: number) => void;
  resolve(fetched: Fetched): void;
  reject(error: Error): void;
}

export class Files {
  readonly #fetches = new Map<string, Fetch>();
  readonly #send: (message: PageMessage) => void;
  /** Address below which the server has the files of this session; null where it cannot ask for them. */
  base: string | null = null;

  constructor(send: (message: PageMessage) => void) {
    this.#send = send;
  }

  /** Where the browser itself gets a file that it is to show as `type`; undefined where it cannot. */
  address({ $m, type: own }: FileProps, type = own): string | undefined {
    return this.base !== null && type === own && SHOWN.test(type) ? this.base + $m : undefined;
  }

  /** As `fetch`, for a file that is to be saved. The browser gets it itself where it can. */
  download(id: string, progress: (share: number) => void): Promise<Fetched> {
    return this.fetch(id, progress, undefined, this.base !== null);
  }

  /**
   * Fetches a file by its name, or the one that the function of an element makes. Fails with a
   * `FileError`, or with what `signal` was aborted for.
   */
  fetch(
    id: string,
    progress: (share: number) => void = () => {},
    signal?: AbortSignal,
    hold = false,
  ): Promise<Fetched> {
    const transfer = uuid();
    return new Promise((resolve, reject) => {
      this.#fetches.set(transfer, {
        id,
        hold: hold || undefined,
        parts: new Map(),
        asked: new Set(),
        size: 0,
        step: 0,
        received: 0,
        progress,
        resolve,
        reject,
      });
      signal?.addEventListener("abort", () => {
        if (!this.#fetches.has(transfer)) return;
        this.#end(transfer);
        reject(signal.reason);
      });
      this.#ask(transfer, 0);
    });
  }

  /** Takes in a part of a file, or why there is none. */
  take(message: FileMessage, view: DataView | undefined): void {
    const { transfer, at = 0, size = 0 } = message;
    const fetch = this.#fetches.get(transfer);
    // It may be that of another view of the same app, or be there already.
    if (fetch === undefined || (message.error === undefined && !fetch.asked.delete(at))) return;
    if (fetch.hold && message.error === undefined) {
      this.#fetches.delete(transfer);
      fetch.resolve({ from: this.base + transfer, name: message.name });
      return;
    }
    if (message.error !== undefined || view === undefined) {
      this.#fetches.delete(transfer);
      fetch.reject(new FileError(message.error ?? "gone"));
      return;
    }
    const { buffer, byteOffset, byteLength } = view;
    fetch.parts.set(at, new Blob([new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)]));
    fetch.received += byteLength;
    fetch.size = size;
    fetch.step ||= byteLength;
    if (fetch.received >= size) {
      this.#end(transfer);
      fetch.resolve({ from: joined(fetch, message.type), name: message.name });
      return;
    }
    fetch.progress(fetch.received / size);
    for (let next = 0; next < size && fetch.asked.size < AHEAD; next += fetch.step) {
      if (!fetch.parts.has(next) && !fetch.asked.has(next)) this.#ask(transfer, next);
    }
  }

  /** After a time without a connection: what was on its way then may not have arrived. */
  askAgain(): void {
    for (const [transfer, { asked }] of this.#fetches) {
      for (const at of asked) this.#ask(transfer, at);
    }
  }

  #ask(transfer: string, at: number): void {
    const fetch = this.#fetches.get(transfer);
    if (fetch === undefined) return;
    fetch.asked.add(at);
    this.#send({ method: "media", id: fetch.id, transfer, at, hold: fetch.hold });
  }

  /** Says that nothing more of it is wanted. */
  #end(transfer: string): void {
    const id = this.#fetches.get(transfer)?.id ?? "";
    this.#fetches.delete(transfer);
    this.#send({ method: "media", id, transfer, at: null });
  }
}

const joined = ({ parts }: Fetch, type: string | undefined): Blob =>
  new Blob(
    [...parts].sort(([one], [other]) => one - other).map(([, part]) => part),
    { type },
  );

/** Whether a prop stands for a file that the kernel has. */
export const isFile = (value: unknown): value is FileProps =>
  typeof value === "object" && value !== null && "$m" in value;
