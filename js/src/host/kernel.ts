/**
 * Is the kernel within reach, and is it still the one that the app runs in?
 *
 * Jupyter's widget managers have the connection to their kernel; where a host shows none, nothing
 * is known and nothing is said.
 */
import type { WidgetManager } from "./foreign";

/**
 * - `connected`: messages arrive.
 * - `connecting`: the connection was lost, the host is trying again.
 * - `unreachable`: the host has given up trying.
 * - `restarted`, `ended`: the kernel that knew the app is gone. Nothing brings it back.
 * - `replaced`: another page shows the app in place of this one.
 * - `refused`: the server does not let this page in any more.
 */
export type Reach =
  | "connected"
  | "connecting"
  | "unreachable"
  | "restarted"
  | "ended"
  | "replaced"
  | "refused";

/** What keeps messages from arriving. */
export interface Outage {
  readonly reach: Exclude<Reach, "connected">;
  /** When the next attempt is made, as `Date.now()` counts; null while one is. Absent where nobody knows. */
  readonly retryAt?: number | null;
  /** Why it is so, in words for the visitor. */
  readonly cause?: string;
}

/** What another start of the page takes along: nothing, what the visitor entered, or its session. */
export type Restart = "empty" | "inputs" | "same";

/** Takes in how the kernel can be reached. */
export type Tell = (reach: Reach, details?: Omit<Outage, "reach">) => void;

/** A signal of Lumino, as far as we use it. */
interface Signal<T> {
  connect(slot: (sender: unknown, argument: T) => void): unknown;
  disconnect(slot: (sender: unknown, argument: T) => void): unknown;
}

/** The part of Jupyter's kernel connection that says how it is. */
export interface KernelConnection {
  readonly statusChanged: Signal<string>;
  readonly connectionStatusChanged: Signal<string>;
  readonly disposed: Signal<unknown>;
  reconnect(): Promise<void>;
}

const STATUS: Readonly<Record<string, Reach>> = {
  restarting: "restarted",
  autorestarting: "restarted",
  terminating: "ended",
  dead: "ended",
};
const CONNECTION: Readonly<Record<string, Reach>> = {
  connected: "connected",
  connecting: "connecting",
  disconnected: "unreachable",
};

export interface KernelWatch {
  /** Has the host try again after it had given up; null where that is not possible. */
  readonly reconnect: (() => void) | null;
  /** Begins another session in place of one that has ended; absent where that is not the host's. */
  readonly restart?: (how: Restart) => Promise<void>;
  unwatch(): void;
}

/** Calls `tell` whenever the kernel of a host comes within reach or leaves it. */
export function watchKernel(manager: WidgetManager | null, tell: Tell): KernelWatch {
  const kernel = manager?.kernel;
  if (!kernel?.statusChanged || !kernel.connectionStatusChanged) {
    return { reconnect: null, unwatch: () => {} };
  }
  const say = (reach: Reach | undefined): void => {
    if (reach !== undefined) tell(reach);
  };
  const status = (_: unknown, name: string): void => say(STATUS[name]);
  const connection = (_: unknown, name: string): void => say(CONNECTION[name]);
  const disposed = (): void => tell("ended");
  kernel.statusChanged.connect(status);
  kernel.connectionStatusChanged.connect(connection);
  kernel.disposed?.connect(disposed);
  return {
    // It fails when the kernel is still out of reach; the signals say so, too.
    reconnect: () => void kernel.reconnect().catch(() => {}),
    unwatch: () => {
      kernel.statusChanged.disconnect(status);
      kernel.connectionStatusChanged.disconnect(connection);
      kernel.disposed?.disconnect(disposed);
    },
  };
}
