/** A few numbers as a picture the size of a line of text. */
import type { ReactElement } from "react";

export interface SparklineProps {
  readonly data: readonly number[];
  readonly type: "line" | "bar" | "area";
  /** Name of a palette colour. */
  readonly color: string;
}

const WIDTH = 200;
const HEIGHT = 48;
/** Half of the line's width, which would be cut off at the edges. */
const EDGE = 2;

export function Sparkline({ data, type, color }: SparklineProps): ReactElement {
  const values = data.filter(Number.isFinite);
  const low = type === "bar" ? Math.min(0, ...values) : Math.min(...values);
  const high = type === "bar" ? Math.max(0, ...values) : Math.max(...values);
  const y = (value: number): number =>
    HEIGHT - EDGE - (high > low ? (value - low) / (high - low) : 0.5) * (HEIGHT - 2 * EDGE);
  return (
    <svg
      aria-hidden="true"
      className="rv-sparkline"
      data-color={color}
      // Stretched to the room there is; the line keeps its width.
      preserveAspectRatio="none"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      {type === "bar" ? (
        <Bars values={values} y={y} />
      ) : (
        <Line area={type === "area"} values={values} y={y} />
      )}
    </svg>
  );
}

interface ShapeProps {
  readonly values: readonly number[];
  y(value: number): number;
}

function Bars({ values, y }: ShapeProps): ReactElement {
  const step = WIDTH / values.length;
  return (
    <>
      {values.map((value, index) => (
        <rect
          height={Math.max(Math.abs(y(0) - y(value)), 1)}
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its position
          key={index}
          width={step * 0.72}
          x={index * step + step * 0.14}
          y={Math.min(y(value), y(0))}
        />
      ))}
    </>
  );
}

function Line({ values, y, area }: ShapeProps & { readonly area: boolean }): ReactElement {
  const step = values.length > 1 ? WIDTH / (values.length - 1) : WIDTH;
  // A single value is a level line.
  const points = values.length === 1 ? [...values, ...values] : values;
  const line = points.map(
    (value, index) => `${index ? "L" : "M"}${round(index * step)} ${round(y(value))}`,
  );
  return (
    <>
      {area && <path className="rv-sparkline-area" d={`${line.join("")}V${HEIGHT}H0Z`} />}
      <path className="rv-sparkline-line" d={line.join("")} vectorEffect="non-scaling-stroke" />
    </>
  );
}

const round = (value: number): number => Math.round(value * 100) / 100;
