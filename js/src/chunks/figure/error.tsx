/** What stands where a figure could not be drawn. */
import type { ReactElement } from "react";

export interface FigureErrorProps {
  readonly message: string;
  /** What was to be drawn, where reading it may help. */
  readonly source?: string;
  readonly testId?: string;
}

export const FigureError = ({ message, source, testId }: FigureErrorProps): ReactElement => (
  <div className="rv-chart-error" data-testid={testId} role="alert">
    <strong>The chart could not be drawn.</strong> {message}
    {source !== undefined && <pre>{source}</pre>}
  </div>
);

export const messageOf = (reason: unknown): string =>
  reason instanceof Error ? reason.message : String(reason);
