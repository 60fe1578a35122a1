/** Raw HTML of an author, without what could run or leave the app's place. */
import DOMPurify, { type Config } from "dompurify";
import { isSafeLink } from "./links";

const SHARED: Config = {
  ADD_ATTR: ["target", "data-testid"],
  ALLOW_ARIA_ATTR: true,
  // Hosts such as JupyterLab act on data attributes of any element (data-commandlinker-command).
  ALLOW_DATA_ATTR: false,
  FORBID_ATTR: ["action", "formaction"],
  FORBID_TAGS: ["base", "form", "link", "meta", "style"],
};

let made: ReturnType<typeof DOMPurify> | null = null;

/** Made when the first raw HTML needs it. */
function purifier(): ReturnType<typeof DOMPurify> {
  if (made !== null) return made;
  made = DOMPurify(window);
  made.addHook("afterSanitizeAttributes", (node) => {
    const href = node.getAttribute("href");
    if (node.nodeName !== "A" || href === null) return;
    if (!isSafeLink(href)) node.removeAttribute("href");
    else if (!href.startsWith("#")) {
      node.setAttribute("target", "_blank");
      node.setAttribute("rel", "noopener noreferrer");
    }
  });
  return made;
}

/** HTML inside a Markdown text. */
export const sanitizeMarkdown = (html: string): string => purifier().sanitize(html, SHARED);

/** HTML of `st.html`: style sheets are allowed, scripts only with `scripts`. */
export function sanitizeHtml(html: string, scripts: boolean): string {
  const tags = scripts ? ["style", "script"] : ["style"];
  return purifier().sanitize(html, {
    ...SHARED,
    ADD_TAGS: tags,
    FORBID_TAGS: ["base", "form", "link", "meta"],
    // A style sheet at the start would otherwise be taken into a head that is thrown away.
    FORCE_BODY: true,
  });
}
