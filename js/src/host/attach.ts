/** Connects a widget model with a session, and shows the session wherever a view asks for it. */
import { createElement, type ReactElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { AppView } from "../elements/app";
import { clickInMarkup } from "../elements/copy";
import { type Address, PartView } from "../elements/part";
import type { KernelMessage } from "../protocol";
import { Session } from "../store/session";
import { setSource } from "./assets";
import type { WidgetManager } from "./foreign";
import { type KernelWatch, type Tell, watchKernel } from "./kernel";
import { readPlace, readView, writeParameter } from "./location";
import { readChoice, resolveMode, shownMode } from "./mode";
import { injectStyles } from "./styles";

export type { Address };

/** The part of an anywidget model that an app needs; a page of ours hands out the same. */
export interface AppModel {
  get(name: string): unknown;
  send(content: unknown, callbacks?: unknown, buffers?: ArrayBuffer[]): void;
  on(name: "msg:custom", callback: (message: KernelMessage, buffers: DataView[]) => void): void;
  off(name: "msg:custom", callback: (message: KernelMessage, buffers: DataView[]) => void): void;
  readonly widget_manager?: WidgetManager;
  /** Tells how the kernel can be reached; a model without it leaves that to its widget manager. */
  watch?(tell: Tell): KernelWatch;
}

export interface Options {
  /** URL of the folder this bundle came from; null when it came over the comm. */
  readonly base: string | null;
  /** Messages that came while the bundle was loading. */
  readonly queue: ReadonlyArray<readonly [KernelMessage, DataView[]]>;
}

export interface Attached {
  readonly session: Session;
  /** Shows the app, or one container of it, in `el`; what it returns takes it away again. */
  mount(el: HTMLElement, address?: Address): () => void;
  dispose(): void;
}

/** Gives `model` a session that lives until `dispose`, shown or not: no patch is missed. */
export function attach(model: AppModel, { base, queue }: Options): Attached {
  const said = (name: string): string | null => {
    const value = model.get(name);
    return typeof value === "string" ? value : null;
  };
  const place = readPlace(said("_base"));
  const manager = model.widget_manager ?? null;
  const tell: Tell = (reach, details) => session.setReach(reach, details);
  const kernel = model.watch?.(tell) ?? watchKernel(manager, tell);
  const session = new Session({
    send: (message, buffers) => model.send(message, undefined, buffers),
    view: () => readView(place, shownMode() ?? resolveMode(null, readChoice())),
    client: said("_client") ?? undefined,
    reconnect: kernel.reconnect,
    restart: kernel.restart ?? null,
    greets: model.watch !== undefined,
    writeParameter: (name, values) => writeParameter(place, name, values),
  });
  // One patch is one drawing: a page never shows half of what changed.
  session.render = (notify) => flushSync(notify);
  setSource({ base, request: (name) => session.request(name) });

  const receive = (message: KernelMessage, buffers: DataView[]): void =>
    session.receive(message, buffers);
  model.on("msg:custom", receive);
  for (const [message, buffers] of queue) receive(message, buffers);
  session.hello();

  return {
    session,
    mount: (el, address) => {
      const overlays = document.createElement("div");
      const view = { session, place, manager, overlays };
      if (address === undefined) return show(el, overlays, createElement(AppView, view));
      // A part is never the page, wherever it is shown.
      const part = { ...view, place: { ...place, owned: false }, address };
      return show(el, overlays, createElement(PartView, part));
    },
    dispose: () => {
      model.off("msg:custom", receive);
      kernel.unwatch();
    },
  };
}

/** Number of views so far; labels find their fields by ids that must differ between them. */
let views = 0;

function show(el: HTMLElement, overlays: HTMLElement, view: ReactElement): () => void {
  injectStyles(el);
  overlays.className = "rv-overlays";
  const top = el.getRootNode();
  (top instanceof ShadowRoot ? top : document.body).append(overlays);
  el.classList.add("rv-host");
  for (const part of [el, overlays]) part.addEventListener("click", clickInMarkup);
  views += 1;
  const root = createRoot(el, { identifierPrefix: `rv${views}` });
  flushSync(() => root.render(view));
  return () => {
    el.removeEventListener("click", clickInMarkup);
    root.unmount();
    overlays.remove();
  };
}
