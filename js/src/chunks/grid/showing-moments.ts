/**
 * How do moments show under a format? Told to the kernel as parts: some it writes itself, of others it is told how
 * each value reads in the visitor's language. Null where the browser does not write the same parts for all moments.
 */
import { formatDate, type Moment, now, UNITS } from "../../format/date";
import type { ColumnProps } from "../arrow/columns";

/** A text, a part that the kernel writes, or how each value of a field reads. */
export type Part =
  | string
  | readonly [part: string]
  | readonly [field: Field, texts: readonly string[]];

/** Read by `rows/_shows.py`. */
export type MomentShowing =
  | { readonly as: "moment"; readonly parts: readonly Part[]; readonly zone: string | null }
  | ({
      readonly as: "calendar";
      readonly zone: string | null;
      /** Days since 1970 of the present. */
      readonly day: number;
    } & Readonly<Record<CalendarCase, readonly Part[]>>)
  | {
      readonly as: "distance";
      readonly zone: string | null;
      /** The present, in milliseconds since 1970. */
      readonly now: number;
      /** From the longest; texts are by the count. */
      readonly units: ReadonlyArray<
        readonly [length: number, from: number, past: readonly string[], future: readonly string[]]
      >;
    };

type CalendarCase = "today" | "tomorrow" | "yesterday" | "before" | "after" | "far";

type Field = "day" | "hour" | "minute" | "month" | "second" | "weekday";

const at = (year: number, month = 0, day = 1, hour = 0, minute = 0, second = 0): number =>
  Date.UTC(year, month, day, hour, minute, second);
const from = (count: number, make: (value: number) => number): number[] =>
  Array.from({ length: count }, (_, value) => make(value));

/** Moments with each value of a field; 2023 began on a Sunday. */
const VALUES: Readonly<Record<Field, readonly number[]>> = {
  day: from(31, (value) => at(2023, 0, value + 1)),
  hour: from(24, (value) => at(2023, 0, 1, value)),
  minute: from(60, (value) => at(2023, 0, 1, 0, value)),
  month: from(12, (value) => at(2023, value)),
  second: from(60, (value) => at(2023, 0, 1, 0, 0, value)),
  weekday: from(7, (value) => at(2023, 0, value + 1)),
};

/** The same values in moments that have nothing else in common with the former. */
const OTHERS: Readonly<Record<Field, readonly number[]>> = {
  day: from(31, (value) => at(1999, 6, value + 1, 13, 30, 59)),
  hour: from(24, (value) => at(1999, 6, 22, value, 30, 59)),
  minute: from(60, (value) => at(1999, 6, 22, 13, value, 59)),
  month: from(12, (value) => at(1999, value, 22, 13, 30, 59)),
  second: from(60, (value) => at(1999, 6, 22, 13, 30, value)),
  weekday: from(7, (value) => at(1999, 7, value + 22, 13, 30, 59)),
};

/** Parts of a pattern, the longest first. */
const PARTS =
  /\[([^\]]*)\]|(S{1,9})|(LTS|LT|L{1,4}|GGGG|WW?|Mo|Do|E|X|x|YYYY|YY|Y|Q|M{1,4}|D{1,4}|d{1,4}|HH?|hh?|kk?|mm?|ss?|ZZ?|A|a)/g;

/** Those that the kernel writes. */
const KNOWN =
  /^(?:S{1,9}|YYYY|YY|Y|Q|MM|M|GGGG|WW|W|DDDD|DDD|DD|D|HH|H|hh|h|mm|m|ss|s|A|a|ZZ|Z|X|x)$/;

/** Those that say how a value of a field reads. */
const TOLD: Readonly<Record<string, Field>> = {
  MMMM: "month",
  MMM: "month",
  Mo: "month",
  Do: "day",
  dddd: "weekday",
  ddd: "weekday",
  dd: "weekday",
  d: "weekday",
  E: "weekday",
  kk: "hour",
  k: "hour",
};

/** Those that are a format of the language. */
const LOCALIZED: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  LTS: { timeStyle: "medium" },
  LT: { timeStyle: "short" },
  LLLL: { dateStyle: "full", timeStyle: "short" },
  LLL: { dateStyle: "long", timeStyle: "short" },
  LL: { dateStyle: "long" },
  L: { year: "numeric", month: "2-digit", day: "2-digit" },
};

const USUAL: Readonly<Record<Moment, string>> = {
  date: "YYYY-MM-DD",
  datetime: "YYYY-MM-DD HH:mm:ssZ",
  time: "HH:mm:ss",
};

const ISO: Readonly<Record<Moment, string>> = {
  date: "YYYY-MM-DD",
  datetime: "YYYY-MM-DD[T]HH:mm:ss.SSS",
  time: "HH:mm:ss.SSS",
};

export function momentShowing(
  { format, timezone }: ColumnProps,
  kind: Moment,
  locale?: string,
): MomentShowing | null {
  const zone = timezone ?? null;
  switch (format) {
    case "calendar":
      return calendar(zone, locale);
    case "distance":
      return distance(zone, locale);
    case "iso8601": {
      const parts = patternParts(ISO[kind], locale) ?? [];
      const offset = zone === null || kind !== "datetime" ? [] : [["offset"] as const];
      return { as: "moment", parts: [...parts, ...offset], zone };
    }
    case "localized":
      return told(languageParts(localized(kind), locale), zone);
    default:
      // Without a format it depends on each moment which parts show, which the kernel knows.
      return !format && zone === null
        ? null
        : told(patternParts(format || USUAL[kind], locale), zone);
  }
}

function told(parts: readonly Part[] | null, zone: string | null): MomentShowing | null {
  const isConstant = parts?.every((part) => typeof part === "string");
  return parts === null || isConstant ? null : { as: "moment", parts, zone };
}

function localized(kind: Moment): Intl.DateTimeFormatOptions {
  return {
    ...(kind !== "time" && { dateStyle: "medium" }),
    ...(kind !== "date" && { timeStyle: "medium" }),
  };
}

function patternParts(pattern: string, locale: string | undefined): Part[] | null {
  const parts: Part[] = [];
  let end = 0;
  for (const match of pattern.matchAll(PARTS)) {
    const [whole, literal, fraction, token] = match;
    if (match.index > end) parts.push(pattern.slice(end, match.index));
    end = match.index + whole.length;
    const part = fraction ?? token;
    const found = part === undefined ? [literal ?? ""] : tokenParts(part, locale);
    if (found === null) return null;
    parts.push(...found);
  }
  if (end < pattern.length) parts.push(pattern.slice(end));
  return parts;
}

function tokenParts(token: string, locale: string | undefined): readonly Part[] | null {
  if (KNOWN.test(token)) return [[token]];
  const options = LOCALIZED[token];
  if (options) return languageParts(options, locale);
  const field = TOLD[token];
  if (field === undefined) return null;
  const read = (moments: readonly number[]): string[] =>
    moments.map((ms) => formatDate(ms, token, { kind: "datetime", locale }));
  const texts = read(VALUES[field]);
  // In another calendar than ours a month is not one of twelve.
  return isSame(texts, read(OTHERS[field])) ? [[field, texts]] : null;
}

const isSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  JSON.stringify(some) === JSON.stringify(others);

/** What each part of a format of the language depends on. */
const FIELDS: Readonly<Record<string, Field>> = {
  day: "day",
  dayPeriod: "hour",
  hour: "hour",
  minute: "minute",
  month: "month",
  second: "second",
  weekday: "weekday",
};

const languages = new Map<string, readonly Part[] | null>();

/** The parts of a format of the language, which is found out once. */
function languageParts(
  options: Intl.DateTimeFormatOptions,
  locale: string | undefined,
): readonly Part[] | null {
  const key = `${locale}${JSON.stringify(options)}`;
  let parts = languages.get(key);
  if (parts === undefined) {
    parts = readLanguage(new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }));
    languages.set(key, parts);
  }
  return parts;
}

function readLanguage(formatter: Intl.DateTimeFormat): readonly Part[] | null {
  const split = (ms: number) => likeText(formatter.formatToParts(ms), formatter.format(ms));
  const shape = (ms: number) =>
    split(ms).map(({ type, value }) => (type === "literal" ? value : [type]));
  const sample = split(at(2023));
  // The texts between the values must be the same for all moments.
  const usual = shape(at(2023));
  const moments = [...Object.values(VALUES), ...Object.values(OTHERS)].flat();
  if (!moments.every((ms) => isSame(shape(ms), usual))) return null;
  const parts = sample.map(({ type, value }, place): Part | null => {
    if (type === "literal") return value;
    const read = (ms: number): string => split(ms)[place]?.value ?? "";
    if (type === "year") return yearPart(read);
    const field = FIELDS[type];
    if (field === undefined) return null;
    const texts = VALUES[field].map(read);
    return isSame(texts, OTHERS[field].map(read)) ? fieldPart(field, texts) : null;
  });
  return parts.every((part) => part !== null) ? parts : null;
}

/** Tokens of plain numbers, with as many digits as they have and with two, from this number on. */
const NUMBERS: Readonly<
  Partial<Record<Field, readonly [first: number, own: string, two: string]>>
> = {
  day: [1, "D", "DD"],
  hour: [0, "H", "HH"],
  minute: [0, "m", "mm"],
  month: [1, "M", "MM"],
  second: [0, "s", "ss"],
};

/** Shorter where the texts are numbers. */
function fieldPart(field: Field, texts: readonly string[]): Part {
  const [first = 0, own, two] = NUMBERS[field] ?? [];
  const plain = texts.map((_, value) => String(value + first));
  if (own && isSame(texts, plain)) return [own];
  const padded = plain.map((text) => text.padStart(2, "0"));
  return two && isSame(texts, padded) ? [two] : [field, texts];
}

/** Parts with the spaces of the text: browsers have narrow ones only in parts. */
function likeText(parts: Intl.DateTimeFormatPart[], text: string): Intl.DateTimeFormatPart[] {
  if (parts.map(({ value }) => value).join("") === text) return parts;
  return parts.map(({ type, value }) => ({ type, value: value.replaceAll("\u202f", " ") }));
}

function yearPart(read: (ms: number) => string): Part | null {
  const years = [1987, 2004, 2023];
  const texts = years.map((year) => read(at(year, 6)));
  if (isSame(texts, years.map(String))) return ["Y"];
  return isSame(texts, ["87", "04", "23"]) ? ["YY"] : null;
}

const DAY = 86_400_000;

function calendar(zone: string | null, locale: string | undefined): MomentShowing | null {
  const time = languageParts({ timeStyle: "short" }, locale);
  const weekday = tokenParts("dddd", locale);
  const far = tokenParts("L", locale);
  if (!time || !weekday || !far) return null;
  const present = now({ timezone: zone });
  const wall = formatDate(present, "YYYY-MM-DD", { kind: "datetime", timezone: zone });
  return {
    as: "calendar",
    zone,
    day: Date.parse(`${wall}T00:00:00Z`) / DAY,
    today: ["Today at ", ...time],
    tomorrow: ["Tomorrow at ", ...time],
    yesterday: ["Yesterday at ", ...time],
    before: ["Last ", ...weekday, " at ", ...time],
    after: [...weekday, " at ", ...time],
    far,
  };
}

/** Counts of units that have texts; years beyond it are not searched. */
const MOST_COUNTS: Readonly<Partial<Record<Intl.RelativeTimeFormatUnit, number>>> = {
  year: 400,
  month: 12,
  day: 31,
  hour: 24,
  minute: 60,
  second: 60,
};

function distance(zone: string | null, locale: string | undefined): MomentShowing {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const units = UNITS.map(([unit, length, from]) => {
    const counts = Array.from({ length: (MOST_COUNTS[unit] ?? 0) + 1 }, (_, count) => count);
    const past = counts.map((count) => relative.format(-count, unit));
    const future = counts.map((count) => relative.format(count, unit));
    return [length, from, past, future] as const;
  });
  return { as: "distance", zone, now: now({ timezone: zone }), units };
}
