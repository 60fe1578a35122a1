/** What a visitor selects in a chart: as Vega has it, and as the kernel hears of it. */
import type { View } from "vega";
import type { Spec } from "./size";
import { fromWallClock, wallClock } from "./table";

/** What is selected, by the names of the selections: `{}` for nothing. */
export type Selected = Readonly<Record<string, unknown>>;

type Fields = Readonly<Record<string, unknown>>;

/** A brush tells the kernel where it is only once it rests for so long, in milliseconds. */
export const REST = 150;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Tells `report` of selections when they have rested, or at once; what it returns ends that. */
export function watch(
  view: View,
  names: readonly string[],
  clocks: readonly string[],
  rest: number,
  report: (selected: Selected) => void,
): () => void {
  let timer = 0;
  const tell = (): void => report(selected(view, names, clocks));
  const changed = (): void => {
    window.clearTimeout(timer);
    if (rest === 0) tell();
    else timer = window.setTimeout(tell, rest);
  };
  for (const name of names) view.addSignalListener(name, changed);
  return () => window.clearTimeout(timer);
}

export function selected(
  view: View,
  names: readonly string[],
  clocks: readonly string[],
): Selected {
  return Object.fromEntries(names.map((name) => [name, toWire(view.signal(name), clocks)]));
}

/** A point selection as a list of points, an interval selection as its fields. */
export function toWire(signal: unknown, clocks: readonly string[]): unknown {
  if (!isFields(signal)) return {};
  const points = isFields(signal.vlPoint) ? signal.vlPoint.or : undefined;
  if (Array.isArray(points)) {
    const told = points.map((point: Fields) => mapped(point, (name, value) => plain(name, value)));
    return told.length > 0 ? told : {};
  }
  return mapped(signal, (name, values) => {
    const list = (Array.isArray(values) ? values : [values]).map((value) => plain(name, value));
    const ends = list.length === 2 && list.every((value) => typeof value === "number");
    return ends ? list.sort((a, b) => Number(a) - Number(b)) : list;
  });

  function plain(name: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((part) => plain(name, part));
    const moment = value instanceof Date ? value.getTime() : value;
    // Of a `timeUnit` the name has the unit before that of the field.
    const wall = clocks.some((clock) => name === clock || name.endsWith(`_${clock}`));
    return wall && typeof moment === "number" ? wallClock(moment) : (moment ?? null);
  }
}

/** A spec that begins with what is selected, where the spec has these selections. */
export function withSelected(spec: Spec, selected: Selected, clocks: readonly string[]): Spec {
  const begin = (name: string, value: unknown): unknown =>
    clocks.includes(name) && typeof value === "number" ? fromWallClock(value) : value;
  const change = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(change);
    if (!isFields(part)) return part;
    const inside = Object.fromEntries(
      Object.entries(part).map(([name, value]) => [name, VIEWS.has(name) ? change(value) : value]),
    );
    if (Array.isArray(part.params)) inside.params = part.params.map(param);
    return inside;
  };
  const param = (given: unknown): unknown => {
    if (!isFields(given) || !("select" in given)) return given;
    const name = String(given.name);
    if (!Object.hasOwn(selected, name)) return given;
    const { value: _, ...rest } = given;
    const now = selected[name];
    if (Array.isArray(now)) {
      return { ...rest, value: now.map((point: Fields) => mapped(point, begin)) };
    }
    if (!isFields(now) || Object.keys(now).length === 0) return rest;
    const value = mapped(now, (field, ends) => (ends as unknown[]).map((end) => begin(field, end)));
    return { ...rest, value };
  };
  return change(spec) as Spec;
}

const VIEWS = new Set(["layer", "hconcat", "vconcat", "concat", "spec"]);

function mapped(fields: Fields, change: (name: string, value: unknown) => unknown): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name !== "vlPoint")
      .map(([name, value]) => [name, change(name, value)]),
  );
}

/** Signals of a movement that is going on; set, they would begin one. */
const PASSING = /_(translate|zoom)_(anchor|delta)$|_(modify|toggle)$/;

type State = Parameters<View["setState"]>[0];

/** What a visitor has done to a chart: selections, and where it was moved to. */
export function stateOf(view: View, names: readonly string[]): State {
  const own = (name: string): boolean =>
    !PASSING.test(name) && names.some((param) => name === param || name.startsWith(`${param}_`));
  const options = { signals: own, data: (name: string) => name.endsWith("_store"), recurse: true };
  return view.getState(options as never) as State;
}

/** Names of all parameters of a spec with a `select`. */
export function selectionNames(spec: unknown): string[] {
  if (Array.isArray(spec)) return spec.flatMap(selectionNames);
  if (!isFields(spec)) return [];
  const params = Array.isArray(spec.params) ? (spec.params as Fields[]) : [];
  const own = params.filter((param) => isFields(param) && "select" in param);
  const inside = Object.entries(spec).filter(([name]) => VIEWS.has(name));
  return [
    ...own.map(({ name }) => String(name)),
    ...inside.flatMap(([, part]) => selectionNames(part)),
  ];
}
