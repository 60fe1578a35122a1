/** What the inputs with a label above them share: the frame, the hint and the complaint. */
import type { ReactElement, ReactNode } from "react";
import { Label, type LabelProps } from "../elements/label";
import { classes } from "../elements/size";
import type { InputHandle } from "../store/hooks";

export interface FieldProps {
  readonly node: LabelProps["node"];
  readonly testId: string;
  /** Id of the control that the label names. */
  readonly htmlFor?: string;
  /** Id of the label, for controls that name themselves by it. */
  readonly labelId?: string;
  /** Id of the line below, for `aria-describedby`. */
  readonly noteId?: string;
  /** Why the value cannot be sent. */
  readonly error?: string | null;
  /** What the visitor can do next, such as "Press Enter to apply". */
  readonly hint?: string | null;
  readonly className?: string;
  /** Height with the label, in CSS pixels. */
  readonly height?: number;
  readonly children: ReactNode;
}

export function Field(props: FieldProps): ReactElement {
  const { node, testId, htmlFor, labelId, noteId, error, hint, children } = props;
  return (
    <div
      className={classes(`${testId} rv-field`, props.className)}
      data-testid={testId}
      style={{ height: props.height }}
    >
      <Label htmlFor={htmlFor} id={labelId ?? (htmlFor && `${htmlFor}-label`)} node={node} />
      {children}
      <div className="rv-field-note" id={noteId}>
        {error && (
          <span className="rv-field-error" data-testid={`${testId}Error`} role="alert">
            {error}
          </span>
        )}
        {hint && (
          <span className="rv-field-hint" data-testid="InputInstructions">
            {hint}
          </span>
        )}
      </div>
    </div>
  );
}

/**
 * Value of `aria-labelledby` for a control with this id. A label that is made invisible names its
 * control only when it is referred to; any other label does so by itself.
 */
export const hiddenLabel = ({ props }: FieldProps["node"], id: string): string | undefined =>
  props.label_visibility === "hidden" ? `${id}-label` : undefined;

/** What the key that commits would do; null where it would do nothing. */
export function keyHint(
  input: Pick<InputHandle<unknown>, "onEnter">,
  key = "Enter",
): string | null {
  const what = input.onEnter();
  return what && `Press ${key} to ${what}`;
}

/** What a required input says when it is empty. */
export const REQUIRED = "This field is required.";
