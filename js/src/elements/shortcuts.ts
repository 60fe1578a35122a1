/** Keys that work anywhere on an app's own page. */
import { useEffect } from "react";
import type { Session } from "../store/session";

const FIELD = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

/** Whether keys pressed on `target` write a text. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(FIELD) !== null;

/** R runs the app again. Not in a notebook, where letters belong to the host. */
export function useShortcuts(session: Session, owned: boolean): void {
  useEffect(() => {
    if (!owned) return;
    const press = (event: KeyboardEvent): void => {
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if (modified || event.repeat || event.key.toLowerCase() !== "r" || isWriting(event.target))
        return;
      session.rerun();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [session, owned]);
}
