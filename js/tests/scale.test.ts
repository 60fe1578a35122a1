import { describe, expect, it } from "vitest";
import { decimals, nearestTo, pageOf, shareOf, withHandle } from "../src/inputs/scale";

const PERCENT = { min: 0, max: 100, step: 1 };

describe("a handle that is moved", () => {
  it.each([
    ["to the nearest step", 42.4, PERCENT, 42],
    ["not beyond the end", 180, PERCENT, 100],
    ["not before the beginning", -3, PERCENT, 0],
    ["by steps from the beginning on", 12, { min: 5, max: 50, step: 10 }, 15],
    ["not beyond the last step", 50, { min: 5, max: 50, step: 10 }, 45],
    ["to the end, whatever binary numbers make of it", 0.3, { min: 0, max: 0.3, step: 0.1 }, 0.3],
    ["without binary noise", 0.7000000001, { min: 0.1, max: 1, step: 0.1 }, 0.7],
    ["with the decimals of the beginning", 0.2, { min: 0.05, max: 1, step: 0.1 }, 0.25],
    ["by steps that have an exponent", 3.2e-7, { min: 0, max: 1e-6, step: 1e-7 }, 3e-7],
  ])("goes %s", (_, value, scale, goes) => {
    expect(withHandle([scale.min], 0, value, scale)).toEqual([goes]);
  });

  it("does not get past another", () => {
    expect(withHandle([20, 60], 0, 90, PERCENT)).toEqual([60, 60]);
    expect(withHandle([20, 60], 1, 10, PERCENT)).toEqual([20, 20]);
  });
});

describe("a line", () => {
  it("has a place for each value, also when it has no length", () => {
    expect([5, 30, 55, 80].map((value) => shareOf(value, { min: 5, max: 55, step: 1 }))).toEqual([
      0, 50, 100, 100,
    ]);
    expect(shareOf(0, { min: 0, max: 0, step: 1 })).toBe(0);
  });

  it("has pages of a tenth, of one step at least", () => {
    expect(pageOf(PERCENT)).toBe(10);
    expect(pageOf({ min: 0, max: 3, step: 1 })).toBe(1);
    expect(pageOf({ min: 0, max: 1, step: 0.25 })).toBe(0.25);
  });

  it.each([
    [10, 0],
    [39, 0],
    [41, 1],
    [90, 1],
  ])("is pressed at %d by the handle that is nearest", (value, index) => {
    expect(nearestTo([20, 60], value)).toBe(index);
  });

  it("lets both handles go apart that are in one place", () => {
    expect(nearestTo([40, 40], 30)).toBe(0);
    expect(nearestTo([40, 40], 50)).toBe(1);
  });
});

it("counts the digits after the point", () => {
  expect([1, 0.25, 1e-7, 1.5e-7, 1e21].map(decimals)).toEqual([0, 2, 7, 8, 0]);
});
