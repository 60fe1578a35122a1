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

const RTL =
  /^(ar|arc|ckb|dv|fa|he|khw|ks|ku|nqo|ps|sd|syr|ug|ur|yi)\b(?!-(Latn|Cyrl))|-(Arab|Hebr)\b/i;

const locale = navigator.language || "en-US";
const current: Locale = { locale, direction: RTL.test(locale) ? "rtl" : "ltr" };

export const getDefaultLocale = (): Locale => current;

export const useDefaultLocale = getDefaultLocale;
