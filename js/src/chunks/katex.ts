/** Formulas. The fonts are our own files, loaded when a formula uses them. */
import katex from "katex";
import sheet from "katex/dist/katex.min.css";

/** Names of the fonts and how the style sheet asks for them. */
export const fonts: ReadonlyArray<readonly [file: string, family: string, FontFaceDescriptors]> = [
  ["KaTeX_AMS-Regular", "KaTeX_AMS", {}],
  ["KaTeX_Caligraphic-Bold", "KaTeX_Caligraphic", { weight: "700" }],
  ["KaTeX_Caligraphic-Regular", "KaTeX_Caligraphic", {}],
  ["KaTeX_Fraktur-Bold", "KaTeX_Fraktur", { weight: "700" }],
  ["KaTeX_Fraktur-Regular", "KaTeX_Fraktur", {}],
  ["KaTeX_Main-Bold", "KaTeX_Main", { weight: "700" }],
  ["KaTeX_Main-BoldItalic", "KaTeX_Main", { weight: "700", style: "italic" }],
  ["KaTeX_Main-Italic", "KaTeX_Main", { style: "italic" }],
  ["KaTeX_Main-Regular", "KaTeX_Main", {}],
  ["KaTeX_Math-BoldItalic", "KaTeX_Math", { weight: "700", style: "italic" }],
  ["KaTeX_Math-Italic", "KaTeX_Math", { style: "italic" }],
  ["KaTeX_SansSerif-Bold", "KaTeX_SansSerif", { weight: "700" }],
  ["KaTeX_SansSerif-Italic", "KaTeX_SansSerif", { style: "italic" }],
  ["KaTeX_SansSerif-Regular", "KaTeX_SansSerif", {}],
  ["KaTeX_Script-Regular", "KaTeX_Script", {}],
  ["KaTeX_Size1-Regular", "KaTeX_Size1", {}],
  ["KaTeX_Size2-Regular", "KaTeX_Size2", {}],
  ["KaTeX_Size3-Regular", "KaTeX_Size3", {}],
  ["KaTeX_Size4-Regular", "KaTeX_Size4", {}],
  ["KaTeX_Typewriter-Regular", "KaTeX_Typewriter", {}],
];

/** The style sheet without its font files, whose addresses only the core knows. */
export const styles = sheet.replace(/@font-face\s*\{[^}]*\}/g, "");

/** HTML of a formula; one that cannot be read is shown in red, as written. */
export default function render(tex: string, display: boolean): string {
  return katex.renderToString(tex, {
    displayMode: display,
    // MathML is what screen readers speak.
    output: "htmlAndMathml",
    strict: "ignore",
    throwOnError: false,
    // Without trust a formula cannot bring links, images or classes.
    trust: false,
  });
}
