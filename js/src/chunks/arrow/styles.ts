/** What a styled frame adds to its cells: other texts, colours and fonts. */
import type { FrameColumn } from "./columns";
import { readTable } from "./values";

export interface StylesProps {
  /** Arrow IPC stream of the texts of the cells, under the names of their columns. */
  readonly display?: Uint8Array;
  /** Declarations, with the cells they are for as row and position among the data columns. */
  readonly rules?: ReadonlyArray<{
    readonly css: Readonly<Record<string, string>>;
    readonly cells: ReadonlyArray<readonly [row: number, column: number]>;
  }>;
  /** Declarations for parts of a static table, by the selectors that pandas has for them. */
  readonly sheet?: ReadonlyArray<{
    readonly selector: string;
    readonly css: Readonly<Record<string, string>>;
  }>;
}

export type Css = Readonly<Record<string, string>>;

export interface FrameStyles {
  /** Text of a cell; null leaves it to the column. */
  text(column: FrameColumn, row: number): string | null;
  css(column: FrameColumn, row: number): Css | null;
}

const UNSTYLED: FrameStyles = { text: () => null, css: () => null };

/** The styles of a frame with this many index columns, whose names come first. */
export function frameStyles(styles: StylesProps | undefined, indexColumns: number): FrameStyles {
  if (!styles) return UNSTYLED;
  const texts = styles.display ? readTable(styles.display) : null;
  const css = new Map<string, Css>();
  for (const rule of styles.rules ?? []) {
    for (const [row, column] of rule.cells) {
      const cell = `${indexColumns + column}:${row}`;
      css.set(cell, { ...css.get(cell), ...rule.css });
    }
  }
  return {
    text: ({ props }, row) => (texts?.getChild(props.name)?.at(row) as string | undefined) ?? null,
    css: ({ props }, row) => css.get(`${props.name}:${row}`) ?? null,
  };
}
