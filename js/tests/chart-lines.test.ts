import * as arrow from "@uwdata/flechette";
import { describe, expect, it } from "vitest";
import { Lines } from "../src/chunks/chart/lines";
import { ChartTable } from "../src/chunks/chart/table";
import { stream } from "./arrow";

const FIELDS = { x: "x", y: "y" };

function lines(x: number[], y: Array<number | null>, series?: string[]): Lines {
  const columns = {
    x: [x, arrow.float64()],
    y: [y, arrow.float64()],
    ...(series && { series: [series, arrow.utf8()] }),
  } as Parameters<typeof stream>[0];
  return new Lines(new ChartTable(stream(columns)), {
    ...FIELDS,
    ...(series && { series: "series" }),
  });
}

const count = (to: number): number[] => Array.from({ length: to }, (_, index) => index);

describe("the points that a picture of lines needs", () => {
  it("are all of them while they are few", () => {
    expect(lines(count(100), count(100)).positions(50, null)).toBeNull();
    expect(lines(count(3), count(3)).rows(50)).toHaveLength(3);
  });

  it("are the first, last, lowest and highest of each slice", () => {
    const y = count(1000).map((index) => (index === 333 ? 99 : index === 666 ? -99 : 0));
    const kept = lines(count(1000), y).positions(10, null) ?? [];
    expect(kept.length).toBeLessThanOrEqual(50);
    for (const index of [0, 333, 666, 999]) expect(kept).toContain(index);
    expect([...kept]).toEqual([...kept].sort((a, b) => a - b));
  });

  it("keep the extremes of random lines in any order", () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    for (let round = 0; round < 20; round += 1) {
      const size = 200 + Math.floor(random() * 500);
      const x = count(size).map(() => random() * 100);
      const y = count(size).map(random);
      const kept = Array.from(lines(x, y).positions(20, null) ?? []);
      const of = (values: number[]): number[] => kept.map((index) => values[index] as number);
      for (const values of [x, y]) {
        expect(Math.min(...of(values))).toBe(Math.min(...values));
        expect(Math.max(...of(values))).toBe(Math.max(...values));
      }
      expect(kept.length).toBeLessThanOrEqual(100);
    }
  });

  it("keep each line apart", () => {
    const series = count(1000).map((index) => (index % 2 ? "a" : "b"));
    const y = count(1000).map((index) => (index === 501 ? 50 : index === 502 ? 40 : 0));
    const kept = Array.from(lines(count(1000), y, series).positions(10, null) ?? []);
    expect(kept).toContain(501);
    expect(kept).toContain(502);
  });

  it("keep what is missing, which interrupts a line", () => {
    const y = count(1000).map((index) => (index === 500 ? null : 1));
    expect(Array.from(lines(count(1000), y).positions(10, null) ?? [])).toContain(500);
  });

  it("are more where the visitor looks closely, and reach beyond the edges", () => {
    const chart = lines(count(1000), count(1000));
    const kept = Array.from(chart.positions(10, [400, 420]) ?? []);
    expect(kept.filter((index) => index >= 400 && index <= 420).length).toBeGreaterThan(10);
    expect(kept[0]).toBe(399);
    expect(kept.at(-1)).toBe(421);
  });

  it("of every line there is one, or its colour would change", () => {
    const series = count(1000).map((index) => (index < 500 ? "a" : "b"));
    const chart = lines(count(1000), count(1000), series);
    const names = chart.rows(10, [800, 820]).map((row) => row.series);
    expect(new Set(names)).toEqual(new Set(["a", "b"]));
  });
});

describe("the point that is nearest to the pointer", () => {
  const same = (value: unknown): number => Number(value);

  it("is nearest in both directions", () => {
    const chart = lines([0, 10, 20], [0, 100, 0]);
    expect(chart.nearest([9, 1], same, same)).toEqual([{ x: 0, y: 0 }]);
    expect(chart.nearest([9, 90], same, same)).toEqual([{ x: 10, y: 100 }]);
  });

  it("comes first among those at its place", () => {
    const chart = lines([1, 2, 1, 2], [5, 6, 50, 60], ["a", "a", "b", "b"]);
    const rows = chart.nearest([2, 55], same, same);
    expect(rows.map((row) => row.series)).toEqual(["b", "a"]);
  });

  it("is none of those that are missing", () => {
    expect(lines([1, 2], [null, 7]).nearest([1, 7], same, same)).toEqual([{ x: 2, y: 7 }]);
    expect(lines([], []).nearest([1, 7], same, same)).toEqual([]);
  });
});
