/** The data of layers: rows from Arrow, or arrays that go to the graphics card as they are. */
import { rowsOf } from "../chart/table";
import { parseColor } from "../theme/color";
import { type Tokens, token } from "../theme/tokens";

export type Buffers = Readonly<Record<string, Uint8Array>>;
export type Channels = [number, number, number, number];

interface Attribute {
  readonly buffer: string;
  readonly type: string;
  readonly size: number;
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
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
} as const;

/** What a layer of deck.gl takes for its data. */
export function layerData(data: unknown, buffers: Buffers, tokens: Tokens): unknown {
  if (typeof data !== "object" || data === null) return data;
  const { "@@binary": binary, "@@table": table } = data as Reference;
  if (table !== undefined) return rowsOf(buffers[table] ?? new Uint8Array());
  if (binary === undefined) return data;
  const attributes = Object.entries(binary.attributes).map(([name, attribute]) => {
    const numbers = numbersOf(attribute, buffers);
    return attribute.colors
      ? [name, { value: paint(numbers, attribute.colors, tokens), size: 4 }]
      : [name, { value: numbers, size: attribute.size }];
  });
  return { length: binary.length, attributes: Object.fromEntries(attributes) };
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
    painted.set(palette[numbers[index] ?? 0] ?? [0, 0, 0, 255], index * 4);
  }
  return painted;
}

/** A colour as deck.gl has it, from 0 to 255 each; the theme's where it is a name. */
export function channels(color: string, tokens: Tokens): Channels {
  const [red, green, blue, alpha] = parseColor(token(tokens, `${color}-color`, color));
  return [red, green, blue, Math.round(alpha * 255)];
}
