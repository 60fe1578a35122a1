/** The app's model on a page of our own: a comm to the kernel, over the page's websocket. */
import type { AppModel } from "../host/attach";
import type { WidgetManager } from "../host/foreign";
import type { KernelWatch, Reach, Tell } from "../host/kernel";
import type { KernelMessage, PageMessage } from "../protocol";
import { uuid } from "../store/uuid";
import type { PageSocket } from "./socket";
import { decode, encode } from "./wire";

type Listener = (message: KernelMessage, buffers: DataView[]) => void;

/** The comm target that a served app listens to. */
const TARGET = "revoila.page";
/** What is said without a connection is said later; of these only the newest. */
const KEPT: ReadonlySet<PageMessage["method"]> = new Set(["rerun", "theme"]);

export interface ModelOptions {
  readonly base: string;
  readonly client: string;
  /** The comm that is open from the start; null where none is. */
  readonly comm: string | null;
  readonly socket: Pick<PageSocket, "send" | "retry">;
  readonly manager: WidgetManager;
  readonly restart: KernelWatch["restart"];
  /** Called when the kernel has closed the app. */
  closed(): void;
}

export class PageModel implements AppModel {
  readonly #options: ModelOptions;
  readonly #listeners = new Set<Listener>();
  readonly #kept = new Map<string, PageMessage>();
  #comm: string | null;
  /** Whether the socket is there, and whether the comm is open on it. */
  #connected: boolean;
  #open: boolean;
  #tell: Tell = () => {};

  constructor(options: ModelOptions) {
    this.#options = options;
    this.#comm = options.comm;
    this.#connected = this.#open = options.comm !== null;
  }

  get widget_manager(): WidgetManager {
    return this.#options.manager;
  }

  get(name: string): unknown {
    const { base, client } = this.#options;
    return name === "_base" ? base : name === "_client" ? client : undefined;
  }

  on(_: "msg:custom", listener: Listener): void {
    this.#listeners.add(listener);
  }

  off(_: "msg:custom", listener: Listener): void {
    this.#listeners.delete(listener);
  }

  /** Sends a message; a hello opens the comm, and nothing else can before it. */
  send(content: unknown, _callbacks?: unknown, buffers: ArrayBuffer[] = []): void {
    const message = content as PageMessage;
    if (message.method === "hello") {
      if (this.#connected && !this.#open) this.#openComm(message);
    } else if (this.#open) {
      this.#post("comm_msg", { data: message }, buffers);
    } else if (KEPT.has(message.method)) {
      // The session itself keeps events and requests for files, and asks for a snapshot anyway.
      this.#kept.set(message.method, message);
    }
  }

  watch(tell: Tell): KernelWatch {
    this.#tell = tell;
    const { restart, socket } = this.#options;
    return {
      reconnect: socket.retry,
      restart,
      unwatch: () => {
        this.#tell = () => {};
      },
    };
  }

  /** Takes in a frame of the kernel; what is not for the app's comm is for somebody else. */
  receive(frame: ArrayBuffer): void {
    const { type, content, buffers } = decode(frame);
    if (content.comm_id !== this.#comm) return;
    if (type === "comm_close") this.#options.closed();
    if (type !== "comm_msg") return;
    for (const listener of [...this.#listeners]) listener(content.data as KernelMessage, buffers);
  }

  /** Has the app introduce itself on a new connection. */
  opened(): void {
    this.#connected = true;
    this.#tell("connected");
  }

  lost(reach: Exclude<Reach, "connected">, details: Parameters<Tell>[1]): void {
    this.#connected = this.#open = false;
    this.#tell(reach, details);
  }

  #openComm(hello: PageMessage): void {
    // The former one is not closed: the kernel does that when another takes its place, if it has it still.
    this.#comm = uuid();
    this.#open = true;
    this.#post("comm_open", { target_name: TARGET, data: hello });
    for (const message of this.#kept.values()) this.#post("comm_msg", { data: message });
    this.#kept.clear();
  }

  #post(
    type: string,
    content: { readonly target_name?: string; readonly data: unknown },
    buffers: ArrayBuffer[] = [],
  ): void {
    const { client, socket } = this.#options;
    socket.send(encode(type, { comm_id: this.#comm ?? "", ...content }, client, buffers));
  }
}
