import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { dictionary, utf8 } from "@uwdata/flechette";
import { useImperativeHandle } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import "../src/data";
import type { GridProps } from "../src/chunks/table";
import { loadChunk } from "../src/host/assets";
import { stream } from "./arrow";
import { node, show } from "./harness";

vi.mock("../src/host/assets", async (original) => ({
  ...(await original<typeof import("../src/host/assets")>()),
  loadChunk: vi.fn(),
}));

/** What the grid was last drawn with. */
let grid: GridProps;
const search = vi.fn();
const openColumns = vi.fn();

beforeEach(() => {
  vi.mocked(loadChunk).mockImplementation(async (name) => {
    if (name === "static-table") return import("../src/chunks/static-table");
    const Grid = (props: GridProps) => {
      grid = props;
      useImperativeHandle(props.handle, () => ({
        csv: async () => new Blob(["a\r\n1\r\n"]),
        openColumns,
        search,
      }));
      return <div data-testid="grid" />;
    };
    return { Grid };
  });
});

describe("a metric", () => {
  const metric = (props = {}) => node("metric", { label: "Visits", value: "70", ...props });

  it("shows its value, under a format where there is a number", () => {
    show([metric({ number: 1234.5, format: "dollar", value: "1234.5" }), metric()]);
    const [first, second] = screen.getAllByTestId("stMetricValue");
    expect([first?.textContent, second?.textContent]).toEqual(["$1,234.50", "70"]);
  });

  it.each([
    ["12,345.67 €", "11"],
    ["Partly cloudy", "6"],
  ])("shrinks %s as far as to %s letters in a line", (value, letters) => {
    show([metric({ value })]);
    const { style } = screen.getByTestId("stMetricValue");
    expect(style.getPropertyValue("--rv-letters")).toBe(letters);
  });

  it("shows a change with its direction and colour", () => {
    show([
      metric({ delta: "-8%", delta_color: "red", arrow: "down", delta_description: "a year" }),
    ]);
    const delta = screen.getByTestId("stMetricDelta");
    expect(delta.textContent).toBe("-8%");
    expect(delta.dataset.color).toBe("red");
    expect(screen.getByRole("img", { name: "down" })).toBeTruthy();
    expect(screen.getByTestId("stMetricDeltaDescription").textContent).toBe("a year");
  });

  it("shows no change where there is none, and no arrow where it is off", () => {
    show([metric({ delta_color: "gray", arrow: "up" }), metric({ delta: "0", arrow: "off" })]);
    expect(screen.getAllByTestId("stMetricDelta")).toHaveLength(1);
    expect(screen.queryByRole("img")).toBeNull();
  });

  it.each(["line", "area", "bar"])("draws a small %s chart", (chart_type) => {
    show([metric({ chart_data: [1, 3, 2], chart_type })]);
    const drawn = screen.getByTestId("stMetricChart");
    expect(drawn.querySelectorAll("rect")).toHaveLength(chart_type === "bar" ? 3 : 0);
    expect(drawn.innerHTML).not.toContain("NaN");
  });

  it("draws a level line for values that are all the same", () => {
    show([metric({ chart_data: [5], chart_type: "line" })]);
    expect(screen.getByTestId("stMetricChart").innerHTML).not.toContain("NaN");
  });
});

describe("JSON", () => {
  const json = (value: unknown, props = {}) =>
    node("json", { body: typeof value === "string" ? value : JSON.stringify(value), ...props });
  const lines = () => screen.getByTestId("stJson").textContent;

  it("is open to the depth that the app says", async () => {
    show([json({ a: { b: { c: 1 } } }, { expanded: 2 })]);
    expect(lines()).toContain("b: {1 key}");
    await userEvent.click(screen.getByRole("button", { name: /b:/ }));
    expect(lines()).toContain("c: 1");
  });

  it("is closed or open as a whole", () => {
    show([json({ a: 1 }, { expanded: false })]);
    expect(lines()).toBe("{1 key}");
  });

  it("shows a long list in parts", async () => {
    show([json(Array.from({ length: 250 }, (_, index) => index))]);
    expect(lines()).not.toContain("150: 150");
    await userEvent.click(screen.getByRole("button", { name: "Show more (150 left)" }));
    expect(lines()).toContain("249: 249");
  });

  it("shows what Python writes and JSON does not know", () => {
    show([json('{"a": NaN, "b": "is NaN", "c": [-Infinity]}')]);
    expect(lines()).toContain('a: "NaN"');
    expect(lines()).toContain('b: "is NaN"');
    expect(lines()).toContain('0: "-Infinity"');
  });

  it("shows a text that is no JSON as it is", () => {
    show([json("{oops")]);
    expect(lines()).toContain("not valid JSON");
    expect(lines()).toContain("{oops");
  });

  it("copies itself, indented", async () => {
    const user = userEvent.setup();
    show([json({ a: [1] })]);
    await user.click(screen.getByRole("button", { name: "Copy to clipboard" }));
    expect(await navigator.clipboard.readText()).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(screen.getByRole("button", { name: "Copied" })).toBeTruthy();
  });
});

describe("an image", () => {
  const image = (props = {}) =>
    node("image", { images: [{ data: new Uint8Array([1]), mime: "image/png", ...props }] });

  beforeEach(() => {
    URL.createObjectURL = vi.fn(() => "blob:made");
    URL.revokeObjectURL = vi.fn();
  });

  it("shows bytes through a URL that is given back", () => {
    const kernel = show([image({ alt: "A dot", caption: "*Dot*" })]);
    expect(screen.getByRole("img", { name: "A dot" })).toHaveProperty("src", "blob:made");
    expect(screen.getByTestId("stImageCaption").textContent).toBe("Dot");
    kernel.patch([[[0], "splice", 0, 1, []]]);
    expect(URL.revokeObjectURL).toHaveBeenCalledWith("blob:made");
  });

  it("links in a new tab, but never to code", () => {
    const images = [{ url: "/a.png" }];
    show([
      node("image", { images, link: "https://example.com/" }),
      node("image", { images, link: "javascript:alert(1)" }),
    ]);
    const link = screen.getByRole("link");
    expect(link).toMatchObject({ href: "https://example.com/", rel: "noopener noreferrer" });
  });

  it("names its link by what is said of it, or by where it leads", () => {
    const link = "https://example.com/";
    const shown = [{}, { caption: "A *dot*" }, { alt: "Round", caption: "Dot" }];
    show(shown.map((said) => node("image", { images: [{ url: "/a.png", ...said }], link })));
    for (const name of [link, "A dot", "Round"])
      expect(screen.getAllByRole("link", { name })).toHaveLength(1);
  });
});

describe("a table", () => {
  const arrow = stream({ "0": [["x"]], "1": [["**bold**"]], "2": [[1.5, null].slice(0, 1)] });
  const columns = [
    { name: "0", label: "", index: true },
    { name: "1", label: "*City*" },
    { name: "2", label: "Rain" },
  ];

  it("has headers and cells in Markdown, and row headers for the index", async () => {
    show([node("table", { arrow, columns, rows: 1, border: true })]);
    expect(await screen.findByRole("columnheader", { name: "City" })).toBeTruthy();
    expect(screen.getByRole("rowheader").textContent).toBe("x");
    expect(screen.getByText("bold").closest("strong")).toBeTruthy();
    expect(screen.getByRole("cell", { name: "1.5" }).dataset.align).toBe("right");
  });

  it("hides its index and header, and shows its caption and styles", async () => {
    const props = { hide_index: true, hide_header: true, caption: "Weather" };
    const styled = stream({
      "0": [["x"]],
      "1": [["**bold**"]],
      "2": [[1.5]],
      "2:text": [["1.50"]],
      "2:css": [['{"background-color":"red"}'], dictionary(utf8())],
    });
    show([node("table", { arrow: styled, columns, rows: 1, ...props })]);
    expect(await screen.findByRole("table", { name: "Weather" })).toBeTruthy();
    expect(screen.queryByRole("columnheader")).toBeNull();
    expect(screen.queryByRole("rowheader")).toBeNull();
    expect(screen.getByRole("cell", { name: "1.50" }).style.backgroundColor).toBe("red");
  });

  it("has the style sheet of a Styler for itself alone", async () => {
    const sheet = [
      { selector: "td, th.col_heading", css: { color: "red" } },
      { selector: "", css: { padding: "0" } },
    ];
    show([node("table", { arrow, columns, rows: 1, sheet })]);
    const cell = await screen.findByRole("cell", { name: "1.5" });
    expect(cell.className).toBe("data row0 col1");
    expect(screen.getByRole("columnheader", { name: "City" }).className).toContain("col0");
    const box = cell.closest<HTMLElement>("[data-sheet]");
    expect(box?.querySelector("style")?.textContent).toBe(
      `[data-sheet="${box?.dataset.sheet}"]{& :is(td, th.col_heading){color:red}& table{padding:0}}`,
    );
  });

  it("says that it is empty", async () => {
    const empty = stream({ "0": [[]] });
    show([node("table", { arrow: empty, columns: [{ name: "0", label: "a" }], rows: 0 })]);
    expect(await screen.findByText("empty")).toBeTruthy();
  });
});

describe("a data frame", () => {
  const arrow = stream({ "0": [[1, 2]] });
  const columns = [{ name: "0", label: "n", index: true }];
  const frame = (props = {}) => node("dataframe", { arrow, columns, rows: 2, ...props });

  it("keeps its place while the grid is loaded", async () => {
    show([frame(), frame({ height: 200 })]);
    const heights = screen.queryAllByTestId("stSkeleton").map(({ style }) => style.height);
    // The first grid of the page has been loaded by then in another test.
    expect(heights.length === 0 || heights[1] === "200px").toBe(true);
    expect(await screen.findAllByTestId("grid")).toHaveLength(2);
  });

  it("gets the same grid again when its data changes", async () => {
    const kernel = show([frame()]);
    const before = await screen.findByTestId("grid");
    const next = stream({ "0": [[3]] });
    kernel.patch([[[0, 0], "set", { arrow: next, rows: 1 }]]);
    expect(screen.getByTestId("grid")).toBe(before);
    expect(grid.arrow).toBe(next);
  });

  it("hides its index and passes on sizes and texts", async () => {
    show([
      frame({ hide_index: true, height: "content", row_height: 50, placeholder: "–", alt: "N" }),
    ]);
    await screen.findByTestId("grid");
    expect(grid).toMatchObject({ rowHeight: 50, placeholder: "–", label: "N", height: 152 });
    expect(grid.columns).toMatchObject([{ name: "0", hidden: true }]);
  });

  it("offers search, download and full screen", async () => {
    URL.createObjectURL = vi.fn(() => "blob:csv");
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
    show([frame()]);
    await screen.findByTestId("grid");
    await userEvent.click(screen.getByRole("button", { name: "Download as CSV" }));
    expect(clicked.mock.contexts[0]).toMatchObject({
      download: expect.stringMatching(/_export\.csv$/),
    });
    await userEvent.click(screen.getByRole("button", { name: "Search" }));
    expect(search).toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Fullscreen" }));
    expect(grid.height).toBe("100%");
    act(() => void document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })));
    expect(grid.height).toBeNull();
  });

  it("tells the app what is selected, and shows that until there is an answer", async () => {
    const value = { rows: [], columns: [], cells: [] };
    const kernel = show([
      node(
        "dataframe",
        { arrow, columns, rows: 2, selection_mode: ["multi-row"], value },
        undefined,
        "t",
      ),
    ]);
    await screen.findByTestId("grid");
    expect(grid).toMatchObject({ modes: ["multi-row"], selection: value });
    const next = { ...value, rows: [[0, 1]] as const };
    act(() => grid.onSelect(next));
    expect(grid.selection).toEqual(next);
    expect(kernel.events()).toMatchObject([{ id: "t", value: next }]);
  });

  it("tells the app of a button that was pressed", async () => {
    const kernel = show([frame()]);
    await screen.findByTestId("grid");
    act(() => grid.onPress({ id: "b", generation: 3 }, { row: 1 }));
    expect(kernel.events()).toMatchObject([{ id: "b", generation: 3, value: { row: 1 } }]);
  });

  it("lets a button in a form wait for the form", async () => {
    const kernel = show([frame()]);
    await screen.findByTestId("grid");
    act(() => grid.onPress({ id: "b", form_id: "f" }, { row: 1 }));
    expect(kernel.events()).toEqual([]);
  });

  it("lets the visitor say which columns show", async () => {
    show([frame()]);
    await screen.findByTestId("grid");
    const button = screen.getByRole("button", { name: "Show or hide columns" });
    await userEvent.click(button);
    expect(openColumns).toHaveBeenCalledWith(button);
  });

  it("says so when the grid cannot be had", async () => {
    vi.mocked(loadChunk).mockRejectedValue(new Error("offline"));
    vi.spyOn(console, "error").mockImplementation(() => {});
    show([node("vega", { spec: "{}", datasets: {} })]);
    await waitFor(() => expect(screen.getByRole("note").textContent).toContain("offline"));
  });
});
