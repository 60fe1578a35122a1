/** Row numbers as they travel: start and length of each run. */

/** Starts and lengths of the runs in ascending numbers. */
export function runs(rows: readonly number[]): number[] {
  const found: number[] = [];
  for (const row of rows) {
    const last = found.length - 1;
    if (last > 0 && row === (found[last - 1] ?? 0) + (found[last] ?? 0)) {
      found[last] = (found[last] ?? 0) + 1;
    } else found.push(row, 1);
  }
  return found;
}
