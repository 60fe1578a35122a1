/** Checkboxes and toggles: one flag each. */
import type { ReactElement } from "react";
import type { NodeProps } from "../elements/registry";
import { Help } from "../elements/tooltip";
import { InlineMarkdown } from "../markdown/markdown";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";

export interface CheckboxProps extends InputProps<boolean> {
  readonly wrap?: boolean;
}

export function Checkbox({ node }: NodeProps<CheckboxProps>): ReactElement {
  return (
    <Flag node={node}>
      <span className="rv-check-box">
        <svg aria-hidden="true" viewBox="0 0 16 16">
          <path d="M3.5 8.5l3 3 6-7" />
        </svg>
      </span>
    </Flag>
  );
}

export function Toggle({ node }: NodeProps<CheckboxProps>): ReactElement {
  return (
    <Flag node={node} role="switch">
      <span className="rv-switch">
        <span className="rv-switch-knob" />
      </span>
    </Flag>
  );
}

interface FlagProps extends NodeProps<CheckboxProps> {
  readonly role?: "switch";
  /** What is seen of it: right behind the browser's own box, by whose state the style sheet draws it. */
  readonly children: ReactElement;
}

function Flag({ node, role, children }: FlagProps): ReactElement {
  const { value, setValue, disabled } = useInput(node);
  const { help, label, label_visibility: visibility = "visible", wrap } = node.props;
  return (
    <div className="stCheckbox rv-check-row" data-testid="stCheckbox" data-wrap={wrap}>
      <label className="rv-check" data-disabled={disabled || undefined}>
        <input
          checked={value}
          className="rv-visually-hidden"
          disabled={disabled}
          onChange={({ target }) => setValue(target.checked)}
          role={role}
          type="checkbox"
        />
        {children}
        <span
          className={visibility === "collapsed" ? "rv-visually-hidden" : "rv-check-label"}
          data-testid="stWidgetLabel"
          data-visibility={visibility}
        >
          <InlineMarkdown text={label} />
        </span>
      </label>
      {/* Beside the label and not in it: a button in a label would press both. */}
      {help && visibility === "visible" && <Help text={help} />}
    </div>
  );
}
