/** How wide is a column that nobody gave a width? */
import { type GridCell, GridCellKind } from "@glideapps/glide-data-grid";
import { type ButtonData, buttonWidth } from "./buttons";
import { type ChipsData, chipsWidth } from "./chips";
import type { GridSource } from "./columns";
import { RECORDING_WIDTH, type RecordingData } from "./recordings";
import { FONT_SIZE } from "./theme";

const NAMED = { small: 75, medium: 200, large: 400 } as const;
const FIXED: Readonly<Partial<Record<GridSource["kind"], number>>> = {
  area_chart: 160,
  bar_chart: 160,
  boolean: 64,
  image: 72,
  line_chart: 160,
  progress: 170,
};
const [MIN, MAX] = [56, 300];
const SAMPLE = 25;
const PADDING = 18;
/** Room for the button of the menu of a column, partly. */
const MENU = 14;

/** The width the app asks for, in CSS pixels; null when it leaves it to the content. */
export function askedWidth({ props: { width } }: GridSource): number | null {
  if (typeof width === "number") return Math.max(width, 20);
  return width ? NAMED[width] : null;
}

/** The first screen, and the last row: numbers that count get longer. */
function* sampledRows(length: number): Generator<number> {
  for (let row = 0; row < Math.min(length, SAMPLE); row += 1) yield row;
  if (length > SAMPLE) yield length - 1;
}

/**
 * Width of the widest of the title and a few rows, within bounds; looking at all rows would cost
 * as much as reading the table.
 */
export function contentWidth(source: GridSource, measure: (text: string) => number): number {
  const title = measure(source.title) + PADDING + MENU;
  let width = Math.max(title, FIXED[source.kind] ?? 0);
  if (FIXED[source.kind] === undefined) {
    for (const row of sampledRows(source.length)) {
      if (!source.isHere(row)) continue;
      width = Math.max(width, cellWidth(source.cell(row), measure) + PADDING);
    }
  }
  return Math.ceil(Math.min(Math.max(width, MIN), MAX));
}

/** Measures texts in the font of the cells. */
export function textMeasure(fontFamily = "sans-serif"): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return (text) => text.length * FONT_SIZE * 0.55;
  context.font = `${FONT_SIZE}px ${fontFamily}`;
  return (text) => context.measureText(text).width;
}

/** Cells that say more when they are opened, however wide they are. */
const OPENED: ReadonlySet<string> = new Set([
  "audio",
  "image",
  "json",
  "markdown",
  "object",
  "video",
]);

/** Whether a cell of this width shows all of its value. */
export function isWholeInCell(
  { kind }: GridSource,
  cell: GridCell,
  width: number,
  measure: (text: string) => number,
): boolean {
  if (OPENED.has(kind)) return false;
  const all =
    cell.kind === GridCellKind.Custom ||
    (cell.kind === GridCellKind.Text && cell.copyData === cell.displayData);
  return all && cellWidth(cell, measure) + PADDING <= width + 2;
}

function cellWidth(cell: GridCell, measure: (text: string) => number): number {
  switch (cell.kind) {
    case GridCellKind.Text:
      return measure(cell.displayData);
    case GridCellKind.Uri:
      return measure(cell.displayData ?? cell.data);
    case GridCellKind.Bubble:
      return cell.data.reduce((sum, item) => sum + measure(item) + 20, 0);
    case GridCellKind.Custom:
      return customWidth(cell.data as ChipsData | ButtonData | RecordingData | OtherData, measure);
    default:
      return 0;
  }
}

/** What is drawn into whatever width there is. */
interface OtherData {
  readonly kind: "flag" | "image" | "progress" | "sparkline" | "symbol";
}

function customWidth(
  data: ChipsData | ButtonData | RecordingData | OtherData,
  measure: (text: string) => number,
): number {
  switch (data.kind) {
    case "button":
      return buttonWidth(data.labels, measure);
    case "chips":
      return chipsWidth(data.chips, measure);
    case "recording":
      return measure(data.name) + RECORDING_WIDTH;
    default:
      return 0;
  }
}
