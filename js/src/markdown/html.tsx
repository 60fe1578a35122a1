/** The one place where markup becomes elements. */
import { createElement, type HTMLAttributes, type ReactElement } from "react";

export interface HtmlProps extends HTMLAttributes<HTMLElement> {
  /** Markup that our renderer made or the sanitiser let through; never a text as it came. */
  readonly html: string;
  readonly as?: "div" | "span" | "code";
  readonly "data-testid"?: string;
}

export function Html({ html, as = "div", ...attributes }: HtmlProps): ReactElement {
  return createElement(as, { ...attributes, dangerouslySetInnerHTML: { __html: html } });
}
