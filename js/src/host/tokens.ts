/** Configured theme options as CSS custom properties; what is not configured comes from tokens.css. */
import { isCssColor } from "../markdown/directives";
import type { Mode, ThemeProps, ThemeTokens } from "../protocol";

export type Variables = Record<`--${string}`, string>;

const RADII: Readonly<Record<string, string>> = {
  none: "0",
  small: "0.35rem",
  medium: "0.5rem",
  large: "1rem",
  full: "9999px",
};
const FONTS: Readonly<Record<string, string>> = {
  "sans-serif": "var(--rv-sans)",
  serif: "var(--rv-serif)",
  monospace: "var(--rv-mono)",
};
const PALETTE = ["red", "orange", "yellow", "blue", "green", "violet", "gray"];
const LENGTH = /^\d+(\.\d+)?(px|rem)$|^0$/;

/** Writes one option; options that cannot be read are left out. */
function variable(name: string, value: unknown): string | null {
  if (/Colors$/.test(name)) return colors(value);
  if (/Color$/.test(name)) return typeof value === "string" && isCssColor(value) ? value : null;
  if (/Radius$/.test(name)) return RADII[String(value)] ?? length(value);
  if (/(?:^f|F)ont$/.test(name)) return typeof value === "string" ? family(value) : null;
  if (/FontSizes$|FontWeights$/.test(name)) return list(value);
  if (/FontSize$/.test(name)) return typeof value === "number" ? `${value}px` : length(value);
  if (/FontWeight$/.test(name)) return typeof value === "number" ? String(value) : null;
  if (/^padding/.test(name)) return length(value);
  if (name === "linkUnderline") return value === false ? "none" : "underline";
  return null;
}

const length = (value: unknown): string | null =>
  typeof value === "string" && LENGTH.test(value.trim()) ? value.trim() : null;

const list = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));

const colors = (value: unknown): string | null =>
  Array.isArray(value) ? value.filter((item) => isCssColor(String(item))).join(", ") : null;

/** A font list; the URL after a name would load from elsewhere and is left out. */
const family = (value: string): string =>
  value
    .split(",")
    .map((part) => part.trim().replace(/:https?:.*$/, ""))
    .map((part) => FONTS[part] ?? `"${part.replace(/["\\;{}]/g, "")}"`)
    .join(", ");

const kebab = (name: string): string => name.replace(/[A-Z]/g, (char) => `-${char.toLowerCase()}`);

/** The custom properties of one set of options. */
export function variablesOf(tokens: ThemeTokens): Variables {
  const made: Variables = {};
  for (const [name, value] of Object.entries(tokens)) {
    const text = variable(name, value);
    if (text !== null && text !== "") made[`--st-${kebab(name)}`] = text;
  }
  for (const color of PALETTE) derive(made, color);
  numbered(made, "--st-heading-font-size", tokens.headingFontSizes);
  numbered(made, "--st-heading-font-weight", tokens.headingFontWeights);
  if (tokens.showWidgetBorder === false) made["--st-widget-border-color"] = "transparent";
  if (tokens.showSidebarBorder === false) made["--st-sidebar-border-color"] = "transparent";
  return made;
}

/** A configured palette colour brings its own background and text unless those are set too. */
function derive(made: Variables, color: string): void {
  const base = made[`--st-${color}-color`];
  if (base === undefined) return;
  made[`--st-${color}-background-color`] ??= `color-mix(in srgb, ${base} 12%, transparent)`;
  made[`--st-${color}-text-color`] ??= `color-mix(in srgb, ${base} 75%, var(--st-text-color))`;
}

function numbered(made: Variables, name: `--${string}`, value: unknown): void {
  if (value === undefined || value === null) return;
  for (let level = 1; level <= 6; level += 1) {
    const item = Array.isArray(value) ? value[level - 1] : value;
    if (item !== undefined) made[`${name}-${level}`] = String(item);
  }
}

/** Options that the sidebar does not take over from the page. */
const OWN = ["backgroundColor", "secondaryBackgroundColor", "headingFontSizes"];

/** Custom properties of the app, and of its sidebar, which takes over what it does not set itself. */
export function themeVariables(
  theme: ThemeProps | null | undefined,
  mode: Mode,
): { main: Variables; sidebar: Variables } {
  const page = theme?.[mode] ?? {};
  const taken = Object.entries(page).filter(([name]) => !OWN.includes(name));
  const sidebar = variablesOf({ ...Object.fromEntries(taken), ...theme?.sidebar?.[mode] });
  if (page.backgroundColor !== undefined || page.secondaryBackgroundColor !== undefined) {
    // With its own colours a theme has the two backgrounds change places in the sidebar.
    sidebar["--st-background-color"] ??= "var(--rv-main-secondary)";
    sidebar["--st-secondary-background-color"] ??= "var(--rv-main-background)";
  }
  return { main: variablesOf(page), sidebar };
}

/** Has the page load the font files that the theme names. */
export function loadFontFaces(tokens: ThemeTokens | undefined): void {
  const faces = Array.isArray(tokens?.fontFaces) ? tokens.fontFaces : [];
  for (const { family: name, url, weight, style, unicodeRange } of faces) {
    if (typeof name !== "string" || typeof url !== "string") continue;
    const descriptors: FontFaceDescriptors = { display: "swap" };
    if (weight !== undefined) descriptors.weight = String(weight);
    if (style !== undefined) descriptors.style = String(style);
    if (unicodeRange !== undefined) descriptors.unicodeRange = String(unicodeRange);
    const source = `url(${JSON.stringify(new URL(url, document.baseURI).href)})`;
    document.fonts.add(new FontFace(name, source, descriptors));
  }
}
