/** What chunks are told about the theme of the app around them. */

/** Values of the theme's custom properties by their name without `--st-`, as CSS text. */
export type Tokens = Readonly<Record<string, string>>;

export function token(tokens: Tokens, name: string, fallback: string): string {
  return tokens[name]?.trim() || fallback;
}

/** Lists are written as comma-separated colours; the commas of `rgb(1, 2, 3)` do not count. */
export function colorList(tokens: Tokens, name: string): string[] {
  const text = tokens[name]?.trim();
  return text ? text.split(/,(?![^(]*\))/).map((color) => color.trim()) : [];
}
