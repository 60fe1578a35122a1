/** `st.expander`: a container that opens and closes. */
import type { ReactElement } from "react";
import { InlineMarkdown } from "../markdown/markdown";
import type { CommonProps } from "../protocol";
import { VerticalBlock } from "./block";
import { Glyph } from "./glyph";
import { Icon } from "./icon";
import { useOpen } from "./open";
import { type NodeProps, registerElement } from "./registry";
import { classes, keyClass } from "./size";

interface ExpanderProps extends CommonProps {
  readonly label: string;
  readonly expanded?: boolean;
  readonly icon?: string;
  readonly type?: "default" | "compact" | "step";
}

function Expander({ node }: NodeProps<ExpanderProps>): ReactElement {
  const { label, expanded = false, icon, type = "default", key } = node.props;
  const [open, setOpen] = useOpen(node, expanded);
  return (
    <div
      className={classes("stExpander rv-expander", keyClass(key))}
      data-testid="stExpander"
      data-type={type}
    >
      <details onToggle={(event) => setOpen(event.currentTarget.open)} open={open}>
        <summary className="rv-summary">
          <span className="rv-summary-chevron">
            <Glyph name="chevron" />
          </span>
          {icon && (
            <span data-testid="stExpanderIcon">
              <Icon icon={icon} />
            </span>
          )}
          <InlineMarkdown text={label} />
        </summary>
        <div className="rv-expander-body" data-testid="stExpanderDetails">
          <VerticalBlock node={node} />
        </div>
      </details>
    </div>
  );
}

registerElement("expander", Expander, { container: true });
