/** From the text of a diagram to a drawing in the colours of the app. */
import mermaid, { type MermaidConfig } from "mermaid";
import { cleanSvg } from "../svg/sanitize";
import { mixed, parseColor, rgba } from "../theme/color";
import { categories } from "../theme/palette";
import { type Tokens, token } from "../theme/tokens";

let drawings = 0;

export async function draw(source: string, tokens: Tokens, dark: boolean): Promise<SVGSVGElement> {
  mermaid.initialize(config(tokens, dark));
  drawings += 1;
  const { svg } = await mermaid.render(`rv-mermaid-${drawings}`, source);
  return cleanSvg(svg);
}

function config(tokens: Tokens, dark: boolean): MermaidConfig {
  const text = token(tokens, "text-color", "#2f2d2b");
  const background = token(tokens, "background-color", "#ffffff");
  const surface = token(tokens, "secondary-background-color", "#f5f4f1");
  const family = token(tokens, "font", "sans-serif");
  const strong = rgba(parseColor(text));
  const line = mixed(text, background, 0.55);
  const [first = text, second = text, third = text] = categories(tokens, background);
  const tinted = (color: string): string => mixed(color, background, dark ? 0.32 : 0.16);
  const series = categories(tokens, background);
  return {
    // What a text may not change about the drawing of itself.
    secure: [
      ...["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "htmlLabels"],
      ...["suppressErrorRendering", "themeCSS", "fontFamily", "altFontFamily"],
    ],
    darkMode: dark,
    fontFamily: family,
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    class: { htmlLabels: false },
    securityLevel: "strict",
    startOnLoad: false,
    suppressErrorRendering: true,
    theme: "base",
    themeVariables: {
      background,
      clusterBkg: surface,
      clusterBorder: mixed(text, background, 0.2),
      darkMode: dark,
      edgeLabelBackground: background,
      fontFamily: family,
      fontSize: "14px",
      lineColor: line,
      mainBkg: tinted(first),
      nodeBorder: mixed(first, background, 0.8),
      nodeTextColor: strong,
      noteBkgColor: tinted(third),
      noteBorderColor: mixed(third, background, 0.7),
      noteTextColor: strong,
      primaryBorderColor: mixed(first, background, 0.8),
      primaryColor: tinted(first),
      primaryTextColor: strong,
      secondaryColor: tinted(second),
      secondaryTextColor: strong,
      tertiaryColor: surface,
      tertiaryTextColor: strong,
      textColor: strong,
      titleColor: strong,
      ...Object.fromEntries(series.map((color, index) => [`pie${index + 1}`, color])),
      pieSectionTextColor: "#ffffff",
      pieStrokeColor: background,
      pieOuterStrokeColor: background,
      pieTitleTextColor: strong,
      pieLegendTextColor: strong,
    },
  };
}
