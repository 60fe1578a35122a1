/**
 * Searches in the kernel see what the browser writes: this test makes `shows.json`, of formats with the descriptions
 * that the kernel gets and with the texts that cells show; `test_shows.py` has the kernel write the same.
 *
 * `SHOWS=new npx vitest run tests/shown-in-kernel.test.ts` makes it anew.
 */
import { describe, expect, it, vi } from "vitest";
import known from "../../tests/unit/elements/data/shows.json?raw";
import { momentShowing } from "../src/chunks/grid/showing-moments";
import { numberShowing } from "../src/chunks/grid/showing-numbers";
import { formatDate, type Moment } from "../src/format/date";
import { formatNumber } from "../src/format/number";

/** Data of languages that this Node has; with other data the browser writes other texts. */
const { env, versions } = (globalThis as unknown as { process: NodeProcess }).process;
const { cldr = "" } = versions;

interface NodeProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly versions: Readonly<Record<string, string>>;
}

/** Milliseconds: each of many formats is read from what the browser writes. */
const PATIENCE = 60_000;

const NOW = Date.UTC(2026, 4, 13, 15, 4, 5);
const LOCALES = ["en-US", "de-DE", "fr-FR", "ja-JP", "hi-IN"];

const NUMBERS = [
  ...[0, 0.5, 1, 1.5, -2.25, 0.001234, 0.0996, 0.00996, 9.96, 99.5, 999.94, 999.95, 999.5],
  ...[1000, 1005, 1234.5678, 9949.9, 9950, 12_345, 99_999, 999_499, 999_500, -1_234_567.891],
  ...[1.005, 2.675, 1e10, 123_456_789_012, 1e15, 1.2345e17, 9.99999e20, 1.5e21, 1e22, 1.5e-7],
  ...[59.9994, 59.9996, 60, 61.5, 3599.7, 3725.4, 86_400, 90_061.5, -0.0004, 1e-9, 9999.5e3],
];
const INTEGERS = [0, 7, -999, 1000, 65_536, -123_456_789, 999_999_999_999, 9_007_199_254_740_991];

const NUMBER_FORMATS = [
  ...["accounting", "bytes", "compact", "dollar", "duration", "engineering", "euro"],
  ...["localized", "percent", "plain", "scientific", "yen", "%.2f km", "%,d"],
];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DISTANCES = [
  ...[
    0,
    400,
    600,
    44_499,
    45_000,
    89_000,
    90_001,
    44 * 60_000,
    46 * 60_000,
    21.6 * HOUR,
    23 * HOUR,
  ],
  ...[25 * HOUR, 2.5 * DAY, 6 * DAY, 7 * DAY, 25 * DAY, 27 * DAY, 100 * DAY, 319 * DAY, 321 * DAY],
  ...[700 * DAY, 5000 * DAY, 100_000 * DAY],
];
const AROUND = DISTANCES.flatMap((gap) => [NOW - gap, NOW + gap]);
const MOMENTS = [
  NOW - 100_000 * DAY,
  ...Array.from({ length: 12 }, (_, month) => Date.UTC(1968, month, 28, month * 2, 59, 1, month)),
  Date.UTC(2023, 0, 1),
  Date.UTC(2024, 11, 30, 12),
];

const MOMENT_FORMATS = [
  ...["calendar", "distance", "iso8601", "localized", "LLLL", "LLL", "LL", "L", "LT", "LTS"],
  ...["dddd, Do MMMM YYYY", "ddd dd d E", "MMM Mo", "GGGG-[W]WW W", "X x", "kk:k HH.SSSS a A"],
  ...["YYYY-MM-DD HH:mm:ssZ", "D.M.YY h:mm DDDD DDD Q ZZ Y"],
];

interface Case {
  readonly locale: string;
  readonly kind: Moment | "integer" | "number";
  readonly format: string;
  readonly zone: string | null;
  readonly wire: unknown;
  readonly values: readonly number[];
  readonly texts: readonly string[];
}

function numberCases(locale: string): Case[] {
  const kinds = [
    ["number", NUMBERS],
    ["integer", INTEGERS],
  ] as const;
  return kinds.flatMap(([kind, values]) =>
    NUMBER_FORMATS.map((format) => {
      const wire = numberShowing({ name: "0", format }, false, locale);
      // Ints come from Arrow as such.
      const read = (value: number) => (kind === "integer" ? BigInt(value) : value);
      const texts = values.map((value) => formatNumber(read(value), format, locale));
      return { locale, kind, format, zone: null, wire, values, texts };
    }),
  );
}

function momentCases(locale: string): Case[] {
  const kinds: Array<readonly [Moment, string | null, readonly string[]]> = [
    ["datetime", null, MOMENT_FORMATS],
    ["datetime", "America/New_York", MOMENT_FORMATS],
    ["date", null, ["localized", "distance", "iso8601", "LL", "Do MMM"]],
    ["time", null, ["localized", "iso8601", "LT"]],
  ];
  return kinds.flatMap(([kind, timezone, formats]) =>
    formats.map((format) => {
      const wire = momentShowing({ name: "0", format, timezone }, kind, locale);
      const unit = {
        date: (ms: number) => Math.floor(ms / DAY) * DAY,
        time: (ms: number) => ((ms % DAY) + DAY) % DAY,
      };
      const moments = ["calendar", "distance"].includes(format) ? AROUND : MOMENTS;
      const values = [...new Set(moments.map(unit[kind as "date"] ?? Math.floor))];
      const options = { kind, timezone, locale, now: NOW };
      const texts = values.map((ms) => formatDate(ms, format, options));
      return { locale, kind, format, zone: timezone, wire, values, texts };
    }),
  );
}

function made(): Case[] {
  vi.useFakeTimers({ now: NOW });
  vi.spyOn(Date.prototype, "getTimezoneOffset").mockReturnValue(0);
  const all = LOCALES.flatMap((locale) => [...numberCases(locale), ...momentCases(locale)]);
  vi.useRealTimers();
  // Of distances, which are long, one is enough.
  const isTold = ({ format, locale }: Case): boolean => format !== "distance" || locale === "en-US";
  return all.filter((one) => one.wire !== null && isTold(one));
}

/** A line for each case. */
const written = (cases: readonly Case[]): string =>
  `{"cldr": "${cldr}", "cases": [\n${cases.map((one) => JSON.stringify(one)).join(",\n")}\n]}\n`;

describe("what the kernel is told", () => {
  it.runIf(env.SHOWS === "new")(
    "is written down",
    async () => {
      const { writeFile } = await import("node:fs/promises" as string);
      await writeFile("../tests/unit/elements/data/shows.json", written(made()));
    },
    PATIENCE,
  );

  it.runIf(known.startsWith(`{"cldr": "${cldr}"`))(
    "is what its tests know",
    () => {
      const [lines, knownLines] = [written(made()).split("\n"), known.split("\n")];
      expect(lines.length).toBe(knownLines.length);
      for (const [at, line] of lines.entries()) expect(line === knownLines[at] || line).toBe(true);
    },
    PATIENCE,
  );

  it(
    "is missing only where a language has words that depend on the number, or other digits",
    () => {
      const cases = made();
      const missing = (locale: string): string[] => {
        const found = new Set(
          cases.filter((one) => one.locale === locale).map((one) => one.format),
        );
        return [...NUMBER_FORMATS, ...MOMENT_FORMATS].filter((format) => !found.has(format));
      };
      expect(missing("en-US")).toEqual([]);
      for (const locale of LOCALES.slice(1)) expect(missing(locale)).toEqual(["distance"]);
    },
    PATIENCE,
  );
});
