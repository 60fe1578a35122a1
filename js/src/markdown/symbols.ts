/** Arrows, dashes and relations typed in ASCII: `->`, `--`, `>=`; not inside words or code. */
import type { MarkdownIt } from "markdown-it";

const SYMBOLS: Readonly<Record<string, string>> = {
  "<-": "←",
  "->": "→",
  "<->": "↔",
  "--": "—",
  ">=": "≥",
  "<=": "≤",
  "~=": "≈",
};
const PATTERN = /(?<=^|\s)(?:<->|<-|->|--|>=|<=|~=)(?=\s|$)/g;

export function symbols(md: MarkdownIt): void {
  // Before escapes become ordinary text: what is escaped stays as it is.
  md.core.ruler.before("text_join", "symbols", ({ tokens }) => {
    for (const { children } of tokens) {
      for (const child of children ?? []) {
        if (child.type === "text") {
          child.content = child.content.replace(PATTERN, (found) => SYMBOLS[found] ?? found);
        }
      }
    }
  });
}
