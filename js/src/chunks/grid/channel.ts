/**
 * Questions about a table that the kernel has, over the line of the session. Each has an answer or an error, also
 * when the connection was lost in between; one that is not wanted any more is taken back.
 */
import type { PageMessage, RowsAnswer, RowsQuestion } from "../../protocol";
import { uuid } from "../../store/uuid";

/** What it needs of the session. */
export interface Way {
  readonly connection: string;
  readonly answers: Set<(answer: RowsAnswer, buffers: readonly DataView[]) => void>;
  send(message: PageMessage): void;
  subscribe(listener: () => void): () => void;
}

export interface Answer {
  readonly message: RowsAnswer;
  readonly buffers: readonly DataView[];
}

export type Refusal = NonNullable<RowsAnswer["error"]>;

/** The kernel has no answer. */
export class RowsError extends Error {
  constructor(readonly refusal: Refusal) {
    super(`Rows cannot be had: ${refusal}.`);
  }
}

interface Pending {
  readonly message: PageMessage;
  tries: number;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** How often a kernel that has too much to do is asked again, and how long it is left alone, in milliseconds. */
const TRIES = 20;
const PAUSE = 250;

export class RowsChannel {
  readonly #way: Way;
  /** Name of the grid, of which the kernel answers only the newest search. */
  readonly #view = uuid();
  readonly #pending = new Map<string, Pending>();
  #cancelled: string[] = [];
  #connected = true;
  #end: (() => void) | null = null;

  constructor(way: Way) {
    this.#way = way;
  }

  /** The answer to a question; fails with a `RowsError`, or with what `signal` was aborted for. */
  ask(question: RowsQuestion, signal?: AbortSignal): Promise<Answer> {
    const request = uuid();
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const message = { method: "rows", request, view: this.#view, ...question } as const;
      this.#pending.set(request, { message, tries: 0, resolve, reject });
      signal?.addEventListener("abort", () => {
        if (!this.#pending.delete(request)) return;
        this.#takeBack(request);
        this.#rest();
        reject(signal.reason);
      });
      this.#listen();
      this.#way.send(message);
    });
  }

  #listen(): void {
    if (this.#end !== null) return;
    const { answers } = this.#way;
    answers.add(this.#hear);
    this.#connected = this.#way.connection === "CONNECTED";
    const unsubscribe = this.#way.subscribe(this.#look);
    this.#end = () => {
      answers.delete(this.#hear);
      unsubscribe();
    };
  }

  /** Listens only while something is asked, so that nobody has to say that it is over. */
  #rest(): void {
    if (this.#pending.size > 0) return;
    this.#end?.();
    this.#end = null;
  }

  /** What was on its way while the connection was lost may not have arrived. */
  readonly #look = (): void => {
    const connected = this.#way.connection === "CONNECTED";
    if (connected === this.#connected) return;
    this.#connected = connected;
    if (connected) for (const { message } of this.#pending.values()) this.#way.send(message);
  };

  readonly #hear = (message: RowsAnswer, buffers: readonly DataView[]): void => {
    const pending = this.#pending.get(message.request);
    // It may be for another grid or another view of the app.
    if (pending === undefined) return;
    if (message.error === "busy" && pending.tries < TRIES) {
      pending.tries += 1;
      setTimeout(() => {
        if (this.#pending.has(message.request)) this.#way.send(pending.message);
      }, PAUSE);
      return;
    }
    this.#pending.delete(message.request);
    this.#rest();
    if (message.error !== undefined) pending.reject(new RowsError(message.error));
    else pending.resolve({ message, buffers });
  };

  /** Tells the kernel in one message what is not wanted any more. */
  #takeBack(request: string): void {
    if (this.#cancelled.length === 0) {
      queueMicrotask(() => {
        this.#way.send({ method: "rows", cancel: this.#cancelled });
        this.#cancelled = [];
      });
    }
    this.#cancelled.push(request);
  }
}

/** The bytes of an answer. */
export function bytesOf({ buffers }: Answer, index = 0): Uint8Array {
  const view = buffers[index];
  if (view === undefined) throw new RangeError("The kernel sent no rows.");
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
