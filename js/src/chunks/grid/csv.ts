/** Rows as CSV (RFC 4180), in the order the visitor sees. */
import type { GridSource } from "./columns";
import type { LineChange } from "./rows";

const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** One line, with its end. */
export const csvLine = (fields: readonly string[]): string => `${fields.map(field).join(",")}\r\n`;

/** The line of the titles. */
export const csvHead = (sources: readonly GridSource[]): string =>
  csvLine(sources.map(({ title }) => title));

/** The titles and the first rows of the view. */
export function csvLines(sources: readonly GridSource[], rows: number): string {
  const lines = [csvHead(sources)];
  for (let row = 0; row < rows; row += 1) lines.push(csvLine(sources.map(({ text }) => text(row))));
  return lines.join("");
}

/** The fields of a line as `csvLine` writes it, without its end. */
export function csvFields(text: string): string[] {
  const fields: string[] = [];
  for (let at = 0; ; at += 1) {
    let end = at;
    if (text[at] === '"') {
      // Two of them are one of the text; one alone ends it.
      for (end = at + 1; text[end] !== '"' || text[end + 1] === '"'; end += 1) {
        if (end >= text.length) break;
        if (text[end] === '"') end += 1;
      }
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
      end += 1;
    } else {
      end = text.indexOf(",", at);
      if (end < 0) end = text.length;
      fields.push(text.slice(at, end));
    }
    if (end >= text.length) return fields;
    at = end;
  }
}

/** Lines of CSV as the kernel sends them. */
export interface CsvPart {
  readonly text: Uint8Array;
  /** Bytes of each line. */
  readonly lengths: Uint32Array;
  /** The position of each. */
  position(line: number): number;
}

/** The lines after a change of some of them. */
export function changedLines({ text, lengths, position }: CsvPart, change: LineChange): BlobPart[] {
  const parts: BlobPart[] = [];
  let [kept, at] = [0, 0];
  const decoder = new TextDecoder();
  for (const [line, length] of lengths.entries()) {
    const next = change(position(line), () =>
      csvFields(decoder.decode(text.subarray(at, at + length)).replace(/\r\n$/, "")),
    );
    if (next !== undefined) {
      parts.push(text.slice(kept, at));
      if (next !== null) parts.push(csvLine(next));
      kept = at + length;
    }
    at += length;
  }
  return [...parts, text.slice(kept)];
}
