/** Arrow data as the rows of objects that Vega works on. */
import { type Column, type DataType, Type } from "@uwdata/flechette";
import { milliseconds, plainValue, readTable, timezoneOf } from "../arrow/values";

export type Row = Record<string, unknown>;

export function rowsOf(bytes: Uint8Array): Row[] {
  const table = readTable(bytes);
  const rows: Row[] = Array.from({ length: table.numRows }, () => ({}));
  for (const [position, name] of table.names.entries()) {
    const column = table.getChildAt(position);
    const read = reader(column.type);
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index];
      if (row) row[String(name)] = read((column as Column<unknown>).at(index));
    }
  }
  return rows;
}

function reader(type: DataType): (value: unknown) => unknown {
  switch (type.typeId) {
    case Type.Dictionary:
      return reader(type.dictionary);
    case Type.Timestamp:
      return timezoneOf(type) === null ? (value) => localTime(value, type) : plainValue;
    case Type.Date:
    case Type.Time:
      return (value) => localTime(value, type);
    case Type.Duration:
      return (value) => milliseconds(value, type);
    default:
      return plainValue;
  }
}

/**
 * The moment at which the visitor's clock shows what a naive timestamp says. Time scales draw
 * local time, so an app's 9 o'clock is at 9 o'clock on the axis for everybody.
 */
function localTime(value: unknown, type: DataType): number | null {
  const ms = milliseconds(value, type);
  if (ms === null) return null;
  const wall = new Date(ms);
  const local = new Date(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
    wall.getUTCMilliseconds(),
  );
  // The constructor takes the years 0 to 99 for the 1900s.
  local.setFullYear(wall.getUTCFullYear());
  return local.getTime();
}
