/** The page's one connection to its server: opened again whenever it is lost, watched while it is quiet. */
import { PROTOCOL } from "./wire";

/** What the server says beside the messages of the kernel; each has exactly one key. */
export interface Control {
  readonly welcome?: {
    readonly tab: string;
    readonly session: string;
    readonly kernel: string;
    readonly again: boolean;
    /** Part of the addresses of the session's files; absent where the server cannot get at them. */
    readonly files?: string;
  };
  readonly waiting?: {
    readonly ahead: number;
    readonly reason: "server" | "app" | "user";
    readonly limit: number;
  };
  readonly failed?: { readonly message: string };
  readonly ended?: { readonly reason: string };
  /** The server is about to stop; whether sessions are kept until it is back. */
  readonly draining?: { readonly survives: boolean };
  readonly pong?: number;
}

/** Who is told what happens on the connection. */
export interface Ear {
  /** It is open again; the session need not be there yet. */
  opened(): void;
  control(message: Control): void;
  frame(frame: ArrayBuffer): void;
  /** It is lost, after `failures` attempts in a row. `retryAt` is null while another is made. */
  lost(retryAt: number | null, failures: number): void;
  /** The server has closed it because something sent was too large. */
  oversize(): void;
  /** It was closed for good. */
  closed(code: number): void;
}

export interface SocketOptions {
  readonly url: string;
  /** The text that attaches a connection to a session. */
  attach(): string;
  readonly ear: Ear;
}

/** Close codes after which nothing is gained by connecting again. */
export const CLOSE = { ended: 4000, failed: 4001, replaced: 4002, refused: 4003 } as const;
const FINAL: ReadonlySet<number> = new Set(Object.values(CLOSE));
const OVERSIZE = 1009;

/** Pauses between attempts, in milliseconds. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 15_000;
/** How long an attempt, and the answer to a question, may take; in milliseconds. */
const CONNECT_WITHIN = 10_000;
const ANSWER_WITHIN = 5_000;
/** How often to look after the connection, and how long it may be silent; in milliseconds. */
const LOOK_EVERY = 5_000;
const SILENT_FOR = 30_000;
/** Bytes that may wait for the network; more means that it takes nothing. */
const MOST_WAITING = 16 * 1024 * 1024;

export class PageSocket {
  readonly #options: SocketOptions;
  #socket: WebSocket | null = null;
  #open = false;
  #failures = 0;
  #over = false;
  /** The next attempt, or the end of one that takes too long. */
  #timer = 0;
  #question = 0;
  #asked = 0;
  #heard = Date.now();
  #looked = Date.now();
  readonly #unwatch: () => void;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#unwatch = this.#watch();
  }

  /** Goes on with a connection that is open, or being opened, and has said what `attach` says. */
  adopt(socket: WebSocket): void {
    this.#use(socket);
    if (socket.readyState === WebSocket.OPEN) this.#open = true;
    else this.#limitAttempt();
  }

  connect(): void {
    window.clearTimeout(this.#timer);
    if (this.#over) return;
    this.#options.ear.lost(null, this.#failures);
    const socket = new WebSocket(this.#options.url, PROTOCOL);
    socket.binaryType = "arraybuffer";
    this.#use(socket);
    this.#limitAttempt();
  }

  /** Ends the pause before the next attempt; a connection that seems to be there is put to the test. */
  retry = (): void => {
    if (this.#over) return;
    if (this.#open) this.#ask();
    else if (this.#socket === null) this.connect();
  };

  /** Sends a frame; what cannot be sent is for the caller to say again after the next `opened`. */
  send(frame: ArrayBuffer | string): void {
    const socket = this.#socket;
    if (!this.#open || socket === null) return;
    if (socket.bufferedAmount > MOST_WAITING) {
      this.#again();
      return;
    }
    socket.send(frame);
    // Somebody waits for the answer: an hour of silence is noticed now, not at the next look.
    if (Date.now() - this.#heard > ANSWER_WITHIN) this.#ask();
  }

  /** Takes in what has arrived before `adopt`. */
  receive(data: string | ArrayBuffer): void {
    this.#heard = Date.now();
    if (this.#question !== 0) window.clearTimeout(this.#question);
    this.#question = 0;
    if (typeof data !== "string") {
      this.#options.ear.frame(data);
      return;
    }
    const message = JSON.parse(data) as Control;
    if (message.pong !== undefined) return;
    if (message.welcome || message.waiting) this.#failures = 0;
    if (message.ended || message.failed) this.#stop();
    this.#options.ear.control(message);
  }

  /** Takes in that the connection was closed, by the other side or on the way. */
  lose(code: number): void {
    const { ear } = this.#options;
    this.#leave();
    if (this.#over) return;
    if (FINAL.has(code)) {
      this.#stop();
      ear.closed(code);
      return;
    }
    if (code === OVERSIZE) ear.oversize();
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    // Many pages lose a server at the same moment; they should not all come back at the same.
    const wait = pause * (0.5 + Math.random() / 2);
    ear.lost(Date.now() + wait, this.#failures);
    this.#timer = window.setTimeout(() => this.connect(), wait);
  }

  /** Ends it for good. */
  close(): void {
    this.#stop();
    this.#leave();
  }

  #stop(): void {
    this.#over = true;
    this.#unwatch();
    window.clearTimeout(this.#timer);
    window.clearTimeout(this.#question);
  }

  #use(socket: WebSocket): void {
    this.#leave();
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = ({ data }) => this.receive(data);
    socket.onclose = ({ code }) => this.lose(code);
  }

  #opened(): void {
    window.clearTimeout(this.#timer);
    this.#open = true;
    this.#heard = Date.now();
    this.#socket?.send(this.#options.attach());
    this.#options.ear.opened();
  }

  /** Forgets a connection without waiting for the other side, which may not be there any more. */
  #leave(): void {
    const socket = this.#socket;
    window.clearTimeout(this.#question);
    this.#question = 0;
    this.#open = false;
    this.#socket = null;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #again(): void {
    this.#leave();
    this.connect();
  }

  #limitAttempt(): void {
    this.#timer = window.setTimeout(() => this.lose(0), CONNECT_WITHIN);
  }

  /** Asks the server whether it is still there. */
  #ask(): void {
    if (this.#question !== 0) return;
    this.#asked += 1;
    this.#socket?.send(JSON.stringify({ ping: this.#asked }));
    this.#question = window.setTimeout(() => this.#again(), ANSWER_WITHIN);
  }

  #watch(): () => void {
    const looker = window.setInterval(() => this.#look(), LOOK_EVERY);
    const seen = (): void => {
      if (!document.hidden) this.retry();
    };
    window.addEventListener("online", this.retry);
    document.addEventListener("visibilitychange", seen);
    return () => {
      window.clearInterval(looker);
      window.removeEventListener("online", this.retry);
      document.removeEventListener("visibilitychange", seen);
    };
  }

  #look(): void {
    const now = Date.now();
    // The computer slept: the other side may have given up, and this side would not know for long.
    const slept = now - this.#looked > 3 * LOOK_EVERY;
    this.#looked = now;
    if (this.#open && (slept || now - this.#heard > SILENT_FOR)) this.#ask();
  }
}
