/** Arrow streams for tests, as the kernel sends them. */
import { columnFromArray, type DataType, tableFromColumns, tableToIPC } from "@uwdata/flechette";

export type ArrowColumns = Readonly<Record<string, readonly [values: unknown[], type?: DataType]>>;

/** An IPC stream with these columns, at an odd address as a part of a message may be. */
export function stream(columns: ArrowColumns): Uint8Array {
  const made = Object.entries(columns).map(
    ([name, [values, type]]) => [name, columnFromArray(values, type)] as const,
  );
  const bytes = tableToIPC(tableFromColumns(made as never), { format: "stream" }) as Uint8Array;
  const message = new Uint8Array(bytes.length + 3);
  message.set(bytes, 3);
  return message.subarray(3);
}
