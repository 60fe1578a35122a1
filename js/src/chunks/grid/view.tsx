/** The whole value of a cell that is too small for it, opened by a double click or Enter. */
import { type ReactElement, useEffect, useRef } from "react";
import type { GridSource } from "./columns";

export interface ViewedCell {
  readonly source: GridSource;
  /** Row of the frame, not of the screen. */
  readonly row: number;
  /** Where the cell is, in CSS pixels from the corner of the grid. */
  readonly left: number;
  readonly top: number;
}

interface CellViewProps {
  readonly cell: ViewedCell;
  onClose(): void;
}

export function CellView({ cell, onClose }: CellViewProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    const close = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) onClose();
    };
    document.addEventListener("pointerdown", close, true);
    return () => document.removeEventListener("pointerdown", close, true);
  }, [onClose]);
  const text = cell.source.text(cell.row);
  return (
    <div
      aria-label={cell.source.title}
      className="rv-grid-view"
      onKeyDown={(event) => {
        if (event.key === "Escape" || event.key === "Enter") onClose();
        event.stopPropagation();
      }}
      ref={box}
      role="dialog"
      style={{ left: Math.max(cell.left, 0), top: Math.max(cell.top, 0) }}
      tabIndex={-1}
    >
      {cell.source.kind === "image" ? <img alt="" src={text} /> : pretty(cell.source, text)}
    </div>
  );
}

function pretty({ kind }: GridSource, text: string): string {
  if (kind !== "object" && kind !== "list") return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
