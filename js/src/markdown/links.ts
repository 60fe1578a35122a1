/** Where may a link of an app lead? Only to what a browser shows, never to code. */
import type { MarkdownIt } from "markdown-it";

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const LINK_SCHEMES = new Set(["http", "https", "mailto", "tel", "ftp"]);
const IMAGE_DATA = /^data:image\/(png|jpe?g|gif|webp|avif|svg\+xml)[;,]/i;

/** Whether a visitor may be sent to `url`; relative ones stay on this origin. */
export function isSafeLink(url: string): boolean {
  const scheme = schemeOf(url);
  return scheme === null || LINK_SCHEMES.has(scheme);
}

/** Whether an image may be loaded from `url`. An SVG in an `img` element cannot run scripts. */
export const isSafeImage = (url: string): boolean =>
  isSafeLink(url) || schemeOf(url) === "blob" || IMAGE_DATA.test(url.trim());

/** The scheme as a browser reads it: control characters and blanks inside it do not count. */
function schemeOf(url: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what browsers skip
  const read = url.replace(/[\u0000-\u0020\u007f-\u009f]/g, "");
  return SCHEME.exec(read)?.[1]?.toLowerCase() ?? null;
}

const WWW = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#][^\s<]*)?/u;

/** Makes links open beside the app, leaves them out of labels that are buttons, finds bare ones. */
export function links(md: MarkdownIt): void {
  md.validateLink = isSafeImage;
  // Bare domains stay text, as GitHub has it; only with www. they are links.
  md.linkify.set({ fuzzyLink: false });
  md.linkify.add("www.", {
    validate: (text: string, pos: number) =>
      WWW.exec(text.slice(pos))?.[0].replace(/[?!.,:*_~'"]+$/, "").length ?? 0,
    normalize: (match: { url: string }) => {
      match.url = `http://${match.url}`;
    },
  });
  md.renderer.rules.link_open = (tokens, index, options, env, renderer) => {
    if (env?.noLinks) return "";
    const token = tokens[index];
    const href = String(token?.attrGet("href") ?? "");
    if (!isSafeLink(href)) token?.attrSet("href", "#");
    else if (!href.startsWith("#")) {
      token?.attrSet("target", "_blank");
      token?.attrSet("rel", "noopener noreferrer");
    }
    return renderer.renderToken(tokens, index, options);
  };
  md.renderer.rules.link_close = (tokens, index, options, env, renderer) =>
    env?.noLinks ? "" : renderer.renderToken(tokens, index, options);
}
