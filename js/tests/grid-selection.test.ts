import { CompactSelection, type GridSelection } from "@glideapps/glide-data-grid";
import { act, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readTable } from "../src/chunks/arrow/values";
import type { GridSource } from "../src/chunks/grid/columns";
import { joined, minus, without } from "../src/chunks/grid/ranges";
import type { Range, Rows } from "../src/chunks/grid/rows";
import {
  canonical,
  type Selection,
  selectionModes,
  type WireSelection,
} from "../src/chunks/grid/selected";
import { useSelecting } from "../src/chunks/grid/selection";
import { WholeRows } from "../src/chunks/grid/whole";
import { stream } from "./arrow";

const NOTHING: WireSelection = { rows: [], columns: [], cells: [] };
const COLUMNS = [{ name: "0", index: true }, { name: "1" }, { name: "2" }];

const frame = () =>
  new WholeRows(
    readTable(stream({ 0: [[0, 1, 2, 3]], 1: [[3, 1, 2, 0]], 2: [["a", "b", "c", "d"]] })),
    COLUMNS,
  );
const SOURCES = COLUMNS.map(({ name, index }) => ({
  id: name,
  props: { index },
})) as never as GridSource[];

/** The grid with these modes; `said` are the selections that the app was told of. */
function grid(names: string[], value: WireSelection = NOTHING, rows: Rows = frame()) {
  const said: WireSelection[] = [];
  const modes = selectionModes(names);
  const drawn = renderHook(
    (given: WireSelection) =>
      useSelecting({
        modes,
        rows,
        sources: SOURCES,
        value: given,
        report: (selection) => said.push(selection),
      }),
    { initialProps: value },
  );
  const now = () => drawn.result.current;
  /** What the grid says after its marker of a row was pressed. */
  const mark = (change: (rows: CompactSelection) => CompactSelection): void =>
    act(() =>
      now().change({ columns: CompactSelection.empty(), rows: change(now().selection.rows) }),
    );
  const cells = (x: number, y: number, width: number, height: number): void =>
    act(() => {
      const current = { cell: [x, y] as const, range: { x, y, width, height }, rangeStack: [] };
      now().change({ ...EMPTY, current } as GridSelection);
    });
  return { rows, said, now, mark, cells, draw: drawn.rerender };
}

const EMPTY: GridSelection = { columns: CompactSelection.empty(), rows: CompactSelection.empty() };

afterEach(() => void vi.useRealTimers());

describe("rows", () => {
  it("are told by their position in the data, in the order of the view", () => {
    const { rows, said, mark, now } = grid(["multi-row"]);
    act(() => void rows.sort({ column: "1", descending: false }));
    mark((known) => known.add(0));
    mark((known) => known.add(3));
    mark((known) => known.add(1));
    // Sorted by the column they are 3, 1, 2, 0.
    expect(said.map(({ rows: found }) => found)).toEqual([[3], [3, 0], [3, 1, 0]]);
    expect(now().selection.rows.toArray()).toEqual([0, 1, 3]);
  });

  it("stay selected when the order changes", async () => {
    const { rows, said, mark, now, draw } = grid(["multi-row"]);
    mark((known) => known.add(0));
    await act(() => rows.sort({ column: "1", descending: false }));
    draw(said.at(-1) ?? NOTHING);
    expect(now().selection.rows.toArray()).toEqual([3]);
    expect(said).toHaveLength(1);
  });

  it("are taken out one by one or all together", () => {
    const { said, mark, now } = grid(["multi-row"], { ...NOTHING, rows: [[0, 3]] });
    mark((known) => known.remove(1));
    expect(said.at(-1)?.rows).toEqual([0, 2]);
    act(() => void now().selectAllRows());
    expect(said.at(-1)?.rows).toEqual([[0, 4]]);
    mark(() => CompactSelection.empty());
    expect(said.at(-1)?.rows).toEqual([]);
  });

  it("are one where the app wants no more", () => {
    const { said, mark } = grid(["single-row"]);
    mark((known) => known.add(1));
    mark((known) => known.add(2));
    expect(said.at(-1)?.rows).toEqual([2]);
    mark(() => CompactSelection.empty());
    expect(said.at(-1)?.rows).toEqual([]);
  });

  it("are one always where the app wants that", () => {
    const { said, mark, now } = grid(["single-row-required"], { ...NOTHING, rows: [[0, 1]] });
    mark(() => CompactSelection.empty());
    act(() => void now().toggleRow(0));
    act(() => now().clear());
    expect(said).toEqual([]);
    act(() => void now().toggleRow(2));
    expect(said.at(-1)?.rows).toEqual([2]);
  });

  it("follow what the app says, and not its answer to what it was told", () => {
    const { said, mark, now, draw } = grid(["multi-row"]);
    mark((known) => known.add(1));
    draw({ rows: [[1, 2]], columns: [], cells: [] });
    expect(said).toHaveLength(1);
    draw({ rows: [[3, 4]], columns: [], cells: [] });
    expect(now().selection.rows.toArray()).toEqual([3]);
    expect(said).toHaveLength(1);
  });

  it("grow with the keys", () => {
    const { said, now } = grid(["multi-row"]);
    act(() => void now().extendRows(1, 1, 1));
    act(() => void now().extendRows(2, 1, 1));
    expect(said.at(-1)?.rows).toEqual([[1, 4]]);
    expect(now().selection.current?.cell).toEqual([1, 3]);
    expect(now().extendRows(3, 1, 1)).toBe(false);
  });

  it("stay when another cell is gone to", () => {
    const { said, mark, cells, now } = grid(["multi-row", "multi-column"]);
    mark((known) => known.add(1));
    act(() => void now().toggleColumn("2"));
    cells(1, 2, 1, 1);
    expect(said.at(-1)).toEqual({ rows: [1], columns: ["2"], cells: [] });
    expect(said).toHaveLength(2);
  });
});

describe("columns", () => {
  it("are several, or one, and never the index", () => {
    const several = grid(["multi-column"]);
    for (const id of ["2", "1", "0"]) act(() => void several.now().toggleColumn(id));
    expect(several.said.at(-1)?.columns).toEqual(["2", "1"]);
    expect(several.now().selection.columns.toArray()).toEqual([1, 2]);
    const one = grid(["single-column"]);
    for (const id of ["2", "1"]) act(() => void one.now().toggleColumn(id));
    expect(one.said.at(-1)?.columns).toEqual(["1"]);
    act(() => void one.now().toggleColumn("1"));
    expect(one.said.at(-1)?.columns).toEqual([]);
  });
});

describe("cells", () => {
  it("are told as a rectangle, once it does not change any more", () => {
    vi.useFakeTimers();
    const { said, cells } = grid(["multi-cell"]);
    cells(0, 1, 2, 1);
    cells(0, 1, 3, 2);
    expect(said).toEqual([]);
    vi.runAllTimers();
    expect(said).toEqual([{ rows: [], columns: [], cells: [[[[1, 3]], ["1", "2"]]] }]);
  });

  it("are positions of the data, and no range any more in another order", () => {
    vi.useFakeTimers();
    const { rows, said, cells, draw, now } = grid(["single-cell"]);
    act(() => void rows.sort({ column: "1", descending: false }));
    draw(NOTHING);
    cells(2, 0, 1, 1);
    vi.runAllTimers();
    expect(said.at(-1)?.cells).toEqual([[[3], ["2"]]]);
    act(() => void rows.sort(null));
    draw(said.at(-1) ?? NOTHING);
    vi.runAllTimers();
    expect(said.at(-1)?.cells).toEqual([]);
    expect(now().selection.current).toBeUndefined();
  });

  it("are shown where the app says", () => {
    const { now } = grid(["single-cell"], { ...NOTHING, cells: [[[[2, 3]], ["1"]]] });
    expect(now().selection.current?.cell).toEqual([1, 2]);
  });
});

it.each<[Range[], Range, Range[]]>([
  [
    [[0, 5]],
    [2, 3],
    [
      [0, 2],
      [3, 5],
    ],
  ],
  [[[0, 5]], [0, 5], []],
  [
    [
      [0, 2],
      [4, 6],
    ],
    [1, 5],
    [
      [0, 1],
      [5, 6],
    ],
  ],
  [[[3, 4]], [0, 3], [[3, 4]]],
])("%j without %j is %j", (ranges, gone, left) => {
  expect(without(ranges, gone)).toEqual(left);
  expect(minus(ranges, [gone])).toEqual(left);
  expect(joined([...left, gone].reverse())).toEqual(joined([...ranges, gone]));
});

it("takes many ranges out of many", () => {
  const even = Array.from({ length: 50_000 }, (_, one): Range => [2 * one, 2 * one + 1]);
  expect(minus([[0, 100_000]], even)).toHaveLength(50_000);
  expect(minus(even, even)).toEqual([]);
  expect(
    minus(
      [
        [0, 10],
        [20, 30],
      ],
      [
        [5, 22],
        [23, 24],
        [29, 40],
      ],
    ),
  ).toEqual([
    [0, 5],
    [22, 23],
    [24, 29],
  ]);
});

it("means the same in any order", () => {
  const one: Selection = {
    rows: [
      [2, 3],
      [0, 2],
    ],
    columns: ["2", "1"],
    cells: [
      [[[0, 1]], ["1"]],
      [[[1, 2]], ["1"]],
    ],
  };
  const other: Selection = { rows: [[0, 3]], columns: ["1", "2"], cells: [[[[0, 2]], ["1"]]] };
  expect(canonical(one)).toBe(canonical(other));
  expect(canonical(one)).not.toBe(canonical({ ...other, rows: [[0, 2]] }));
});

describe("rows that have not arrived", () => {
  /** A sorted table whose row n shows position 999 - n; only those that were asked for are known. */
  function far() {
    const known = new Set<number>([0, 1, 2]);
    const asked: string[] = [];
    const rows = {
      count: 1000,
      sorting: { column: "1", descending: true },
      version: 0,
      arrangement: 0,
      position: (row: number) => (known.has(row) ? 999 - row : null),
      rowOf: (position: number) => (known.has(999 - position) ? 999 - position : null),
      learn: async (first: number, last: number) => {
        asked.push(`${first} to ${last}`);
        for (let row = first; row <= last; row += 1) known.add(row);
      },
      locate: async (ranges: Range[]) => {
        for (const [first, end] of ranges) {
          for (let at = first; at < end; at += 1) known.add(999 - at);
        }
      },
    };
    return { rows: rows as never as Rows, asked };
  }

  it("are in a range of rows", async () => {
    const { rows, asked } = far();
    const { said, mark } = grid(["multi-row"], NOTHING, rows);
    mark((chosen) => chosen.add([0, 500]));
    await act(async () => {});
    expect(asked).toEqual(["0 to 499"]);
    // From the first row of the view, which shows the last of the data.
    expect(said).toHaveLength(1);
    expect(said[0]?.rows).toEqual(Array.from({ length: 500 }, (_, row) => 999 - row));
    mark((chosen) => chosen.remove([0, 499]));
    await act(async () => {});
    expect(said.at(-1)?.rows).toEqual([500]);
  });

  it("are in a range that grows with the keys", async () => {
    const { rows } = far();
    const { said, now } = grid(["multi-row"], NOTHING, rows);
    act(() => void now().extendRows(2, 1, 0));
    await act(async () => {});
    expect(said.at(-1)?.rows).toEqual([997, 996]);
    act(() => void now().toggleRow(600));
    await act(async () => {});
    expect(said.at(-1)?.rows).toEqual([997, 996, 399]);
  });

  it("are in a range of cells", async () => {
    const { rows, asked } = far();
    const { said, cells } = grid(["multi-cell"], NOTHING, rows);
    cells(1, 1, 2, 10);
    await vi.waitFor(() => expect(said).toHaveLength(1));
    expect(asked).toEqual(["1 to 10"]);
    expect(said[0]?.cells).toEqual([[[[989, 999]], ["1", "2"]]]);
  });

  it("mean nothing once another order shows", async () => {
    const { rows } = far();
    const { said, mark } = grid(["multi-row"], NOTHING, rows);
    mark((chosen) => chosen.add([100, 200]));
    (rows as { arrangement: number }).arrangement += 1;
    await act(async () => {});
    expect(said).toEqual([]);
  });
});
