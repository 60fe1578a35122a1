/** Which ranges are offered beside a calendar? Those that end today. */
import { CalendarDate } from "@internationalized/date";

export interface Preset {
  readonly name: string;
  readonly weeks?: number;
  readonly months?: number;
}

export const PRESETS: readonly Preset[] = [
  { name: "Past week", weeks: 1 },
  { name: "Past month", months: 1 },
  { name: "Past 3 months", months: 3 },
  { name: "Past 6 months", months: 6 },
  { name: "Past year", months: 12 },
  { name: "Past 2 years", months: 24 },
];

/** Both ends, in milliseconds of the clock on the wall. */
export function pastRange(today: number, { weeks = 0, months = 0 }: Preset): [number, number] {
  const date = new Date(today);
  const end = new CalendarDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  const { year, month, day } = end.subtract({ weeks, months });
  return [Date.UTC(year, month - 1, day), today];
}
