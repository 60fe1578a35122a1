/** The inline script of the page, which has begun before the front end is there. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import connect from "../../pkg/revoila/serving/share/jupyter/voila/templates/revoila/connect.js?raw";
import mode from "../../pkg/revoila/serving/share/jupyter/voila/templates/revoila/mode.js?raw";
import page from "../../pkg/revoila/serving/share/jupyter/voila/templates/revoila/page.js?raw";
import { readPlace, readView } from "../src/host/location";
import { resolveMode } from "../src/host/mode";
import { type Early, takeEarly } from "../src/shell/early";
import type { Layout } from "../src/shell/layout";
import { FakeSocket, fakeSockets } from "./fake-socket";

/** As page.html includes them; the import itself is the test's. */
const CODE = [connect, mode, page].join("\n").replace("import(", "load(");

interface Page {
  readonly base?: string;
  readonly app?: string;
  readonly mode?: string;
  readonly core?: string;
  readonly load?: (url: string) => Promise<unknown>;
}

/** Runs the script on a page. */
function open(
  address: string,
  { load = async () => ({ openPage() {} }), ...data }: Page = {},
): void {
  window.history.replaceState(null, "", address);
  const base = data.base ?? "/";
  document.head.innerHTML = `<meta name="revoila-base" content="${base}"><link rel="icon" href="data:,">`;
  document.body.innerHTML = '<div id="revoila-app"></div><div id="revoila-screen"></div>';
  const dataset = {
    mode: "auto",
    app: "",
    base,
    service: "/s/",
    static: "/s/static/",
    core: "core-1.js",
  };
  vi.spyOn(document, "currentScript", "get").mockReturnValue({
    dataset: { ...dataset, ...data },
  } as never);
  new Function("load", CODE)(load);
}

function early(): Early {
  const taken = takeEarly();
  if (taken === null) throw new Error("the script has left nothing");
  return taken;
}

const outline = (): HTMLElement | null => document.querySelector("[data-revoila-skeleton]");

beforeEach(() => {
  fakeSockets();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
});

afterEach(() => {
  takeEarly();
  localStorage.clear();
  sessionStorage.clear();
  window.history.replaceState(null, "", "/");
  document.head.innerHTML = document.body.innerHTML = "";
  delete document.documentElement.dataset.mode;
});

describe("the connection of a page that has just been opened", () => {
  it("attaches with the tab's handle, then opens the comm, without waiting", () => {
    sessionStorage.setItem("revoila-tab /a/ demo", "handle");
    open("/a/second?x=1", { base: "/a/", app: "demo" });
    expect(FakeSocket.last.url).toBe(`ws://${location.host}/s/api/revoila/page`);
    FakeSocket.last.open();
    const { client, comm, load } = early();
    const view = readView(readPlace(), resolveMode(null, "system"));
    expect(view).toMatchObject({ path: "second", query: "x=1" });
    expect(FakeSocket.last.words).toEqual([
      { attach: { app: "demo", tab: "handle", load, resume: false, view } },
    ]);
    expect(FakeSocket.last.messages).toMatchObject([
      {
        channel: "shell",
        type: "comm_open",
        content: {
          comm_id: comm,
          target_name: "revoila.page",
          data: { method: "hello", client, view },
        },
      },
    ]);
  });

  it.each(["/", "/My%20page/?EMBED=True", "/a%b?embed_options=dark_theme", "/ä?q=%20&embed=false"])(
    "says of %s what the front end would say",
    (address) => {
      open(address);
      FakeSocket.last.open();
      const mode = document.documentElement.dataset.mode;
      const [{ attach }] = FakeSocket.last.words as [{ attach: { view: unknown } }];
      expect(attach.view).toEqual(readView(readPlace(), mode as "light"));
      expect(mode).toBe(resolveMode(null, "system"));
    },
  );

  it("keeps what arrives until the front end takes over, and how it ended", () => {
    open("/");
    const socket = FakeSocket.last.open();
    socket.say({ draining: { survives: false } });
    socket.give(new ArrayBuffer(4));
    const taken = early();
    expect(taken.frames).toEqual(['{"draining":{"survives":false}}', new ArrayBuffer(4)]);
    expect(taken.ended).toBeNull();
    socket.drop(1006);
    expect(taken.ended).toEqual({ code: 1006 });
    expect(takeEarly()).toBeNull();
  });

  it("may fail at once without taking the page along", () => {
    vi.stubGlobal(
      "WebSocket",
      class {
        constructor() {
          throw new DOMException("no");
        }
      },
    );
    open("/");
    expect(early().socket).toBeNull();
  });

  it("says when the front end cannot be had", async () => {
    vi.stubGlobal("reportError", vi.fn());
    open("/", { load: () => Promise.reject(new Error("gone")) });
    await vi.waitFor(() => expect(document.querySelector("main h1")).not.toBeNull());
    expect(document.querySelector("main")?.getAttribute("role")).toBe("alert");
    expect(document.querySelector("button")?.textContent).toBe("Load the page again");
    expect(outline()).toBeNull();
  });

  it("is not opened where the front end was not built", () => {
    open("/", { core: "" });
    expect([FakeSocket.made.length, outline(), takeEarly()]).toEqual([0, null, null]);
  });
});

describe("the page before its front end", () => {
  it("has the mode of the address, the configuration, the visitor, the system: in this order", () => {
    const mode = (address: string, configured: string): string | undefined => {
      open(address, { mode: configured });
      return document.documentElement.dataset.mode;
    };
    expect(mode("/", "auto")).toBe("light");
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    expect(mode("/", "auto")).toBe("dark");
    localStorage.setItem("revoila-theme", "light");
    expect(mode("/", "auto")).toBe("light");
    expect(mode("/", "dark")).toBe("dark");
    expect(mode("/?Embed_Options=light_theme", "dark")).toBe("light");
  });

  it("takes the token out of the address, and nothing else", () => {
    window.history.replaceState({ kept: 1 }, "", "/");
    open("/p?a=1&token=secret&b=2#x");
    expect(location.href).toMatch(/\/p\?a=1&b=2#x$/);
  });

  it("shows the outline that it had last time, with its title and icon", () => {
    const layout: Layout = {
      at: 1,
      title: "Sales",
      icon: "data:image/png;base64,AA",
      narrow: false,
      sidebar: 288,
      column: 704,
      margin: 16,
      boxes: [
        ["text", 0, 84, 500, 26],
        ["box", 250, 120, 750, 350],
      ],
      files: ["vega-0123456789ab.js", "../other.js", "https://a.b/x-0123456789ab.js"],
    };
    localStorage.setItem("revoila-layout /  p", JSON.stringify(layout));
    open("/p");
    expect(document.title).toBe("Sales");
    expect(document.querySelector<HTMLLinkElement>("link")?.href).toBe(layout.icon);
    expect(outline()?.getAttribute("aria-hidden")).toBe("true");
    const boxes = [...(outline()?.querySelectorAll("i") ?? [])].map(
      ({ className, style: { left, top, width, height } }) =>
        [className, left, top, width, height].join(" ").trim(),
    );
    expect(boxes).toEqual(["side   288px", "text 0% 84px 50% 26px", "box 25% 120px 75% 350px"]);
    early().unveil();
    expect(outline()).toBeNull();
    const preloads = [...document.querySelectorAll('link[rel="modulepreload"]')];
    expect(preloads.map((link) => link.getAttribute("href"))).toEqual([
      "/s/static/vega-0123456789ab.js",
    ]);
  });

  it.each([
    ["none", null],
    ["one for another window", '{"narrow": true, "boxes": []}'],
    ["no layout", "[1, 2"],
    ["another kind of thing", '{"narrow": false, "boxes": 7, "icon": "javascript:x"}'],
  ])("shows a usual outline where there is %s", (_, stored) => {
    if (stored) localStorage.setItem("revoila-layout /  ", stored);
    open("/");
    expect(outline()?.querySelectorAll("i")).toHaveLength(5);
    expect(document.querySelector<HTMLLinkElement>("link")?.href).toBe("data:,");
  });

  it("works where the browser keeps nothing", () => {
    const closed = vi.fn(() => {
      throw new DOMException("closed");
    });
    vi.spyOn(Storage.prototype, "getItem").mockImplementation(closed);
    open("/");
    FakeSocket.last.open();
    expect(FakeSocket.last.words).toMatchObject([{ attach: { tab: "" } }]);
    expect(outline()).not.toBeNull();
  });
});
