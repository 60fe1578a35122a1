/** One shown app: its tree, fed by the kernel's messages, and what goes back to the kernel. */
import type { Reach } from "../host/kernel";
import type {
  Ack,
  AppProps,
  InputEvent,
  InputProps,
  KernelMessage,
  PageMessage,
  PatchMessage,
  RunState,
  SnapshotMessage,
  View,
} from "../protocol";
import { withBuffers } from "../protocol";
import { Overrides } from "./inputs";
import { Outbox } from "./outbox";
import type { TreeNode } from "./tree";
import { applyOps, plant, replant, walk } from "./tree";

export type Connection =
  | "INITIAL"
  | "CONNECTING"
  | "PINGING_SERVER"
  | "CONNECTED"
  | "DISCONNECTED_FOREVER";

/** Why nothing arrives: nobody tries to reach the kernel any more, or it is not the same any more. */
export type Loss = Exclude<Reach, "connected" | "connecting">;

/** What a session needs of the host it lives in. */
export interface Host {
  send(message: PageMessage): void;
  view(): View;
  /** Has the host try to reach the kernel again; null where nobody can. */
  readonly reconnect?: (() => void) | null;
}

/** An input as it is on the page. */
export type InputNode<T = unknown> = TreeNode & { readonly props: InputProps<T> };

interface Request {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

/**
 * State of one app on one page, independent of how often and where it is shown.
 *
 * All changes of a message are visible together: listeners are told once, at its end, through
 * `render`, which a view sets to draw synchronously.
 */
export class Session {
  readonly client: string = crypto.randomUUID?.() ?? fallbackUuid();
  readonly inputs = new Overrides();
  /** Runs what tells the listeners; a view replaces it to have all of it drawn at once. */
  render: (notify: () => void) => void = (notify) => notify();

  readonly #host: Host;
  readonly #outbox = new Outbox();
  readonly #listeners = new Set<() => void>();
  readonly #requests = new Map<string, Request>();
  #tree: TreeNode | null = null;
  #rev = -1;
  #connection: Connection = "INITIAL";
  #loss: Loss | null = null;
  #resyncing = false;
  /** The run that a menu click or plain rerun replaces; null when none is awaited. */
  #replacedRun: number | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  get tree(): TreeNode | null {
    return this.#tree;
  }

  get app(): AppProps | null {
    return this.#tree === null ? null : (this.#tree.props as unknown as AppProps);
  }

  get connection(): Connection {
    return this.#connection;
  }

  get loss(): Loss | null {
    return this.#loss;
  }

  get #ended(): boolean {
    return this.#loss === "restarted" || this.#loss === "ended";
  }

  /** Tries to reach the kernel once more; null where nobody can. */
  get reconnect(): (() => void) | null {
    return this.#host.reconnect ?? null;
  }

  /** Whether the page is up to date with what its visitor did. */
  get runState(): RunState {
    const said = this.app?.run_state ?? "running";
    if (this.#ended) return said === "running" ? "idle" : said;
    if (said === "running" || this.#outbox.waiting || this.#replacedRun !== null) return "running";
    return said;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Introduces this page to the kernel, which answers with a snapshot. */
  hello(): void {
    if (this.#connection === "INITIAL") this.#connection = "CONNECTING";
    this.send({ method: "hello", client: this.client, view: this.#host.view() });
  }

  /** Takes in how the kernel can be reached, where the host knows. */
  setReach(reach: Reach): void {
    if (this.#ended) return;
    this.#loss = reach === "connected" || reach === "connecting" ? null : reach;
    if (this.#loss !== null) this.#connection = "DISCONNECTED_FOREVER";
    else if (reach === "connecting") this.#connection = "PINGING_SERVER";
    else this.#askAgain();
    this.#changed();
  }

  send(message: PageMessage): void {
    if (!this.#ended) this.#host.send(message);
  }

  /** Takes in a message of the kernel. */
  receive(message: KernelMessage, buffers: readonly DataView[] = []): void {
    if (message.method === "chunk") {
      this.#settle(message.name, message.error, buffers[0]);
      return;
    }
    const whole = buffers.length > 0 ? withBuffers(message, buffers) : message;
    this.render(() => {
      if (whole.method === "snapshot") this.#show(whole);
      else if (whole.method === "patch") this.#patch(whole);
    });
  }

  /** Asks the kernel for a file of the front end. */
  request(name: string): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#requests.set(name, { resolve, reject });
      this.send({ method: "chunk", name });
    });
  }

  /** Runs the script again, on another page when `page` is not null. */
  rerun(page: string | null = null, query: string | null = null, history = false): void {
    this.#replacedRun = this.app?.run_id ?? null;
    this.send({ method: "rerun", page, query, history });
    this.#changed();
  }

  stop(): void {
    this.send({ method: "stop" });
  }

  /** Gives an input a local value and, with `commit`, tells the kernel unless its form is to. */
  setValue(node: InputNode, value: unknown, commit: boolean): void {
    const { id, props } = node;
    if (id === undefined || props.disabled) return;
    const form = props.form_id ?? null;
    const generation = props.generation ?? 0;
    const sent = commit && form === null;
    const refused = commit
      ? this.inputs.check(id, value) !== null
      : (this.inputs.get(id)?.refused ?? false);
    if (!sent || refused) {
      this.inputs.set(id, { value, seq: null, generation, form, refused });
      return;
    }
    const seq = this.#enqueue(node, value);
    this.inputs.set(id, { value, seq, generation, form, refused });
    this.#flush();
  }

  /** Sends a press of a button; one of a form takes the form's changed values along. */
  press(node: InputNode): void {
    if (node.id === undefined || node.props.disabled) return;
    const form = node.props.form_id;
    if (form !== undefined && !this.#sendForm(form)) return;
    this.#enqueue(node, true);
    this.#flush();
  }

  /** Presses the first button of a form, as Enter in a field does. */
  submit(form: string): void {
    const nodes = this.#tree === null ? [] : [...walk(this.#tree)];
    const box = nodes.find(({ kind, props }) => kind === "form" && props.form_id === form);
    const button = nodes.find(
      ({ kind, props }) => kind === "form_submit_button" && props.form_id === form,
    );
    if (button !== undefined && box?.props.enter_to_submit !== false) {
      this.press(button as InputNode);
    }
  }

  #patch(message: PatchMessage): void {
    if (message.rev <= this.#rev) return;
    if (this.#tree === null || message.rev !== this.#rev + 1) {
      this.#resync();
      return;
    }
    try {
      this.#tree = applyOps(this.#tree, message.ops);
    } catch (error) {
      // The tree is not what the kernel takes it for; only a snapshot helps.
      reportError(error);
      this.#resync();
      return;
    }
    this.#rev = message.rev;
    this.#acknowledge(message.ack);
    this.#arrived();
  }

  #show(message: SnapshotMessage): void {
    this.#tree = this.#tree ? replant(this.#tree, message.tree) : plant(message.tree);
    this.#rev = message.rev;
    this.#resyncing = false;
    this.#replacedRun = null;
    this.#acknowledge(message.ack);
    // A kernel that was out of reach may never have seen these; it skips those it has.
    this.#sendEvents(this.#outbox.unacked);
    this.#outbox.take();
    this.#arrived();
  }

  #arrived(): void {
    this.#connection = "CONNECTED";
    const app = this.app;
    if (app?.run_id !== this.#replacedRun || app?.run_state === "compile-error") {
      this.#replacedRun = null;
    }
    this.#changed();
  }

  /** After a time without a connection: what was on its way then may not have arrived. */
  #askAgain(): void {
    this.#connection = "CONNECTING";
    this.#resyncing = false;
    if (this.#tree === null) this.hello();
    else this.#resync();
    for (const name of this.#requests.keys()) this.send({ method: "chunk", name });
  }

  #resync(): void {
    if (this.#resyncing || this.#tree === null) return;
    this.#resyncing = true;
    this.send({ method: "resync" });
  }

  #acknowledge(ack: Ack | undefined): void {
    const seq = ack?.[this.client];
    if (seq === undefined) return;
    this.#outbox.acknowledge(seq);
    this.inputs.acknowledge(seq);
  }

  #enqueue(node: InputNode, value: unknown): number {
    const seq = this.#outbox.add({
      id: node.id ?? "",
      generation: node.props.generation ?? 0,
      value,
      quiet: (node.props as { rerun?: boolean }).rerun === false,
    });
    return seq;
  }

  /** Queues the changed values of a form; false when one of them cannot be sent. */
  #sendForm(form: string): boolean {
    const changed = this.inputs.ofForm(form);
    let fine = true;
    for (const node of this.#fields(form)) {
      const id = node.id ?? "";
      const override = this.inputs.get(id);
      const value = override ? override.value : node.props.value;
      if (this.inputs.check(id, value) === null) continue;
      fine = false;
      const generation = node.props.generation ?? 0;
      this.inputs.set(id, { value, seq: null, generation, form, refused: true });
    }
    if (!fine) return false;
    for (const [id, override] of changed) {
      const { generation, value } = override;
      const seq = this.#outbox.add({ id, generation, value });
      this.inputs.set(id, { ...override, seq });
    }
    return true;
  }

  #fields(form: string): InputNode[] {
    const nodes = this.#tree === null ? [] : [...walk(this.#tree)];
    return nodes.filter(
      ({ id, props }) => id !== undefined && props.form_id === form,
    ) as InputNode[];
  }

  /** Sends what is queued as one message, before anything is drawn: the kernel need not wait for that. */
  #flush(): void {
    this.#sendEvents(this.#outbox.take());
    this.#changed();
  }

  #sendEvents(events: readonly InputEvent[]): void {
    if (events.length > 0) this.send({ method: "event", client: this.client, events });
  }

  #settle(name: string, error: string | undefined, view: DataView | undefined): void {
    const request = this.#requests.get(name);
    this.#requests.delete(name);
    if (view === undefined) request?.reject(new Error(error ?? `The kernel sent no ${name}.`));
    else request?.resolve(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** `crypto.randomUUID` is missing on pages that are served without TLS. */
function fallbackUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
