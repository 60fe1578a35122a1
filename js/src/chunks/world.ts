/** The world as it looks from afar (Natural Earth, public domain); loaded with the first map. */
import type { Topology } from "topojson-specification";
import countries from "world-atlas/countries-110m.json";
import { worldOf } from "./geo/outlines";

export const world = worldOf(countries as unknown as Topology);
