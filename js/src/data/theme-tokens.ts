/** The theme's values for code that draws on a canvas and so cannot use custom properties. */
import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { useTheme } from "../elements/theme";

const PALETTE = ["red", "orange", "yellow", "blue", "green", "violet", "gray"];
const COLORS = [
  "primary-color",
  "background-color",
  "secondary-background-color",
  "text-color",
  "link-color",
  "border-color",
  "dataframe-border-color",
  "dataframe-header-background-color",
  "dataframe-header-text-color",
  ...PALETTE.map((name) => `${name}-color`),
];
const TEXTS = [
  "font",
  "chart-categorical-colors",
  "chart-sequential-colors",
  "chart-diverging-colors",
];

export type ThemeTokens = Readonly<Record<string, string>>;

/** Tokens by their name without `--st-`, as they are where `element` is; null before it is drawn. */
export function useThemeTokens(element: RefObject<HTMLElement | null>): ThemeTokens | null {
  const theme = useTheme();
  const [tokens, setTokens] = useState<ThemeTokens | null>(null);
  const read = (): void => {
    // Off the page an element has no styles; the theme changes once it is there.
    if (!element.current?.isConnected) return;
    const next = readTokens(element.current);
    setTokens((known) => (known && JSON.stringify(known) === JSON.stringify(next) ? known : next));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme says that colours changed
  useLayoutEffect(read, [theme]);
  // Once more after the layout effects of the app, which put the theme on the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme says that colours changed
  useEffect(read, [theme]);
  return tokens;
}

function readTokens(element: HTMLElement): ThemeTokens {
  const style = getComputedStyle(element);
  const names = COLORS.filter((name) => style.getPropertyValue(`--st-${name}`));
  // As colours and not as texts, so that `var()` and `color-mix()` are worked out; all of them in
  // one place, so that the browser computes styles once.
  const probes = document.createElement("span");
  probes.style.display = "none";
  for (const name of names) {
    const probe = probes.appendChild(document.createElement("span"));
    probe.style.color = `var(--st-${name})`;
  }
  element.append(probes);
  const colors = names.map((name, index) => {
    const probe = probes.children[index];
    return [name, probe ? getComputedStyle(probe).color : ""];
  });
  const texts = TEXTS.map((name) => [name, style.getPropertyValue(`--st-${name}`).trim()]);
  probes.remove();
  return Object.fromEntries([...colors, ...texts]);
}
