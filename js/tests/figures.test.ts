import { beforeEach, describe, expect, it, vi } from "vitest";
import { graticule, step } from "../src/chunks/deck/base";
import { layerData, pickedObject } from "../src/chunks/deck/data";
import { fetchHere } from "../src/chunks/deck/fetching";
import { clicked } from "../src/chunks/deck/selection";
import { tooltipOf } from "../src/chunks/deck/tooltip";
import { readOption } from "../src/chunks/echarts/option";
import { brushedOf, chosenOf, joined } from "../src/chunks/echarts/selection";
import { fitted } from "../src/chunks/figure/room";
import { closed, unrolled } from "../src/chunks/geo/outlines";
import { pageConfig, readFigure } from "../src/chunks/plotly/figure";
import { selectionOf, unwantedButtons, withSelection } from "../src/chunks/plotly/selection";
import { themed } from "../src/chunks/plotly/theme";
import { cleanSvg, withoutAddresses } from "../src/chunks/svg/sanitize";
import { renderMarkdown } from "../src/markdown/render";

// There is no canvas here; colours then read as black.
beforeEach(() => void vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null));

const bytes = (...numbers: number[]): Uint8Array =>
  new Uint8Array(new Float64Array(numbers).buffer);

describe("the size of a figure", () => {
  const own = { width: 700, height: 450 };
  const room = { width: 600, height: 300 };
  it.each([
    [{ full: undefined }, { width: 600, height: 450 }],
    [
      { width: "content", height: "content", full: undefined },
      { width: 600, height: 450 },
    ],
    [
      { width: 200, height: 100, full: undefined },
      { width: 200, height: 100 },
    ],
    [
      { height: "stretch", full: undefined },
      { width: 600, height: 300 },
    ],
    [
      { width: 200, height: 100, full: 800 },
      { width: 600, height: 800 },
    ],
  ])("%j", (wish, size) => expect(fitted(wish, own, room)).toEqual(size));
});

describe("a Plotly figure", () => {
  it("gets its arrays back", () => {
    const text = '{"data":[{"x":{"dtype":"f8","bdata":0},"y":{"dtype":"i1","bdata":"AAI="}}]}';
    const { data, layout } = readFigure(text, { 0: bytes(1, 2) });
    const [trace] = data as Array<{ x: { bdata: ArrayBuffer }; y: { bdata: string } }>;
    expect([...new Float64Array(trace?.x.bdata as ArrayBuffer)]).toEqual([1, 2]);
    expect(trace?.y.bdata).toBe("AAI=");
    expect(layout).toEqual({});
  });

  it("sends nothing to another site, whatever its author says", () => {
    const config = pageConfig({
      showSendToCloud: true,
      plotlyServerURL: "https://x",
      scrollZoom: true,
    });
    expect(config).toMatchObject({ plotlyServerURL: "", scrollZoom: true, showSendToCloud: false });
  });

  it("takes the colours of the theme where its author has chosen none", () => {
    const template = { layout: { colorway: ["#636efa", "#EF553B"] } };
    const trace = (color: string): Record<string, unknown> => ({ marker: { color }, text: color });
    const figure = { data: [trace("#EF553B"), trace("#123456")], layout: { template } };
    const tokens = { "chart-categorical-colors": "red, rgb(1, 2, 3)" };
    const { data } = themed(figure, tokens);
    expect(data).toEqual([
      { marker: { color: "rgb(1, 2, 3)" }, text: "#EF553B" },
      { marker: { color: "#123456" }, text: "#123456" },
    ]);
  });

  it("tells points and areas", () => {
    const selection = selectionOf({
      points: [
        {
          curveNumber: 0,
          pointNumber: 3,
          x: 1,
          y: Number.NaN,
          customdata: ["a"],
          "marker.size": 4,
          data: { legendgroup: "g" },
        },
      ],
      selections: [
        { type: "rect", xref: "x", yref: "y", x0: 1, x1: 2, y0: 3, y1: 4 },
        { type: "path", xref: "x", yref: "y", path: "M1,2L2024-01-01,3Z" },
      ],
    });
    expect(selection).toEqual({
      points: [
        {
          curve_number: 0,
          point_number: 3,
          point_index: 3,
          x: 1,
          customdata: ["a"],
          marker_size: 4,
          legendgroup: "g",
        },
      ],
      box: [{ xref: "x", yref: "y", x: [1, 2], y: [3, 4] }],
      lasso: [{ xref: "x", yref: "y", x: [1, "2024-01-01"], y: [2, 3] }],
    });
    const figure = { data: [{}, {}], layout: {} };
    const marked = withSelection(figure, selection);
    expect(marked.data).toEqual([{ selectedpoints: [3] }, { selectedpoints: [] }]);
    expect(marked.layout.selections).toHaveLength(2);
    const nothing = withSelection(figure, selectionOf(undefined));
    expect(nothing.data).toEqual([{}, {}]);
    expect(nothing.layout.selectionrevision).not.toBe(marked.layout.selectionrevision);
  });

  it("tells where many points are, and no more", () => {
    const points = Array.from({ length: 6000 }, (_, at) => ({
      curveNumber: 0,
      pointNumber: at,
      x: at,
    }));
    expect(selectionOf({ points }).points[5]).toEqual({
      curve_number: 0,
      point_number: 5,
      point_index: 5,
    });
  });

  it("has buttons for the ways to select", () => {
    expect(unwantedButtons(["points", "lasso"])).toEqual(["select2d"]);
  });
});

describe("a map", () => {
  const layer = { id: "cities", parent: null } as never;
  const part = { id: "part", parent: layer } as never;
  const nothing = { indices: {}, objects: {} };
  const at = (index: number, where = layer): Parameters<typeof clicked>[1] => ({
    layer: where,
    index,
    object: { name: "a", points: [1], far: Number.NaN },
  });

  it("has one object selected, or several", () => {
    const one = clicked(nothing, at(2, part), false);
    expect(one).toEqual({ indices: { cities: [2] }, objects: { cities: [{ name: "a" }] } });
    expect(clicked(one, at(2), false)).toEqual(nothing);
    expect(clicked(one, at(3), false).indices).toEqual({ cities: [3] });
    expect(clicked(one, at(3), true).indices).toEqual({ cities: [2, 3] });
    expect(clicked(one, at(2), true)).toEqual(nothing);
    expect(clicked(one, { layer: null, index: -1, object: null }, true)).toEqual(nothing);
  });

  it("has a tooltip in which values are text", () => {
    const object = { name: "<script>x</script>", deep: { a: 1 } };
    const shown = tooltipOf({ html: "<b>{name}</b> {deep.a} {none}<script></script>" }, object);
    expect(shown?.html).toBe("<b>&lt;script&gt;x&lt;/script&gt;</b> 1 {none}");
    expect(tooltipOf({ text: "{name}" }, object)?.text).toBe("<script>x</script>");
    expect(tooltipOf(true, object)?.text).toBe("name: <script>x</script>");
    expect(tooltipOf(undefined, object)).toBeNull();
    expect(tooltipOf(true, null)).toBeNull();
  });

  it("has lines around the earth, more of them from near", () => {
    expect([0, 4, 9].map(step)).toEqual([30, 10, 5]);
    expect(graticule(30)).toHaveLength(13 + 5);
    expect(graticule(30)).toBe(graticule(30));
  });

  it.each(["world", "world-near"])(
    "has outlines that do not run back across it: %s",
    async (name) => {
      const { world } = await import(`../src/chunks/${name}.ts`);
      const rings = [
        ...world.land.geometry.coordinates.flat(),
        ...world.borders.geometry.coordinates,
      ];
      let longest = 0;
      for (const ring of rings) {
        for (const [at, [east, north]] of ring.slice(1).entries()) {
          // But for the one that closes Antarctica along the edge.
          if (north > -85) longest = Math.max(longest, Math.abs(east - ring[at][0]));
        }
      }
      expect(longest).toBeLessThan(30);
    },
    // The finer ones are large.
    60_000,
  );

  it("closes what lies around a pole along its edge", () => {
    expect(
      unrolled([
        [170, 1],
        [-170, 2],
      ]),
    ).toEqual([
      [170, 1],
      [190, 2],
    ]);
    expect(
      closed([
        [0, -70],
        [120, -70],
        [-120, -89],
        [0, -70],
      ]),
    ).toEqual([
      ...[
        [0, -70],
        [120, -70],
        [240, -85],
        [360, -70],
      ],
      ...[
        [360, -85],
        [0, -85],
        [0, -70],
      ],
    ]);
  });

  it("loads nothing from other sites", async () => {
    await expect(fetchHere("https://example.org/x.png")).rejects.toThrow("other sites");
  });
});

describe("an ECharts option", () => {
  it("gets its numbers back, and formats by name", () => {
    const text = JSON.stringify({
      series: [{ data: { "@@array": "0", width: 2 } }, { data: { "@@array": "1", width: 0 } }],
      tooltip: { valueFormatter: "%.1f km" },
      title: { link: "javascript:alert(1)", sublink: "https://example.org" },
    });
    const option = readOption(text, { 0: bytes(1, 2, 3, 4), 1: bytes(5, 6) }) as {
      series: Array<{ data: unknown }>;
      tooltip: { valueFormatter: (value: unknown) => string };
      title: Record<string, string>;
    };
    expect(option.series.map(({ data }) => data)).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [5, 6],
    ]);
    expect(option.tooltip.valueFormatter(2)).toBe("2.0 km");
    expect(option.title).toEqual({ sublink: "https://example.org" });
  });

  it("tells what was clicked and what lies in the areas, each once", () => {
    const one = chosenOf({
      selected: [
        { seriesIndex: 0, dataIndex: [3] },
        { seriesIndex: 1, dataIndex: [] },
      ],
    });
    const brushed = brushedOf({
      batch: [
        {
          areas: [{ brushType: "rect", coordRange: [[0, 1]] }, { brushType: "rect" }],
          selected: [{ seriesIndex: 0, dataIndex: [1, 3] }],
        },
        { areas: [], selected: [{ seriesIndex: 2, dataIndex: [1] }] },
      ],
    });
    expect(joined(one, brushed)).toEqual({
      selected: [{ series_index: 0, data_type: "main", data_indices: [1, 3] }],
      areas: [{ brush_index: 0, brush_type: "rect", coord_range: [[0, 1]] }],
    });
  });
});

describe("a drawing", () => {
  const XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"';
  it("has nothing left that runs or loads", () => {
    const svg = cleanSvg(`<svg ${XLINK} onload="x()"><script>x()</script>
      <style>@import "https://e.org"; a { fill: url(https://e.org/x); stroke: url(#ok) }</style>
      <a xlink:href="javascript:x()"><text>bad</text></a><a xlink:href="https://e.org"><text>good</text></a>
      <image xlink:href="https://e.org/x.png"></image><rect style="fill: url(//e.org)" onclick="x()"></rect>
      <foreignObject><img src="x" onerror="x()"></foreignObject></svg>`);
    const markup = svg.outerHTML;
    expect(markup).not.toMatch(
      /script|onload|onclick|onerror|e\.org\/x|\/\/e\.org\)|@import|foreignObject/i,
    );
    expect(markup).toContain("url(#ok)");
    expect([...svg.querySelectorAll("a")].map((link) => link.getAttribute("xlink:href"))).toEqual([
      null,
      "https://e.org",
    ]);
    expect(svg.querySelector("image")?.getAttribute("xlink:href")).toBeNull();
  });

  it("is an error where there is none", () => expect(() => cleanSvg("<p>x</p>")).toThrow("empty"));

  it("may refer to parts of itself in its styles", () =>
    expect(withoutAddresses('a{b:url("#c");d:URL( data:x )}')).toBe('a{b:url("#c");d:none}'));
});

it("a fenced block of Mermaid is a place for the diagram, with its source as text", () => {
  const { html, wants } = renderMarkdown("```mermaid\ngraph LR; A --> <b>\n```");
  expect([...wants]).toEqual(["mermaid"]);
  expect(html).toContain('data-testid="stMermaidChart"');
  expect(html).toContain("A --&gt; &lt;b&gt;");
});

describe("binary data of a map", () => {
  const large = 2n ** 53n + 1n;
  const bytes = (numbers: ArrayBufferView): Uint8Array =>
    new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const buffers = {
    "0": bytes(BigInt64Array.of(1n, 2n, 3n, 4n)),
    "1": bytes(BigInt64Array.of(16_777_217n, large)),
    "2": bytes(Float64Array.of(0.1, 0.2)),
  };
  const attributes = {
    getPosition: { buffer: "0", type: "i8", size: 2, column: "place" },
    getRadius: { buffer: "1", type: "i8", size: 1, column: "people" },
    getLineWidth: { buffer: "2", type: "f8", size: 1, column: "share" },
  };
  const data = layerData({ "@@binary": { length: 2, attributes } }, buffers, {}) as {
    readonly attributes: Record<string, { readonly value: unknown; readonly size: number }>;
  };
  const at = (index: number, object?: unknown): unknown =>
    pickedObject({ index, object, layer: { parent: null, props: { data } } as never });

  it("is drawn with numbers that a graphics card takes", () => {
    expect(data.attributes.getPosition).toEqual({ value: Float64Array.of(1, 2, 3, 4), size: 2 });
    expect(data.attributes.getRadius?.value).toBeInstanceOf(Float32Array);
    expect(data.attributes.getLineWidth?.value).toEqual(Float32Array.of(0.1, 0.2));
  });

  it("is told with all digits", () => {
    expect(at(0)).toEqual({ place: [1, 2], people: 16_777_217, share: 0.1 });
    expect(at(1)).toEqual({ place: [3, 4], people: String(large), share: 0.2 });
    expect(tooltipOf({ text: "{people} people" }, at(1))?.text).toBe("9007199254740993 people");
    expect(at(-1)).toBeUndefined();
    expect(at(0, { count: 3 })).toEqual({ count: 3 });
  });
});
