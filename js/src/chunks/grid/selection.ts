/**
 * What is selected in the grid, for the app: positions of rows, ids of columns, and cells.
 *
 * The grid counts in rows of the view, which show other rows of the data once they are sorted; what is
 * selected stays with the data. Of rows whose place in the view is not known (they have not arrived), the
 * grid shows nothing, and they stay selected all the same: a change of the grid is a difference to what it
 * showed before.
 */
import {
  CompactSelection,
  type GridSelection,
  type Item,
  type Rectangle,
} from "@glideapps/glide-data-grid";
import { useEffect, useMemo, useRef, useState } from "react";
import type { GridSource } from "./columns";
import { MOST_PLACES, type Range, type Rows, rowsIn } from "./rows";

export type { Range };

/** A selection; cells are rectangles, of ranges of rows and of columns. */
export interface Selection {
  readonly rows: readonly Range[];
  readonly columns: readonly string[];
  readonly cells: ReadonlyArray<readonly [rows: readonly Range[], columns: readonly string[]]>;
}

/** Ranges as they travel: those of a single row as its number, of which there may be a hundred thousand. */
type WireRanges = ReadonlyArray<Range | number>;

export interface WireSelection {
  readonly rows: WireRanges;
  readonly columns: readonly string[];
  readonly cells: ReadonlyArray<readonly [rows: WireRanges, columns: readonly string[]]>;
}

export interface SelectionModes {
  readonly row: "multi" | "single" | "required" | null;
  readonly column: "multi" | "single" | null;
  readonly cell: "multi" | "single" | null;
}

export function selectionModes(names: readonly string[] = []): SelectionModes {
  const of = (axis: string): "multi" | "single" | null =>
    names.includes(`multi-${axis}`) ? "multi" : names.includes(`single-${axis}`) ? "single" : null;
  const required = names.includes("single-row-required");
  return { row: required ? "required" : of("row"), column: of("column"), cell: of("cell") };
}

/** What the app knows of: rows by position, columns by id, cells as they travel. */
interface Selected {
  readonly rows: readonly Range[];
  readonly columns: readonly string[];
  readonly current: GridSelection["current"];
}

const NOTHING: Selected = { rows: [], columns: [], current: undefined };

/** Time between the last change of a range of cells, which may be a drag, and its report, in milliseconds. */
const PAUSE = 150;
/** The kernel takes no more cells. */
export const MOST_CELLS = 100_000;

interface Options {
  readonly modes: SelectionModes;
  readonly rows: Rows;
  readonly sources: readonly GridSource[];
  /** What the app says; undefined where nothing is reported. */
  readonly value: WireSelection | undefined;
  report(value: WireSelection): void;
}

export interface GridSelecting {
  readonly selection: GridSelection;
  /** Takes in what the grid selects after a press of a row or cell. */
  change(selection: GridSelection): void;
  /** Selects a row of the view, or takes it out; false where rows are not selected. */
  toggleRow(row: number): boolean;
  selectAllRows(): boolean;
  /** Goes to the row above or below and selects it as well; false where that is not how rows are selected. */
  extendRows(from: number, step: 1 | -1, column: number): boolean;
  toggleColumn(id: string): boolean;
  clear(): void;
  /** Whether more cells are selected than the app is told of. */
  readonly tooMany: boolean;
}

export function useSelecting(options: Options): GridSelecting {
  const { modes, rows, sources, value } = options;
  const [selected, setSelected] = useState(NOTHING);
  const latest = useRef({ ...options, selected });
  latest.current = { ...options, selected };
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  // What the app says, unless it is what was reported.
  const reported = useRef<string | null>(null);
  useEffect(() => {
    if (value === undefined || timer.current !== 0) return;
    const told = fromWire(value);
    const said = canonical(told);
    if (said === reported.current) return;
    reported.current = said;
    const { rows: known, sources: places, modes: asked } = latest.current;
    setSelected({
      rows: joined(told.rows),
      columns: told.columns,
      current: asked.cell ? currentOf(told.cells, known, places) : latest.current.selected.current,
    });
    const wanted = { ...NOTHING, rows: joined(told.rows) };
    placesOf(wanted, latest.current)?.catch(() => undefined);
  }, [value]);

  // Ranges of cells are places of the view: they mean something else in another order.
  const { arrangement } = rows;
  const arranged = useRef(arrangement);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what to do is the same in each drawing
  useEffect(() => {
    if (arranged.current === arrangement) return;
    arranged.current = arrangement;
    // So that those that were selected are marked, and copied, wherever they are by now.
    placesOf(latest.current.selected, latest.current)?.catch(() => undefined);
    if (latest.current.modes.cell && latest.current.selected.current) {
      apply({ ...latest.current.selected, current: undefined });
    }
  }, [arrangement]);

  const apply = (next: Selected): void => {
    setSelected(next);
    latest.current.selected = next;
    if (latest.current.value === undefined) return;
    window.clearTimeout(timer.current);
    const report = (): void => {
      const chosen = wireOf(latest.current.selected, latest.current);
      if (chosen === null) return;
      const text = canonical(chosen);
      if (text === reported.current) return;
      reported.current = text;
      latest.current.report(toWire(chosen));
    };
    const tell = (): void => {
      timer.current = 0;
      const order = rows.arrangement;
      const places = placesOf(next, latest.current);
      if (places === null) report();
      else
        void places.then(
          () => isLatest(next, order) && report(),
          () => undefined,
        );
    };
    if (modes.cell) timer.current = window.setTimeout(tell, PAUSE);
    else tell();
  };
  const isLatest = (next: Selected, order: number): boolean =>
    latest.current.selected === next && latest.current.rows.arrangement === order;

  const selection = useMemo((): GridSelection => {
    const places = selected.columns.map((id) => sources.findIndex((source) => source.id === id));
    return {
      current: selected.current,
      columns: places
        .filter((place) => place >= 0)
        .reduce((all, place) => all.add(place), CompactSelection.empty()),
      rows: inView(selected.rows, rows),
    };
  }, [selected, sources, rows, rows.version]);

  /** Does something with rows of the view as soon as it is known which they are; nothing if others show by then. */
  const withPlaces = (ranges: readonly Range[], then: () => void): void => {
    const learning = unknownRows(ranges, rows);
    if (learning.length === 0) {
      then();
      return;
    }
    const order = rows.arrangement;
    Promise.all(learning.map(([first, end]) => rows.learn(first, end - 1))).then(
      () => {
        if (latest.current.rows === rows && rows.arrangement === order) then();
      },
      // The rows say what is wrong.
      () => undefined,
    );
  };

  const change = (next: GridSelection): void => {
    const { selected: before } = latest.current;
    if (next.current !== undefined && next.current !== before.current) {
      // Going to another cell takes nothing out; the grid would.
      apply({ ...before, current: next.current });
      return;
    }
    if (modes.row === null) return;
    const set = (found: readonly Range[]): void => {
      const { selected: known } = latest.current;
      // One row is always selected where the app wants that.
      if (modes.row === "required" && found.length === 0) return;
      apply({ ...known, rows: modes.row === "multi" ? found : lastOne(found, known.rows) });
    };
    if (next.rows.length === 0) set([]);
    else if (next.rows.length === rows.count) set([[0, rows.count]]);
    else {
      const { gone, come } = difference(selection.rows, next.rows);
      withPlaces([...gone, ...come], () => {
        const kept = minus(latest.current.selected.rows, positionsOf(gone, rows));
        set(joined([...kept, ...positionsOf(come, rows)]));
      });
    }
  };

  return {
    selection,
    change,
    toggleRow(row) {
      if (modes.row === null || row < 0 || row >= rows.count) return false;
      withPlaces([[row, row + 1]], () => {
        const position = rows.position(row);
        if (position === null) return;
        const { selected: before } = latest.current;
        const isIn = hasPosition(before.rows, position);
        if (isIn && modes.row === "required") return;
        const next = isIn
          ? without(before.rows, [position, position + 1])
          : joined([...(modes.row === "multi" ? before.rows : []), [position, position + 1]]);
        apply({ ...before, rows: next });
      });
      return true;
    },
    selectAllRows() {
      if (modes.row !== "multi") return false;
      apply({ ...latest.current.selected, rows: rows.count > 0 ? [[0, rows.count]] : [] });
      return true;
    },
    extendRows(from, step, column) {
      const row = from + step;
      if (modes.row !== "multi" || modes.cell !== null || row < 0 || row >= rows.count)
        return false;
      const come: Range[] = [[Math.min(from, row), Math.max(from, row) + 1]];
      const range = { x: column, y: row, width: 1, height: 1 };
      const current = { cell: [column, row] as Item, range, rangeStack: [] };
      withPlaces(come, () => {
        const { selected: before } = latest.current;
        apply({ ...before, current, rows: joined([...before.rows, ...positionsOf(come, rows)]) });
      });
      return true;
    },
    toggleColumn(id) {
      const { selected: before } = latest.current;
      if (modes.column === null || sources.some((one) => one.id === id && one.props.index))
        return false;
      const others = before.columns.filter((one) => one !== id);
      const isIn = others.length < before.columns.length;
      const kept = modes.column === "multi" || isIn ? others : [];
      apply({ ...before, columns: isIn ? kept : [...kept, id] });
      return true;
    },
    clear() {
      const { selected: before } = latest.current;
      apply({ ...NOTHING, rows: modes.row === "required" ? before.rows : [] });
    },
    tooMany: modes.cell !== null && cellCount(selected.current, sources) > MOST_CELLS,
  };
}

/** Ranges in ascending order that neither overlap nor touch. */
export function joined(ranges: readonly Range[]): Range[] {
  const found: Array<[number, number]> = [];
  for (const [first, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last && first <= last[1]) last[1] = Math.max(last[1], end);
    else found.push([first, end]);
  }
  return found;
}

export function without(ranges: readonly Range[], [from, to]: Range): Range[] {
  return ranges.flatMap(([first, end]): Range[] => {
    if (end <= from || first >= to) return [[first, end]];
    const left: Range[] = first < from ? [[first, from]] : [];
    return end > to ? [...left, [to, end]] : left;
  });
}

/** Ranges without many others, each of which is looked at once. */
export function minus(ranges: readonly Range[], others: readonly Range[]): Range[] {
  const gone = joined(others);
  const left: Range[] = [];
  let at = 0;
  for (const [first, end] of joined(ranges)) {
    let start = first;
    while (at < gone.length && (gone[at]?.[1] ?? 0) <= start) at += 1;
    for (let next = at; next < gone.length && (gone[next]?.[0] ?? 0) < end; next += 1) {
      const [from, to] = gone[next] ?? [end, end];
      if (from > start) left.push([start, from]);
      start = Math.max(start, to);
    }
    if (start < end) left.push([start, end]);
  }
  return left;
}

const hasPosition = (ranges: readonly Range[], position: number): boolean =>
  ranges.some(([first, end]) => first <= position && position < end);

/** Ranges of a selection of the grid, which keeps them to itself. */
export function rangesOf(selection: CompactSelection): readonly Range[] {
  return (selection as unknown as { items: readonly Range[] }).items;
}

function inView(ranges: readonly Range[], rows: Rows): CompactSelection {
  if (rows.sorting === null || isAll(ranges, rows)) {
    return ranges.reduce(
      (found, [first, end]) => found.add([first, Math.min(end, rows.count)]),
      CompactSelection.empty(),
    );
  }
  const places: Range[] = [];
  for (const [first, end] of ranges) {
    for (let position = first; position < end; position += 1) {
      const row = rows.rowOf(position);
      if (row !== null) places.push([row, row + 1]);
    }
  }
  return joined(places).reduce((found, range) => found.add([...range]), CompactSelection.empty());
}

/** The rows that a change of the selection of the view takes out, and those that it takes in. */
function difference(
  old: CompactSelection,
  next: CompactSelection,
): { readonly gone: readonly Range[]; readonly come: readonly Range[] } {
  let [gone, come] = [rangesOf(old) as Range[], rangesOf(next) as Range[]];
  for (const range of rangesOf(next)) gone = without(gone, range);
  for (const range of rangesOf(old)) come = without(come, range);
  return { gone, come };
}

/** Those of some ranges of the view in which there are rows whose positions are not known. */
const unknownRows = (ranges: readonly Range[], rows: Rows): Range[] =>
  rows.sorting === null
    ? []
    : ranges.filter(([first, end]) => {
        for (let row = first; row < Math.min(end, rows.count); row += 1) {
          if (rows.position(row) === null) return true;
        }
        return false;
      });

/** Finds out where the rows are that are selected; null if that is known, or cannot be. */
function placesOf(
  { rows: ranges, current }: Selected,
  { modes, rows, sources }: Options,
): Promise<unknown> | null {
  if (rows.sorting === null) return null;
  const asked: Promise<void>[] = [];
  if (!isAll(ranges, rows)) {
    const isKnown = ranges.every(([first, end]) => {
      for (let at = first; at < end; at += 1) if (rows.rowOf(at) === null) return false;
      return true;
    });
    // Of more rows the order is not told.
    if (!isKnown && rowsIn(ranges) <= MOST_PLACES) asked.push(rows.locate(ranges));
  }
  if (modes.cell && cellCount(current, sources) <= MOST_CELLS) {
    const boxes = rectanglesOf(current).map((box): Range => [box.y, box.y + box.height]);
    for (const [first, end] of unknownRows(boxes, rows)) asked.push(rows.learn(first, end - 1));
  }
  return asked.length > 0 ? Promise.all(asked) : null;
}

const isAll = (ranges: readonly Range[], rows: Rows): boolean =>
  ranges.length === 1 && ranges[0]?.[0] === 0 && ranges[0][1] >= rows.count;

function positionsOf(ranges: readonly Range[], rows: Rows): readonly Range[] {
  if (rows.sorting === null) return ranges;
  const found: Range[] = [];
  for (const [first, end] of ranges) {
    for (let row = first; row < end; row += 1) {
      const position = rows.position(row);
      if (position !== null) found.push([position, position + 1]);
    }
  }
  return found;
}

/** One row where no more may be: the one that was not there before. */
function lastOne(ranges: readonly Range[], before: readonly Range[]): Range[] {
  const come = before.reduce<Range[]>((left, range) => without(left, range), [...ranges]);
  const one = come.at(-1) ?? ranges.at(-1);
  return one ? [[one[1] - 1, one[1]]] : [];
}

/** The index names rows and is no column of the data. */
const columnsOf = (selection: CompactSelection, sources: readonly GridSource[]): string[] =>
  selection.toArray().flatMap((place) => {
    const source = sources[place];
    return source && !source.props.index ? [source.id] : [];
  });

function rectanglesOf(current: GridSelection["current"]): readonly Rectangle[] {
  return current ? [...current.rangeStack, current.range] : [];
}

const columnsIn = ({ x, width }: Rectangle, sources: readonly GridSource[]): string[] =>
  columnsOf(CompactSelection.fromSingleSelection([x, x + width]), sources);

const cellCount = (current: GridSelection["current"], sources: readonly GridSource[]): number =>
  rectanglesOf(current).reduce((sum, box) => sum + box.height * columnsIn(box, sources).length, 0);

/** What the app is told; null while it cannot be said, since it is too many cells. */
function wireOf(
  { rows: ranges, columns, current }: Selected,
  { modes, rows, sources }: Options,
): Selection | null {
  if (modes.cell && cellCount(current, sources) > MOST_CELLS) return null;
  const cells = modes.cell
    ? rectanglesOf(current).map((box): [Range[], string[]] => [
        joined(positionsOf([[box.y, box.y + box.height]], rows)),
        columnsIn(box, sources),
      ])
    : [];
  return {
    rows: inOrderOfView(ranges, rows),
    columns,
    cells: cells.filter(([places, names]) => places.length > 0 && names.length > 0),
  };
}

/** Rows in the order in which they show, as far as that is known of all. */
function inOrderOfView(ranges: readonly Range[], rows: Rows): readonly Range[] {
  if (rows.sorting === null) return ranges;
  const places: Array<readonly [row: number, position: number]> = [];
  for (const [first, end] of ranges) {
    for (let position = first; position < end; position += 1) {
      const row = rows.rowOf(position);
      if (row === null) return ranges;
      places.push([row, position]);
    }
  }
  places.sort((a, b) => a[0] - b[0]);
  const found: Array<[number, number]> = [];
  for (const [, position] of places) {
    const last = found.at(-1);
    if (last && last[1] === position) last[1] += 1;
    else found.push([position, position + 1]);
  }
  return found;
}

/** The first of the cells that the app says, in the view. */
function currentOf(
  cells: Selection["cells"],
  rows: Rows,
  sources: readonly GridSource[],
): GridSelection["current"] {
  const boxes = cells.flatMap(([ranges, names]) =>
    ranges.flatMap(([first, end]): Rectangle[] => {
      const y = rows.rowOf(first);
      const places = names
        .map((name) => sources.findIndex(({ id }) => id === name))
        .filter((place) => place >= 0);
      if (y === null || places.length === 0) return [];
      const x = Math.min(...places);
      const height = rows.sorting === null ? end - first : 1;
      return [{ x, y, width: Math.max(...places) - x + 1, height }];
    }),
  );
  const range = boxes.at(-1);
  return range && { cell: [range.x, range.y], range, rangeStack: boxes.slice(0, -1) };
}

/** The same text for selections that mean the same. */
export function canonical({ rows, columns, cells }: Selection): string {
  const boxes = cells.flatMap(([ranges, names]) =>
    names.flatMap((name) => ranges.map((range) => [name, range] as const)),
  );
  const byColumn = new Map<string, Range[]>();
  for (const [name, range] of boxes) byColumn.set(name, [...(byColumn.get(name) ?? []), range]);
  const cellsOf = [...byColumn].map(([name, ranges]) => [name, joined(ranges)] as const);
  cellsOf.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([joined(rows), [...columns].sort(), cellsOf]);
}

const packed = (ranges: readonly Range[]): WireRanges =>
  ranges.map((range) => (range[1] === range[0] + 1 ? range[0] : range));

const unpacked = (ranges: WireRanges): Range[] =>
  ranges.map((range) => (typeof range === "number" ? [range, range + 1] : range));

const toWire = ({ rows, columns, cells }: Selection): WireSelection => ({
  rows: packed(rows),
  columns,
  cells: cells.map(([places, names]) => [packed(places), names]),
});

const fromWire = ({ rows, columns, cells }: WireSelection): Selection => ({
  rows: unpacked(rows),
  columns,
  cells: cells.map(([places, names]) => [unpacked(places), names]),
});
