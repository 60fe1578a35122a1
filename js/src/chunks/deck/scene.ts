/** A scene on the page: made once, then changed in place. */
import { Deck, type Layer, type MapViewState, type View, WebMercatorViewport } from "@deck.gl/core";
import { JSONConverter } from "@deck.gl/json";
import { mapColors } from "../geo/colors";
import type { Tokens } from "../theme/tokens";
import { baseLayers, NEAR, step, type Worlds } from "./base";
import { configuration, unknownType } from "./catalog";
import { type Buffers, channels, layerData, pickedObject } from "./data";
import { loadOptions } from "./fetching";
import { clicked, faded, type Selection } from "./selection";
import { type Tooltip, tooltipOf } from "./tooltip";

export interface Design {
  readonly spec: Spec;
  readonly buffers: Buffers;
  readonly tooltip: Tooltip | undefined;
  /** West, south, east and north of what is to be in view. */
  readonly box: readonly [number, number, number, number] | undefined;
  readonly zoom: number | undefined;
  readonly tokens: Tokens;
  readonly worlds: Worlds;
  readonly size: { readonly width: number; readonly height: number };
  /** What is selected; null where the script is not told. */
  readonly selection: Selection | null;
  readonly several: boolean;
  select(selection: Selection): void;
  onError(message: string): void;
  /** All that there is has been drawn. */
  onDrawn(): void;
  /** The visitor has come so close that more detail is wanted. */
  onNear(): void;
}

export interface Spec {
  readonly layers?: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly views?: unknown;
  readonly effects?: unknown;
  readonly widgets?: readonly unknown[];
  readonly initialViewState?: Readonly<Record<string, unknown>>;
  readonly mapProvider?: string | null;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Reads the description of a scene; throws for what cannot be drawn here. */
export function readSpec(text: string): Spec {
  const spec = JSON.parse(text) as Spec;
  const unknown = unknownType(spec) ?? (spec.widgets?.length ? "widgets" : null);
  if (unknown !== null) throw new Error(`A scene cannot have ${unknown} here.`);
  return spec;
}

/** Zoom of a place where there is nothing to fit into view. */
const CLOSE = 12;
const WORLD = { latitude: 20, longitude: 0, zoom: 1 };
/** Room around what is fitted into view, in CSS pixels. */
const MARGIN = 40;

export class Scene {
  readonly #deck: Deck<View[]>;
  readonly #canvas: HTMLCanvasElement;
  readonly #converter = new JSONConverter({ configuration });
  #design: Design;
  /** Where the author has put the camera; only a change of it moves the visitor's. */
  #placed = "";
  #view: MapViewState = WORLD;
  #spec: Spec = {};
  #layers: Layer[] = [];
  #read: unknown[] = [];

  constructor(canvas: HTMLCanvasElement, design: Design) {
    this.#canvas = canvas;
    this.#design = design;
    this.#deck = new Deck<View[]>({
      canvas,
      controller: true,
      getTooltip: (info) => tooltipOf(this.#design.tooltip, pickedObject(info)),
      layers: [],
      onAfterRender: () => this.#told(),
      onClick: (info) => this.#click(info),
      onError: (error) => this.#design.onError(error.message),
      onViewStateChange: ({ viewState }) => this.#move(viewState as unknown as MapViewState),
      ...design.size,
    });
    this.update(design);
  }

  update(design: Design): void {
    this.#design = design;
    const { box, buffers, size, spec, tokens, zoom } = design;
    const read = [spec, buffers, tokens];
    if (read.some((part, index) => part !== this.#read[index])) {
      this.#read = read;
      this.#spec = spec;
      this.#layers = (spec.layers ?? []).map((layer) => this.#layer(layer));
    }
    const { effects, initialViewState, parameters, views } = this.#spec;
    const placed = JSON.stringify([box, zoom, initialViewState]);
    const moved = placed !== this.#placed;
    if (moved) {
      this.#placed = placed;
      this.#view = { ...start(design, initialViewState) } as MapViewState;
    }
    this.#deck.setProps({
      ...size,
      ...(effects ? { effects: this.#converter.convert(effects) as never } : {}),
      ...(parameters ? { parameters } : {}),
      ...(views ? { views: this.#views(views) } : {}),
      ...(moved && { initialViewState: this.#view as never }),
      layers: this.#drawn(),
    });
    this.#ask();
  }

  /** Moves the camera nearer by a number of steps. */
  zoomBy(steps: number): void {
    const zoom = Math.max(0, Math.min(22, (this.#view.zoom ?? 0) + steps));
    this.#view = { ...this.#view, zoom };
    this.#deck.setProps({ initialViewState: { ...this.#view } as never });
    this.#move(this.#view);
  }

  /** URL of a picture of the scene. */
  picture(): string {
    // What was drawn is kept for no longer than this turn of the event loop.
    this.#deck.redraw("picture");
    const { height, width } = this.#canvas;
    const sheet = document.createElement("canvas");
    [sheet.width, sheet.height] = [width, height];
    const context = sheet.getContext("2d");
    if (!context) return "";
    context.fillStyle = mapColors(this.#design.tokens).water;
    context.fillRect(0, 0, width, height);
    context.drawImage(this.#canvas, 0, 0);
    return sheet.toDataURL("image/png");
  }

  remove(): void {
    this.#deck.finalize();
  }

  #views(views: unknown): View[] {
    const list = Array.isArray(views) ? views : [views];
    // The world goes on beyond its edge.
    const repeated = list.map((view) =>
      view?.["@@type"] === "MapView" ? { repeat: true, ...view } : view,
    );
    return this.#converter.convert(repeated) as never;
  }

  #layer({ data, ...description }: Readonly<Record<string, unknown>>): Layer {
    const { buffers, tokens } = this.#design;
    const named = Object.entries(description).map(([name, value]) => {
      const color = (value as { "@@color"?: string } | null)?.["@@color"];
      return [name, color === undefined ? value : channels(color, tokens)];
    });
    const layer = this.#converter.convert(Object.fromEntries(named)) as unknown as Layer;
    return layer.clone({ data: layerData(data, buffers, tokens), loadOptions } as never);
  }

  #drawn(): Layer[] {
    const { selection, tokens, worlds } = this.#design;
    const layers = this.#layers.map((layer) =>
      selection === null ? layer : layer.clone(faded(layer, selection) as never),
    );
    if (!this.#spec.mapProvider) return layers;
    return [...baseLayers(worlds, mapColors(tokens), this.#view.zoom ?? 0), ...layers];
  }

  #click(info: Parameters<typeof clicked>[1]): void {
    const { select, selection, several } = this.#design;
    if (selection === null) return;
    const { index, layer } = info;
    const next = clicked(selection, { index, layer, object: pickedObject(info) }, several);
    if (JSON.stringify(next) !== JSON.stringify(selection)) select(next);
  }

  #move(view: MapViewState): void {
    const [before, zoom] = [this.#view.zoom ?? 0, view.zoom ?? 0];
    this.#view = view;
    this.#ask();
    if (step(before) === step(zoom) && before >= NEAR === zoom >= NEAR) return;
    this.#deck.setProps({ layers: this.#drawn() });
  }

  #told(): void {
    const layers = this.#deck.props.layers as Layer[];
    if (layers.every(({ isLoaded }) => isLoaded)) this.#design.onDrawn();
  }

  #ask(): void {
    const { onNear, worlds } = this.#design;
    if (worlds.near === null && this.#spec.mapProvider && (this.#view.zoom ?? 0) >= NEAR) onNear();
  }
}

/** Where the camera is at first. */
export function start(
  { box, size, zoom }: Pick<Design, "box" | "size" | "zoom">,
  own: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  if (own !== undefined) return own;
  if (box === undefined) return { ...WORLD, ...(zoom !== undefined && { zoom }) };
  const [west, south, east, north] = box;
  const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2 };
  if (zoom !== undefined) return { ...middle, zoom };
  if (west === east && south === north) return { ...middle, zoom: CLOSE };
  const room = Math.min(size.width, size.height);
  const fit = new WebMercatorViewport(size).fitBounds(
    [
      [west, Math.max(south, -85)],
      [east, Math.min(north, 85)],
    ],
    { maxZoom: 15, padding: Math.min(MARGIN, room / 4) },
  );
  return { longitude: fit.longitude, latitude: fit.latitude, zoom: fit.zoom };
}
