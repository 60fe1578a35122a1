/**
 * What is selected in the grid, for the app: positions of rows, ids of columns, and cells.
 *
 * The grid counts in rows of the view, which show other rows of the data once they are sorted; what is
 * selected stays with the data. Of rows whose place in the view is not known (they have not arrived), the
 * grid shows nothing, and they stay selected all the same: a change of the grid is a difference to what it
 * showed before.
 */
import { CompactSelection, type GridSelection, type Item } from "@glideapps/glide-data-grid";
import { useEffect, useMemo, useRef, useState } from "react";
import { hasPosition, joined, lastOne, minus, without } from "./ranges";
import type { Range } from "./rows";
import { canonical, fromWire, toWire, type WireSelection } from "./selected";
import {
  cellCount,
  currentOf,
  difference,
  inView,
  MOST_CELLS,
  NOTHING,
  placesOf,
  positionsOf,
  type Selectable,
  type Selected,
  unknownRows,
  wireOf,
} from "./selection-view";

/** Time between the last change of a range of cells, which may be a drag, and its report, in milliseconds. */
const PAUSE = 150;

interface Options extends Selectable {
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
