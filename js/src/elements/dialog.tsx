/** A box above everything that has to be closed first: for what the app says, and for `st.dialog`. */
import {
  type CSSProperties,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { Glyph } from "./glyph";
import { OverlayContext, useOverlayRoot } from "./overlay";

export interface DialogProps {
  readonly title: ReactNode;
  onClose(): void;
  /** Largest width, in CSS pixels. */
  readonly width?: number;
  readonly position?: "center" | "left" | "right";
  /** Whether a visitor can close it. */
  readonly dismissible?: boolean;
  readonly children: ReactNode;
}

const USUAL = 500;

/** Shown above everything; the browser keeps the focus inside and closes it on Escape. */
export function Dialog(props: DialogProps): ReactElement {
  const {
    title,
    onClose,
    width = USUAL,
    position = "center",
    dismissible = true,
    children,
  } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [floor, setFloor] = useState<HTMLElement | null>(null);
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
      data-position={position}
      data-testid="stDialog"
      onCancel={(event) => !dismissible && event.preventDefault()}
      // A browser closes it at the second Escape, whatever it is told.
      onClose={() => (dismissible ? onClose() : dialog.current?.showModal?.())}
      // A press on the backdrop has the dialog itself as its target.
      onPointerDown={(event) => dismissible && event.target === event.currentTarget && onClose()}
      ref={dialog}
      style={{ "--rv-dialog-width": `${width}px` } as CSSProperties}
    >
      {/* Takes the first focus, so that a screen reader starts with the title and no ring shows. */}
      <div
        className="rv-dialog-content"
        ref={(element) => element?.setAttribute("autofocus", "")}
        tabIndex={-1}
      >
        <div className="rv-dialog-head">
          <h2 id={id}>{title}</h2>
          {dismissible && (
            <button aria-label="Close" className="rv-icon-button" onClick={onClose} type="button">
              <Glyph name="close" />
            </button>
          )}
        </div>
        {/* Nothing outside of the dialog can be used, so what floats above it must be inside. */}
        <OverlayContext.Provider value={floor}>{children}</OverlayContext.Provider>
      </div>
      <div className="rv-dialog-floor" ref={setFloor} />
    </dialog>,
    useOverlayRoot(),
  );
}
