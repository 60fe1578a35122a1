/** What a description of a scene may name: layers, views, lights. */

import {
  ContourLayer,
  GridLayer,
  HeatmapLayer,
  HexagonLayer,
  ScreenGridLayer,
} from "@deck.gl/aggregation-layers";
import {
  AmbientLight,
  _CameraLight as CameraLight,
  COORDINATE_SYSTEM,
  DirectionalLight,
  FirstPersonView,
  _GlobeView as GlobeView,
  LightingEffect,
  MapView,
  OrbitView,
  OrthographicView,
  PointLight,
} from "@deck.gl/core";
import {
  A5Layer,
  GeohashLayer,
  GreatCircleLayer,
  H3ClusterLayer,
  H3HexagonLayer,
  QuadkeyLayer,
  S2Layer,
  TripsLayer,
} from "@deck.gl/geo-layers";
import { JSONConfiguration } from "@deck.gl/json";
import {
  ArcLayer,
  BitmapLayer,
  ColumnLayer,
  GeoJsonLayer,
  GridCellLayer,
  IconLayer,
  LineLayer,
  PathLayer,
  PointCloudLayer,
  PolygonLayer,
  ScatterplotLayer,
  SolidPolygonLayer,
  TextLayer,
} from "@deck.gl/layers";

const CLASSES: Readonly<Record<string, unknown>> = {
  A5Layer,
  ArcLayer,
  BitmapLayer,
  ColumnLayer,
  ContourLayer,
  GeohashLayer,
  GeoJsonLayer,
  GreatCircleLayer,
  GridCellLayer,
  GridLayer,
  // Older names, which pydeck still has in its examples.
  CPUGridLayer: GridLayer,
  GPUGridLayer: GridLayer,
  H3ClusterLayer,
  H3HexagonLayer,
  HeatmapLayer,
  HexagonLayer,
  IconLayer,
  LineLayer,
  PathLayer,
  PointCloudLayer,
  PolygonLayer,
  QuadkeyLayer,
  S2Layer,
  ScatterplotLayer,
  ScreenGridLayer,
  SolidPolygonLayer,
  TextLayer,
  TripsLayer,
  AmbientLight,
  CameraLight,
  _CameraLight: CameraLight,
  DirectionalLight,
  LightingEffect,
  PointLight,
  FirstPersonView,
  GlobeView,
  _GlobeView: GlobeView,
  MapView,
  OrbitView,
  OrthographicView,
};

export const configuration = new JSONConfiguration({
  classes: CLASSES as never,
  enumerations: { COORDINATE_SYSTEM } as never,
});

/** The first thing in a description that is not among these; null if all are. */
export function unknownType(value: unknown): string | null {
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = unknownType(item);
      if (found !== null) return found;
    }
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [name, item] of Object.entries(value)) {
    if (name === "data") continue;
    const found =
      name === "@@type"
        ? Object.hasOwn(CLASSES, String(item))
          ? null
          : String(item)
        : unknownType(item);
    if (found !== null) return found;
  }
  return null;
}
