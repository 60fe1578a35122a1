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

/** Adds the style sheet of a chunk wherever an app is shown; it must only style what the chunk draws. */
export function addStyles(name: string, css: string): void {
  sheets.set(name, css);
  for (const root of roots) inject(root, name, css);
}

function inject(root: Root, name: string, css: string): void {
  const parent = root instanceof Document ? root.head : root;
  if (parent.querySelector(`style[${MARK}="${name}"]`)) return;
  const sheet = document.createElement("style");
  sheet.setAttribute(MARK, name);
  sheet.textContent = css;
  // First in the head: the style sheets of a host or of an author come later and may win.
  parent.prepend(sheet);
}
