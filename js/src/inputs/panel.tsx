/** What opens from a field: at its ends, the Tab key leads back to the field. */
import { type FocusEvent, type ReactElement, type ReactNode, useRef } from "react";

interface PanelProps {
  /** Id of what names it. */
  readonly labelId: string;
  readonly className: string;
  readonly testId: string;
  readonly id?: string;
  readonly children: ReactNode;
  onBlur?(event: FocusEvent): void;
  /** Called when the focus has to go back. */
  onLeave(): void;
}

/** The places where the Tab key stops. */
const STOPS = "button:enabled, select, input, [tabindex='0']";

export function Panel({ labelId, testId, onLeave, ...rest }: PanelProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  return (
    <div
      {...rest}
      aria-labelledby={labelId}
      data-testid={testId}
      onKeyDown={(event) => {
        if (event.key !== "Tab") return;
        const stops = [...(box.current?.querySelectorAll(STOPS) ?? [])];
        if (stops.at(event.shiftKey ? 0 : -1) !== document.activeElement) return;
        event.preventDefault();
        onLeave();
      }}
      ref={box}
      role="dialog"
    />
  );
}
