/** `$x$` in a line and `$$` fences around a formula. */
import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";
import { engines } from "./engines";
import { wants } from "./env";
import { escapeHtml } from "./escape";

const DOLLAR = 0x24;

export function math(md: MarkdownIt): void {
  md.inline.ruler.after("escape", "math", inline);
  md.block.ruler.after("blockquote", "math", block, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  md.renderer.rules.math = (tokens, index, _options, env) => {
    const token = tokens[index];
    wants(env).add("katex");
    return formula(token?.content ?? "", token?.info === "display");
  };
}

/** HTML of a formula; its source until the engine is loaded. */
export function formula(tex: string, display: boolean): string {
  const name = display ? "rv-math rv-math-display" : "rv-math";
  const body = engines.katex?.(tex, display) ?? `<code>${escapeHtml(tex)}</code>`;
  return `<span class="${name}">${body}</span>`;
}

function inline(state: StateInline, silent: boolean): boolean {
  const { pos, posMax, src } = state;
  if (src.charCodeAt(pos) !== DOLLAR) return false;
  const fence = src.charCodeAt(pos + 1) === DOLLAR ? "$$" : "$";
  const start = pos + fence.length;
  const end = closing(src, start, posMax, fence);
  if (end < 0) return false;
  const tex = src.slice(start, end);
  if (fence === "$" && !looksLikeMath(tex, src.charAt(end + 1))) return false;
  if (!silent) {
    const token = state.push("math", "", 0);
    token.content = tex.trim();
    token.info = fence === "$$" ? "display" : "";
  }
  state.pos = end + fence.length;
  return true;
}

/** Position of the closing fence; -1 when there is none. */
function closing(src: string, start: number, max: number, fence: string): number {
  for (let at = start; at <= max - fence.length; at += 1) {
    const char = src.charAt(at);
    if (char === "\\") at += 1;
    else if (src.startsWith(fence, at)) return at > start ? at : -1;
  }
  return -1;
}

/** `$5 and $6` are prices: a formula touches its dollars and no digit follows. */
const looksLikeMath = (tex: string, after: string): boolean =>
  !/^\s|\s$/.test(tex) && !/\d/.test(after);

function block(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const first = lineAt(state, startLine);
  if (!first.startsWith("$$") || first.indexOf("$$", 2) >= 0) return false;
  if (silent) return true;
  const lines = [first.slice(2)];
  let line = startLine + 1;
  for (; line < endLine; line += 1) {
    const text = lineAt(state, line);
    if (text.trimEnd().endsWith("$$")) {
      lines.push(text.trimEnd().slice(0, -2));
      break;
    }
    lines.push(text);
  }
  const token = state.push("math", "", 0);
  token.block = true;
  token.content = lines.join("\n").trim();
  token.info = "display";
  token.map = [startLine, line];
  state.line = Math.min(line + 1, endLine);
  return true;
}

const lineAt = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
