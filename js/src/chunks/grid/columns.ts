/** What does each cell of a data frame look like? Turns values and their types into grid cells. */
import { type GridCell, GridCellKind } from "@glideapps/glide-data-grid";
import type { CellKind, ColumnProps, FrameColumn } from "../arrow/columns";
import { plainText, plainValue } from "../arrow/values";
import { buttonCell } from "./buttons";
import {
  flagCell,
  imageCell,
  type Palette,
  progressCell,
  sparklineCell,
  symbolCell,
} from "./cells";
import { type Chip, chipMaker, chipsCell } from "./chips";
import { type Medium, safeLink, safeSource } from "./links";
import { recordingCell } from "./recordings";
import { styledTheme } from "./theme";

/** A column of the grid: a column of the frame which knows its cells. */
export interface GridSource extends FrameColumn {
  readonly id: string;
  readonly align: "left" | "center" | "right" | undefined;
  /** What shows in place of a missing cell. */
  readonly placeholder: string;
  cell(row: number): GridCell;
}

/** A cell whose row is on its way. */
const ARRIVING: GridCell = {
  kind: GridCellKind.Loading,
  allowOverlay: false,
  skeletonHeight: 8,
  skeletonWidth: 48,
  skeletonWidthVariability: 16,
};

export interface Look {
  /** Text of a missing value. */
  readonly placeholder: string;
  readonly palette: Palette;
  /** Colours that stand for categories, in their order. */
  readonly categorical?: readonly string[];
}

/** The columns in display order: index and pinned ones lead. */
export function gridSources(columns: readonly FrameColumn[], look: Look): GridSource[] {
  const sources = columns.map((column) => gridSource(column, look));
  return [...sources.filter(isPinned), ...sources.filter((source) => !isPinned(source))];
}

/** What a column is called where it must have a name. */
export const columnName = ({ props, title }: FrameColumn): string =>
  title.trim() || (props.index ? "Index" : "Unnamed column");

export const isPinned = ({ props }: FrameColumn): boolean => props.pinned ?? props.index ?? false;

function gridSource(column: FrameColumn, look: Look): GridSource {
  const { placeholder, palette } = look;
  const { props, kind } = column;
  const contentAlign = props.alignment ?? (kind === "number" ? "right" : undefined);
  const chip = chipMaker(props, palette, look.categorical ?? []);
  const base = { allowOverlay: false, readonly: true, contentAlign } as const;
  const missing: GridCell = {
    ...base,
    kind: GridCellKind.Text,
    data: placeholder,
    displayData: placeholder,
    copyData: "",
    style: "faded",
  };
  return {
    ...column,
    get length() {
      return column.length;
    },
    id: props.name,
    align: contentAlign,
    placeholder,
    cell(row) {
      if (!column.isHere(row)) return ARRIVING;
      const css = column.css(row);
      const isMissing = column.value(row) === null;
      const cell = isMissing ? missing : drawn(column, row, { base, chip, palette });
      return css ? { ...cell, themeOverride: styledTheme(css) } : cell;
    },
  };
}

interface Drawing {
  readonly base: {
    readonly allowOverlay: false;
    readonly readonly: true;
    readonly contentAlign: "left" | "center" | "right" | undefined;
  };
  readonly palette: Palette;
  /** How a value looks as one of several. */
  chip(value: unknown): Chip;
}

function drawn(column: FrameColumn, row: number, drawing: Drawing): GridCell {
  const { base, palette } = drawing;
  const { kind, props } = column;
  const value = column.value(row);
  switch (kind) {
    case "boolean":
      return { ...flagCell(Boolean(value)), contentAlign: base.contentAlign };
    case "list": {
      const data = listed(value).map(plainText);
      return { ...base, kind: GridCellKind.Bubble, data, copyData: plainText(value) };
    }
    case "chips": {
      const chips = listed(value).map(drawing.chip);
      return chipsCell(chips, chips.map((chip) => chip.text).join(", "));
    }
    case "button": {
      const items = plainValue(value);
      const labels = Array.isArray(items) ? items.map(plainText) : [plainText(value)];
      const cell = buttonCell(labels, props.button_type ?? "", Boolean(props.button));
      return { ...cell, contentAlign: base.contentAlign };
    }
    case "link":
      return linkCell(plainText(value), column.shown(row), props, base);
    case "image":
      return {
        ...imageCell(safeSource(plainText(value), "image") ?? ""),
        copyData: column.text(row),
      };
    case "audio":
    case "video":
      return recordingCell(kind as Medium, plainText(value));
    case "progress":
      return progressCell(Number(value), column.shown(row), props, palette);
    case "line_chart":
    case "area_chart":
    case "bar_chart":
      return sparklineCell(kind as CellKind & `${string}_chart`, numbers(value), props, palette);
    default: {
      // Numbers too: the grid's own number cell would bring an editor that nobody can open here.
      const copyData = column.text(row);
      // The data is what a screen reader says.
      const data = column.shown(row);
      return { ...base, kind: GridCellKind.Text, data, displayData: firstLine(data), copyData };
    }
  }
}

/** A cell is one line high; the full text opens with a double click. */
const firstLine = (text: string): string => text.replace(/\s*\n\s*/g, " ").slice(0, 1000);

function linkCell(
  url: string,
  shown: string,
  { display_text: displayText }: ColumnProps,
  base: Drawing["base"],
): GridCell {
  const href = safeLink(url);
  const symbol = /^:material\/[a-z0-9_]+:$/.test(displayText ?? "");
  if (symbol)
    return { ...symbolCell(displayText ?? "", url, href), contentAlign: base.contentAlign };
  return {
    ...base,
    kind: GridCellKind.Uri,
    data: url,
    displayData: displayText ? linkText(url, displayText) : shown,
    hoverEffect: href !== null,
    ...(href && {
      cursor: "pointer",
      onClickUri: ({ preventDefault }) => {
        preventDefault();
        window.open(href, "_blank", "noopener,noreferrer");
      },
    }),
  };
}

/** A fixed text, or what the first group of a pattern finds in the address. */
function linkText(url: string, displayText: string): string {
  if (!/[()[\]\\^$.*+?|]/.test(displayText)) return displayText;
  try {
    const found = new RegExp(displayText).exec(url);
    return found ? decodeURI(found[1] ?? found[0]) : url;
  } catch {
    return displayText;
  }
}

/** The items of a list; a text has them between commas. */
function listed(value: unknown): unknown[] {
  const items = plainValue(value);
  if (Array.isArray(items)) return items;
  const text = plainText(value);
  return text.trim() === "" ? [] : text.split(",").map((item) => item.trim());
}

function numbers(value: unknown): number[] {
  const items = plainValue(value);
  return Array.isArray(items) ? items.map(Number).filter(Number.isFinite) : [];
}
