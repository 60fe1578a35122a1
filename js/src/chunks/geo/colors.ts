/** The colours of the maps that are drawn under an author's data. */
import { mixed } from "../theme/color";
import { type Tokens, token } from "../theme/tokens";

export interface MapColors {
  readonly water: string;
  readonly land: string;
  readonly coast: string;
  readonly border: string;
  /** Of the lines of latitude and longitude. */
  readonly grid: string;
}

export function mapColors(tokens: Tokens): MapColors {
  const text = token(tokens, "text-color", "#2f2d2b");
  const background = token(tokens, "background-color", "#ffffff");
  const surface = token(tokens, "secondary-background-color", "#f5f4f1");
  const blue = token(tokens, "blue-color", "#3b82f6");
  return {
    water: mixed(blue, background, 0.1),
    land: mixed(text, surface, 0.02),
    coast: mixed(text, background, 0.32),
    border: mixed(text, background, 0.2),
    grid: mixed(blue, background, 0.18),
  };
}
