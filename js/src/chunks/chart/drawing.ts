/** A chart on the page: drawn from a spec, then changed in place as far as that goes. */
import { changeset, type Legend, read, type Spec as VegaSpec, type View } from "vega";
import embed, { type EmbedOptions, type Result } from "vega-embed";
import { type Tokens, token } from "../theme/tokens";
import { chartConfig } from "./config";
import { type Hover, hoverLines, NEAR, prepareLines } from "./hover";
import { type LineFields, Lines, type Span } from "./lines";
import { localLoader } from "./loader";
import { type Selected, selectionNames, stateOf, watch, withSelected } from "./selection";
import { type ChartSize, fittedHeight, fittedWidth, type Spec, sized } from "./size";
import { ChartTable, type Row } from "./table";
import { chartTooltip } from "./tooltip";

/** Arrow IPC streams by the names that the spec has for them. */
export type Datasets = Readonly<Record<string, Uint8Array>>;

export interface Design {
  /** Vega-Lite spec; its data is in the datasets. */
  readonly spec: Spec;
  /** Tokens of the `streamlit` theme; null draws with the library's own look. */
  readonly tokens: Tokens | null;
  readonly width: ChartSize["width"];
  /** What a chart of lines draws, of its only dataset. */
  readonly lines: LineFields | null;
  /** Names of the selections that are told. */
  readonly selections: readonly string[];
  /** How long a selection rests before it is told, in milliseconds. */
  readonly rest: number;
  /** What is selected at first; null leaves it to the spec. */
  readonly begin: Selected | null;
  /** What the visitor had done to the drawing before, if it was of the same spec. */
  readonly state: unknown;
  report(selected: Selected): void;
}

/** What can change without a new drawing. */
export interface Content {
  readonly datasets: Datasets;
  /** Width of the room the chart has, in CSS pixels. */
  readonly room: number;
  readonly height: number | undefined;
}

/** Width of a slice of the axis of lines, in dots of the screen: that of a line, roughly. */
const SLICE = 2;
/** Width of a chart whose room is not known, in CSS pixels. */
const ROOM = 700;

/** One drawn spec. Data and size change in place; for anything else it is drawn anew. */
export class Drawing {
  readonly #element: HTMLElement;
  readonly #design: Design;
  readonly #tooltip: ReturnType<typeof chartTooltip>;
  readonly #params: readonly string[];
  #result: Result | null = null;
  #shown: Content = { datasets: {}, room: 0, height: undefined };
  #wanted: Content = this.#shown;
  #lines: Lines | null = null;
  #hover: Hover | null = null;
  #unwatch: (() => void) | null = null;
  #frame = 0;
  #removed = false;

  constructor(element: HTMLElement, design: Design) {
    this.#element = element;
    this.#design = design;
    this.#tooltip = chartTooltip(element);
    this.#params = selectionNames(design.spec);
  }

  get view(): View | null {
    return this.#result?.view ?? null;
  }

  /** What the visitor has done to it. */
  get state(): unknown {
    return this.view === null || this.#params.length === 0
      ? null
      : stateOf(this.view, this.#params);
  }

  async draw(content: Content): Promise<void> {
    const { begin, selections, spec, state, tokens, width } = this.#design;
    this.#shown = this.#wanted = content;
    // Options inside the spec could switch off what keeps the page safe.
    const { usermeta: _, ...given } = begin
      ? withSelected(spec, begin, clocksOf(content.datasets))
      : spec;
    const options: EmbedOptions = {
      actions: false,
      ast: true,
      // Words for each mark are in no picture of a canvas, and take longer than the marks.
      config: { ...(tokens && chartConfig(tokens)), aria: false } as EmbedOptions["config"],
      defaultStyle: false,
      loader: localLoader(),
      logLevel: 1,
      mode: "vega-lite",
      patch: (compiled) => this.#withData(compiled),
      renderer: "canvas",
      tooltip: this.#tooltip.handler,
    };
    // A stage of its own: what an outdated drawing still puts on it is never seen.
    const stage = document.createElement("div");
    const result = await embed(stage, sized(given, { ...content, width }) as never, options);
    if (this.#removed) {
      result.finalize();
      return;
    }
    this.#result = result;
    if (state) await result.view.setState(state as never).runAsync();
    makeRoomForLabels(result);
    this.#element.replaceChildren(stage);
    this.#listen(result.view, selections);
    // What changed while the first picture was made.
    this.update(this.#wanted);
  }

  /** Shows other data under the same names, and takes the room there is. */
  update(content: Content): void {
    const before = this.#shown;
    this.#wanted = content;
    if (!this.#result) return;
    this.#shown = content;
    const replaced = this.#replaceData(this.#result, before.datasets);
    const resized = this.#fit(before);
    if (!replaced && !resized) return;
    this.#result.view.run();
    if (resized) makeRoomForLabels(this.#result);
  }

  /** A picture of it as a URL: as PNG at twice the size it is shown, or as SVG. */
  async picture(type: "png" | "svg"): Promise<string> {
    const { view } = this;
    if (!view) return "";
    // On a page a chart shows what is below it; a file has nothing there.
    const own = view.background();
    const { tokens } = this.#design;
    view.background(tokens ? token(tokens, "background-color", "#ffffff") : own || "#ffffff");
    const url = await view.toImageURL(type, type === "png" ? 2 : 1);
    view.background(own);
    await view.runAsync();
    return url;
  }

  remove(): void {
    this.#removed = true;
    this.#unwatch?.();
    this.#hover?.remove();
    cancelAnimationFrame(this.#frame);
    this.#tooltip.remove();
    this.#result?.finalize();
  }

  #listen(view: View, selections: readonly string[]): void {
    const { lines, report, rest } = this.#design;
    if (selections.length > 0) {
      const clocks = clocksOf(this.#shown.datasets);
      this.#unwatch = watch(view, selections, clocks, rest, report);
    }
    if (!lines) return;
    this.#hover = hoverLines(view, () => this.#lines, lines, this.#tooltip.handler);
    // Closer up there is more to see of a line.
    for (const name of this.#params) view.addSignalListener(name, () => this.#moved());
  }

  #moved(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (!this.#result || !this.#lines) return;
      const source = namesOf(this.#result.vgSpec, this.#shown.datasets)[0];
      if (!source) return;
      replace(this.#result.view, source.name, this.#lineRows(this.#lines));
      this.#result.view.run();
    });
  }

  #replaceData({ view, vgSpec }: Result, before: Datasets): boolean {
    const { datasets } = this.#shown;
    const changed = namesOf(vgSpec, datasets).filter(({ name }) => datasets[name] !== before[name]);
    for (const { name, format } of changed) {
      replace(view, name, parsed(this.#rows(datasets[name] as Uint8Array), format));
    }
    // Labels may be longer now, so the room for the axes is measured again.
    if (changed.length > 0) view.resize();
    if (changed.length > 0) this.#hover?.clear();
    return changed.length > 0;
  }

  /** Puts the rows in after compilation: Vega-Lite would copy them more than once. */
  #withData(spec: VegaSpec): VegaSpec {
    const { datasets } = this.#shown;
    const data = (spec.data ?? []).map((source) => {
      const bytes = Object.hasOwn(datasets, source.name) ? datasets[source.name] : undefined;
      if (bytes) return { ...source, values: this.#rows(bytes) };
      return this.#design.lines && source.name === NEAR ? { ...source, values: [] } : source;
    });
    const filled = { ...spec, data } as VegaSpec;
    return this.#design.lines ? prepareLines(filled) : filled;
  }

  #rows(bytes: Uint8Array): Row[] {
    const table = new ChartTable(bytes);
    if (!this.#design.lines) return table.rows();
    this.#lines = new Lines(table, this.#design.lines);
    return this.#lineRows(this.#lines);
  }

  #lineRows(lines: Lines): Row[] {
    const pixels = (this.#shown.room || ROOM) * Math.max(window.devicePixelRatio, 1);
    return lines.rows(Math.ceil(pixels / SLICE), this.#span());
  }

  /** What is seen of the axis of lines that the visitor has moved; null for all of it. */
  #span(): Span | null {
    const { view } = this;
    const moved = view && this.#params.some((name) => Object.keys(view.signal(name) ?? {}).length);
    if (!moved) return null;
    const [from, to] = view.scale("x").domain().map(Number) as [number, number];
    return Number.isFinite(from) && Number.isFinite(to) && from < to ? [from, to] : null;
  }

  #fit(before: Content): boolean {
    const { spec, width } = this.#design;
    const [old, size] = [
      { ...before, width },
      { ...this.#shown, width },
    ];
    const [newWidth, newHeight] = [fittedWidth(spec, size), fittedHeight(spec, size)];
    const wider = newWidth !== null && newWidth !== fittedWidth(spec, old);
    const higher = newHeight !== null && newHeight !== fittedHeight(spec, old);
    if (wider) this.view?.width(newWidth);
    if (higher) this.view?.height(newHeight);
    return wider || higher;
  }
}

function replace(view: View, name: string, rows: Row[]): void {
  view.change(
    name,
    changeset()
      .remove(() => true)
      .insert(rows),
  );
}

/**
 * Labels of bands stand up where bands are narrow (see config.ts), legends have lines where charts are
 * narrow, and how narrow they are is known after a layout. Without a second one what is below the
 * labels would be off the picture.
 */
function makeRoomForLabels({ view, vgSpec }: Result): void {
  const bands = (vgSpec.scales ?? []).some(({ name, type }) => name === "x" && type === "band");
  if (bands || (vgSpec.legends ?? []).some((legend) => hasLines(view, legend))) view.resize().run();
}

/** Whether a legend whose columns follow from the width of its chart may have more than one line. */
function hasLines(view: View, { columns, fill, stroke }: Legend): boolean {
  const { signal = "" } = (columns ?? {}) as { signal?: string };
  const each = Number(/\bwidth\b.* \/ (\d+)/.exec(signal)?.[1]);
  const scale = fill ?? stroke;
  // How many sizes it shows is known to Vega alone.
  const count = scale === undefined ? Number.POSITIVE_INFINITY : view.scale(scale).domain().length;
  return count * each > view.width();
}

interface DataSource {
  readonly name: string;
  readonly format?: unknown;
}

/** The data sources of a compiled spec that one of the datasets fills. */
function namesOf(spec: VegaSpec, datasets: Datasets): DataSource[] {
  return (spec.data ?? []).filter(({ name }) => Object.hasOwn(datasets, name)) as DataSource[];
}

/** Names of all columns that say what a clock on the wall says. */
function clocksOf(datasets: Datasets): string[] {
  return Object.values(datasets).flatMap((bytes) => new ChartTable(bytes).wallClocks);
}

/** What a dataset's `format` says about texts that are dates; the first data gets it from Vega. */
function parsed(rows: Row[], format: unknown): Row[] {
  if (typeof format !== "object" || format === null) return rows;
  if (!("parse" in format) || format.parse === null) return rows;
  return read(rows as never, { type: "json", ...format } as never) as Row[];
}
