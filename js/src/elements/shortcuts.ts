/** Keys that work anywhere on an app's own page. */
import { useEffect, useRef } from "react";

const FIELD = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

/** Whether keys pressed on `target` write a text. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(FIELD) !== null;

/** Does something when a letter is pressed. Not in a notebook, where letters belong to the host. */
export function usePageKey(letter: string, active: boolean, action: () => void): void {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    if (!active) return;
    const press = (event: KeyboardEvent): void => {
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if (modified || event.repeat || event.key.toLowerCase() !== letter) return;
      if (!isWriting(event.target)) latest.current();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [letter, active]);
}
