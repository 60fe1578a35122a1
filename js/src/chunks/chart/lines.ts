/**
 * Lines of many points: which of them does a picture need, and which is nearest to the pointer?
 *
 * A slice of the axis that is a pixel wide shows the first, the lowest, the highest and the last
 * of its points, so the others need not go through Vega. Zooming in asks anew.
 */
import type { ChartTable, Row } from "./table";

/** Names of the columns that a chart of lines draws. */
export interface LineFields {
  readonly x: string;
  readonly y: string;
  readonly series?: string;
}

/**
 * Says in a row whether the line goes through it. An expression would be worked out for each row,
 * and slowly: the page allows no code that is made at run time, so Vega interprets it.
 */
export const DRAWN = "is drawn?";

export type Span = readonly [from: number, to: number];

/** Points that a slice keeps at most; the fifth is one that is missing, which interrupts the line. */
const KEPT = 5;

export class Lines {
  readonly #table: ChartTable;
  readonly #x: Float64Array | null;
  readonly #y: Float64Array | null;
  /** Places and values as they are in the rows, where they are no numbers. */
  readonly #places: ArrayLike<unknown>;
  readonly #values: ArrayLike<unknown>;
  readonly #series: Uint32Array;
  readonly #count: number;

  constructor(table: ChartTable, fields: LineFields) {
    this.#table = table;
    this.#x = table.numbers(fields.x);
    this.#y = table.numbers(fields.y);
    this.#places = this.#x ?? table.values(fields.x) ?? [];
    this.#values = this.#y ?? table.values(fields.y) ?? [];
    const codes = codesOf(fields.series === undefined ? null : table.values(fields.series));
    this.#series = codes.of ?? new Uint32Array(table.length);
    this.#count = codes.count;
  }

  /** Rows that look like all of them where a span of the axis is seen in so many slices. */
  rows(slices: number, span: Span | null = null): Row[] {
    const positions = this.positions(slices, span) ?? undefined;
    const rows = this.#table.rows(positions);
    for (const [index, row] of rows.entries()) {
      const at = positions ? (positions[index] as number) : index;
      row[DRAWN] = isThere(this.#places[at]) && isThere(this.#values[at]);
    }
    return rows;
  }

  /** Positions of these rows, in order; null for all. */
  positions(slices: number, span: Span | null): Uint32Array | null {
    const [x, y] = [this.#x, this.#y];
    if (!x || !y || (span === null && x.length <= slices * (KEPT - 1) * this.#count)) return null;
    const [from, to] = span ?? extent(x);
    const scale = slices / (to - from || 1);
    const cells = this.#count * slices;
    const first = new Int32Array(cells).fill(-1);
    const [last, low, high, gap] = [first.slice(), first.slice(), first.slice(), first.slice()];
    // On each side of the span the nearest point of each line, so that it does not end at the edge.
    const before = new Int32Array(this.#count).fill(-1);
    const after = before.slice();
    const at = (places: Int32Array, cell: number): number => places[cell] as number;
    for (let index = 0; index < x.length; index += 1) {
      const place = x[index] as number;
      const series = this.#series[index] as number;
      if (place < from) {
        const known = at(before, series);
        if (known < 0 || place >= (x[known] as number)) before[series] = index;
        continue;
      }
      if (place > to) {
        const known = at(after, series);
        if (known < 0 || place < (x[known] as number)) after[series] = index;
        continue;
      }
      // A place that is missing is in the first slice: it is drawn nowhere, but its line is known.
      const slice = Math.min(Math.floor((place - from) * scale) || 0, slices - 1);
      const cell = series * slices + slice;
      const value = y[index] as number;
      if (at(first, cell) < 0) {
        first[cell] = last[cell] = index;
      } else {
        if (place < (x[at(first, cell)] as number)) first[cell] = index;
        if (place >= (x[at(last, cell)] as number)) last[cell] = index;
      }
      if (Number.isNaN(value)) {
        if (at(gap, cell) < 0) gap[cell] = index;
        continue;
      }
      if (at(low, cell) < 0) {
        low[cell] = high[cell] = index;
      } else {
        if (value < (y[at(low, cell)] as number)) low[cell] = index;
        if (value > (y[at(high, cell)] as number)) high[cell] = index;
      }
    }
    const kept = new Set<number>();
    for (const places of [before, first, low, high, gap, last, after]) {
      for (const index of places) if (index >= 0) kept.add(index);
    }
    return Uint32Array.from(kept).sort();
  }

  /**
   * Rows at the place of the axis whose point is nearest to the pointer, that point's first.
   *
   * `toX` and `toY` say where values are, in pixels.
   */
  nearest(
    pointer: readonly [x: number, y: number],
    toX: (value: unknown) => number,
    toY: (value: unknown) => number,
  ): Row[] {
    const [places, values] = [this.#places, this.#values];
    let best = -1;
    let distance = Number.POSITIVE_INFINITY;
    for (let index = 0; index < places.length; index += 1) {
      const dx = toX(places[index]) - pointer[0];
      if (Math.abs(dx) > distance) continue;
      const away = Math.hypot(dx, toY(values[index]) - pointer[1]);
      if (away < distance) {
        distance = away;
        best = index;
      }
    }
    if (best < 0) return [];
    const same = [best];
    for (let index = 0; index < places.length; index += 1) {
      const beside = index !== best && places[index] === places[best];
      if (beside && isThere(values[index])) same.push(index);
    }
    return this.#table.rows(same);
  }
}

const isThere = (value: unknown): boolean =>
  value !== null && value !== undefined && !Number.isNaN(value);

function codesOf(values: unknown[] | null): { of: Uint32Array | null; count: number } {
  if (!values) return { of: null, count: 1 };
  const codes = new Map<unknown, number>();
  const of = new Uint32Array(values.length);
  for (const [index, value] of values.entries()) {
    let code = codes.get(value);
    if (code === undefined) {
      code = codes.size;
      codes.set(value, code);
    }
    of[index] = code;
  }
  return { of, count: Math.max(codes.size, 1) };
}

function extent(values: Float64Array): Span {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}
