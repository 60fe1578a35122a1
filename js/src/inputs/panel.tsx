/** What opens from a field: at its ends, the Tab key leads back to the field. */
import { type FocusEvent, type ReactElement, type ReactNode, useRef } from "react";

interface PanelProps {
  readonly label: string;
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

export function Panel({ label, testId, onLeave, ...rest }: PanelProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  return (
    <div
      {...rest}
      aria-label={label}
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
