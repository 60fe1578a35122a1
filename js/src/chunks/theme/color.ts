/** Colours of the theme as canvases understand them: any CSS colour in, `rgba()` out. */

export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

const known = new Map<string, Rgba>();
let canvas: CanvasRenderingContext2D | null = null;

/**
 * Channels of a CSS colour, alpha from 0 to 1. Painting one pixel is the only way that covers
 * every syntax, such as `color-mix()`, which a custom property keeps as text.
 */
export function parseColor(css: string): Rgba {
  const found = known.get(css);
  if (found) return found;
  canvas ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!canvas) return [0, 0, 0, 1];
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = "#000";
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = canvas.getImageData(0, 0, 1, 1).data;
  const parsed: Rgba = [red, green, blue, alpha / 255];
  known.set(css, parsed);
  return parsed;
}

export function rgba([red, green, blue, alpha]: Rgba, opacity = 1): string {
  return `rgba(${red}, ${green}, ${blue}, ${Math.round(alpha * opacity * 1000) / 1000})`;
}

/** White or black, whichever is easier to read on the colour; white where both are. */
export function readableOn(css: string): string {
  const [red, green, blue] = parseColor(css).map((part) => (part / 255) ** 2.2);
  const luminance = 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
  return 1.05 / (luminance + 0.05) >= 4.5 ? "#ffffff" : "#16150f";
}

/** The colour with its opacity multiplied. */
export const faded = (css: string, opacity: number): string => rgba(parseColor(css), opacity);

/** `share` of the first colour over the second, opaque. */
export function mixed(css: string, over: string, share: number): string {
  const top = parseColor(css);
  const bottom = parseColor(over);
  const part = share * top[3];
  const channel = (index: 0 | 1 | 2): number =>
    Math.round(top[index] * part + bottom[index] * (1 - part));
  return rgba([channel(0), channel(1), channel(2), 1]);
}
