/** Sizes, gaps and class names as the wire has them, for the style sheet. */
import type { CSSProperties } from "react";
import type { Size } from "../protocol";

/** A gap: a number counts rem, a text such as `"12px"` is CSS already. */
export const gapOf = (gap: unknown): string | undefined =>
  typeof gap === "number" ? `${gap}rem` : typeof gap === "string" ? gap : undefined;

/** The class by which an author's style sheet finds an element. */
export const keyClass = (key: string | undefined): string =>
  key === undefined ? "" : `st-key-${key.trim().replace(/[^a-zA-Z0-9_-]/g, "-")}`;

export const widthStyle = (width: Size | undefined): CSSProperties | undefined =>
  typeof width === "number" ? { width } : undefined;

/** Joins class names, leaving out those that are empty. */
export const classes = (...names: Array<string | false | null | undefined>): string =>
  names.filter(Boolean).join(" ");
