/** Cells that stand for a recording: its player opens with a double click or Enter. */
import { type CustomCell, type CustomRenderer, GridCellKind } from "@glideapps/glide-data-grid";
import type { Medium } from "./links";

export interface RecordingData {
  readonly kind: "recording";
  readonly medium: Medium;
  readonly url: string;
  /** What the cell calls it. */
  readonly name: string;
}

export type RecordingCell = CustomCell<RecordingData>;

export function recordingCell(medium: RecordingData["medium"], url: string): RecordingCell {
  return {
    kind: GridCellKind.Custom,
    data: { kind: "recording", medium, url, name: fileName(url, medium) },
    copyData: url,
    allowOverlay: false,
    readonly: true,
    cursor: "pointer",
  };
}

/** The last part of an address; one with the data in it has none. */
function fileName(url: string, medium: string): string {
  const last = /^data:/i.test(url) ? "" : (/([^/?#]+)(?:[?#].*)?$/.exec(url)?.[1] ?? "");
  try {
    return decodeURIComponent(last) || medium;
  } catch {
    return last;
  }
}

export const RECORDING_WIDTH = 26;

export const recordingRenderer: CustomRenderer<RecordingCell> = {
  kind: GridCellKind.Custom,
  isMatch: (cell): cell is RecordingCell => (cell.data as RecordingData).kind === "recording",
  draw({ ctx, rect, theme }, { data }) {
    const x = rect.x + theme.cellHorizontalPadding;
    const y = rect.y + rect.height / 2;
    ctx.save();
    ctx.beginPath();
    ctx.arc(x + 9, y, 9, 0, 2 * Math.PI);
    ctx.fillStyle = theme.bgBubble;
    ctx.fill();
    ctx.beginPath();
    ctx.moveTo(x + 6.5, y - 4.5);
    ctx.lineTo(x + 13, y);
    ctx.lineTo(x + 6.5, y + 4.5);
    ctx.closePath();
    ctx.fillStyle = theme.textDark;
    ctx.fill();
    ctx.fillText(data.name, x + RECORDING_WIDTH, y + 1);
    ctx.restore();
  },
};
