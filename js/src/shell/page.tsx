/** A page of our own: connects with its session, shows the app, and says what is wrong with either. */
import type { ReactElement } from "react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { type Attached, attach } from "../host/attach";
import type { Restart } from "../host/kernel";
import { readPlace, readView } from "../host/location";
import { readChoice, resolveMode, shownMode } from "../host/mode";
import { readStored, writeStored } from "../host/storage";
import { type Early, takeEarly } from "./early";
import { keepInputs, recallChanges, restoreInputs } from "./kept";
import { rememberLayout } from "./layout";
import { PageModel } from "./model";
import { FailedScreen, WaitingScreen } from "./screens";
import { CLOSE, type Control, type Ear, PageSocket } from "./socket";
import { LazyManager } from "./voila";

const CAUSES: Readonly<Record<string, string>> = {
  crashed: "The process of the app has stopped unexpectedly.",
  stopped: "It was stopped on the server.",
  expired: "It was not used for too long.",
  server: "The server was stopped or started anew.",
};
const OVERSIZE = "What was entered last is too large for the server and was left out.";
const NO_SOCKETS =
  "The server answers, but not to websockets: something between it and this browser may not let them through.";
const DRAINING = "The server is about to stop.";
const SURVIVES = "This page connects again when it is back.";
const ENDS = "This session ends with it; you can start again with what you have entered.";
/** How long the app may take to be drawn at once rather than after its frame; in milliseconds. */
const MOUNT_AFTER = 10;
/** Failures in a row after which it is asked whether the page itself may still be had. */
const DOUBTFUL = 3;

/** Shows the app. The page's inline script calls it as soon as this code is there. */
export function openPage(): void {
  const early = takeEarly();
  if (early === null) throw new Error("openPage works only once, and only on a page of Revoilà.");
  new Page(early).show();
}

class Page implements Ear {
  readonly #early: Early;
  readonly #socket: PageSocket;
  readonly #model: PageModel;
  readonly #attached: Attached;
  readonly #place = readPlace();
  #screen: Root | null = null;
  #title = document.title;
  #welcomed = false;
  #cause: string | undefined;
  #setKernel: (id: string) => void = () => {};

  constructor(early: Early) {
    this.#early = early;
    this.#socket = new PageSocket({
      url: socketUrl(early.service),
      attach: () => this.#attachment(),
      ear: this,
    });
    const kernel = new Promise<string>((resolve) => {
      this.#setKernel = resolve;
    });
    this.#model = new PageModel({
      base: early.base,
      client: early.client,
      comm: early.socket?.readyState === WebSocket.OPEN ? early.comm : null,
      socket: this.#socket,
      manager: new LazyManager(early.service, kernel),
      restart: (how) => this.#restart(how),
      closed: () => {
        this.#socket.close();
        this.#end("stopped");
      },
    });
    const base = new URL(early.static, window.location.href).href;
    this.#attached = attach(this.#model, { base, queue: [] });
  }

  /** Takes over what the inline script has begun, and draws. */
  show(): void {
    const { frames, socket, ended } = this.#early;
    const { session } = this.#attached;
    const root = element("revoila-app");
    let mounted = false;
    const mount = (): void => {
      if (session.tree !== null) this.#early.unveil();
      if (mounted) return;
      mounted = true;
      // From here on the app itself says it.
      root.removeAttribute("data-test-connection-state");
      this.#attached.mount(root);
    };
    // Before the frames that are there already: an app may be idle with the last of them.
    restoreInputs(session, this.#key("kept"));
    window.addEventListener("pagehide", () => keepInputs(session, this.#key("changes")));
    rememberLayout(session, root, () => this.#layoutKey());
    if (socket !== null && ended === null) this.#socket.adopt(socket);
    // All of them are one drawing.
    for (const frame of frames) this.#socket.receive(frame);
    if (session.tree !== null) mount();
    else {
      // One drawing instead of two when the app is about to arrive; else what there is to say without it.
      window.setTimeout(mount, MOUNT_AFTER);
      const unsubscribe = session.subscribe(() => {
        if (session.tree === null) return;
        unsubscribe();
        mount();
      });
    }
    if (socket === null || ended !== null) this.#socket.lose(ended?.code ?? 0);
  }

  opened(): void {
    this.#model.opened();
  }

  control({ welcome, waiting, failed, ended, draining }: Control): void {
    const { session } = this.#attached;
    if (welcome) {
      if (welcome.again && !this.#welcomed) recallChanges(session, this.#key("changes"));
      writeStored("sessionStorage", this.#key("changes"), null);
      this.#welcomed = true;
      this.#cause = undefined;
      this.#setKernel(welcome.kernel);
      session.files.base =
        welcome.files === undefined
          ? null
          : `${this.#early.service}api/revoila/files/${welcome.files}/`;
      writeStored("sessionStorage", this.#early.tabKey, welcome.tab);
      session.setNotice(null);
      this.#showScreen(null);
    } else if (waiting) {
      this.#showScreen(<WaitingScreen {...waiting} />);
      document.title = `Waiting for a place – ${this.#title}`;
    } else if (failed) {
      this.#fail(failed.message);
    } else if (ended) {
      this.#end(ended.reason);
    } else if (draining) {
      session.setNotice(`${DRAINING} ${draining.survives ? SURVIVES : ENDS}`);
    }
  }

  frame(frame: ArrayBuffer): void {
    this.#model.receive(frame);
  }

  lost(retryAt: number | null, failures: number): void {
    this.#attached.session.setNotice(null);
    this.#model.lost("connecting", { retryAt, cause: this.#cause });
    if (failures > 0 && failures % DOUBTFUL === 0 && retryAt !== null) this.#doubt();
  }

  oversize(): void {
    this.#cause = OVERSIZE;
    this.#attached.session.giveUpEvents();
  }

  closed(code: number): void {
    if (code === CLOSE.replaced) this.#lose("replaced");
    else if (code === CLOSE.ended) this.#end("");
    else if (code === CLOSE.failed) this.#fail("The server did not say why.");
    else this.#fail("The server did not understand this page. It may be of another version.");
  }

  /** Name of something that this tab keeps for its next load. */
  #key(what: "kept" | "changes"): string {
    return `revoila-${what} ${this.#early.base} ${this.#early.app}`;
  }

  /** A page that was reached by a click has a layout of its own. */
  #layoutKey(): string {
    const { page = "" } = this.#attached.session.app ?? {};
    return this.#early.layoutKey.replace(/[^ ]*$/, encodeURIComponent(page));
  }

  #attachment(): string {
    const { app, load, tabKey } = this.#early;
    const view = readView(this.#place, shownMode() ?? resolveMode(null, readChoice()));
    const tab = readStored("sessionStorage", tabKey) ?? "";
    return JSON.stringify({ attach: { app, tab, load, resume: this.#welcomed, view } });
  }

  #fail(message: string): void {
    this.#lose("ended");
    this.#showScreen(<FailedScreen again={() => this.#restart("empty")} message={message} />);
  }

  #end(reason: string): void {
    this.#lose("ended", CAUSES[reason]);
  }

  #lose(reach: "ended" | "replaced" | "refused", cause?: string): void {
    this.#early.unveil();
    this.#model.lost(reach, { cause });
  }

  /** Finds out whether it is the network that is missing, or the right to see the page. */
  async #doubt(): Promise<void> {
    try {
      const answer = await fetch(window.location.href, { cache: "no-store", redirect: "manual" });
      if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
        this.#socket.close();
        this.#lose("refused");
      } else if (!this.#welcomed) this.#cause = NO_SOCKETS;
    } catch {
      // The network it is.
    }
  }

  async #restart(how: Restart): Promise<void> {
    if (how === "inputs") keepInputs(this.#attached.session, this.#key("kept"));
    if (how !== "same") writeStored("sessionStorage", this.#early.tabKey, null);
    try {
      // A page that cannot be loaded would be replaced by the browser's error page.
      await fetch(window.location.href, { cache: "no-store", redirect: "manual" });
    } catch {
      throw new Error("The server does not answer yet. Try again in a moment.");
    }
    window.location.reload();
  }

  /** Shows a screen in place of the app; null shows the app again. */
  #showScreen(screen: ReactElement | null): void {
    const root = element("revoila-app");
    if (screen === null) {
      if (this.#screen === null) return;
      this.#screen.unmount();
      this.#screen = null;
      document.title = this.#title;
    } else {
      this.#early.unveil();
      this.#screen ??= createRoot(element("revoila-screen"));
      const shown = this.#screen;
      flushSync(() => shown.render(screen));
    }
    root.hidden = screen !== null;
  }
}

/** The element with this id, which is made when there is none. */
function element(id: string): HTMLElement {
  const known = document.getElementById(id);
  if (known !== null) return known;
  const made = document.createElement("div");
  made.id = id;
  document.body.append(made);
  return made;
}

function socketUrl(service: string): string {
  const url = new URL(`${service}api/revoila/page`, window.location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return url.href;
}
