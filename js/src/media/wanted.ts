/** Which files come unasked, and what is said of the others. */
import { type RefObject, useEffect, useState } from "react";

/** Up to this size a file comes when its element is in sight; a larger one when somebody asks for it. In bytes. */
export const UNASKED = 16 * 1024 * 1024;

/** Whether an element has come near what is seen of the page; from then on it stays so. */
export function useSeen(box: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    const element = box.current;
    if (seen || element === null) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: "300px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, seen]);
  return seen;
}

const UNITS = ["B", "KB", "MB", "GB"];

/** A size in the unit that suits it. */
export function shownSize(bytes: number): string {
  let unit = 0;
  let size = bytes;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit > 1 && size < 10 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}
