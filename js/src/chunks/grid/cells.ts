/**
 * Cells of our own: flags, progress bars, sparklines and images. The grid's own flags are grey when
 * they cannot be changed, and its images come with an editor that is a third of its code.
 */
import { type CustomCell, type CustomRenderer, GridCellKind } from "@glideapps/glide-data-grid";
import type { ColumnProps } from "../arrow/columns";
import { drawLabel, labelWidth } from "./symbols";

/** Colours that a column's `color` may name, resolved for the canvas. */
export type Palette = Readonly<Record<string, string>>;

interface ProgressData {
  readonly kind: "progress";
  /** Filled part, 0 to 1. */
  readonly share: number;
  readonly text: string;
  readonly color: string | null;
}

interface SparklineData {
  readonly kind: "sparkline";
  readonly shape: "line_chart" | "area_chart" | "bar_chart";
  readonly values: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly color: string | null;
}

interface FlagData {
  readonly kind: "flag";
  readonly value: boolean | null;
}

interface PictureData {
  readonly kind: "image";
  readonly url: string;
}

interface SymbolData {
  readonly kind: "symbol";
  /** As `:material/name:`. */
  readonly label: string;
  /** Where it leads; null where it must not. */
  readonly href: string | null;
}

export type SymbolCell = CustomCell<SymbolData>;
export type FlagCell = CustomCell<FlagData>;
export type ImageCell = CustomCell<PictureData>;
export type ProgressCell = CustomCell<ProgressData>;
export type SparklineCell = CustomCell<SparklineData>;

export function progressCell(
  value: number,
  text: string,
  { min_value: min, max_value: max, color }: ColumnProps,
  palette: Palette,
): ProgressCell {
  const low = min ?? 0;
  const span = (max ?? (Number.isInteger(value) ? 100 : 1)) - low;
  const share = span > 0 ? Math.min(Math.max((value - low) / span, 0), 1) : 0;
  const fill = trendColor(color, share < 0.5 ? -1 : 1, palette);
  return {
    kind: GridCellKind.Custom,
    data: { kind: "progress", share, text, color: fill },
    copyData: String(value),
    allowOverlay: false,
    readonly: true,
  };
}

export function sparklineCell(
  shape: SparklineData["shape"],
  values: readonly number[],
  { y_min: min, y_max: max, color }: ColumnProps,
  palette: Palette,
): SparklineCell {
  const low = min ?? Math.min(0, ...values);
  const high = max ?? Math.max(...values);
  const trend = (values.at(-1) ?? 0) - (values[0] ?? 0);
  return {
    kind: GridCellKind.Custom,
    data: { kind: "sparkline", shape, values, low, high, color: trendColor(color, trend, palette) },
    copyData: values.join(", "),
    allowOverlay: false,
    readonly: true,
  };
}

export function flagCell(value: boolean | null): FlagCell {
  return {
    kind: GridCellKind.Custom,
    data: { kind: "flag", value },
    copyData: value === null ? "" : String(value),
    allowOverlay: false,
    readonly: true,
  };
}

export function imageCell(url: string): ImageCell {
  return {
    kind: GridCellKind.Custom,
    data: { kind: "image", url },
    copyData: url,
    allowOverlay: false,
    readonly: true,
  };
}

/** A link that shows as a Material symbol. */
export function symbolCell(label: string, url: string, href: string | null): SymbolCell {
  return {
    kind: GridCellKind.Custom,
    data: { kind: "symbol", label, href },
    copyData: url,
    allowOverlay: false,
    readonly: true,
    cursor: href === null ? undefined : "pointer",
  };
}

/** A named, automatic or CSS colour; null stands for the accent colour of the grid. */
function trendColor(color: ColumnProps["color"], trend: number, palette: Palette): string | null {
  const name = typeof color === "string" ? color : null;
  if (name === null) return null;
  const up = name === "auto" ? trend >= 0 : trend < 0;
  if (name === "auto" || name === "auto-inverse") return palette[up ? "green" : "red"] ?? null;
  return palette[name] ?? name;
}

const LABEL_WIDTH = 48;

export const progressRenderer: CustomRenderer<ProgressCell> = {
  kind: GridCellKind.Custom,
  isMatch: (cell): cell is ProgressCell => (cell.data as ProgressData).kind === "progress",
  draw({ ctx, rect, theme }, { data }) {
    const padding = theme.cellHorizontalPadding;
    // Texts of about the same length leave bars of the same length, which can be compared.
    const label = Math.max(ctx.measureText(data.text).width, LABEL_WIDTH) + 8;
    const width = rect.width - padding * 2 - label;
    const y = rect.y + rect.height / 2 - 3;
    if (width > 12) {
      ctx.beginPath();
      ctx.roundRect(rect.x + padding, y, width, 6, 3);
      ctx.fillStyle = theme.bgBubble;
      ctx.fill();
    }
    if (width > 12 && data.share > 0) {
      ctx.beginPath();
      ctx.roundRect(rect.x + padding, y, Math.max(width * data.share, 6), 6, 3);
      ctx.fillStyle = data.color ?? theme.accentColor;
      ctx.fill();
    }
    ctx.fillStyle = theme.textDark;
    ctx.textAlign = "right";
    ctx.fillText(data.text, rect.x + rect.width - padding, rect.y + rect.height / 2 + 1);
    ctx.textAlign = "left";
  },
};

export const sparklineRenderer: CustomRenderer<SparklineCell> = {
  kind: GridCellKind.Custom,
  isMatch: (cell): cell is SparklineCell => (cell.data as SparklineData).kind === "sparkline",
  draw({ ctx, rect, theme }, { data }) {
    const { shape, values, low, high } = data;
    if (values.length === 0) return;
    const x = rect.x + theme.cellHorizontalPadding;
    const width = rect.width - theme.cellHorizontalPadding * 2;
    const top = rect.y + 5;
    const height = rect.height - 10;
    const level = (value: number): number =>
      top +
      height -
      (high > low ? (Math.min(Math.max(value, low), high) - low) / (high - low) : 0.5) * height;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = data.color ?? theme.accentColor;
    if (shape === "bar_chart") {
      const step = width / values.length;
      const zero = level(Math.max(0, low));
      for (const [index, value] of values.entries()) {
        const y = level(value);
        const bar = Math.max(step - 1.5, 1);
        ctx.fillRect(x + index * step, Math.min(y, zero), bar, Math.max(Math.abs(zero - y), 1));
      }
    } else {
      const step = values.length > 1 ? width / (values.length - 1) : 0;
      ctx.beginPath();
      for (const [index, value] of values.entries()) ctx.lineTo(x + index * step, level(value));
      ctx.lineWidth = 1.5;
      ctx.lineJoin = "round";
      ctx.stroke();
      if (shape === "area_chart") {
        ctx.lineTo(x + step * (values.length - 1), top + height);
        ctx.lineTo(x, top + height);
        ctx.globalAlpha = 0.15;
        ctx.fill();
      }
    }
    ctx.restore();
  },
};

export const imageRenderer: CustomRenderer<ImageCell> = {
  kind: GridCellKind.Custom,
  isMatch: (cell): cell is ImageCell => (cell.data as PictureData).kind === "image",
  draw({ ctx, rect, theme, imageLoader, col, row }, { data }) {
    const image = data.url ? imageLoader.loadOrGetImage(data.url, col, row) : undefined;
    if (!image?.height) return;
    const room = rect.width - theme.cellHorizontalPadding * 2;
    const height = Math.min(rect.height - 6, (room * image.height) / image.width);
    const y = rect.y + (rect.height - height) / 2;
    const width = (height * image.width) / image.height;
    ctx.drawImage(image, rect.x + theme.cellHorizontalPadding, y, width, height);
  },
};

const BOX = 15;

export const flagRenderer: CustomRenderer<FlagCell> = {
  kind: GridCellKind.Custom,
  isMatch: (cell): cell is FlagCell => (cell.data as FlagData).kind === "flag",
  draw({ ctx, rect, theme }, { data, contentAlign }) {
    if (data.value === null) return;
    const padding = theme.cellHorizontalPadding;
    const start = {
      left: padding,
      center: (rect.width - BOX) / 2,
      right: rect.width - BOX - padding,
    };
    const x = Math.round(rect.x + start[contentAlign ?? "center"]) + 0.5;
    const y = Math.round(rect.y + (rect.height - BOX) / 2) + 0.5;
    ctx.save();
    ctx.beginPath();
    ctx.roundRect(x, y, BOX, BOX, 3);
    ctx.lineCap = ctx.lineJoin = "round";
    if (data.value) {
      ctx.fillStyle = theme.accentColor;
      ctx.fill();
      ctx.beginPath();
      ctx.moveTo(x + 3.5, y + 8);
      ctx.lineTo(x + 6.5, y + 11);
      ctx.lineTo(x + 11.5, y + 4.5);
      ctx.strokeStyle = theme.accentFg;
      ctx.lineWidth = 1.75;
    } else {
      ctx.strokeStyle = theme.textLight;
    }
    ctx.stroke();
    ctx.restore();
  },
};

export const symbolRenderer: CustomRenderer<SymbolCell> = {
  kind: GridCellKind.Custom,
  isMatch: (cell): cell is SymbolCell => (cell.data as SymbolData).kind === "symbol",
  draw({ ctx, rect, theme }, { data, contentAlign }) {
    const width = labelWidth(data.label, (text) => ctx.measureText(text).width);
    const padding = theme.cellHorizontalPadding;
    const x = {
      left: rect.x + padding,
      center: rect.x + (rect.width - width) / 2,
      right: rect.x + rect.width - width - padding,
    }[contentAlign ?? "left"];
    ctx.fillStyle = data.href === null ? theme.textMedium : theme.linkColor;
    drawLabel(ctx, data.label, x, rect.y + rect.height / 2);
  },
  onClick({ cell, preventDefault }) {
    preventDefault();
    openLink(cell.data.href);
    return undefined;
  },
};

/** Opens an address that was found safe in a tab of its own. */
export function openLink(href: string | null): void {
  if (href !== null) window.open(href, "_blank", "noopener,noreferrer");
}
