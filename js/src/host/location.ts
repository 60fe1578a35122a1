/** Is this page the app's own, and which of its pages and queries does the address name? */
import type { Mode, View } from "../protocol";
import { isEmbedKey, withValues } from "../store/query";

export interface Place {
  /** Whether the whole page belongs to the app; in a notebook it is one output among others. */
  readonly owned: boolean;
  /** URL path below which the app's pages are, with slashes around it. */
  readonly base: string;
}

/** Where the app is shown. `base` is what the kernel said, if it did. */
export function readPlace(base: string | null = null): Place {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="revoila-base"]');
  const owned = meta !== null || document.body.hasAttribute("data-revoila-page");
  return { owned, base: withSlashes(meta?.content || base || "/") };
}

const withSlashes = (path: string): string => `/${path}/`.replace(/\/{2,}/g, "/");

/** The page and the query of the address; both empty where the address is not the app's. */
export function readAddress({ owned, base }: Place): { path: string; query: string } {
  if (!owned) return { path: "", query: "" };
  const { pathname, search } = window.location;
  const below = withSlashes(pathname).startsWith(base)
    ? withSlashes(pathname).slice(base.length)
    : "";
  return { path: decoded(below.replace(/\/$/, "")), query: search.slice(1) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A percent sign that was meant as one.
  }
}

/** The part of the page that the address names; empty where it names none. */
export const readFragment = (): string => decoded(window.location.hash.slice(1));

/** Address of a page of the app; embedding stays as it is. */
export function addressOf({ base }: Place, page: string, query = ""): string {
  const search = [query, embedQuery()].filter(Boolean).join("&");
  return base + encodeURIComponent(page) + (search && `?${search}`);
}

/** Writes one query parameter into the address, without another entry in the history. */
export function writeParameter({ owned }: Place, name: string, values: readonly string[]): void {
  if (!owned) return;
  const { pathname, search, hash } = window.location;
  const now = new URLSearchParams(search).getAll(name);
  if (now.length === values.length && now.every((value, at) => value === values[at])) return;
  const query = withValues(search, name, values);
  window.history.replaceState(window.history.state, "", pathname + (query && `?${query}`) + hash);
}

function embedQuery(): string {
  const kept = [...new URLSearchParams(window.location.search)].filter(([name]) =>
    isEmbedKey(name),
  );
  return new URLSearchParams(kept).toString();
}

/** Values of an embedding key of the address, in lower case. */
function embedValues(key: string): string[] {
  return [...new URLSearchParams(window.location.search)]
    .filter(([name]) => name.toLowerCase() === key)
    .map(([, value]) => value.toLowerCase());
}

export const isEmbedded = (): boolean => embedValues("embed").includes("true");

/** Options of an embedded page, such as `dark_theme`; none unless it is embedded or names a theme. */
export const embedOptions = (): ReadonlySet<string> => new Set(embedValues("embed_options"));

declare const Temporal: { readonly Now: { timeZoneId(): string } } | undefined;

/** Asked of `Intl` it takes 20 ms when nothing has used that before: it loads all it knows of dates. */
const timezone = (): string =>
  typeof Temporal === "undefined"
    ? Intl.DateTimeFormat().resolvedOptions().timeZone
    : Temporal.Now.timeZoneId();

export function readView(place: Place, theme: Mode): View {
  return {
    // In a cell the session alone knows its page.
    ...(place.owned ? readAddress(place) : { path: null, query: null }),
    url: window.location.href,
    timezone: timezone(),
    timezone_offset: new Date().getTimezoneOffset(),
    locale: navigator.language,
    theme,
    embedded: isEmbedded(),
  };
}
