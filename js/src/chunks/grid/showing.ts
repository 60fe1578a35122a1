/**
 * How do the cells of a column show? Told to the kernel, so that it searches what a visitor sees.
 *
 * The kernel knows no languages: it is told which signs stand where. What it could not write in the same way
 * (compact numbers, distances in time, names of months in another language) is left out; it then looks at cells as
 * they are without a format.
 */
import { formatNumber } from "../../format/number";
import { plainText } from "../arrow/values";
import type { GridSource } from "./columns";

/** Read by `rows/_shows.py`. */
export type Showing =
  | {
      readonly as: "number";
      readonly fewest: number;
      readonly most: number;
      readonly power: number;
      readonly from: number;
      readonly group: string;
      readonly point: string;
      readonly sizes: readonly [last: number, others: number];
      readonly positive: readonly [before: string, after: string];
      readonly negative: readonly [before: string, after: string];
      readonly exact: boolean;
    }
  | { readonly as: "printf"; readonly pattern: string }
  | {
      readonly as: "labels";
      readonly labels: ReadonlyArray<readonly [text: string, label: string]>;
      readonly several: boolean;
    }
  | {
      readonly as: "moment";
      readonly parts: ReadonlyArray<readonly [part: string] | string>;
      readonly zone: string | null;
    }
  /** The texts of a Styler, which the kernel has. */
  | { readonly as: "styled" };

/** Kinds of cells that show no text. */
const DRAWN: ReadonlySet<string> = new Set(["area_chart", "bar_chart", "image", "line_chart"]);

export const isSearched = ({ kind }: GridSource): boolean => !DRAWN.has(kind);

/** Null where cells show as they do without a format, or as the kernel cannot tell. */
export function showing(source: GridSource, locale?: string): Showing | null {
  // A link is found by its address, whatever it shows.
  if (source.isStyled && source.kind !== "link") return { as: "styled" };
  switch (source.kind) {
    case "number":
    case "progress":
      return numberShowing(source, locale);
    case "choice":
    case "chips":
      return labelShowing(source);
    case "date":
    case "datetime":
    case "time":
      return momentShowing(source, locale);
    default:
      return null;
  }
}

/** Fewest and most digits after the point of a format of a language, and by which power of ten it multiplies. */
const LANGUAGE: Readonly<Record<string, readonly [fewest: number, most: number, power: number]>> = {
  accounting: [2, 2, 0],
  dollar: [2, 2, 0],
  euro: [2, 2, 0],
  localized: [0, 4, 0],
  percent: [0, 2, 2],
  yen: [0, 0, 0],
};

/** What the kernel has no way to write. */
const UNKNOWN: ReadonlySet<string> = new Set([
  "bytes",
  "compact",
  "duration",
  "engineering",
  "scientific",
]);

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

function numberShowing({ kind, props }: GridSource, locale?: string): Showing | null {
  const { decimals, format, max_value: max, step } = props;
  if (!format && kind === "progress")
    return (max ?? 1) === 1 ? languageShowing("percent", locale) : plain();
  if (!format) {
    const digits = decimals ?? (step ? (String(step).split(".")[1]?.length ?? 0) : null);
    if (digits === null) return null;
    return { ...BARE, fewest: Math.min(digits, 20), most: Math.min(digits, 20) };
  }
  if (format === "plain") return plain();
  if (Object.hasOwn(LANGUAGE, format)) return languageShowing(format, locale);
  // A format that is none shows plain numbers, there as here.
  return UNKNOWN.has(format) ? null : { as: "printf", pattern: format };
}

const plain = (): Showing => ({ as: "printf", pattern: "%s" });

/** Found out from what the browser writes; null where its digits are others. */
function languageShowing(name: string, locale?: string): Showing | null {
  const [fewest, most, power] = LANGUAGE[name] ?? [0, 0, 0];
  const write = (value: number): string => formatNumber(value / 10 ** power, name, locale);
  const long = ends(write(1_234_567));
  const below = ends(write(-1_234_567));
  if (long === null || below === null) return null;
  const point = most > 0 ? (/^0(\D+)50*$/.exec(ends(write(0.5))?.body ?? "")?.[1] ?? ".") : ".";
  const whole = fewest > 0 ? long.body.slice(0, -fewest - point.length) : long.body;
  const group = /\D+/.exec(whole)?.[0] ?? "";
  const groups = group === "" ? [whole] : whole.split(group);
  const isEarly = group !== "" && (ends(write(1234))?.body ?? "").startsWith(`1${group}`);
  return {
    as: "number",
    fewest,
    most,
    power,
    from: group === "" ? 0 : isEarly ? 4 : 5,
    group,
    point,
    sizes: [groups.at(-1)?.length ?? 3, groups.length > 2 ? (groups.at(-2)?.length ?? 3) : 3],
    positive: [long.before, long.after],
    negative: [below.before, below.after],
    exact: false,
  };
}

interface Ends {
  readonly before: string;
  readonly body: string;
  readonly after: string;
}

const ends = (text: string): Ends | null => {
  const found = /^(\D*)(\d(?:.*\d)?)(\D*)$/.exec(text);
  return found && { before: found[1] ?? "", body: found[2] ?? "", after: found[3] ?? "" };
};

/** The kernel takes no more options. */
const MOST_LABELS = 10_000;

function labelShowing({ kind, props }: GridSource): Showing | null {
  const labels = (props.options ?? []).flatMap((option) =>
    typeof option === "object" && option !== null && option.label !== undefined
      ? [[plainText(option.value), option.label] as const]
      : [],
  );
  const several = kind === "chips";
  if (labels.length > MOST_LABELS || (labels.length === 0 && !several)) return null;
  return { as: "labels", labels, several };
}

/** Parts of a pattern that the kernel writes, the longest first; the names of months and days in English only. */
const PARTS =
  /\[([^\]]*)\]|(S{1,9})|(LTS|LT|L{1,4}|GGGG|WW?|Mo|Do|E|X|x|YYYY|YY|Y|Q|M{1,4}|D{1,4}|d{1,4}|HH?|hh?|kk?|mm?|ss?|ZZ?|A|a)/g;
const KNOWN = /^(?:S{1,9}|YYYY|YY|Y|Q|MM|M|DDDD|DDD|DD|D|HH|H|hh|h|mm|m|ss|s|A|a|ZZ|Z)$/;
const NAMES = /^(?:MMMM|MMM|dddd|ddd)$/;
const NAMED: ReadonlySet<string> = new Set(["calendar", "distance", "iso8601", "localized"]);

const USUAL: Readonly<Record<string, string>> = {
  date: "YYYY-MM-DD",
  datetime: "YYYY-MM-DD HH:mm:ssZ",
  time: "HH:mm:ss",
};

function momentShowing({ kind, props }: GridSource, locale = navigator.language): Showing | null {
  const { format, timezone: zone = null } = props;
  // Without a format it depends on each moment which parts show, which the kernel knows.
  if (!format ? zone === null : NAMED.has(format)) return null;
  const parts: Array<readonly [string] | string> = [];
  const pattern = format || (USUAL[kind] ?? "");
  let end = 0;
  for (const match of pattern.matchAll(PARTS)) {
    const [whole, literal, fraction, token] = match;
    if (match.index > end) parts.push(pattern.slice(end, match.index));
    end = match.index + whole.length;
    const part = fraction ?? token;
    if (part === undefined) parts.push(literal ?? "");
    else if (KNOWN.test(part) || (NAMES.test(part) && locale.startsWith("en"))) parts.push([part]);
    else return null;
  }
  if (end < pattern.length) parts.push(pattern.slice(end));
  return parts.some((part) => typeof part !== "string") ? { as: "moment", parts, zone } : null;
}
