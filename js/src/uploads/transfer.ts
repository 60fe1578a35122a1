/**
 * How files get to the kernel: in parts, as many at a time as it takes in, over the connection that
 * carries everything else.
 *
 * Parts begin small and grow while their answers come quickly, so that on a slow line a click never
 * waits long behind a file. After an interruption a file goes on where the kernel says that it is.
 */
import type { InputProps, UploadAnswer, UploadMessage } from "../protocol";

/** A file that the kernel has. */
export interface SentFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

/** Props that all inputs for files have. */
export interface FileProps extends InputProps<readonly SentFile[]> {
  /** Largest part of a file, in bytes; absent where any usual one goes through. */
  readonly part_size?: number;
  /** Largest file, in bytes. */
  readonly max_size?: number;
}

/** What a transfer needs of the session. */
export interface Way {
  readonly connection: string;
  readonly uploads: Set<(answer: UploadAnswer) => void>;
  send(message: UploadMessage, buffers?: ArrayBuffer[]): void;
  subscribe(listener: () => void): () => void;
}

export interface Source {
  readonly id: string;
  readonly input: string;
  readonly name: string;
  readonly content: Blob;
  /** Largest part, in bytes. */
  readonly part?: number;
  progress(sent: number): void;
}

const FIRST_PART = 64 * 1024;
const SMALLEST_PART = 16 * 1024;
const LARGEST_PART = 1024 * 1024;
/** What may be on its way, of all files together: so many parts, and so many times the largest part. */
const MOST_PARTS = 16;
const MOST_LARGE_PARTS = 4;
/** An answer within this time makes parts larger, one that takes longer makes them smaller; in milliseconds. */
const QUICK = 150;
const SLOW = 700;
/** How long the kernel may be silent while it is connected, in milliseconds. */
const SILENT_FOR = 60_000;

/** Somebody has stopped it. */
export class Cancelled extends Error {}

interface Asked {
  readonly bytes: number;
  /** How much of the file there is when it has arrived. */
  readonly end: number;
  /** When it was sent. */
  at: number;
}

class Job {
  /** Bytes that were sent, and bytes that have arrived. */
  sent = 0;
  arrived = 0;
  /** The parts that are read or have no answer yet. */
  asked: Asked[] = [];
  /** The last part that is read. */
  turn: Promise<unknown> = Promise.resolve();
  /** Counts the times that it had to go back. */
  epoch = 0;
  /** Whether nothing is sent until all answers are there, because one of them was not the expected one. */
  back = false;
  begun = false;
  over = false;
  readonly source: Source;
  readonly resolve: (file: SentFile) => void;
  readonly reject: (error: Error) => void;

  constructor(source: Source, resolve: (file: SentFile) => void, reject: (error: Error) => void) {
    this.source = source;
    this.resolve = resolve;
    this.reject = reject;
  }

  get size(): number {
    return this.source.content.size;
  }

  /** Whether there is something to send: an empty file is one part, too. */
  get hungry(): boolean {
    return !this.over && !this.back && (this.sent < this.size || !this.begun);
  }
}

/** Sends the files of one page. */
export class Transfer {
  readonly #way: Way;
  readonly #jobs = new Map<string, Job>();
  #part = FIRST_PART;
  #connected: boolean;
  #timer = 0;
  #unsubscribe: (() => void) | null = null;

  constructor(way: Way) {
    this.#way = way;
    this.#connected = way.connection === "CONNECTED";
  }

  /** Sends a file; fails with `Cancelled`, or with what to say to the visitor. */
  send(source: Source): Promise<SentFile> {
    return new Promise((resolve, reject) => {
      this.#jobs.set(source.id, new Job(source, resolve, reject));
      this.#listen();
      this.#pump();
    });
  }

  /** Has the kernel forget a file, if it is no part of a value. */
  cancel(id: string, reason: Error = new Cancelled()): void {
    const job = this.#jobs.get(id);
    if (job !== undefined) this.#end(job, reason);
    this.#way.send({ method: "upload_cancel", file: id });
  }

  #listen(): void {
    if (this.#unsubscribe !== null) return;
    this.#way.uploads.add(this.#hear);
    const unsubscribe = this.#way.subscribe(this.#look);
    this.#connected = this.#way.connection === "CONNECTED";
    this.#unsubscribe = () => {
      unsubscribe();
      this.#way.uploads.delete(this.#hear);
      window.clearTimeout(this.#timer);
    };
  }

  /** After an interruption nobody knows what has arrived: each file asks by its next part. */
  readonly #look = (): void => {
    const connected = this.#way.connection === "CONNECTED";
    if (connected === this.#connected) return;
    this.#connected = connected;
    for (const job of this.#jobs.values()) goBack(job, job.arrived);
    this.#pump();
  };

  readonly #hear = ({ file, received = 0, error }: UploadAnswer): void => {
    const job = this.#jobs.get(file);
    if (job === undefined) return;
    if (error !== undefined) {
      this.#end(job, new Error(error));
      this.#pump();
      return;
    }
    const asked = job.asked.shift();
    if (asked !== undefined) this.#adapt(performance.now() - asked.at);
    // The kernel is somewhere else, and has not stored the part: everything from there on is sent again.
    if (received !== asked?.end) job.back = true;
    job.arrived = received;
    if (job.back && job.asked.length === 0) goBack(job, received);
    job.source.progress(received);
    if (received >= job.size && job.begun) {
      this.#jobs.delete(file);
      job.over = true;
      const { id, name } = job.source;
      job.resolve({ id, name, size: job.size });
    }
    this.#pump();
  };

  #adapt(took: number): void {
    if (took < QUICK) this.#part = Math.min(this.#part * 2, LARGEST_PART);
    else if (took > SLOW) this.#part = Math.max(this.#part / 2, SMALLEST_PART);
  }

  #pump(): void {
    window.clearTimeout(this.#timer);
    if (this.#jobs.size === 0) {
      this.#unsubscribe?.();
      this.#unsubscribe = null;
      return;
    }
    if (!this.#connected) return;
    this.#timer = window.setTimeout(() => this.#giveUp(), SILENT_FOR);
    const active = [...this.#jobs.values()].slice(0, MOST_PARTS);
    const asked = active.flatMap((job) => job.asked);
    let parts = MOST_PARTS - asked.length;
    let bytes = MOST_LARGE_PARTS * this.#part - asked.reduce((sum, one) => sum + one.bytes, 0);
    for (const job of active) {
      while (parts > 0 && bytes > 0 && job.hungry) {
        parts -= 1;
        bytes -= this.#ask(job);
      }
    }
  }

  /** Sends the next part of a file as soon as it is read; how large it is. */
  #ask(job: Job): number {
    const { content, part = LARGEST_PART } = job.source;
    const offset = job.sent;
    const end = Math.min(offset + Math.min(this.#part, part), job.size);
    const asked = { bytes: end - offset, end, at: 0 };
    job.sent = end;
    job.begun = true;
    job.asked.push(asked);
    // Parts are read at the same time, and sent in their order.
    const read = content.slice(offset, end).arrayBuffer();
    const { epoch, turn } = job;
    job.turn = turn
      .then(() => read)
      .then(
        (bytes) => {
          if (job.over || job.epoch !== epoch) return;
          asked.at = performance.now();
          this.#post(job, offset, bytes);
        },
        () => {
          // A folder, or a file that was moved or changed.
          this.cancel(job.source.id, new Error("The browser cannot read the file."));
          this.#pump();
        },
      );
    return asked.bytes;
  }

  #post({ size, source }: Job, offset: number, bytes: ArrayBuffer): void {
    const { content, id: file, input, name } = source;
    const { type } = content;
    this.#way.send({ method: "upload", file, input, name, type, size, offset }, [bytes]);
  }

  #giveUp(): void {
    for (const job of [...this.#jobs.values()]) {
      if (job.asked.length > 0) this.#end(job, new Error("The app does not answer."));
    }
    this.#pump();
  }

  #end(job: Job, error: Error): void {
    this.#jobs.delete(job.source.id);
    job.over = true;
    job.asked = [];
    job.reject(error);
  }
}

function goBack(job: Job, to: number): void {
  job.epoch += 1;
  job.asked = [];
  job.back = false;
  job.sent = job.arrived = to;
  // A part without content asks how much there is, even when all was sent.
  job.begun = false;
}

const transfers = new WeakMap<Way, Transfer>();

/** The transfer of a session. */
export function transferOf(way: Way): Transfer {
  const known = transfers.get(way);
  if (known !== undefined) return known;
  const transfer = new Transfer(way);
  transfers.set(way, transfer);
  return transfer;
}

/** "12 KB" and the like, in steps of 1024 as the limits are. */
export function shownSize(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : Number(size.toFixed(1))} ${units[unit]}`;
}
