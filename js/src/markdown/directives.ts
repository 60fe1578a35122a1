/** `:red[text]`, `:blue-badge[text]`, `:color[text]{...}`, `:small[...]`, `:material/name:`, `:name:`. */
import type { MarkdownIt, StateInline } from "markdown-it";
import { engines } from "./engines";
import { wants } from "./env";
import { escapeHtml } from "./escape";

const COLORS = "red|orange|yellow|green|blue|violet|gray|grey|rainbow|primary";
const DIRECTIVE = new RegExp(`:(?:(${COLORS})(-background|-badge)?|(color|small|shimmer))\\[`, "y");
const MATERIAL = /:material\/([a-z0-9_]+):/y;
const EMOJI = /:(?=[\w+-]*[a-z+-])([a-z0-9_+-]+):/y;
const ATTRIBUTES = /\{((?:\s*(?:foreground|background)="[^"]*")+)\s*\}/y;
const ATTRIBUTE = /(foreground|background)="([^"]*)"/g;
const CSS_COLOR = /^(?:#[0-9a-f]{3,8}|[a-z]+|(?:rgb|hsl)a?\([\d\s.,%/-]+\))$/i;

/** Whether a browser reads `value` as a colour and as nothing else. */
export const isCssColor = (value: string): boolean => CSS_COLOR.test(value.trim());

interface Tag {
  readonly testId: string;
  readonly className: string;
  readonly style?: string;
}

export function directives(md: MarkdownIt): void {
  md.inline.ruler.before("link", "directive", (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x3a /* : */) return false;
    return material(state, silent) || directive(state, silent) || emoji(state, silent);
  });
}

function match(pattern: RegExp, state: StateInline, at = state.pos): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(state.src);
}

function material(state: StateInline, silent: boolean): boolean {
  const found = match(MATERIAL, state);
  if (found === null) return false;
  if (!silent) {
    wants(state.env).add("material");
    const name = escapeHtml(found[1] ?? "");
    pushHtml(
      state,
      `<span class="rv-material" role="img" aria-label="${name.replaceAll("_", " ")} icon" translate="no" data-testid="stIconMaterial">${name}</span>`,
    );
  }
  state.pos += found[0].length;
  return true;
}

function emoji(state: StateInline, silent: boolean): boolean {
  const found = match(EMOJI, state);
  if (found === null) return false;
  wants(state.env).add("emoji");
  const char = engines.emoji?.(found[1] ?? "");
  if (char === undefined) return false;
  if (!silent) state.push("text", "", 0).content = char;
  state.pos += found[0].length;
  return true;
}

function directive(state: StateInline, silent: boolean): boolean {
  const found = match(DIRECTIVE, state);
  if (found === null) return false;
  const [head, color, suffix, other] = found;
  if (color === "rainbow" && suffix === "-badge") return false;
  const start = state.pos + head.length;
  const end = state.md.helpers.parseLinkLabel(state, start - 1);
  if (end < 0) return false;
  let after = end + 1;
  let tag: Tag | null;
  if (other === "color") {
    const attributes = match(ATTRIBUTES, state, after);
    after += attributes?.[0].length ?? 0;
    tag = chosen(attributes?.[1] ?? "");
  } else {
    tag = other === undefined ? named(color ?? "", suffix) : plain(other);
  }
  if (!silent) {
    if (tag) pushHtml(state, openTag(tag));
    const { posMax } = state;
    state.pos = start;
    state.posMax = end;
    state.md.inline.tokenize(state);
    state.posMax = posMax;
    if (tag) pushHtml(state, "</span>");
  }
  state.pos = after;
  return true;
}

/** Own markup, not that of the text: it is rendered as it is. */
function pushHtml(state: StateInline, html: string): void {
  state.push("markup", "", 0).content = html;
}

function openTag({ testId, className, style }: Tag): string {
  const test = testId && ` data-testid="${testId}"`;
  return `<span class="${testId && `${testId} `}${className}"${test}${style ? ` style="${style}"` : ""}>`;
}

function named(color: string, suffix: string | undefined): Tag {
  const name = color === "grey" ? "gray" : color;
  if (suffix === "-badge")
    return { testId: "stMarkdownBadge", className: `rv-badge rv-badge-${name}` };
  if (suffix === "-background") {
    return { testId: "stMarkdownColoredBackground", className: `rv-mark rv-mark-${name}` };
  }
  return { testId: "stMarkdownColoredText", className: `rv-color-${name}` };
}

const plain = (name: string): Tag => ({
  testId: name === "shimmer" ? "stMarkdownShimmer" : "",
  className: `rv-${name}`,
});

/** The tag of `:color[..]{..}`; null when no attribute holds a colour. */
function chosen(attributes: string): Tag | null {
  const colors: Record<string, string> = {};
  for (const [, name, value] of attributes.matchAll(ATTRIBUTE)) {
    if (name && value && isCssColor(value)) colors[name] = value.trim();
  }
  const { background, foreground } = colors;
  if (!background && !foreground) return null;
  const style = [
    foreground && `color:${foreground}`,
    background && `background-color:${background}`,
  ];
  return {
    testId: background ? "stMarkdownColoredBackground" : "stMarkdownColoredText",
    className: background ? "rv-mark" : "",
    style: style.filter(Boolean).join(";"),
  };
}
