/** A button that opens an address, and may tell the script that it did. */
import { type MouseEvent, type ReactElement, useRef } from "react";
import type { NodeProps } from "../elements/registry";
import { Tooltip } from "../elements/tooltip";
import { isSafeLink } from "../markdown/links";
import { useSession } from "../store/hooks";
import { ButtonFace, type ButtonProps } from "./button";
import { ariaShortcut, useShortcut } from "./shortcut";

interface LinkButtonProps extends ButtonProps {
  readonly url: string;
  /** Whether the script hears of a click. */
  readonly reports?: boolean;
}

const MIDDLE_BUTTON = 1;

export function LinkButton({ node }: NodeProps<LinkButtonProps>): ReactElement {
  const { type = "secondary", url, reports, disabled, help, shortcut, wrap } = node.props;
  const session = useSession();
  const box = useRef<HTMLDivElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const href = disabled || !url || !isSafeLink(url) ? undefined : url;
  // The browser opens the address, whichever way it was asked to.
  const report = (): void => {
    if (reports && href !== undefined) session.press(node);
  };
  const pressOther = (event: MouseEvent): void => {
    if (event.button === MIDDLE_BUTTON) report();
  };
  useShortcut(shortcut, box, () => link.current?.click());
  return (
    <div className="stLinkButton" data-testid="stLinkButton" ref={box}>
      <Tooltip text={help}>
        <a
          aria-keyshortcuts={shortcut && ariaShortcut(shortcut)}
          className="rv-button"
          data-kind={type}
          data-testid={`stBaseLinkButton-${type}`}
          data-wrap={wrap}
          // Without an address it is known as a link all the same, one that leads nowhere.
          {...(href === undefined && { role: "link", "aria-disabled": true })}
          href={href}
          onAuxClick={pressOther}
          onClick={report}
          ref={link}
          rel="noopener noreferrer"
          target="_blank"
        >
          <ButtonFace {...node.props} />
        </a>
      </Tooltip>
    </div>
  );
}
