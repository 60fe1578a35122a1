/** Applies the theme to the app and to what floats above it. */
import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from "react";
import {
  type Choice,
  isInJupyter,
  readChoice,
  resolveMode,
  storeChoice,
  watchMode,
} from "../host/mode";
import { loadFontFaces, themeVariables, type Variables } from "../host/tokens";
import type { PageProps } from "../protocol";
import type { Session } from "../store/session";
import type { ThemeChoice } from "./menu";
import { type Theme, themeColor } from "./theme";

export interface AppTheme {
  readonly seen: Theme;
  readonly variables: { readonly main: Variables; readonly sidebar: Variables };
  /** Null where the visitor has no say: in a notebook, or with one fixed theme. */
  readonly choice: ThemeChoice | null;
}

export function useAppTheme(
  session: Session,
  page: PageProps | null,
  root: RefObject<HTMLElement | null>,
  overlays: HTMLElement,
): AppTheme {
  const [choice, setChoice] = useState<Choice>(readChoice);
  const [changes, setChanges] = useState(0);
  const theme = page?.theme ?? null;
  const base = theme?.base ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it also depends on what is watched below
  const mode = useMemo(() => resolveMode(base, choice), [base, choice, changes]);
  const jupyter = isInJupyter() && base === null;

  useEffect(() => {
    const change = (): void => setChanges((count) => count + 1);
    const unwatchMode = watchMode(change);
    const unwatchShown = watchShown(root.current, change);
    return () => {
      unwatchMode();
      unwatchShown();
    };
  }, [root]);

  const variables = useMemo(() => themeVariables(theme, mode), [theme, mode]);
  useEffect(() => loadFontFaces(theme?.[mode]), [theme, mode]);

  useLayoutEffect(() => {
    overlays.className = "rv-overlays";
    for (const element of [root.current, overlays]) {
      if (!element) continue;
      element.dataset.theme = mode;
      element.toggleAttribute("data-jupyter", jupyter);
    }
    overlays.removeAttribute("style");
    for (const [name, value] of Object.entries(variables.main))
      overlays.style.setProperty(name, value);
  }, [mode, jupyter, variables, overlays, root]);

  const size = variables.main["--st-base-font-size"];
  useLayoutEffect(() => {
    // All sizes are multiples of that of the page, which is the app's own to set where the page is.
    if (!size || !root.current?.classList.contains("rv-owned")) return;
    const { style } = document.documentElement;
    style.fontSize = size;
    return () => void style.removeProperty("font-size");
  }, [size, root]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these may change the colour
  useLayoutEffect(() => {
    if (!root.current) return;
    const color = textOn(themeColor(root.current, "--st-primary-color"));
    for (const element of [root.current, overlays])
      element.style.setProperty("--rv-on-primary", color);
  }, [mode, variables, changes]);

  // Not before there is an app: until then the configured base is not known here.
  const known = page !== null;
  useEffect(() => {
    if (known) session.setTheme(mode);
  }, [session, mode, known]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new object tells canvases to draw again
  const seen = useMemo(() => ({ mode, version: changes }), [mode, changes, variables, choice]);
  return useMemo(() => {
    const choose = (next: Choice): void => {
      storeChoice(next);
      setChoice(next);
    };
    return { seen, variables, choice: base === null && !isInJupyter() ? { choice, choose } : null };
  }, [seen, variables, base, choice]);
}

/**
 * Calls `listener` whenever the app comes into sight. Hosts draw it before they put it on the page
 * and take it off again, and colours can only be read there.
 */
function watchShown(element: HTMLElement | null, listener: () => void): () => void {
  if (!element || typeof ResizeObserver === "undefined") return () => {};
  let shown = element.clientWidth > 0;
  const observer = new ResizeObserver(() => {
    const before = shown;
    shown = element.clientWidth > 0;
    if (shown && !before) listener();
  });
  observer.observe(element);
  return () => observer.disconnect();
}

/** Black or white, whichever is easier to read on `color` (a resolved `rgb(...)`). */
export function textOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  const linear = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance =
    0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  // Where both are readable white looks calmer on a saturated colour; 4.5:1 is what AA asks for.
  return 1.05 / (luminance + 0.05) >= 4.5 ? "#fff" : "#16150f";
}
