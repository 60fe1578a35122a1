/** The colours of series and scales, from the tokens of the theme. */
import { mixed, parseColor, rgba } from "./color";
import { colorList, type Tokens, token } from "./tokens";

const CATEGORIES = ["blue", "orange", "green", "violet", "red", "yellow"] as const;
const STEPS = 10;

export function categories(tokens: Tokens, background: string): string[] {
  const configured = colorList(tokens, "chart-categorical-colors");
  if (configured.length > 0) return configured;
  const strong = CATEGORIES.map((name) => rgba(parseColor(token(tokens, `${name}-color`, name))));
  // A second, paler round of the same hues for charts with more series than hues.
  return [...strong, ...strong.map((color) => mixed(color, background, 0.5))];
}

export function sequence(tokens: Tokens, background: string): string[] {
  const configured = colorList(tokens, "chart-sequential-colors");
  if (configured.length > 0) return configured;
  const blue = token(tokens, "blue-color", "#3b82f6");
  return shades(blue, background);
}

export function diverging(tokens: Tokens, background: string): string[] {
  const configured = colorList(tokens, "chart-diverging-colors");
  if (configured.length > 0) return configured;
  const half = (name: string): string[] =>
    shades(token(tokens, `${name}-color`, name), background).filter((_, step) => step % 2 === 0);
  return [...half("red").reverse(), ...half("blue")];
}

/** From nearly the background to the colour itself, strong enough to be seen at both ends. */
function shades(color: string, background: string): string[] {
  return Array.from({ length: STEPS }, (_, step) =>
    mixed(color, background, 0.15 + (0.85 * step) / (STEPS - 1)),
  );
}
