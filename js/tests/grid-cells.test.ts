import type { CustomCell, GridCell } from "@glideapps/glide-data-grid";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type ColumnProps, frameColumns } from "../src/chunks/arrow/columns";
import { readTable } from "../src/chunks/arrow/values";
import { buttonBox } from "../src/chunks/grid/buttons";
import { type GridSource, gridSources } from "../src/chunks/grid/columns";
import { formatsOf } from "../src/chunks/grid/formats";
import { safeSource } from "../src/chunks/grid/links";
import { labelWidth, pieces, spoken } from "../src/chunks/grid/symbols";
import { stream } from "./arrow";

function source(values: unknown[], props: Partial<ColumnProps>): GridSource {
  const table = readTable(stream({ a: [values] }));
  const [made] = gridSources(frameColumns(table, [{ name: "a", ...props }], "en-US"), {
    placeholder: "None",
    palette: { primary: "#f00" },
    categorical: ["#111111", "#222222"],
  });
  if (!made) throw new Error("there is no column");
  return made;
}

const dataOf = (cell: GridCell) => (cell as CustomCell<Record<string, unknown>>).data;
const typed = (type: string, more = {}): Partial<ColumnProps> => ({
  type_config: { type, ...more },
});

beforeEach(() => void vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null));

describe("choices", () => {
  it("read as the labels of their options", () => {
    const options = [{ value: "s", label: "Small" }, "m", { value: 3, label: "Three" }];
    const column = source(["s", "m", "3", "x", null], typed("selectbox", { options }));
    expect([0, 1, 2, 3].map(column.shown)).toEqual(["Small", "m", "Three", "x"]);
    expect(column.text(0)).toBe("s");
  });

  it("are chips with the colours of their options", () => {
    const options = [
      { value: "a", label: "A", color: "auto" },
      { value: "b", color: "auto" },
      { value: "c", color: "auto" },
      { value: "d", color: "primary" },
    ];
    const column = source([["a", "b", "c", "d", "e"], []], typed("multiselect", { options }));
    const chips = dataOf(column.cell(0)).chips as Array<{ text: string; color: string | null }>;
    expect(chips.map(({ text }) => text)).toEqual(["A", "b", "c", "d", "e"]);
    expect(chips.map(({ color }) => color)).toEqual([
      "#111111",
      "#222222",
      "#111111",
      "#f00",
      null,
    ]);
    expect(dataOf(column.cell(1)).chips).toEqual([]);
  });

  it("of a text are between its commas", () => {
    const column = source(["a, b", ""], typed("multiselect"));
    expect((dataOf(column.cell(0)).chips as unknown[]).length).toBe(2);
    expect(dataOf(column.cell(1)).chips).toEqual([]);
  });
});

describe("buttons", () => {
  it("have the labels of their cells, and do nothing without a key", () => {
    const labels = [":material/edit: Edit", "Go"];
    const live = source(labels, { ...typed("button"), button: { id: "x" } });
    expect(dataOf(live.cell(0))).toEqual({
      kind: "button",
      labels: [":material/edit: Edit"],
      look: "secondary",
      live: true,
    });
    expect(live.cell(0).copyData).toBe("Edit");
    const dead = source(labels, typed("button", { button_type: "primary" }));
    expect(dataOf(dead.cell(1))).toMatchObject({ live: false, look: "primary" });
    expect(dead.cell(1).cursor).toBeUndefined();
  });

  it("lie where their column is aligned, inside of the cell", () => {
    const cell = { x: 100, y: 0, width: 80, height: 35 };
    expect(buttonBox(cell, 40, "center", 8)).toEqual({ x: 120, y: 5.5, width: 40, height: 24 });
    expect(buttonBox(cell, 40, "right", 8).x).toBe(132);
    expect(buttonBox(cell, 400, "center", 8)).toMatchObject({ x: 102, width: 76 });
  });

  it("have symbols in their labels", () => {
    expect(pieces(":material/edit: Edit it")).toEqual([{ symbol: "edit" }, { text: "Edit it" }]);
    expect(pieces("a :b c")).toEqual([{ text: "a :b c" }]);
    expect(labelWidth(":material/edit: Edit", (text) => text.length)).toBe(18 + 4 + 4);
    expect([":material/open_in_new:", "Go :material/edit:"].map(spoken)).toEqual([
      "open in new",
      "Go",
    ]);
  });
});

describe("addresses", () => {
  it.each([
    ["https://example.org/a.png", "https://example.org/a.png"],
    ["/app/static/a.png", "http://localhost:3000/app/static/a.png"],
    ["data:image/png;base64,AA==", "data:image/png;base64,AA=="],
    ["data:text/html,<script>", null],
    ["data:audio/wav;base64,AA==", null],
    ["javascript:alert(1)", null],
    ["blob:http://localhost/x", null],
    ["file:///etc/passwd", null],
    ["", null],
  ])("of pictures: %s", (url, expected) => {
    expect(safeSource(url, "image")).toBe(expected);
  });

  it("of recordings name them", () => {
    const urls = ["https://example.org/a%20b.mp3?x=1", "data:audio/wav;base64,AA=="];
    const column = source(urls, typed("audio"));
    expect([0, 1].map((row) => dataOf(column.cell(row)).name)).toEqual(["a b.mp3", "audio"]);
  });

  it("that a cell must not open are not opened", () => {
    const open = vi.spyOn(window, "open").mockReturnValue(null);
    const column = source(
      ["javascript:alert(1)", "https://example.org/"],
      typed("link", { display_text: ":material/link:" }),
    );
    expect([0, 1].map((row) => dataOf(column.cell(row)).href)).toEqual([
      null,
      "https://example.org/",
    ]);
    expect(open).not.toHaveBeenCalled();
  });
});

describe("formats", () => {
  it("are those of the kind, and change how a column reads", () => {
    const column = source([1234.5], {});
    expect(formatsOf(column.kind).map(([format]) => format)).toContain("accounting");
    expect(column.under("dollar").shown(0)).toBe("$1,234.50");
    expect(column.shown(0)).toBe("1234.5");
    expect(formatsOf("text")).toEqual([]);
  });

  it("are what a screen reader says", () => {
    const column = source([1234.5], typed("number", { format: "dollar" }));
    expect(column.cell(0)).toMatchObject({ data: "$1,234.50", copyData: "1234.5" });
  });
});
