/** The map under the data: land, borders, and lines of latitude and longitude. */
import type { Layer } from "@deck.gl/core";
import { GeoJsonLayer, PathLayer } from "@deck.gl/layers";
import type { MapColors } from "../geo/colors";
import type { World } from "../geo/outlines";
import { channels } from "./data";

/** The outlines that there are: from afar, and nearer once they are loaded. */
export interface Worlds {
  readonly far: World;
  readonly near: World | null;
}

/** From which zoom on the nearer outlines are drawn. */
export const NEAR = 3.5;

/** Nothing of the base is ever what a visitor points at. */
const QUIET = { pickable: false, parameters: { depthWriteEnabled: false } } as const;

export function baseLayers({ far, near }: Worlds, colors: MapColors, zoom: number): Layer[] {
  const close = near !== null && zoom >= NEAR;
  const grid = new PathLayer<Line>({
    ...QUIET,
    id: "revoila-grid",
    data: graticule(step(zoom)),
    getPath: (line) => line,
    getColor: channels(colors.grid, {}),
    widthUnits: "pixels",
    getWidth: 1,
    updateTriggers: { getColor: colors.grid },
  });
  const lands = [
    land(far, "far", colors, !close),
    ...(near ? [land(near, "near", colors, close)] : []),
  ];
  const edges = [
    borders(far, "far", colors, !close),
    ...(near ? [borders(near, "near", colors, close)] : []),
  ];
  return [...lands, grid, ...edges];
}

const land = (world: World, name: string, colors: MapColors, visible: boolean): Layer =>
  new GeoJsonLayer({
    ...QUIET,
    id: `revoila-land-${name}`,
    visible,
    data: world.land as never,
    getFillColor: channels(colors.land, {}),
    getLineColor: channels(colors.coast, {}),
    lineWidthUnits: "pixels",
    getLineWidth: 1,
    updateTriggers: { getFillColor: colors.land, getLineColor: colors.coast },
  });

const borders = (world: World, name: string, colors: MapColors, visible: boolean): Layer =>
  new GeoJsonLayer({
    ...QUIET,
    id: `revoila-borders-${name}`,
    visible,
    data: world.borders as never,
    getLineColor: channels(colors.border, {}),
    lineWidthUnits: "pixels",
    getLineWidth: 1,
    updateTriggers: { getLineColor: colors.border },
  });

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
