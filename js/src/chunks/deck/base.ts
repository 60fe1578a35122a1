/** The map under the data: land, borders, and lines of latitude and longitude. */
import type { Layer } from "@deck.gl/core";
import { GeoJsonLayer, PathLayer } from "@deck.gl/layers";
import type { MapColors } from "../geo/colors";
import { channels } from "./data";

export interface World {
  readonly land: unknown;
  readonly borders: unknown;
}

/** Nothing of the base is ever what a visitor points at. */
const QUIET = { pickable: false, parameters: { depthWriteEnabled: false } } as const;

export function baseLayers({ land, borders }: World, colors: MapColors, zoom: number): Layer[] {
  const color = (name: keyof MapColors): [number, number, number, number] =>
    channels(colors[name], {});
  return [
    new GeoJsonLayer({
      ...QUIET,
      id: "revoila-land",
      data: land as never,
      getFillColor: color("land"),
      getLineColor: color("coast"),
      lineWidthUnits: "pixels",
      getLineWidth: 1,
      updateTriggers: { getFillColor: colors.land, getLineColor: colors.coast },
    }),
    new PathLayer<Line>({
      ...QUIET,
      id: "revoila-grid",
      data: graticule(step(zoom)),
      getPath: (line) => line,
      getColor: color("grid"),
      widthUnits: "pixels",
      getWidth: 1,
      updateTriggers: { getColor: colors.grid },
    }),
    new GeoJsonLayer({
      ...QUIET,
      id: "revoila-borders",
      data: borders as never,
      getLineColor: color("border"),
      lineWidthUnits: "pixels",
      getLineWidth: 1,
      updateTriggers: { getLineColor: colors.border },
    }),
  ];
}

type Line = Array<[number, number]>;

/** Degrees between two lines. */
export const step = (zoom: number): number => (zoom < 3 ? 30 : zoom < 5 ? 10 : 5);

const drawn = new Map<number, Line[]>();

/** The lines around the whole earth; Mercator's map has no poles. */
export function graticule(every: number): Line[] {
  const known = drawn.get(every);
  if (known) return known;
  const lines: Line[] = [];
  for (let east = -180; east <= 180; east += every) {
    lines.push([
      [east, -85],
      [east, 85],
    ]);
  }
  for (let north = -90 + every; north < 90; north += every) {
    lines.push([
      [-180, north],
      [180, north],
    ]);
  }
  drawn.set(every, lines);
  return lines;
}
