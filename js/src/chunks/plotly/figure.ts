/** From what the kernel sends to a figure that Plotly draws. */

export type Options = Readonly<Record<string, unknown>>;

export interface PlotlyFigure {
  readonly data: readonly Options[];
  readonly layout: Options;
  readonly frames?: readonly Options[];
}

export const isOptions = (value: unknown): value is Options =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads a figure; where its text names a buffer, the bytes take that place. */
export function readFigure(
  text: string,
  arrays: Readonly<Record<string, Uint8Array>>,
): PlotlyFigure {
  const figure = JSON.parse(text, (_, value) => {
    if (!isOptions(value) || typeof value.bdata !== "number") return value;
    const bytes = arrays[value.bdata];
    // A copy, so that it begins where numbers of eight bytes may.
    return { ...value, bdata: bytes?.slice().buffer };
  }) as Partial<PlotlyFigure>;
  return { ...figure, data: figure.data ?? [], layout: figure.layout ?? {} };
}

/** A figure's own size, as Plotly has it where the layout says nothing. */
export function ownSize({ width, height }: Options): { width: number; height: number } {
  return {
    width: typeof width === "number" ? width : 700,
    height: typeof height === "number" ? height : 450,
  };
}

/** Options of the author without those that would send the figure to another site. */
export function pageConfig(config: Options = {}): Options {
  return {
    displaylogo: false,
    responsive: false,
    ...config,
    // The toolbar above the chart has it.
    modeBarButtonsToRemove: ["toImage", ...listOf(config.modeBarButtonsToRemove)],
    plotlyServerURL: "",
    topojsonURL: "about:invalid/",
    showEditInChartStudio: false,
    showLink: false,
    showSendToCloud: false,
  };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
