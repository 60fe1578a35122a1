/** Where values lie between two bounds, and which of them can be chosen. */

export interface Scale {
  readonly min: number;
  readonly max: number;
  /** From one value to the next, from `min` on. */
  readonly step: number;
}

/** Values on a scale, in order: one, or the two ends of a range. */
export type Handles = readonly number[];

/** Where on the line a value is, in percent. */
export const shareOf = (value: number, { min, max }: Scale): number =>
  // A slider over one option has no length.
  max === min ? 0 : clamp(((value - min) / (max - min)) * 100, 0, 100);

/** The handles with one of them at the step that is nearest to `value`; none gets past another. */
export function withHandle(
  handles: Handles,
  index: number,
  value: number,
  { min, max, step }: Scale,
): Handles {
  const digits = Math.max(decimals(min), decimals(step));
  // Without binary noise: 0.3 is three steps of 0.1.
  const steps = Math.floor(Number(((max - min) / step).toFixed(6)));
  const nearest = min + clamp(Math.round((value - min) / step), 0, steps) * step;
  const [low, high] = [handles[index - 1] ?? min, handles[index + 1] ?? max];
  const next = clamp(Number(nearest.toFixed(digits)), low, high);
  return handles.map((handle, at) => (at === index ? next : handle));
}

/** A tenth of the line, in whole steps. */
export const pageOf = ({ min, max, step }: Scale): number =>
  Math.max(1, Math.round((max - min) / 10 / step)) * step;

/** The handle that a press beside all of them moves. */
export function nearestTo(handles: Handles, value: number): number {
  const after = handles.findIndex((handle) => handle > value);
  if (after <= 0) return after === 0 ? 0 : handles.length - 1;
  const [before = 0, next = 0] = handles.slice(after - 1, after + 1);
  return value - before < next - value ? after - 1 : after;
}

/** Digits after the point, as written in decimal; at most what `toFixed` takes. */
export function decimals(value: number): number {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const digits = (mantissa.split(".")[1]?.length ?? 0) - Number(exponent);
  return clamp(digits, 0, 100);
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);
