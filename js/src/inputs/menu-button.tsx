/** A button that opens a menu; what is chosen there is its press. */
import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { Glyph } from "../elements/glyph";
import { entriesIn, findEntry, moveFocus } from "../elements/menu-keys";
import { Floating } from "../elements/overlay";
import type { NodeProps } from "../elements/registry";
import { Tooltip } from "../elements/tooltip";
import { InlineMarkdown } from "../markdown/markdown";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { ButtonFace } from "./button";

interface MenuButtonProps extends InputProps<string | null> {
  readonly options: readonly string[];
  readonly type?: "primary" | "secondary" | "tertiary";
  readonly icon?: string;
  readonly wrap?: boolean;
}

/** Which entry has the focus when the menu opens. */
type Start = "first" | "last";

export function MenuButton({ node }: NodeProps<MenuButtonProps>): ReactElement {
  const { options, type = "secondary", help, wrap } = node.props;
  const input = useInput(node);
  const [start, setStart] = useState<Start | null>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const open = start !== null && !input.disabled;
  const close = (): void => setStart(null);
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setStart(event.key === "ArrowDown" ? "first" : "last");
  };
  return (
    <div className="stMenuButton" data-testid="stMenuButton">
      <Tooltip text={help}>
        <button
          aria-controls={open ? id : undefined}
          aria-expanded={open}
          aria-haspopup="menu"
          className="rv-button rv-popover-button"
          data-kind={type}
          data-testid="stMenuButtonButton"
          data-wrap={wrap}
          disabled={input.disabled}
          id={`${id}-button`}
          onClick={() => setStart(open ? null : "first")}
          onKeyDown={key}
          ref={anchor}
          type="button"
        >
          <ButtonFace {...node.props} />
          <span className="rv-summary-chevron" data-open={open || undefined}>
            <Glyph name="chevron" />
          </span>
        </button>
      </Tooltip>
      {open && (
        <Floating anchor={anchor} className="rv-popup" onClose={close} placement="bottom start">
          <Options
            anchor={anchor}
            id={id}
            onChoose={(option) => {
              close();
              input.press(option);
            }}
            onClose={close}
            options={options}
            start={start}
          />
        </Floating>
      )}
    </div>
  );
}

interface OptionsProps {
  readonly id: string;
  readonly options: readonly string[];
  readonly start: Start;
  readonly anchor: RefObject<HTMLButtonElement | null>;
  onChoose(option: string): void;
  onClose(): void;
}

function Options(props: OptionsProps): ReactElement {
  const { anchor, id, options, start, onChoose, onClose } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    entriesIn(list.current)
      .at(start === "first" ? 0 : -1)
      ?.focus();
    const button = anchor.current;
    // Back to where it was opened, unless the visitor has gone on to something else.
    return () => {
      const { activeElement: focused } = document;
      if (focused === null || focused === document.body || list.current?.contains(focused))
        button?.focus({ preventScroll: true });
    };
  }, [anchor, start]);
  const key = (event: KeyboardEvent): void => {
    // The tab key goes on from the button.
    if (event.key === "Tab") onClose();
    else if (!findEntry(event, list.current)) moveFocus(event, list.current);
  };
  return (
    <div
      aria-labelledby={`${id}-button`}
      className="rv-menu-list rv-options"
      data-testid="stMenuButtonBody"
      id={id}
      onKeyDown={key}
      ref={list}
      role="menu"
      style={{ minWidth: anchor.current?.offsetWidth }}
      tabIndex={-1}
    >
      {options.map((option) => (
        <button
          className="rv-menu-item"
          key={option}
          onClick={() => onChoose(option)}
          // One entry stands out, whether the pointer or a key has come to it.
          onPointerMove={({ currentTarget, pointerType }) => {
            if (pointerType !== "touch" && document.activeElement !== currentTarget)
              currentTarget.focus({ preventScroll: true });
          }}
          role="menuitem"
          tabIndex={-1}
          type="button"
        >
          <span>
            <InlineMarkdown noLinks text={option} />
          </span>
        </button>
      ))}
    </div>
  );
}
