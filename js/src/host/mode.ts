/** Light or dark? The configuration, the visitor, the host and the system may all have a say. */
import type { Mode } from "../protocol";
import { embedOptions } from "./location";
import { readStored, writeStored } from "./storage";

/** What a visitor chose in the menu. */
export type Choice = Mode | "system";

const STORED = "revoila-theme";

/** Whether the app is inside a Jupyter front end, whose theme it follows. */
export const isInJupyter = (): boolean => document.body.dataset.jpThemeLight !== undefined;

export function readChoice(): Choice {
  const stored = readStored("localStorage", STORED);
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Where there is no storage the choice lasts as long as the page. */
export function storeChoice(choice: Choice): void {
  writeStored("localStorage", STORED, choice === "system" ? null : choice);
}

/** The mode that a page of its own has before its app is there: it knows the configured one. */
export function shownMode(): Mode | null {
  const { mode } = document.documentElement.dataset;
  return mode === "light" || mode === "dark" ? mode : null;
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
