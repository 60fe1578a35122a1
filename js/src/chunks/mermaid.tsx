/** Diagrams of Mermaid, as elements and in Markdown; loaded when the first one is on the page. */
import { type ReactElement, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { FigureProps } from "../data/figure";
import css from "../styles/drawings.css";
import { FigureError, messageOf } from "./figure/error";
import { draw } from "./mermaid/draw";
import { fitSvg, svgUrl } from "./svg/sanitize";
import type { Tokens } from "./theme/tokens";

export const styles = css;

export interface MermaidProps {
  readonly body: string;
}

export function Figure(figure: FigureProps<MermaidProps>): ReactElement {
  const { full, handle, label, mode, props, tokens } = figure;
  const place = useRef<HTMLElement>(null);
  const [error, setError] = useState<string | null>(null);
  const { body, width } = props;
  useEffect(() => {
    let wanted = true;
    draw(body, tokens, mode === "dark").then(
      (drawn) => {
        if (!wanted) return;
        fitSvg(drawn, sizeOf(drawn), { width: width ?? "content", full });
        place.current?.replaceChildren(drawn);
        setError(null);
      },
      (reason) => wanted && setError(messageOf(reason)),
    );
    return () => {
      wanted = false;
    };
  }, [body, tokens, mode, width, full]);
  useImperativeHandle(handle, () => ({
    save: () => svgUrl(place.current?.querySelector("svg")),
  }));
  return (
    <div className="rv-figure-frame">
      <figure aria-label={label} className="rv-drawing" hidden={error !== null} ref={place} />
      {error !== null && <FigureError message={error} source={body} testId="stMermaidError" />}
    </div>
  );
}

function sizeOf(svg: SVGSVGElement): { width: number; height: number } {
  const [, , width = 100, height = 100] = (svg.getAttribute("viewBox") ?? "")
    .split(/[\s,]+/)
    .map(Number);
  return { width: Math.ceil(width), height: Math.ceil(height) };
}

const NAMES = [
  ...["text-color", "background-color", "secondary-background-color", "blue-color"],
  ...["orange-color", "green-color", "violet-color", "red-color", "yellow-color"],
  ...["font", "chart-categorical-colors"],
];

const watched = new WeakSet<Element>();

/** Draws the diagrams of a Markdown text that is on the page, and again when the theme changes. */
export default function drawAll(text: HTMLElement): void {
  const app = text.closest(".stApp");
  if (app && !watched.has(app)) {
    watched.add(app);
    const again = (): void => {
      for (const block of app.querySelectorAll<HTMLElement>(".rv-mermaid")) paint(block);
    };
    new MutationObserver(again).observe(app, { attributeFilter: ["data-theme", "style"] });
  }
  for (const block of text.querySelectorAll<HTMLElement>(".rv-mermaid")) paint(block);
}

const sources = new WeakMap<HTMLElement, string>();
const painted = new WeakMap<HTMLElement, string>();

async function paint(block: HTMLElement): Promise<void> {
  const source = sources.get(block) ?? block.textContent ?? "";
  sources.set(block, source);
  const style = getComputedStyle(block);
  const tokens: Tokens = Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--st-${name}`)]),
  );
  const wanted = JSON.stringify(tokens);
  if (painted.get(block) === wanted) return;
  painted.set(block, wanted);
  const dark = block.closest("[data-theme]")?.getAttribute("data-theme") === "dark";
  try {
    const drawn = await draw(source, tokens, dark);
    fitSvg(drawn, sizeOf(drawn), { width: "content", full: undefined });
    const figure = document.createElement("figure");
    figure.className = "rv-drawing";
    figure.setAttribute("aria-label", "Diagram");
    figure.append(drawn);
    block.replaceChildren(figure);
  } catch (reason) {
    const message = document.createElement("p");
    message.className = "rv-chart-error";
    message.dataset.testid = "stMermaidError";
    message.setAttribute("role", "alert");
    message.textContent = `The chart could not be drawn. ${messageOf(reason)}`;
    const code = document.createElement("pre");
    code.textContent = source;
    block.replaceChildren(message, code);
  }
}
