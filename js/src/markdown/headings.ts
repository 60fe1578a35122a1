/** Headings that can be linked to. */
import type { MarkdownIt, Token } from "markdown-it";
import { escapeHtml } from "./escape";

/**
 * The id a heading gets when its author chose none: its words with dashes between them. A text
 * without a Latin letter or digit gets a number made from it, which stays the same between runs.
 */
export function slug(text: string): string {
  const words = latin(text)
    .replace(/(?<=\w)['’](?=[ts]\b)/g, "")
    .replaceAll("&", " and ")
    .replace(HUMP, " ")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return words || `h${checksum(text)}`;
}

/** Where a word begins in the middle of another, as in `fooBar`, `HTMLParser` and `GPT4Model`. */
const HUMP = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-rt-z])|(?<=[A-Z]{2})(?=\d)/g;

const LETTERS: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  Ä: "Ae",
  Ö: "Oe",
  Ü: "Ue",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
};

const latin = (text: string): string =>
  text
    .replace(/[^\0-\x7f]/g, (char) => LETTERS[char] ?? char)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");

function checksum(text: string): string {
  let sum = 0;
  for (const char of text) sum = (Math.imul(sum, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return sum.toString(36);
}

const CHAIN =
  '<svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M9 15l6-6M11 6l1-1a4.2 4.2 0 0 1 6 6l-1 1M13 18l-1 1a4.2 4.2 0 0 1-6-6l1-1"/></svg>';

/** The link a heading shows while it is hovered. */
export const anchorHtml = (id: string): string =>
  `<span class="rv-anchor" data-testid="stHeaderActionElements"><a href="#${escapeHtml(id)}" aria-label="Link to heading">${CHAIN}</a></span>`;

export function headings(md: MarkdownIt): void {
  md.renderer.rules.heading_open = (tokens, index, options, env, renderer) => {
    const id = env?.anchors ? slug(textOf(tokens[index + 1])) : null;
    if (id !== null) tokens[index]?.attrSet("id", id);
    return renderer.renderToken(tokens, index, options);
  };
  md.renderer.rules.heading_close = (tokens, index, options, env, renderer) => {
    const id = env?.anchors ? slug(textOf(tokens[index - 1])) : null;
    return (id === null ? "" : anchorHtml(id)) + renderer.renderToken(tokens, index, options);
  };
}

const textOf = (inline: Token | undefined): string =>
  (inline?.children ?? [])
    .filter(({ type }) => type === "text" || type === "code_inline")
    .map(({ content }) => content)
    .join("");
