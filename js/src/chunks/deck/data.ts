/** The data of layers: rows from Arrow, or arrays that go to the graphics card as they are. */
import type { PickingInfo } from "@deck.gl/core";
import { plainValue } from "../arrow/values";
import { rowsOf } from "../chart/table";
import { parseColor } from "../theme/color";
import { type Tokens, token } from "../theme/tokens";

export type Buffers = Readonly<Record<string, Uint8Array>>;
export type Channels = [number, number, number, number];

interface Attribute {
  readonly buffer: string;
  readonly type: string;
  readonly size: number;
  /** What the script calls it. */
  readonly column?: string;
  /** Texts of colours; the numbers of the buffer choose among them. */
  readonly colors?: readonly string[];
}

interface Reference {
  readonly "@@table"?: string;
  readonly "@@binary"?: {
    readonly length: number;
    readonly attributes: Readonly<Record<string, Attribute>>;
  };
}

const ARRAYS = {
  f4: Float32Array,
  f8: Float64Array,
  i1: Int8Array,
  i2: Int16Array,
  i4: Int32Array,
  i8: BigInt64Array,
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
  u8: BigUint64Array,
} as const;

/** What a layer of deck.gl takes for its data. */
export function layerData(data: unknown, buffers: Buffers, tokens: Tokens): unknown {
  if (typeof data !== "object" || data === null) return data;
  const { "@@binary": binary, "@@table": table } = data as Reference;
  if (table !== undefined) return rowsOf(buffers[table] ?? new Uint8Array());
  if (binary === undefined) return data;
  const known = Object.entries(binary.attributes).map(
    ([name, attribute]) => [name, attribute, numbersOf(attribute, buffers)] as const,
  );
  const attributes = known.map(([name, { colors, size }, numbers]) =>
    colors
      ? [name, { value: paint(numbers, colors, tokens), size: 4 }]
      : [name, { value: drawable(name, numbers), size }],
  );
  const row = (index: number): Record<string, unknown> =>
    Object.fromEntries(
      known.flatMap(([, { column, size }, numbers]) => {
        const values = numbers.slice(index * size, (index + 1) * size);
        return column === undefined ? [] : [[column, plainValue(size === 1 ? values[0] : values)]];
      }),
    );
  return { length: binary.length, attributes: Object.fromEntries(attributes), row };
}

/** What a pointer is at: deck.gl itself knows no objects of binary data. */
export function pickedObject({
  index,
  layer,
  object,
}: Pick<PickingInfo, "index" | "layer" | "object">): unknown {
  if ((object !== undefined && object !== null) || !layer || layer.parent || index < 0)
    return object;
  const { row } = layer.props.data as { row?: (index: number) => unknown };
  return row?.(index);
}

/** Numbers for the graphics card: places as doubles, and what has eight bytes elsewhere as those of four. */
function drawable(name: string, numbers: Numbers): Numbers {
  if (/(Position|Path|Polygon)$/.test(name))
    return numbers instanceof Float32Array || numbers instanceof Float64Array
      ? numbers
      : Float64Array.from(numbers as ArrayLike<number | bigint>, Number);
  return numbers.BYTES_PER_ELEMENT === 8
    ? Float32Array.from(numbers as ArrayLike<number | bigint>, Number)
    : numbers;
}

type Numbers = InstanceType<(typeof ARRAYS)[keyof typeof ARRAYS]>;

function numbersOf({ buffer, type }: Attribute, buffers: Buffers): Numbers {
  // A copy, so that it begins where numbers of eight bytes may.
  const bytes = (buffers[buffer] ?? new Uint8Array()).slice().buffer;
  return new ARRAYS[type as keyof typeof ARRAYS](bytes);
}

function paint(numbers: Numbers, colors: readonly string[], tokens: Tokens): Uint8ClampedArray {
  const palette = colors.map((color) => channels(color, tokens));
  const painted = new Uint8ClampedArray(numbers.length * 4);
  for (let index = 0; index < numbers.length; index += 1) {
    painted.set(palette[Number(numbers[index] ?? 0)] ?? [0, 0, 0, 255], index * 4);
  }
  return painted;
}

/** A colour as deck.gl has it, from 0 to 255 each; the theme's where it is a name. */
export function channels(color: string, tokens: Tokens): Channels {
  const [red, green, blue, alpha] = parseColor(token(tokens, `${color}-color`, color));
  return [red, green, blue, Math.round(alpha * 255)];
}
