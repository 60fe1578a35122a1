/** A document of its own inside the page, kept away from it by the sandbox. */
import type { ReactElement } from "react";
import type { CommonProps } from "../protocol";
import { type NodeProps, registerElement } from "./registry";

interface IframeProps extends CommonProps {
  /** The document itself; or `src`, its address. */
  readonly html?: string;
  readonly src?: string;
  readonly height: number;
  readonly scrolling?: boolean;
  readonly tab_index?: number;
}

/** Never allow-same-origin here: with it the document could reach the kernel as the visitor. */
const SANDBOX = "allow-scripts allow-forms allow-popups allow-downloads allow-modals";

function IframeHtml({ node }: NodeProps<IframeProps>): ReactElement {
  const { html, src, height, scrolling, tab_index: tabIndex } = node.props;
  return (
    <iframe
      className="stIFrame rv-iframe"
      data-testid="stIFrame"
      height={height}
      sandbox={src !== undefined && isElsewhere(src) ? `${SANDBOX} allow-same-origin` : SANDBOX}
      scrolling={scrolling ? "auto" : "no"}
      tabIndex={tabIndex}
      title="Embedded content"
      {...(src === undefined ? { srcDoc: html } : { src: isSafeFrame(src) ? src : "about:blank" })}
    />
  );
}

function urlOf(address: string): URL | null {
  try {
    return new URL(address, document.baseURI);
  } catch {
    return null;
  }
}

/** Whether an address is that of another site, which may then be itself: keep a login, use storage. */
function isElsewhere(address: string): boolean {
  const url = urlOf(address);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin !== window.location.origin;
}

/** Whether an address is one of a document; a script's would run in this page. */
const isSafeFrame = (address: string): boolean =>
  /^(https?|data|blob):$/.test(urlOf(address)?.protocol ?? "");

registerElement("iframe_html", IframeHtml);
