/** Cells with a button, or with the button of a menu where the value is a list. */
import {
  type CustomCell,
  type CustomRenderer,
  GridCellKind,
  type Rectangle,
  type Theme,
} from "@glideapps/glide-data-grid";
import { mixed } from "../theme/color";
import { drawLabel, labelWidth, spoken } from "./symbols";

export interface ButtonData {
  readonly kind: "button";
  /** What can be pressed: one, or several in a menu. */
  readonly labels: readonly string[];
  readonly look: "primary" | "secondary" | "tertiary";
  /** Whether the app is told of a press. */
  readonly live: boolean;
}

export type ButtonCell = CustomCell<ButtonData>;

export function buttonCell(labels: readonly string[], look: string, live: boolean): ButtonCell {
  const known = look === "primary" || look === "tertiary" ? look : "secondary";
  return {
    kind: GridCellKind.Custom,
    data: { kind: "button", labels, look: known, live },
    copyData: labels.map(spoken).join(", "),
    allowOverlay: false,
    readonly: true,
    cursor: live ? "pointer" : undefined,
  };
}

const HEIGHT = 24;
const PADDING = 10;
/** Three dots. */
const MENU = 14;

export function buttonWidth(labels: readonly string[], measure: (text: string) => number): number {
  const [label = ""] = labels;
  return (labels.length > 1 ? MENU : labelWidth(label, measure)) + 2 * PADDING;
}

/** Where the button is in its cell, in the coordinates of the cell's. */
export function buttonBox(
  rect: Rectangle,
  width: number,
  align: "left" | "center" | "right",
  padding: number,
): Rectangle {
  const inner = Math.min(width, rect.width - 4);
  const left = {
    left: rect.x + padding,
    center: rect.x + (rect.width - inner) / 2,
    right: rect.x + rect.width - inner - padding,
  }[align];
  const height = Math.min(HEIGHT, rect.height - 4);
  return { x: left, y: rect.y + (rect.height - height) / 2, width: inner, height };
}

export const buttonRenderer: CustomRenderer<ButtonCell> = {
  kind: GridCellKind.Custom,
  needsHover: true,
  isMatch: (cell): cell is ButtonCell => (cell.data as ButtonData).kind === "button",
  draw({ ctx, rect, theme, hoverAmount }, { data, contentAlign }) {
    const { labels, live, look } = data;
    if (labels.length === 0) return;
    const measure = (text: string): number => ctx.measureText(text).width;
    const padding = theme.cellHorizontalPadding;
    const box = buttonBox(rect, buttonWidth(labels, measure), contentAlign ?? "center", padding);
    const hovered = live ? hoverAmount : 0;
    ctx.save();
    ctx.beginPath();
    ctx.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, 5);
    if (look === "primary") {
      ctx.fillStyle = live
        ? mixed(theme.textDark, theme.accentColor, hovered * 0.18)
        : theme.bgBubble;
      ctx.fill();
    } else {
      ctx.fillStyle = mixed(theme.textDark, theme.bgCell, hovered * 0.08);
      if (hovered > 0 || look === "secondary") ctx.fill();
      ctx.strokeStyle = mixed(theme.textDark, theme.bgCell, 0.28);
      ctx.lineWidth = 1;
      if (look === "secondary") ctx.stroke();
    }
    ctx.clip();
    ctx.fillStyle = ink(data, theme);
    const middle = box.y + box.height / 2;
    if (labels.length > 1) drawDots(ctx, box.x + box.width / 2, middle);
    else drawLabel(ctx, labels[0] ?? "", box.x + PADDING, middle);
    ctx.restore();
  },
};

function ink({ live, look }: ButtonData, theme: Theme): string {
  if (!live) return theme.textMedium;
  return look === "primary" ? theme.accentFg : theme.textDark;
}

function drawDots(context: CanvasRenderingContext2D, x: number, y: number): void {
  for (const step of [-5, 0, 5]) {
    context.beginPath();
    context.arc(x + step, y, 1.5, 0, 2 * Math.PI);
    context.fill();
  }
}
