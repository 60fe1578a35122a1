/** Under which formats can a visitor look at a column? */
import type { CellKind } from "../arrow/columns";

type Format = readonly [format: string, name: string];

const NUMBERS: readonly Format[] = [
  ["localized", "Localized"],
  ["plain", "Plain"],
  ["compact", "Compact"],
  ["dollar", "Dollar"],
  ["euro", "Euro"],
  ["yen", "Yen"],
  ["percent", "Percent"],
  ["scientific", "Scientific"],
  ["engineering", "Engineering"],
  ["accounting", "Accounting"],
  ["bytes", "Bytes"],
];
const LOCALIZED: Format = ["localized", "Localized"];
const DISTANCE: Format = ["distance", "Distance"];
const CALENDAR: Format = ["calendar", "Calendar"];
const ISO: Format = ["iso8601", "ISO 8601"];

const FORMATS: Readonly<Partial<Record<CellKind, readonly Format[]>>> = {
  date: [LOCALIZED, DISTANCE, ISO],
  datetime: [LOCALIZED, DISTANCE, CALENDAR, ISO],
  number: NUMBERS,
  progress: NUMBERS,
  time: [LOCALIZED, ISO],
};

/** Beside the usual one of the column; none for kinds that read in one way only. */
export const formatsOf = (kind: CellKind): readonly Format[] => FORMATS[kind] ?? [];
