/** The outlines of land and countries (Natural Earth, public domain), as GeoJSON; loaded with the first map. */
import type { Feature, MultiLineString, MultiPolygon } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import countries from "world-atlas/countries-50m.json";

const topology = countries as unknown as Topology;
const { countries: areas, land: ground } = topology.objects as {
  countries: GeometryCollection;
  land: GeometryCollection;
};

export const land = feature(topology, ground).features[0] as Feature<MultiPolygon>;

/** Where two countries meet; coasts are no borders. */
export const borders: Feature<MultiLineString> = {
  type: "Feature",
  properties: {},
  geometry: mesh(topology, areas, (one, other) => one !== other),
};
