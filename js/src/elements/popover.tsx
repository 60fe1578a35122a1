/** `st.popover`: a button that opens a panel with more elements. */
import { type ReactElement, useEffect, useId, useRef } from "react";
import { InlineMarkdown } from "../markdown/markdown";
import type { CommonProps } from "../protocol";
import { VerticalBlock } from "./block";
import { Glyph } from "./glyph";
import { Icon } from "./icon";
import { useOpen } from "./open";
import { Floating } from "./overlay";
import { type NodeProps, registerElement } from "./registry";
import { classes, keyClass } from "./size";
import { Tooltip } from "./tooltip";

interface PopoverProps extends CommonProps {
  readonly label: string;
  readonly type?: "primary" | "secondary" | "tertiary";
  readonly icon?: string;
  readonly disabled?: boolean;
  readonly wrap?: boolean;
}

function Popover({ node }: NodeProps<PopoverProps>): ReactElement {
  const { label, type = "secondary", icon, disabled = false, help, key, wrap } = node.props;
  const [open, setOpen] = useOpen(node, false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (): void => setOpen(false);
  return (
    <div className={classes("stPopover", keyClass(key))} data-testid="stPopover">
      <Tooltip text={help}>
        <button
          aria-controls={open ? id : undefined}
          aria-expanded={open}
          aria-haspopup="dialog"
          className="rv-button rv-popover-button"
          data-kind={type}
          data-testid="stPopoverButton"
          data-wrap={wrap}
          disabled={disabled}
          id={`${id}-button`}
          onClick={() => setOpen(!open)}
          ref={anchor}
          type="button"
        >
          {icon && <Icon className="rv-button-icon" icon={icon} />}
          <span className="rv-button-label">
            <InlineMarkdown noLinks text={label} />
          </span>
          <span className="rv-summary-chevron" data-open={open || undefined}>
            <Glyph name="chevron" />
          </span>
        </button>
      </Tooltip>
      {open && !disabled && (
        <Floating
          anchor={anchor}
          className="rv-popup"
          nests
          onClose={close}
          placement="bottom start"
        >
          <Panel anchor={anchor} id={id} node={node} />
        </Floating>
      )}
    </div>
  );
}

interface PanelProps extends NodeProps<PopoverProps> {
  readonly anchor: React.RefObject<HTMLButtonElement | null>;
  readonly id: string;
}

function Panel({ anchor, id, node }: PanelProps): ReactElement {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    const button = anchor.current;
    // Back to where it was opened, unless the visitor has gone on to something else.
    return () => {
      const { activeElement: focused } = document;
      if (focused === null || focused === document.body || panel.current?.contains(focused))
        button?.focus({ preventScroll: true });
    };
  }, [anchor]);
  return (
    <div
      aria-labelledby={`${id}-button`}
      className="rv-popover-body"
      data-testid="stPopoverBody"
      id={id}
      ref={panel}
      role="dialog"
      tabIndex={-1}
    >
      <VerticalBlock node={node} />
    </div>
  );
}

registerElement("popover", Popover, { container: true, inline: true });
