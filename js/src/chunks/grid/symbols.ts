/** Texts with Material symbols in them, on a canvas: the labels of buttons. */
import { useEffect, useState } from "react";
import { plainText } from "../arrow/values";
import type { GridSource } from "./columns";

/** As the core has it registered, where it is loaded. */
const FAMILY = "Revoila Material Symbols";
const SYMBOL = /:material\/([a-z0-9_]+):/g;
const SIZE = 18;
const GAP = 4;

/** A piece of a label: a text, or the name of a symbol. */
export interface Piece {
  readonly text?: string;
  readonly symbol?: string;
}

export function pieces(label: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of label.matchAll(SYMBOL)) {
    found.push({ text: label.slice(end, match.index).trim() }, { symbol: match[1] });
    end = match.index + match[0].length;
  }
  found.push({ text: label.slice(end).trim() });
  return found.filter(({ text, symbol }) => text || symbol);
}

/** The label as a screen reader says it. */
export const spoken = (label: string): string =>
  pieces(label)
    .map(({ text, symbol }) => text ?? (pieces(label).length > 1 ? "" : (symbol ?? "")))
    .join(" ")
    .replaceAll("_", " ")
    .trim();

export const hasSymbol = (label: string): boolean => pieces(label).some(({ symbol }) => symbol);

/** Width of a label, in CSS pixels. */
export function labelWidth(label: string, measure: (text: string) => number): number {
  const parts = pieces(label);
  const widths = parts.map(({ text, symbol }) => (symbol ? SIZE : measure(text ?? "")));
  return widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(parts.length - 1, 0);
}

/** Draws a label from `x` on, with its middle at `y`. Until the font is there, symbols are blank. */
export function drawLabel(
  context: CanvasRenderingContext2D,
  label: string,
  x: number,
  y: number,
): void {
  const font = context.font;
  const symbols = `${SIZE}px "${FAMILY}"`;
  let left = x;
  for (const { text, symbol } of pieces(label)) {
    if (symbol === undefined) {
      context.fillText(text ?? "", left, y + 1);
      left += context.measureText(text ?? "").width + GAP;
      continue;
    }
    if (isLoaded(symbols)) {
      context.font = symbols;
      context.fillText(symbol, left, y + SIZE / 16);
      context.font = font;
    }
    left += SIZE + GAP;
  }
}

function isLoaded(font: string): boolean {
  for (const face of document.fonts ?? []) {
    if (face.family.replaceAll('"', "") === FAMILY) return document.fonts.check(font);
  }
  return false;
}

/** Rows that are looked at for symbols. */
const SAMPLE = 100;

/** Has the font loaded where a column needs it; counts its arrival, after which cells draw otherwise. */
export function useSymbols(sources: readonly GridSource[], want: () => Promise<void>): number {
  const [arrivals, setArrivals] = useState(0);
  const needed = sources.some(needsFont);
  useEffect(() => {
    if (!needed) return;
    let wanted = true;
    void want().then(() => wanted && setArrivals((known) => known + 1));
    return () => {
      wanted = false;
    };
  }, [needed, want]);
  return arrivals;
}

function needsFont(source: GridSource): boolean {
  const { kind, props } = source;
  if (kind === "link") return hasSymbol(props.display_text ?? "");
  if (kind !== "button") return false;
  for (let row = 0; row < Math.min(source.length, SAMPLE); row += 1) {
    if (hasSymbol(plainText(source.value(row)))) return true;
  }
  return false;
}
