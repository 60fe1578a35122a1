/** Elements whose drawing code is loaded when the first of them is on the page. */
import { type ReactElement, useEffect, useState } from "react";
import { loadChunk } from "../host/assets";

/** Modules that are there, so that a second element of their kind draws at once. */
const loaded = new Map<string, unknown>();

/** The module of a chunk; null until it is there, and for the name of none. Throws, while rendering, when it cannot be had. */
export function useChunk<T>(name: string | null): T | null {
  const [state, setState] = useState(() => ({
    module: name === null ? undefined : loaded.get(name),
    error: null as unknown,
  }));
  useEffect(() => {
    if (name === null || loaded.has(name)) return;
    let wanted = true;
    loadChunk<T>(name).then(
      (module) => {
        loaded.set(name, module);
        if (wanted) setState({ module, error: null });
      },
      (error: unknown) => wanted && setState({ module: undefined, error }),
    );
    return () => {
      wanted = false;
    };
  }, [name]);
  if (state.error) throw state.error;
  return (state.module as T | undefined) ?? null;
}

interface SkeletonProps {
  /** In CSS pixels, or of what there is. */
  readonly height?: number | "100%";
  /** Width to height, where the height follows from it. */
  readonly shape?: string;
}

/** A quiet area where something is about to be, as high as that will be. */
export function Skeleton({ height, shape }: SkeletonProps): ReactElement {
  return (
    <div
      aria-hidden="true"
      className="rv-placeholder"
      data-testid="stSkeleton"
      style={{ height, aspectRatio: shape }}
    />
  );
}
