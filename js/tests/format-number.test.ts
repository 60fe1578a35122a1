import { describe, expect, it } from "vitest";
import { formatNumber } from "../src/format/number";

const shown = (format: string | null, value: number | bigint = 1234.567): string =>
  formatNumber(value, format, "en-US");

describe("named formats", () => {
  it.each([
    ["plain", "1234.567"],
    ["localized", "1,234.567"],
    ["percent", "123,456.7%"],
    ["dollar", "$1,234.57"],
    ["euro", "€1,234.57"],
    ["yen", "¥1,235"],
    ["accounting", "1,234.57"],
    ["bytes", "1.2KB"],
    ["compact", "1.2K"],
    ["scientific", "1.235E3"],
    ["engineering", "1.235E3"],
    ["duration", "20m 35s"],
  ])("%s", (format, expected) => {
    expect(shown(format)).toBe(expected);
  });

  it("puts a negative amount of an account in parentheses", () => {
    expect(shown("accounting", -1234.567)).toBe("(1,234.57)");
  });

  it("moves to the next unit before rounding shows four digits", () => {
    expect(shown("bytes", 999_960)).toBe("1MB");
    expect(shown("bytes", 999)).toBe("999B");
  });

  it.each([
    [0, "0s"],
    [0.25, "0.25s"],
    [59.9999, "1m"],
    [3600, "1h"],
    [90061, "1d 1h 1m 1s"],
    [-75, "-1m 15s"],
  ])("a duration of %d seconds", (seconds, expected) => {
    expect(shown("duration", seconds)).toBe(expected);
  });

  it("follows the locale", () => {
    expect(formatNumber(1234.5, "localized", "de-DE")).toBe("1.234,5");
  });
});

describe("printf patterns", () => {
  it.each([
    ["$%0.2f", "$1234.57"],
    ["%d km", "1234 km"],
    ["%,.1f", "1,234.6"],
    ["%_d", "1_234"],
    ["%.1f%%", "1234.6%"],
    ["%+d", "+1234"],
    ["% d", " 1234"],
    ["%08.1f|", "001234.6|"],
    ["%-8d|", "1234    |"],
    ["%8d|", "    1234|"],
    ["%e", "1.234567e+03"],
    ["%.2E", "1.23E+03"],
    ["%g", "1234.57"],
    ["%.3g", "1.23e+03"],
    ["%x", "4d2"],
    ["%#X", "0X4D2"],
    ["%o", "2322"],
    ["%b", "10011010010"],
    ["%i", "1234"],
    ["%u", "1234"],
    ["%s items", "1234.567 items"],
    ["%1$d of %1$d", "1234 of 1234"],
    ["%06d", "001234"],
  ])("%s", (format, expected) => {
    expect(shown(format)).toBe(expected);
  });

  it("keeps the sign before the filling zeros", () => {
    expect(shown("%06.1f", -1.25)).toBe("-001.3");
    expect(shown("%d", -0.4)).toBe("0");
    expect(shown("%x", -255)).toBe("-ff");
  });

  it("drops the zeros a general format does not need", () => {
    expect(shown("%g", 0.0001)).toBe("0.0001");
    expect(shown("%g", 100000)).toBe("100000");
    expect(shown("%g", 1e6)).toBe("1e+06");
    expect(shown("%g", 0.00001)).toBe("1e-05");
  });

  it("prints all digits of large integers", () => {
    expect(shown("%d", 9007199254740993n)).toBe("9007199254740993");
    expect(shown("%,d", 12345678901234567890n)).toBe("12,345,678,901,234,567,890");
    expect(shown("%.1f", 1e22)).toBe("10000000000000000000000.0");
  });
});

describe("without a usable format", () => {
  it("shows the number itself", () => {
    expect(shown(null, 0.1 + 0.2)).toBe("0.3");
    expect(shown(null, 42)).toBe("42");
    expect(shown(null, 9007199254740993n)).toBe("9007199254740993");
  });

  it.each(["%", "%q", "no field", "%d %"])("ignores %s", (format) => {
    expect(shown(format)).toBe("1234.567");
  });

  it("shows what is not finite as text", () => {
    expect(shown("%d", Number.NaN)).toBe("NaN");
    expect(shown("dollar", Number.POSITIVE_INFINITY)).toBe("Infinity");
  });
});
