/** Ranges of numbers, such as the positions of selected rows: from the first up to, but without, the second. */
import type { Range } from "./rows";

/** Ranges in ascending order that neither overlap nor touch. */
export function joined(ranges: readonly Range[]): Range[] {
  const found: Array<[number, number]> = [];
  for (const [first, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last && first <= last[1]) last[1] = Math.max(last[1], end);
    else found.push([first, end]);
  }
  return found;
}

export function without(ranges: readonly Range[], [from, to]: Range): Range[] {
  return ranges.flatMap(([first, end]): Range[] => {
    if (end <= from || first >= to) return [[first, end]];
    const left: Range[] = first < from ? [[first, from]] : [];
    return end > to ? [...left, [to, end]] : left;
  });
}

/** Ranges without many others, each of which is looked at once. */
export function minus(ranges: readonly Range[], others: readonly Range[]): Range[] {
  const gone = joined(others);
  const left: Range[] = [];
  let at = 0;
  for (const [first, end] of joined(ranges)) {
    let start = first;
    while (at < gone.length && (gone[at]?.[1] ?? 0) <= start) at += 1;
    for (let next = at; next < gone.length && (gone[next]?.[0] ?? 0) < end; next += 1) {
      const [from, to] = gone[next] ?? [end, end];
      if (from > start) left.push([start, from]);
      start = Math.max(start, to);
    }
    if (start < end) left.push([start, end]);
  }
  return left;
}

export const hasPosition = (ranges: readonly Range[], position: number): boolean =>
  ranges.some(([first, end]) => first <= position && position < end);

/** One row where no more may be: the one that was not there before. */
export function lastOne(ranges: readonly Range[], before: readonly Range[]): Range[] {
  const come = before.reduce<Range[]>((left, range) => without(left, range), [...ranges]);
  const one = come.at(-1) ?? ranges.at(-1);
  return one ? [[one[1] - 1, one[1]]] : [];
}
