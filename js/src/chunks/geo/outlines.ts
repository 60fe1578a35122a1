/** Outlines of land and countries as GeoJSON, from the topology that they travel as. */
import type { Feature, MultiLineString, MultiPolygon } from "geojson";
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
  return {
    land: feature(topology, land).features[0] as Feature<MultiPolygon>,
    borders: {
      type: "Feature",
      properties: {},
      // Where two countries meet; coasts are no borders.
      geometry: mesh(topology, countries, (one, other) => one !== other),
    },
  };
}
