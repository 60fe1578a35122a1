/** What do the columns of a frame hold, and how do their values read as text? */
import type { DataType } from "@uwdata/flechette";
import { formatDate, type Moment } from "../../format/date";
import { formatNumber, type Numeric } from "../../format/number";
import { type CellStyles, type Css, cellStyles } from "./styles";
import { milliseconds, plainText, timezoneOf, type ValueKind, valueKind } from "./values";

/** Settings that depend on the type an author gave a column. */
export interface TypeConfig {
  readonly type?: string;
  readonly format?: string | null;
  readonly timezone?: string | null;
  readonly min_value?: number | null;
  readonly max_value?: number | null;
  readonly step?: number | null;
  readonly y_min?: number | null;
  readonly y_max?: number | null;
  readonly color?: string | readonly string[] | null;
  readonly display_text?: string | null;
  readonly options?: ReadonlyArray<Option | OptionValue> | null;
  readonly button_type?: string;
}

export type OptionValue = string | number | boolean | null;

/** What a cell may hold, and how it reads. */
export interface Option {
  readonly value: OptionValue;
  readonly label?: string;
  /** A CSS colour, "primary", or "auto" for those of categories in charts. */
  readonly color?: string;
}

/** What tells the kernel of a press of a button of a column. */
export interface PressProps {
  readonly id: string;
  readonly generation?: number;
  readonly form_id?: string;
}

/** A column as the kernel describes it; `name` is its field in the Arrow data. */
export interface ColumnProps extends TypeConfig {
  readonly name: string;
  readonly label?: string;
  /** Heading above it and its neighbours, of columns with several levels. */
  readonly group?: string;
  readonly index?: boolean;
  readonly hidden?: boolean;
  readonly width?: "small" | "medium" | "large" | number | null;
  readonly help?: string | null;
  readonly pinned?: boolean | null;
  readonly alignment?: "left" | "center" | "right" | null;
  /** Digits after the point of a decimal type. */
  readonly decimals?: number;
  readonly type_config?: TypeConfig;
  /** Of a column of buttons; without it they do nothing. */
  readonly button?: PressProps | null;
}

export type CellKind =
  | ValueKind
  | "audio"
  | "button"
  | "choice"
  | "chips"
  | "image"
  | "json"
  | "link"
  | "markdown"
  | "progress"
  | "video"
  | "line_chart"
  | "area_chart"
  | "bar_chart";

/** What column types draw as; a type that is not here draws as its data. */
const KINDS: Readonly<Record<string, CellKind>> = {
  area_chart: "area_chart",
  audio: "audio",
  bar_chart: "bar_chart",
  boolean: "boolean",
  button: "button",
  checkbox: "boolean",
  date: "date",
  datetime: "datetime",
  image: "image",
  json: "json",
  line_chart: "line_chart",
  link: "link",
  list: "list",
  markdown: "markdown",
  multiselect: "chips",
  number: "number",
  object: "object",
  progress: "progress",
  selectbox: "choice",
  text: "text",
  time: "time",
  video: "video",
};

/** The cells of a column as they are stored; a column of an Arrow table is one. */
export interface Cells {
  readonly type: DataType;
  readonly length: number;
  /** The value of a row: null for a missing one, undefined while it is not there. */
  at(row: number): unknown;
}

/** Finds the cells of a column by its name; a table of Arrow does. */
export interface CellsByName {
  getChild(name: string): Cells | null | undefined;
}

/** A visible column with its data. */
export interface FrameColumn {
  readonly props: ColumnProps;
  readonly title: string;
  readonly kind: CellKind;
  readonly length: number;
  /** Whether the row has arrived; one that has not is drawn as such, and reads as missing. */
  isHere(row: number): boolean;
  /** The value; null for a missing one. */
  value(row: number): unknown;
  /** How any value of the column, such as its mean, reads in a cell. */
  format(value: unknown): string;
  /** The column under another format. */
  under(format: string): FrameColumn;
  /** The value as its cell shows it; empty for a missing one. */
  shown(row: number): string;
  /** Whether cells show the texts of a Styler, as far as they have values. */
  readonly isStyled: boolean;
  /** The text of a Styler for a cell, also for a missing value; null for none. */
  styledText(row: number): string | null;
  /** What a Styler declares for a cell; null for nothing. */
  css(row: number): Css | null;
  /** The value as a download holds it; empty for a missing one. */
  text(row: number): string;
  /** How any value of the column reads in a download. */
  exported(value: unknown): string;
  /** What rows are ordered by; null comes last. */
  sortKey(row: number): number | string | null;
}

/** The visible columns of a table, in the order they are described. */
export function frameColumns(
  table: CellsByName,
  columns: readonly ColumnProps[],
  locale?: string,
): FrameColumn[] {
  return columns.flatMap(({ type_config: config, ...props }) => {
    const column = table.getChild(props.name) ?? undefined;
    return column === undefined || props.hidden
      ? []
      : [frameColumn({ ...props, ...config }, column, cellStyles(table, props.name), locale)];
  });
}

/** Kinds that show a text, which a Styler may write unless the column has a format of its own. */
const TEXTUAL: ReadonlySet<CellKind> = new Set<CellKind>([
  "date",
  "datetime",
  "duration",
  "link",
  "number",
  "object",
  "text",
  "time",
]);

function frameColumn(
  props: ColumnProps,
  column: Cells,
  styles: CellStyles,
  locale: string | undefined,
): FrameColumn {
  const kind = KINDS[props.type ?? ""] ?? valueKind(column.type);
  const isStyled = styles.hasTexts && TEXTUAL.has(kind) && !props.format && !props.display_text;
  const show = shower(kind, props, column, locale);
  const value = (row: number): unknown => {
    const found = column.at(row);
    return found === undefined || Number.isNaN(found) ? null : found;
  };
  const unlessMissing =
    <T>(read: (found: unknown, row: number) => T, otherwise: T) =>
    (row: number): T => {
      const found = value(row);
      return found === null ? otherwise : read(found, row);
    };
  const shown = unlessMissing(show, "");
  const styled = unlessMissing((_, row) => styles.text(row) ?? shown(row), "");
  return {
    props,
    title: props.label ?? props.name,
    kind,
    get length() {
      return column.length;
    },
    isHere: (row) => column.at(row) !== undefined,
    value,
    format: show,
    under: (format) => frameColumn({ ...props, format }, column, styles, locale),
    shown: isStyled ? styled : shown,
    isStyled,
    styledText: styles.text,
    css: styles.css,
    text: unlessMissing((found) => exported(kind, found, column), ""),
    exported: (found) => (found === null ? "" : exported(kind, found, column)),
    sortKey: unlessMissing<number | string | null>((found) => sortKey(kind, found, column), null),
  };
}

/** How values of a column turn into the text of a cell. */
function shower(
  kind: CellKind,
  props: ColumnProps,
  column: Cells,
  locale: string | undefined,
): (value: unknown) => string {
  const { format } = props;
  switch (kind) {
    case "number":
    case "progress":
      return (value) => (isNumeric(value) ? numberText(value, props, locale) : plainText(value));
    case "datetime":
    case "date":
    case "time": {
      const timezone = props.timezone ?? timezoneOf(column.type);
      const options = { kind: kind as Moment, timezone, locale };
      return (value) => {
        const ms = milliseconds(value, column.type);
        return ms === null ? plainText(value) : formatDate(ms, format, options);
      };
    }
    case "duration":
      return (value) => {
        const ms = milliseconds(value, column.type);
        return ms === null
          ? plainText(value)
          : formatNumber(ms / 1000, format ?? "duration", locale);
      };
    case "choice": {
      const labels = new Map(props.options?.map(labelled));
      return (value) => labels.get(plainText(value)) ?? plainText(value);
    }
    default:
      return plainText;
  }
}

const labelled = (option: Option | OptionValue): [value: string, label: string] =>
  typeof option === "object" && option !== null
    ? [plainText(option.value), option.label ?? plainText(option.value)]
    : [plainText(option), plainText(option)];

const isNumeric = (value: unknown): value is Numeric =>
  typeof value === "number" || typeof value === "bigint";

/** Digits of a number that has no format; more would only be binary noise. */
const DIGITS = 4;

function numberText(
  value: Numeric,
  { type, format, decimals, step, max_value: max }: ColumnProps,
  locale: string | undefined,
): string {
  if (format) return formatNumber(value, format, locale);
  if (type === "progress") {
    // A bar from 0 to 1 reads as a share.
    return formatNumber(value, (max ?? 1) === 1 ? "percent" : "plain", locale);
  }
  if (typeof value === "bigint") return String(value);
  const digits = decimals ?? (step ? (String(step).split(".")[1]?.length ?? 0) : null);
  if (digits !== null) return value.toFixed(Math.min(digits, 20));
  if (Number.isInteger(value)) return String(value);
  const rounded = Number(value.toFixed(DIGITS));
  return rounded === 0 ? value.toExponential(2) : String(rounded);
}

function exported(kind: CellKind, value: unknown, column: Cells): string {
  if (kind === "datetime" || kind === "date" || kind === "time") {
    const ms = milliseconds(value, column.type);
    if (ms !== null) {
      return formatDate(ms, "iso8601", { kind, timezone: timezoneOf(column.type) });
    }
  }
  return plainText(value);
}

function sortKey(kind: CellKind, value: unknown, column: Cells): number | string {
  switch (kind) {
    case "number":
    case "progress":
    case "boolean":
      return Number(value);
    case "datetime":
    case "date":
    case "time":
    case "duration":
      return milliseconds(value, column.type) ?? plainText(value);
    default:
      return plainText(value);
  }
}
