/** Buttons in a row of which some are pressed. Tab stops once; the arrow keys go from one to the next. */
import { type KeyboardEvent, type ReactElement, type ReactNode, useRef, useState } from "react";

export interface RowButton {
  readonly content: ReactNode;
  /** What a screen reader says when the content is a picture. */
  readonly name?: string;
  readonly pressed: boolean;
  readonly testId: string;
}

export interface ButtonRowProps {
  readonly buttons: readonly RowButton[];
  /** Whether one button at most is pressed. */
  readonly single: boolean;
  readonly className: string;
  readonly disabled: boolean;
  readonly required?: boolean;
  readonly wrap?: boolean;
  readonly label?: string;
  readonly labelId?: string;
  onPress(index: number): void;
}

export function ButtonRow(props: ButtonRowProps): ReactElement {
  const { buttons, single, className, disabled, required, wrap, onPress } = props;
  const row = useRef<HTMLDivElement>(null);
  const [last, setLast] = useState<number | null>(null);
  const pressed = buttons.findIndex((button) => button.pressed);
  const stop = Math.min(last ?? Math.max(pressed, 0), buttons.length - 1);

  const onKeyDown = (event: KeyboardEvent): void => {
    const back = getComputedStyle(event.currentTarget).direction === "rtl" ? 1 : -1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      ArrowLeft: back,
      ArrowRight: -back,
      Home: -stop,
      End: buttons.length - 1 - stop,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const to = (stop + step + buttons.length) % buttons.length;
    row.current?.querySelectorAll("button")[to]?.focus();
  };

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: one of the two roles has `aria-required`
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of its buttons
    <div
      aria-label={props.label}
      aria-labelledby={props.labelId}
      aria-required={(single && required) || undefined}
      className={className}
      data-wrap={wrap}
      onKeyDown={onKeyDown}
      ref={row}
      role={single ? "radiogroup" : "group"}
    >
      {buttons.map((button, index) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: as above
        <button
          aria-checked={single ? button.pressed : undefined}
          aria-label={button.name}
          aria-pressed={single ? undefined : button.pressed}
          className="rv-row-button"
          data-pressed={button.pressed || undefined}
          data-testid={button.testId}
          disabled={disabled}
          // biome-ignore lint/suspicious/noArrayIndexKey: the position is what the button is known by
          key={index}
          onClick={() => onPress(index)}
          onFocus={() => setLast(index)}
          role={single ? "radio" : undefined}
          tabIndex={index === stop ? 0 : -1}
          title={button.name}
          type="button"
        >
          {button.content}
        </button>
      ))}
    </div>
  );
}
