/** Balloons and snow; loaded when the first are wanted. */
import { type CSSProperties, type ReactElement, useEffect, useState } from "react";
import { createPortal } from "react-dom";

export { default as styles } from "../styles/celebration.css";

interface Kind {
  readonly testId: string;
  readonly className: string;
  readonly pictures: readonly string[];
  readonly count: number;
}

const BALLOONS: Kind = {
  testId: "stBalloons",
  className: "rv-balloons",
  pictures: ["🎈"],
  count: 24,
};
const SNOW: Kind = { testId: "stSnow", className: "rv-snow", pictures: ["❄", "❅", "❆"], count: 60 };
const KINDS = { balloons: BALLOONS, snow: SNOW };

/** How long one takes from edge to edge, and how much later the last one starts; in milliseconds. */
const WAY = 3600;
const SPREAD = 1400;

export interface CelebrationProps {
  readonly name: keyof typeof KINDS;
  /** The run that wants it. */
  readonly run: number;
  /** Where it is drawn. */
  readonly root: HTMLElement;
}

export function Celebration({ name, run, root }: CelebrationProps): ReactElement | null {
  const kind = KINDS[name];
  const [over, setOver] = useState(-1);
  useEffect(() => {
    const timer = window.setTimeout(() => setOver(run), WAY + SPREAD);
    return () => window.clearTimeout(timer);
  }, [run]);
  if (over === run) return null;
  return createPortal(
    <div
      aria-hidden="true"
      className={`${kind.testId} ${kind.className}`}
      data-testid={kind.testId}
      key={run}
    >
      {Array.from({ length: kind.count }, (_, number) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move
          key={number}
          style={
            {
              "--rv-left": `${Math.round(Math.random() * 100)}%`,
              "--rv-delay": `${Math.round(Math.random() * SPREAD)}ms`,
              "--rv-size": `${(kind === SNOW ? 0.75 : 2.5) + Math.random() * 1.5}rem`,
              "--rv-drift": `${Math.round(Math.random() * 160 - 80)}px`,
            } as CSSProperties
          }
        >
          {kind.pictures[number % kind.pictures.length]}
        </span>
      ))}
    </div>,
    root,
  );
}
