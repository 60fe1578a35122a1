/** Outlines of land and countries as GeoJSON, from the topology that they travel as. */
import type { Feature, MultiLineString, MultiPolygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

export interface World {
  readonly land: Feature<MultiPolygon>;
  readonly borders: Feature<MultiLineString>;
}

export function worldOf(topology: Topology): World {
  const { countries, land } = topology.objects as {
    countries: GeometryCollection;
    land: GeometryCollection;
  };
  const areas = feature(topology, land).features[0] as Feature<MultiPolygon>;
  // Where two countries meet; coasts are no borders.
  const lines = mesh(topology, countries, (one, other) => one !== other);
  return {
    land: featureOf({
      type: "MultiPolygon",
      coordinates: areas.geometry.coordinates.map((polygon) => polygon.map(closed)),
    }),
    borders: featureOf({ type: "MultiLineString", coordinates: lines.coordinates.map(unrolled) }),
  };
}

const featureOf = <G extends MultiPolygon | MultiLineString>(geometry: G): Feature<G> => ({
  type: "Feature",
  properties: {},
  geometry,
});

/** Mercator's map ends here, in degrees of latitude. */
const EDGE = 85;

/**
 * A line without the jump from 180° to -180°: the outlines are of a globe, on a map the line would
 * run back across the whole of it. It goes on beyond the edge, where the map repeats itself.
 */
export function unrolled(line: readonly Position[]): Position[] {
  let turns = 0;
  let before = line[0]?.[0] ?? 0;
  return line.map(([east = 0, north = 0]) => {
    if (east - before > 180) turns -= 360;
    else if (before - east > 180) turns += 360;
    before = east;
    return [east + turns, Math.max(-EDGE, Math.min(EDGE, north))];
  });
}

/** A ring of a globe on a map; one around a pole is closed along the edge of the map. */
export function closed(ring: readonly Position[]): Position[] {
  const line = unrolled(ring);
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || Math.abs((last[0] ?? 0) - (first[0] ?? 0)) < 180) return line;
  const edge = (first[1] ?? 0) < 0 ? -EDGE : EDGE;
  return [...line, [last[0] ?? 0, edge], [first[0] ?? 0, edge], first];
}
