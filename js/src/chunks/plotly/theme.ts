/** The `streamlit` look of Plotly figures: a template made of the theme tokens. */
import { faded, mixed, parseColor, rgba } from "../theme/color";
import { categories, diverging, sequence } from "../theme/palette";
import { type Tokens, token } from "../theme/tokens";
import { isOptions, type Options, type PlotlyFigure } from "./figure";

type Scale = ReadonlyArray<readonly [number, string]>;

const scale = (colors: readonly string[]): Scale =>
  colors.map((color, step) => [step / Math.max(colors.length - 1, 1), color]);

/** The figure in the colours of the app; what its author chose stays. */
export function themed(figure: PlotlyFigure, tokens: Tokens): PlotlyFigure {
  const ours = template(tokens, figure.layout.title !== undefined);
  const theirs = isOptions(figure.layout.template) ? figure.layout.template : {};
  const recolor = recoloring(isOptions(theirs.layout) ? theirs.layout : {}, ours.layout);
  const { title, ...layout } = recolor(figure.layout) as Record<string, unknown>;
  return {
    ...figure,
    data: figure.data.map((trace) => recolor(trace) as Options),
    layout: {
      ...layout,
      ...(title !== undefined && { title: strongTitle(title) }),
      template: ours,
    },
  };
}

/** A title as in Plotly's own look, but of the weight that other charts have. */
function strongTitle(title: unknown): Options {
  return isOptions(title) ? title : { text: title };
}

const SCALES = ["sequential", "sequentialminus", "diverging"] as const;

/**
 * Plotly Express writes the colours of the template into every trace. Where one of them stands, the
 * author has chosen none, so the theme's colour of that place takes it.
 */
function recoloring(theirs: Options, ours: Options): (value: unknown, name?: string) => unknown {
  const from = Array.isArray(theirs.colorway) ? theirs.colorway : [];
  const to = ours.colorway as readonly string[];
  const colors = new Map(from.map((color, index) => [color, to[index % to.length]]));
  const their = isOptions(theirs.colorscale) ? theirs.colorscale : {};
  const our = ours.colorscale as Options;
  const scales = new Map(SCALES.map((name) => [JSON.stringify(their[name]), our[name]]));
  const recolor = (value: unknown, name = ""): unknown => {
    if (typeof value === "string") {
      return /color/i.test(name) ? (colors.get(value) ?? value) : value;
    }
    if (name === "template" || name === "bdata" || typeof value !== "object" || value === null) {
      return value;
    }
    if (Array.isArray(value)) {
      if (name === "colorscale") return scales.get(JSON.stringify(value)) ?? value;
      const colored = /color/i.test(name) && colors.size > 0;
      const nested = isOptions(value[0]) && value.length < 1000;
      return colored || nested ? value.map((item) => recolor(item, name)) : value;
    }
    if (value instanceof ArrayBuffer) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, recolor(item, key)]),
    );
  };
  return recolor;
}

function template(
  tokens: Tokens,
  titled: boolean,
): { readonly data: Options; readonly layout: Options } {
  const text = token(tokens, "text-color", "#2f2d2b");
  const background = token(tokens, "background-color", "#ffffff");
  const surface = token(tokens, "secondary-background-color", "#f5f4f1");
  const family = token(tokens, "font", "sans-serif");
  const strong = rgba(parseColor(text));
  const muted = faded(text, 0.72);
  const grid = faded(text, 0.1);
  const clear = "rgba(0, 0, 0, 0)";
  const label = { color: muted, size: 12 };
  const ramp = scale(sequence(tokens, background));
  const colorbar = { outlinewidth: 0, ticks: "", thickness: 14, tickfont: label };
  const axis = {
    automargin: true,
    gridcolor: grid,
    linecolor: grid,
    tickfont: label,
    ticks: "",
    title: { font: label, standoff: 12 },
    zerolinecolor: faded(text, 0.18),
    zerolinewidth: 1,
  };
  const round = { gridcolor: grid, linecolor: grid, tickfont: label, ticks: "" };
  const space = { ...round, backgroundcolor: clear, showbackground: true, zerolinecolor: grid };
  const scaled = { colorbar, colorscale: ramp };
  const water = mixed(token(tokens, "blue-color", "#3b82f6"), background, 0.12);
  const layout = {
    annotationdefaults: { arrowcolor: muted, arrowhead: 0, arrowwidth: 1 },
    autotypenumbers: "strict",
    coloraxis: { colorbar },
    colorscale: {
      sequential: ramp,
      sequentialminus: ramp,
      diverging: scale(diverging(tokens, background)),
    },
    colorway: categories(tokens, background),
    font: { color: strong, family, size: 13 },
    geo: {
      bgcolor: clear,
      coastlinecolor: faded(text, 0.3),
      countrycolor: faded(text, 0.2),
      framecolor: grid,
      lakecolor: water,
      landcolor: surface,
      oceancolor: water,
      rivercolor: water,
      showlakes: true,
      showland: true,
      subunitcolor: faded(text, 0.2),
    },
    hoverlabel: {
      align: "left",
      bgcolor: background,
      bordercolor: faded(text, 0.3),
      font: { color: strong, family, size: 13 },
    },
    legend: { bgcolor: clear, font: { color: strong, size: 12 }, title: { font: label } },
    margin: { b: 48, l: 48, pad: 0, r: 16, t: titled ? 48 : 16 },
    modebar: { activecolor: strong, bgcolor: clear, color: faded(text, 0.55) },
    newselection: { line: { color: strong, dash: "dot", width: 1 } },
    paper_bgcolor: clear,
    plot_bgcolor: clear,
    polar: { angularaxis: round, bgcolor: clear, radialaxis: round },
    scene: { xaxis: space, yaxis: space, zaxis: space },
    shapedefaults: { line: { color: muted } },
    ternary: { aaxis: round, baxis: round, bgcolor: clear, caxis: round },
    title: {
      font: { size: 16, weight: 600 },
      pad: { l: 4 },
      x: 0,
      xanchor: "left",
      xref: "container",
    },
    xaxis: axis,
    yaxis: axis,
  };
  const edged = { marker: { line: { color: background, width: 0.5 } } };
  const cell = { fill: { color: clear }, line: { color: grid } };
  const data = {
    bar: [{ ...edged, error_x: { color: muted }, error_y: { color: muted } }],
    barpolar: [edged],
    choropleth: [scaled],
    choroplethmap: [scaled],
    contour: [scaled],
    heatmap: [scaled],
    histogram2d: [scaled],
    histogram2dcontour: [scaled],
    pie: [{ automargin: true, marker: { line: { color: background, width: 1 } } }],
    surface: [scaled],
    table: [{ cells: cell, header: { ...cell, fill: { color: surface } } }],
  };
  return { data, layout };
}
