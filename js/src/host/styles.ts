/** Style sheets, put once into each document or shadow tree that shows an app. */
import { styles } from "../styles";

type Root = Document | ShadowRoot;

const MARK = "data-revoila-styles";
const sheets = new Map<string, string>([["app", styles]]);
const roots = new Set<Root>();

/** Makes all style sheets known where `el` is. */
export function injectStyles(el: HTMLElement): void {
  const tree = el.getRootNode();
  const root = tree instanceof ShadowRoot ? tree : document;
  roots.add(root);
  for (const [name, css] of sheets) inject(root, name, css);
}

/**
 * Adds the style sheet of a chunk wherever an app is shown; it must only style what the chunk draws.
 * Chunks that bring the same one share it.
 */
export function addStyles(name: string, css: string): void {
  if ([...sheets.values()].includes(css)) return;
  sheets.set(name, css);
  for (const root of roots) inject(root, name, css);
}

function inject(root: Root, name: string, css: string): void {
  const parent = root instanceof Document ? root.head : root;
  const ours = parent.querySelectorAll(`style[${MARK}]`);
  if (parent.querySelector(`style[${MARK}="${name}"]`)) return;
  const sheet = document.createElement("style");
  sheet.setAttribute(MARK, name);
  sheet.textContent = css;
  // First in the head: the style sheets of a host or of an author come later and may win. Those of
  // the chunks come after that of the core, which they may refine.
  if (ours.length > 0) ours[ours.length - 1]?.after(sheet);
  else parent.prepend(sheet);
}
