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
  /** Where the box was when it was last looked at. */
  const place = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other content is what there is to follow
  useLayoutEffect(() => {
    const element = box.current;
    if (!on || !element) return;
    const scrolled = (): void => {
      follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
      place.current = element.scrollTop;
    };
    const follow = (): void => {
      // The browser tells of a reader who has just scrolled up with its next picture, which may be too late.
      if (element.scrollTop < place.current) scrolled();
      if (!follows.current) return;
      element.scrollTop = element.scrollHeight;
      place.current = element.scrollTop;
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
