/** Rows as CSV (RFC 4180), in the order the visitor sees. */
import type { GridSource } from "./columns";

const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const line = (fields: readonly string[]): string => `${fields.map(field).join(",")}\r\n`;

/** The line of the titles. */
export const csvHead = (sources: readonly GridSource[]): string =>
  line(sources.map(({ title }) => title));

/** The titles and the first rows of the view. */
export function csvLines(sources: readonly GridSource[], rows: number): string {
  const lines = [csvHead(sources)];
  for (let row = 0; row < rows; row += 1) lines.push(line(sources.map(({ text }) => text(row))));
  return lines.join("");
}
