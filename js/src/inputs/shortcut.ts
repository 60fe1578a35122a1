/** Keyboard shortcuts of buttons: which keys they are, how they read, who listens. */
import { type RefObject, useContext, useEffect, useRef } from "react";
import { OverlayContext } from "../elements/overlay";
import { isInJupyter } from "../host/mode";

interface Shortcut {
  /** The platform's command key: Ctrl, or ⌘ on a Mac. */
  readonly command: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** Reads the normal form that the kernel writes, such as `ctrl+shift+k`. */
function parseShortcut(text: string): Shortcut {
  const parts = text.toLowerCase().split("+");
  return {
    command: parts.includes("ctrl") || parts.includes("cmd"),
    alt: parts.includes("alt"),
    shift: parts.includes("shift"),
    key: parts.at(-1) ?? "",
  };
}

const EVENT_KEYS: Readonly<Record<string, string>> = {
  " ": "space",
  arrowdown: "down",
  arrowleft: "left",
  arrowright: "right",
  arrowup: "up",
};

function matches(event: KeyboardEvent, shortcut: Shortcut): boolean {
  const pressed = event.key.toLowerCase();
  // With Alt, some layouts report a symbol; the physical key then tells the letter.
  const physical = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1]?.toLowerCase();
  const key = EVENT_KEYS[pressed] ?? pressed;
  return (
    (key === shortcut.key || (shortcut.alt && physical === shortcut.key)) &&
    (event.ctrlKey || event.metaKey) === shortcut.command &&
    event.altKey === shortcut.alt &&
    event.shiftKey === shortcut.shift
  );
}

const SHOWN_KEYS: Readonly<Record<string, string>> = {
  backspace: "⌫",
  delete: "Del",
  down: "↓",
  enter: "↵",
  escape: "Esc",
  left: "←",
  pagedown: "PgDn",
  pageup: "PgUp",
  right: "→",
  up: "↑",
};

/** The keys as their platform writes them: `Ctrl+Shift+K`, or `⇧⌘K` on a Mac. */
export function shownShortcut(text: string, mac = isMac()): string {
  const { command, alt, shift, key } = parseShortcut(text);
  const name =
    SHOWN_KEYS[key] ??
    (key.length === 1 ? key.toUpperCase() : key[0]?.toUpperCase() + key.slice(1));
  const modifiers = mac
    ? [alt && "⌥", shift && "⇧", command && "⌘"]
    : [command && "Ctrl", alt && "Alt", shift && "Shift"];
  return [...modifiers.filter(Boolean), name].join(mac ? "" : "+");
}

/** The value of `aria-keyshortcuts`. */
export function ariaShortcut(text: string): string {
  const { command, alt, shift, key } = parseShortcut(text);
  const parts = [command && (isMac() ? "Meta" : "Control"), alt && "Alt", shift && "Shift"];
  const name = key.length === 1 ? key.toUpperCase() : key[0]?.toUpperCase() + key.slice(1);
  return [...parts.filter(Boolean), name].join("+");
}

/** Calls `press` when the shortcut is pressed in the app that `anchor` is in, or in what floats above it. */
export function useShortcut(
  text: string | undefined,
  anchor: RefObject<HTMLElement | null>,
  press: () => void,
): void {
  const latest = useRef(press);
  latest.current = press;
  const above = useContext(OverlayContext);
  useEffect(() => {
    if (!text) return;
    const shortcut = parseShortcut(text);
    const listen = (event: KeyboardEvent): void => {
      const app = anchor.current?.closest(".stApp") ?? null;
      if (event.defaultPrevented || !matches(event, shortcut)) return;
      if (!isMeantFor(app, above, event) || isTyping(event, shortcut)) return;
      event.preventDefault();
      if (!event.repeat) latest.current();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [text, anchor, above]);
}

/**
 * Keys pressed inside the app, or in what floats above it, are for it. With nothing focused they
 * are too, except in a notebook, where they belong to the notebook. While a dialog is open, they
 * are for what is in it alone.
 */
function isMeantFor(app: Element | null, above: Element | null, event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof Element)) return false;
  const free = target === document.body;
  const dialog = above?.closest("dialog") ?? null;
  const used = free ? document.querySelector("dialog[open]") : target.closest("dialog");
  if (used !== dialog) return false;
  if (free) return !isInJupyter();
  return [app, dialog ?? above].some((place) => place?.contains(target));
}

/** Whether the key would put a character into a field. */
function isTyping(event: KeyboardEvent, { command, alt, key }: Shortcut): boolean {
  if (command || alt || /^f\d+$/.test(key) || key === "escape") return false;
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=range])"))
  );
}
