/** The colours of code. */
import highlighter from "highlight.js/lib/common";

/** HTML of the coloured code; null for a language that is not known. */
export default function highlight(code: string, language: string): string | null {
  if (!highlighter.getLanguage(language)) return null;
  return highlighter.highlight(code, { ignoreIllegals: true, language }).value;
}
