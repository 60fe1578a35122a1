/** Arrow data as Vega and the lines of a chart want it: rows of objects, and numbers by column. */
import { type Column, type DataType, type Table, Type } from "@uwdata/flechette";
import { milliseconds, plainValue, readTable, timezoneOf } from "../arrow/values";

export type Row = Record<string, unknown>;

type Read = (value: unknown) => unknown;

export class ChartTable {
  readonly #table: Table;

  constructor(bytes: Uint8Array) {
    this.#table = readTable(bytes);
  }

  get length(): number {
    return this.#table.numRows;
  }

  get names(): string[] {
    return this.#table.names.map(String);
  }

  /** Names of the columns whose moments are those of a clock on the wall. */
  get wallClocks(): string[] {
    return this.#table.names
      .filter((_, position) => isWallClock(this.#table.getChildAt(position).type))
      .map(String);
  }

  /** The rows at these positions; all of them without. */
  rows(positions?: ArrayLike<number>): Row[] {
    const count = positions ? positions.length : this.length;
    const rows: Row[] = Array.from({ length: count }, () => ({}));
    for (const [at, name] of this.#table.names.entries()) {
      const column = this.#table.getChildAt(at) as Column<unknown>;
      const read = reader(column.type);
      for (let index = 0; index < count; index += 1) {
        (rows[index] as Row)[String(name)] = read(column.at(positions?.[index] ?? index));
      }
    }
    return rows;
  }

  /** A column as it is in the rows; null if there is none of the name. */
  values(name: string): unknown[] | null {
    const column = this.#column(name);
    if (!column) return null;
    const read = reader(column.type);
    return Array.from({ length: this.length }, (_, index) => read(column.at(index)));
  }

  /** A column as numbers, what is missing as NaN; null if it is of another kind. */
  numbers(name: string): Float64Array | null {
    const column = this.#column(name);
    if (!column) return null;
    const { typeId } = column.type;
    const plain = typeId === Type.Int || typeId === Type.Float;
    if (!plain && typeId !== Type.Timestamp && typeId !== Type.Date) return null;
    const numbers = new Float64Array(this.length);
    const read = reader(column.type);
    for (let index = 0; index < numbers.length; index += 1) {
      const value = plain ? column.at(index) : read(column.at(index));
      numbers[index] = value === null || value === undefined ? Number.NaN : Number(value);
    }
    return numbers;
  }

  #column(name: string): Column<unknown> | null {
    const at = this.#table.names.indexOf(name);
    return at < 0 ? null : (this.#table.getChildAt(at) as Column<unknown>);
  }
}

export function rowsOf(bytes: Uint8Array): Row[] {
  return new ChartTable(bytes).rows();
}

function isWallClock(type: DataType): boolean {
  if (type.typeId === Type.Timestamp) return timezoneOf(type) === null;
  return type.typeId === Type.Date || type.typeId === Type.Time;
}

function reader(type: DataType): Read {
  if (type.typeId === Type.Dictionary) return reader(type.dictionary);
  if (type.typeId === Type.Duration) return (value) => milliseconds(value, type);
  if (!isWallClock(type)) return plainValue;
  const clock = localClock();
  return (value) => {
    const ms = milliseconds(value, type);
    return ms === null ? null : clock(ms);
  };
}

/** Zones change their distance to UTC only on the quarter of an hour. */
const QUARTER = 15 * 60 * 1000;

/**
 * The moment at which the visitor's clock shows what a naive timestamp says. Time scales draw
 * local time, so an app's 9 o'clock is at 9 o'clock on the axis for everybody.
 */
function localClock(): (ms: number) => number {
  let known = Number.NaN;
  let offset = 0;
  return (ms) => {
    const quarter = Math.floor(ms / QUARTER);
    if (quarter !== known) {
      known = quarter;
      offset = localTime(quarter * QUARTER) - quarter * QUARTER;
    }
    return ms + offset;
  };
}

function localTime(ms: number): number {
  const wall = new Date(ms);
  const local = new Date(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
  );
  // The constructor takes the years 0 to 99 for the 1900s.
  local.setFullYear(wall.getUTCFullYear());
  return local.getTime();
}

/** What the wall clock says at a moment of the visitor's: the way back from `localClock`. */
export function wallClock(moment: number): number {
  const local = new Date(moment);
  const year = local.getFullYear();
  const wall = new Date(0);
  wall.setUTCFullYear(year, local.getMonth(), local.getDate());
  wall.setUTCHours(
    local.getHours(),
    local.getMinutes(),
    local.getSeconds(),
    local.getMilliseconds(),
  );
  return wall.getTime();
}

/** The way back from `wallClock`. */
export const fromWallClock = (ms: number): number => localClock()(ms);
