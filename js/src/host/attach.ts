/** Connects a widget model with a session, and shows the session wherever a view asks for it. */
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { AppView } from "../elements/app";
import { clickInMarkup } from "../elements/copy";
import type { KernelMessage } from "../protocol";
import { Session } from "../store/session";
import { setSource } from "./assets";
import type { WidgetManager } from "./foreign";
import { readPlace, readView } from "./location";
import { readChoice, resolveMode } from "./mode";
import { injectStyles } from "./styles";

/** The part of an anywidget model that an app needs; a page of ours hands out the same. */
export interface AppModel {
  get(name: string): unknown;
  send(content: unknown, callbacks?: unknown, buffers?: ArrayBuffer[]): void;
  on(name: "msg:custom", callback: (message: KernelMessage, buffers: DataView[]) => void): void;
  off(name: "msg:custom", callback: (message: KernelMessage, buffers: DataView[]) => void): void;
  readonly widget_manager?: WidgetManager;
}

export interface Options {
  /** URL of the folder this bundle came from; null when it came over the comm. */
  readonly base: string | null;
  /** Messages that came while the bundle was loading. */
  readonly queue: ReadonlyArray<readonly [KernelMessage, DataView[]]>;
}

export interface Attached {
  readonly session: Session;
  /** Shows the app in `el`; what it returns takes it away again. */
  mount(el: HTMLElement): () => void;
  dispose(): void;
}

/** Gives `model` a session that lives until `dispose`, shown or not: no patch is missed. */
export function attach(model: AppModel, { base, queue }: Options): Attached {
  const said = model.get("_base");
  const place = readPlace(typeof said === "string" ? said : null);
  const session = new Session({
    send: (message) => model.send(message),
    view: () => readView(place, resolveMode(null, readChoice())),
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
    mount: (el) => mount(el, session, place, model.widget_manager ?? null),
    dispose: () => model.off("msg:custom", receive),
  };
}

function mount(
  el: HTMLElement,
  session: Session,
  place: ReturnType<typeof readPlace>,
  manager: WidgetManager | null,
): () => void {
  injectStyles(el);
  const overlays = document.createElement("div");
  overlays.className = "rv-overlays";
  const top = el.getRootNode();
  (top instanceof ShadowRoot ? top : document.body).append(overlays);
  el.classList.add("rv-host");
  for (const part of [el, overlays]) part.addEventListener("click", clickInMarkup);
  const root = createRoot(el);
  flushSync(() => root.render(createElement(AppView, { session, place, manager, overlays })));
  return () => {
    el.removeEventListener("click", clickInMarkup);
    root.unmount();
    overlays.remove();
  };
}
