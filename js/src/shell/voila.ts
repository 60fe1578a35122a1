/**
 * Other people's widgets on a page of our own: Voilà's front end draws them. It is large, so it is
 * loaded when the first of them is on the page, and never otherwise.
 */
import type { ForeignView, WidgetManager } from "../host/foreign";

/** What Voilà's front end is configured with; the server says most of it. */
interface PageConfig extends Record<string, unknown> {
  readonly fullStaticUrl: string;
  readonly themes?: Readonly<Record<"light" | "dark", string>>;
}

/** The part of Voilà's widget manager that we use. */
interface VoilaManager extends WidgetManager {
  has_model?(id: string): boolean;
}

interface VoilaApp {
  readonly widgetManager?: VoilaManager | null;
  readonly widgetManagerPromise?: { readonly promise: Promise<VoilaManager> };
}

/** Voilà takes its own library of formulas then, and none from elsewhere. */
const OWN_FORMULAS = { fullMathjaxUrl: null, mathjaxConfig: null };

const page = window as Window & { jupyterapp?: VoilaApp };

/** Time for all of it to load and connect, and for a model to come after that; in milliseconds. */
const LOAD_WITHIN = 60_000;
const MODEL_WITHIN = 15_000;
const LOOK_EVERY = 25;

/** Draws widgets of others; loads what it takes when the first is asked for. */
export class LazyManager implements WidgetManager {
  readonly #service: string;
  readonly #kernel: Promise<string>;
  #manager: Promise<VoilaManager> | null = null;

  /** `kernel` is the id of the session's kernel, as soon as it is known. */
  constructor(service: string, kernel: Promise<string>) {
    this.#service = service;
    this.#kernel = kernel;
  }

  async get_model(id: string): Promise<unknown> {
    const manager = await this.#load();
    // The model travels on another connection than the element that shows it, and may be later.
    const known = await until(() => manager.has_model?.(id) ?? true, MODEL_WITHIN);
    if (!known) throw new Error("its model has not arrived");
    return manager.get_model(id);
  }

  async create_view(model: unknown): Promise<ForeignView> {
    return (await this.#load()).create_view(model);
  }

  #load(): Promise<VoilaManager> {
    if (this.#manager === null) {
      const loading = loadVoila(this.#service, this.#kernel);
      this.#manager = loading;
      // The next widget is another try.
      loading.catch(() => {
        this.#manager = null;
      });
    }
    return this.#manager;
  }
}

async function loadVoila(service: string, kernel: Promise<string>): Promise<VoilaManager> {
  const [config, kernelId] = await Promise.all([configOf(service), kernel]);
  const mode = shownTheme();
  if (config.themes) linkThemes(config.themes, `${config.fullStaticUrl}/materialcolors.css`);
  writeConfig({ ...config, ...OWN_FORMULAS, kernelId, jupyterLabTheme: mode });
  await pageLoaded();
  const release = standInForLoad();
  try {
    // The first brings the style sheets, such as that of the icons.
    await Promise.all(
      ["voila-style.js", "voila.js"].map((name) => addScript(`${config.fullStaticUrl}/${name}`)),
    );
    const started = await until(() => page.jupyterapp !== undefined, LOAD_WITHIN);
    const manager = page.jupyterapp?.widgetManagerPromise?.promise;
    if (!started || manager === undefined) throw new Error("Voilà's front end did not start");
    return await within(manager, LOAD_WITHIN, "Voilà's front end found no kernel");
  } finally {
    release();
  }
}

async function configOf(service: string): Promise<PageConfig> {
  const answer = await fetch(`${service}api/revoila/widgets`, {
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) throw new Error(`the server has no widgets (${answer.status})`);
  return answer.json();
}

function writeConfig(config: Readonly<Record<string, unknown>>): void {
  const name = "jupyter-config-data";
  const script = document.getElementById(name) ?? document.createElement("script");
  script.id = name;
  script.setAttribute("type", "application/json");
  script.textContent = JSON.stringify(config);
  document.head.append(script);
}

/** The variables that widgets take their colours from, in the mode that the app has. */
function linkThemes(themes: Readonly<Record<"light" | "dark", string>>, palette: string): void {
  const links = (["light", "dark"] as const).map((mode) => {
    const link = linkTo(themes[mode]);
    link.dataset.mode = mode;
    return link;
  });
  const choose = (): void => {
    const shown = shownTheme();
    for (const link of links) link.media = link.dataset.mode === shown ? "all" : "not all";
  };
  choose();
  // Both themes are made of its colours.
  document.head.append(linkTo(palette), ...links);
  const app = document.querySelector(".stApp");
  if (app) new MutationObserver(choose).observe(app, { attributeFilter: ["data-theme"] });
}

function linkTo(href: string): HTMLLinkElement {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  return link;
}

const shownTheme = (): "light" | "dark" =>
  document.querySelector<HTMLElement>(".stApp")?.dataset.theme === "dark" ? "dark" : "light";

function pageLoaded(): Promise<void> {
  return document.readyState === "complete"
    ? Promise.resolve()
    : new Promise((resolve) => window.addEventListener("load", () => resolve(), { once: true }));
}

/**
 * Calls what is to start with the page's `load` event, which is over.
 *
 * Voilà's main function waits for it. The event itself cannot be sent once more: others who wait
 * for it have had it. What is to happen when the page is left is dropped: Voilà would shut the
 * kernel down, but a session outlives the page, which comes back after a reload.
 */
function standInForLoad(): () => void {
  const original = window.addEventListener;
  const stand = (type: string, ...rest: [never]): void => {
    if (type === "beforeunload") return;
    if (type === "load") queueMicrotask(() => callListener(...rest));
    else original.call(window, type, ...rest);
  };
  window.addEventListener = stand as typeof original;
  return () => {
    window.addEventListener = original;
  };
}

function callListener(listener: EventListenerOrEventListenerObject): void {
  const event = new Event("load");
  if (typeof listener === "function") listener.call(window, event);
  else listener.handleEvent(event);
}

function addScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${url} could not be loaded`));
    document.head.append(script);
  });
}

/** Whether `claim` has become true in time. */
async function until(claim: () => boolean, limit: number): Promise<boolean> {
  const end = Date.now() + limit;
  while (!claim()) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => window.setTimeout(resolve, LOOK_EVERY));
  }
  return true;
}

function within<T>(result: Promise<T>, limit: number, problem: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(() => reject(new Error(problem)), limit);
    result.then(resolve, reject).finally(() => window.clearTimeout(timer));
  });
}
