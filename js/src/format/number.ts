/**
 * What does a number look like under a format? The named formats and printf patterns of metric,
 * slider, number input and the number columns of tables. Pure; nothing here reads the page.
 */

/** A number as an app may hold it; 64-bit integers of Arrow columns arrive as bigint. */
export type Numeric = number | bigint;

type Named = (value: Numeric, locale: string | undefined) => string;

/** Intl's objects cost about 50 µs to build; a table asks for the same few thousands of times. */
const formatters = new Map<string, Intl.NumberFormat>();

function intl(
  value: Numeric,
  locale: string | undefined,
  options: Intl.NumberFormatOptions,
): string {
  const key = `${locale}${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, options);
    formatters.set(key, formatter);
  }
  return formatter.format(value);
}

const currency = (code: string, digits: number): Named => {
  const options: Intl.NumberFormatOptions = {
    style: "currency",
    currency: code,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  };
  return (value, locale) => intl(value, locale, options);
};

const BYTE_UNITS = ["B", "KB", "MB", "GB", "TB", "PB"] as const;

function bytes(value: Numeric, locale: string | undefined): string {
  let size = Number(value);
  let unit = 0;
  // 999.95 would round up to "1000"; it already belongs to the next unit.
  while (Math.abs(size) >= 999.95 && unit < BYTE_UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : 1;
  return `${intl(size, locale, { maximumFractionDigits: digits })}${BYTE_UNITS[unit]}`;
}

function accounting(value: Numeric, locale: string | undefined): string {
  const text = intl(value < 0 ? -value : value, locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return value < 0 ? `(${text})` : text;
}

/** Seconds as days, hours, minutes and seconds, such as `1h 2m 5s`; zero parts are left out. */
function duration(value: Numeric, locale: string | undefined): string {
  const total = Number(value);
  // Rounded first, so that 59.9996 s becomes a minute and not "60s".
  let rest = Math.round(Math.abs(total) * 1000) / 1000;
  const parts: string[] = [];
  for (const [unit, seconds] of [
    ["d", 86400],
    ["h", 3600],
    ["m", 60],
  ] as const) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0) parts.push(`${intl(count, locale, {})}${unit}`);
  }
  const digits = parts.length > 0 ? 0 : 3;
  const tail = intl(rest, locale, { maximumFractionDigits: digits });
  if (parts.length === 0 || tail !== intl(0, locale, {})) parts.push(`${tail}s`);
  return `${total < 0 ? "-" : ""}${parts.join(" ")}`;
}

const NAMED: Readonly<Record<string, Named>> = {
  plain: (value) => plainNumber(value),
  localized: (value, locale) => intl(value, locale, { maximumFractionDigits: 4 }),
  percent: (value, locale) => intl(value, locale, { style: "percent", maximumFractionDigits: 2 }),
  dollar: currency("USD", 2),
  euro: currency("EUR", 2),
  yen: currency("JPY", 0),
  accounting,
  bytes,
  compact: (value, locale) => intl(value, locale, { notation: "compact" }),
  scientific: (value, locale) => intl(value, locale, { notation: "scientific" }),
  engineering: (value, locale) => intl(value, locale, { notation: "engineering" }),
  duration,
};

/** Digits without grouping and without the noise of binary fractions (0.1 + 0.2 is 0.3). */
export function plainNumber(value: Numeric): string {
  if (typeof value === "bigint" || !Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(15)));
}

/**
 * Shows a number the way a format asks for.
 *
 * A format that is neither a name nor a valid pattern shows the plain number: a typing mistake
 * must not hide the data.
 */
export function formatNumber(value: Numeric, format?: string | null, locale?: string): string {
  if (!format) return plainNumber(value);
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  const named = Object.hasOwn(NAMED, format) ? NAMED[format] : undefined;
  return named ? named(value, locale) : (printf(format, value) ?? plainNumber(value));
}

const FIELD =
  /%(?:(?<escape>%)|(?:(?<position>\d+)\$)?(?<flags>[-+ 0#,_']*)(?<width>\d*)(?<grouping>[,_]?)(?:\.(?<precision>\d*))?(?<conversion>[diufFeEgGxXobcs]))/g;

/** Fills every field of a printf pattern with one value; null when the pattern is not valid. */
function printf(pattern: string, value: Numeric): string | null {
  if (pattern.replace(FIELD, "").includes("%")) return null;
  let fields = 0;
  const text = pattern.replace(FIELD, (...match) => {
    const groups = match.at(-1) as Record<string, string | undefined>;
    if (groups.escape) return "%";
    fields += 1;
    return field(value, {
      flags: groups.flags ?? "",
      width: Number(groups.width || 0),
      grouping: groups.grouping || /[,_]/.exec(groups.flags ?? "")?.[0] || "",
      precision: groups.precision === undefined ? null : Number(groups.precision || 0),
      conversion: groups.conversion ?? "s",
    });
  });
  return fields > 0 ? text : null;
}

interface Field {
  readonly flags: string;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | null;
  readonly conversion: string;
}

function field(value: Numeric, { flags, width, grouping, precision, conversion }: Field): string {
  if (conversion === "s" || conversion === "c") {
    const text = plainNumber(value).slice(0, precision ?? undefined);
    return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
  }
  const integral = /[^fFeEgG]/.test(conversion);
  const negative = integral ? truncated(value) < 0n : value < 0;
  let digits = magnitude(value < 0 ? -value : value, conversion, precision, flags.includes("#"));
  if (grouping) digits = digits.replace(/^\d+/, (head) => grouped(head, grouping));

  const sign = negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const length = sign.length + digits.length;
  if (length >= width) return sign + digits;
  if (flags.includes("-")) return (sign + digits).padEnd(width);
  if (flags.includes("0")) return sign + digits.padStart(width - sign.length, "0");
  return (sign + digits).padStart(width);
}

function grouped(digits: string, separator: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, separator);
}

/** The digits of a number that is not negative, under one conversion of printf. */
function magnitude(
  value: Numeric,
  conversion: string,
  precision: number | null,
  alternate: boolean,
): string {
  switch (conversion) {
    case "f":
    case "F":
      return fixed(value, precision ?? 6);
    case "e":
    case "E":
      return cased(exponent(Number(value), precision ?? 6), conversion);
    case "g":
    case "G":
      return cased(general(Number(value), precision ?? 6, alternate), conversion);
    case "x":
    case "X":
      return cased((alternate ? "0x" : "") + truncated(value).toString(16), conversion);
    case "o":
      return (alternate ? "0o" : "") + truncated(value).toString(8);
    case "b":
      return (alternate ? "0b" : "") + truncated(value).toString(2);
    default:
      return truncated(value)
        .toString()
        .padStart(precision ?? 0, "0");
  }
}

/** Towards zero, and exact: a number past 2^53 prints all its digits, never an exponent. */
const truncated = (value: Numeric): bigint =>
  typeof value === "bigint" ? value : BigInt(Math.trunc(value));

const cased = (text: string, conversion: string): string =>
  conversion === conversion.toUpperCase() ? text.toUpperCase() : text;

function fixed(value: Numeric, precision: number): string {
  if (typeof value === "bigint") {
    return precision > 0 ? `${value}.${"0".repeat(precision)}` : String(value);
  }
  // toFixed falls back to an exponent from 1e21 on, where no fraction is left anyway.
  return value < 1e21
    ? value.toFixed(Math.min(precision, 100))
    : fixed(truncated(value), precision);
}

function exponent(value: number, precision: number): string {
  return value.toExponential(Math.min(precision, 100)).replace(/e([+-])(\d)$/, "e$10$2");
}

function general(value: number, precision: number, alternate: boolean): string {
  const digits = Math.min(Math.max(precision, 1), 100);
  const power = Number(value.toExponential(digits - 1).split("e")[1]);
  const text =
    power < -4 || power >= digits
      ? exponent(value, digits - 1)
      : value.toFixed(Math.min(Math.max(digits - 1 - power, 0), 100));
  if (alternate || !text.includes(".")) return text;
  return text.replace(/\.?0+(?=e|$)/, "");
}
