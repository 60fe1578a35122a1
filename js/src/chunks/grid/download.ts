/** A download of all rows that the kernel has: asked for in parts, each of which becomes a blob. */
import type { RowsQuestion } from "../../protocol";
import { numbersOf } from "./arrangement";
import { type Answer, bytesOf } from "./channel";
import type { GridSource } from "./columns";
import { type CsvPart, changedLines, csvHead } from "./csv";
import type { LineChange } from "./rows";

/** Lines and fields of a part. */
const MOST_LINES = 20_000;
const MOST_FIELDS = 200_000;

export type Ask = (question: Omit<RowsQuestion, "source" | "sort">) => Promise<Answer>;

export async function downloadRows(
  sources: readonly GridSource[],
  count: number,
  ask: Ask,
  change?: LineChange,
): Promise<Blob> {
  const columns = sources.map(({ id }) => id);
  const lines = Math.max(1, Math.min(MOST_LINES, Math.floor(MOST_FIELDS / columns.length)));
  const parts: BlobPart[] = [csvHead(sources)];
  for (let start = 0; start < count; start += lines) {
    const stop = Math.min(start + lines, count);
    const answer = await ask({ op: "csv", columns, start, stop, lines: change !== undefined });
    const text = bytesOf(answer) as Uint8Array<ArrayBuffer>;
    const found = change ? changedLines(partOf(answer, start), change) : [text];
    // A blob of its own, which the browser may put on its disk.
    parts.push(new Blob(found));
  }
  return new Blob(parts, { type: "text/csv" });
}

/** Lines of a download; without positions they are in the order of the data. */
function partOf(answer: Answer, start: number): CsvPart {
  const positions = answer.buffers[2] && numbersOf(bytesOf(answer, 2));
  return {
    text: bytesOf(answer),
    lengths: numbersOf(bytesOf(answer, 1)),
    position: (line) => positions?.[line] ?? start + line,
  };
}
