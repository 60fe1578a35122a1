/**
 * What does a moment look like under a format? Moment-style tokens and the named formats of date,
 * time and datetime sliders and columns. Pure but for the clock that relative formats read.
 *
 * A moment is milliseconds since the epoch. Without a time zone they are a wall clock written as if
 * it were UTC, which is how naive dates travel.
 */

const DAY = 86_400_000;

export type Moment = "date" | "time" | "datetime";

export interface DateFormatOptions {
  readonly kind: Moment;
  /** IANA name or fixed offset (`+02:00`); absent for a naive wall clock. */
  readonly timezone?: string | null;
  readonly locale?: string;
  /** The present in milliseconds since the epoch; for the formats that are relative to it. */
  readonly now?: number;
}

/** Shows a moment under a token pattern or a named format; without one, as ISO-like text. */
export function formatDate(
  ms: number,
  format: string | null | undefined,
  options: DateFormatOptions,
): string {
  if (!Number.isFinite(ms)) return "";
  const clock = new WallClock(ms, options.timezone);
  switch (format) {
    case "localized":
      return localized(clock, options);
    case "distance":
      return distance(ms - now(options), options.locale);
    case "calendar":
      return calendar(clock, new WallClock(now(options), options.timezone), options.locale);
    case "iso8601":
      return iso(clock, options);
    default:
      return formatTokens(clock, format || plainFormat(clock, options), options.locale);
  }
}

/** As pandas writes it: with a fraction where there is one, with the offset where there is a zone. */
function plainFormat(clock: WallClock, { kind, timezone }: DateFormatOptions): string {
  const time = clock.ms % 1000 ? "HH:mm:ss.SSS" : "HH:mm:ss";
  if (kind === "time") return time;
  return kind === "date" ? "YYYY-MM-DD" : `YYYY-MM-DD ${time}${timezone ? "Z" : ""}`;
}

/**
 * The present. Naive moments are wall clocks, so the visitor's own clock on the wall is what they
 * are compared with.
 */
export function now({ now: given, timezone }: Pick<DateFormatOptions, "now" | "timezone">): number {
  if (given !== undefined) return given;
  const present = Date.now();
  return timezone ? present : present - new Date(present).getTimezoneOffset() * 60_000;
}

/** The parts of a moment as a clock on the wall of its time zone would show them. */
class WallClock {
  /** Milliseconds of the wall clock, read as if it were UTC. */
  readonly ms: number;
  readonly utc: Date;
  readonly offset: number;

  constructor(
    readonly epoch: number,
    timezone?: string | null,
  ) {
    this.offset = timezone ? zoneOffset(epoch, timezone) : 0;
    this.ms = epoch + Math.round(this.offset * 60_000);
    this.utc = new Date(this.ms);
  }

  get hour12(): number {
    return this.utc.getUTCHours() % 12 || 12;
  }

  get dayOfYear(): number {
    return Math.floor((this.ms - Date.UTC(this.utc.getUTCFullYear(), 0, 1)) / DAY) + 1;
  }

  /** Year and number of the ISO week: the one that holds this week's Thursday. */
  get isoWeek(): { year: number; week: number } {
    const thursday = new Date(this.ms + (4 - (this.utc.getUTCDay() || 7)) * DAY);
    const year = thursday.getUTCFullYear();
    return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1 };
  }

  text(locale: string | undefined, options: Intl.DateTimeFormatOptions): string {
    return dateFormatter(locale, { ...options, timeZone: "UTC" }).format(this.utc);
  }
}

/** Intl's objects cost up to 100 µs to build and a table asks for the same ones all the time. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function dateFormatter(
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, formatter);
  }
  return formatter;
}

/** Minutes a zone is ahead of UTC at a moment, with a fraction long ago; 0 for a name the browser does not know. */
export function zoneOffset(epoch: number, timezone: string): number {
  const fixed = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/.exec(timezone);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    return fixed[1] === "-" ? -minutes : minutes;
  }
  let name: string | undefined;
  try {
    const parts = dateFormatter("en-US", {
      timeZone: timezone,
      timeZoneName: "longOffset",
    }).formatToParts(epoch);
    name = parts.find(({ type }) => type === "timeZoneName")?.value;
  } catch {
    return 0;
  }
  const found = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name ?? "");
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]) + Number(found[4] ?? 0) / 60;
  return found[1] === "-" ? -minutes : minutes;
}

const pad = (value: number, length = 2): string => String(value).padStart(length, "0");

function ordinal(value: number): string {
  const suffixes: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(value);
  return `${value}${suffixes[rule] ?? "th"}`;
}

function offsetText({ offset }: WallClock, separator: string): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}${separator}${pad(Math.floor(minutes % 60))}`;
}

type Token = (clock: WallClock, locale: string | undefined) => string;

const name =
  (options: Intl.DateTimeFormatOptions): Token =>
  (clock, locale) =>
    clock.text(locale, options);

const isoDay = ({ utc }: WallClock): number => utc.getUTCDay() || 7;

const TOKENS: Readonly<Record<string, Token>> = {
  YYYY: ({ utc }) => pad(utc.getUTCFullYear(), 4),
  YY: ({ utc }) => pad(utc.getUTCFullYear() % 100),
  Y: ({ utc }) => String(utc.getUTCFullYear()),
  Q: ({ utc }) => String(Math.floor(utc.getUTCMonth() / 3) + 1),
  MMMM: name({ month: "long" }),
  MMM: name({ month: "short" }),
  MM: ({ utc }) => pad(utc.getUTCMonth() + 1),
  Mo: ({ utc }) => ordinal(utc.getUTCMonth() + 1),
  M: ({ utc }) => String(utc.getUTCMonth() + 1),
  GGGG: ({ isoWeek }) => pad(isoWeek.year, 4),
  WW: ({ isoWeek }) => pad(isoWeek.week),
  W: ({ isoWeek }) => String(isoWeek.week),
  DDDD: ({ dayOfYear }) => pad(dayOfYear, 3),
  DDD: ({ dayOfYear }) => String(dayOfYear),
  DD: ({ utc }) => pad(utc.getUTCDate()),
  Do: ({ utc }) => ordinal(utc.getUTCDate()),
  D: ({ utc }) => String(utc.getUTCDate()),
  dddd: name({ weekday: "long" }),
  ddd: name({ weekday: "short" }),
  dd: (clock, locale) => clock.text(locale, { weekday: "short" }).slice(0, 2),
  d: ({ utc }) => String(utc.getUTCDay()),
  E: (clock) => String(isoDay(clock)),
  HH: ({ utc }) => pad(utc.getUTCHours()),
  H: ({ utc }) => String(utc.getUTCHours()),
  hh: ({ hour12 }) => pad(hour12),
  h: ({ hour12 }) => String(hour12),
  kk: ({ utc }) => pad(utc.getUTCHours() || 24),
  k: ({ utc }) => String(utc.getUTCHours() || 24),
  mm: ({ utc }) => pad(utc.getUTCMinutes()),
  m: ({ utc }) => String(utc.getUTCMinutes()),
  ss: ({ utc }) => pad(utc.getUTCSeconds()),
  s: ({ utc }) => String(utc.getUTCSeconds()),
  A: ({ utc }) => (utc.getUTCHours() < 12 ? "AM" : "PM"),
  a: ({ utc }) => (utc.getUTCHours() < 12 ? "am" : "pm"),
  ZZ: (clock) => offsetText(clock, ""),
  Z: (clock) => offsetText(clock, ":"),
  X: ({ epoch }) => String(Math.floor(epoch / 1000)),
  x: ({ epoch }) => String(Math.floor(epoch)),
  LTS: name({ timeStyle: "medium" }),
  LT: name({ timeStyle: "short" }),
  LLLL: name({ dateStyle: "full", timeStyle: "short" }),
  LLL: name({ dateStyle: "long", timeStyle: "short" }),
  LL: name({ dateStyle: "long" }),
  L: name({ year: "numeric", month: "2-digit", day: "2-digit" }),
};

/** `[literal]`, then a run of S (fractions of a second), then the tokens, longest first. */
const PATTERN = new RegExp(
  `\\[([^\\]]*)\\]|(S{1,9})|(${Object.keys(TOKENS)
    .sort((a, b) => b.length - a.length)
    .join("|")})`,
  "g",
);

function formatTokens(clock: WallClock, pattern: string, locale: string | undefined): string {
  return pattern.replace(PATTERN, (_, literal?: string, fraction?: string, token?: string) => {
    if (literal !== undefined) return literal;
    if (fraction) {
      return pad(clock.utc.getUTCMilliseconds(), 3).padEnd(9, "0").slice(0, fraction.length);
    }
    return TOKENS[token ?? ""]?.(clock, locale) ?? "";
  });
}

function localized(clock: WallClock, { kind, locale }: DateFormatOptions): string {
  const parts: Intl.DateTimeFormatOptions = {};
  if (kind !== "time") parts.dateStyle = "medium";
  if (kind !== "date") parts.timeStyle = "medium";
  return clock.text(locale, parts);
}

function iso(clock: WallClock, { kind, timezone }: DateFormatOptions): string {
  const [date = "", time = ""] = clock.utc.toISOString().slice(0, -1).split("T");
  if (kind === "date") return date;
  if (kind === "time") return time;
  if (!timezone) return `${date}T${time}`;
  return `${date}T${time}${clock.offset === 0 ? "Z" : offsetText(clock, ":")}`;
}

/** Each unit with the milliseconds from which on it reads better than the one before. */
export const UNITS: readonly (readonly [
  unit: Intl.RelativeTimeFormatUnit,
  length: number,
  from: number,
])[] = [
  ["year", 365.25 * DAY, 320 * DAY],
  ["month", 30.44 * DAY, 26 * DAY],
  ["day", DAY, 22 * 3_600_000],
  ["hour", 3_600_000, 45 * 60_000],
  ["minute", 60_000, 45_000],
  ["second", 1000, 0],
];

/** How far away a moment is, such as "in 2 days" or "3 hours ago". */
function distance(gap: number, locale: string | undefined): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const size = Math.abs(gap);
  const [unit, length, from] =
    UNITS.find(([, , from]) => size >= from) ?? (["second", 1000, 0] as const);
  const count = Math.max(Math.round(size / length), from === 0 ? 0 : 1);
  return relative.format(gap < 0 ? -count : count, unit);
}

/** "Today at 3:00 PM" for the days around today, the plain date beyond a week. */
function calendar(clock: WallClock, today: WallClock, locale: string | undefined): string {
  const days = Math.floor(clock.ms / DAY) - Math.floor(today.ms / DAY);
  const time = clock.text(locale, { timeStyle: "short" });
  if (days === 0) return `Today at ${time}`;
  if (days === 1) return `Tomorrow at ${time}`;
  if (days === -1) return `Yesterday at ${time}`;
  if (days < -6 || days > 6) return formatTokens(clock, "L", locale);
  const weekday = clock.text(locale, { weekday: "long" });
  return `${days < 0 ? "Last " : ""}${weekday} at ${time}`;
}
