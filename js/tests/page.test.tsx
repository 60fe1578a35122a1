/** The whole page of our own, from the inline script's hands to the visitor's eyes. */
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from "vitest";
import "../src/data";
import type { InputEvent, KernelMessage, PageMessage, WireNode } from "../src/protocol";
import type { Early } from "../src/shell/early";
import { openPage } from "../src/shell/page";
import { encode } from "../src/shell/wire";
import "../src/elements/kinds";
import "../src/inputs";
import { FakeSocket, fakeSockets } from "./fake-socket";
import { input, page, text } from "./harness";

const WELCOME = { tab: "handle", session: "s", kernel: "k", again: false };
const KEPT = "revoila-kept / demo";

let early: Early;
let unveil: Mock<() => void>;
let rev = 0;

/** A page whose script has opened a connection on which `frames` have arrived. */
function begin(frames: Early["frames"] = [], change: Partial<Early> = {}): FakeSocket {
  document.head.innerHTML = '<meta name="revoila-base" content="/">';
  document.title = "Demo";
  document.body.innerHTML = '<div id="revoila-app"></div><div id="revoila-screen"></div>';
  const socket = new FakeSocket("ws://x/early", "p").open();
  unveil = vi.fn();
  rev = 0;
  early = {
    base: "/",
    service: "/s/",
    static: "/s/static/",
    app: "demo",
    load: "load",
    client: "me",
    comm: "first",
    tabKey: "revoila-tab / demo",
    layoutKey: "revoila-layout / demo ",
    socket: socket as unknown as WebSocket,
    frames,
    ended: null,
    unveil,
    ...change,
  };
  (globalThis as Record<symbol, unknown>)[Symbol.for("revoila.page")] = early;
  return socket;
}

/** A message of the kernel as a frame, on the comm that is open. */
const framed = (data: KernelMessage, comm: string): ArrayBuffer =>
  encode("comm_msg", { comm_id: comm, data }, "kernel");

const snapshot = (tree: WireNode, ack = {}): KernelMessage => {
  rev += 1;
  return { method: "snapshot", rev, tree, ack };
};

/** The comm that a connection has opened, or was opened on it before. */
const commOf = (socket: FakeSocket): string =>
  socket.messages.findLast(({ type }) => type === "comm_open")?.content.comm_id ?? "first";

const give = (socket: FakeSocket, data: KernelMessage): void =>
  act(() => socket.give(framed(data, commOf(socket))));

const said = (socket: FakeSocket): PageMessage[] =>
  socket.messages.map(({ content }) => content.data as PageMessage);

const events = (socket: FakeSocket): InputEvent[] =>
  said(socket).flatMap((message) => (message.method === "event" ? message.events : []));

const app = (): HTMLElement => screen.getByTestId("stApp");
const banner = (): HTMLElement | null => screen.queryByTestId("stConnectionStatus");

/** A page that shows `main`. */
function running(main: readonly WireNode[] = [text("hello"), input("button", "b")]): FakeSocket {
  const socket = begin([JSON.stringify({ welcome: WELCOME })]);
  socket.sent.length = 0;
  act(openPage);
  give(socket, snapshot(page(main)));
  return socket;
}

/** The next connection, once its pause is over. */
function reconnected(): FakeSocket {
  const before = FakeSocket.made.length;
  for (let passed = 0; passed < 20_000 && FakeSocket.made.length === before; passed += 100) {
    act(() => void vi.advanceTimersByTime(100));
  }
  const socket = FakeSocket.last;
  act(() => void socket.open());
  return socket;
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  fakeSockets();
});

afterEach(() => {
  for (const socket of FakeSocket.made) act(() => socket.drop(4000));
  vi.useRealTimers();
  sessionStorage.clear();
  localStorage.clear();
  document.body.innerHTML = document.head.innerHTML = "";
});

describe("a page that opens", () => {
  it("draws what has arrived before it, and says hello only once", () => {
    const welcome = JSON.stringify({ welcome: WELCOME });
    const socket = begin([welcome, framed(snapshot(page([text("hello")])), "first")]);
    socket.sent.length = 0;
    act(openPage);
    expect(screen.getByText("hello")).toBeTruthy();
    expect(app().dataset).toMatchObject({ testConnectionState: "CONNECTED", client: "me" });
    expect(socket.sent).toEqual([]);
    expect(unveil).toHaveBeenCalled();
    expect(sessionStorage.getItem("revoila-tab / demo")).toBe("handle");
  });

  it("learns where the server has its files, if it has", () => {
    const film: WireNode = {
      k: "image",
      p: { images: [{ file: { $m: "abc", size: 9, type: "image/png" } }] },
    };
    const shown = (): string | null =>
      screen.getByTestId("stImage").querySelector("img")?.getAttribute("src") ?? null;
    const socket = running([film]);
    expect(shown()).toBeNull();
    expect(said(socket)).toMatchObject([{ method: "media", id: "abc" }]);
    act(() => socket.say({ welcome: { ...WELCOME, files: "key" } }));
    give(socket, snapshot(page([text("another"), film])));
    expect(shown()).toBe("/s/api/revoila/files/key/abc");
  });

  it("says that it connects when that takes a while, and keeps its outline until the app is there", () => {
    const socket = begin();
    act(openPage);
    act(() => void vi.advanceTimersByTime(400));
    expect(app().dataset.testConnectionState).toBe("CONNECTING");
    expect(screen.getByTestId("stStatusWidget").textContent).toBe("Connecting");
    expect(unveil).not.toHaveBeenCalled();
    give(socket, snapshot(page([text("hello")])));
    expect(unveil).toHaveBeenCalled();
    expect(screen.getByText("hello")).toBeTruthy();
  });

  it("opens its comm itself when the connection was not open yet", () => {
    const socket = begin();
    socket.readyState = FakeSocket.CONNECTING;
    socket.sent.length = 0;
    act(openPage);
    act(() => void socket.open());
    expect(socket.words).toMatchObject([
      { attach: { app: "demo", tab: "", load: "load", resume: false } },
    ]);
    expect(said(socket)).toMatchObject([{ method: "hello", client: "me" }]);
  });

  it.each([
    ["has failed", { ended: { code: 1006 } }],
    ["could not be made", { socket: null }],
  ])("tries again when its first connection %s", (_, change) => {
    begin([], change);
    act(openPage);
    const socket = reconnected();
    expect(socket.url).toBe(`ws://${location.host}/s/api/revoila/page`);
    give(socket, snapshot(page([text("hello")])));
    expect(screen.getByText("hello")).toBeTruthy();
  });

  it("does not take messages of other comms for its own", () => {
    const socket = running();
    act(() => socket.give(framed(snapshot(page([text("other")])), "another")));
    expect(screen.queryByText("other")).toBeNull();
  });

  it("cannot open twice", () => {
    running();
    expect(openPage).toThrow("only once");
  });
});

describe("a page without a place", () => {
  it("shows where it is in the queue, and the app as soon as there is a place", () => {
    const socket = begin();
    act(openPage);
    act(() => socket.say({ waiting: { ahead: 2, reason: "server", limit: 5 } }));
    const status = within(screen.getByTestId("stWaiting")).getByRole("status");
    expect(status.textContent).toBe("2 visitors wait before you.");
    expect(document.title).toBe("Waiting for a place – Demo");
    act(() => socket.say({ waiting: { ahead: 1, reason: "server", limit: 5 } }));
    expect(status.textContent).toBe("One visitor waits before you.");
    act(() => socket.say({ waiting: { ahead: 0, reason: "user", limit: 1 } }));
    expect(status.textContent).toBe("You are the next.");
    expect(screen.getByText(/You have 1 page open here/)).toBeTruthy();
    act(() => socket.say({ welcome: WELCOME }));
    expect(screen.queryByTestId("stWaiting")).toBeNull();
    expect(document.title).toBe("Demo");
    give(socket, snapshot(page([text("hello")])));
    expect(screen.getByText("hello").closest("[hidden]")).toBeNull();
  });

  it("says why the app could not be started", () => {
    const socket = begin();
    act(openPage);
    act(() => socket.say({ failed: { message: "No module named x" } }));
    expect(screen.getByRole("alert").textContent).toContain("No module named x");
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
    act(() => socket.drop(4001));
    act(() => void vi.advanceTimersByTime(60_000));
    expect(FakeSocket.made).toHaveLength(1);
  });
});

describe("a page that loses its connection", () => {
  it("counts down to the next attempt, and makes it at once on request", () => {
    const socket = running();
    act(() => socket.drop());
    expect(app().dataset.testConnectionState).toBe("PINGING_SERVER");
    expect(banner()).toBeNull();
    for (let failure = 0; failure < 4; failure += 1) {
      act(() => void vi.advanceTimersByTime(4_000));
      act(() => FakeSocket.last.drop());
    }
    act(() => void vi.advanceTimersByTime(100));
    expect(banner()?.getAttribute("role")).toBe("status");
    expect(banner()?.textContent).toMatch(/What you enter is kept.Next attempt in \d+ s/);
    const before = FakeSocket.made.length;
    fireEvent.click(screen.getByText("Reconnect now"));
    expect(FakeSocket.made).toHaveLength(before + 1);
    expect(banner()?.textContent).toContain("Trying to reconnect…");
  });

  it("sends each event once, in order, also those made meanwhile", () => {
    const socket = running();
    fireEvent.click(screen.getByRole("button", { name: "b" }));
    act(() => socket.drop());
    fireEvent.click(screen.getByRole("button", { name: "b" }));
    const again = reconnected();
    expect(again.words).toMatchObject([{ attach: { resume: true, load: "load", tab: "handle" } }]);
    expect(again.messages.map(({ type }) => type)).toEqual(["comm_open"]);
    expect(again.messages[0]?.content.comm_id).not.toBe("first");
    expect(said(again)).toMatchObject([{ method: "hello", client: "me" }]);
    // Not before the kernel has said what it knows: a later event would hide an earlier one.
    fireEvent.click(screen.getByRole("button", { name: "b" }));
    expect(events(again)).toEqual([]);
    give(again, snapshot(page([input("button", "b")]), { me: 1 }));
    expect(events(again).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(app().dataset.runState).toBe("running");
    give(again, snapshot(page([input("button", "b")]), { me: 3 }));
    expect(app().dataset).toMatchObject({
      runState: "idle",
      testConnectionState: "CONNECTED",
    });
    expect(banner()).toBeNull();
  });

  it("asks again for another page, but not twice for the same events", () => {
    const socket = running();
    act(() => socket.drop());
    act(() => void window.dispatchEvent(new PopStateEvent("popstate")));
    const again = reconnected();
    expect(said(again).map((message) => message.method)).toEqual(["hello", "rerun"]);
  });

  it("leaves out what is too large for the server, and says so", () => {
    const socket = running([input("text_area", "t", { value: "small" })]);
    fireEvent.change(screen.getByRole("textbox"), { target: { value: "large" } });
    fireEvent.blur(screen.getByRole("textbox"));
    expect(events(socket)).toHaveLength(1);
    act(() => socket.drop(1009));
    act(() => void vi.advanceTimersByTime(200));
    const again = reconnected();
    give(again, snapshot(page([input("text_area", "t", { value: "small" })])));
    expect(events(again)).toEqual([]);
    expect(app().dataset.runState).toBe("idle");
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("small");
  });

  it.each([
    [true, "This page connects again when it is back."],
    [false, "This session ends with it; you can start again with what you have entered."],
  ])("tells what the server is about to do until it is back (survives: %s)", (survives, then) => {
    const socket = running();
    act(() => socket.say({ draining: { survives } }));
    expect(banner()?.textContent).toBe(`The server is about to stop. ${then}`);
    act(() => socket.drop(1001));
    const again = reconnected();
    act(() => again.say({ welcome: { ...WELCOME, again: true } }));
    give(again, snapshot(page([text("hello")])));
    expect(banner()).toBeNull();
  });

  it("says that it has never been connected, and what the reason may be", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => ({ type: "basic", status: 200 })),
    );
    begin([], { ended: { code: 1006 } });
    act(openPage);
    for (let failure = 0; failure < 4; failure += 1) {
      act(() => void vi.advanceTimersByTime(5_000));
      act(() => FakeSocket.last.drop());
      await act(async () => {});
    }
    await waitFor(() => expect(banner()?.textContent).toMatch(/cannot be reached.*websockets/));
    const socket = reconnected();
    act(() => socket.say({ welcome: WELCOME }));
    act(() => FakeSocket.last.drop());
    expect(banner()?.textContent ?? "").not.toContain("websockets");
  });

  it("finds out when it may not be seen any more", async () => {
    const fetched = vi.fn(async () => ({ type: "opaqueredirect", status: 0 }));
    vi.stubGlobal("fetch", fetched);
    act(() => running().drop());
    for (let failure = 0; failure < 2; failure += 1) {
      act(() => void vi.advanceTimersByTime(20_000));
      act(() => FakeSocket.last.drop());
    }
    await waitFor(() => expect(banner()?.textContent).toContain("does not let this page in"));
    expect(banner()?.querySelector("button")?.textContent).toBe("Load the page again");
    expect(app().dataset.testConnectionState).toBe("DISCONNECTED_FOREVER");
  });
});

describe("a page whose session has ended", () => {
  it.each([
    ["crashed", "has stopped unexpectedly"],
    ["stopped", "was stopped on the server"],
    ["expired", "was not used for too long"],
    ["server", "The server was stopped or started anew"],
    ["other", "This session has ended."],
  ])("says why: %s", (reason, words) => {
    const socket = running();
    act(() => socket.say({ ended: { reason } }));
    act(() => socket.drop(4000));
    expect(banner()?.textContent).toContain(words);
    expect(banner()?.getAttribute("role")).toBe("alert");
    expect(screen.getByText("hello")).toBeTruthy();
    expect(app().dataset.testConnectionState).toBe("DISCONNECTED_FOREVER");
    const buttons = [...(banner()?.querySelectorAll("button") ?? [])];
    expect(buttons.map((button) => button.textContent)).toEqual([
      "Start again",
      "Start again and keep my inputs",
    ]);
  });

  it("does not come back when another connection of the tab has taken its place", () => {
    const socket = running();
    act(() => socket.drop(4002));
    expect(banner()?.textContent).toContain("goes on there");
    act(() => void vi.advanceTimersByTime(60_000));
    expect(FakeSocket.made).toHaveLength(1);
  });

  it("is over, too, when the kernel has closed the app", () => {
    const socket = running();
    act(() => socket.give(encode("comm_close", { comm_id: "first", data: {} }, "k")));
    expect(banner()?.textContent).toContain("was stopped on the server");
    expect(socket.readyState).toBe(FakeSocket.CLOSED);
  });

  describe("and starts again", () => {
    const reload = vi.fn();
    beforeEach(() => {
      reload.mockClear();
      const { hash, href, host, pathname, search, protocol } = window.location;
      vi.stubGlobal("location", { hash, href, host, pathname, search, protocol, reload });
      vi.stubGlobal(
        "fetch",
        vi.fn(async () => ({})),
      );
    });

    const fields = (values: Record<string, unknown> = {}): WireNode[] => [
      input("text_input", "name", { value: "", ...(values.name ? { value: values.name } : {}) }),
      input("text_input", "secret", { value: "", type: "password" }),
      input("button", "go", { value: false }),
    ];

    function enter(label: string, value: string): void {
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
      fireEvent.blur(screen.getByLabelText(label));
    }

    it("forgets the handle, and the inputs unless they are to be kept", async () => {
      const socket = running(fields());
      enter("name", "Ada");
      act(() => socket.say({ ended: { reason: "server" } }));
      fireEvent.click(screen.getByText("Start again"));
      await waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
      expect(sessionStorage.getItem("revoila-tab / demo")).toBeNull();
      expect(sessionStorage.getItem(KEPT)).toBeNull();
    });

    it("says so when the server is not there yet, and does not leave the page", async () => {
      vi.mocked(fetch).mockRejectedValueOnce(new TypeError("network"));
      const socket = running();
      act(() => socket.say({ ended: { reason: "server" } }));
      fireEvent.click(screen.getByText("Start again"));
      await waitFor(() => expect(banner()?.textContent).toContain("does not answer yet"));
      expect(reload).not.toHaveBeenCalled();
      fireEvent.click(screen.getByText("Start again"));
      await waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
    });

    it("knows also what was entered before the page was loaded again", async () => {
      const before = running(fields());
      enter("name", "Ada");
      act(() => void window.dispatchEvent(new Event("pagehide")));
      act(() => before.drop(4002));
      const socket = begin([JSON.stringify({ welcome: { ...WELCOME, again: true } })]);
      act(openPage);
      give(socket, snapshot(page(fields({ name: "Ada" }))));
      act(() => socket.say({ ended: { reason: "crashed" } }));
      fireEvent.click(screen.getByText("Start again and keep my inputs"));
      await waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
      expect(sessionStorage.getItem(KEPT)).toContain("Ada");
    });

    it("gives the new session what the visitor has entered, but no passwords and no presses", async () => {
      const socket = running(fields());
      enter("name", "Ada");
      enter("secret", "password");
      fireEvent.click(screen.getByRole("button", { name: "go" }));
      act(() => socket.say({ ended: { reason: "crashed" } }));
      fireEvent.click(screen.getByText("Start again and keep my inputs"));
      await waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
      expect(sessionStorage.getItem(KEPT)).not.toContain("password");

      act(() => socket.drop());
      const next = running([text("loading")]);
      expect(events(next)).toEqual([]);
      give(next, snapshot(page(fields(), { run_id: 2 })));
      await act(async () => {});
      expect(events(next)).toMatchObject([{ id: "name", value: "Ada", seq: 1 }]);
      expect(screen.getByLabelText<HTMLInputElement>("name").value).toBe("Ada");
      give(next, snapshot(page(fields({ name: "Ada" }), { run_id: 3 }), { me: 1 }));
      await act(async () => {});
      expect(events(next)).toHaveLength(1);
      expect(sessionStorage.getItem(KEPT)).toBeNull();
    });
  });
});
