/** `st.html`: markup of the author in the page itself. */
import { type ReactElement, useLayoutEffect, useMemo, useRef } from "react";
import { readPlace } from "../host/location";
import { sanitizeHtml } from "../markdown/sanitize";
import { type NodeProps, registerElement } from "./registry";

interface HtmlElementProps {
  readonly body: string;
  /** Whether scripts in it run. */
  readonly js?: boolean;
}

const STYLE_ONLY = /^\s*(<style[^>]*>[^<]*<\/style>\s*)+$/i;

function HtmlElement({ node }: NodeProps<HtmlElementProps>): ReactElement {
  const { body, js = false } = node.props;
  const box = useRef<HTMLDivElement>(null);
  const html = useMemo(() => sanitizeHtml(body, js), [body, js]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    // Parsed as a fragment: unlike innerHTML this lets the scripts run that the sanitiser left in.
    element.replaceChildren(document.createRange().createContextualFragment(html));
    // Set from here: asking the style sheet with :has() would cost every other element.
    element.closest(".rv-box")?.toggleAttribute("data-nothing", STYLE_ONLY.test(html));
    if (!readPlace().owned) for (const sheet of element.querySelectorAll("style")) scope(sheet);
  }, [html]);
  return <div className="stHtml rv-html" data-testid="stHtml" ref={box} />;
}

/** Keeps an app's style sheet from changing the notebook around it, where browsers can do that. */
function scope(sheet: HTMLStyleElement): void {
  if ("CSSScopeRule" in window) sheet.textContent = `@scope (.stApp) {${sheet.textContent}}`;
}

registerElement("html", HtmlElement);
