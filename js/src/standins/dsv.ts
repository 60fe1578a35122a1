/**
 * Stands in for d3-dsv in the bundle (see build.mjs): reads tables with a delimiter,
 * as charts may have them in their specs.
 *
 * The original makes a function out of a text for each table, which the content policy of our
 * pages forbids, as it forbids all such functions.
 */

type Row = Record<string, string>;
type Rows<T> = T[] & { columns?: string[] };

interface Format {
  parse<T = Row>(text: string, convert?: (row: Row, index: number) => T | null): Rows<T>;
}

export function dsvFormat(delimiter: string): Format {
  return {
    parse<T>(text: string, convert?: (row: Row, index: number) => T | null): Rows<T> {
      const [columns = [], ...lines] = linesOf(text, delimiter);
      const rows: Rows<T> = [];
      for (const [index, line] of lines.entries()) {
        const row = Object.fromEntries(columns.map((name, at) => [name, line[at] ?? ""]));
        const made = convert ? convert(row, index) : (row as T);
        if (made) rows.push(made);
      }
      rows.columns = columns;
      return rows;
    },
  };
}

/** The fields of each line. A field in quotes may hold anything; two quotes in it are one. */
function* linesOf(text: string, delimiter: string): Generator<string[]> {
  const field = new RegExp(`"((?:[^"]|"")*)"?|[^${escaped(delimiter)}\r\n]*`, "y");
  let line: string[] = [];
  let at = 0;
  while (at < text.length) {
    field.lastIndex = at;
    const [whole = "", quoted] = field.exec(text) ?? [];
    line.push(quoted === undefined ? whole : quoted.replaceAll('""', '"'));
    at += whole.length;
    const next = text[at];
    at += 1;
    if (next === delimiter) {
      // A line that ends with a delimiter has one more field.
      if (at === text.length) line.push("");
      continue;
    }
    if (next === "\r" && text[at] === "\n") at += 1;
    yield line;
    line = [];
  }
  if (line.length > 0) yield line;
}

const escaped = (sign: string): string => sign.replace(/[\\\]^-]/g, "\\$&");

// What the other modules of d3 take from it.
export const csvParse = dsvFormat(",").parse;
export const tsvParse = dsvFormat("\t").parse;
