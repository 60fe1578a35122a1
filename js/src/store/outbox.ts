/** Which events has the kernel not dealt with yet? They are kept, in order, and can be sent again. */
import type { InputEvent } from "../protocol";

/** An event before it has its number. */
export interface Draft {
  readonly id: string;
  readonly generation: number;
  readonly value: unknown;
  /** Whether no run follows, so that nothing waits for its end. */
  readonly quiet?: boolean;
  /** Whether it is the press of a button, of which each counts. */
  readonly press?: boolean;
}

interface Kept {
  readonly event: InputEvent;
  readonly quiet: boolean;
  readonly press: boolean;
}

/** Numbers events and keeps those without an acknowledgement. */
export class Outbox {
  #seq = 0;
  #unacked: Kept[] = [];
  #fresh: InputEvent[] = [];

  /** Number of an event that was just added. */
  add({ id, generation, value, quiet = false, press = false }: Draft): number {
    const last = this.#unacked.at(-1);
    // Nobody has seen the value before: only the newest of a slider that is dragged is kept.
    const replaces = last !== undefined && last.event === this.#fresh.at(-1);
    if (replaces && last.event.id === id && !last.press && !press) {
      this.#unacked.pop();
      this.#fresh.pop();
    } else {
      this.#seq += 1;
    }
    const event = { seq: this.#seq, id, generation, value };
    this.#unacked.push({ event, quiet, press });
    this.#fresh.push(event);
    return this.#seq;
  }

  /** Events added since the last call. */
  take(): InputEvent[] {
    const events = this.#fresh;
    this.#fresh = [];
    return events;
  }

  /** Forgets the events up to `seq`; whether there were any. */
  acknowledge(seq: number): boolean {
    const left = this.#unacked.filter(({ event }) => event.seq > seq);
    const some = left.length < this.#unacked.length;
    this.#unacked = left;
    return some;
  }

  /** Forgets all events and returns the number of the last one. */
  clear(): number {
    this.#unacked = [];
    this.#fresh = [];
    return this.#seq;
  }

  get unacked(): InputEvent[] {
    return this.#unacked.map(({ event }) => event);
  }

  /** Whether a run that answers to an event is still to come or to end. */
  get waiting(): boolean {
    return this.#unacked.some(({ quiet }) => !quiet);
  }
}
