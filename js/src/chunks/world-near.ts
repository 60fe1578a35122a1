/** The world in more detail (Natural Earth, public domain); loaded with the first map that is closer. */
import type { Topology } from "topojson-specification";
import countries from "world-atlas/countries-50m.json";
import { worldOf } from "./geo/outlines";

export const world = worldOf(countries as unknown as Topology);
