/** Reads the data of static tables; loaded when the first one is on the page. */
import { type ColumnProps, frameColumns } from "./arrow/columns";
import type { Css } from "./arrow/styles";
import { readTable } from "./arrow/values";
import { readableOn } from "./theme/color";

export interface HeaderCell {
  readonly text: string;
  readonly index: boolean;
  readonly align: "left" | "center" | "right";
}

export interface BodyCell {
  readonly text: string;
  readonly style?: Readonly<Record<string, string>>;
}

/** Declarations for parts of a table, by the selectors that pandas has for them. */
export type Sheet = ReadonlyArray<{ readonly selector: string; readonly css: Css }>;

/**
 * The style sheet of a table, which is found by `id`. It is nested, so that whatever a selector
 * names is in this table.
 */
export function sheetText(id: string, sheet: Sheet): string {
  const rules = sheet.map(({ selector, css }) => {
    const declarations = Object.entries(css).map(([name, value]) => `${name}:${value}`);
    const parts = selector.trim() === "" ? "table" : `:is(${selector})`;
    return `& ${parts}{${declarations.join(";")}}`;
  });
  return rules.length > 0 ? `[data-sheet="${id}"]{${rules.join("")}}` : "";
}

/** A table as texts in Markdown, header and rows. */
export function tableTexts(
  arrow: Uint8Array,
  columns: readonly ColumnProps[],
): { header: HeaderCell[]; body: BodyCell[][] } {
  const table = readTable(arrow);
  const shown = frameColumns(table, columns);
  const header = shown.map(({ kind, props, title }): HeaderCell => {
    const text = props.group ? `${props.group} / ${title}` : title;
    const align = props.alignment ?? (kind === "number" && !props.index ? "right" : "left");
    return { text, index: props.index ?? false, align };
  });
  const body = Array.from({ length: table.numRows }, (_, row) =>
    shown.map((column): BodyCell => {
      const missing = column.value(row) === null;
      const text = column.styledText(row) ?? (missing ? "None" : column.shown(row));
      const css = column.css(row);
      return css ? { text, style: inlineStyle(css) } : { text };
    }),
  );
  return { header, body };
}

/**
 * CSS declarations under the names React has for them. An author who sets a background has seen
 * it in one mode, so the text gets a colour that can be read on it in both.
 */
function inlineStyle(css: Css): Record<string, string> {
  const background = css["background-color"] ?? css.background;
  const color = css.color ?? (background && readableOn(background));
  const declarations = Object.entries({ ...css, ...(color && { color }) });
  return Object.fromEntries(
    declarations.map(([name, value]) => [
      name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
