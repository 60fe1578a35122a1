/** One shown app: its tree, fed by the kernel's messages, and what goes back to the kernel. */
import type { Outage, Reach, Restart } from "../host/kernel";
import type {
  Ack,
  AppProps,
  InputEvent,
  InputProps,
  KernelMessage,
  Mode,
  PageMessage,
  PageProps,
  PatchMessage,
  RowsAnswer,
  RunState,
  SnapshotMessage,
  UploadAnswer,
  View,
} from "../protocol";
import { withBuffers } from "../protocol";
import { Pendings, valuesFor } from "./bound";
import { Changes } from "./changes";
import { Files } from "./files";
import { isCurrent, Overrides } from "./inputs";
import { type Connection, Line, type Loss } from "./line";
import { Outbox } from "./outbox";
import { isSameQuery, valuesOf } from "./query";
import type { TreeNode } from "./tree";
import { applyOps, plant, replant, walk } from "./tree";
import { uuid } from "./uuid";

export type { Connection, Loss };

/** What a session needs of the host it lives in. */
export interface Host {
  send(message: PageMessage, buffers?: ArrayBuffer[]): void;
  view(): View;
  /** Identity of the page, where the host has given it one. */
  readonly client?: string;
  /** Has the host try to reach the kernel again; null where nobody can. */
  readonly reconnect?: (() => void) | null;
  /** Starts again after the end of a session; fails with what to say to the visitor. */
  readonly restart?: ((how: Restart) => Promise<void>) | null;
  /** Shows a query parameter in the address, where there is one. */
  readonly writeParameter?: (name: string, values: readonly string[]) => void;
  /** Whether every connection begins with a hello, also when the page was connected before. */
  readonly greets?: boolean;
}

/** A kernel takes this many events at once, and more. */
const MOST_EVENTS = 1000;

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
  readonly client: string;
  readonly inputs = new Overrides();
  /** What the visitor has entered, for another session in place of this one. */
  readonly changes = new Changes();
  /** Files that the page fetches from the kernel. */
  readonly files = new Files((message) => this.send(message));
  /** Who is told of the kernel's answers to parts of files. */
  readonly uploads = new Set<(answer: UploadAnswer) => void>();
  /** Who is told of the kernel's answers about tables. */
  readonly answers = new Set<(answer: RowsAnswer, buffers: readonly DataView[]) => void>();
  /** The run that was seen before this page was loaded, for what the page begins with; then 0. */
  seen = 0;
  /** The run whose dialog the visitor has closed. */
  dismissed = 0;
  /** Notices that the visitor has closed. */
  readonly closed = new Set<number>();
  /** Runs what tells the listeners; a view replaces it to have all of it drawn at once. */
  render: (notify: () => void) => void = (notify) => notify();

  readonly #host: Host;
  readonly #outbox = new Outbox();
  readonly #pendings = new Pendings();
  readonly #listeners = new Set<() => void>();
  readonly #requests = new Map<string, Request>();
  #tree: TreeNode | null = null;
  #said: AppProps | null = null;
  #page: PageProps | null = null;
  #rev = -1;
  readonly #line = new Line();
  #theme: Mode | null = null;
  #resyncing = false;
  /** The run that a menu click or plain rerun replaces; null when none is awaited. */
  #replacedRun: number | null = null;

  constructor(host: Host) {
    this.#host = host;
    this.client = host.client ?? uuid();
  }

  get tree(): TreeNode | null {
    return this.#tree;
  }

  get app(): AppProps | null {
    return this.#tree === null ? null : (this.#tree.props as unknown as AppProps);
  }

  /** What is said of the page as a whole: the same object until a run says something else. */
  get page(): PageProps | null {
    const said = this.app;
    // Asked at every change of anything, and answered by comparing only when a run has said something.
    if (said === this.#said) return this.#page;
    this.#said = said;
    if (said === null || this.#page === null || !isSamePage(this.#page, said)) this.#page = said;
    return this.#page;
  }

  get connection(): Connection {
    return this.#line.state;
  }

  get outage(): Outage | null {
    return this.#line.outage;
  }

  get loss(): Loss | null {
    return this.#line.loss;
  }

  get notice(): string | null {
    return this.#line.notice;
  }

  /** Tries to reach the kernel once more; null where nobody can. */
  get reconnect(): (() => void) | null {
    return this.#host.reconnect ?? null;
  }

  /** Begins another session in place of one that has ended; null where the host cannot. */
  get restart(): ((how: Restart) => Promise<void>) | null {
    return this.#host.restart ?? null;
  }

  /** Whether the page is up to date with what its visitor did. */
  get runState(): RunState {
    const said = this.app?.run_state ?? "running";
    if (this.#line.over) return said === "running" ? "idle" : said;
    if (said === "running" || this.#outbox.waiting || this.#replacedRun !== null) return "running";
    return said;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Introduces this page to the kernel, which answers with a snapshot. */
  hello(): void {
    if (this.#line.state === "INITIAL") this.#line.state = "CONNECTING";
    const view = this.#host.view();
    this.#theme = view.theme;
    this.send({ method: "hello", client: this.client, view: { ...view, query: this.#news(view) } });
  }

  /**
   * The query of an address that a visitor has gone to; null when the page has it from the kernel, which may be
   * further by now, or from inputs, whose events say the same.
   */
  #news({ query }: View): string | null {
    const known = this.app?.query;
    if (query === null || known === undefined) return query;
    return isSameQuery(query, this.#pendings.over(known)) ? null : query;
  }

  /** Takes in how the kernel can be reached, where the host knows, and what it says about it. */
  setReach(reach: Reach, details: Omit<Outage, "reach"> = {}): void {
    if (this.#line.over) return;
    this.#line.reach(reach, details);
    if (reach === "connected") this.#askAgain();
    this.#changed();
  }

  setNotice(notice: string | null): void {
    this.#line.notice = notice;
    this.#changed();
  }

  /** Tells the kernel which mode is shown, unless it knows or has not been told anything yet. */
  setTheme(theme: Mode): void {
    const said = this.#theme;
    this.#theme = theme;
    if (said !== null && said !== theme) this.send({ method: "theme", theme });
  }

  send(message: PageMessage, buffers?: ArrayBuffer[]): void {
    if (!this.#line.over) this.#host.send(message, buffers);
  }

  /** Takes in a message of the kernel. */
  receive(message: KernelMessage, buffers: readonly DataView[] = []): void {
    if (message.method === "chunk") {
      this.#settle(message.name, message.error, buffers[0]);
      return;
    }
    if (message.method === "media") {
      this.files.take(message, buffers[0]);
      return;
    }
    if (message.method === "rows") {
      for (const listener of this.answers) listener(message, buffers);
      return;
    }
    if (message.method === "upload") {
      for (const listener of this.uploads) listener(message);
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
    // The new address has the last word on them.
    if (query !== null) this.#pendings.clear();
    this.send({ method: "rerun", page, query, history });
    this.#changed();
  }

  /** Has all functions forget what they have cached, for everybody, and runs the script again. */
  clearCache(): void {
    this.#replacedRun = this.app?.run_id ?? null;
    this.send({ method: "clear_cache" });
    this.#changed();
  }

  /** Whether a page or an address was asked for that the kernel has not shown yet. */
  get moving(): boolean {
    return this.#replacedRun !== null;
  }

  /** A query of the kernel, with what inputs have written ahead of it. */
  withPending(query: string): string {
    return this.#pendings.over(query);
  }

  /** Runs a fragment again whose time has come; not while the kernel is out of reach. */
  runFragment(id: string): void {
    if (this.connection === "CONNECTED") this.send({ method: "fragment", id });
  }

  /** Has changed files run at once from now on, or be told of. */
  runOnSave(value: boolean): void {
    if (value && this.app?.source_changed) this.#replacedRun = this.app.run_id;
    this.send({ method: "run_on_save", value });
    this.#changed();
  }

  /** Closes the dialog that a run has opened; it stays in the tree until the script runs again. */
  dismiss(run: number): void {
    this.dismissed = run;
    this.send({ method: "dismiss", run });
    this.#changed();
  }

  /** Notes that a notice was closed which would stay for ever; it is in the tree all the same. */
  closeNotice(notice: number): void {
    this.closed.add(notice);
    this.send({ method: "dismiss", notice });
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
    if (commit) this.changes.note(node, value, sent);
    const refused = commit
      ? this.inputs.check(id, value) !== null
      : (this.inputs.get(id)?.refused ?? false);
    if (!sent || refused) {
      this.inputs.set(id, {
        value,
        seq: null,
        generation,
        form,
        assigned: props.assigned,
        refused,
      });
      return;
    }
    const seq = this.#enqueue(node, value);
    this.inputs.set(id, { value, seq, generation, form, refused });
    this.#writeAhead(node, value, seq);
    this.#flush();
  }

  /** Sends a press of a button, or what else holds for one run; one of a form takes the form's changed values along. */
  press(node: InputNode, value: unknown = true): void {
    if (node.id === undefined || node.props.disabled) return;
    const form = node.props.form_id;
    if (form !== undefined && !this.#sendForm(form, isQuiet(node))) return;
    this.#enqueue(node, value, true);
    if (form !== undefined) this.#clearForm(form);
    this.#flush();
  }

  /**
   * Gives inputs the values they had in another session. Those of a form that was not submitted
   * there stay on the page.
   */
  restore(values: ReadonlyArray<readonly [node: InputNode, value: unknown, sent: boolean]>): void {
    for (const [node, value, sent] of values) {
      if (!sent) {
        this.setValue(node, value, true);
        continue;
      }
      this.changes.note(node, value, true);
      const seq = this.#enqueue(node, value);
      const generation = node.props.generation ?? 0;
      const id = node.id ?? "";
      this.inputs.set(id, { value, seq, generation, form: null, refused: false });
      this.#writeAhead(node, value, seq);
    }
    this.#flush();
  }

  /** Forgets the events that the kernel has not dealt with: it cannot take them. */
  giveUpEvents(): void {
    const last = this.#outbox.clear();
    this.inputs.acknowledge(last);
    this.#pendings.acknowledge(last);
    this.#changed();
  }

  /** Presses the first button of a form, as Enter in a field does. */
  submit(form: string): void {
    const button = this.buttonOfEnter(form);
    if (button !== null) this.press(button);
  }

  /** What Enter in a field of a form presses; null when it presses nothing. */
  buttonOfEnter(form: string): InputNode | null {
    const button = this.#fields(form).find(({ kind }) => kind === "form_submit_button");
    const enters = this.#form(form)?.props.enter_to_submit !== false;
    return enters && button !== undefined && !button.props.disabled ? button : null;
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
    this.seen = 0;
    this.#acknowledge(message.ack);
    this.#arrived();
  }

  #show(message: SnapshotMessage): void {
    const { seen = 0, dismissed = 0, closed = [] } = message;
    if (this.#tree === null) this.seen = seen;
    // What was said while the kernel was out of reach has not arrived.
    if (this.dismissed > dismissed) this.send({ method: "dismiss", run: this.dismissed });
    else this.dismissed = dismissed;
    for (const notice of this.closed) if (!closed.includes(notice)) this.closeNotice(notice);
    for (const notice of closed) this.closed.add(notice);
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
    this.#line.answered();
    const app = this.app;
    if (app?.run_id !== this.#replacedRun || app?.run_state === "compile-error") {
      this.#replacedRun = null;
    }
    this.#changed();
  }

  /** After a time without a connection: what was on its way then may not have arrived. */
  #askAgain(): void {
    this.#resyncing = false;
    if (this.#tree === null || this.#host.greets) this.hello();
    else this.#resync();
    for (const name of this.#requests.keys()) this.send({ method: "chunk", name });
    this.files.askAgain();
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
    for (const name of this.#pendings.acknowledge(seq)) {
      // Usually it is there already; not so when the kernel has made something else of the value.
      if (!this.moving) this.#host.writeParameter?.(name, valuesOf(this.app?.query ?? "", name));
    }
  }

  /** Shows a value that was sent in the address, if its input has a parameter there. */
  #writeAhead({ props }: InputNode, value: unknown, seq: number): void {
    const { bound, key } = props;
    if (bound === undefined || key === undefined || this.moving) return;
    const values = valuesFor(value, bound);
    this.#pendings.note(key, values, seq);
    this.#host.writeParameter?.(key, values);
  }

  #enqueue(node: InputNode, value: unknown, press = false): number {
    return this.#outbox.add({
      id: node.id ?? "",
      generation: node.props.generation ?? 0,
      value,
      press,
      quiet: isQuiet(node),
    });
  }

  /** Queues the changed values of a form; false when one of them cannot be sent. */
  #sendForm(form: string, quiet: boolean): boolean {
    const changed = this.inputs.ofForm(form);
    const replaced = new Set<string>();
    let fine = true;
    for (const node of this.#fields(form)) {
      const id = node.id ?? "";
      const override = this.inputs.get(id);
      const shows = override !== undefined && isCurrent(override, node.props);
      if (!shows) replaced.add(id);
      const value = shows ? override.value : node.props.value;
      if (this.inputs.check(id, value) === null) continue;
      fine = false;
      const generation = node.props.generation ?? 0;
      const { assigned } = node.props;
      this.inputs.set(id, { value, seq: null, generation, form, assigned, refused: true });
    }
    if (!fine) return false;
    const fields = new Map(this.#fields(form).map((node) => [node.id, node]));
    for (const [id, override] of changed) {
      if (replaced.has(id)) continue;
      const { generation, value } = override;
      const seq = this.#outbox.add({ id, generation, value, quiet });
      this.inputs.set(id, { ...override, seq });
      this.changes.markSent(id);
      const node = fields.get(id);
      if (node !== undefined) this.#writeAhead(node, value, seq);
    }
    return true;
  }

  /** Shows the defaults of a form that was sent, if its author wants that; they go along the next time. */
  #clearForm(form: string): void {
    if (this.#form(form)?.props.clear_on_submit !== true) return;
    for (const { id = "", props } of this.#fields(form)) {
      if (props.disabled || props.default === undefined) continue;
      const generation = props.generation ?? 0;
      const { assigned, default: value } = props;
      this.inputs.set(id, { value, seq: null, generation, form, assigned, refused: false });
    }
  }

  #form(form: string): TreeNode | undefined {
    const nodes = this.#tree === null ? [] : [...walk(this.#tree)];
    return nodes.find(({ kind, props }) => kind === "form" && props.form_id === form);
  }

  #fields(form: string): InputNode[] {
    const nodes = this.#tree === null ? [] : [...walk(this.#tree)];
    return nodes.filter(
      ({ id, props }) => id !== undefined && props.form_id === form,
    ) as InputNode[];
  }

  /**
   * Sends what is queued as one message, before anything is drawn: the kernel need not wait for that.
   *
   * Not while the kernel is out of reach: it takes events in the order of their numbers, so that
   * nothing may overtake those that were on their way. The snapshot that ends it sends them all.
   */
  #flush(): void {
    if (this.connection === "CONNECTED") this.#sendEvents(this.#outbox.take());
    this.#changed();
  }

  #sendEvents(events: readonly InputEvent[]): void {
    for (let first = 0; first < events.length; first += MOST_EVENTS) {
      const some = events.slice(first, first + MOST_EVENTS);
      this.send({ method: "event", client: this.client, events: some });
    }
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

/** Whether no run follows a change of an input. */
const isQuiet = ({ props }: InputNode): boolean => (props as { rerun?: boolean }).rerun === false;

/** Names of what each run says anew, see `PageProps`. */
const OF_A_RUN: ReadonlySet<string> = new Set(["run_id", "run_state"]);

function isSamePage(one: PageProps, other: PageProps): boolean {
  if (one === other) return true;
  const names = Object.keys(other) as Array<keyof PageProps>;
  if (names.length !== Object.keys(one).length) return false;
  return names.every((name) => one[name] === other[name] || OF_A_RUN.has(name));
}
