/** The theme of the app as components see it. */
import { createContext, useContext } from "react";
import type { Mode } from "../protocol";

export interface Theme {
  readonly mode: Mode;
  /** Grows whenever a colour may have changed; an effect that draws on a canvas depends on it. */
  readonly version: number;
}

export const ThemeContext = createContext<Theme>({ mode: "light", version: 0 });

export const useTheme = (): Theme => useContext(ThemeContext);

/** A colour token as the browser resolves it at `element`, such as `rgb(47, 45, 43)`. */
export function themeColor(element: HTMLElement, token: `--${string}`): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  probe.style.display = "none";
  element.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}
