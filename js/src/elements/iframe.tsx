/** A document of its own inside the page, kept away from it by the sandbox. */
import type { ReactElement } from "react";
import type { CommonProps } from "../protocol";
import { type NodeProps, registerElement } from "./registry";

interface IframeProps extends CommonProps {
  readonly html: string;
  readonly height: number;
  readonly scrolling?: boolean;
  readonly tab_index?: number;
}

/** Never allow-same-origin: with it the document could reach the kernel as the visitor. */
const SANDBOX = "allow-scripts allow-forms allow-popups allow-downloads allow-modals";

function IframeHtml({ node }: NodeProps<IframeProps>): ReactElement {
  const { html, height, scrolling, tab_index: tabIndex } = node.props;
  return (
    <iframe
      className="stIFrame rv-iframe"
      data-testid="stIFrame"
      height={height}
      sandbox={SANDBOX}
      scrolling={scrolling ? "auto" : "no"}
      srcDoc={html}
      tabIndex={tabIndex}
      title="Embedded content"
    />
  );
}

registerElement("iframe_html", IframeHtml);
