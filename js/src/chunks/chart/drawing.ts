/** A chart on the page: drawn from a spec, then changed in place as far as that goes. */
import { changeset, read, type Spec as VegaSpec, type View } from "vega";
import embed, { type EmbedOptions, type Result } from "vega-embed";
import type { Tokens } from "../theme/tokens";
import { chartConfig } from "./config";
import { localLoader } from "./loader";
import { type Row, rowsOf } from "./rows";
import { type ChartSize, fittedWidth, type Spec, sized } from "./size";
import { chartTooltip } from "./tooltip";

/** Arrow IPC streams by the names that the spec has for them. */
export type Datasets = Readonly<Record<string, Uint8Array>>;

export interface Design {
  /** Vega-Lite spec as JSON text; its data is in the datasets. */
  readonly spec: string;
  /** Tokens of the `streamlit` theme; null draws with the library's own look. */
  readonly tokens: Tokens | null;
  readonly width: ChartSize["width"];
  readonly height: number | undefined;
}

/** What can change without a new drawing. */
export interface Content {
  readonly datasets: Datasets;
  /** Width of the room the chart has, in CSS pixels. */
  readonly room: number;
}

/** One drawn spec. Data and width change in place; for anything else it is drawn anew. */
export class Drawing {
  readonly #element: HTMLElement;
  readonly #design: Design;
  readonly #tooltip: ReturnType<typeof chartTooltip>;
  #spec: Spec = {};
  #result: Result | null = null;
  #shown: Content = { datasets: {}, room: 0 };
  #wanted: Content = this.#shown;
  #removed = false;

  constructor(element: HTMLElement, design: Design) {
    this.#element = element;
    this.#design = design;
    this.#tooltip = chartTooltip(element);
  }

  get view(): View | null {
    return this.#result?.view ?? null;
  }

  async draw(content: Content): Promise<void> {
    const { spec, tokens, width, height } = this.#design;
    this.#shown = this.#wanted = content;
    const { datasets, room } = content;
    // Options inside the spec could switch off what keeps the page safe.
    const { usermeta: _, ...given } = JSON.parse(spec) as Record<string, unknown>;
    this.#spec = given;
    const options: EmbedOptions = {
      actions: false,
      ast: true,
      config: tokens ? (chartConfig(tokens) as EmbedOptions["config"]) : {},
      defaultStyle: false,
      loader: localLoader(),
      logLevel: 1,
      mode: "vega-lite",
      patch: (compiled) => withData(compiled, datasets),
      renderer: "canvas",
      tooltip: this.#tooltip.handler,
    };
    // A stage of its own: what an outdated drawing still puts on it is never seen.
    const stage = document.createElement("div");
    const result = await embed(stage, sized(given, { room, width, height }) as never, options);
    if (this.#removed) {
      result.finalize();
      return;
    }
    this.#result = result;
    makeRoomForLabels(result);
    this.#element.replaceChildren(stage);
    // What changed while the first picture was made.
    this.update(this.#wanted);
  }

  /** Shows other data under the same names, and takes the width there is. */
  update(content: Content): void {
    const before = this.#shown;
    this.#wanted = content;
    if (!this.#result) return;
    this.#shown = content;
    const replaced = this.#replaceData(this.#result, before.datasets);
    const resized = before.room !== content.room && this.#fit(content.room);
    if (!replaced && !resized) return;
    this.#result.view.run();
    if (resized) makeRoomForLabels(this.#result);
  }

  #replaceData({ view, vgSpec }: Result, before: Datasets): boolean {
    const { datasets } = this.#shown;
    const changed = namesOf(vgSpec, datasets).filter(({ name }) => datasets[name] !== before[name]);
    for (const { name, format } of changed) {
      const rows = parsed(rowsOf(datasets[name] as Uint8Array), format);
      view.change(
        name,
        changeset()
          .remove(() => true)
          .insert(rows),
      );
    }
    // Labels may be longer now, so the room for the axes is measured again.
    if (changed.length > 0) view.resize();
    return changed.length > 0;
  }

  #fit(room: number): boolean {
    const { width, height } = this.#design;
    const fitted = fittedWidth(this.#spec, { room, width, height });
    if (fitted !== null) this.view?.width(fitted);
    return fitted !== null;
  }

  remove(): void {
    this.#removed = true;
    this.#tooltip.remove();
    this.#result?.finalize();
  }
}

/**
 * Labels of bands stand up where bands are narrow (see config.ts), and how narrow they are is known
 * after a layout. Without a second one what is below the labels would be off the picture.
 */
function makeRoomForLabels({ view, vgSpec }: Result): void {
  const bands = (vgSpec.scales ?? []).some(({ name, type }) => name === "x" && type === "band");
  if (bands) view.resize().run();
}

interface DataSource {
  readonly name: string;
  readonly format?: unknown;
}

/** The data sources of a compiled spec that one of the datasets fills. */
function namesOf(spec: VegaSpec, datasets: Datasets): DataSource[] {
  return (spec.data ?? []).filter(({ name }) => Object.hasOwn(datasets, name)) as DataSource[];
}

/** Puts the rows in after compilation: Vega-Lite would copy them more than once. */
function withData(spec: VegaSpec, datasets: Datasets): VegaSpec {
  const data = (spec.data ?? []).map((source) => {
    const bytes = Object.hasOwn(datasets, source.name) ? datasets[source.name] : undefined;
    return bytes ? { ...source, values: rowsOf(bytes) } : source;
  });
  return { ...spec, data } as VegaSpec;
}

/** What a dataset's `format` says about texts that are dates; the first data gets it from Vega. */
function parsed(rows: Row[], format: unknown): Row[] {
  if (typeof format !== "object" || format === null || !("parse" in format)) return rows;
  return read(rows as never, { type: "json", ...format } as never) as Row[];
}
