import { act, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { Address, AppModel, Attached } from "../src/host/attach";
import { attach } from "../src/host/attach";
import type { KernelMessage, PageMessage, WireNode } from "../src/protocol";
import "../src/inputs";
import { input, node, page, text } from "./harness";

type Listener = (message: KernelMessage, buffers: DataView[]) => void;

const shown: Array<() => void> = [];

afterEach(() => {
  for (const remove of shown.splice(0)) act(remove);
  document.body.replaceChildren();
});

/** An app whose kernel is the test, and the ways to show it. */
function start(main: readonly WireNode[], sidebar: readonly WireNode[] = []) {
  const sent: PageMessage[] = [];
  const listeners = new Set<Listener>();
  const model = {
    get: () => undefined,
    send: (message: PageMessage) => sent.push(message),
    on: (_: string, listener: Listener) => listeners.add(listener),
    off: (_: string, listener: Listener) => listeners.delete(listener),
  } as unknown as AppModel;
  const app: Attached = attach(model, { base: null, queue: [] });
  let rev = 0;
  const say = (message: KernelMessage): void =>
    act(() => {
      for (const listener of [...listeners]) listener(message, []);
    });
  say({ method: "snapshot", rev, tree: page(main, {}, sidebar) });
  return {
    app,
    sent,
    listeners,
    patch(...ops: Extract<KernelMessage, { method: "patch" }>["ops"]): void {
      rev += 1;
      say({ method: "patch", rev, ops });
    },
    show(address?: Address): { el: HTMLElement; remove(): void } {
      const el = document.body.appendChild(document.createElement("div"));
      let unmount = (): void => {};
      act(() => {
        unmount = app.mount(el, address);
      });
      shown.push(unmount);
      return { el, remove: () => act(unmount) };
    },
  };
}

const results = (...children: WireNode[]): WireNode =>
  node("container", { key: "results", border: true }, children, "results");

describe("an app shown twice", () => {
  it("has fields of its own in each place, which stay in step", async () => {
    const app = start([input("text_input", "name", { label: "Name", value: "Ada" })]);
    const [one, two] = [app.show(), app.show()];
    const fields = [one, two].map(({ el }) => within(el).getByLabelText<HTMLInputElement>("Name"));
    expect(fields[0]?.id).not.toBe(fields[1]?.id);
    await userEvent.click(within(two.el).getByText("Name"));
    expect(document.activeElement).toBe(fields[1]);
    app.patch([[0, 0], "set", { value: "Grace" }]);
    expect(fields.map((field) => field?.value)).toEqual(["Grace", "Grace"]);
    one.remove();
    expect(one.el.textContent).toBe("");
    expect(fields[1]?.isConnected).toBe(true);
  });
});

describe("a container shown on its own", () => {
  const part = (el: HTMLElement): HTMLElement => within(el).getByTestId("stContainer");

  it("is that part of the app, by its key or its place, with the app's theme and state", () => {
    const { show } = start([text("above"), results(text("inside"))], [text("beside")]);
    const { el } = show({ key: "results" });
    expect(part(el).textContent).toBe("inside");
    expect(part(el).querySelector(".st-key-results.rv-bordered")).not.toBeNull();
    expect(part(el).classList.contains("stApp")).toBe(true);
    expect(part(el).dataset).toMatchObject({ runState: "idle", theme: "light", runId: "1" });
    expect(part(show({ path: [1] }).el).textContent).toBe("beside");
    expect(part(show({ path: [0, 1] }).el).textContent).toBe("inside");
    expect(screen.queryByTestId("stApp")).toBeNull();
  });

  it("sends what is done in it, and shows what comes, as the app does", () => {
    const { app, sent, show, patch } = start([results(input("button", "b", { label: "Go" }))]);
    const [whole, alone] = [show(), show({ key: "results" })];
    expect(sent).toMatchObject([{ method: "hello" }]);
    fireEvent.click(within(alone.el).getByText("Go"));
    expect(sent.at(-1)).toMatchObject({ method: "event", client: app.session.client });
    expect(part(alone.el).dataset.runState).toBe("running");
    patch([[0, 0], "splice", 1, 0, [text("gone")]]);
    for (const { el } of [whole, alone]) expect(within(el).getByText("gone")).toBeTruthy();
  });

  it("is empty while a run has left it out, and comes back", () => {
    const { show, patch } = start([results(text("inside")), text("below")]);
    const { el } = show({ key: "results" });
    patch([[0], "arrange", [[1, 1]]]);
    expect(part(el).children).toHaveLength(0);
    patch([[0], "arrange", [results(text("again")), [0, 1]]]);
    expect(part(el).textContent).toBe("again");
  });

  it("is never an element that holds nothing, nor a place that is not there", () => {
    const { show } = start([node("text", { body: "x", key: "results" })]);
    expect(part(show({ key: "results" }).el).children).toHaveLength(0);
    expect(part(show({ path: [0, 0] }).el).children).toHaveLength(0);
    expect(part(show({ path: [7, 1, 2] }).el).children).toHaveLength(0);
  });

  it("shows what is in a tab or a column, which only their containers can draw", () => {
    const tabs = node("tabs", {}, [node("tab", { label: "One" }, [text("in a tab")])]);
    const columns = node("columns", {}, [node("column", { weight: 1 }, [text("in a column")])]);
    const { show } = start([tabs, columns]);
    expect(part(show({ path: [0, 0, 0] }).el).textContent).toBe("in a tab");
    expect(part(show({ path: [0, 1, 0] }).el).textContent).toBe("in a column");
    expect(part(show({ path: [0, 0] }).el).querySelector("[role=tab]")).not.toBeNull();
  });

  it("leaves nothing when it is taken away, and nothing is left of the app then", () => {
    const { app, listeners, show } = start([results(text("inside"))]);
    const views = [show(), show({ key: "results" })];
    expect(document.querySelectorAll(".rv-overlays")).toHaveLength(2);
    for (const { remove } of views) remove();
    app.dispose();
    expect(document.querySelectorAll(".rv-overlays, .stApp")).toHaveLength(0);
    expect(listeners.size).toBe(0);
  });
});
