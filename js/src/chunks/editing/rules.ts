/** What may be entered into a column? Reads text as a value of the column, and says what is wrong with one. */
import { zoneOffset } from "../../format/date";
import type { ColumnProps } from "../arrow/columns";
import { plainText } from "../arrow/values";
import type { CellValue, Item } from "./edits";

/** How a column is edited, as the kernel describes it; absent from columns that are not. */
export interface EditProps {
  /** Kind of the values. */
  readonly kind: string;
  /** Column type that edits them; absent where only new rows have a value, the default. */
  readonly editor?: string;
  readonly required?: boolean;
  /** False where a cell cannot be emptied. */
  readonly nullable?: boolean;
  readonly default?: CellValue;
  /** Categories, where the author names no options. */
  readonly options?: readonly Item[];
  /** Kind of the items of a list. */
  readonly item?: string;
  /** Whether moments of the column have a time zone. */
  readonly aware?: boolean;
}

/** A column of an editor; `config` and `edit` as the kernel describes them. */
export interface EditedColumn extends Omit<ColumnProps, "min_value" | "max_value" | "options"> {
  readonly options?: readonly unknown[] | null;
  readonly min_value?: number | string | null;
  readonly max_value?: number | string | null;
  readonly edit?: EditProps;
  readonly max_chars?: number | null;
  readonly validate?: string | null;
  readonly accept_new_options?: boolean | null;
}

/** Why a text cannot be entered. */
export class UnfitError extends Error {}

export interface Choice {
  readonly value: Item;
  readonly label: string;
}

export function choices({ edit, options }: EditedColumn): Choice[] {
  const given = (options ?? edit?.options ?? []) as readonly unknown[];
  return given.map((option) => {
    if (typeof option === "object" && option !== null && "value" in option) {
      const { value, label } = option as { value: Item; label?: string | null };
      return { value, label: label ?? plainText(value) };
    }
    return { value: option as Item, label: plainText(option) };
  });
}

/** The value that a text stands for; throws `UnfitError` for one that stands for none. */
export function readText(column: EditedColumn, text: string, before: unknown = null): CellValue {
  const { edit } = column;
  const isWritten = ["text", "link", "markdown"].includes(edit?.editor ?? "");
  if (text === "" && !isWritten) return emptied(column);
  return check(column, parse(column, text, before));
}

/** What a cell has when its value is taken away; throws `UnfitError` where it must have one. */
export function emptied(column: EditedColumn): CellValue {
  const { edit } = column;
  return edit?.editor === "checkbox" && edit.nullable === false ? false : check(column, null);
}

/** The value, if it may be entered; throws `UnfitError` if not. */
export function check(column: EditedColumn, value: CellValue): CellValue {
  const { edit } = column;
  if (value === null || (value === "" && edit?.required)) {
    if (edit?.required) throw new UnfitError("A value is needed here.");
    if (edit?.nullable === false) throw new UnfitError("The cell cannot be empty.");
    return null;
  }
  switch (edit?.editor) {
    case "number":
      checkBounds(column, value, Number);
      break;
    case "date":
      checkBounds(column, value, (moment) => Date.parse(String(moment).slice(0, 10)));
      break;
    case "datetime":
      checkBounds(column, value, (moment) => epoch(column, String(moment)));
      break;
    case "time":
      checkBounds(column, value, (moment) => readClock(String(moment), false));
      break;
    case "selectbox":
      if (!choices(column).some((choice) => choice.value === value)) {
        throw new UnfitError("Choose one of the options.");
      }
      break;
    case "multiselect": {
      const known = new Set(choices(column).map((choice) => String(choice.value)));
      const items = Array.isArray(value) ? (value as Item[]) : [value as Item];
      if (
        !column.accept_new_options &&
        known.size > 0 &&
        items.some((item) => !known.has(String(item)))
      ) {
        throw new UnfitError("Choose from the options.");
      }
      break;
    }
    default:
      if (typeof value === "string") checkText(column, value);
  }
  return value;
}

function checkText({ max_chars: max, validate }: EditedColumn, text: string): void {
  if (max && text.length > max) throw new UnfitError(`At most ${max} characters.`);
  if (!validate) return;
  let pattern: RegExp;
  try {
    pattern = new RegExp(validate, "us");
  } catch {
    return;
  }
  if (!pattern.test(text)) throw new UnfitError("The text has not the form that is asked for.");
}

/** Compares a value with the bounds of its column, as numbers. */
function checkBounds(
  { min_value: low, max_value: high }: EditedColumn,
  value: CellValue,
  number: (value: unknown) => number,
): void {
  const isThere = (bound: unknown): boolean => bound !== null && bound !== undefined;
  if (isThere(low) && number(value) < number(low))
    throw new UnfitError(`At least ${readable(low)}.`);
  if (isThere(high) && number(value) > number(high))
    throw new UnfitError(`At most ${readable(high)}.`);
}

const readable = (bound: unknown): string => String(bound).replace("T", " ");

/** Milliseconds of ISO text; without a zone it is the clock on the wall of the column's zone, if it has one. */
function epoch(column: EditedColumn, text: string): number {
  if (/Z$|[-+]\d\d:\d\d$/.test(text)) return Date.parse(text);
  const wall = Date.parse(`${text}Z`);
  return column.edit?.aware ? unshifted(column, wall) : wall;
}

function parse(column: EditedColumn, text: string, before: unknown): CellValue {
  switch (column.edit?.editor) {
    case "number":
      return readNumber(column, text);
    case "checkbox":
      return readFlag(text);
    case "selectbox":
      return readChoice(column, text);
    case "multiselect":
    case "list":
      return readItems(column, text);
    case "date":
    case "datetime":
    case "time":
      return readMoment(column, text, before);
    default:
      return text;
  }
}

const SAFE = Number.MAX_SAFE_INTEGER;

function readNumber({ edit, step }: EditedColumn, text: string): number {
  const bare = text.replace(/[\s\u00a0\u202f_']/g, "").replace("−", "-");
  // A comma between groups of three says nothing; otherwise it stands before the decimals.
  const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(bare);
  const plain = grouped ? bare.replaceAll(",", "") : bare.replace(/^([^.]*),([^,]*)$/, "$1.$2");
  const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
  if (!Number.isFinite(number)) throw new UnfitError("Enter a number.");
  const whole = edit?.kind === "integer";
  if (whole && Math.abs(number) > SAFE) throw new UnfitError("The number is too large.");
  if (whole) return Math.trunc(number);
  const digits = step ? (String(step).split(".")[1]?.length ?? 0) : null;
  return digits === null || String(step).includes("e") ? number : Number(number.toFixed(digits));
}

function readFlag(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (["true", "yes", "y", "t", "1", "on", "✓"].includes(word)) return true;
  if (["false", "no", "n", "f", "0", "off"].includes(word)) return false;
  throw new UnfitError("Enter yes or no.");
}

function readChoice(column: EditedColumn, text: string): Item {
  const all = choices(column);
  const found =
    all.find(({ label }) => label === text) ??
    all.find(({ value }) => plainText(value) === text) ??
    all.find(({ label }) => label.toLowerCase() === text.trim().toLowerCase());
  if (!found) throw new UnfitError("Choose one of the options.");
  return found.value;
}

function readItems({ edit }: EditedColumn, text: string): Item[] {
  const items = listed(text);
  if (edit?.item !== "integer" && edit?.item !== "float") return items;
  return items.map((item) => {
    const number = Number(item);
    if (item === "" || !Number.isFinite(number)) throw new UnfitError("Enter numbers.");
    return edit.item === "integer" ? Math.trunc(number) : number;
  });
}

/** Items of a list as JSON has it, or between commas. */
function listed(text: string): Item[] {
  if (text.trim().startsWith("[")) {
    try {
      const found: unknown = JSON.parse(text);
      if (Array.isArray(found))
        return found.map((item) => (item === null ? null : plainText(item)));
    } catch {
      // It only begins like one.
    }
  }
  const items = text.split(",").map((item) => item.trim());
  return items.filter((item) => item !== "");
}

const DAY = 86_400_000;

/** A date, a time or both, as ISO text. */
function readMoment(column: EditedColumn, text: string, before: unknown): string {
  const { edit } = column;
  const editor = edit?.editor;
  const day = editor === "time" ? null : readDay(text);
  const clock = editor === "date" ? 0 : readClock(text, editor === "time");
  if (editor === "time" && edit?.kind === "time") return clockText(clock);
  if (editor === "date") return dayText(day ?? 0);
  // A time that is entered into a moment leaves the day that it has.
  const wall = typeof before === "number" ? before + offset(column, before) : 0;
  const midnight = day ?? Math.floor(wall / DAY) * DAY;
  return momentText(column, midnight + clock);
}

/** A moment on the clock on the wall as the column stores it. */
function momentText(column: EditedColumn, wall: number): string {
  const text = new Date(unshifted(column, wall)).toISOString();
  return column.edit?.aware ? text : text.slice(0, -1);
}

/** The moment at which the clock of the column's zone shows this. */
function unshifted(column: EditedColumn, wall: number): number {
  // Around a change of the clock the first guess is on its wrong side.
  return wall - offset(column, wall - offset(column, wall));
}

const offset = ({ timezone }: EditedColumn, epoch: number): number =>
  timezone ? zoneOffset(epoch, timezone) * 60_000 : 0;

function readDay(text: string): number {
  const found = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
  const european = /(\d{1,2})\.(\d{1,2})\.(\d{4})/.exec(text);
  const parts = found
    ? [found[1], found[2], found[3]]
    : european
      ? [european[3], european[2], european[1]]
      : null;
  if (parts) {
    const [year = 0, month = 0, day = 0] = parts.map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    date.setUTCFullYear(year);
    if (date.getUTCMonth() === month - 1 && date.getUTCDate() === day) return date.getTime();
  } else {
    const guess = new Date(text);
    if (/[a-z]/i.test(text) && Number.isFinite(guess.getTime())) {
      return Date.UTC(guess.getFullYear(), guess.getMonth(), guess.getDate());
    }
  }
  throw new UnfitError("Enter a date such as 2024-05-31.");
}

function readClock(text: string, needed: boolean): number {
  const found = /(?:^|[T\s])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?\s*([ap])?\.?m?/i.exec(
    text,
  );
  if (!found) {
    if (needed) throw new UnfitError("Enter a time such as 14:30.");
    return 0;
  }
  const [hours, minutes, seconds] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
  const half = found[5]?.toLowerCase();
  const hour = half ? (hours % 12) + (half === "p" ? 12 : 0) : hours;
  if (hour > 23 || minutes > 59 || seconds > 59)
    throw new UnfitError("Enter a time such as 14:30.");
  return ((hour * 60 + minutes) * 60 + seconds) * 1000 + Number((found[4] ?? "").padEnd(3, "0"));
}

const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const clockText = (ms: number): string => new Date(ms).toISOString().slice(11, -1);

/** A value as the data of the column would store it, so that it is drawn alike. */
export function stored({ edit }: EditedColumn, value: CellValue): unknown {
  if (value === null) return null;
  switch (edit?.kind) {
    case "datetime":
    case "date": {
      const text = String(value);
      const whole = edit.kind === "date" ? text.slice(0, 10) : text;
      const ms = Date.parse(
        whole.length > 10 && !/Z|[-+]\d\d:\d\d$/.test(whole) ? `${whole}Z` : whole,
      );
      return Number.isFinite(ms) ? ms : null;
    }
    case "time":
      return readClock(String(value), false);
    case "decimal":
      return Number(value);
    default:
      return value;
  }
}

/** What an editor of the cell begins with: a text that `readText` reads back. */
export function editText(column: EditedColumn, value: unknown): string {
  if (value === null || value === undefined) return "";
  switch (column.edit?.editor) {
    case "date":
    case "datetime":
    case "time": {
      const ms = Number(value);
      const wall = Number.isFinite(ms) ? ms + offset(column, ms) : 0;
      const text = new Date(wall).toISOString().slice(0, -1);
      const [day = "", clock = ""] = text.split("T");
      const short = clock.replace(/\.000$/, "");
      return column.edit.editor === "date"
        ? day
        : column.edit.editor === "time"
          ? short
          : `${day}T${short}`;
    }
    case "selectbox":
      return choices(column).find((choice) => choice.value === value)?.label ?? plainText(value);
    case "multiselect":
    case "list":
      return items(value).map(plainText).join(", ");
    default:
      return plainText(value);
  }
}

/** The items of a list, however it is stored. */
export function items(value: unknown): unknown[] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value === "string") return listed(value);
  return Array.from(value as ArrayLike<unknown>);
}

/** Whether an added row has all that it needs. */
export const isComplete =
  (columns: readonly EditedColumn[]) =>
  (row: ReadonlyMap<string, CellValue>): boolean =>
    columns.every(({ edit, name }) => !edit?.required || !isEmpty(row.get(name)));

const isEmpty = (value: CellValue | undefined): boolean =>
  value === null || value === undefined || value === "";
