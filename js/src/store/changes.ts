/** What has a visitor entered that another session could take over? */
import type { InputProps } from "../protocol";
import type { TreeNode } from "./tree";

export interface Change {
  readonly id: string;
  readonly kind: string;
  readonly value: unknown;
  /** Whether the kernel was told; a form keeps its values until it is submitted. */
  readonly sent: boolean;
}

/** Inputs of a page rarely come near this; the oldest are forgotten then. */
const MOST = 500;

/** The newest value of each input that the visitor has changed. Passwords are never kept. */
export class Changes {
  readonly #changes = new Map<string, Change>();

  note(node: TreeNode & { readonly props: InputProps }, value: unknown, sent: boolean): void {
    const { id, kind, props } = node;
    if (id === undefined || isSecret(props as { type?: unknown; autocomplete?: unknown })) return;
    this.#changes.delete(id);
    this.add({ id, kind, value, sent });
  }

  /** Adds a change from before; one that is known is newer. */
  add(change: Change): void {
    if (!this.#changes.has(change.id)) this.#changes.set(change.id, change);
    for (const oldest of this.#changes.keys()) {
      if (this.#changes.size <= MOST) break;
      this.#changes.delete(oldest);
    }
  }

  markSent(id: string): void {
    const change = this.#changes.get(id);
    if (change !== undefined) this.#changes.set(id, { ...change, sent: true });
  }

  get all(): Change[] {
    return [...this.#changes.values()];
  }
}

function isSecret({ type, autocomplete }: { type?: unknown; autocomplete?: unknown }): boolean {
  return type === "password" || /password|one-time|^cc-/.test(String(autocomplete ?? ""));
}
