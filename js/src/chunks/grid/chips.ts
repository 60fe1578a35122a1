/** Cells with several short texts, each on a ground of its own: lists and choices. */
import { type CustomCell, type CustomRenderer, GridCellKind } from "@glideapps/glide-data-grid";
import type { ColumnProps } from "../arrow/columns";
import { plainText } from "../arrow/values";
import { mixed } from "../theme/color";
import type { Palette } from "./cells";

export interface Chip {
  readonly text: string;
  /** A CSS colour; null for the usual ground. */
  readonly color: string | null;
}

export interface ChipsData {
  readonly kind: "chips";
  readonly chips: readonly Chip[];
}

export type ChipsCell = CustomCell<ChipsData>;

export function chipsCell(chips: readonly Chip[], copyData: string): ChipsCell {
  return {
    kind: GridCellKind.Custom,
    data: { kind: "chips", chips },
    copyData,
    allowOverlay: false,
    readonly: true,
  };
}

/** How the values of a column become chips: by the labels and colours of its options. */
export function chipMaker(
  { options }: ColumnProps,
  palette: Palette,
  categorical: readonly string[],
): (value: unknown) => Chip {
  const known = new Map(
    (options ?? []).map((option, place): [string, Chip] => {
      const { value, label, color } =
        typeof option === "object" && option !== null
          ? option
          : { value: option, label: undefined, color: undefined };
      const own = color === "auto" ? categorical[place % (categorical.length || 1)] : color;
      return [plainText(value), { text: label ?? plainText(value), color: paint(own, palette) }];
    }),
  );
  return (value) => {
    const text = plainText(value);
    return known.get(text) ?? { text, color: null };
  };
}

function paint(color: string | null | undefined, palette: Palette): string | null {
  if (!color) return null;
  if (color === "primary") return palette.primary ?? null;
  const isColor = typeof CSS === "undefined" || !CSS.supports || CSS.supports("color", color);
  return isColor ? color : null;
}

/** Of a ground; the rest is the colour below, so that the text on it can be read in both modes. */
const TINT = 0.24;
const HEIGHT = 20;
const PADDING = 7;
const GAP = 4;

export const chipWidth = (text: string, measure: (text: string) => number): number =>
  measure(text) + 2 * PADDING;

export const chipsWidth = (chips: readonly Chip[], measure: (text: string) => number): number =>
  chips.reduce((sum, { text }) => sum + chipWidth(text, measure) + GAP, -GAP);

/** What stands behind the text of a chip. */
export const chipGround = (color: string | null, below: string, usual: string): string =>
  color === null ? usual : mixed(color, below, TINT);

export const chipsRenderer: CustomRenderer<ChipsCell> = {
  kind: GridCellKind.Custom,
  isMatch: (cell): cell is ChipsCell => (cell.data as ChipsData).kind === "chips",
  draw({ ctx, rect, theme, highlighted }, { data }) {
    const y = rect.y + (rect.height - HEIGHT) / 2;
    const end = rect.x + rect.width - theme.cellHorizontalPadding;
    let x = rect.x + theme.cellHorizontalPadding;
    for (const { text, color } of data.chips) {
      if (x >= end) break;
      const width = ctx.measureText(text).width + 2 * PADDING;
      ctx.beginPath();
      ctx.roundRect(x, y, width, HEIGHT, HEIGHT / 2);
      const usual = highlighted ? theme.bgBubbleSelected : theme.bgBubble;
      ctx.fillStyle = chipGround(color, theme.bgCell, usual);
      ctx.fill();
      ctx.fillStyle = theme.textBubble;
      ctx.fillText(text, x + PADDING, rect.y + rect.height / 2 + 1);
      x += width + GAP;
    }
  },
};
