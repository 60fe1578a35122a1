/** The point of a line that is nearest to the pointer: marked, and told in the tooltip. */
import { changeset, type Item, type Spec, type TooltipHandler, type View } from "vega";
import { DRAWN, type LineFields, type Lines } from "./lines";
import type { Row } from "./table";

/** Name that the kernel gives the layer of the marked points, and their data. */
export const NEAR = "near";

export interface Hover {
  /** Marks nothing. */
  clear(): void;
  remove(): void;
}

interface Mark {
  readonly name?: string;
  readonly items?: readonly Mark[];
  readonly datum?: unknown;
  readonly tooltip?: unknown;
}

/**
 * A compiled spec whose marked points do not catch the pointer themselves, and whose lines are told
 * by their rows where they are interrupted.
 */
export function prepareLines(spec: Spec): Spec {
  return { ...spec, marks: (spec.marks ?? []).map(prepared) as unknown as Spec["marks"] };
}

type AnyMark = Record<string, unknown> & { marks?: AnyMark[] };

function prepared(given: unknown): AnyMark {
  const mark = given as AnyMark;
  if (mark.name === `${NEAR}_marks`) return { ...mark, interactive: false };
  if (mark.marks) return { ...mark, marks: mark.marks.map(prepared) };
  if (mark.type !== "line") return mark;
  const { update } = mark.encode as { update: object };
  return { ...mark, encode: { update: { ...update, defined: { field: DRAWN } } } };
}

/**
 * Watches the pointer. Vega's own way lays a net of cells over all points and takes most of the
 * time of a drawing for it, whether or not there is a pointer.
 */
export function hoverLines(
  view: View,
  lines: () => Lines | null,
  fields: LineFields,
  tooltip: TooltipHandler,
): Hover {
  const box = view.container();
  let shown = "";
  let frame = 0;
  const mark = (rows: Row[]): void => {
    const now = JSON.stringify(rows);
    if (now === shown) return;
    shown = now;
    const change = changeset()
      .remove(() => true)
      .insert(rows);
    view.change(NEAR, change).run();
  };
  const clear = (): void => {
    cancelAnimationFrame(frame);
    if (shown !== "" && shown !== "[]") mark([]);
    tooltip({} as never, {} as MouseEvent, null as never, null);
  };
  const look = (event: PointerEvent): void => {
    const known = lines();
    const at = pointerIn(view, event);
    if (!known || !at || event.buttons !== 0) {
      clear();
      return;
    }
    const rows = known.nearest(at, placer(view, "x"), placer(view, "y"));
    mark(rows);
    const first = rows[0] && itemOf(view, rows[0], fields);
    tooltip({} as never, event as unknown as MouseEvent, first as Item, first?.tooltip);
  };
  const moved = (event: PointerEvent): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => look(event));
  };
  box?.addEventListener("pointermove", moved);
  box?.addEventListener("pointerleave", clear);
  return {
    clear,
    remove() {
      cancelAnimationFrame(frame);
      box?.removeEventListener("pointermove", moved);
      box?.removeEventListener("pointerleave", clear);
    },
  };
}

/** Where the pointer is in the plot, in pixels; null outside of it. */
function pointerIn(view: View, event: PointerEvent): [number, number] | null {
  const canvas = view.container()?.querySelector("canvas");
  if (!canvas) return null;
  const box = canvas.getBoundingClientRect();
  const [left, top] = view.origin();
  const x = event.clientX - box.left - left;
  const y = event.clientY - box.top - top;
  return x >= 0 && y >= 0 && x <= view.width() && y <= view.height() ? [x, y] : null;
}

/** Says where a value is on an axis, in pixels. */
function placer(view: View, axis: "x" | "y"): (value: unknown) => number {
  const scale = view.scale(axis) as ((value: unknown) => number) & {
    domain(): unknown[];
    invert?: unknown;
  };
  if (!scale.invert) return (value) => scale(value);
  const [from, to] = scale.domain().map(Number) as [number, number];
  const start = scale(from);
  const step = (scale(to) - start) / (to - from || 1);
  return (value) => start + (Number(value) - from) * step;
}

/** The mark of a row; its tooltip is written as Vega writes it. */
function itemOf(view: View, row: Row, { x, y, series }: LineFields): Mark | undefined {
  const names = series === undefined ? [x, y] : [x, y, series];
  const find = (mark: Mark): Mark | undefined => {
    if (mark.name === `${NEAR}_marks`) {
      return mark.items?.find(({ datum }) =>
        names.every((name) => (datum as Row)[name] === row[name]),
      );
    }
    for (const part of mark.items ?? []) {
      const found = find(part);
      if (found) return found;
    }
    return undefined;
  };
  return find((view.scenegraph() as unknown as { root: Mark }).root);
}
