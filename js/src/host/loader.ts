/**
 * The module that travels with the app's widget, kept small: it is sent with every instance and
 * saved into notebooks. It fetches the front end once per page and keeps the kernel's messages
 * until that is there.
 *
 * A factory, not an object: the messages belong to one model, and hosts call it once per model.
 */
import type { AppModel, Attached, Options } from "./attach";

type Message = Options["queue"][number];

interface Core {
  attach(model: AppModel, options: Options): Attached;
}

type Loaded = readonly [core: Core, base: string | null];

const page = globalThis as Record<symbol, Record<string, Promise<Loaded>> | undefined>;
const shared = Symbol.for("revoila.cores");
/** Every instance has its own copy of this module; what they load, they share. */
const cores = page[shared] ?? {};
page[shared] = cores;

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
  return {
    initialize({ model, signal }: { model: AppModel; signal?: AbortSignal }): void {
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
      signal?.addEventListener("abort", () => attached.then((app) => app.dispose()));
    },
    async render({ el }: { el: HTMLElement }): Promise<() => void> {
      return (await attached).mount(el);
    },
  };
};
