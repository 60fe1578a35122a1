/** A page whose kernel stores files. */
import { act, screen, waitFor } from "@testing-library/react";
import { expect } from "vitest";
import type { PageMessage, UploadMessage } from "../src/protocol";
import { Session } from "../src/store/session";
import type { Way } from "../src/uploads/transfer";
import { type Kernel, show } from "./harness";

export type Part = Extract<UploadMessage, { method: "upload" }>;

/** A kernel that stores files, and answers at once or when it is told to. */
export class Store {
  readonly messages: UploadMessage[] = [];
  readonly files = new Map<string, Uint8Array>();
  readonly cancelled: string[] = [];
  refuses: string | null = null;
  answers = true;
  readonly #waiting: Part[] = [];
  readonly #listeners: () => Way["uploads"];

  constructor(listeners: () => Way["uploads"]) {
    this.#listeners = listeners;
  }

  take(message: UploadMessage, buffers: ArrayBuffer[] = []): void {
    this.messages.push(message);
    if (message.method === "upload_cancel") {
      this.cancelled.push(message.file);
      return;
    }
    const known = this.files.get(message.file) ?? new Uint8Array();
    const bytes = new Uint8Array(buffers[0] ?? new ArrayBuffer(0));
    if (message.offset === known.length) {
      this.files.set(message.file, new Uint8Array([...known, ...bytes]));
    }
    this.#waiting.push(message);
    if (this.answers) queueMicrotask(() => this.answer());
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  answer(): void {
    for (const { file } of this.#waiting.splice(0)) {
      const received = this.files.get(file)?.length ?? 0;
      for (const listener of this.#listeners()) {
        act(() =>
          listener(
            this.refuses === null
              ? { method: "upload", file, received }
              : { method: "upload", file, error: this.refuses },
          ),
        );
      }
    }
  }

  parts(): Part[] {
    return this.messages.filter((message): message is Part => message.method === "upload");
  }

  text(id: string): string {
    return new TextDecoder().decode(this.files.get(id));
  }
}

export interface Shown {
  readonly kernel: Kernel;
  readonly store: Store;
}

/** Shows inputs on a page whose kernel stores files. */
export async function showFiles(nodes: Parameters<typeof show>[0]): Promise<Shown> {
  const sent: PageMessage[] = [];
  const session: Session = new Session({
    send: (message, buffers) => {
      if (message.method === "upload" || message.method === "upload_cancel") {
        store.take(message, buffers);
      } else sent.push(message);
    },
    view: () => ({}) as never,
  });
  const store = new Store(() => session.uploads);
  const kernel = show(nodes, { session });
  await waitFor(() => expect(screen.queryByTestId("stSkeleton")).toBeNull());
  return { kernel: { ...kernel, sent, events: () => eventsOf(sent) }, store };
}

const eventsOf = (sent: readonly PageMessage[]): ReturnType<Kernel["events"]> =>
  sent.flatMap((message) => (message.method === "event" ? [...message.events] : []));

export const file = (name: string, content = "x", type = "text/plain"): File =>
  new File([content], name, { type });

/** What jsdom lacks. */
Blob.prototype.arrayBuffer ??= function (this: Blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(this);
  });
};
HTMLMediaElement.prototype.pause = () => {};
URL.createObjectURL ??= () => "blob:here";
URL.revokeObjectURL ??= () => {};
