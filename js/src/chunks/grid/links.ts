/** Which addresses may a cell open? */

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The absolute address of a link; null for what would run code or is no address. */
export function safeLink(url: string): string | null {
  try {
    const parsed = new URL(url, document.baseURI);
    return SCHEMES.has(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}
