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
import { StepIcon } from "./step";

interface ExpanderProps extends CommonProps {
  readonly label: string;
  readonly expanded?: boolean;
  readonly icon?: string;
  readonly type?: "default" | "compact" | "step";
}

function Expander({ node }: NodeProps<ExpanderProps>): ReactElement {
  const { label, expanded = false, icon, type = "default", key } = node.props;
  const [open, setOpen] = useOpen(node, expanded);
  const isStep = type === "step";
  const chevron = (
    <span
      className={classes("rv-summary-chevron", isStep && "rv-summary-end")}
      data-testid={isStep ? "stExpanderStepChevron" : undefined}
    >
      <Glyph name="chevron" />
    </span>
  );
  const shown = icon && (
    <span data-testid="stExpanderIcon">
      <Icon icon={icon} />
    </span>
  );
  return (
    <div
      className={classes("stExpander rv-expander", keyClass(key))}
      data-testid="stExpander"
      data-type={type}
    >
      <details onToggle={(event) => setOpen(event.currentTarget.open)} open={open}>
        <summary className="rv-summary">
          {isStep ? <StepIcon>{shown}</StepIcon> : chevron}
          {!isStep && shown}
          <InlineMarkdown text={label} />
          {isStep && chevron}
        </summary>
        <div className="rv-expander-body" data-testid="stExpanderDetails">
          <VerticalBlock node={node} />
        </div>
      </details>
    </div>
  );
}

registerElement("expander", Expander, { container: true });
