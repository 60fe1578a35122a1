/** What opens over the grid: a menu, or the whole of a cell. Above everything, also in full screen. */
import { type ReactElement, type ReactNode, useEffect, useLayoutEffect, useRef } from "react";

/** A place in the window, in CSS pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PopupProps {
  /** Where that is what it belongs to; nowhere once it is gone. */
  at(): Place | undefined;
  /** Whether it covers its place, and does not lie below it. */
  readonly over?: boolean;
  readonly label: string;
  readonly className: string;
  readonly testId?: string;
  readonly children: ReactNode;
  onClose(): void;
}

const GAP = 4;
const MARGIN = 8;

/**
 * A dialog in the top layer, since the grid cuts off what reaches beyond it, and its full screen is
 * in the top layer as well. It has the focus until it is closed.
 */
export function Popup(props: PopupProps): ReactElement {
  const { at, over = false, label, className, testId, children, onClose } = props;
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef({ at, onClose });
  latest.current = { at, onClose };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    // React 18 does not know the attribute.
    element.popover = "manual";
    element.showPopover?.();
    const put = (): void => {
      const found = latest.current.at();
      if (found) place(element, found, over);
    };
    put();
    let waiting = 0;
    // The grid knows where its cells are only once it has taken in the scrolling.
    const follow = (event: Event): void => {
      if (event.composedPath().includes(element)) return;
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(put);
    };
    window.addEventListener("scroll", follow, true);
    window.addEventListener("resize", follow);
    // What is in it may be loaded late.
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(put);
    observer?.observe(element);
    return () => {
      cancelAnimationFrame(waiting);
      observer?.disconnect();
      window.removeEventListener("scroll", follow, true);
      window.removeEventListener("resize", follow);
    };
  }, [over]);

  useEffect(() => {
    const element = box.current;
    if (!element?.contains(element.ownerDocument.activeElement)) element?.focus();
    const isInside = (event: Event): boolean =>
      element !== null && event.composedPath().includes(element);
    const press = (event: Event): void => {
      if (!isInside(event)) latest.current.onClose();
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      // Not for the full screen around it.
      event.preventDefault();
      event.stopPropagation();
      latest.current.onClose();
    };
    document.addEventListener("pointerdown", press, true);
    document.addEventListener("keydown", key, true);
    return () => {
      document.removeEventListener("pointerdown", press, true);
      document.removeEventListener("keydown", key, true);
    };
  }, []);

  return (
    <div
      aria-label={label}
      className={`rv-grid-popup ${className}`}
      data-testid={testId}
      ref={box}
      role="dialog"
      tabIndex={-1}
    >
      {children}
    </div>
  );
}

/** Below its place, or above where there is more room; never beyond the window. */
function place(box: HTMLElement, at: Place, over: boolean): void {
  const { clientHeight, clientWidth } = document.documentElement;
  const { offsetHeight: height, offsetWidth: width } = box;
  const below = over ? at.y : at.y + at.height + GAP;
  const above = over ? at.y + at.height - height : at.y - GAP - height;
  const top = below + height <= clientHeight - MARGIN || above < MARGIN ? below : above;
  box.style.left = `${Math.round(Math.max(MARGIN, Math.min(at.x, clientWidth - width - MARGIN)))}px`;
  box.style.top = `${Math.round(Math.max(MARGIN, Math.min(top, clientHeight - height - MARGIN)))}px`;
}
