/** A line of tabs: where it is longer than its room, buttons at its ends move it. */
import {
  type KeyboardEventHandler,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useState,
} from "react";
import { prefersRest } from "./copy";
import { Glyph } from "./glyph";

/** Whether there is more before what shows of a line, and after it. */
type More = readonly [before: boolean, after: boolean];

function useMore(line: RefObject<HTMLElement | null>): More {
  const [more, setMore] = useState<More>([false, false]);
  useLayoutEffect(() => {
    const element = line.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const measure = (): void => {
      // Where one reads to the left, it counts from zero downwards.
      const from = Math.abs(element.scrollLeft);
      const left = element.scrollWidth - element.clientWidth - from;
      setMore((was) => {
        const now: More = [from > 1, left > 1];
        return was.join() === now.join() ? was : now;
      });
    };
    const observer = new ResizeObserver(measure);
    for (const one of [element, ...element.children]) observer.observe(one);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  });
  return more;
}

export interface TabListProps {
  readonly line: RefObject<HTMLDivElement>;
  readonly onKeyDown: KeyboardEventHandler;
  readonly children: ReactNode;
}

export function TabList({ line, onKeyDown, children }: TabListProps): ReactElement {
  const [before, after] = useMore(line);
  const turn = (way: 1 | -1): void => {
    const { current } = line;
    const sign = current && getComputedStyle(current).direction === "rtl" ? -way : way;
    const left = sign * 0.75 * (current?.clientWidth ?? 0);
    current?.scrollBy?.({ left, behavior: prefersRest() ? "auto" : "smooth" });
  };
  // With a keyboard arrows go along the tabs; a screen reader has all of them.
  const button = (testId: string, way: 1 | -1): ReactElement => (
    <button
      aria-hidden="true"
      className="rv-tabs-turn"
      data-back={way < 0 || undefined}
      data-testid={testId}
      onClick={() => turn(way)}
      tabIndex={-1}
      type="button"
    >
      <Glyph name="chevron" />
    </button>
  );
  return (
    <div className="rv-tab-bar">
      {before && button("stTabsScrollLeft", -1)}
      <div className="rv-tab-list" onKeyDown={onKeyDown} ref={line} role="tablist">
        {children}
      </div>
      {after && button("stTabsScrollRight", 1)}
    </div>
  );
}
