/** What may a chart load? Nothing beyond the origin of the page, whatever its spec says. */
import { type Loader, loader } from "vega";

export function localLoader(): Loader {
  const base = loader({ mode: "http" });
  return {
    ...base,
    async sanitize(uri, options) {
      const found = await base.sanitize(uri, options);
      // A link is not loaded but followed, and by the visitor.
      if ((options as { context?: string } | undefined)?.context === "href") {
        return { ...found, rel: "noopener noreferrer", target: "_blank" };
      }
      const url = new URL(found.href, document.baseURI);
      const embedded = url.protocol === "data:" || url.protocol === "blob:";
      if (!embedded && url.origin !== location.origin) {
        throw new Error(`Charts load nothing from other sites (${url.origin}).`);
      }
      return found;
    },
  };
}
