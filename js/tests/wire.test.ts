import { describe, expect, it } from "vitest";
import { decode, encode } from "../src/shell/wire";

const encoder = new TextEncoder();

/** A frame made by hand: the parts, and offsets that may lie. */
function frame(
  parts: readonly (string | Uint8Array)[],
  lie: (offsets: number[]) => number[] = (o) => o,
) {
  const bytes = parts.map((part) => (typeof part === "string" ? encoder.encode(part) : part));
  const offsets = [8 * (bytes.length + 2)];
  for (const part of bytes) offsets.push((offsets.at(-1) ?? 0) + part.length);
  const told = lie([...offsets]);
  const whole = new Uint8Array(offsets.at(-1) ?? 0);
  const view = new DataView(whole.buffer);
  view.setBigUint64(0, BigInt(told.length), true);
  for (const [index, offset] of told.entries()) {
    const at = 8 * (index + 1);
    if (at + 8 <= whole.length) view.setBigUint64(at, BigInt(offset), true);
  }
  for (const [index, part] of bytes.entries()) whole.set(part, offsets[index]);
  return whole.buffer;
}

const HEADER = '{"msg_type": "comm_msg", "msg_id": "1"}';
const CONTENT = '{"comm_id": "c", "data": {"text": "ä🦊"}}';
const fixed = ["iopub", HEADER, "{}", "{}", CONTENT];

describe("a frame", () => {
  it("is read from bytes that were written by hand", () => {
    const message = decode(frame([...fixed, new Uint8Array([1, 2, 3]), new Uint8Array(0)]));
    expect(message).toMatchObject({
      channel: "iopub",
      type: "comm_msg",
      content: { comm_id: "c", data: { text: "ä🦊" } },
    });
    const lengths = message.buffers.map(({ byteLength }) => byteLength);
    expect([lengths, message.buffers[0]?.getUint8(2)]).toEqual([[3, 0], 3]);
  });

  it("starts with the number of its offsets, each of eight bytes, the smallest first", () => {
    const bytes = new Uint8Array(encode("comm_open", { comm_id: "c", data: {} }, "me"));
    // Channel, header, parent header, metadata, content, and the end.
    expect([...bytes.slice(0, 16)]).toEqual([6, 0, 0, 0, 0, 0, 0, 0, 56, 0, 0, 0, 0, 0, 0, 0]);
    expect(new TextDecoder().decode(bytes.slice(56, 61))).toBe("shell");
    const end = new DataView(bytes.buffer).getBigUint64(8 * 6, true);
    expect(Number(end)).toBe(bytes.length);
  });

  it("has the header of a Jupyter message", () => {
    const bytes = encode("comm_msg", { comm_id: "c", data: 1 }, "me");
    const view = new DataView(bytes);
    const at = (index: number): number => Number(view.getBigUint64(8 * index, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.slice(at(2), at(3))));
    expect(header).toMatchObject({ msg_type: "comm_msg", session: "me", version: "5.3" });
    expect(header.msg_id).toMatch(/^[0-9a-f-]{32,36}$/);
    expect(new Date(header.date).getTime()).toBeGreaterThan(0);
  });

  it("says after the way there and back what it said before", () => {
    // A generator with a fixed start: the same cases in every run, unlike each other.
    let state = 12345;
    const below = (limit: number): number => {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      return state % limit;
    };
    for (let round = 0; round < 200; round += 1) {
      const text = String.fromCodePoint(...Array.from({ length: below(40) }, () => below(0xd7ff)));
      const buffers = Array.from({ length: below(4) }, () =>
        Uint8Array.from({ length: below(50) }, () => below(256)),
      );
      const content = { comm_id: `c${round}`, data: { text, list: [round, null, true] } };
      const made = encode(
        "comm_msg",
        content,
        "me",
        buffers.map(({ buffer }) => buffer),
      );
      const read = decode(made);
      expect(read).toMatchObject({ channel: "shell", type: "comm_msg", content });
      const bytes = read.buffers.map(
        ({ buffer, byteLength, byteOffset }) => new Uint8Array(buffer, byteOffset, byteLength),
      );
      expect(bytes.map((part) => [...part])).toEqual(buffers.map((part) => [...part]));
    }
  });

  it.each([
    ["is empty", new ArrayBuffer(0)],
    ["ends before its offsets do", frame(["iopub"], () => [4000, 4001, 4002, 4003, 4004, 4005])],
    ["has too few parts", frame(["iopub", HEADER, "{}", "{}"])],
    ["claims a number of offsets without end", frame(fixed, (o) => [...o, ...Array(9000).fill(0)])],
    ["has offsets in disorder", frame(fixed, ([a = 0, b = 0, ...rest]) => [b, a, ...rest])],
    ["starts within its own offsets", frame(fixed, ([, ...rest]) => [8, ...rest])],
    ["ends beyond its end", frame(fixed, (o) => [...o.slice(0, -1), 1e6])],
    ["is no text where one has to be", frame(["iopub", new Uint8Array([0xff]), "{}", "{}", "{}"])],
    ["is no JSON where it has to be", frame(["iopub", HEADER, "{}", "{}", "{"])],
  ])("is refused when it %s", (_, bytes) => {
    expect(() => decode(bytes)).toThrow();
  });

  it("is read as what it is or refused, wherever it was cut or changed", () => {
    const whole = new Uint8Array(frame([...fixed, new Uint8Array([1, 2, 3])]));
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decode(whole.slice(0, length).buffer)).toThrow();
    }
    for (let index = 0; index < 64; index += 1) {
      const changed = whole.slice();
      changed[index] = (changed[index] ?? 0) ^ 0xff;
      try {
        decode(changed.buffer);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  });
});
