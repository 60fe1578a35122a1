/** Blocks of code: with colours once the engine is there, and a button that copies them. */
import type { MarkdownIt } from "markdown-it";
import { engines } from "./engines";
import { wants } from "./env";
import { escapeHtml } from "./escape";

const COPY =
  '<svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true"><path d="M9 9h11v11H9zM5 15H4V4h11v1"/></svg>';

/** HTML of the copy button; the app's click handler finds it by its class. */
export const copyButtonHtml = `<button type="button" class="rv-copy" title="Copy to clipboard" aria-label="Copy to clipboard">${COPY}</button>`;

/** HTML of code in the colours of its language. */
export function colored(code: string, language: string): string {
  return engines.highlight?.(code, language) ?? escapeHtml(code);
}

export function code(md: MarkdownIt): void {
  md.renderer.rules.fence = md.renderer.rules.code_block = (tokens, index, _options, env) => {
    const token = tokens[index];
    const language = token?.info.trim().split(/\s+/)[0] ?? "";
    const source = (token?.content ?? "").replace(/\n$/, "");
    if (language) wants(env).add("highlight");
    const body = language ? colored(source, language) : escapeHtml(source);
    const name = language ? ` class="language-${escapeHtml(language)}"` : "";
    return `<div class="stCode rv-code" data-testid="stCode"><pre data-testid="stMarkdownPre" tabindex="0"><code${name}>${body}</code></pre>${copyButtonHtml}</div>\n`;
  };
}
