/** A websocket whose other end is the test. */
import { vi } from "vitest";
import { type CommContent, decode } from "../src/shell/wire";

export class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  /** All that were made, in order. */
  static made: FakeSocket[] = [];
  static get last(): FakeSocket {
    const last = FakeSocket.made.at(-1);
    if (last === undefined) throw new Error("no socket was made");
    return last;
  }

  readonly url: string;
  readonly protocol: string;
  readonly sent: Array<string | ArrayBuffer> = [];
  binaryType = "blob";
  readyState = FakeSocket.CONNECTING;
  bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(url: string | URL, protocol: string) {
    this.url = String(url);
    this.protocol = protocol;
    FakeSocket.made.push(this);
  }

  send(data: string | ArrayBuffer | Uint8Array): void {
    this.sent.push(data instanceof Uint8Array ? (data.buffer as ArrayBuffer) : data);
  }

  close(): void {
    this.readyState = FakeSocket.CLOSED;
  }

  // What the other end does.

  open(): this {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
    return this;
  }

  say(control: Readonly<Record<string, unknown>>): void {
    this.onmessage?.({ data: JSON.stringify(control) });
  }

  give(frame: ArrayBuffer): void {
    this.onmessage?.({ data: frame });
  }

  drop(code = 1006): void {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.({ code });
  }

  // What has come to the other end.

  get words(): Array<Record<string, unknown>> {
    return this.sent.flatMap((item) => (typeof item === "string" ? [JSON.parse(item)] : []));
  }

  get messages(): Array<{ type: string; content: CommContent }> {
    return this.sent.flatMap((item) => (typeof item === "string" ? [] : [decode(item)]));
  }
}

/** Puts it in the place of the browser's. */
export function fakeSockets(): void {
  FakeSocket.made = [];
  vi.stubGlobal("WebSocket", FakeSocket);
}
