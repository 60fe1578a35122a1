/**
 * What a Styler adds to the cells of a column: other texts, colours and fonts. Both are columns beside it:
 * `3:text` and `3:css` belong to column `3`, so they come with its rows.
 */
import type { CellsByName } from "./columns";

export type Css = Readonly<Record<string, string>>;

export interface CellStyles {
  /** Whether the column has texts of a Styler. */
  readonly hasTexts: boolean;
  /** Text of a cell; null for none. */
  text(row: number): string | null;
  /** Declarations for a cell; null for none. */
  css(row: number): Css | null;
}

/** How many different declarations are kept parsed. */
const MOST_PARSED = 1000;

export function cellStyles(table: CellsByName, name: string): CellStyles {
  const texts = table.getChild(`${name}:text`);
  const declarations = table.getChild(`${name}:css`);
  const parsed = new Map<string, Css>();
  return {
    hasTexts: Boolean(texts),
    text: (row) => (texts?.at(row) as string | null | undefined) ?? null,
    css(row) {
      const json = declarations?.at(row);
      if (typeof json !== "string") return null;
      let css = parsed.get(json);
      if (css === undefined) {
        css = JSON.parse(json) as Css;
        if (parsed.size >= MOST_PARSED) parsed.clear();
        parsed.set(json, css);
      }
      return css;
    },
  };
}
