import { describe, expect, it } from "vitest";
import { selectionNames, toWire, withSelected } from "../src/chunks/chart/selection";
import { fromWallClock, wallClock } from "../src/chunks/chart/table";

describe("what is selected, as the kernel hears of it", () => {
  it.each([
    [{}, {}],
    [null, {}],
    [{ vlPoint: { or: [] } }, {}],
    [{ vlPoint: { or: [{ a: 1, b: "x" }] }, a: [1], b: ["x"] }, [{ a: 1, b: "x" }]],
    [{ vlPoint: { or: [{ bin: [0, 10] }] } }, [{ bin: [0, 10] }]],
    [
      { x: [3, 1], kind: ["b", "a", "c"] },
      { x: [1, 3], kind: ["b", "a", "c"] },
    ],
    [{ vlPoint: { or: [{ a: undefined }] } }, [{ a: null }]],
  ])("%j is %j", (signal, told) => {
    expect(toWire(signal, [])).toEqual(told);
  });

  it("has the moments of the data, wherever the visitor is", () => {
    const told = Date.UTC(2024, 5, 1, 9, 30);
    const local = new Date(2024, 5, 1, 9, 30);
    expect(toWire({ t: [local.getTime(), local.getTime()] }, ["t"])).toEqual({ t: [told, told] });
    expect(toWire({ vlPoint: { or: [{ yearmonth_t: local }] } }, ["t"])).toEqual([
      { yearmonth_t: told },
    ]);
    expect(toWire({ u: [local.getTime(), local.getTime()] }, ["t"])).toEqual({
      u: [local.getTime(), local.getTime()],
    });
    expect(fromWallClock(wallClock(local.getTime()))).toBe(local.getTime());
  });
});

describe("a spec that begins with a selection", () => {
  const spec = {
    params: [
      { name: "p", select: "point", value: [{ a: 9 }] },
      { name: "v", value: 3 },
    ],
    layer: [{ mark: "point", params: [{ name: "i", select: { type: "interval" } }] }],
  };

  it("has it at the selections that it names", () => {
    const begun = withSelected(spec, { p: [{ a: 1 }], i: { x: [1, 2] } }, []);
    expect(begun).toEqual({
      params: [
        { name: "p", select: "point", value: [{ a: 1 }] },
        { name: "v", value: 3 },
      ],
      layer: [
        {
          mark: "point",
          params: [{ name: "i", select: { type: "interval" }, value: { x: [1, 2] } }],
        },
      ],
    });
  });

  it("has none where nothing is selected any more", () => {
    expect(withSelected(spec, { p: {} }, []).params).toEqual([
      { name: "p", select: "point" },
      { name: "v", value: 3 },
    ]);
    expect(withSelected(spec, {}, [])).toEqual(spec);
  });

  it("knows the names of its selections", () => {
    expect(selectionNames(spec)).toEqual(["p", "i"]);
  });
});
