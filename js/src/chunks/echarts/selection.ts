/** What is selected in an ECharts chart, as the script gets it. */

export interface Chosen {
  readonly series_index: number;
  readonly data_type: string;
  readonly data_indices: readonly number[];
}

export interface Area {
  readonly brush_index: number;
  readonly brush_type: string;
  readonly coord_range: unknown;
}

export interface Selection {
  readonly selected: readonly Chosen[];
  readonly areas: readonly Area[];
}

export const NOTHING: Selection = { selected: [], areas: [] };

/** Of the event `selectchanged`. */
export interface SelectChanged {
  readonly selected?: ReadonlyArray<{
    readonly seriesIndex: number;
    readonly dataType?: string;
    readonly dataIndex: readonly number[] | number;
  }>;
}

/** Of the event `brushselected`. */
export interface BrushSelected {
  readonly batch?: ReadonlyArray<{
    readonly brushIndex?: number;
    readonly areas: ReadonlyArray<{ readonly brushType: string; readonly coordRange?: unknown }>;
    readonly selected: ReadonlyArray<{ seriesIndex: number; dataIndex: readonly number[] }>;
  }>;
}

export function chosenOf({ selected = [] }: SelectChanged): Chosen[] {
  return selected
    .map(({ dataIndex, dataType, seriesIndex }) => ({
      series_index: seriesIndex,
      data_type: dataType ?? "main",
      data_indices: typeof dataIndex === "number" ? [dataIndex] : [...dataIndex],
    }))
    .filter(({ data_indices: indices }) => indices.length > 0);
}

export function brushedOf({ batch = [] }: BrushSelected): Selection {
  const found = new Map<number, Set<number>>();
  const areas: Area[] = [];
  for (const [index, { areas: drawn, brushIndex = index, selected }] of batch.entries()) {
    for (const { brushType, coordRange } of drawn) {
      if (coordRange === undefined) continue;
      areas.push({ brush_index: brushIndex, brush_type: brushType, coord_range: coordRange });
    }
    for (const { dataIndex, seriesIndex } of drawn.length > 0 ? selected : []) {
      const known = found.get(seriesIndex) ?? new Set();
      for (const one of dataIndex) known.add(one);
      found.set(seriesIndex, known);
    }
  }
  const selected = [...found]
    .filter(([, indices]) => indices.size > 0)
    .map(([series, indices]) => ({
      series_index: series,
      data_type: "main",
      data_indices: [...indices],
    }));
  return { selected, areas };
}

/** What was clicked and what lies in the areas, each once. */
export function joined(clicked: readonly Chosen[], brushed: Selection): Selection {
  const found = new Map<string, Chosen>();
  for (const one of [...clicked, ...brushed.selected]) {
    const name = `${one.series_index} ${one.data_type}`;
    const before = found.get(name)?.data_indices ?? [];
    const indices = [...new Set([...before, ...one.data_indices])].sort((a, b) => a - b);
    found.set(name, { ...one, data_indices: indices });
  }
  return { selected: [...found.values()], areas: brushed.areas };
}
