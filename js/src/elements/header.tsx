/** The bar above an app: what is running, the menu, the way back to a closed sidebar. */
import { type ReactElement, type ReactNode, useEffect, useState } from "react";
import { useConnection, useSession } from "../store/hooks";
import type { Connection, Session } from "../store/session";
import { Glyph } from "./glyph";

/** Runs shorter than this are not worth a sign, in milliseconds. */
const SIGN_AFTER = 300;

/** Seconds of a run from which on they are shown. */
const COUNT_FROM = 2;

/** Whether a run is going on, or the way back to the kernel is sought. */
const isWaiting = ({ connection, runState }: Session): boolean =>
  // Where nothing is to be waited for a banner says so.
  connection !== "DISCONNECTED_FOREVER" && (runState === "running" || connection !== "CONNECTED");

/** Whether that takes so long that a visitor may wonder. Most clicks do not, and cost no drawing. */
function useLongWait(): boolean {
  const session = useSession();
  const [long, setLong] = useState(false);
  useEffect(() => {
    let timer = 0;
    const look = (): void => {
      const waiting = isWaiting(session);
      const known = timer !== 0;
      if (waiting === known) return;
      if (waiting) timer = window.setTimeout(() => setLong(true), SIGN_AFTER);
      else {
        window.clearTimeout(timer);
        timer = 0;
        setLong(false);
      }
    };
    look();
    const unsubscribe = session.subscribe(look);
    return () => {
      unsubscribe();
      window.clearTimeout(timer);
    };
  }, [session]);
  return long;
}

/** For how long something has been there, in whole seconds. */
function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const begun = performance.now() - SIGN_AFTER;
    const tick = (): void => setSeconds(Math.floor((performance.now() - begun) / 1000));
    const timer = window.setInterval(tick, 1000);
    return () => window.clearInterval(timer);
  }, []);
  return seconds;
}

/** How long the run takes. Not for a screen reader: it would read each second. */
function RunTimer(): ReactElement | null {
  const seconds = useSeconds();
  if (seconds < COUNT_FROM) return null;
  return (
    <span aria-hidden="true" className="rv-status-time" data-testid="stStatusWidgetTimer">
      {timeOf(seconds)}
    </span>
  );
}

function timeOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}

export interface HeaderProps {
  /** Opens the sidebar; null where there is none or it is open. */
  readonly onExpand: (() => void) | null;
  readonly logo: ReactNode;
  readonly navigation: ReactNode;
  readonly menu: ReactNode;
  /** What else there is to say. */
  readonly notice: ReactNode;
}

export function Header({ onExpand, logo, navigation, menu, notice }: HeaderProps): ReactElement {
  return (
    <header className="stAppHeader rv-header" data-testid="stHeader">
      <div className="rv-toolbar" data-testid="stToolbar">
        {onExpand && (
          <button
            aria-label="Open sidebar"
            className="rv-icon-button"
            data-testid="stExpandSidebarButton"
            onClick={onExpand}
            type="button"
          >
            <Glyph name="expand" />
          </button>
        )}
        {logo}
        {navigation}
        <div className="rv-toolbar-end" data-testid="stToolbarActions">
          {/* A screen reader announces only changes of what it knows. */}
          <div className="rv-status-place" role="status">
            {notice}
          </div>
          <Status />
          {menu}
        </div>
      </div>
    </header>
  );
}

const BUSY: Readonly<Record<Connection, string>> = {
  INITIAL: "Connecting",
  CONNECTING: "Connecting",
  PINGING_SERVER: "Reconnecting",
  CONNECTED: "Running",
  DISCONNECTED_FOREVER: "",
};

/** What the app is busy with; empty when it waits for its visitor. */
export function Status(): ReactElement {
  const session = useSession();
  const connection = useConnection();
  const busy = useLongWait();
  return (
    // In the tree also while it is empty: a screen reader announces only changes of what it knows.
    <div className="rv-status-place" role="status">
      {busy && (
        <span className="stStatusWidget rv-status" data-testid="stStatusWidget">
          <span className="rv-spin" data-testid="stStatusWidgetRunningIcon" />
          <span className="rv-status-text">{BUSY[connection]}</span>
          {connection === "CONNECTED" && <RunTimer />}
          {connection === "CONNECTED" && (
            <button className="rv-quiet-button" onClick={() => session.stop()} type="button">
              Stop
            </button>
          )}
        </span>
      )}
    </div>
  );
}
