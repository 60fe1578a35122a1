/** What can be undone and redone. */

const MOST = 100;

/** States of which each follows from the last; never written to. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
}

export const started = <T>(present: T): History<T> => ({ past: [], present, future: [] });

export const followed = <T>({ past, present }: History<T>, next: T): History<T> => ({
  past: [...past, present].slice(-MOST),
  present: next,
  future: [],
});

export function undone<T>({ past, present, future }: History<T>): History<T> | null {
  const last = past.at(-1);
  if (last === undefined) return null;
  return { past: past.slice(0, -1), present: last, future: [present, ...future] };
}

export function redone<T>({ past, present, future }: History<T>): History<T> | null {
  const [next, ...rest] = future;
  if (next === undefined) return null;
  return { past: [...past, present], present: next, future: rest };
}
