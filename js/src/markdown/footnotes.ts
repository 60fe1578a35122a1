/** `[^1]` in a text and `[^1]: note` below it. */
import type { Env, MarkdownIt, StateBlock } from "markdown-it";
import { escapeHtml } from "./escape";

interface Notes {
  readonly texts: Map<string, string>;
  /** Labels in the order in which the text names them. */
  readonly used: string[];
}

const DEFINITION = /^\[\^([^\]\s]+)\]:[ \t]*(.*)$/;
const REFERENCE = /\[\^([^\]\s]+)\]/y;
const NOTES = Symbol("footnotes");

function notesOf(env: Env): Notes {
  env[NOTES] ??= { texts: new Map(), used: [] };
  return env[NOTES] as Notes;
}

export function footnotes(md: MarkdownIt): void {
  md.block.ruler.before("reference", "footnote", define, { alt: ["paragraph"] });
  md.inline.ruler.before("link", "footnote", (state, silent) => {
    REFERENCE.lastIndex = state.pos;
    const found = REFERENCE.exec(state.src);
    const label = found?.[1];
    const { texts, used } = notesOf(state.env);
    if (!found || label === undefined || !texts.has(label)) return false;
    if (!silent) {
      if (!used.includes(label)) used.push(label);
      const number = used.indexOf(label) + 1;
      const id = escapeHtml(label);
      state.push("markup", "", 0).content =
        `<sup><a href="#fn-${id}" id="fnref-${id}">${number}</a></sup>`;
    }
    state.pos += found[0].length;
    return true;
  });
  md.core.ruler.push("footnote_list", ({ env, md: parser, Token, tokens }) => {
    const { texts, used } = notesOf(env);
    if (used.length === 0) return;
    const items = used.map((label) => {
      const id = escapeHtml(label);
      const back = `<a href="#fnref-${id}" aria-label="Back to reference">↩</a>`;
      return `<li id="fn-${id}"><p>${parser.renderInline(texts.get(label) ?? "", { ...env, [NOTES]: undefined })} ${back}</p></li>`;
    });
    const section = new Token("markup", "", 0);
    section.content = `<section class="rv-footnotes"><ol>${items.join("")}</ol></section>`;
    tokens.push(section);
  });
}

function define(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const read = (line: number): string =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
  const found = DEFINITION.exec(read(startLine));
  if (!found) return false;
  if (silent) return true;
  const lines = [found[2] ?? ""];
  let line = startLine + 1;
  while (line < endLine && !state.isEmpty(line) && !DEFINITION.test(read(line))) {
    lines.push(read(line));
    line += 1;
  }
  notesOf(state.env).texts.set(found[1] ?? "", lines.join("\n"));
  state.line = line;
  return true;
}
