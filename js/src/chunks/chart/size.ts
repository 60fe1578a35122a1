/** How large does a chart get? Writes the size into a Vega-Lite spec. */

export type Spec = Readonly<Record<string, unknown>>;

export interface ChartSize {
  /** Width of the room the chart has, in CSS pixels. */
  readonly room: number;
  readonly width: "stretch" | "content" | number | undefined;
  readonly height: number | undefined;
}

/** Height of a chart that nobody gave one, axes included. */
export const DEFAULT_HEIGHT = 350;

const has = (value: unknown, ...names: string[]): boolean =>
  typeof value === "object" && value !== null && names.some((name) => name in value);

/** Whether the spec is several charts in one; Vega-Lite cannot fit those into a width. */
export function isComposite(spec: Spec): boolean {
  return (
    has(spec, "hconcat", "vconcat", "concat", "facet", "repeat") ||
    has(spec.encoding, "row", "column", "facet")
  );
}

/** Width the drawn chart is to have; null leaves it to the spec. */
export function fittedWidth(spec: Spec, { room, width }: ChartSize): number | null {
  if (isComposite(spec) || room <= 0) return null;
  if (typeof width === "number") return Math.min(width, room);
  return width === "content" ? null : room;
}

/** Height the drawn chart is to have; null leaves it to the spec. */
export function fittedHeight(spec: Spec, { height }: Pick<ChartSize, "height">): number | null {
  if (isComposite(spec)) return null;
  if (height !== undefined) return height;
  return spec.height === undefined && !hasDiscreteY(spec) ? DEFAULT_HEIGHT : null;
}

/** Rows of categories have a height each, so the whole follows from the data. */
function hasDiscreteY(spec: Spec): boolean {
  const layers = Array.isArray(spec.layer) ? (spec.layer as Spec[]) : [];
  return [spec, ...layers].some(({ encoding }) => {
    const y = (encoding as { y?: { type?: string; bin?: unknown } } | undefined)?.y;
    return y !== undefined && ["nominal", "ordinal"].includes(y.type ?? "") && !y.bin;
  });
}

export function sized(spec: Spec, size: ChartSize): Spec {
  const width = fittedWidth(spec, size);
  const height = fittedHeight(spec, size);
  if (width === null && height === null) return spec;
  const type = width !== null && height !== null ? "fit" : width !== null ? "fit-x" : "fit-y";
  return {
    ...spec,
    ...(width !== null && { width }),
    ...(height !== null && { height }),
    autosize: { type, contains: "padding" },
  };
}
