/** What Plotly would fetch for its maps from other sites, from the bundle instead. */
import type { LoadChunk } from "../../data/figure";
import { mapColors } from "../geo/colors";
import type { Tokens } from "../theme/tokens";
import { isOptions, type Options, type PlotlyFigure } from "./figure";

type Outlines = typeof import("../outlines");
type World = typeof import("../world-near");

const isGeo = (name: string): boolean => /^geo\d*$/.test(name);
const isMap = (name: string): boolean => /^map(box)?\d*$/.test(name);

/** The figure with outlines where it has maps; they are loaded with the first of them. */
export async function withMaps(
  figure: PlotlyFigure,
  tokens: Tokens,
  load: LoadChunk,
): Promise<PlotlyFigure> {
  const types = figure.data.map(({ type }) => String(type ?? ""));
  const places = Object.keys(figure.layout);
  if (types.some((type) => /geo$|^choropleth$/.test(type)) || places.some(isGeo)) {
    const { topojson } = await load<Outlines>("outlines");
    Object.assign(assets(), topojson);
  }
  const onTiles = types.some((type) => /map(box)?$/.test(type) && !/heatmap|treemap/.test(type));
  const maps = places.filter(isMap);
  if (!onTiles && maps.length === 0) return figure;
  const {
    world: { borders, land },
  } = await load<World>("world-near");
  const style = mapStyle(tokens, land, borders);
  const layout: Record<string, unknown> = { ...figure.layout };
  for (const name of new Set([...maps, ...(onTiles ? ["map"] : [])])) {
    const own = isOptions(layout[name]) ? layout[name] : {};
    layout[name] = { ...own, style };
  }
  return { ...figure, layout };
}

/** Where Plotly looks for outlines before it would fetch them. */
function assets(): Record<string, unknown> {
  const place = globalThis as { PlotlyGeoAssets?: { topojson: Record<string, unknown> } };
  place.PlotlyGeoAssets ??= { topojson: {} };
  return place.PlotlyGeoAssets.topojson;
}

/** A style for MapLibre that has everything in itself. */
function mapStyle(tokens: Tokens, land: unknown, borders: unknown): Options {
  const { border, coast, land: ground, water } = mapColors(tokens);
  return {
    version: 8,
    sources: {
      borders: { type: "geojson", data: borders },
      land: { type: "geojson", data: land },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": water } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": ground } },
      { id: "coast", type: "line", source: "land", paint: { "line-color": coast } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": border } },
    ],
  };
}
