/**
 * Copies cells that have not arrived yet: fetches them, and has the grid copy them then.
 *
 * The grid itself writes what it had to wait for into an event that is over by then, which browsers ignore.
 */
import type { DataEditorRef, GridSelection } from "@glideapps/glide-data-grid";
import { type ClipboardEvent, type RefObject, useRef } from "react";
import type { Range, Rows } from "./rows";
import { rangesOf } from "./selection-view";

export function useCopying(
  rows: Rows,
  selection: GridSelection,
  editor: RefObject<DataEditorRef | null>,
): (event: ClipboardEvent) => void {
  const waiting = useRef<AbortController | null>(null);
  return (event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
      return;
    const ranges = copiedRows(selection, rows.count);
    const isHere = ranges.every(([first, end]) => rows.has(first, end - 1));
    waiting.current?.abort();
    if (isHere) return;
    event.preventDefault();
    event.stopPropagation();
    const wanted = new AbortController();
    waiting.current = wanted;
    rows.hold(ranges, wanted.signal).then(
      async (release) => {
        if (waiting.current === wanted) {
          waiting.current = null;
          await copyNow(editor);
        }
        release();
      },
      // The rows say what is wrong.
      () => undefined,
    );
  };
}

/** The rows of the view that the grid copies. */
export function copiedRows({ current, rows, columns }: GridSelection, count: number): Range[] {
  const within = ([first, end]: Range): Range[] => {
    const last = Math.min(end, count);
    return first < last ? [[first, last]] : [];
  };
  if (current) return within([current.range.y, current.range.y + current.range.height]);
  if (rows.length > 0) return rangesOf(rows).flatMap(within);
  return columns.length > 0 ? within([0, count]) : [];
}

async function copyNow(editor: RefObject<DataEditorRef | null>): Promise<void> {
  if (window.isSecureContext) await editor.current?.emit("copy");
  // A page that did not come over HTTPS has no other way; its event is the grid's to fill.
  else document.execCommand("copy");
}
