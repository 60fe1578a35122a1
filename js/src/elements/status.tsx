/** `st.status`: a container that tells how something is getting on. */
import { type ReactElement, useEffect, useState } from "react";
import { InlineMarkdown } from "../markdown/markdown";
import type { CommonProps } from "../protocol";
import { VerticalBlock } from "./block";
import { Glyph } from "./glyph";
import { type NodeProps, registerElement } from "./registry";
import { StepIcon } from "./step";

interface StatusProps extends CommonProps {
  readonly label: string;
  readonly state: "running" | "complete" | "error";
  readonly expanded?: boolean;
  readonly type?: "default" | "compact" | "step";
}

const SAID = { running: "Running", complete: "Complete", error: "Failed" } as const;

function Status({ node }: NodeProps<StatusProps>): ReactElement {
  const { label, state, expanded = false, type = "default" } = node.props;
  const [open, setOpen] = useState(expanded);
  // The script has the last word when it changes its mind, a visitor as long as it does not.
  useEffect(() => setOpen(expanded), [expanded]);
  return (
    <div
      className="stExpander rv-expander rv-state"
      data-state={state}
      data-testid="stExpander"
      data-type={type}
    >
      <details onToggle={(event) => setOpen(event.currentTarget.open)} open={open}>
        <summary className="rv-summary">
          {type === "step" ? (
            <StepIcon>
              <StateIcon state={state} />
            </StepIcon>
          ) : (
            <StateIcon state={state} />
          )}
          <InlineMarkdown text={label} />
          <span
            className="rv-summary-chevron rv-summary-end"
            data-testid={type === "step" ? "stExpanderStepChevron" : undefined}
          >
            <Glyph name="chevron" />
          </span>
        </summary>
        <div className="rv-expander-body" data-testid="stExpanderDetails">
          <VerticalBlock node={node} />
        </div>
      </details>
      {/* What the icon shows, for those who do not see it; said whenever it changes. */}
      <span className="rv-visually-hidden" role="status">
        {SAID[state]}
      </span>
    </div>
  );
}

function StateIcon({ state }: { readonly state: StatusProps["state"] }): ReactElement {
  if (state === "running") return <span className="rv-spin" data-testid="stExpanderIconSpinner" />;
  const name = state === "complete" ? "Check" : "Error";
  return (
    <span className="rv-state-icon" data-testid={`stExpanderIcon${name}`}>
      <Glyph name={state === "complete" ? "check" : "error"} />
    </span>
  );
}

registerElement("status", Status, { container: true });
