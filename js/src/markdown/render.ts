/**
 * A Markdown text as HTML, in the dialect of the script's text commands.
 *
 * What is no Markdown is escaped; raw HTML passes only on request and then through the sanitiser.
 * Results are kept: a rerun draws mostly the same texts again.
 */
import MarkdownItParser, { type MarkdownIt } from "markdown-it";
import { code } from "./code";
import { directives } from "./directives";
import { engineVersion } from "./engines";
import type { RenderEnv, Want } from "./env";
import { escapeHtml } from "./escape";
import { footnotes } from "./footnotes";
import { headings } from "./headings";
import { isSafeImage, links } from "./links";
import { math } from "./math";
import { sanitizeMarkdown } from "./sanitize";
import { symbols } from "./symbols";
import { tasks } from "./tasks";

export interface RenderOptions {
  /** One line in the dialect of labels. */
  readonly inline?: boolean;
  /** Let raw HTML through the sanitiser instead of showing it. */
  readonly html?: boolean;
  /** Give headings ids and links. */
  readonly anchors?: boolean;
  /** Show links as text. */
  readonly noLinks?: boolean;
  /** The text is still being written: what it is now will not be asked for again. */
  readonly passing?: boolean;
}

export interface Rendered {
  readonly html: string;
  /** What has to be loaded to show it in full. */
  readonly wants: ReadonlySet<Want>;
}

const KEPT = 2000;
/** Longer texts are rarely drawn twice, and keeping them would cost more than it saves. */
const KEPT_LENGTH = 20_000;

const kept = new Map<string, Rendered>();
let keptVersion = 0;

export function renderMarkdown(text: string, options: RenderOptions = {}): Rendered {
  if (keptVersion !== engineVersion()) {
    kept.clear();
    keptVersion = engineVersion();
  }
  const { inline = false, html = false, anchors = true, noLinks = false, passing } = options;
  const name = `${+inline}${+html}${+anchors}${+noLinks}${text}`;
  const known = kept.get(name);
  if (known !== undefined) return known;
  const env: RenderEnv = { wants: new Set(), anchors: anchors && !inline, noLinks };
  const made = inline
    ? `<p>${parserOf("label").renderInline(text, env)}</p>`
    : parserOf(html ? "html" : "text").render(text, env);
  const rendered = { html: html ? sanitizeMarkdown(made) : made, wants: env.wants };
  if (name.length < KEPT_LENGTH && !passing) keep(name, rendered);
  return rendered;
}

/** A rendered label without the paragraph around it, for where a paragraph cannot be. */
export const withoutParagraph = (html: string): string => html.replace(/^<p>|<\/p>$/g, "");

function keep(name: string, rendered: Rendered): void {
  if (kept.size >= KEPT) {
    for (const oldest of [...kept.keys()].slice(0, KEPT / 2)) kept.delete(oldest);
  }
  kept.set(name, rendered);
}

// Each character here starts some Markdown, or could with its neighbours.
const SPECIAL = /[\\`*_[\]<>&:$~|@\n]|--|www\./;
const BLOCK_START = /^(?:[#+=-]|\d+[.)]|\s)/;

/** Whether a text is the same in Markdown and without, so that it needs no parser. */
export const isPlainText = (text: string, inline = false): boolean =>
  !SPECIAL.test(text) && (inline || !BLOCK_START.test(text));

function parser(html: boolean): MarkdownIt {
  const md = new MarkdownItParser({ html, linkify: true });
  md.use(directives).use(math).use(symbols).use(links).use(code);
  md.renderer.rules.markup = (tokens, index) => tokens[index]?.content ?? "";
  md.renderer.rules.image = (tokens, index, options, env, renderer) => {
    const token = tokens[index];
    const source = String(token?.attrGet("src") ?? "");
    const alt = renderer.renderInlineAsText(token?.children ?? [], options, env);
    if (!isSafeImage(source)) return escapeHtml(alt);
    const title = String(token?.attrGet("title") ?? "");
    return `<img src="${escapeHtml(source)}" alt="${escapeHtml(alt)}"${title ? ` title="${escapeHtml(title)}"` : ""}>`;
  };
  return md;
}

const documentParser = (html: boolean): MarkdownIt =>
  parser(html).use(headings).use(tasks).use(footnotes);

const MAKERS = {
  text: () => documentParser(false),
  html: () => documentParser(true),
  label: () => parser(false),
};
const parsers: { [dialect in keyof typeof MAKERS]?: MarkdownIt } = {};

/** Made when a text first needs it: a page of plain texts opens sooner without. */
function parserOf(dialect: keyof typeof MAKERS): MarkdownIt {
  parsers[dialect] ??= MAKERS[dialect]();
  return parsers[dialect];
}
