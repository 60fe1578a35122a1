/** How do the values of an Arrow table read in JavaScript? */
import { type DataType, type Table, TimeUnit, Type, tableFromIPC } from "@uwdata/flechette";

/** Decodes an Arrow IPC stream; columns are views on its bytes, so the cost is not per row. */
export function readTable(bytes: Uint8Array): Table {
  // Numbers can be read in place only from an even address, and a message puts them anywhere.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  // As plain numbers, integers past 2^53 would throw instead of showing.
  return tableFromIPC(aligned, { useBigInt: true });
}

/** What kind of values a column holds, as far as display and sorting go. */
export type ValueKind =
  | "text"
  | "number"
  | "boolean"
  | "datetime"
  | "date"
  | "time"
  | "duration"
  | "list"
  | "object";

export function valueKind(type: DataType): ValueKind {
  switch (type.typeId) {
    case Type.Dictionary:
      return valueKind(type.dictionary);
    case Type.Int:
    case Type.Float:
    case Type.Decimal:
      return "number";
    case Type.Bool:
      return "boolean";
    case Type.Timestamp:
      return "datetime";
    case Type.Date:
      return "date";
    case Type.Time:
      return "time";
    case Type.Duration:
      return "duration";
    case Type.List:
    case Type.LargeList:
    case Type.FixedSizeList:
    case Type.ListView:
    case Type.LargeListView:
      return "list";
    case Type.Struct:
    case Type.Map:
    case Type.Union:
      return "object";
    default:
      return "text";
  }
}

/** The zone a column of timestamps is in; null for wall clocks without one. */
export function timezoneOf(type: DataType): string | null {
  return type.typeId === Type.Timestamp ? (type.timezone ?? null) : null;
}

const UNITS_PER_SECOND: Readonly<Record<number, number>> = {
  [TimeUnit.SECOND]: 1,
  [TimeUnit.MILLISECOND]: 1e3,
  [TimeUnit.MICROSECOND]: 1e6,
  [TimeUnit.NANOSECOND]: 1e9,
};

/** Milliseconds of a date, time or duration as the column stores it; null for other types. */
export function milliseconds(value: unknown, type: DataType): number | null {
  if (typeof value !== "number" && typeof value !== "bigint") return null;
  switch (type.typeId) {
    case Type.Timestamp:
    case Type.Date:
      return Number(value);
    case Type.Time:
    case Type.Duration:
      return (Number(value) / (UNITS_PER_SECOND[type.unit] ?? 1)) * 1000;
    default:
      return null;
  }
}

/** A value as JSON would hold it; lists and structs of Arrow become arrays and objects. */
export function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (ArrayBuffer.isView(value)) {
    return Array.from(value as unknown as ArrayLike<number | bigint>, plainValue);
  }
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, plainValue(item)]),
    );
  }
  return value;
}

/** Text of a value without any format: what a search or a download sees. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  return typeof value === "object" ? JSON.stringify(plainValue(value)) : String(value);
}
