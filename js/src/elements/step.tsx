/** The look of an expander or a status that is one of several steps: a mark, and a line to that of the next. */
import type { ReactElement, ReactNode } from "react";

/** The mark of a step; a dot where there is nothing to show. */
export function StepIcon({ children }: { readonly children?: ReactNode }): ReactElement {
  return (
    <>
      <span className="rv-step-icon" data-testid="stExpanderStepIcon">
        {children || <span className="rv-step-dot" />}
      </span>
      <span className="rv-step-line" data-testid="stExpanderStepConnector" />
    </>
  );
}
