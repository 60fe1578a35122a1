/** Which cells change when many do at once: what is cleared, pasted or filled. */
import type { Item, Rectangle } from "@glideapps/glide-data-grid";
import type { GridSource } from "../grid/columns";
import type { EditedRows } from "./edited-rows";
import type { CellChange, CellValue } from "./edits";
import { type EditedColumn, emptied, readText, UnfitError } from "./rules";

/** The cells of an editor as they show. */
export interface Sheet {
  readonly rows: EditedRows;
  readonly sources: readonly GridSource[];
  /** Whether a column can be written into. */
  isOpenable(source: GridSource | undefined): source is GridSource;
}

/** What was pasted. */
export interface Pasted {
  readonly changes: readonly CellChange[];
  /** Rows that are new. */
  readonly fresh: readonly Map<string, CellValue>[];
  /** How many cells do not take what was for them. */
  readonly unfit: number;
}

export const columnOf = (source: GridSource): EditedColumn => source.props as EditedColumn;

/** Takes away the values of cells, as far as they can be empty. */
export function cleared(
  { rows, sources, isOpenable }: Sheet,
  ranges: readonly Rectangle[],
): CellChange[] {
  const changes: CellChange[] = [];
  for (const { x, y, width, height } of ranges) {
    for (const source of sources.slice(x, x + width)) {
      if (!isOpenable(source)) continue;
      const value = fitting(() => emptied(columnOf(source)));
      if (value === undefined) continue;
      for (let row = y; row < Math.min(y + height, rows.count); row += 1) {
        const name = rows.name(row);
        if (name !== null) changes.push({ column: source.id, row: name, value });
      }
    }
  }
  return changes;
}

/** Reads texts into the cells from `target` on, and into new rows after the last one where there may be any. */
export function pasted(
  { rows, sources, isOpenable }: Sheet,
  [first, top]: Item,
  cells: readonly (readonly string[])[],
  newRow: (() => Map<string, CellValue>) | null,
): Pasted {
  const fresh: Map<string, CellValue>[] = [];
  const changes: CellChange[] = [];
  let unfit = 0;
  for (const [down, line] of cells.entries()) {
    const row = top + down;
    const added = row >= rows.count;
    if (added && newRow === null) break;
    const own = added ? (newRow?.() ?? null) : null;
    if (own) fresh.push(own);
    for (const [right, text] of line.entries()) {
      const source = sources[first + right];
      if (!isOpenable(source)) continue;
      const column = columnOf(source);
      const value = fitting(() => readText(column, text, own ? null : source.value(row)));
      if (value === undefined) unfit += 1;
      else if (own) own.set(source.id, value);
      else {
        const name = rows.name(row);
        if (name !== null) changes.push({ column: source.id, row: name, value });
      }
    }
  }
  return { changes, fresh, unfit };
}

/** Repeats the cells of a block in those around it. */
export function filled(
  { rows, sources, isOpenable }: Sheet,
  from: Rectangle,
  to: Rectangle,
): CellChange[] {
  const changes: CellChange[] = [];
  for (let right = 0; right < to.width; right += 1) {
    const source = sources[to.x + right];
    const origin = sources[from.x + (right % from.width)];
    if (!isOpenable(source) || !origin) continue;
    for (let down = 0; down < to.height; down += 1) {
      const row = to.y + down;
      const inside =
        row >= from.y &&
        row < from.y + from.height &&
        to.x + right >= from.x &&
        to.x + right < from.x + from.width;
      const name = rows.name(row);
      if (inside || name === null || row >= rows.count) continue;
      const text = origin.text(from.y + (down % from.height));
      const value = fitting(() => readText(columnOf(source), text, source.value(row)));
      if (value !== undefined) changes.push({ column: source.id, row: name, value });
    }
  }
  return changes;
}

/** The result, or undefined for what the column does not take. */
function fitting(read: () => CellValue): CellValue | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnfitError) return undefined;
    throw error;
  }
}
