/**
 * How are dates and times written and read in a field? Milliseconds of a clock on the wall, as they travel.
 *
 * `undefined` stands for a text that says nothing.
 */
import { formatDate } from "../format/date";

/** A date, a time or a moment, those of a range, or an empty field. */
export type Value = number | null | readonly number[];

export interface Notation {
  show(value: Value): string;
  read(text: string): Value | undefined;
  /** The value with the part that is the `part`-th group of letters in its text one up or down. */
  step(value: Value, part: number, by: number): Value;
}

const MINUTE = 60_000;
export const DAY = 86_400_000;
/** The day on which times of day lie. */
export const MIDNIGHT = Date.UTC(2000, 0, 1);

export const UNREADABLE = Number.NaN;

export const same = (one: Value, other: Value): boolean =>
  Array.isArray(one) === Array.isArray(other) && String(one) === String(other);

export const listOf = (value: Value): readonly number[] =>
  typeof value === "number" ? [value] : (value ?? []);

/** What shows which day it is today, where the visitor is. */
export function today(): number {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
}

export const startOf = (moment: number): number => Math.floor(moment / DAY) * DAY;

/** The same time on another day. */
export const onDay = (day: number, moment: number | undefined): number =>
  day + (moment === undefined ? 0 : moment - startOf(moment));

/** Letters of year, month and day in their order. */
const orderOf = (format: string): string => format.replace(/[^A-Z]|(.)(?=\1)/g, "");

function readDate(text: string, format: string): number | undefined {
  const order = /^\d{4}\D/.test(text) ? "YMD" : orderOf(format);
  const joined = /^\d{8}$/.test(text);
  // Eight digits need no separators.
  const digits = [...order].map((letter) => (letter === "Y" ? "(\\d{4})" : "(\\d\\d?)"));
  const pattern = joined ? digits.join("").replaceAll("?", "") : digits.join("\\s*[./-]\\s*");
  const found = new RegExp(`^${pattern}$`).exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0] = [..."YMD"].map((letter) =>
    Number(found[order.indexOf(letter) + 1]),
  );
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const fits = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return fits && year > 0 ? date.getTime() : undefined;
}

/** Milliseconds since midnight. */
function readTime(text: string): number | undefined {
  const found = /^(\d{1,2})(?:[:.h ]?(\d\d))?(?:[:.](\d\d))?\s*([ap])?\.?(?:m\.?)?$/i.exec(
    text.trim(),
  );
  if (!found) return undefined;
  const [, hour = 0, minute = 0, second = 0, half] = found;
  const hours = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59 || (half && Number(hour) > 12))
    return undefined;
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000;
}

/** The moment with one unit more or less; a day that the month does not have is its last. */
function add(moment: number, unit: string, by: number): number {
  if (unit === "D") return moment + by * DAY;
  const date = new Date(moment);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + by * (unit === "Y" ? 12 : 1));
  const last = new Date(date.getTime());
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, last.getUTCDate()));
  return date.getTime();
}

/** Dates, one or two of them. */
export function dateNotation(format: string, range: boolean): Notation {
  const order = orderOf(format);
  const show = (day: number): string => formatDate(day, format, { kind: "date" });
  return {
    show: (value) => (Number.isNaN(value) ? "" : listOf(value).map(show).join(" – ")),
    read(text) {
      const texts = text.trim() === "" ? [] : text.split(/\s*[–—]\s*|\s+(?:-|to)\s+/);
      const days = texts.filter(Boolean).map((part) => readDate(part.trim(), format));
      if (days.includes(undefined) || days.length > (range ? 2 : 1)) return undefined;
      return range ? (days as number[]).sort((a, b) => a - b) : (days[0] ?? null);
    },
    step(value, part, by) {
      const days = [...listOf(value)];
      const at = Math.floor(part / 3);
      days[at] = add(days[at] ?? today(), order[part % 3] ?? "D", by);
      return range ? days.sort((a, b) => a - b) : (days[0] ?? null);
    },
  };
}

/** Times of day: `24h`, `12h`, or as the visitor is used to. */
export function timeNotation(format: string, seconds: boolean): Notation {
  const patterns: Readonly<Record<string, string>> = {
    "12h": `h:mm${seconds ? ":ss" : ""} A`,
    localized: seconds ? "LTS" : "LT",
  };
  const pattern = patterns[format];
  return {
    show(value) {
      if (typeof value !== "number" || Number.isNaN(value)) return "";
      // Quicker than a pattern: there may be tens of thousands in a list.
      if (!pattern) return new Date(value).toISOString().slice(11, seconds ? 19 : 16);
      return formatDate(value, pattern, { kind: "time" });
    },
    read(text) {
      if (text.trim() === "") return null;
      const time = readTime(text);
      return time === undefined || (!seconds && time % MINUTE) ? undefined : MIDNIGHT + time;
    },
    step: (value) => value,
  };
}

/** Moments: a date, and a time after it. */
export function momentNotation(format: string): Notation {
  const order = orderOf(format);
  return {
    show: (value) =>
      typeof value === "number" ? formatDate(value, `${format}, HH:mm`, { kind: "datetime" }) : "",
    read(text) {
      if (text.trim() === "") return null;
      const found = /^(\S+?)(?:[,T]\s*|\s+)(\S.*)$/.exec(text.trim());
      const day = readDate(found?.[1] ?? text.trim(), format);
      const time = found ? readTime(found[2] ?? "") : 0;
      if (day === undefined || time === undefined || time % MINUTE) return undefined;
      return day + time;
    },
    step(value, part, by) {
      const moment = typeof value === "number" ? value : today();
      if (part < 3) return add(moment, order[part] ?? "D", by);
      return moment + by * (part === 3 ? 60 : 1) * MINUTE;
    },
  };
}
