/**
 * What do inputs show that the kernel does not know, or has not answered, yet?
 *
 * From the moment a visitor changes an input until the kernel has dealt with its last event, the
 * input shows the local value; after that it shows what the kernel says. A text that is still
 * being typed and the fields of a form have no event, so they stay until they are sent.
 */

export interface Override {
  readonly value: unknown;
  /** Its event; null while there is none. */
  readonly seq: number | null;
  readonly generation: number;
  readonly form: string | null;
  /** What the kernel had said of assignments by code: one that comes later replaces a value that waits. */
  readonly assigned?: number;
  /** Whether the last attempt to send it was refused on the page. */
  readonly refused: boolean;
}

/** Whether an input shows this value: it has not come anew, and code has assigned nothing since. */
export function isCurrent(
  { generation, seq, assigned = 0 }: Override,
  props: { readonly generation?: number; readonly assigned?: number },
): boolean {
  if (generation !== (props.generation ?? 0)) return false;
  return seq !== null || assigned === (props.assigned ?? 0);
}

/** Says why a value cannot be sent; null when it can. */
export type Check = (value: unknown) => string | null;

/** Local values by the id of their input. */
export class Overrides {
  readonly #values = new Map<string, Override>();
  readonly #checks = new Map<string, Check>();
  readonly #listeners = new Map<string, Set<() => void>>();

  get(id: string): Override | undefined {
    return this.#values.get(id);
  }

  set(id: string, override: Override): void {
    this.#values.set(id, override);
    this.#notify(id);
  }

  /** Forgets the values whose events the kernel has dealt with. */
  acknowledge(seq: number): void {
    for (const [id, override] of this.#values) {
      if (override.seq !== null && override.seq <= seq) this.#drop(id);
    }
  }

  /** Values of a form that were changed since its last submission, those included that code has replaced. */
  ofForm(form: string): Array<[id: string, Override]> {
    return [...this.#values].filter(([, value]) => value.form === form && value.seq === null);
  }

  /** Tells `listener` of changes of an input, and applies its check before a value is sent. */
  subscribe(id: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      // A React component that only moves is subscribed again before the microtask runs.
      queueMicrotask(() => this.#forgetUnused(id));
    };
  }

  setCheck(id: string, check: Check | undefined): void {
    if (check === undefined) this.#checks.delete(id);
    else this.#checks.set(id, check);
  }

  check(id: string, value: unknown): string | null {
    return this.#checks.get(id)?.(value) ?? null;
  }

  #forgetUnused(id: string): void {
    if (this.#listeners.get(id)?.size !== 0) return;
    this.#listeners.delete(id);
    this.#checks.delete(id);
    if (this.#values.get(id)?.seq === null) this.#values.delete(id);
  }

  #drop(id: string): void {
    this.#values.delete(id);
    this.#notify(id);
  }

  #notify(id: string): void {
    for (const listener of this.#listeners.get(id) ?? []) listener();
  }
}
