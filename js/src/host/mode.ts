/** Light or dark? The configuration, the visitor, the host and the system may all have a say. */
import type { Mode } from "../protocol";
import { embedOptions } from "./location";

/** What a visitor chose in the menu. */
export type Choice = Mode | "system";

const STORED = "revoila-theme";

/** Whether the app is inside a Jupyter front end, whose theme it follows. */
export const isInJupyter = (): boolean => document.body.dataset.jpThemeLight !== undefined;

export function readChoice(): Choice {
  try {
    const stored = localStorage.getItem(STORED);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system"; // Storage is closed to a sandboxed page.
  }
}

export function storeChoice(choice: Choice): void {
  try {
    if (choice === "system") localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, choice);
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** The mode to show. `base` is the configured one, which fixes it unless the address says otherwise. */
export function resolveMode(base: Mode | null, choice: Choice): Mode {
  const options = embedOptions();
  if (options.has("dark_theme")) return "dark";
  if (options.has("light_theme")) return "light";
  if (base !== null) return base;
  if (isInJupyter()) return document.body.dataset.jpThemeLight === "false" ? "dark" : "light";
  if (choice !== "system") return choice;
  return window.matchMedia?.("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Calls `listener` when the host or the system changes its theme. */
export function watchMode(listener: () => void): () => void {
  const query = window.matchMedia?.("(prefers-color-scheme: dark)");
  query?.addEventListener("change", listener);
  const observer = new MutationObserver(listener);
  observer.observe(document.body, {
    attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"],
  });
  return () => {
    query?.removeEventListener("change", listener);
    observer.disconnect();
  };
}
