/** Markup that changes while it is shown, as a text does that is being written by a model. */
import { type ReactElement, useEffect, useLayoutEffect, useRef } from "react";
import { engines } from "./engines";
import { Html, type HtmlProps } from "./html";

type Blocks = readonly ChildNode[];

/**
 * Shows `html` and keeps the elements of all blocks before the first that differs: what is selected
 * in them, opened or loaded stays, and only the end of a growing text is laid out again.
 */
export function LiveHtml({ html, ...attributes }: HtmlProps): ReactElement {
  const place = useRef<HTMLElement>(null);
  // React writes the first markup and never another, so that it takes no part in what follows.
  const first = useRef(html).current;
  const shown = useRef<{ html: string; blocks: Blocks | null }>({ html, blocks: null });
  useLayoutEffect(() => {
    const { html: before, blocks } = shown.current;
    if (before === html || place.current === null) return;
    const after = parse(html);
    replaceEnd(place.current, blocks ?? parse(before), after);
    shown.current = { html, blocks: after };
  }, [html]);
  // Each time: what draws may have been loaded since.
  useEffect(() => {
    if (place.current) engines.mermaid?.(place.current);
  });
  return <Html {...attributes} html={first} place={place} />;
}

/** The markup's blocks, apart from the page: there a visitor or a script may change them. */
function parse(html: string): Blocks {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.childNodes];
}

function replaceEnd(place: HTMLElement, before: Blocks, after: Blocks): void {
  let same = 0;
  while (same < before.length && before[same]?.isEqualNode(after[same] ?? null)) same += 1;
  for (const node of [...place.childNodes].slice(same)) node.remove();
  place.append(...after.slice(same).map((node) => document.importNode(node, true)));
}
