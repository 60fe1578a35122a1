/** `st.toast`: notices in a corner, which stay until their time is up, whatever the script does. */
import { type ReactElement, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { Markdown } from "../markdown/markdown";
import type { CommonProps } from "../protocol";
import { useSeen, useSession } from "../store/hooks";
import type { Session } from "../store/session";
import { Glyph } from "./glyph";
import { Icon } from "./icon";
import { useOverlayRoot } from "./overlay";
import { type NodeProps, registerElement } from "./registry";

interface ToastProps extends CommonProps {
  readonly body: string;
  readonly icon?: string;
  /** How long it shows; until it is closed when there is none. */
  readonly seconds?: number;
  /** The run that has shown it. */
  readonly run: number;
  /** Its number, where it waits to be closed. */
  readonly notice?: number;
}

interface Notice extends ToastProps {
  /** Of the element and its run: another text for the same is a change of it. */
  readonly name: string;
}

/** More than these would cover the page; the oldest go. */
const MOST = 8;

/** The notices of one app that show at the moment, apart from the tree that has brought them. */
class Notices {
  shown: readonly Notice[] = [];
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  show(notice: Notice): void {
    const known = this.shown.some(({ name }) => name === notice.name);
    const shown = known
      ? this.shown.map((one) => (one.name === notice.name ? notice : one))
      : [...this.shown, notice];
    this.#change(shown.slice(-MOST));
  }

  close(name: string): void {
    this.#change(this.shown.filter((one) => one.name !== name));
  }

  #change(shown: readonly Notice[]): void {
    this.shown = shown;
    for (const listener of this.#listeners) listener();
  }
}

const bySession = new WeakMap<Session, Notices>();

function useNotices(): Notices {
  const session = useSession();
  const known = bySession.get(session) ?? new Notices();
  bySession.set(session, known);
  return known;
}

/** Takes a notice out of the tree. */
function Toast({ node }: NodeProps<ToastProps>): null {
  const notices = useNotices();
  const seen = useSeen();
  const { closed } = useSession();
  const { props, uid } = node;
  const { body, icon, run, seconds, notice } = props;
  // Nothing else of it may begin its time anew: the same comes once more after a time without network.
  useEffect(() => {
    const over = notice === undefined ? run <= seen : closed.has(notice);
    if (!over) notices.show({ body, icon, run, seconds, notice, name: `${uid} ${run}` });
  }, [notices, body, icon, run, seconds, notice, closed, seen, uid]);
  return null;
}

/** The corner with all notices. */
export function Toasts(): ReactElement {
  const notices = useNotices();
  const session = useSession();
  const shown = useSyncExternalStore(notices.subscribe, () => notices.shown);
  const close = ({ name, notice }: Notice): void => {
    notices.close(name);
    if (notice !== undefined) session.closeNotice(notice);
  };
  const corner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Above an open dialog, too. Older browsers show it below.
    const element = corner.current;
    if (!element?.showPopover) return;
    const open = element.matches(":popover-open");
    // Only what is shown anew is above a dialog that has opened meanwhile.
    const again = shown.length > 0 && !element.contains(document.activeElement);
    if (open && (again || shown.length === 0)) element.hidePopover();
    if (shown.length > 0 && (again || !open)) element.showPopover();
  }, [shown]);
  return createPortal(
    // In the tree also while it is empty: a screen reader announces only changes of what it knows.
    <div
      aria-live="polite"
      className="rv-toasts"
      data-testid="stToastContainer"
      ref={corner}
      {...{ popover: "manual" }}
    >
      {shown.map((notice) => (
        <Item close={() => close(notice)} key={notice.name} notice={notice} />
      ))}
    </div>,
    useOverlayRoot(),
  );
}

interface ItemProps {
  readonly notice: Notice;
  close(): void;
}

function Item({ notice, close }: ItemProps): ReactElement {
  const { body, icon, seconds } = notice;
  const [held, setHeld] = useState(false);
  const latest = useRef(close);
  latest.current = close;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text starts the time anew
  useEffect(() => {
    // Whoever reads it, or is about to close it, decides when it goes.
    if (seconds === undefined || held) return;
    const timer = window.setTimeout(() => latest.current(), 1000 * seconds);
    return () => window.clearTimeout(timer);
  }, [seconds, held, body]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only stops the clock
    <div
      className="stToast rv-toast"
      data-testid="stToast"
      onBlur={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
    >
      {icon && (
        <span className="rv-toast-icon" data-testid="stToastDynamicIcon">
          <Icon icon={icon} />
        </span>
      )}
      <div className="rv-toast-text" data-testid="stToastText">
        <Markdown text={body} />
      </div>
      <button aria-label="Close" className="rv-icon-button" onClick={close} type="button">
        <Glyph name="close" />
      </button>
    </div>
  );
}

registerElement("toast", Toast, { bare: true });
