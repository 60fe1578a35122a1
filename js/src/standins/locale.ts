/**
 * Stands in for a module of React Aria in the bundle (see build.mjs): which language has the visitor?
 *
 * The original asks `Intl` while it is being loaded, which then loads what it knows of all
 * languages. That takes a tenth of the time until an app shows, and most apps never need it.
 */

export interface Locale {
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
}

/**
 * The direction is that of the page: an app is laid out in the order of its author's language, and a
 * handle must move where the pointer does whatever language the visitor has.
 */
const current: Locale = {
  locale: navigator.language || "en-US",
  direction: document.dir === "rtl" ? "rtl" : "ltr",
};

export const getDefaultLocale = (): Locale => current;

export const useDefaultLocale = getDefaultLocale;
