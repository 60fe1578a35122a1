/** Brings a cell into view, however far away it is. */
import type { DataEditorRef } from "@glideapps/glide-data-grid";

/** From one scroll event to the next, the grid takes up to so many pixels as they are; see below. */
const EXACT = 2000;

export interface Place {
  readonly column: number;
  readonly row: number;
  /** Rows of the grid, and lines of its header. */
  readonly rows: number;
  readonly headers: number;
  readonly rowHeight: number;
}

/**
 * Scrolls to a cell.
 *
 * Browsers have no element that is higher than some 33 million pixels, which is a million rows. Beyond that, the grid
 * takes large steps as a share of the whole, and only small ones to the pixel; its own way of scrolling to a cell
 * does not know that, and misses those that are far away.
 */
export function reach(editor: DataEditorRef, scroller: HTMLElement, place: Place): void {
  const { column, row, rows, headers, rowHeight } = place;
  const show = (): void =>
    editor.scrollTo(column, row, "both", 0, 0, { vAlign: rows > 1 ? "center" : undefined });
  const height = (rows + headers) * rowHeight;
  const there = editor.getBounds(column, row);
  const here = scroller.getBoundingClientRect().top;
  if (height <= scroller.scrollHeight + 5 || (there && Math.abs(there.y - here) < EXACT)) {
    show();
    return;
  }
  const screen = scroller.clientHeight;
  const wanted = row * rowHeight - (screen - (headers + 1) * rowHeight) / 2;
  const share = Math.min(Math.max(wanted / (height - screen), 0), 1);
  const top = share * (scroller.scrollHeight - screen);
  const step = top - scroller.scrollTop;
  const jump = (): void => {
    scroller.scrollTop = top;
    requestAnimationFrame(() => requestAnimationFrame(show));
  };
  if (Math.abs(step) > EXACT) {
    jump();
    return;
  }
  // A small step of the browser that is a large one of the grid would be taken to the pixel, too.
  scroller.scrollTop = top > 3 * EXACT ? top - 3 * EXACT : top + 3 * EXACT;
  requestAnimationFrame(() => requestAnimationFrame(jump));
}
