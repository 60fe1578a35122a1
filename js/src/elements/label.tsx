/** The label of an input, with the help behind its question mark. */
import type { ReactElement } from "react";
import { InlineMarkdown } from "../markdown/markdown";
import type { InputProps } from "../protocol";
import type { TreeNode } from "../store/tree";
import { Help } from "./tooltip";

export interface LabelProps {
  readonly node: TreeNode & {
    readonly props: Pick<
      InputProps,
      "label" | "label_visibility" | "help" | "required" | "disabled"
    >;
  };
  /** Id of the `input` that the label names; without it the label is a plain text. */
  readonly htmlFor?: string;
  /** Id of the label itself, for `aria-labelledby`. */
  readonly id?: string;
}

/**
 * The label above an input. `hidden` keeps its space and `collapsed` does not; both stay in the
 * accessibility tree, so the input keeps its name.
 */
export function Label({ node, htmlFor, id }: LabelProps): ReactElement {
  const { label, label_visibility: visibility = "visible", help, required } = node.props;
  const Tag = htmlFor === undefined ? "span" : "label";
  const collapsed = visibility === "collapsed" || label === "";
  return (
    <div
      className={collapsed ? "rv-label rv-visually-hidden" : "rv-label"}
      data-testid="stWidgetLabel"
      data-visibility={visibility}
      data-disabled={node.props.disabled || undefined}
    >
      <Tag className="rv-label-text" htmlFor={htmlFor} id={id}>
        <InlineMarkdown text={label} />
        {required && (
          <span aria-hidden="true" className="rv-required" data-testid="stWidgetLabelRequired">
            *
          </span>
        )}
      </Tag>
      {help && visibility === "visible" && <Help text={help} />}
    </div>
  );
}
