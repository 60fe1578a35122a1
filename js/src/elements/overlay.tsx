/** What floats above the app: the place for it, and a box that stays beside its anchor. */
import {
  createContext,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
} from "react";
import { createPortal } from "react-dom";

export const OverlayContext = createContext<HTMLElement | null>(null);

/**
 * The element at the end of the document that overlays belong in. It has the app's theme, and no
 * box of the host clips it.
 */
export function useOverlayRoot(): HTMLElement {
  return useContext(OverlayContext) ?? document.body;
}

const GAP = 6;
const MARGIN = 8;

export interface FloatingProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly placement?: "bottom end" | "bottom start" | "top center";
  readonly className?: string;
  readonly testId?: string;
  /** Whether other boxes may open from it. */
  readonly nests?: boolean;
  /** Called for Escape and for a press outside of the box and its anchor. */
  onClose(): void;
  readonly children: ReactNode;
}

/** A box above everything, below or above its anchor, on the side that has room. */
export function Floating(props: FloatingProps): ReactElement {
  const {
    anchor,
    placement = "bottom end",
    className = "",
    testId = "stFloatingOverlayPortal",
    nests = false,
    onClose,
    children,
  } = props;
  const box = useRef<HTMLDivElement>(null);
  const root = useOverlayRoot();
  useLayoutEffect(() => {
    const place = (): void => {
      if (anchor.current && box.current) moveBeside(box.current, anchor.current, placement);
    };
    place();
    // Capturing: the scrolling element may be any box around the app.
    window.addEventListener("scroll", place, { capture: true, passive: true });
    window.addEventListener("resize", place);
    // What is in it may be loaded late or change its height.
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(place);
    if (box.current) observer?.observe(box.current);
    return () => {
      observer?.disconnect();
      window.removeEventListener("scroll", place, { capture: true });
      window.removeEventListener("resize", place);
    };
  });
  useClose(onClose, nests, box, anchor);
  return createPortal(
    <div className={`rv-floating ${className}`} data-testid={testId} ref={box}>
      {children}
    </div>,
    root,
  );
}

function moveBeside(box: HTMLElement, anchor: HTMLElement, placement: string): void {
  const target = anchor.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = box;
  const { clientHeight, clientWidth } = document.documentElement;
  const below = target.bottom + GAP;
  const above = target.top - GAP - height;
  const fitsAbove = above >= MARGIN;
  const fitsBelow = below + height <= clientHeight - MARGIN;
  const top = placement.startsWith("top")
    ? fitsAbove
      ? above
      : below
    : fitsBelow || !fitsAbove
      ? below
      : above;
  const left = placement.endsWith("end")
    ? target.right - width
    : placement.endsWith("start")
      ? target.left
      : target.left + (target.width - width) / 2;
  box.style.top = `${Math.round(top)}px`;
  box.style.left = `${Math.round(Math.max(MARGIN, Math.min(left, clientWidth - width - MARGIN)))}px`;
}

/** What floats beside an anchor. */
const ABOVE = ".rv-floating";

function useClose(
  onClose: () => void,
  nests: boolean,
  ...inside: Array<RefObject<HTMLElement | null>>
): void {
  const latest = useRef({ onClose, inside });
  latest.current = { onClose, inside };
  useEffect(() => {
    const press = (event: Event): void => {
      const path = event.composedPath();
      const within = latest.current.inside.some((ref) => ref.current && path.includes(ref.current));
      // What was opened from inside is drawn beside it.
      const above = path.some((one) => one instanceof Element && one.matches(ABOVE));
      if (!within && !(nests && above)) latest.current.onClose();
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      const [box] = latest.current.inside;
      const focused = document.activeElement?.closest(ABOVE) ?? null;
      // What was opened from inside has the focus, and the key is for it alone.
      if (nests && focused !== null && focused !== box?.current) return;
      // Nor is it for the dialog around it, which stays open.
      event.preventDefault();
      latest.current.onClose();
    };
    document.addEventListener("pointerdown", press, true);
    document.addEventListener("keydown", key, true);
    return () => {
      document.removeEventListener("pointerdown", press, true);
      document.removeEventListener("keydown", key, true);
    };
  }, [nests]);
}
