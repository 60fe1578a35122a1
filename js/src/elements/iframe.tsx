/** A document of its own inside the page, kept away from it by the sandbox. */
import { type ReactElement, useRef } from "react";
import { frameUrl, withNonce } from "../host/policy";
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
  const { html = "", src, height, scrolling, tab_index: tabIndex } = node.props;
  const shared = {
    className: "stIFrame rv-iframe",
    "data-testid": "stIFrame",
    height,
    sandbox: src !== undefined && isElsewhere(src) ? `${SANDBOX} allow-same-origin` : SANDBOX,
    scrolling: scrolling ? "auto" : "no",
    tabIndex,
    title: "Embedded content",
  };
  const frame = frameUrl();
  if (src !== undefined) return <iframe {...shared} src={isSafeFrame(src) ? src : "about:blank"} />;
  if (frame === null) return <iframe {...shared} srcDoc={withNonce(html)} />;
  // Another document is another frame: one that has been written is not empty any more.
  return <Written frame={frame} html={html} key={html} shared={shared} />;
}

interface WrittenProps {
  readonly frame: string;
  readonly html: string;
  readonly shared: React.IframeHTMLAttributes<HTMLIFrameElement>;
}

/** A document that is sent to a frame which writes it. */
function Written({ frame, html, shared }: WrittenProps): ReactElement {
  const sent = useRef(false);
  return (
    <iframe
      {...shared}
      onLoad={({ currentTarget }) => {
        // The frame loads a second time when it has been written.
        if (sent.current) return;
        sent.current = true;
        currentTarget.contentWindow?.postMessage(html, "*");
      }}
      src={frame}
      title="Embedded content"
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
