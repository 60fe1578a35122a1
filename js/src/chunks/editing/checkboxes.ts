/** Where the checkbox of a cell is. */
import type { Rectangle } from "@glideapps/glide-data-grid";
import type { GridSource } from "../grid/columns";

const BOX = 15;
const AROUND = 6;

/** Whether a point of a cell is on its checkbox, or nearly so. */
export function isOnBox(
  source: GridSource | undefined,
  x: number,
  y: number,
  area: Rectangle,
): boolean {
  const middle = { left: 8 + BOX / 2, center: area.width / 2, right: area.width - 8 - BOX / 2 };
  const reach = BOX / 2 + AROUND;
  return (
    Math.abs(x - middle[source?.align ?? "center"]) <= reach &&
    Math.abs(y - area.height / 2) <= reach
  );
}
