import { act, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { WidgetManager } from "../src/host/foreign";
import { type KernelConnection, type Reach, watchKernel } from "../src/host/kernel";
import { Session } from "../src/store/session";
import { connect, input, node, OWN_PAGE, page, settle, show, text } from "./harness";

/** A signal as Lumino has them. */
function signal<T>() {
  const slots = new Set<(sender: unknown, argument: T) => void>();
  return {
    slots,
    emit: (argument: T): void => {
      for (const slot of [...slots]) slot(null, argument);
    },
    connect: (slot: (sender: unknown, argument: T) => void) => slots.add(slot),
    disconnect: (slot: (sender: unknown, argument: T) => void) => slots.delete(slot),
  };
}

function fakeKernel() {
  const kernel = {
    statusChanged: signal<string>(),
    connectionStatusChanged: signal<string>(),
    disposed: signal<undefined>(),
    reconnect: vi.fn(async () => {}),
  };
  const manager = { kernel: kernel as KernelConnection } as WidgetManager;
  return { kernel, manager };
}

describe("watching a kernel", () => {
  it("tells what its connection says, until it is not watched any more", () => {
    const { kernel, manager } = fakeKernel();
    const told: Reach[] = [];
    const watch = watchKernel(manager, (reach) => told.push(reach));
    for (const name of ["connecting", "connected", "disconnected", "surprising"])
      kernel.connectionStatusChanged.emit(name);
    for (const name of ["busy", "idle", "restarting", "autorestarting", "dead"])
      kernel.statusChanged.emit(name);
    kernel.disposed.emit(undefined);
    const wanted = ["connecting", "connected", "unreachable", "restarted", "restarted", "ended"];
    expect(told).toEqual([...wanted, "ended"]);
    watch.unwatch();
    const { statusChanged, connectionStatusChanged, disposed } = kernel;
    const left = [statusChanged, connectionStatusChanged, disposed].map(({ slots }) => slots.size);
    expect(left).toEqual([0, 0, 0]);
  });

  it("tells nothing where the host does not show its kernel", () => {
    for (const manager of [null, {} as WidgetManager, { kernel: null } as WidgetManager]) {
      const watch = watchKernel(manager, () => {});
      expect(watch.reconnect).toBeNull();
      watch.unwatch();
    }
  });

  it("may ask the host to try once more", async () => {
    const { kernel, manager } = fakeKernel();
    kernel.reconnect.mockRejectedValue(new Error("still gone"));
    watchKernel(manager, () => {}).reconnect?.();
    await settle();
    expect(kernel.reconnect).toHaveBeenCalledTimes(1);
  });
});

describe("a session without its kernel", () => {
  it("says so, and catches up when the kernel is within reach again", async () => {
    const kernel = connect();
    const { session } = kernel;
    kernel.snapshot(page([input("slider", "s", { value: 1 })]));
    const slider = session.tree?.children?.[0]?.children?.[0] as never;
    session.setReach("connecting");
    expect(session.connection).toBe("PINGING_SERVER");
    session.setValue(slider, 2, true);
    const asked = session.request("katex");
    await settle();
    kernel.sent.length = 0;
    session.setReach("connected");
    expect(session.connection).toBe("CONNECTING");
    expect(kernel.sent).toEqual([{ method: "resync" }, { method: "chunk", name: "katex" }]);
    kernel.snapshot(page([input("slider", "s", { value: 1 })]), {}, 9);
    expect(session.connection).toBe("CONNECTED");
    expect(kernel.events()).toMatchObject([{ id: "s", value: 2, seq: 1 }]);
    expect(session.runState).toBe("running");
    kernel.patch([[[0, 0], "set", { value: 2 }]], { [session.client]: 1 });
    expect(session.runState).toBe("idle");
    session.receive({ method: "chunk", name: "katex" }, [new DataView(new ArrayBuffer(1))]);
    await asked;
  });

  it("introduces itself again when it had not been answered", () => {
    const kernel = connect();
    kernel.session.hello();
    kernel.session.setReach("connecting");
    kernel.session.setReach("connected");
    expect(kernel.sent.map(({ method }) => method)).toEqual(["hello", "hello"]);
  });

  it("is over when another kernel has taken the place of its own", () => {
    const kernel = connect();
    const { session } = kernel;
    kernel.snapshot(page([input("button", "b")], { run_state: "running" }));
    session.setReach("restarted");
    session.setReach("connected");
    expect(session.connection).toBe("DISCONNECTED_FOREVER");
    expect(session.loss).toBe("restarted");
    expect(session.runState).toBe("idle");
    session.press(session.tree?.children?.[0]?.children?.[0] as never);
    session.rerun();
    expect(kernel.sent).toEqual([]);
  });
});

describe("the banner", () => {
  const banner = (): string | undefined =>
    screen.queryByTestId("stConnectionStatus")?.textContent ?? undefined;

  it.each([
    ["restarted", "The kernel has restarted. Run the cell again."],
    ["ended", "The kernel has stopped. Run the cell again."],
  ] as const)("in a cell says what to do when the kernel has %s", (reach, said) => {
    const { session } = show([text("still here")]);
    expect(banner()).toBeUndefined();
    act(() => session.setReach(reach));
    expect(banner()).toBe(said);
    expect(screen.getByText("still here")).toBeTruthy();
  });

  it("on a page of its own offers a new start", () => {
    const { session } = show([], { place: OWN_PAGE });
    act(() => session.setReach("restarted"));
    expect(banner()).toBe("This session has ended.Start again");
  });

  it("offers another try where one can be made, and goes when that succeeds", () => {
    const reconnect = vi.fn();
    const session = new Session({ send: () => {}, view: () => ({}) as never, reconnect });
    session.receive({ method: "snapshot", rev: 1, tree: page([node("divider")]) });
    show([], { session });
    act(() => session.setReach("unreachable"));
    expect(screen.getByTestId("stApp").dataset.testConnectionState).toBe("DISCONNECTED_FOREVER");
    screen.getByText("Try again").click();
    expect(reconnect).toHaveBeenCalledTimes(1);
    act(() => session.setReach("connected"));
    expect(banner()).toBeUndefined();
  });

  it("is preceded by a sign that the way back is looked for", () => {
    vi.useFakeTimers();
    const { session } = show([]);
    act(() => session.setReach("connecting"));
    expect(screen.queryByTestId("stStatusWidget")).toBeNull();
    act(() => vi.advanceTimersByTime(350));
    expect(screen.getByTestId("stStatusWidget").textContent).toBe("Reconnecting");
    vi.useRealTimers();
  });
});
