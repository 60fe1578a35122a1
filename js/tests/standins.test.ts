import { decodeHTMLStrict as original } from "entities";
import { describe, expect, it, vi } from "vitest";
import { dsvFormat } from "../src/standins/dsv";
import { decodeHTMLStrict } from "../src/standins/entities";
import { getDefaultLocale } from "../src/standins/locale";

describe("a table with delimiters", () => {
  const parse = (text: string, delimiter = ","): unknown[] => [...dsvFormat(delimiter).parse(text)];

  it.each([
    ["a,b\n1,2", [{ a: "1", b: "2" }]],
    [
      "a,b\r\n1,2\r\n3,4\r\n",
      [
        { a: "1", b: "2" },
        { a: "3", b: "4" },
      ],
    ],
    ['a,b\n"x,\n""y""",', [{ a: 'x,\n"y"', b: "" }]],
    ["a,b\n1", [{ a: "1", b: "" }]],
    ["a\n\n2", [{ a: "" }, { a: "2" }]],
    ["a", []],
    ["", []],
  ])("%j is read", (text, rows) => expect(parse(text)).toEqual(rows));

  it.each(["\t", ";", "|", "]", "\\", "^", "-"])("may use %j", (sign) => {
    expect(parse(`a${sign}b\n1${sign}2`, sign)).toEqual([{ a: "1", b: "2" }]);
  });

  it("names its columns, and lets its reader change or drop rows", () => {
    const read = dsvFormat(",").parse("a\n1\n2", (row, index) => (index ? Number(row.a) : null));
    expect([[...read], read.columns]).toEqual([[2], ["a"]]);
  });
});

describe("what stands in for parts of React Aria", () => {
  it("knows the visitor's language", () => {
    expect(getDefaultLocale()).toEqual({ locale: "en-US", direction: "ltr" });
  });

  it("goes by the page for the direction, and not by the language", async () => {
    const { language } = navigator;
    vi.resetModules();
    vi.spyOn(navigator, "language", "get").mockReturnValue("ar-EG");
    const arabic = await import("../src/standins/locale");
    expect(arabic.getDefaultLocale()).toEqual({ locale: "ar-EG", direction: "ltr" });
    vi.restoreAllMocks();
    vi.resetModules();
    document.dir = "rtl";
    const mirrored = await import("../src/standins/locale");
    expect(mirrored.getDefaultLocale()).toEqual({ locale: language, direction: "rtl" });
    document.dir = "";
  });
});

describe("names of characters", () => {
  it.each([
    "&copy;",
    "&amp;",
    "&lt;",
    "&nbsp;",
    "&NewLine;",
    "&Tab;",
    "&semi;",
    "&AElig;",
    "&aelig;",
    "&ngE;",
    "&Bopf;",
    "&ClockwiseContourIntegral;",
    "&there4;",
    "&notin;",
    "&notinx;",
    "&copyright;",
    "&nothing;",
    "&x;",
    "&AMP;",
    "&Amp;",
  ])("%s is what the original makes of it", (name) => {
    expect(decodeHTMLStrict(name)).toBe(original(name));
  });

  it.each(["<b>&copy;</b>", "&copy;<img src=x onerror=alert(1)>;", "&copy", "copy"])(
    "%s is no name, and no markup for a browser",
    (text) => expect(decodeHTMLStrict(text)).toBe(text),
  );
});
