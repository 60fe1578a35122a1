import * as arrow from "@uwdata/flechette";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chartConfig } from "../src/chunks/chart/config";
import { localLoader } from "../src/chunks/chart/loader";
import { fittedHeight, sized } from "../src/chunks/chart/size";
import { rowsOf } from "../src/chunks/chart/table";
import { chartTooltip } from "../src/chunks/chart/tooltip";
import { stream } from "./arrow";

// There is no canvas here; colours then read as black.
beforeEach(() => void vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null));

describe("rows", () => {
  it("are objects of plain values", () => {
    const bytes = stream({
      name: [["a", "b"], arrow.dictionary(arrow.utf8())],
      count: [[1n, null], arrow.int64()],
      list: [[[1, 2], null], arrow.list(arrow.float64())],
    });
    expect(rowsOf(bytes)).toEqual([
      { name: "a", count: 1, list: [1, 2] },
      { name: "b", count: null, list: null },
    ]);
  });

  it("have naive moments at the same time of the visitor's clock", () => {
    const type = arrow.timestamp(arrow.TimeUnit.MICROSECOND);
    const [row] = rowsOf(stream({ t: [[Date.UTC(2024, 6, 1, 9, 30)], type] }));
    expect(new Date(row?.t as number)).toEqual(new Date(2024, 6, 1, 9, 30));
  });

  it("have moments of a zone as they are", () => {
    const type = arrow.timestamp(arrow.TimeUnit.MICROSECOND, "UTC");
    const moment = Date.UTC(2024, 6, 1, 9, 30);
    expect(rowsOf(stream({ t: [[moment], type] }))).toEqual([{ t: moment }]);
  });
});

describe("size", () => {
  const bar = { mark: "bar", encoding: { y: { field: "n", type: "quantitative" } } };

  it("a chart fills the room it has, axes included", () => {
    expect(sized(bar, { room: 600, width: undefined, height: undefined })).toMatchObject({
      width: 600,
      height: 350,
      autosize: { type: "fit", contains: "padding" },
    });
  });

  it("is never wider than its room", () => {
    expect(sized(bar, { room: 300, width: 800, height: 200 })).toMatchObject({
      width: 300,
      height: 200,
    });
  });

  it("follows the spec where the app asks for the content", () => {
    const spec = { ...bar, width: 120, height: 80 };
    expect(sized(spec, { room: 600, width: "content", height: undefined })).toBe(spec);
  });

  it("leaves the height to rows of categories", () => {
    const rows = { layer: [{ mark: "bar", encoding: { y: { field: "c", type: "nominal" } } }] };
    expect(fittedHeight(rows, { height: undefined })).toBeNull();
    expect(sized(rows, { room: 600, width: "stretch", height: undefined })).toMatchObject({
      width: 600,
      autosize: { type: "fit-x" },
    });
  });

  it.each([
    { hconcat: [bar] },
    { facet: { field: "a" }, spec: bar },
    { mark: "bar", encoding: { row: { field: "a" } } },
  ])("leaves several charts in one as they are", (spec) => {
    expect(sized(spec, { room: 600, width: "stretch", height: 300 })).toBe(spec);
  });
});

describe("the loader", () => {
  it("refuses other sites", async () => {
    const fetched = vi.fn();
    vi.stubGlobal("fetch", fetched);
    await expect(localLoader().load("https://example.com/data.json")).rejects.toThrow(
      "other sites",
    );
    await expect(localLoader().load("//example.com/data.json")).rejects.toThrow("other sites");
    expect(fetched).not.toHaveBeenCalled();
  });

  it("loads from this origin and from data URLs", async () => {
    const fetched = vi.fn(async () => new Response("[]"));
    vi.stubGlobal("fetch", fetched);
    await expect(localLoader().load("app/static/data.json")).resolves.toBe("[]");
    await expect(localLoader().load("data:text/plain,[]")).resolves.toBe("[]");
  });

  it("lets a visitor follow a link", async () => {
    const link = await localLoader().sanitize("https://example.com/", { context: "href" } as never);
    expect(link).toMatchObject({ href: "https://example.com/", rel: "noopener noreferrer" });
  });
});

describe("the tooltip", () => {
  const chart = document.createElement("div");
  beforeEach(() => {
    document.body.className = "stApp";
    document.body.append(chart);
  });
  afterEach(() => {
    document.body.className = "";
    chart.remove();
  });

  it("shows fields as text, never as markup, and goes away", () => {
    const { handler, remove } = chartTooltip(chart);
    const move = new MouseEvent("mousemove", { clientX: 10, clientY: 10 });
    handler(null, move, null as never, { city: "<img src=x>", n: 1 });
    const box = document.querySelector<HTMLElement>(".rv-chart-tooltip");
    expect(box?.querySelector("dd")?.textContent).toBe("<img src=x>");
    expect(box?.querySelector("img")).toBeNull();
    handler(null, move, null as never, null);
    expect(box?.hidden).toBe(true);
    remove();
    expect(document.querySelector(".rv-chart-tooltip")).toBeNull();
  });
});

describe("the streamlit theme", () => {
  it("takes colours and fonts from the tokens", () => {
    const config = chartConfig({
      font: "Test Sans",
      "chart-categorical-colors": "#111, rgb(1, 2, 3)",
    });
    expect(config.font).toBe("Test Sans");
    expect(config.range).toMatchObject({ category: ["#111", "rgb(1, 2, 3)"] });
  });
});
