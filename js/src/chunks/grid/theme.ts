/** The grid's theme, made of the theme tokens of the app. */
import type { Theme } from "@glideapps/glide-data-grid";
import type { Css } from "../arrow/styles";
import { faded, mixed, parseColor, readableOn, rgba } from "../theme/color";
import { type Tokens, token } from "../theme/tokens";
import type { Palette } from "./cells";

export const FONT_SIZE = 14;

export function gridTheme(tokens: Tokens): Partial<Theme> {
  const text = token(tokens, "text-color", "#2f2d2b");
  const background = token(tokens, "background-color", "#ffffff");
  const secondary = token(tokens, "secondary-background-color", "#f8f8f7");
  const primary = token(tokens, "primary-color", "#c53948");
  // Cells are painted over each other while scrolling, so nothing but borders may be translucent.
  const border = faded(
    token(tokens, "dataframe-border-color", "") || token(tokens, "border-color", faded(text, 0.2)),
    0.7,
  );
  const header = mixed(
    token(tokens, "dataframe-header-background-color", secondary),
    background,
    1,
  );
  const headerText = mixed(
    token(tokens, "dataframe-header-text-color", faded(text, 0.7)),
    header,
    1,
  );
  return {
    accentColor: rgba(parseColor(primary)),
    accentFg: readableOn(primary),
    accentLight: faded(primary, 0.1),
    textDark: rgba(parseColor(text)),
    textMedium: mixed(text, background, 0.7),
    textLight: mixed(text, background, 0.45),
    textBubble: rgba(parseColor(text)),
    bgIconHeader: headerText,
    fgIconHeader: header,
    textHeader: headerText,
    textGroupHeader: headerText,
    textHeaderSelected: readableOn(primary),
    bgCell: rgba(parseColor(background)),
    bgCellMedium: mixed(text, background, 0.03),
    bgHeader: header,
    bgHeaderHasFocus: mixed(text, header, 0.06),
    bgHeaderHovered: mixed(text, header, 0.06),
    bgBubble: mixed(text, background, 0.09),
    bgBubbleSelected: mixed(primary, background, 0.15),
    bgSearchResult: faded(token(tokens, "yellow-color", "#bb8300"), 0.25),
    borderColor: border,
    horizontalBorderColor: border,
    drilldownBorder: border,
    linkColor: rgba(parseColor(token(tokens, "link-color", "#244fb4"))),
    cellHorizontalPadding: 8,
    cellVerticalPadding: 3,
    headerIconSize: 16,
    baseFontStyle: `${FONT_SIZE}px`,
    headerFontStyle: `${FONT_SIZE}px`,
    markerFontStyle: "12px",
    editorFontSize: `${FONT_SIZE}px`,
    fontFamily: token(tokens, "font", "sans-serif"),
    lineHeight: 1.4,
    roundingRadius: 3,
  };
}

/** Index columns look like headers: they name the rows. */
export function indexTheme(theme: Partial<Theme>): Partial<Theme> {
  return { bgCell: theme.bgHeader, textDark: theme.textHeader, bgCellMedium: theme.bgHeader };
}

/** A Styler's declarations for one cell, as far as a canvas can follow them. */
export function styledTheme(css: Css): Partial<Theme> {
  const theme: Partial<Theme> = {};
  const background = css["background-color"] ?? css.background;
  if (background) theme.bgCell = rgba(parseColor(background));
  const text = css.color ?? (background && readableOn(background));
  if (text) theme.textDark = theme.linkColor = rgba(parseColor(text));
  const font = [css["font-style"], css["font-weight"]].filter(Boolean).join(" ");
  if (font) theme.baseFontStyle = `${font} ${FONT_SIZE}px`;
  return theme;
}

const PALETTE = ["red", "orange", "yellow", "green", "blue", "violet", "gray"];

export function gridPalette(tokens: Tokens): Palette {
  const named = PALETTE.map((name) => [name, token(tokens, `${name}-color`, name)]);
  return Object.fromEntries([
    ...named,
    ["grey", token(tokens, "gray-color", "gray")],
    ["primary", token(tokens, "primary-color", "#c53948")],
  ]);
}
