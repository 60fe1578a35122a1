/** Checkboxes and toggles: one flag each. */
import type { ReactElement } from "react";
import { Checkbox as Box } from "react-aria-components/Checkbox";
import { Switch } from "react-aria-components/Switch";
import type { NodeProps } from "../elements/registry";
import { Help } from "../elements/tooltip";
import { InlineMarkdown } from "../markdown/markdown";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";

export interface CheckboxProps extends InputProps<boolean> {
  readonly wrap?: boolean;
}

export function Checkbox({ node }: NodeProps<CheckboxProps>): ReactElement {
  const { value, setValue, disabled } = useInput(node);
  return (
    <Row node={node}>
      <Box
        className="rv-check"
        isDisabled={disabled}
        isSelected={value}
        onChange={(next) => setValue(next)}
      >
        <span className="rv-check-box">
          <svg aria-hidden="true" viewBox="0 0 16 16">
            <path d="M3.5 8.5l3 3 6-7" />
          </svg>
        </span>
        <FlagLabel node={node} />
      </Box>
    </Row>
  );
}

export function Toggle({ node }: NodeProps<CheckboxProps>): ReactElement {
  const { value, setValue, disabled } = useInput(node);
  return (
    <Row node={node}>
      <Switch
        className="rv-check"
        isDisabled={disabled}
        isSelected={value}
        onChange={(next) => setValue(next)}
      >
        <span className="rv-switch">
          <span className="rv-switch-knob" />
        </span>
        <FlagLabel node={node} />
      </Switch>
    </Row>
  );
}

interface RowProps extends NodeProps<CheckboxProps> {
  readonly children: ReactElement;
}

/** The help stands beside the label and not in it: a button in a label would press both. */
function Row({ node, children }: RowProps): ReactElement {
  const { help, label_visibility: visibility = "visible" } = node.props;
  return (
    <div className="stCheckbox rv-check-row" data-testid="stCheckbox" data-wrap={node.props.wrap}>
      {children}
      {help && visibility === "visible" && <Help text={help} />}
    </div>
  );
}

function FlagLabel({ node }: NodeProps<CheckboxProps>): ReactElement {
  const { label, label_visibility: visibility = "visible" } = node.props;
  return (
    <span
      className={visibility === "collapsed" ? "rv-visually-hidden" : "rv-check-label"}
      data-testid="stWidgetLabel"
      data-visibility={visibility}
    >
      <InlineMarkdown text={label} />
    </span>
  );
}
