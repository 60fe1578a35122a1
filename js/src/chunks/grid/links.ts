/** Which addresses may a cell open, and from which may it show something? */

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The absolute address of a link; null for what would run code or is no address. */
export function safeLink(url: string): string | null {
  return addressOf(url, SCHEMES);
}

export type Medium = "image" | "audio" | "video";

const SOURCES = new Set(["http:", "https:"]);

/**
 * The address of a picture or recording; null for what is none. One that has the data in it must say
 * that it is of this kind. What a page may load of other origins, its content policy says, as for
 * `st.image`.
 */
export function safeSource(url: string, medium: Medium): string | null {
  if (/^\s*data:/i.test(url)) {
    return url.trim().slice(5).toLowerCase().startsWith(`${medium}/`) ? url.trim() : null;
  }
  return addressOf(url, SOURCES);
}

function addressOf(url: string, schemes: ReadonlySet<string>): string | null {
  if (url.trim() === "") return null;
  try {
    const parsed = new URL(url, document.baseURI);
    return schemes.has(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}
