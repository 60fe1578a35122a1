/** What is selected in a Plotly chart, as the script gets it, and how it shows. */
import type { Area, Point, Selected } from "plotly.js-strict-dist-min";
import type { Options, PlotlyFigure } from "./figure";

export interface WireArea {
  readonly xref?: string;
  readonly yref?: string;
  readonly x: readonly unknown[];
  readonly y: readonly unknown[];
}

export interface Selection {
  readonly points: readonly Options[];
  readonly box: readonly WireArea[];
  readonly lasso: readonly WireArea[];
}

export const NOTHING: Selection = { points: [], box: [], lasso: [] };

/** What Plotly tells of a point that has the same name in the script. */
const SAME = [
  ...["x", "y", "z", "r", "theta", "a", "b", "c", "lat", "lon"],
  ...["location", "label", "value", "text", "customdata"],
];

/** Our names for what Plotly tells of a point. */
const NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(SAME.map((name) => [name, name])),
  curveNumber: "curve_number",
  pointNumber: "point_number",
  pointIndex: "point_index",
  pointNumbers: "point_numbers",
  pointIndices: "point_indices",
  binNumber: "bin_number",
  "marker.size": "marker_size",
  "marker.color": "marker_color",
  "marker.symbol": "marker_symbol",
};

/** From how many points on the kernel looks up what they are, rather than being told. */
const MANY = 5_000;
const PLACE = ["curveNumber", "pointNumber", "pointIndex"];

export function selectionOf(event: Selected | undefined): Selection {
  if (!event) return NOTHING;
  const { points, selections: areas = [] } = event;
  const names = Object.entries(NAMES).filter(
    ([theirs]) => points.length < MANY || PLACE.includes(theirs),
  );
  return {
    points: points.map((point) => wirePoint(point, names)),
    box: areas.filter(({ type }) => type === "rect").map(wireBox),
    lasso: areas.filter(({ type }) => type === "path").map(wireLasso),
  };
}

function wirePoint(point: Point, names: ReadonlyArray<[string, string]>): Options {
  const wire: Record<string, unknown> = {};
  for (const [theirs, ours] of names) {
    const value = plain(point[theirs]);
    if (value !== undefined) wire[ours] = value;
  }
  wire.point_index ??= wire.point_number;
  const group = point.data?.legendgroup;
  if (typeof group === "string" && names.length > PLACE.length) wire.legendgroup = group;
  return wire;
}

/** What JSON can say of a value: rows of numbers come as typed arrays. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)];
  if (typeof value === "number" && !Number.isFinite(value)) return undefined;
  return typeof value === "function" ? undefined : (value ?? undefined);
}

const wireBox = ({ xref, yref, x0, x1, y0, y1 }: Area): WireArea => ({
  xref,
  yref,
  x: [x0, x1],
  y: [y0, y1],
});

/** The corners of `M1,2L3,4Z`; places on an axis of dates or names stay texts. */
function wireLasso({ xref, yref, path = "" }: Area): WireArea {
  const corners = path.replace(/^M|Z$/g, "").split("L");
  const places = corners.map((corner) => corner.split(",").map(place));
  return { xref, yref, x: places.map(([x]) => x), y: places.map(([, y]) => y) };
}

function place(text: string): number | string {
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

/** The figure with the points and areas marked that are selected. */
export function withSelection(
  { data, layout, ...rest }: PlotlyFigure,
  selection: Selection,
): PlotlyFigure {
  const { points, box, lasso } = selection;
  const chosen = data.map(() => [] as number[]);
  for (const { curve_number: curve, point_index: index, point_indices: many } of points) {
    const indices = Array.isArray(many) ? many : [index];
    chosen[curve as number]?.push(...indices.filter((one) => typeof one === "number"));
  }
  const areas = [
    ...box.map(({ xref, yref, x, y }) => ({
      type: "rect",
      xref,
      yref,
      x0: x[0],
      x1: x[1],
      y0: y[0],
      y1: y[1],
    })),
    ...lasso.map(({ xref, yref, x, y }) => ({
      type: "path",
      xref,
      yref,
      path: `M${x.map((value, index) => `${value},${y[index]}`).join("L")}Z`,
    })),
  ];
  const any = points.length > 0 || areas.length > 0;
  return {
    ...rest,
    data: any ? data.map((trace, at) => ({ ...trace, selectedpoints: chosen[at] })) : data,
    layout: {
      ...layout,
      ...(areas.length > 0 && { selections: areas }),
      // What Plotly remembers of an earlier selection gives way to this one.
      selectionrevision: JSON.stringify([points.map((point) => point.point_index), box, lasso]),
    },
  };
}

/** How the pointer selects, unless the author says otherwise. */
export function selecting(layout: Options, modes: readonly string[]): Options {
  const dragmode = modes.includes("box") ? "select" : modes.includes("lasso") ? "lasso" : "pan";
  return {
    dragmode,
    ...(modes.includes("points")
      ? { clickmode: "event+select", hovermode: "closest" }
      : { clickmode: "none" }),
    ...layout,
  };
}

/** Buttons of the mode bar that select in a way that the script does not ask for. */
export const unwantedButtons = (modes: readonly string[]): string[] => [
  ...(modes.includes("box") ? [] : ["select2d"]),
  ...(modes.includes("lasso") ? [] : ["lasso2d"]),
];
