/** Does something with rows of the view once they are known, or here. The rows themselves say what is wrong. */
import type { EditedRows } from "./edited-rows";

/** As soon as it is known which rows of the data these are, from the first to before the end. */
export function whenKnown(rows: EditedRows, first: number, end: number, then: () => void): void {
  const last = Math.min(end, rows.count) - 1;
  for (let row = first; row <= last; row += 1) {
    if (rows.name(row) !== null) continue;
    rows.learn(first, last).then(then, () => undefined);
    return;
  }
  then();
}

/** As soon as their cells are here. */
export function whenHere(rows: EditedRows, first: number, end: number, then: () => void): void {
  const last = Math.min(end, rows.count) - 1;
  if (last < first || rows.has(first, last)) {
    then();
    return;
  }
  rows.hold([[first, last + 1]]).then(
    (release) => {
      then();
      release();
    },
    () => undefined,
  );
}
