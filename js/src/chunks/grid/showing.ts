/**
 * How do the cells of a column show? Told to the kernel, so that it searches what a visitor sees.
 *
 * The kernel knows no languages: it is told which signs stand where, and how values read. Where that does not say it
 * all, it is told nothing; it then looks at cells as they are without a format.
 */
import type { Moment } from "../../format/date";
import { plainText } from "../arrow/values";
import type { GridSource } from "./columns";
import { type MomentShowing, momentShowing } from "./showing-moments";
import { type NumberShowing, numberShowing } from "./showing-numbers";

/** Read by `rows/_shows.py`. */
export type Showing =
  | NumberShowing
  | MomentShowing
  | {
      readonly as: "labels";
      readonly labels: ReadonlyArray<readonly [text: string, label: string]>;
      readonly several: boolean;
    }
  /** The texts of a Styler, which the kernel has. */
  | { readonly as: "styled" };

/** Kinds of cells that show no text. */
const DRAWN: ReadonlySet<string> = new Set(["area_chart", "bar_chart", "image", "line_chart"]);

export const isSearched = ({ kind }: GridSource): boolean => !DRAWN.has(kind);

/** Null where cells show as they do without a format, or as the kernel cannot tell. */
export function showing(source: GridSource, locale?: string): Showing | null {
  const { kind, props } = source;
  // A link is found by its address, whatever it shows.
  if (source.isStyled && kind !== "link") return { as: "styled" };
  switch (kind) {
    case "number":
    case "progress":
      return numberShowing(props, kind === "progress", locale);
    case "choice":
    case "chips":
      return labelShowing(source);
    case "date":
    case "datetime":
    case "time":
      return momentShowing(props, kind satisfies Moment, locale);
    default:
      return null;
  }
}

/** The kernel takes no more options. */
const MOST_LABELS = 10_000;

function labelShowing({ kind, props }: GridSource): Showing | null {
  const labels = (props.options ?? []).flatMap((option) =>
    typeof option === "object" && option !== null && option.label !== undefined
      ? [[plainText(option.value), option.label] as const]
      : [],
  );
  const several = kind === "chips";
  if (labels.length > MOST_LABELS || (labels.length === 0 && !several)) return null;
  return { as: "labels", labels, several };
}
