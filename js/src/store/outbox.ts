/** Which events has the kernel not dealt with yet? They are kept, in order, and can be sent again. */
import type { InputEvent } from "../protocol";

/** An event before it has its number. */
export interface Draft {
  readonly id: string;
  readonly generation: number;
  readonly value: unknown;
  /** Whether no run follows, so that nothing waits for its end. */
  readonly quiet?: boolean;
}

interface Sent {
  readonly event: InputEvent;
  readonly quiet: boolean;
}

/** Numbers events and keeps those without an acknowledgement. */
export class Outbox {
  #seq = 0;
  #unacked: Sent[] = [];
  #fresh: InputEvent[] = [];

  /** Number of an event that was just added. */
  add({ id, generation, value, quiet = false }: Draft): number {
    this.#seq += 1;
    const event = { seq: this.#seq, id, generation, value };
    this.#unacked.push({ event, quiet });
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

  get unacked(): InputEvent[] {
    return this.#unacked.map(({ event }) => event);
  }

  /** Whether a run that answers to an event is still to come or to end. */
  get waiting(): boolean {
    return this.#unacked.some(({ quiet }) => !quiet);
  }
}
