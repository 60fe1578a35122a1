/** Buttons, and the buttons that submit a form. */
import { type KeyboardEvent, type ReactElement, type ReactNode, useRef } from "react";
import { Icon } from "../elements/icon";
import type { NodeProps } from "../elements/registry";
import { Tooltip } from "../elements/tooltip";
import { InlineMarkdown } from "../markdown/markdown";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { ariaShortcut, shownShortcut, useShortcut } from "./shortcut";

export interface ButtonProps extends InputProps<boolean> {
  readonly type?: "primary" | "secondary" | "tertiary";
  readonly icon?: string;
  readonly icon_position?: "left" | "right";
  readonly shortcut?: string;
  readonly wrap?: boolean;
}

export function Button({ node }: NodeProps<ButtonProps>): ReactElement {
  return <Pressable node={node} testId="stButton" />;
}

export function FormSubmitButton({ node }: NodeProps<ButtonProps>): ReactElement {
  return <Pressable node={node} testId="stFormSubmitButton" suffix="FormSubmit" />;
}

interface PressableProps extends NodeProps<ButtonProps> {
  readonly testId: string;
  /** Tells the buttons of forms apart in the test id of the `button` itself. */
  readonly suffix?: string;
  /** What a press does first; false where the kernel is not to learn of it. */
  readonly before?: () => boolean;
  /** Whether something that a press has begun goes on. */
  readonly busy?: boolean;
  /** What is on the button beside its label. */
  readonly children?: ReactNode;
}

export function Pressable({
  node,
  testId,
  suffix = "",
  before,
  busy,
  children,
}: PressableProps): ReactElement {
  const { type = "secondary", icon, help, shortcut, wrap } = node.props;
  const input = useInput(node);
  const box = useRef<HTMLDivElement>(null);
  const press = (): void => {
    if (!input.disabled && !busy && (before?.() ?? true)) input.press();
  };
  useShortcut(shortcut, box, press);
  return (
    <div className={testId} data-testid={testId} ref={box}>
      <Tooltip text={help}>
        <button
          aria-busy={busy}
          aria-keyshortcuts={shortcut && ariaShortcut(shortcut)}
          className="rv-button"
          data-kind={type}
          data-testid={`stBaseButton-${type}${suffix}`}
          data-wrap={wrap}
          disabled={input.disabled}
          onClick={press}
          onKeyDown={onePress}
          type="button"
        >
          <ButtonFace {...node.props} icon={busy ? "spinner" : icon} />
          {children}
        </button>
      </Tooltip>
    </div>
  );
}

export interface FaceProps {
  readonly label: string;
  readonly icon?: string;
  readonly icon_position?: "left" | "right";
  readonly shortcut?: string;
}

/** What is on a button: its label, an icon beside it, the keys that press it. */
export function ButtonFace(props: FaceProps): ReactElement {
  const { label, icon, icon_position: position, shortcut } = props;
  const picture = icon && <Icon icon={icon} className="rv-button-icon" />;
  return (
    <>
      {position !== "right" && picture}
      <span className="rv-button-label">
        <InlineMarkdown noLinks text={label} />
      </span>
      {position === "right" && picture}
      {/* Written by the style sheet: the text of the button is its label and nothing else. */}
      {shortcut && (
        <span aria-hidden="true" className="rv-keys" data-keys={shownShortcut(shortcut)} />
      )}
    </>
  );
}

/** A key that is held down is one press. */
function onePress(event: KeyboardEvent): void {
  if (event.repeat && event.key === "Enter") event.preventDefault();
}
