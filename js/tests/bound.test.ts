/** What inputs write into the address, and what the kernel says of it. */
import { describe, expect, it } from "vitest";
import { Pendings, valuesFor } from "../src/store/bound";
import { isSameQuery, valuesOf, withValues } from "../src/store/query";

const plain = (...usual: string[]) => ({ default: usual, form: "plain" }) as const;
const MOMENT = Date.UTC(2020, 0, 2, 9, 30);

describe("the values of a parameter", () => {
  it.each([
    ["a b", ["a b"]],
    [true, ["true"]],
    [false, ["false"]],
    [3, ["3"]],
    [-0, ["0"]],
    [0.1, ["0.1"]],
    [1e-7, ["0.0000001"]],
    [-2.5e-10, ["-0.00000000025"]],
    [1e21, [`1${"0".repeat(21)}`]],
    [
      [3, 7.5],
      ["3", "7.5"],
    ],
    [
      ["a", "b"],
      ["a", "b"],
    ],
    [null, [""]],
    [[], [""]],
    ["", [""]],
  ])("are those of the kernel: %j", (value, texts) => {
    expect(valuesFor(value, plain("other"))).toEqual(texts);
  });

  it.each([
    [0, ["2020-01-02", "09:30", "2020-01-02T09:30"]],
    [5000, ["2020-01-02", "09:30:05", "2020-01-02T09:30:05"]],
    [5250, ["2020-01-02", "09:30:05.250", "2020-01-02T09:30:05.250"]],
  ])("are ISO dates and times, %d ms after half past nine", (more, texts) => {
    const forms = ["date", "time", "datetime"] as const;
    const found = forms.map((form) => valuesFor([MOMENT + more], { default: [], form })[0]);
    expect(found).toEqual(texts);
  });

  it("are none for the default", () => {
    expect(valuesFor([5], plain("5"))).toEqual([]);
    expect(valuesFor([2, 5], plain("2", "5"))).toEqual([]);
    expect(valuesFor([2, 6], plain("2", "5"))).toEqual(["2", "6"]);
    expect(valuesFor([], plain(""))).toEqual([]);
    expect(valuesFor(null, plain(""))).toEqual([]);
  });
});

describe("a query", () => {
  it("gets other values where the parameter was, or at its end", () => {
    expect(withValues("?a=1&b=2&a=3", "a", ["x y"])).toBe("a=x+y&b=2");
    expect(withValues("b=2", "a", ["1", "2"])).toBe("b=2&a=1&a=2");
    expect(withValues("a=1&b=2", "a", [])).toBe("b=2");
    expect(valuesOf("a=1&b=2&a=3", "a")).toEqual(["1", "3"]);
  });

  it("is the same however it is written, but for the order of repeated values", () => {
    expect(isSameQuery("?a=x%20y&b=%7E&embed=true", "b=~&a=x+y")).toBe(true);
    expect(isSameQuery("a=1&a=2", "a=2&a=1")).toBe(false);
    expect(isSameQuery("a=1", "")).toBe(false);
  });
});

describe("what is ahead of the kernel", () => {
  it("counts until the kernel has dealt with its event", () => {
    const pendings = new Pendings();
    pendings.note("a", ["1"], 1);
    pendings.note("b", [], 2);
    pendings.note("a", ["2"], 3);
    expect(pendings.over("b=9&c=1")).toBe("c=1&a=2");
    expect(pendings.acknowledge(2)).toEqual(["b"]);
    expect(pendings.over("b=9")).toBe("b=9&a=2");
    expect(pendings.acknowledge(3)).toEqual(["a"]);
    expect(pendings.over("b=9")).toBe("b=9");
  });
});
