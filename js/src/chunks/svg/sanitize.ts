/** Drawings that a library has made from an author's text, without what could run or be fetched. */
import DOMPurify from "dompurify";

/** An SVG element; throws when the markup is none. */
export function cleanSvg(markup: string): SVGSVGElement {
  const clean = DOMPurify.sanitize(markup, {
    ADD_TAGS: ["style"],
    // Of other elements of the page, too, ids may be what is referred to.
    ALLOW_DATA_ATTR: false,
    FORBID_TAGS: ["foreignObject", "script"],
    IN_PLACE: false,
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { svg: true, svgFilters: true },
  });
  const svg = clean.querySelector("svg");
  if (!svg) throw new Error("The drawing is empty.");
  for (const element of svg.querySelectorAll("*")) {
    if (element.localName === "style") element.textContent = withoutAddresses(element.textContent);
    for (const { name, value } of [...element.attributes]) {
      if (/href$/i.test(name) && !allowed(element, value)) element.removeAttribute(name);
      else if (name === "style") element.setAttribute(name, withoutAddresses(value));
    }
    if (element.localName === "a") {
      element.setAttribute("target", "_blank");
      element.setAttribute("rel", "noopener noreferrer");
    }
  }
  return svg;
}

/** Pictures only from within the drawing, links only where they are safe to follow. */
function allowed(element: Element, address: string): boolean {
  if (address.startsWith("#")) return true;
  if (element.localName === "image" || element.localName === "feImage") {
    return /^data:image\/(png|jpeg|gif|webp);/i.test(address);
  }
  return element.localName === "a" && /^(https?:|mailto:|\/|[\w.-]+$)/i.test(address);
}

/** A style sheet that loads nothing. */
export const withoutAddresses = (css: string): string =>
  css.replace(/@import[^;]*;?/gi, "").replace(/url\(\s*(?!['"]?#)[^)]*\)/gi, "none");

/** URL of a drawing as a file. */
export function svgUrl(svg: SVGSVGElement | null | undefined): string {
  if (!svg) return "";
  const text = new XMLSerializer().serializeToString(svg);
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  // Some browsers read the URL only after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return url;
}

/** Has a drawing take the size that the app asks for, and keep its shape. */
export function fitSvg(
  svg: SVGSVGElement,
  own: { readonly width: number; readonly height: number },
  { width, height, full }: { width?: unknown; height?: unknown; full: number | undefined },
): void {
  const { style } = svg;
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  if (!svg.hasAttribute("viewBox")) svg.setAttribute("viewBox", `0 0 ${own.width} ${own.height}`);
  style.display = "block";
  style.maxWidth = "100%";
  if (full !== undefined) {
    style.width = "100%";
    style.height = `${full}px`;
    return;
  }
  const fixed = typeof height === "number" ? height : undefined;
  if (width === "content" || width === undefined) {
    style.width = `${fixed ? (own.width / own.height) * fixed : own.width}px`;
  } else style.width = "100%";
  style.height = fixed ? `${fixed}px` : height === "stretch" ? "100%" : "auto";
}
