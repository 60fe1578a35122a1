/** Between what is selected of the data and what the grid shows of it: positions and rows, columns and places. */
import { CompactSelection, type GridSelection, type Rectangle } from "@glideapps/glide-data-grid";
import type { GridSource } from "./columns";
import { joined, without } from "./ranges";
import { MOST_PLACES, type Range, type Rows, rowsIn } from "./rows";
import type { Selection, SelectionModes } from "./selected";

/** What the app knows of: rows by position, columns by id, cells as they travel. */
export interface Selected {
  readonly rows: readonly Range[];
  readonly columns: readonly string[];
  readonly current: GridSelection["current"];
}

export const NOTHING: Selected = { rows: [], columns: [], current: undefined };

/** The kernel takes no more cells. */
export const MOST_CELLS = 100_000;

/** The grid in which something is selected. */
export interface Selectable {
  readonly modes: SelectionModes;
  readonly rows: Rows;
  readonly sources: readonly GridSource[];
}

/** Ranges of a selection of the grid, which keeps them to itself. */
export function rangesOf(selection: CompactSelection): readonly Range[] {
  return (selection as unknown as { items: readonly Range[] }).items;
}

export function inView(ranges: readonly Range[], rows: Rows): CompactSelection {
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
export function difference(
  old: CompactSelection,
  next: CompactSelection,
): { readonly gone: readonly Range[]; readonly come: readonly Range[] } {
  let [gone, come] = [rangesOf(old) as Range[], rangesOf(next) as Range[]];
  for (const range of rangesOf(next)) gone = without(gone, range);
  for (const range of rangesOf(old)) come = without(come, range);
  return { gone, come };
}

/** Those of some ranges of the view in which there are rows whose positions are not known. */
export const unknownRows = (ranges: readonly Range[], rows: Rows): Range[] =>
  rows.sorting === null
    ? []
    : ranges.filter(([first, end]) => {
        for (let row = first; row < Math.min(end, rows.count); row += 1) {
          if (rows.position(row) === null) return true;
        }
        return false;
      });

/** Finds out where the rows are that are selected; null if that is known, or cannot be. */
export function placesOf(
  { rows: ranges, current }: Selected,
  { modes, rows, sources }: Selectable,
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

export function positionsOf(ranges: readonly Range[], rows: Rows): readonly Range[] {
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

export const cellCount = (
  current: GridSelection["current"],
  sources: readonly GridSource[],
): number =>
  rectanglesOf(current).reduce((sum, box) => sum + box.height * columnsIn(box, sources).length, 0);

/** What the app is told; null while it cannot be said, since it is too many cells. */
export function wireOf(
  { rows: ranges, columns, current }: Selected,
  { modes, rows, sources }: Selectable,
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
export function currentOf(
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
