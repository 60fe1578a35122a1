/** What to say to a visitor in place of rows that cannot be had. */
import { type Refusal, RowsError } from "./channel";
import { MOST_PLACES } from "./rows";

const PROBLEMS: Readonly<Record<Refusal, string>> = {
  memory:
    "The app holds more table data than it may (Limits.table_memory). Rerun it to see these rows.",
  gone: "These rows are not at hand any more. Rerun the app to see them.",
  failed: "These rows could not be read. The log of the app says why.",
  refused: "These rows could not be read. The log of the app says why.",
  busy: "The app has too much to do to send these rows. Scroll to ask again.",
};

/** How many rows may be wanted at once beside those on the screen. */
export const MOST_HELD = 20_000;

/** More rows than a browser can hold at once. */
export class TooManyRows extends Error {}

/** More rows than can be told one by one. */
export class TooManyPlaces extends Error {}

export function problemOf(error: unknown): string {
  if (error instanceof TooManyRows) {
    const most = MOST_HELD.toLocaleString("en-US");
    return `Up to ${most} rows can be copied at once. A download has all of them.`;
  }
  if (error instanceof TooManyPlaces) {
    const most = MOST_PLACES.toLocaleString("en-US");
    return `Up to ${most} rows of a sorted table can be selected at once, or all of them.`;
  }
  if (error instanceof RowsError) return PROBLEMS[error.refusal];
  reportError(error);
  return PROBLEMS.failed;
}
