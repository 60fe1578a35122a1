/**
 * Where things are on a page, for the skeleton that its next load shows at once (`page.js` draws
 * it). Positions, the title and the icon; no text of the app.
 */
import { chunkFiles } from "../host/assets";
import { readStored, storedNames, writeStored } from "../host/storage";
import type { Session } from "../store/session";

/** `text` is drawn as lines, `box` as one area. */
export type BoxKind = "text" | "box";

/** Left and width in thousandths of the column, top and height in CSS pixels. */
export type LayoutBox = readonly [
  kind: BoxKind,
  left: number,
  top: number,
  width: number,
  height: number,
];

export interface Layout {
  /** When it was seen, to forget the oldest. */
  readonly at: number;
  readonly title: string;
  readonly icon: string;
  /** Whether the window was too narrow to show things beside each other. */
  readonly narrow: boolean;
  /** Width of the open sidebar, in CSS pixels; 0 without one. */
  readonly sidebar: number;
  /** Largest width of the column; null where it fills the window. Room beside it. In CSS pixels. */
  readonly column: number | null;
  readonly margin: number;
  readonly boxes: readonly LayoutBox[];
  /** Files of the front end that the page has needed, to be loaded sooner. */
  readonly files: readonly string[];
}

const PREFIX = "revoila-layout ";
const MOST_BOXES = 40;
/** Pages whose layout is remembered. */
const MOST_PAGES = 40;
/** An icon larger than this is not worth its place, in characters. */
const LONGEST_ICON = 8_000;
/** How long a page must be quiet before it is measured, in milliseconds. */
const QUIET = 500;

/** Remembers the layout of the page in `root` whenever its app has come to rest. */
export function rememberLayout(session: Session, root: HTMLElement, key: () => string): void {
  let changedAt = 0;
  let timer = 0;
  const look = (): void => {
    const rest = changedAt + QUIET - performance.now();
    timer = rest > 0 ? window.setTimeout(look, rest) : 0;
    if (timer !== 0 || session.runState !== "idle" || session.connection !== "CONNECTED") return;
    whenIdle(() => remember(root, key()));
  };
  session.subscribe(() => {
    changedAt = performance.now();
    // Not one timer for each click.
    if (timer === 0) timer = window.setTimeout(look, QUIET);
  });
}

function whenIdle(work: () => void): void {
  // Safari has no such call; there it waits as long as it has waited already.
  if (window.requestIdleCallback) window.requestIdleCallback(work, { timeout: 2_000 });
  else work();
}

function remember(root: HTMLElement, name: string): void {
  const layout = measure(root);
  if (layout === null) return;
  writeStored("localStorage", name, JSON.stringify(layout));
  const names = storedNames("localStorage", PREFIX);
  if (names.length <= MOST_PAGES) return;
  const [oldest = name] = names.sort((one, other) => ageOf(one) - ageOf(other));
  writeStored("localStorage", oldest, null);
}

function ageOf(name: string): number {
  try {
    return Number((JSON.parse(readStored("localStorage", name) ?? "") as Layout).at) || 0;
  } catch {
    return 0; // Not written by us: the first to go.
  }
}

export function measure(root: HTMLElement): Layout | null {
  const view = root.querySelector<HTMLElement>(".rv-view");
  const column = root.querySelector<HTMLElement>(".rv-main .rv-center");
  const block = column?.querySelector<HTMLElement>(".rv-column");
  const app = root.querySelector<HTMLElement>(".stApp");
  if (!view || !column || !block || !app || block.clientWidth === 0) return null;
  const within = block.getBoundingClientRect();
  const scrolled = column.parentElement?.scrollTop ?? 0;
  const sidebar = root.querySelector<HTMLElement>(".rv-sidebar:not([data-overlay])");
  const open = view.dataset.sidebar === "open";
  const style = getComputedStyle(column);
  return {
    at: Date.now(),
    title: document.title.slice(0, 200),
    icon: iconOf(),
    narrow: view.clientWidth < 768,
    sidebar: open && sidebar ? Math.round(sidebar.offsetWidth) : 0,
    column: style.maxWidth === "none" ? null : Math.round(within.width),
    margin: Math.round(Number.parseFloat(style.paddingInlineStart) || 0),
    boxes: boxesOf(block, within, app.getBoundingClientRect().top - scrolled),
    files: chunkFiles(),
  };
}

function boxesOf(block: HTMLElement, within: DOMRect, above: number): LayoutBox[] {
  const boxes: LayoutBox[] = [];
  for (const element of block.querySelectorAll<HTMLElement>(".stElementContainer")) {
    const { top, height } = element.getBoundingClientRect();
    const text = element.querySelector(TEXT) !== null;
    const { left, width } = (text && lineOf(element)) || element.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    // What is below the window is not seen when the page opens.
    if (top - above > window.innerHeight || boxes.length === MOST_BOXES) break;
    const share = (length: number): number => Math.round((1000 * length) / within.width);
    boxes.push([
      text ? "text" : "box",
      share(left - within.left),
      Math.round(top - above),
      share(width),
      Math.round(height),
    ]);
  }
  return boxes;
}

const TEXT = ".stMarkdown, .stText, .stHeading";
const LINES = ":is(p, h1, h2, h3, h4, h5, h6):not(li *), .stText > span";

/** Where the words of a text are that is one paragraph; its element fills the column. */
function lineOf(element: HTMLElement): DOMRect | null {
  const [line, ...others] = element.querySelectorAll(LINES);
  if (line === undefined || others.length > 0) return null;
  const range = document.createRange();
  range.selectNodeContents(line);
  return range.getBoundingClientRect?.() ?? null;
}

function iconOf(): string {
  const icon = document.querySelector<HTMLLinkElement>('link[rel~="icon"]')?.href ?? "";
  return icon.length > LONGEST_ICON ? "" : icon;
}
