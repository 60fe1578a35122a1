/** The few pictograms of our own controls, drawn inline so that they need no font. */
import type { ReactElement } from "react";

const PATHS = {
  assistant: "M12 4l1.9 5.1L19 11l-5.1 1.9L12 18l-1.9-5.1L5 11l5.1-1.9zM19 16.5v4M17 18.5h4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  chevron: "M9 6l6 6-6 6",
  close: "M6 6l12 12M18 6L6 18",
  collapse: "M13 6l-6 6 6 6M19 6l-6 6 6 6",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  error: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5v5.5M12 16.4v.1",
  expand: "M11 6l6 6-6 6M5 6l6 6-6 6",
  external: "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.6 9.4a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8M12 16.6v.1",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.6v.1",
  menu: "M12 5.5v.1M12 12v.1M12 18.5v.1",
  send: "M12 19.5V5M5.5 11.5L12 5l6.5 6.5",
  stop: "M7.5 7.5h9v9h-9z",
  success: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.2 12.3l2.6 2.6 5-5.4",
  user: "M12 4.5a3.75 3.75 0 1 0 0 7.5 3.75 3.75 0 0 0 0-7.5zM5 19.5c.6-3.2 3.4-4.75 7-4.75s6.4 1.55 7 4.75",
  warning: "M12 4L2.8 19.5h18.4zM12 10v4.5M12 17v.1",
} as const;

export type GlyphName = keyof typeof PATHS;

export function Glyph({ name }: { readonly name: GlyphName }): ReactElement {
  return (
    <svg
      aria-hidden="true"
      className="rv-glyph"
      fill="none"
      height="1em"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={name === "menu" ? 3 : 1.8}
      viewBox="0 0 24 24"
      width="1em"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
