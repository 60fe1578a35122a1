/** Graphs in the DOT language, laid out by Graphviz; loaded when the first one is on the page. */
import { instance, type RenderResult, type Viz } from "@viz-js/viz";
import { type ReactElement, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { FigureProps } from "../data/figure";
import css from "../styles/drawings.css";
import { FigureError, messageOf } from "./figure/error";
import { cleanSvg, fitSvg, svgUrl } from "./svg/sanitize";
import { faded, parseColor, readableOn, rgba } from "./theme/color";
import { type Tokens, token } from "./theme/tokens";

export const styles = css;

export interface GraphvizProps {
  readonly dot: string;
  /** The program that lays it out. */
  readonly engine?: string;
}

/** One for the page: it is a program of some size. */
let viz: Promise<Viz> | null = null;

export function Figure(figure: FigureProps<GraphvizProps>): ReactElement {
  const { full, handle, label, props, tokens } = figure;
  const place = useRef<HTMLElement>(null);
  const [error, setError] = useState<string | null>(null);
  const { dot, engine = "dot", height, width } = props;
  useEffect(() => {
    let wanted = true;
    const draw = async (): Promise<void> => {
      viz ??= instance();
      const drawn = drawing(await viz, dot, engine, tokens);
      if (!wanted) return;
      fitSvg(drawn, sizeOf(drawn), { width: width ?? "content", height, full });
      place.current?.replaceChildren(drawn);
    };
    draw().then(
      () => wanted && setError(null),
      (reason) => wanted && setError(messageOf(reason)),
    );
    return () => {
      wanted = false;
    };
  }, [dot, engine, height, width, full, tokens]);
  useImperativeHandle(handle, () => ({
    save: () => svgUrl(place.current?.querySelector("svg")),
  }));
  return (
    <div className="rv-figure-frame">
      <figure aria-label={label} className="rv-drawing" hidden={error !== null} ref={place} />
      {error !== null && <FigureError message={error} />}
    </div>
  );
}

function drawing(viz: Viz, dot: string, engine: string, tokens: Tokens): SVGSVGElement {
  const text = rgba(parseColor(token(tokens, "text-color", "#2f2d2b")));
  const line = rgba(parseColor(faded(text, 0.65)));
  const font = { fontcolor: hex(text), fontname: "sans-serif" };
  const result: RenderResult = viz.render(dot, {
    edgeAttributes: { ...font, color: hex(line) },
    engine,
    format: "svg_inline",
    graphAttributes: { ...font, bgcolor: "transparent", color: hex(line) },
    nodeAttributes: { ...font, color: hex(line) },
  });
  if (result.status !== "success") {
    throw new Error(result.errors.map(({ message }) => message).join(" ") || "It is no graph.");
  }
  const svg = cleanSvg(result.output);
  keepReadable(svg, hex(text));
  return svg;
}

/** A colour as Graphviz has it. */
function hex(color: string): string {
  const [red, green, blue, alpha] = parseColor(color);
  return `#${[red, green, blue, Math.round(alpha * 255)].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Texts that the author gave no colour stand on grounds that the author gave one. */
function keepReadable(svg: SVGSVGElement, usual: string): void {
  const [opaque] = [usual.slice(0, 7)];
  for (const group of svg.querySelectorAll("g.node, g.cluster")) {
    const ground = [...group.querySelectorAll("polygon, ellipse, path")]
      .map((shape) => shape.getAttribute("fill"))
      .find((fill) => fill && fill !== "none" && fill !== "transparent");
    if (!ground) continue;
    for (const text of group.querySelectorAll("text")) {
      const fill = text.getAttribute("fill");
      if (!fill || fill === usual || fill === opaque) text.setAttribute("fill", readableOn(ground));
    }
  }
}

function sizeOf(svg: SVGSVGElement): { width: number; height: number } {
  // In points; CSS pixels are three quarters of them.
  const length = (name: string): number =>
    (Number.parseFloat(svg.getAttribute(name) ?? "") || 100) * (4 / 3);
  return { width: Math.ceil(length("width")), height: Math.ceil(length("height")) };
}
