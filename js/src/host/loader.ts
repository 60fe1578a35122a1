/**
 * The module that travels with the app's widget, kept small: it is sent with every instance and
 * saved into notebooks. It fetches the front end once per page and keeps the kernel's messages
 * until that is there. A container of an app that is shown on its own is a widget with this module
 * too; it has nothing but an address, and shows its part of the app.
 *
 * A factory, not an object: the messages belong to one model, and hosts call it once per model.
 */
import type { Address, AppModel, Attached, Options } from "./attach";

type Message = Options["queue"][number];

interface Core {
  attach(model: AppModel, options: Options): Attached;
}

type Loaded = readonly [core: Core, base: string | null];

/** An app of the page, or the place where its containers wait for it. */
interface Slot {
  readonly app: Promise<Attached>;
  resolve(app: Promise<Attached>): void;
}

const page = globalThis as Record<symbol, unknown>;
/** Every instance has its own copy of this module; what they load and show, they share. */
const shared = <T>(name: string): Record<string, T> =>
  // biome-ignore lint/suspicious/noAssignInExpressions: the shortest way to say it
  (page[Symbol.for(name)] ??= {}) as Record<string, T>;
const cores = shared<Promise<Loaded>>("revoila.cores");
const apps = shared<Slot>("revoila.apps");

function slotOf(id: string): Slot {
  let resolve: Slot["resolve"] = () => {};
  apps[id] ??= {
    app: new Promise((settle) => {
      resolve = settle;
    }),
    resolve: (app) => resolve(app),
  };
  return apps[id];
}

function folder(): string {
  const config = document.getElementById("jupyter-config-data")?.textContent;
  const base = config && JSON.parse(config).baseUrl;
  return new URL(
    `${(base || document.body.dataset.baseUrl || "/").replace(/\/?$/, "/")}revoila/static/`,
    location.href,
  ).href;
}

async function fromServer(name: string): Promise<Loaded> {
  const base = folder();
  return [await import(/* webpackIgnore: true */ base + name), base];
}

/** Asks the kernel, for hosts whose server has no extension of ours. */
function fromKernel(model: AppModel): Promise<Loaded> {
  return new Promise((resolve, reject) => {
    const answer = (message: Message[0], buffers: DataView[]): void => {
      if (message.method !== "chunk" || message.name !== "core") return;
      model.off("msg:custom", answer);
      const blob = new Blob([buffers[0] as BlobPart], { type: "text/javascript" });
      const url = URL.createObjectURL(blob);
      import(/* webpackIgnore: true */ url).then((core: Core) => resolve([core, null]), reject);
    };
    model.on("msg:custom", answer);
    model.send({ method: "chunk", name: "core" });
  });
}

export default () => {
  let attached: Promise<Attached>;
  let part: string | undefined;
  let address: Address | undefined;
  return {
    initialize({ model, signal }: { model: AppModel; signal?: AbortSignal }): void {
      const id = String(model.get("_app_id"));
      address = model.get("_address") as Address | undefined;
      if (address) {
        part = id;
        return;
      }
      const queue: Message[] = [];
      const keep = (...message: Message): number => queue.push(message);
      model.on("msg:custom", keep);
      const name = String(model.get("_core") || __REVOILA_CORE__);
      cores[name] ??= fromServer(name).catch(() => fromKernel(model));
      attached = cores[name].then(([core, base]) => {
        model.off("msg:custom", keep);
        return core.attach(model, { base, queue });
      });
      attached.catch(() => delete cores[name]);
      slotOf(id).resolve(attached);
      // The app may be on this page for the second time, in a notebook that was closed and opened.
      const slot = { app: attached, resolve: () => {} };
      apps[id] = slot;
      signal?.addEventListener("abort", () => {
        if (apps[id] === slot) delete apps[id];
        attached.then((app) => app.dispose());
      });
    },
    async render({ el }: { el: HTMLElement }): Promise<() => void> {
      return (await (part ? slotOf(part).app : attached)).mount(el, address);
    },
  };
};
