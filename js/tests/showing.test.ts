import { columnFromArray, tableFromColumns } from "@uwdata/flechette";
import { describe, expect, it, vi } from "vitest";
import { type ColumnProps, frameColumns } from "../src/chunks/arrow/columns";
import { type GridSource, gridSources } from "../src/chunks/grid/columns";
import { searchedText } from "../src/chunks/grid/search";
import { isSearched, type Showing, showing } from "../src/chunks/grid/showing";

function source(props: Omit<ColumnProps, "name">, values: unknown[] = [1.5]): GridSource {
  const table = tableFromColumns([["0", columnFromArray(values)]] as never);
  const [column] = frameColumns(table, [{ name: "0", ...props }], "en-US");
  if (!column) throw new Error("no column");
  const [found] = gridSources([column], { placeholder: "None", palette: {} });
  if (!found) throw new Error("no source");
  return found;
}

const of = (props: Omit<ColumnProps, "name">, locale = "en-US"): Showing | null =>
  showing(source(props), locale);

const number = { type: "number" };

describe("how a column shows is told to the kernel", () => {
  it("by the signs of the language", () => {
    expect(of({ ...number, format: "dollar" })).toEqual({
      as: "number",
      fewest: 2,
      most: 2,
      power: 0,
      from: 4,
      group: ",",
      point: ".",
      sizes: [3, 3],
      positive: ["$", ""],
      negative: ["-$", ""],
      exact: false,
    });
    expect(of({ ...number, format: "accounting" })).toMatchObject({ negative: ["(", ")"] });
    expect(of({ ...number, format: "percent" })).toMatchObject({
      ...{ fewest: 0, most: 2, power: 2, group: ",", positive: ["", "%"] },
    });
    expect(of({ ...number, format: "yen" })).toMatchObject({ most: 0, group: ",", from: 4 });
    expect(of({ ...number, format: "localized" }, "de-DE")).toMatchObject({
      ...{ group: ".", point: ",", from: 4 },
    });
    expect(of({ ...number, format: "localized" }, "en-IN")).toMatchObject({ sizes: [3, 2] });
    expect(of({ ...number, format: "euro" }, "de-DE")).toMatchObject({
      positive: ["", "\u00a0€"],
      negative: ["-", "\u00a0€"],
    });
    // Where a thousand is written without a separator.
    expect(of({ ...number, format: "localized" }, "es-ES")).toMatchObject({ from: 5, group: "." });
  });

  it("by the pattern, or the digits of a step", () => {
    expect(of({ ...number, format: "%.1f km" })).toEqual({ as: "printf", pattern: "%.1f km" });
    expect(of({ ...number, format: "plain" })).toEqual({ as: "printf", pattern: "%s" });
    expect(of({ ...number, step: 0.01 })).toMatchObject({ fewest: 2, most: 2, exact: true });
    expect(of({ type: "progress" })).toMatchObject({ power: 2, positive: ["", "%"] });
    expect(of({ type: "progress", max_value: 100 })).toEqual({ as: "printf", pattern: "%s" });
  });

  it("by the labels of options", () => {
    const options = [{ value: 1, label: "One" }, 2];
    expect(of({ type: "selectbox", options })).toEqual({
      ...{ as: "labels", labels: [["1", "One"]], several: false },
    });
    expect(of({ type: "multiselect" })).toEqual({ as: "labels", labels: [], several: true });
    expect(of({ type: "selectbox", options: [1, 2] })).toBeNull();
  });

  it("by the parts of a moment", () => {
    const months = [
      "Jan",
      "Feb",
      "Mar",
      "Apr",
      "May",
      "Jun",
      "Jul",
      "Aug",
      "Sep",
      "Oct",
      "Nov",
      "Dec",
    ];
    const parts = [
      ["D"],
      ". ",
      ["month", months],
      " ",
      ["YYYY"],
      " ",
      "at",
      " ",
      ["HH"],
      ":",
      ["mm"],
    ];
    const zone = null;
    expect(of({ type: "datetime", format: "D. MMM YYYY [at] HH:mm" })).toEqual({
      ...{ as: "moment", parts, zone },
    });
    expect(of({ type: "date", timezone: "Asia/Tokyo" })).toEqual({
      ...{ as: "moment", parts: [["YYYY"], "-", ["MM"], "-", ["DD"]], zone: "Asia/Tokyo" },
    });
    expect(of({ type: "datetime", format: "SSS a" })).toMatchObject({
      parts: [["SSS"], " ", ["a"]],
    });
  });

  it("by the words of the language", () => {
    const months = (locale: string): unknown => {
      const show = of({ type: "date", format: "localized" }, locale) as { parts: unknown[] } | null;
      return show?.parts.find((part) => (part as string[])[0] === "month")?.[1 as never];
    };
    expect((months("en-US") as string[])[2]).toBe("Mar");
    expect((months("fr-FR") as string[])[2]).toBe("mars");
    expect((months("ca-ES") as string[])[3]).toContain("d’abr");
  });

  it("by what is around the present", () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 4, 13, 2) });
    const timezone = "America/New_York";
    const calendar = of({ type: "datetime", format: "calendar", timezone });
    expect(calendar).toMatchObject({ day: Date.UTC(2026, 4, 12) / 86_400_000, zone: timezone });
    const distance = of({ type: "datetime", format: "distance", timezone });
    expect(distance).toMatchObject({ now: Date.UTC(2026, 4, 13, 2) });
    expect((distance as unknown as { units: unknown[][] }).units[2]?.[2]).toContain("3 days ago");
    vi.useRealTimers();
  });

  it("by the texts of a Styler", () => {
    const table = tableFromColumns([
      ["0", columnFromArray([1.5])],
      ["0:text", columnFromArray(["1.5 €"])],
    ] as never);
    const made = (props: Omit<ColumnProps, "name">): Showing | null => {
      const columns = frameColumns(table, [{ name: "0", ...props }], "en-US");
      const [found] = gridSources(columns, { placeholder: "None", palette: {} });
      return found ? showing(found, "en-US") : null;
    };
    expect(made({})).toEqual({ as: "styled" });
    expect(made({ format: "%d" })).toEqual({ as: "printf", pattern: "%d" });
    expect(made({ type: "link" })).toBeNull();
  });

  it.each<[string, Omit<ColumnProps, "name">]>([
    ["texts", { type: "text" }],
    ["plain numbers", number],
    ["plain moments", { type: "datetime" }],
    ["a pattern without parts", { type: "datetime", format: "[never]" }],
  ])("not for %s", (_, props) => {
    expect(of(props)).toBeNull();
  });

  it.each<[string, Omit<ColumnProps, "name">, string]>([
    ["with other digits than these ten", { ...number, format: "localized" }, "ar-EG-u-nu-arab"],
    ["with other digits in years", { type: "date", format: "LL" }, "ar-EG-u-nu-arab"],
    ["with another calendar", { type: "date", format: "LL" }, "fa-IR"],
    ["with months of another calendar", { type: "date", format: "MMMM" }, "fa-IR"],
  ])("not %s", (_, props, locale) => {
    expect(of(props, locale)).toBeNull();
  });
});

describe("a search in the page", () => {
  const text = (props: Omit<ColumnProps, "name">, value: unknown): string | null => {
    const found = source(props, [value]);
    return isSearched(found) ? searchedText(found.cell(0)) : null;
  };

  it("sees what a visitor does", () => {
    expect(text({ ...number, format: "dollar" }, 1234.5)).toBe("$1,234.50");
    expect(text({ type: "progress" }, 0.5)).toBe("50%");
    expect(text({ type: "selectbox", options: [{ value: "a", label: "Apple" }] }, "a")).toBe(
      "Apple",
    );
    expect(text({ type: "text" }, "one\ntwo")).toBe("one\ntwo");
    expect(text({ type: "text" }, "x".repeat(2000))).toHaveLength(2000);
    expect(text({ type: "link", display_text: "Open" }, "https://a.org")).toBe("https://a.org");
  });

  it("sees no text in pictures", () => {
    expect(text({ type: "image" }, "data:image/png;base64,abc")).toBeNull();
    expect(text({ type: "line_chart" }, [1, 2])).toBeNull();
  });
});
