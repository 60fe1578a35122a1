/** A data frame as CSV (RFC 4180), in the order the visitor sees. */
import type { GridSource } from "./columns";

const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export function toCsv(sources: readonly GridSource[], order: ArrayLike<number> | null): string {
  const count = sources[0]?.length ?? 0;
  const lines = [sources.map(({ title }) => field(title)).join(",")];
  for (let index = 0; index < count; index += 1) {
    const row = order ? (order[index] ?? index) : index;
    lines.push(sources.map((source) => field(source.text(row))).join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
}
