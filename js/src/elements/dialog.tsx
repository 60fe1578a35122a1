/** A dialog of the app itself: about, a page that does not exist, a script that does not compile. */
import { type ReactElement, type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { Glyph } from "./glyph";
import { useOverlayRoot } from "./overlay";

export interface DialogProps {
  readonly title: string;
  onClose(): void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** Shown above everything; the browser keeps the focus inside and closes it on Escape. */
export function Dialog({ title, onClose, wide = false, children }: DialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal?.();
    return () => element?.close?.();
  }, []);
  return createPortal(
    <dialog
      aria-labelledby={id}
      className="stDialog rv-dialog"
      data-testid="stDialog"
      data-wide={wide || undefined}
      onClose={onClose}
      // A press on the backdrop has the dialog itself as its target.
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
      ref={dialog}
    >
      {/* Takes the first focus, so that a screen reader starts with the title and no ring shows. */}
      <div
        className="rv-dialog-content"
        ref={(element) => element?.setAttribute("autofocus", "")}
        tabIndex={-1}
      >
        <header className="rv-dialog-head">
          <h2 id={id}>{title}</h2>
          <button aria-label="Close" className="rv-icon-button" onClick={onClose} type="button">
            <Glyph name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>,
    useOverlayRoot(),
  );
}
