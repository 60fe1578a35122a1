/** From what the kernel sends to an option that ECharts draws. */
import { formatNumber } from "../../format/number";
import { ChartTable } from "../chart/table";

export type Option = Record<string, unknown>;
export type Buffers = Readonly<Record<string, Uint8Array>>;

interface Packed {
  readonly "@@array"?: string;
  readonly "@@table"?: string;
  /** Numbers in a row; 0 where there are no rows. */
  readonly width?: number;
}

const FORMATS =
  /^(plain|localized|percent|dollar|euro|yen|accounting|bytes|compact|scientific|engineering)$/;

export function readOption(text: string, buffers: Buffers): Option {
  return JSON.parse(text, (name, value) => {
    if (typeof value === "string") {
      if (name === "valueFormatter") return formatter(value);
      // A link of a title is followed by the visitor.
      const link = /^(sub)?link$/.test(name);
      return link && !/^(https?:|mailto:|\/|#)/i.test(value) ? undefined : value;
    }
    if (typeof value !== "object" || value === null) return value;
    const { "@@array": array, "@@table": table, width = 0 } = value as Packed;
    if (array !== undefined) return numbers(buffers[array], width);
    return table === undefined ? value : columns(buffers[table]);
  }) as Option;
}

/** Formats by their names, as those of metrics; any other text is a pattern. */
function formatter(format: string): (value: unknown) => string {
  return (value) => {
    const known = FORMATS.test(format) || format.includes("%");
    return typeof value === "number" && known ? formatNumber(value, format) : String(value ?? "");
  };
}

function numbers(bytes: Uint8Array | undefined, width: number): unknown[] {
  const flat = [...new Float64Array((bytes ?? new Uint8Array()).slice().buffer)];
  if (width === 0) return flat;
  return Array.from({ length: flat.length / width }, (_, row) =>
    flat.slice(row * width, (row + 1) * width),
  );
}

/** A table with its names in the first row, as ECharts has it. */
function columns(bytes: Uint8Array | undefined): unknown[] {
  const rows = new ChartTable(bytes ?? new Uint8Array()).rows();
  const names = Object.keys(rows[0] ?? {});
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? null))];
}

/** The size of a chart that nobody gave one. */
export function ownSize([width, height]: readonly string[] = []): {
  width: number;
  height: number;
} {
  return {
    width: Number.parseFloat(width ?? "") || 700,
    height: Number.parseFloat(height ?? "") || 350,
  };
}
