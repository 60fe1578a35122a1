/** What does a search look at? */
import { type GridCell, GridCellKind } from "@glideapps/glide-data-grid";
import type { ProgressCell } from "./cells";
import type { GridSource } from "./columns";
import { type Found, type Match, MOST_MATCHES } from "./rows";

/** The text of a cell that a search sees, which is what it shows; null for one without any. */
export function searchedText(cell: GridCell): string | null {
  switch (cell.kind) {
    case GridCellKind.Text:
      // All of it: what is drawn is cut after a thousand letters.
      return cell.data;
    case GridCellKind.Number:
      return cell.displayData;
    case GridCellKind.Uri:
      return cell.data;
    case GridCellKind.Bubble:
      return cell.data.join("\n");
    case GridCellKind.Custom: {
      const { data } = cell as ProgressCell;
      return data.kind === "progress" ? data.text : cell.copyData;
    }
    default:
      return null;
  }
}

/** Rows that are looked at before the browser may do something else. */
const STEP = 2000;

/** Looks at every cell, a few thousand rows at a time. */
export async function searchCells(
  text: string,
  sources: readonly GridSource[],
  count: number,
  signal?: AbortSignal,
): Promise<Found> {
  const wanted = text.toLowerCase();
  const matches: Match[] = [];
  let found = 0;
  for (let row = 0; row < count; row += 1) {
    if (row > 0 && row % STEP === 0) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    signal?.throwIfAborted();
    for (const source of sources) {
      if (!searchedText(source.cell(row))?.toLowerCase().includes(wanted)) continue;
      found += 1;
      if (matches.length < MOST_MATCHES) matches.push({ column: source.id, row });
    }
  }
  return { matches, count: found };
}
