/** An app under test: a session whose kernel is the test, and views of it. */
import { act, render } from "@testing-library/react";
import "../src/elements/kinds";
import { AppView } from "../src/elements/app";
import type { WidgetManager } from "../src/host/foreign";
import type { Place } from "../src/host/location";
import type {
  Ack,
  AppProps,
  Op,
  PageMessage,
  Props,
  SnapshotMessage,
  WireNode,
} from "../src/protocol";
import { Session } from "../src/store/session";

/** A wire node in as few words as a test has. */
export const node = (k: string, p: Props = {}, c?: readonly WireNode[], i?: string): WireNode => ({
  k,
  p,
  ...(c && { c }),
  ...(i !== undefined && { i }),
});

export const text = (body: string): WireNode => node("text", { body });

/** An input with an id, as a snapshot holds it. */
export const input = (kind: string, id: string, props: Props = {}): WireNode =>
  node(kind, { label: id, generation: 0, value: null, ...props }, undefined, id);

export const APP: AppProps = {
  run_state: "idle",
  run_id: 1,
  page: "",
  query: "",
  layout: "centered",
};

export function page(
  main: readonly WireNode[],
  app: Partial<AppProps> = {},
  sidebar: readonly WireNode[] = [],
  event: readonly WireNode[] = [],
): WireNode {
  const roots = [node("main", {}, main), node("sidebar", {}, sidebar)];
  return node("app", { ...APP, ...app }, [
    ...roots,
    node("event", {}, event),
    node("bottom", {}, []),
  ]);
}

/** What a kernel knows of the page before this one. */
export type Visited = Pick<SnapshotMessage, "seen" | "dismissed" | "closed">;

export interface Kernel {
  readonly session: Session;
  /** What the page has sent. */
  readonly sent: PageMessage[];
  snapshot(tree: WireNode, ack?: Ack, rev?: number, visited?: Visited): void;
  patch(ops: readonly Op[], ack?: Ack): void;
  /** Events of all messages so far, in order. */
  events(): Array<{ id: string; value: unknown; seq: number }>;
}

/** A session and the kernel's side of it. */
export function connect(given?: Session): Kernel {
  const sent: PageMessage[] = [];
  const view = {
    path: "",
    query: "",
    url: "http://localhost/",
    timezone: "UTC",
    timezone_offset: 0,
    locale: "en",
    theme: "light" as const,
    embedded: false,
  };
  const session = given ?? new Session({ send: (message) => sent.push(message), view: () => view });
  let rev = 0;
  return {
    session,
    sent,
    snapshot(tree, ack, at = 1, visited = {}) {
      rev = at;
      act(() => session.receive({ method: "snapshot", rev, tree, ack, ...visited }));
    },
    patch(ops, ack) {
      rev += 1;
      act(() => session.receive({ method: "patch", rev, ops, ack }));
    },
    events: () => sent.flatMap((message) => (message.method === "event" ? message.events : [])),
  };
}

const CELL: Place = { owned: false, base: "/" };
export const OWN_PAGE: Place = { owned: true, base: "/" };

/** Shows an app and returns the kernel's side of it. */
export function show(
  main: readonly WireNode[],
  {
    app = {},
    sidebar = [],
    event = [],
    place = CELL,
    manager = null,
    session,
    visited,
  }: {
    app?: Partial<AppProps>;
    sidebar?: readonly WireNode[];
    event?: readonly WireNode[];
    place?: Place;
    manager?: WidgetManager | null;
    /** A session that is not to be made anew, such as one with a host of its own. */
    session?: Session;
    visited?: Visited;
  } = {},
): Kernel {
  const kernel = connect(session);
  kernel.snapshot(page(main, app, sidebar, event), undefined, 1, visited);
  for (const left of document.querySelectorAll(".rv-overlays")) left.remove();
  const overlays = document.body.appendChild(document.createElement("div"));
  render(<AppView manager={manager} overlays={overlays} place={place} session={kernel.session} />);
  return kernel;
}

/** Lets queued microtasks run, as the end of a turn of the event loop does. */
export const settle = (): Promise<void> => act(async () => {});
