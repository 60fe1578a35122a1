import { type CustomCell, type GridCell, GridCellKind } from "@glideapps/glide-data-grid";
import * as arrow from "@uwdata/flechette";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type ColumnProps, frameColumns } from "../src/chunks/arrow/columns";
import { readTable } from "../src/chunks/arrow/values";
import { type GridSource, gridSources } from "../src/chunks/grid/columns";
import { nextSorting, sortedRows } from "../src/chunks/grid/sort";
import { WholeRows } from "../src/chunks/grid/whole";
import { askedWidth, contentWidth } from "../src/chunks/grid/widths";
import { type ArrowColumns, stream } from "./arrow";

const PALETTE = { green: "#0a0", red: "#a00" };
/** Declarations of styles travel once each. */
const CSS = arrow.dictionary(arrow.utf8());
const named = (data: ArrowColumns): ColumnProps[] => Object.keys(data).map((name) => ({ name }));

function sources(data: ArrowColumns, columns: readonly ColumnProps[] = named(data)): GridSource[] {
  const frame = frameColumns(readTable(stream(data)), columns, "en-US");
  return gridSources(frame, { placeholder: "None", palette: PALETTE });
}

/** A frame that is here as a whole, and its columns on the screen. */
function whole(
  data: ArrowColumns,
  columns: readonly ColumnProps[] = named(data),
): { rows: WholeRows; sources: GridSource[] } {
  const rows = new WholeRows(readTable(stream(data)), columns, "en-US");
  return { rows, sources: gridSources(rows.columns, { placeholder: "None", palette: PALETTE }) };
}

/** What each row of the only column shows. */
function shown(
  values: unknown[],
  props: Partial<ColumnProps> = {},
  type?: arrow.DataType,
): string[] {
  const [source] = sources({ a: [values, type] }, [{ name: "a", ...props }]);
  return values.map((_, row) => text(source?.cell(row)));
}

function text(cell: GridCell | undefined): string {
  if (cell?.kind === GridCellKind.Text) return cell.displayData;
  if (cell?.kind === GridCellKind.Uri) return cell.displayData ?? cell.data;
  if (cell?.kind === GridCellKind.Bubble) return cell.data.join("|");
  return String((cell as CustomCell | undefined)?.copyData);
}

const data = (cell: GridCell | undefined) => (cell as CustomCell<Record<string, unknown>>).data;

// There is no canvas here; colours then read as black.
beforeEach(() => void vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null));

describe("what cells show", () => {
  it("numbers, without noise and with the digits that matter", () => {
    expect(shown([1, 0.1 + 0.2, 1 / 3, 0.00001, null])).toEqual([
      "1",
      "0.3",
      "0.3333",
      "1.00e-5",
      "None",
    ]);
  });

  it("64-bit integers to the last digit", () => {
    expect(shown([9007199254740993n], {}, arrow.int64())).toEqual(["9007199254740993"]);
  });

  it("numbers under a format, or with the decimals of their type", () => {
    const dollar = { type_config: { type: "number", format: "dollar" } };
    expect(shown([1234.5], dollar)).toEqual(["$1,234.50"]);
    expect(shown([1.5], { decimals: 3 })).toEqual(["1.500"]);
    expect(shown([1.5], { type_config: { type: "number", step: 0.01 } })).toEqual(["1.50"]);
  });

  it("NaN as missing", () => {
    expect(shown([Number.NaN, 1], {}, arrow.float64())).toEqual(["None", "1"]);
  });

  it("timestamps as a clock on the wall, in the zone of their column", () => {
    const moment = Date.UTC(2024, 0, 31, 23, 30);
    const naive = arrow.timestamp(arrow.TimeUnit.MICROSECOND);
    const berlin = arrow.timestamp(arrow.TimeUnit.MICROSECOND, "Europe/Berlin");
    expect(shown([moment], {}, naive)).toEqual(["2024-01-31 23:30:00"]);
    expect(shown([moment], {}, berlin)).toEqual(["2024-02-01 00:30:00+01:00"]);
    const format = {
      type_config: { type: "datetime", format: "D MMM, HH:mm", timezone: "Asia/Tokyo" },
    };
    expect(shown([moment], format, naive)).toEqual(["1 Feb, 08:30"]);
  });

  it("dates and times", () => {
    expect(shown([Date.UTC(2024, 0, 31)], {}, arrow.dateDay())).toEqual(["2024-01-31"]);
    const half = 9.5 * 3_600_000;
    expect(shown([half], {}, arrow.timeMillisecond())).toEqual(["09:30:00"]);
  });

  it("lists as bubbles, structs as JSON", () => {
    expect(shown([["a", "b"]], {}, arrow.list(arrow.utf8()))).toEqual(["a|b"]);
    expect(shown([{ x: 1 }])).toEqual(['{"x":1}']);
  });

  it("links by a text of their own or by a part of the address", () => {
    const link = (display_text?: string) => ({ type_config: { type: "link", display_text } });
    const url = ["https://example.com/items/42"];
    expect(shown(url, link())).toEqual(url);
    expect(shown(url, link("Open"))).toEqual(["Open"]);
    expect(shown(url, link("items/(\\d+)$"))).toEqual(["42"]);
    expect(shown(url, link("("))).toEqual(["("]);
  });

  it("progress as a share of its range", () => {
    const [source] = sources({ a: [[25, 150]] }, [
      { name: "a", type_config: { type: "progress", min_value: 0, max_value: 100, format: "%d" } },
    ]);
    expect(data(source?.cell(0))).toMatchObject({ kind: "progress", share: 0.25, text: "25" });
    expect(data(source?.cell(1))).toMatchObject({ share: 1 });
  });

  it("line charts in the colour of their trend", () => {
    const [source] = sources(
      {
        a: [
          [
            [1, 2],
            [2, 1],
          ],
          arrow.list(arrow.float64()),
        ],
      },
      [{ name: "a", type_config: { type: "line_chart", color: "auto" } }],
    );
    expect(data(source?.cell(0))).toMatchObject({ kind: "sparkline", color: "#0a0" });
    expect(data(source?.cell(1))).toMatchObject({ color: "#a00" });
  });

  it("several lines as one", () => {
    expect(shown(["a\nb"])).toEqual(["a b"]);
  });
});

describe("links", () => {
  const cell = (url: string) =>
    sources({ a: [[url]] }, [{ name: "a", type_config: { type: "link" } }])[0]?.cell(0);

  it("open in a new tab that does not know this one", () => {
    const open = vi.spyOn(window, "open").mockReturnValue(null);
    const link = cell("https://example.com/");
    if (link?.kind === GridCellKind.Uri) link.onClickUri?.({ preventDefault() {} } as never);
    expect(open).toHaveBeenCalledWith("https://example.com/", "_blank", "noopener,noreferrer");
  });

  it("never run code", () => {
    expect(cell("javascript:alert(1)")).not.toHaveProperty("onClickUri");
  });
});

describe("columns", () => {
  it("are in the order they are described, index and pinned ones first", () => {
    const found = sources({ 0: [[1]], 1: [[2]], 2: [[3]], 3: [[4]] }, [
      { name: "2", label: "c" },
      { name: "1", label: "b", pinned: true },
      { name: "3", hidden: true },
      { name: "0", label: "", index: true },
    ]);
    expect(found.map(({ title }) => title)).toEqual(["b", "", "c"]);
  });

  it("have the width they are given, else that of their content within bounds", () => {
    const measure = (word: string) => word.length * 8;
    const [short, long, small] = sources({ a: [["x"]], b: [["y".repeat(200)]], c: [[1]] }, [
      { name: "a" },
      { name: "b" },
      { name: "c", width: "small" },
    ]) as [GridSource, GridSource, GridSource];
    expect(contentWidth(short, measure)).toBe(56);
    expect(contentWidth(long, measure)).toBe(300);
    expect([askedWidth(short), askedWidth(small)]).toEqual([null, 75]);
  });
});

describe("sorting", () => {
  const order = (values: unknown[], descending = false): number[] => {
    const [source] = sources({ a: [values] }) as [GridSource];
    return [...sortedRows(source, descending)];
  };

  it("cycles from ascending over descending to none", () => {
    const first = nextSorting(null, "a");
    const second = nextSorting(first, "a");
    expect([first, second, nextSorting(second, "a")]).toEqual([
      { column: "a", descending: false },
      { column: "a", descending: true },
      null,
    ]);
    expect(nextSorting(second, "b")).toEqual({ column: "b", descending: false });
  });

  it("puts missing values last in both directions and keeps equal ones in order", () => {
    expect(order([2, null, 1, 2])).toEqual([2, 0, 3, 1]);
    expect(order([2, null, 1, 2], true)).toEqual([0, 3, 2, 1]);
  });

  it("orders texts without minding case and accents", () => {
    expect(order(["b", "É", "a", "f"])).toEqual([2, 0, 1, 3]);
  });
});

describe("a download", () => {
  const text = async ({ rows, sources }: ReturnType<typeof whole>): Promise<unknown> => {
    const reader = new FileReader();
    reader.readAsText(await rows.csv(sources));
    await new Promise((resolve) => reader.addEventListener("load", resolve));
    return reader.result;
  };

  it("is CSV of the raw values, in the order shown, quoted where it must be", async () => {
    const found = whole({ a: [["x,y", 'say "hi"', null]], b: [[2, 1.23456789, 3]] }, [
      { name: "a", label: "Text" },
      { name: "b", label: "Number", type_config: { type: "number", format: "%.1f" } },
    ]);
    await found.rows.sort({ column: "b", descending: false });
    expect(await text(found)).toBe('Text,Number\r\n"say ""hi""",1.23456789\r\n"x,y",2\r\n,3\r\n');
  });

  it("writes moments in ISO 8601", async () => {
    const type = arrow.timestamp(arrow.TimeUnit.SECOND);
    const found = whole({ a: [[Date.UTC(2024, 0, 31)], type] });
    expect(await text(found)).toBe("a\r\n2024-01-31T00:00:00.000\r\n");
  });
});

describe("rows of a whole frame", () => {
  it("show in the order of the sorting, and know where the data has them", async () => {
    const { rows, sources } = whole({ a: [[30, 10, 20]] });
    let told = 0;
    rows.subscribe(() => {
      told += 1;
    });
    await rows.sort({ column: "a", descending: true });
    expect([0, 1, 2].map((row) => text(sources[0]?.cell(row)))).toEqual(["30", "20", "10"]);
    expect([0, 1, 2].map((row) => rows.position(row))).toEqual([0, 2, 1]);
    expect([0, 1, 2].map((at) => rows.rowOf(at))).toEqual([0, 2, 1]);
    await rows.sort(null);
    expect([rows.position(1), rows.rowOf(2), told]).toEqual([1, 2, 2]);
  });

  it("keep the styles of their positions", async () => {
    const data = { "0": [[2, 1]], "0:css": [['{"font-weight":"bold"}', null], CSS] } as const;
    const { rows, sources } = whole(data as never, [{ name: "0" }]);
    await rows.sort({ column: "0", descending: false });
    expect(sources[0]?.cell(0).themeOverride).toBeUndefined();
    expect(sources[0]?.cell(1).themeOverride).toEqual({ baseFontStyle: "bold 14px" });
  });

  it("are searched for what their cells show, in any case", async () => {
    const { rows, sources } = whole({
      a: [["Lyon", "oslo", null]],
      b: [[1 / 3, 2, 3]],
    });
    await rows.sort({ column: "b", descending: true });
    expect(await rows.search("O", sources)).toEqual({
      count: 3,
      matches: [
        { column: "a", row: 0 },
        { column: "a", row: 1 },
        { column: "a", row: 2 },
      ],
    });
    expect(await rows.search("0.3333", sources)).toMatchObject({
      matches: [{ column: "b", row: 2 }],
    });
    expect(await rows.search("0.33333", sources)).toMatchObject({ count: 0 });
  });

  it("stop a search that nobody waits for", async () => {
    const { rows, sources } = whole({ a: [Array.from({ length: 5000 }, () => "x")] });
    const wanted = new AbortController();
    const search = rows.search("x", sources, wanted.signal);
    wanted.abort();
    await expect(search).rejects.toThrow();
  });

  it("have statistics", async () => {
    const { rows } = whole({ a: [[1, 2, 2, 7, null]], b: [["x", "y", "x", "x", null]] });
    expect(await rows.statistics("a")).toMatchObject({
      count: 4,
      missing: 1,
      distinct: 3,
      numbers: { min: 1, max: 7, mean: 3, median: 2 },
    });
    const { numbers } = await rows.statistics("a");
    expect(numbers?.deviation).toBeCloseTo(2.708, 3);
    expect(numbers?.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    expect(await rows.statistics("b")).toMatchObject({
      numbers: null,
      top: [
        { value: "x", count: 3 },
        { value: "y", count: 1 },
      ],
    });
    await expect(rows.statistics("c")).rejects.toThrow("no column c");
  });
});

describe("styles", () => {
  const data = {
    "0": [["x", "y"]],
    "1": [[10, null]],
    "1:text": [["10 €", "none"]],
    "1:css": [[null, '{"font-weight":"bold"}'], CSS],
  } as const;
  const styled = (props: Partial<ColumnProps> = {}): GridSource[] =>
    sources(data as never, [
      { name: "0", index: true },
      { name: "1", ...props },
    ]);

  it("change the text and the colours of single cells", () => {
    const [index, column] = styled();
    expect(column?.cell(0)).toMatchObject({ data: "10 €", displayData: "10 €", copyData: "10" });
    expect(column?.cell(0).themeOverride).toBeUndefined();
    expect(column?.cell(1).themeOverride).toEqual({ baseFontStyle: "bold 14px" });
    expect(index?.cell(1).themeOverride).toBeUndefined();
  });

  it("leave missing cells to the placeholder", () => {
    expect(text(styled()[1]?.cell(1))).toBe("None");
  });

  it("give way to a format of the column, and what the column is drawn as", () => {
    expect(text(styled({ type_config: { format: "%.1f" } })[1]?.cell(0))).toBe("10.0");
    expect(styled({ type_config: { type: "progress" } })[1]?.cell(0)).toMatchObject({
      data: { kind: "progress" },
    });
    const [, column] = styled({ type_config: { format: "%.1f" } });
    expect(column?.cell(1).themeOverride).toEqual({ baseFontStyle: "bold 14px" });
  });

  it("give way to a format that a visitor chooses", () => {
    const [frame] = frameColumns(readTable(stream(data as never)), [{ name: "1" }], "en-US");
    expect([frame?.isStyled, frame?.shown(0)]).toEqual([true, "10 €"]);
    expect(frame?.under("dollar").shown(0)).toBe("$10.00");
  });
});

it("reads a hundred thousand rows without touching them", () => {
  const values = Array.from({ length: 100_000 }, (_, row) => row);
  const bytes = stream({ a: [values, arrow.int32()] });
  const started = performance.now();
  const [source] = gridSources(frameColumns(readTable(bytes), [{ name: "a" }]), {
    placeholder: "",
    palette: {},
  });
  expect(text(source?.cell(99_999))).toBe("99999");
  expect(performance.now() - started).toBeLessThan(50);
});
