import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LazyManager } from "../src/shell/voila";

const CONFIG = {
  baseUrl: "/s/",
  fullStaticUrl: "/s/voila/static",
  federated_extensions: [],
  themes: { light: "/light.css", dark: "/dark.css" },
};

const page = window as Window & { jupyterapp?: unknown };
const models = new Map<string, object>();
const manager = {
  has_model: (id: string) => models.has(id),
  get_model: async (id: string) => models.get(id),
  create_view: vi.fn(async (model: object) => ({ el: document.createElement("b"), model })),
};

/** What Voilà's front end does when its script is there; a test may do less. */
let main = (): void => {
  page.jupyterapp = { widgetManagerPromise: { promise: Promise.resolve(manager) } };
};
let started = 0;
const unloaded = vi.fn();

/** Runs the scripts that are put on the page, as a browser would after a while. */
function browser(work: (script: HTMLScriptElement) => void): MutationObserver {
  const observer = new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node instanceof HTMLScriptElement && node.src) setTimeout(() => work(node), 1);
    }
  });
  observer.observe(document.head, { childList: true });
  return observer;
}

let observer: MutationObserver;

beforeEach(() => {
  started = 0;
  models.clear();
  models.set("m", { name: "m" });
  delete page.jupyterapp;
  document.body.innerHTML = '<div class="stApp" data-theme="dark"></div>';
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => ({ ok: true, json: async () => CONFIG })),
  );
  observer = browser((script) => {
    if (script.src.endsWith("/voila.js")) {
      started += 1;
      window.addEventListener("load", () => main());
      window.addEventListener("beforeunload", unloaded);
    }
    script.onload?.(new Event("load"));
  });
});

afterEach(() => {
  observer.disconnect();
  document.head.innerHTML = document.body.innerHTML = "";
});

const lazy = (kernel = Promise.resolve("kernel-1")): LazyManager => new LazyManager("/s/", kernel);

describe("Voilà's front end", () => {
  it("is loaded with the first widget, and once", async () => {
    const widgets = lazy();
    expect(fetch).not.toHaveBeenCalled();
    const [one, two] = await Promise.all([widgets.get_model("m"), widgets.get_model("m")]);
    expect([one, two]).toEqual([{ name: "m" }, { name: "m" }]);
    expect((await widgets.create_view(one)).el.tagName).toBe("B");
    expect(started).toBe(1);
    expect(vi.mocked(fetch).mock.calls.map(([url]) => url)).toEqual(["/s/api/revoila/widgets"]);
    const scripts = [...document.querySelectorAll("script[src]")];
    expect(scripts.map((script) => script.getAttribute("src"))).toEqual([
      "/s/voila/static/voila-style.js",
      "/s/voila/static/voila.js",
    ]);
  });

  it("finds its configuration, with the kernel of the session and the mode of the app", async () => {
    let know: (id: string) => void = () => {};
    const model = lazy(
      new Promise((resolve) => {
        know = resolve;
      }),
    ).get_model("m");
    know("kernel-9");
    await model;
    const config = document.getElementById("jupyter-config-data");
    expect(config?.getAttribute("type")).toBe("application/json");
    expect(JSON.parse(config?.textContent ?? "")).toMatchObject({
      ...CONFIG,
      kernelId: "kernel-9",
      jupyterLabTheme: "dark",
    });
  });

  it("has the theme of the app, also when that changes", async () => {
    await lazy().get_model("m");
    const media = (): unknown[] =>
      [...document.querySelectorAll<HTMLLinkElement>("link[data-mode]")].map((link) => [
        link.getAttribute("href"),
        link.media,
      ]);
    expect(media()).toEqual([
      ["/light.css", "not all"],
      ["/dark.css", "all"],
    ]);
    document.querySelector<HTMLElement>(".stApp")?.setAttribute("data-theme", "light");
    await vi.waitFor(() =>
      expect(media()).toEqual([
        ["/light.css", "all"],
        ["/dark.css", "not all"],
      ]),
    );
  });

  it("cannot end the kernel with the page, and leaves the page's own listeners alone", async () => {
    const { addEventListener } = window;
    await lazy().get_model("m");
    expect(window.addEventListener).toBe(addEventListener);
    window.dispatchEvent(new Event("beforeunload"));
    expect(unloaded).not.toHaveBeenCalled();
  });

  it("may get the model of a widget later than the page gets its place", async () => {
    models.clear();
    const model = lazy().get_model("late");
    await vi.waitFor(() => expect(page.jupyterapp).toBeDefined());
    models.set("late", { name: "late" });
    expect(await model).toEqual({ name: "late" });
  });

  describe("says what is missing:", () => {
    afterEach(() => vi.useRealTimers());

    /** What a visitor reads when nothing more happens. */
    async function complaint(widgets: LazyManager, id = "m"): Promise<string> {
      vi.useFakeTimers();
      const problem = widgets.get_model(id).then(
        () => "nothing",
        (error: Error) => error.message,
      );
      await vi.advanceTimersByTimeAsync(200_000);
      return problem;
    }

    it("the server's answer", async () => {
      vi.mocked(fetch).mockResolvedValue({ ok: false, status: 404 } as Response);
      expect(await complaint(lazy())).toBe("the server has no widgets (404)");
    });

    it("the script, which the next widget asks for again", async () => {
      observer.disconnect();
      observer = browser((script) => script.onerror?.("x"));
      const widgets = lazy();
      expect(await complaint(widgets)).toMatch(/voila.*js could not be loaded/);
      expect(await complaint(widgets)).toMatch(/voila.*js could not be loaded/);
      expect(fetch).toHaveBeenCalledTimes(2);
    });

    it("its start, its kernel, or the model", async () => {
      const usual = main;
      main = () => {};
      expect(await complaint(lazy())).toBe("Voilà's front end did not start");
      main = () => {
        page.jupyterapp = { widgetManagerPromise: { promise: new Promise(() => {}) } };
      };
      expect(await complaint(lazy())).toBe("Voilà's front end found no kernel");
      main = usual;
      delete page.jupyterapp;
      expect(await complaint(lazy(), "other")).toBe("its model has not arrived");
    });
  });
});
