/**
 * Jupyter messages as bytes: the websocket format `v1.kernel.websocket.jupyter.org`.
 *
 * A frame is a count, that many offsets, and the parts that they delimit: channel, header, parent
 * header, metadata, content, buffers. Numbers are 64-bit little-endian.
 */
import { uuid } from "../store/uuid";

export const PROTOCOL = "v1.kernel.websocket.jupyter.org";

/** The message format of Jupyter that is spoken here. */
const VERSION = "5.3";
/** Channel, header, parent header, metadata, content. */
const FIXED = 5;
const WORD = 8;

export interface CommContent {
  readonly comm_id: string;
  readonly target_name?: string;
  readonly data?: unknown;
}

export interface Message {
  readonly channel: string;
  readonly type: string;
  readonly content: CommContent;
  readonly buffers: DataView[];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** A message for the kernel, on its shell channel. */
export function encode(
  type: string,
  content: CommContent,
  session: string,
  buffers: readonly ArrayBuffer[] = [],
): ArrayBuffer {
  const header = {
    msg_id: uuid(),
    msg_type: type,
    session,
    username: "",
    date: new Date().toISOString(),
    version: VERSION,
  };
  const texts = ["shell", JSON.stringify(header), "{}", "{}", JSON.stringify(content)];
  const parts = [
    ...texts.map((text) => encoder.encode(text)),
    ...buffers.map((buffer) => new Uint8Array(buffer)),
  ];
  const count = parts.length + 1;
  let offset = WORD * (1 + count);
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, offset));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(count), true);
  for (const [index, part] of parts.entries()) {
    view.setBigUint64(WORD * (1 + index), BigInt(offset), true);
    bytes.set(part, offset);
    offset += part.length;
  }
  view.setBigUint64(WORD * count, BigInt(offset), true);
  return bytes.buffer;
}

/**
 * The message in a frame. Throws `RangeError` or `SyntaxError` when it is none.
 *
 * Buffers are views of the frame, without a copy.
 */
export function decode(frame: ArrayBuffer): Message {
  const offsets = offsetsOf(frame);
  const text = (index: number): string =>
    decoder.decode(new Uint8Array(frame, offsets[index], size(offsets, index)));
  const header = JSON.parse(text(1)) as { msg_type?: unknown };
  const buffers: DataView[] = [];
  for (let index = FIXED; index < offsets.length - 1; index += 1) {
    buffers.push(new DataView(frame, offsets[index], size(offsets, index)));
  }
  return {
    channel: text(0),
    type: String(header.msg_type),
    content: JSON.parse(text(4)) as CommContent,
    buffers,
  };
}

const size = (offsets: readonly number[], index: number): number =>
  (offsets[index + 1] as number) - (offsets[index] as number);

function offsetsOf(frame: ArrayBuffer): number[] {
  const view = new DataView(frame);
  const count = Number(view.getBigUint64(0, true));
  if (count <= FIXED || WORD * (1 + count) > frame.byteLength) {
    throw new RangeError(`A frame of ${frame.byteLength} bytes cannot have ${count} offsets.`);
  }
  const offsets: number[] = [];
  let least = WORD * (1 + count);
  for (let index = 1; index <= count; index += 1) {
    const offset = Number(view.getBigUint64(WORD * index, true));
    if (offset < least || offset > frame.byteLength) {
      throw new RangeError(`Offset ${offset} of a frame is out of order or beyond its end.`);
    }
    offsets.push(offset);
    least = offset;
  }
  return offsets;
}
