/** The one place where markup becomes elements. */
import { createElement, type HTMLAttributes, type ReactElement, type RefObject } from "react";

export interface HtmlProps extends HTMLAttributes<HTMLElement> {
  /** Markup that our renderer made or the sanitiser let through; never a text as it came. */
  readonly html: string;
  readonly as?: "div" | "span" | "code";
  readonly "data-testid"?: string;
  /** Gets the element itself. */
  readonly place?: RefObject<HTMLElement | null>;
}

export function Html({ html, as = "div", place, ...attributes }: HtmlProps): ReactElement {
  const dangerouslySetInnerHTML = { __html: html };
  return createElement(as, { ...attributes, dangerouslySetInnerHTML, ref: place });
}
