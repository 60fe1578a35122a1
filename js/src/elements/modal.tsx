/** `st.dialog`: a fragment above the page. */
import type { ReactElement } from "react";
import { InlineMarkdown } from "../markdown/markdown";
import type { InputProps } from "../protocol";
import { useDismissed, useSession } from "../store/hooks";
import type { InputNode } from "../store/session";
import { Dialog } from "./dialog";
import { Icon } from "./icon";
import { Children } from "./node";
import { type NodeProps, registerElement } from "./registry";

interface ModalProps extends Omit<InputProps<boolean>, "width"> {
  readonly title: string;
  readonly icon?: string;
  readonly width: "small" | "medium" | "large" | number;
  readonly position?: "center" | "left" | "right";
  readonly dismissible?: boolean;
  /** Whether it was never opened: another one was open. */
  readonly closed?: boolean;
  /** The run that has opened it. */
  readonly run: number;
  /** Whether the kernel wants to know that it was closed. */
  readonly tells?: boolean;
}

const WIDTHS = { small: 500, medium: 750, large: 1280 } as const;

function Modal({ node }: NodeProps<ModalProps>): ReactElement | null {
  const { title, icon, width, position, dismissible = true, closed, run, tells } = node.props;
  const session = useSession();
  const dismissed = useDismissed(run);
  if (dismissed || closed) return null;
  const close = (): void => {
    session.dismiss(run);
    if (tells) session.press(node as InputNode);
  };
  return (
    <Dialog
      dismissible={dismissible}
      key={run}
      onClose={close}
      position={position}
      title={
        <>
          {icon && (
            <span data-testid="stDialogIcon">
              <Icon icon={icon} />
            </span>
          )}
          <InlineMarkdown text={title} />
        </>
      }
      width={typeof width === "number" ? width : WIDTHS[width]}
    >
      <Children node={node} />
    </Dialog>
  );
}

registerElement("dialog", Modal, { bare: true });
