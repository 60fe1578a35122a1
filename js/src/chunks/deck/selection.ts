/** What is selected on a map, and how it shows. */
import type { Layer, PickingInfo } from "@deck.gl/core";

export interface Selection {
  readonly indices: Readonly<Record<string, readonly number[]>>;
  readonly objects: Readonly<Record<string, readonly unknown[]>>;
}

export const NOTHING: Selection = { indices: {}, objects: {} };

/** What is selected after a click: it adds or removes where several may be, and replaces otherwise. */
export function clicked(
  before: Selection,
  { layer, index, object }: Pick<PickingInfo, "layer" | "index" | "object">,
  several: boolean,
): Selection {
  if (!layer || index < 0) return NOTHING;
  const { id } = rootOf(layer);
  const numbers = before.indices[id] ?? [];
  const shown = before.objects[id] ?? [];
  const at = numbers.indexOf(index);
  if (!several)
    return at >= 0 ? NOTHING : { indices: { [id]: [index] }, objects: { [id]: [plain(object)] } };
  const without = (list: readonly unknown[]): unknown[] => list.filter((_, place) => place !== at);
  const next = at >= 0 ? without(numbers) : [...numbers, index];
  const { [id]: _, ...others } = before.indices;
  const { [id]: __, ...rest } = before.objects;
  if (next.length === 0) return { indices: others, objects: rest };
  return {
    indices: { ...others, [id]: next as number[] },
    objects: { ...rest, [id]: at >= 0 ? without(shown) : [...shown, plain(object)] },
  };
}

/** The layer of the description that a part of it belongs to. */
export function rootOf(layer: Layer): Layer {
  let found = layer;
  while (found.parent) found = found.parent as Layer;
  return found;
}

/** What of an object the script may be told: bins hold all of their points. */
function plain(object: unknown): unknown {
  if (typeof object !== "object" || object === null) return {};
  const entries = Object.entries(object).filter(
    ([name, value]) => name !== "points" && name !== "pointIndices" && isSmall(value),
  );
  return Object.fromEntries(entries);
}

function isSmall(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string" || typeof value === "boolean") return true;
  return Array.isArray(value) && value.length <= 16 && value.every(isSmall);
}

const COLORS = ["getFillColor", "getColor", "getSourceColor", "getTargetColor", "getLineColor"];
/** How much is left of a colour that is not selected. */
const FAINT = 0.3;

type Accessor = (item: unknown, info: { readonly index: number }) => unknown;

/** Props that make faint what is not selected, while anything is. */
export function faded(layer: Layer, selection: Selection): Record<string, unknown> {
  if (Object.values(selection.indices).every((numbers) => numbers.length === 0)) return {};
  const chosen = new Set(selection.indices[layer.id] ?? []);
  const props = layer.props as unknown as Record<string, unknown>;
  if (!props.pickable) return {};
  const found: Record<string, unknown> = {};
  for (const name of COLORS) {
    const own = props[name];
    if (own === undefined || own === null) continue;
    const colorOf: Accessor = typeof own === "function" ? (own as Accessor) : () => own;
    found[name] = (item: unknown, info: { readonly index: number }) => {
      const color = colorOf(item, info);
      if (chosen.has(info.index) || !Array.isArray(color)) return color;
      const [red, green, blue, alpha = 255] = color as number[];
      return [red, green, blue, (alpha as number) * FAINT];
    };
  }
  const triggers = Object.fromEntries(Object.keys(found).map((name) => [name, [...chosen]]));
  return {
    ...found,
    updateTriggers: { ...(props.updateTriggers as object | undefined), ...triggers },
  };
}
