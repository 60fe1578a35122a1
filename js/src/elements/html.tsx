/** `st.html`: markup of the author in the page itself. */
import { type ReactElement, useLayoutEffect, useMemo, useRef } from "react";
import { readPlace } from "../host/location";
import { scriptNonce } from "../host/policy";
import { sanitizeHtml } from "../markdown/sanitize";
import { useSession } from "../store/hooks";
import { type NodeProps, registerElement } from "./registry";

interface HtmlElementProps {
  readonly body: string;
  /** Whether scripts in it run. */
  readonly js?: boolean;
}

function HtmlElement({ node }: NodeProps<HtmlElementProps>): ReactElement {
  const { body, js = false } = node.props;
  const box = useRef<HTMLDivElement>(null);
  const { client } = useSession();
  const html = useMemo(() => sanitizeHtml(body, js), [body, js]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    // Parsed as a fragment: unlike innerHTML this lets the scripts run that the sanitiser left in.
    const content = document.createRange().createContextualFragment(html);
    for (const script of content.querySelectorAll("script")) script.nonce = scriptNonce();
    element.replaceChildren(content);
    // Set from here: asking the style sheet with :has() would cost every other element.
    element.closest(".rv-box")?.toggleAttribute("data-nothing", isStyleOnly(element));
    if (readPlace().owned) return;
    for (const sheet of element.querySelectorAll("style")) scope(sheet, client);
  }, [html, client]);
  return <div className="stHtml rv-html" data-testid="stHtml" ref={box} />;
}

/** Whether there is nothing to see: style sheets, and no text between them. */
const isStyleOnly = (element: HTMLElement): boolean =>
  element.firstElementChild !== null &&
  [...element.childNodes].every((node) =>
    node instanceof Element ? node.nodeName === "STYLE" : !node.textContent?.trim(),
  );

/** Keeps a style sheet from changing the notebook or another app, where browsers can do that. */
function scope(sheet: HTMLStyleElement, client: string): void {
  if (!("CSSScopeRule" in window)) return;
  sheet.textContent = `@scope (.stApp[data-client="${client}"]) {${sheet.textContent}}`;
}

registerElement("html", HtmlElement);
