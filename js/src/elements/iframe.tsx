/** A document of its own inside the page, kept away from it by the sandbox. */
import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import { frameUrl, withNonce } from "../host/policy";
import { useFileUrl } from "../media/source";
import type { CommonProps, FileProps } from "../protocol";
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
      title={shared.title ?? "Embedded content"}
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

interface FrameProps extends CommonProps {
  /** The document: HTML, its address, or a file that the kernel has. */
  readonly html?: string;
  readonly src?: string;
  readonly file?: FileProps;
  readonly tab_index?: number;
  readonly alt?: string;
}

/** Height of what cannot be measured, in pixels. */
const UNKNOWN = 400;
const PDF = "application/pdf";

/** `st.iframe`: HTML is as large as it is. */
function Frame({ node }: NodeProps<FrameProps>): ReactElement {
  const { alt, file, height, html, src, tab_index: tabIndex, width } = node.props;
  const box = useRef<HTMLDivElement>(null);
  const measures = html !== undefined && (height === "content" || width === "content");
  const measured = useMeasure(box, measures, html);
  const found = useFileUrl(file);
  const shared = {
    className: "stIFrame rv-iframe",
    "data-testid": "stIFrame",
    sandbox: src !== undefined && isElsewhere(src) ? `${SANDBOX} allow-same-origin` : SANDBOX,
    style: {
      height: height === "stretch" ? "100%" : height === "content" ? measured.height : height,
      width: width === "content" ? measured.width : undefined,
    },
    tabIndex,
    title: alt ?? "Embedded content",
  };
  return (
    <div className="rv-frame" data-height={height} ref={box}>
      {html !== undefined ? (
        <Html
          html={measures ? html + measure(width === "content") : html}
          key={html}
          shared={shared}
        />
      ) : file !== undefined ? (
        // Browsers show no PDF in a sandbox; all else gets one without scripts.
        <iframe
          {...shared}
          sandbox={file.type === PDF ? undefined : ""}
          src={found.url}
          title={shared.title}
        />
      ) : (
        <iframe
          {...shared}
          src={src !== undefined && isSafeFrame(src) ? src : "about:blank"}
          title={shared.title}
        />
      )}
      {found.error && (
        <div className="rv-file-error" role="alert">
          {found.error}
        </div>
      )}
    </div>
  );
}

function Html({ html, shared }: Omit<WrittenProps, "frame">): ReactElement {
  const frame = frameUrl();
  if (frame !== null) {
    // What is written without a type of document would be laid out as in the last century.
    const typed = /^\s*<!doctype/i.test(html) ? html : `<!DOCTYPE html>${html}`;
    return <Written frame={frame} html={typed} shared={shared} />;
  }
  return <iframe {...shared} srcDoc={withNonce(html)} title={shared.title} />;
}

/** What a document is to do so that the page knows its size; the page cannot look into it. */
function measure(wide: boolean): string {
  const width = wide
    ? "b.style.width='max-content';let r=b.getBoundingClientRect();w=Math.ceil(r.width+2*r.left);b.style.width='';"
    : "";
  return `<script>(()=>{let d=document.documentElement,b=document.body,w=0,tell=()=>{${width}parent.postMessage({rvFrame:[w,Math.ceil(d.getBoundingClientRect().height)]},"*")};new ResizeObserver(tell).observe(d);addEventListener("load",tell);tell()})()</script>`;
}

/** Size that a document may take, in pixels. */
const MOST = 20_000;

function useMeasure(
  box: RefObject<HTMLDivElement | null>,
  on: boolean,
  html: string | undefined,
): { readonly width?: number; readonly height: number } {
  const [size, setSize] = useState<readonly [width: number, height: number]>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document has another size
  useEffect(() => {
    if (!on) return;
    const take = ({ data, source }: MessageEvent): void => {
      const said = (data as { rvFrame?: unknown } | null)?.rvFrame;
      if (!Array.isArray(said) || source !== box.current?.querySelector("iframe")?.contentWindow) {
        return;
      }
      const [width, height] = said.map((one) => Math.min(Math.max(Number(one) || 0, 0), MOST));
      if (width !== undefined && height !== undefined) setSize([width, height]);
    };
    window.addEventListener("message", take);
    return () => window.removeEventListener("message", take);
  }, [box, html, on]);
  if (!on) return { height: UNKNOWN };
  return { width: size?.[0] || undefined, height: size?.[1] ?? 0 };
}

registerElement("iframe_html", IframeHtml);
registerElement("iframe", Frame);
