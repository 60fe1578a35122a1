/** What a column holds, in a few numbers. */
import type { FrameColumn } from "../arrow/columns";

export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** Of numbers; of moments in milliseconds since 1970, of times in milliseconds since midnight. */
export interface NumberStatistics {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly median: number;
  /** Of a sample; null for less than two values. */
  readonly deviation: number | null;
  readonly histogram: readonly Bin[];
}

export interface ColumnStatistics {
  /** Rows with a value, and those without. */
  readonly count: number;
  readonly missing: number;
  readonly distinct: number;
  /** Null where there is nothing to calculate with. */
  readonly numbers: NumberStatistics | null;
  /** The most frequent values, as the column would `format` them. */
  readonly top: ReadonlyArray<{ readonly value: unknown; readonly count: number }>;
}

const BINS = 20;
const TOP = 5;
const CALCULATED: ReadonlySet<string> = new Set([
  "date",
  "datetime",
  "number",
  "progress",
  "time",
  "duration",
]);

export function columnStatistics(column: FrameColumn): ColumnStatistics {
  const counts = new Map<string | number, { value: unknown; count: number }>();
  const numbers: number[] = [];
  let missing = 0;
  for (let row = 0; row < column.length; row += 1) {
    const key = column.sortKey(row);
    if (key === null) {
      missing += 1;
      continue;
    }
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { value: column.value(row), count: 1 });
    if (CALCULATED.has(column.kind) && typeof key === "number" && Number.isFinite(key)) {
      numbers.push(key);
    }
  }
  return {
    count: column.length - missing,
    missing,
    distinct: counts.size,
    numbers: numbers.length > 0 ? numberStatistics(numbers) : null,
    top: [...counts.values()].sort((one, other) => other.count - one.count).slice(0, TOP),
  };
}

function numberStatistics(values: number[]): NumberStatistics {
  const sorted = Float64Array.from(values).sort();
  const { length } = sorted;
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const [min, max] = [at(0), at(length - 1)];
  const mean = values.reduce((sum, value) => sum + value / length, 0);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const middle = Math.floor(length / 2);
  return {
    min,
    max,
    mean,
    median: length % 2 ? at(middle) : (at(middle - 1) + at(middle)) / 2,
    deviation: length > 1 ? Math.sqrt(squares / (length - 1)) : null,
    histogram: histogram(sorted, min, max),
  };
}

/** Bins of equal width; one where all values are the same. */
function histogram(sorted: Float64Array, min: number, max: number): Bin[] {
  const bins = max > min ? BINS : 1;
  const width = (max - min) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const value of sorted) {
    const bin = width > 0 ? Math.min(Math.floor((value - min) / width), bins - 1) : 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, bin) => ({
    low: min + bin * width,
    high: bin === bins - 1 ? max : min + (bin + 1) * width,
    count,
  }));
}
