/** `st.error`, `st.warning`, `st.info`, `st.success`: coloured boxes. */
import type { ReactElement, ReactNode } from "react";
import { InlineMarkdown, Markdown } from "../markdown/markdown";
import { Icon } from "./icon";
import { type NodeProps, registerElement } from "./registry";

export type AlertKind = "error" | "warning" | "info" | "success";

interface AlertProps {
  readonly body: string;
  readonly icon?: string;
  readonly title?: string;
}

export interface AlertBoxProps extends Partial<AlertProps> {
  readonly kind: AlertKind;
  readonly children?: ReactNode;
}

const TEST_IDS: Readonly<Record<AlertKind, string>> = {
  error: "stAlertContentError",
  warning: "stAlertContentWarning",
  info: "stAlertContentInfo",
  success: "stAlertContentSuccess",
};

export function AlertBox({ kind, body, icon, title, children }: AlertBoxProps): ReactElement {
  // Only what needs attention interrupts a screen reader.
  const role = kind === "error" || kind === "warning" ? "alert" : "status";
  return (
    <div
      className="stAlertContainer rv-alert"
      data-kind={kind}
      data-testid="stAlertContainer"
      role={role}
    >
      {icon && (
        <span className="rv-alert-icon" data-testid="stAlertDynamicIcon">
          <Icon icon={icon} />
        </span>
      )}
      <div className="rv-alert-body" data-testid={TEST_IDS[kind]}>
        {title && (
          <strong className="rv-alert-title" data-testid="stAlertTitle">
            <InlineMarkdown text={title} />
          </strong>
        )}
        {body !== undefined && <Markdown anchors={false} text={body} />}
        {children}
      </div>
    </div>
  );
}

function Alert({ node }: NodeProps<AlertProps>): ReactElement {
  return (
    <div className="stAlert" data-testid="stAlert">
      <AlertBox {...node.props} kind={node.kind as AlertKind} />
    </div>
  );
}

for (const kind of ["error", "warning", "info", "success"]) {
  registerElement(kind, Alert, { deferred: "field" });
}
