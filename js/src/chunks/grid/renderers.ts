/** Who draws which kind of cell. */
import {
  bubbleCellRenderer,
  loadingCellRenderer,
  markerCellRenderer,
  newRowCellRenderer,
  textCellRenderer,
  uriCellRenderer,
} from "@glideapps/glide-data-grid";
import { buttonRenderer } from "./buttons";
import {
  flagRenderer,
  imageRenderer,
  progressRenderer,
  sparklineRenderer,
  symbolRenderer,
} from "./cells";
import { chipsRenderer } from "./chips";
import { recordingRenderer } from "./recordings";

/** Those of the grid; its others bring editors that nobody can open here. */
export const RENDERERS = [
  bubbleCellRenderer,
  loadingCellRenderer,
  markerCellRenderer,
  newRowCellRenderer,
  textCellRenderer,
  uriCellRenderer,
] as never;

/** Our own. */
export const CUSTOM = [
  buttonRenderer,
  chipsRenderer,
  flagRenderer,
  imageRenderer,
  progressRenderer,
  recordingRenderer,
  sparklineRenderer,
  symbolRenderer,
] as never;
