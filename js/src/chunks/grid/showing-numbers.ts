/**
 * How do numbers show under a format? Told to the kernel by the signs that the browser writes in the visitor's
 * language; null where these are digits or words that the kernel has no way to write.
 */
import { formatNumber } from "../../format/number";
import type { ColumnProps } from "../arrow/columns";

type Ends = readonly [before: string, after: string];

/** Digits in groups, with a fraction. Read, as all of these are, by `rows/_shows.py`. */
export interface GroupedShowing {
  readonly as: "number";
  readonly fewest: number;
  readonly most: number;
  readonly power: number;
  readonly from: number;
  readonly group: string;
  readonly point: string;
  readonly sizes: readonly [last: number, others: number];
  readonly positive: Ends;
  readonly negative: Ends;
  readonly exact: boolean;
}

export type NumberShowing =
  | GroupedShowing
  | { readonly as: "printf"; readonly pattern: string }
  | {
      readonly as: "exponent";
      /** Exponents are multiples of it. */
      readonly step: number;
      readonly point: string;
      readonly separator: string;
      readonly minus: string;
      readonly positive: Ends;
      readonly negative: Ends;
    }
  | {
      readonly as: "compact";
      /** For each power of ten that a number may begin with. */
      readonly units: ReadonlyArray<readonly [shift: number, positive: Ends, negative: Ends]>;
      readonly digits: GroupedShowing;
    }
  /** What is put together of two of such: one without a fraction, and one with. */
  | {
      readonly as: "bytes" | "duration";
      readonly whole: GroupedShowing;
      readonly fraction: GroupedShowing;
    };

const BARE = {
  as: "number",
  power: 0,
  from: 0,
  group: "",
  point: ".",
  sizes: [3, 3],
  positive: ["", ""],
  negative: ["-", ""],
  exact: true,
} as const;

const PLAIN: NumberShowing = { as: "printf", pattern: "%s" };

type Reader = (locale: string | undefined) => NumberShowing | null;

/** A format of the language: its fewest and most digits after the point, and by which power of ten it multiplies. */
const named =
  (name: string, fewest: number, most: number, power = 0): Reader =>
  (locale) =>
    grouped((value) => formatNumber(value / 10 ** power, name, locale), { fewest, most, power });

const NAMED: Readonly<Record<string, Reader>> = {
  accounting: named("accounting", 2, 2),
  bytes: (locale) => composed("bytes", 1, locale),
  compact: (locale) => compact(locale),
  dollar: named("dollar", 2, 2),
  duration: (locale) => composed("duration", 3, locale),
  engineering: (locale) => exponent("engineering", 3, locale),
  euro: named("euro", 2, 2),
  localized: named("localized", 0, 4),
  percent: named("percent", 0, 2, 2),
  plain: () => PLAIN,
  scientific: (locale) => exponent("scientific", 1, locale),
  yen: named("yen", 0, 0),
};

export function numberShowing(
  { decimals, format, max_value: max, step }: ColumnProps,
  isProgress: boolean,
  locale?: string,
): NumberShowing | null {
  if (!format && isProgress) return NAMED[(max ?? 1) === 1 ? "percent" : "plain"]?.(locale) ?? null;
  if (!format) {
    const digits = decimals ?? (step ? (String(step).split(".")[1]?.length ?? 0) : null);
    if (digits === null) return null;
    return { ...BARE, fewest: Math.min(digits, 20), most: Math.min(digits, 20) };
  }
  if (Object.hasOwn(NAMED, format)) return NAMED[format]?.(locale) ?? null;
  // A format that is none shows plain numbers, there as here.
  return { as: "printf", pattern: format };
}

/** Found out from what the browser writes; null where its digits are others. */
function grouped(
  write: (value: number) => string,
  { fewest, most, power }: Pick<GroupedShowing, "fewest" | "most" | "power">,
): GroupedShowing | null {
  const long = split(write(1_234_567));
  const below = split(write(-1_234_567));
  if (long === null || below === null) return null;
  const point = most > 0 ? (/^0(\D+)50*$/.exec(split(write(0.5))?.body ?? "")?.[1] ?? ".") : ".";
  const whole = fewest > 0 ? long.body.slice(0, -fewest - point.length) : long.body;
  const isEarly = /^1\D/.test(split(write(1234))?.body ?? "");
  return {
    as: "number",
    fewest,
    most,
    power,
    ...groups(whole, isEarly ? 4 : 5),
    point,
    positive: long.ends,
    negative: below.ends,
    exact: false,
  };
}

/** How digits are grouped, of which seven or more are given. */
function groups(digits: string, from: number): Pick<GroupedShowing, "from" | "group" | "sizes"> {
  const group = /\D+/.exec(digits)?.[0] ?? "";
  const parts = group === "" ? [digits] : digits.split(group);
  const sizes = [
    parts.at(-1)?.length ?? 3,
    parts.length > 2 ? (parts.at(-2)?.length ?? 3) : 3,
  ] as const;
  return { from: group === "" ? 0 : from, group, sizes: group === "" ? [3, 3] : sizes };
}

/** A number with what stands around it; null where it has other digits than the ten of English. */
function split(text: string): { body: string; ends: Ends } | null {
  const found = /^(\D*)(\d(?:.*\d)?)(\D*)$/.exec(text);
  return found && { body: found[2] ?? "", ends: [found[1] ?? "", found[3] ?? ""] };
}

function composed(
  as: "bytes" | "duration",
  most: number,
  locale: string | undefined,
): NumberShowing | null {
  const digits = (count: number): GroupedShowing | null => {
    const { format } = new Intl.NumberFormat(locale, { maximumFractionDigits: count });
    return grouped(format, { fewest: 0, most: count, power: 0 });
  };
  const [whole, fraction] = [digits(0), digits(most)];
  return whole && fraction && { as, whole, fraction };
}

function exponent(
  notation: "engineering" | "scientific",
  step: number,
  locale: string | undefined,
): NumberShowing | null {
  const formatter = new Intl.NumberFormat(locale, { notation });
  const written = (value: number) => {
    const parts = formatter.formatToParts(value);
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
    const first = parts.findIndex(({ type }) => type === "integer");
    const last = parts.findIndex(({ type }) => type === "exponentInteger");
    const join = (some: typeof parts): string => some.map((part) => part.value).join("");
    const ends: Ends = [join(parts.slice(0, first)), join(parts.slice(last + 1))];
    const sign = parts.findIndex(({ type }) => type === "exponentSeparator");
    return { of, ends, separator: join(parts.slice(sign, last)) };
  };
  const [positive, small] = [written(1.5), written(1.5e-6)];
  const isKnown = /^\d+$/.test(positive.of("integer") + positive.of("exponentInteger"));
  if (!isKnown || !small.separator.startsWith(positive.separator)) return null;
  return {
    as: "exponent",
    step,
    point: positive.of("decimal"),
    separator: positive.separator,
    minus: small.separator.slice(positive.separator.length),
    positive: positive.ends,
    negative: written(-1.5).ends,
  };
}

/** Powers of ten that have a unit of their own, at most; no language has a word for more. */
const POWERS = 21;

/** A word may depend on the number that stands before it; where it does, the kernel is told nothing. */
const DIGITS = [1, 2, 5];

function compact(locale: string | undefined): NumberShowing | null {
  const { format } = new Intl.NumberFormat(locale, { notation: "compact" });
  const units: Array<readonly [number, Ends, Ends]> = [];
  for (let power = 0; power < POWERS; power += 1) {
    const found = DIGITS.map((digit) => [
      split(format(Number(`${digit}e${power}`))),
      split(format(Number(`-${digit}e${power}`))),
    ]);
    const [[positive, negative] = []] = found;
    if (!positive || !negative) return null;
    const same = JSON.stringify([positive.ends, negative.ends]);
    if (found.some(([above, below]) => JSON.stringify([above?.ends, below?.ends]) !== same))
      return null;
    const shift = power - positive.body.replace(/\D/g, "").length + 1;
    units.push([shift, positive.ends, negative.ends]);
  }
  const digits = compactDigits(format, units.at(-1)?.[0] ?? 0);
  return digits && { as: "compact", units, digits };
}

/** How the digits of numbers are grouped for which there is no larger unit. */
function compactDigits(format: (value: number) => string, shift: number): GroupedShowing | null {
  const written = (text: string): string => split(format(Number(text)))?.body ?? "";
  const point = /^1(\D+)5$/.exec(written("1.5"))?.[1];
  const isEarly = /^1\D/.test(written(`1234e${shift}`));
  const found = groups(written(`1234567e${shift}`), isEarly ? 4 : 5);
  return point === undefined ? null : { ...BARE, ...found, point, fewest: 0, most: 0 };
}
