/** The `streamlit` look of charts: a Vega-Lite configuration made of the theme tokens. */
import { faded, parseColor, rgba } from "../theme/color";
import { categories, diverging, sequence } from "../theme/palette";
import { type Tokens, token } from "../theme/tokens";
import { DEFAULT_HEIGHT } from "./size";

/** Width of a band from which on the name of its category stands below it, in CSS pixels. */
const LEVEL_FROM = 56;

/** `level` where there is room for a level label, else `upright`; composite charts have none. */
const ifLevel = (level: string, upright: string): { expr: string } => ({
  expr: `bandwidth('x') < ${LEVEL_FROM} ? ${upright} : ${level}`,
});

const bandLabels = {
  labelAngle: ifLevel("0", "-90"),
  labelAlign: ifLevel("'center'", "'right'"),
  labelBaseline: ifLevel("'top'", "'middle'"),
  labelLimit: ifLevel("bandwidth('x') * 1.2", "140"),
};

export function chartConfig(tokens: Tokens): Record<string, unknown> {
  const text = token(tokens, "text-color", "#2f2d2b");
  const background = token(tokens, "background-color", "#ffffff");
  const strong = rgba(parseColor(text));
  const muted = faded(text, 0.72);
  const grid = faded(text, 0.1);
  const font = token(tokens, "font", "sans-serif");
  const category = categories(tokens, background);
  const label = { labelColor: muted, labelFont: font, labelFontSize: 12 };
  const title = { titleColor: muted, titleFont: font, titleFontSize: 12, titleFontWeight: 400 };
  return {
    background: "transparent",
    font,
    padding: 4,
    title: {
      anchor: "start",
      color: strong,
      subtitleColor: muted,
      font,
      subtitleFont: font,
      fontSize: 16,
      fontWeight: 600,
      offset: 16,
    },
    axis: {
      ...label,
      ...title,
      domainColor: grid,
      gridColor: grid,
      tickColor: grid,
      domain: false,
      ticks: false,
      labelPadding: 8,
      titlePadding: 12,
      labelOverlap: true,
      labelSeparation: 6,
    },
    axisX: { grid: false, domain: true },
    axisXQuantitative: { grid: true, domain: false },
    axisXBand: bandLabels,
    legend: {
      ...label,
      ...title,
      labelColor: strong,
      symbolSize: 80,
      // Of a legend of sizes, whose marks have no colour of their own.
      symbolBaseFillColor: muted,
      symbolBaseStrokeColor: muted,
      columnPadding: 16,
      rowPadding: 6,
      titlePadding: 8,
      gradientThickness: 12,
      gradientLength: 140,
    },
    header: { ...label, ...title, labelFontSize: 13 },
    view: {
      stroke: "transparent",
      continuousHeight: DEFAULT_HEIGHT - 50,
      continuousWidth: 400,
    },
    facet: { spacing: 24 },
    concat: { spacing: 24 },
    range: {
      category,
      ordinal: sequence(tokens, background),
      ramp: sequence(tokens, background),
      heatmap: sequence(tokens, background),
      diverging: diverging(tokens, background),
    },
    selection: {
      interval: { mark: { fill: strong, fillOpacity: 0.08, stroke: muted, strokeOpacity: 0.6 } },
    },
    mark: { color: category[0] },
    bar: { binSpacing: 2, cornerRadiusEnd: 2, discreteBandSize: { band: 0.78 } },
    line: { strokeWidth: 2, strokeCap: "round", strokeJoin: "round" },
    area: { line: false },
    point: { filled: true, size: 60 },
    circle: { size: 60 },
    square: { size: 60 },
    rule: { color: muted },
    tick: { color: category[0] },
    text: { color: strong, font, fontSize: 12 },
  };
}
