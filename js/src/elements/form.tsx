/** `st.form`: a container whose inputs are sent together. */
import { type ReactElement, useMemo } from "react";
import type { CommonProps } from "../protocol";
import { useRunning } from "../store/hooks";
import { type TreeNode, walk } from "../store/tree";
import { AlertBox } from "./alert";
import { VerticalBlock } from "./block";
import { type NodeProps, registerElement } from "./registry";
import { classes, keyClass } from "./size";

interface FormProps extends CommonProps {
  readonly form_id: string;
  readonly border?: boolean;
}

const MISSING =
  "**This form has no submit button.** Its inputs are sent only when one is pressed: add `st.form_submit_button()` inside the form.";

function Form({ node }: NodeProps<FormProps>): ReactElement {
  const { border = true, key } = node.props;
  const complete = useMemo(() => hasSubmitButton(node), [node]);
  const running = useRunning(!complete);
  return (
    // Not a form element: Enter and the button go through the session, and a browser must not submit.
    <div
      className={classes("stForm rv-form", border && "rv-bordered", keyClass(key))}
      data-testid="stForm"
    >
      <VerticalBlock node={node} />
      {!complete && !running && <AlertBox body={MISSING} kind="warning" />}
    </div>
  );
}

function hasSubmitButton(form: TreeNode): boolean {
  for (const { kind } of walk(form)) if (kind === "form_submit_button") return true;
  return false;
}

registerElement("form", Form, { container: true });
