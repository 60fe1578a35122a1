/** A box that scrolls to its end as content comes in, for as long as its reader is there. */
import { type RefObject, useLayoutEffect, useRef } from "react";

/** How far from its end a box may be and still follow new content, in CSS pixels. */
const NEAR_END = 40;

/**
 * Keeps `box` at its end whenever `content` is another, and whenever what it ends with grows, as a picture does that
 * is loaded. Who scrolls up is left alone until they are back at the end.
 */
export function useFollow(box: RefObject<HTMLElement | null>, content: unknown, on: boolean): void {
  const follows = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other content is what there is to follow
  useLayoutEffect(() => {
    const element = box.current;
    if (!on || !element) return;
    const follow = (): void => {
      if (follows.current) element.scrollTop = element.scrollHeight;
    };
    const scrolled = (): void => {
      follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    };
    follow();
    element.addEventListener("scroll", scrolled, { passive: true });
    const last = element.lastElementChild;
    const observer =
      last && typeof ResizeObserver !== "undefined" ? new ResizeObserver(follow) : null;
    if (last) observer?.observe(last);
    return () => {
      element.removeEventListener("scroll", scrolled);
      observer?.disconnect();
    };
  }, [box, content, on]);
}
