/** What is said of the object under the pointer. */
import DOMPurify from "dompurify";

export type Tooltip = true | Readonly<Record<string, unknown>>;

interface Shown {
  readonly html?: string;
  readonly text?: string;
  readonly className: string;
  readonly style?: Record<string, string>;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The author's text with the object's values in the place of their names in braces. */
export function tooltipOf(tooltip: Tooltip | undefined, object: unknown): Shown | null {
  if (tooltip === undefined || typeof object !== "object" || object === null) return null;
  const values = { ...(object as { properties?: object }).properties, ...object };
  const className = "rv-deck-tooltip";
  if (tooltip === true) return { className, text: listed(values) };
  const { html, style, text } = tooltip;
  if (typeof html !== "string") {
    return typeof text === "string"
      ? { className, style: styleOf(style), text: filled(text, values) }
      : null;
  }
  const markup = filled(html, values, escaped);
  return { className, html: DOMPurify.sanitize(markup), style: styleOf(style) };
}

const styleOf = (style: unknown): Record<string, string> | undefined =>
  typeof style === "object" && style !== null ? (style as Record<string, string>) : undefined;

function filled(
  template: string,
  values: object,
  write: (text: string) => string = (text) => text,
): string {
  return template.replace(/\{([^{}]+)\}/g, (whole, path: string) => {
    let value: unknown = values;
    for (const name of path.trim().split(".")) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return whole;
      value = (value as Record<string, unknown>)[name];
    }
    return write(shown(value));
  });
}

const shown = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

/** Names and values, one in a line. */
const listed = (values: object): string =>
  Object.entries(values)
    .filter(([, value]) => typeof value !== "object" && typeof value !== "function")
    .map(([name, value]) => `${name}: ${shown(value)}`)
    .join("\n");
