/**
 * Which query parameters do inputs write whose events the kernel has not dealt with yet?
 *
 * An input with a parameter of its own (`bind="query-params"`) shows a change in the address at once. The
 * kernel writes the same when it has seen the event; until then its query lacks the change.
 */
import type { BoundProps } from "../protocol";
import { withValues } from "./query";

interface Pending {
  readonly values: readonly string[];
  readonly seq: number;
}

/** Parameters that are ahead of the kernel, by their name. */
export class Pendings {
  readonly #pending = new Map<string, Pending>();

  note(name: string, values: readonly string[], seq: number): void {
    this.#pending.set(name, { values, seq });
  }

  /** Forgets what the kernel has dealt with, and returns the names. */
  acknowledge(seq: number): string[] {
    const done = [...this.#pending].filter(([, pending]) => pending.seq <= seq);
    for (const [name] of done) this.#pending.delete(name);
    return done.map(([name]) => name);
  }

  clear(): void {
    this.#pending.clear();
  }

  /** The kernel's query with what it does not know yet. */
  over(query: string): string {
    let whole = query;
    for (const [name, { values }] of this.#pending) whole = withValues(whole, name, values);
    return whole;
  }
}

/** What the parameter of an input says for a value; nothing for the default, which the address does not have. */
export function valuesFor(value: unknown, bound: BoundProps): string[] {
  const items = Array.isArray(value) ? value : value === null ? [] : [value];
  const texts = items.length > 0 ? items.map((item) => textOf(item, bound.form)) : [""];
  const usual = bound.default;
  return texts.length === usual.length && texts.every((text, at) => text === usual[at])
    ? []
    : texts;
}

function textOf(item: unknown, form: BoundProps["form"]): string {
  if (typeof item !== "number") return String(item);
  return form === "plain" ? decimal(item) : clock(item, form);
}

/** A number without an exponent, as the kernel writes it. */
function decimal(number: number): string {
  if (Number.isInteger(number)) return BigInt(number).toString();
  const [digits = "", exponent] = String(number).split("e");
  if (exponent === undefined) return digits;
  // Only small numbers are left: large ones are whole.
  const [whole = "", fraction = ""] = digits.replace("-", "").split(".");
  const zeros = "0".repeat(-Number(exponent) - whole.length);
  return `${number < 0 ? "-" : ""}0.${zeros}${whole}${fraction}`;
}

/** Milliseconds since the epoch as the wall clock shows them: seconds only when there are some. */
function clock(millis: number, form: "date" | "time" | "datetime"): string {
  const iso = new Date(millis).toISOString().slice(0, -1);
  const short = iso.replace(/\.000$/, "").replace(/:00$/, "");
  const [day = "", time = ""] = short.split("T");
  return form === "date" ? day : form === "time" ? time : short;
}
