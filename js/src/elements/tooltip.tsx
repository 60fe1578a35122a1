/** Help texts: a question mark that opens one, and an area that does when it is hovered. */
import { cloneElement, type ReactElement, useId, useRef, useState } from "react";
import { Markdown } from "../markdown/markdown";
import { Glyph } from "./glyph";
import { Floating } from "./overlay";

/** Long enough not to open while the pointer only passes, in milliseconds. */
const DELAY = 120;

interface Opening {
  readonly open: boolean;
  readonly close: () => void;
  readonly handlers: {
    onPointerEnter(event: { pointerType: string }): void;
    onPointerLeave(): void;
    onFocus(): void;
    onBlur(): void;
  };
}

function useOpening(): Opening {
  const [open, setOpen] = useState(false);
  const timer = useRef(0);
  const close = (): void => {
    window.clearTimeout(timer.current);
    setOpen(false);
  };
  return {
    open,
    close,
    handlers: {
      onPointerEnter: ({ pointerType }) => {
        // A finger opens it by focus; its "hover" ends only with the next touch elsewhere.
        if (pointerType === "touch") return;
        timer.current = window.setTimeout(() => setOpen(true), DELAY);
      },
      onPointerLeave: close,
      onFocus: () => setOpen(true),
      onBlur: close,
    },
  };
}

/** The question mark beside a label. */
export function Help({ text }: { readonly text: string }): ReactElement {
  const { open, close, handlers } = useOpening();
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    <span className="stTooltipIcon rv-help" data-testid="stTooltipIcon">
      <span data-testid="stTooltipHoverTarget">
        <button
          aria-describedby={open ? id : undefined}
          aria-label="Help"
          className="rv-help-button"
          ref={anchor}
          type="button"
          {...handlers}
        >
          <Glyph name="help" />
        </button>
      </span>
      {open && <Bubble anchor={anchor} id={id} onClose={close} text={text} />}
    </span>
  );
}

export interface TooltipProps {
  /** Nothing opens without a text. */
  readonly text?: string | null;
  readonly children: ReactElement<{ "aria-describedby"?: string }>;
}

/** Shows a help text while a button or a link is hovered or focused, and says it to a screen reader there. */
export function Tooltip({ text, children }: TooltipProps): ReactElement {
  const { open, close, handlers } = useOpening();
  const anchor = useRef<HTMLSpanElement>(null);
  const id = useId();
  if (!text) return children;
  return (
    <span
      className="rv-tooltip-target"
      data-testid="stTooltipHoverTarget"
      ref={anchor}
      {...handlers}
    >
      {open ? cloneElement(children, { "aria-describedby": id }) : children}
      {open && <Bubble anchor={anchor} id={id} onClose={close} text={text} />}
    </span>
  );
}

interface BubbleProps {
  readonly anchor: React.RefObject<HTMLElement | null>;
  readonly id: string;
  readonly text: string;
  onClose(): void;
}

function Bubble({ anchor, id, text, onClose }: BubbleProps): ReactElement {
  return (
    <Floating anchor={anchor} className="rv-tooltip" onClose={onClose} placement="top center">
      <div data-testid="stTooltipContent" id={id} role="tooltip">
        <Markdown anchors={false} text={text} />
      </div>
    </Floating>
  );
}
