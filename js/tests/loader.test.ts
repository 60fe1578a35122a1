import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AppModel, Attached, Options } from "../src/host/attach";
import loader from "../src/host/loader";
import type { KernelMessage } from "../src/protocol";

type Listener = (message: KernelMessage, buffers: DataView[]) => void;

const SHARED = Symbol.for("revoila.cores");
const APPS = Symbol.for("revoila.apps");

function fakeModel(traits: Record<string, unknown> = {}) {
  const listeners = new Set<Listener>();
  const sent: unknown[] = [];
  const model = {
    get: (name: string) => (name === "_core" ? "core-x.js" : traits[name]),
    send: (message: unknown) => sent.push(message),
    on: (_: string, listener: Listener) => listeners.add(listener),
    off: (_: string, listener: Listener) => listeners.delete(listener),
  };
  const receive = (message: KernelMessage, buffers: DataView[] = []): void => {
    for (const listener of [...listeners]) listener(message, buffers);
  };
  return { model: model as unknown as AppModel, listeners, sent, receive };
}

/** A core as the loader sees it, and the moment it is there. */
function fakeCore() {
  const attached = { mount: vi.fn(() => () => {}), dispose: vi.fn() };
  const attach = vi.fn((_: AppModel, __: Options) => attached as unknown as Attached);
  let arrive = (): void => {};
  const loaded = new Promise((resolve) => {
    arrive = () => resolve([{ attach }, "/base/"]);
  });
  (globalThis as Record<symbol, Record<string, unknown>>)[SHARED] = { "core-x.js": loaded };
  return { attached, attach, arrive };
}

const PATCH: KernelMessage = { method: "patch", rev: 1, ops: [] };

describe("the loader", () => {
  beforeEach(() => vi.resetModules());
  afterEach(() => {
    for (const symbol of [SHARED, APPS]) {
      const shared = (globalThis as Record<symbol, Record<string, unknown>>)[symbol] ?? {};
      for (const name of Object.keys(shared)) delete shared[name];
    }
  });

  const fresh = async () => (await import("../src/host/loader")).default;

  it("keeps messages from the first moment, and hands them over with the core", async () => {
    const { attach, arrive } = fakeCore();
    const app = (await fresh())();
    const { model, listeners, receive } = fakeModel();
    expect(app.initialize({ model })).toBeUndefined();
    receive(PATCH);
    expect(attach).not.toHaveBeenCalled();
    arrive();
    await vi.waitFor(() => expect(attach).toHaveBeenCalled());
    expect(attach.mock.calls[0]?.[1]).toEqual({ base: "/base/", queue: [[PATCH, []]] });
    expect(listeners.size).toBe(0);
  });

  it("shows the app once the core is there, and takes it away again", async () => {
    const { attached, arrive } = fakeCore();
    const app = (await fresh())();
    const { model } = fakeModel();
    const el = document.createElement("div");
    app.initialize({ model });
    const shown = app.render({ el });
    expect(attached.mount).not.toHaveBeenCalled();
    arrive();
    expect(await shown).toBeTypeOf("function");
    expect(attached.mount).toHaveBeenCalledWith(el, undefined);
  });

  it("ends the session with its widget", async () => {
    const { attached, arrive } = fakeCore();
    const app = (await fresh())();
    const controller = new AbortController();
    app.initialize({ model: fakeModel().model, signal: controller.signal });
    arrive();
    controller.abort();
    await vi.waitFor(() => expect(attached.dispose).toHaveBeenCalled());
  });

  it("shows a container from the session of its app, whichever of the two comes first", async () => {
    const { attached, attach, arrive } = fakeCore();
    const load = await fresh();
    const address = { key: "results" };
    const { model, listeners, sent } = fakeModel({ _app_id: "a", _address: address });
    const el = document.createElement("div");
    const part = load();
    part.initialize({ model });
    const shown = part.render({ el });
    arrive();
    load().initialize({ model: fakeModel({ _app_id: "a" }).model });
    expect(await shown).toBeTypeOf("function");
    expect(attached.mount).toHaveBeenCalledWith(el, address);
    await part.render({ el });
    expect(attached.mount).toHaveBeenCalledTimes(2);
    expect(attach).toHaveBeenCalledTimes(1);
    expect([sent.length, listeners.size]).toEqual([0, 0]);
  });

  it("lets a container follow its app when that comes again, and forgets apps that have gone", async () => {
    const { attach, arrive } = fakeCore();
    arrive();
    const load = await fresh();
    const first = new AbortController();
    const second = new AbortController();
    load().initialize({ model: fakeModel({ _app_id: "a" }).model, signal: first.signal });
    await vi.waitFor(() => expect(attach).toHaveBeenCalledTimes(1));
    const again = { mount: vi.fn(() => () => {}), dispose: vi.fn() };
    attach.mockReturnValue(again as unknown as Attached);
    load().initialize({ model: fakeModel({ _app_id: "a" }).model, signal: second.signal });
    first.abort();
    const part = load();
    part.initialize({ model: fakeModel({ _app_id: "a", _address: { path: [0] } }).model });
    await part.render({ el: document.createElement("div") });
    expect(again.mount).toHaveBeenCalledTimes(1);
    second.abort();
    expect((globalThis as Record<symbol, unknown>)[APPS]).toEqual({});
  });

  it("asks the kernel for the core when no server has it", async () => {
    vi.stubGlobal(
      "URL",
      Object.assign(URL, {
        createObjectURL: () =>
          "data:text/javascript,export const attach = (model, options) => ({ options, mount() {}, dispose() {} })",
      }),
    );
    const app = loader();
    const { model, receive, sent } = fakeModel();
    app.initialize({ model });
    await vi.waitFor(() => expect(sent).toEqual([{ method: "chunk", name: "core" }]));
    receive({ method: "chunk", name: "core" }, [new DataView(new ArrayBuffer(1))]);
    await expect(app.render({ el: document.createElement("div") })).resolves.toBeUndefined();
  });
});
