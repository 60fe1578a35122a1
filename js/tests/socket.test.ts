import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Ear, PageSocket } from "../src/shell/socket";
import { FakeSocket, fakeSockets } from "./fake-socket";

let told: unknown[][] = [];
let socket: PageSocket;

const ear: Ear = {
  opened: () => told.push(["opened"]),
  control: (message) => told.push(["control", message]),
  frame: (frame) => told.push(["frame", frame.byteLength]),
  lost: (retryAt, failures) =>
    told.push(["lost", retryAt === null ? null : retryAt - Date.now(), failures]),
  oversize: () => told.push(["oversize"]),
  closed: (code) => told.push(["closed", code]),
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  fakeSockets();
  told = [];
  socket = new PageSocket({ url: "ws://x/", attach: () => '"attach"', ear });
});

afterEach(() => {
  socket.close();
  vi.useRealTimers();
});

/** A connection that is open and welcomed, with nothing told so far. */
function connected(): FakeSocket {
  socket.connect();
  const made = FakeSocket.last.open();
  made.say({ welcome: { tab: "t", session: "s", kernel: "k", again: false } });
  told = [];
  return made;
}

const pings = (made: FakeSocket): unknown[] => made.words.flatMap(({ ping }) => ping ?? []);

/** Lets time pass in which the server says something now and then. */
function passBusy(made: FakeSocket, ms: number): void {
  for (let passed = 0; passed < ms; passed += 4_000) {
    vi.advanceTimersByTime(Math.min(4_000, ms - passed));
    made.give(new ArrayBuffer(1));
  }
}

describe("a connection", () => {
  it("attaches as soon as it is open", () => {
    socket.connect();
    expect(FakeSocket.last).toMatchObject({
      url: "ws://x/",
      protocol: "v1.kernel.websocket.jupyter.org",
      binaryType: "arraybuffer",
    });
    FakeSocket.last.open();
    expect(FakeSocket.last.sent).toEqual(['"attach"']);
    expect(told).toEqual([["lost", null, 0], ["opened"]]);
  });

  it("hands over words and frames, and keeps the answers to its own questions", () => {
    const made = connected();
    made.say({ draining: { survives: true } });
    made.say({ pong: 1 });
    made.give(new ArrayBuffer(3));
    expect(told).toEqual([
      ["control", { draining: { survives: true } }],
      ["frame", 3],
    ]);
  });

  it("that somebody else has opened goes on where it is", () => {
    const early = new FakeSocket("ws://x/", "p").open();
    socket.adopt(early as unknown as WebSocket);
    early.give(new ArrayBuffer(2));
    socket.send("x");
    expect([told, early.sent, FakeSocket.made]).toEqual([[["frame", 2]], ["x"], [early]]);
  });

  it("that is still being opened when it is taken over attaches then", () => {
    const early = new FakeSocket("ws://x/", "p");
    socket.adopt(early as unknown as WebSocket);
    early.open();
    expect([early.sent, told]).toEqual([['"attach"'], [["opened"]]]);
  });

  it("sends nothing while it is not open", () => {
    socket.connect();
    socket.send("x");
    expect(FakeSocket.last.sent).toEqual([]);
  });

  it("that takes nothing any more is given up", () => {
    const made = connected();
    made.bufferedAmount = 1e9;
    socket.send("x");
    expect(made.sent).not.toContain("x");
    expect(FakeSocket.made).toHaveLength(2);
  });
});

describe("a lost connection", () => {
  it("is made again, after longer and longer pauses", () => {
    connected().drop();
    const pauses: unknown[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      pauses.push(told.findLast(([what, pause]) => what === "lost" && pause !== null)?.[1]);
      vi.advanceTimersToNextTimer();
      while (told.at(-1)?.[1] !== null) vi.advanceTimersToNextTimer();
      FakeSocket.last.drop();
    }
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  });

  it("counts failures until the server answers, not only until it is open", () => {
    connected().drop();
    vi.advanceTimersByTime(250);
    FakeSocket.last.open().drop();
    expect(told.at(-1)).toEqual(["lost", 500, 2]);
    vi.advanceTimersByTime(500);
    const made = FakeSocket.last.open();
    made.say({ waiting: { ahead: 1, reason: "server", limit: 1 } });
    made.drop();
    expect(told.at(-1)).toEqual(["lost", 250, 1]);
  });

  it("does not come back at the same moment as those of all other pages", () => {
    vi.mocked(Math.random).mockReturnValue(0);
    connected().drop();
    expect(told.at(-1)).toEqual(["lost", 125, 1]);
  });

  it.each(["online", "click", "visible"])(
    "is made at once when there is a reason: %s",
    (reason) => {
      const made = connected();
      made.drop();
      const before = FakeSocket.made.length;
      if (reason === "online") window.dispatchEvent(new Event("online"));
      else if (reason === "visible") document.dispatchEvent(new Event("visibilitychange"));
      else socket.retry();
      expect(FakeSocket.made).toHaveLength(before + 1);
      vi.advanceTimersByTime(300);
      expect(FakeSocket.made).toHaveLength(before + 1);
    },
  );

  it("is not made twice when there are two reasons", () => {
    connected().drop();
    socket.retry();
    socket.retry();
    expect(FakeSocket.made).toHaveLength(2);
  });

  it("is given up after ten seconds without an answer, and tried again", () => {
    socket.connect();
    const first = FakeSocket.last;
    vi.advanceTimersByTime(10_000);
    expect(first.readyState).toBe(FakeSocket.CLOSED);
    vi.advanceTimersByTime(250);
    expect(FakeSocket.made).toHaveLength(2);
    first.open();
    expect(told.filter(([what]) => what === "opened")).toEqual([]);
  });

  it.each([4000, 4001, 4002, 4003])("stays lost after the code %d", (code) => {
    connected().drop(code);
    expect(told).toEqual([["closed", code]]);
    window.dispatchEvent(new Event("online"));
    vi.advanceTimersByTime(100_000);
    expect(FakeSocket.made).toHaveLength(1);
  });

  it.each([{ ended: { reason: "server" } }, { failed: { message: "x" } }])(
    "stays lost after the words %o, whatever code comes then",
    (words) => {
      const made = connected();
      made.say(words);
      made.drop(1006);
      vi.advanceTimersByTime(100_000);
      expect([told, FakeSocket.made.length]).toEqual([[["control", words]], 1]);
    },
  );

  it("says when it was lost because of what was sent", () => {
    connected().drop(1009);
    expect(told).toEqual([["oversize"], ["lost", 250, 1]]);
  });
});

describe("a silent connection", () => {
  it("is put to the test after half a minute, and kept when the server answers", () => {
    const made = connected();
    vi.advanceTimersByTime(36_000);
    expect(pings(made)).toEqual([1]);
    made.say({ pong: 1 });
    vi.advanceTimersByTime(20_000);
    expect([FakeSocket.made.length, told]).toEqual([1, []]);
  });

  it("is made again when the server does not answer within five seconds", () => {
    const made = connected();
    vi.advanceTimersByTime(36_000);
    expect(pings(made)).toEqual([1]);
    vi.advanceTimersByTime(5_000);
    expect(FakeSocket.made).toHaveLength(2);
    expect(made.readyState).toBe(FakeSocket.CLOSED);
    made.give(new ArrayBuffer(1));
    expect(told).toEqual([["lost", null, 0]]);
  });

  it("is not asked while the server speaks", () => {
    const made = connected();
    passBusy(made, 60_000);
    expect(pings(made)).toEqual([]);
  });

  it("is put to the test with the first message after a pause", () => {
    const made = connected();
    vi.advanceTimersByTime(6_000);
    socket.send("click");
    expect(made.sent.slice(-2)).toEqual(["click", '{"ping":1}']);
    vi.advanceTimersByTime(5_000);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it("is put to the test when the computer has slept, and when the page is seen again", () => {
    const made = connected();
    passBusy(made, 8_000);
    vi.setSystemTime(Date.now() + 3_600_000);
    made.give(new ArrayBuffer(1));
    vi.advanceTimersByTime(5_000);
    expect(pings(made)).toEqual([1]);
    made.say({ pong: 1 });
    document.dispatchEvent(new Event("visibilitychange"));
    expect(pings(made)).toEqual([1, 2]);
  });
});
