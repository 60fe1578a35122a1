/** `st.progress` and `st.spinner`. */
import { type ReactElement, useEffect, useId, useState } from "react";
import { InlineMarkdown } from "../markdown/markdown";
import { type NodeProps, registerElement } from "./registry";
import { classes } from "./size";

interface ProgressProps {
  /** 0 to 100. */
  readonly value: number;
  readonly text?: string;
}

function Progress({ node }: NodeProps<ProgressProps>): ReactElement {
  const { value, text } = node.props;
  const id = useId();
  return (
    <div className="stProgress rv-progress" data-testid="stProgress">
      {text && (
        <div className="rv-progress-text" id={id}>
          <InlineMarkdown text={text} />
        </div>
      )}
      <div
        aria-label={text ? undefined : "Progress"}
        aria-labelledby={text ? id : undefined}
        aria-valuemax={100}
        aria-valuemin={0}
        aria-valuenow={value}
        className="rv-progress-track"
        data-testid="stProgressBarTrack"
        role="progressbar"
      >
        <div className="rv-progress-bar" style={{ transform: `translateX(${value - 100}%)` }} />
      </div>
    </div>
  );
}

interface SpinnerProps {
  readonly text: string;
  readonly show_time?: boolean;
  /** Whether it waits for a cached function and not for the author's own block. */
  readonly cache?: boolean;
}

function Spinner({ node }: NodeProps<SpinnerProps>): ReactElement {
  return (
    <div
      className={classes("stSpinner rv-spinner", node.props.cache && "rv-cache-spinner")}
      data-testid="stSpinner"
      role="status"
    >
      <span className="rv-spin" data-testid="stSpinnerIcon" />
      <InlineMarkdown text={node.props.text} />
      {node.props.show_time && <Elapsed />}
    </div>
  );
}

function Elapsed(): ReactElement {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = window.setInterval(() => setSeconds((performance.now() - start) / 1000), 100);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <span aria-hidden="true" className="rv-elapsed">
      {readable(seconds)}
    </span>
  );
}

/** A duration: `(3.2 seconds)`, `(1 minute, 4.0 seconds)`. */
export function readable(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = `${(seconds - minutes * 60).toFixed(1)} seconds`;
  if (minutes === 0) return `(${rest})`;
  return `(${minutes} ${minutes === 1 ? "minute" : "minutes"}, ${rest})`;
}

registerElement("progress", Progress);
registerElement("spinner", Spinner, { inline: true });
