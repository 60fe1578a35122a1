/** The buttons that appear at the corner of a table or chart, and its full screen. */
import {
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useState,
} from "react";

const PATHS = {
  columns: "M4 5h16v14H4zM9.5 5v14M14.5 5v14",
  download: "M12 4v11M7.5 10.5L12 15l4.5-4.5M5 19.5h14",
  fullscreen: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  leave: "M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5",
  vector: "M5 19c0-9 5-14 14-14M3.5 17.5h3v3h-3zM17.5 3.5h3v3h-3z",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20",
} as const;

export interface ToolbarButtonProps {
  readonly name: string;
  readonly icon: keyof typeof PATHS;
  onPress(button: HTMLElement): void;
}

export function ToolbarButton({ name, icon, onPress }: ToolbarButtonProps): ReactElement {
  return (
    <button
      aria-label={name}
      className="rv-data-button"
      data-testid="stElementToolbarButton"
      onClick={({ currentTarget }) => onPress(currentTarget)}
      title={name}
      type="button"
    >
      <svg
        aria-hidden="true"
        data-testid="stElementToolbarButtonIcon"
        fill="none"
        height="1em"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="1.8"
        viewBox="0 0 24 24"
        width="1em"
      >
        <path d={PATHS[icon]} />
      </svg>
    </button>
  );
}

export interface ToolbarProps {
  readonly full: Fullscreen;
  readonly children?: ReactNode;
}

/** Shown while the element around it is hovered or has the focus. */
export function Toolbar({ full, children }: ToolbarProps): ReactElement {
  return (
    <div className="stElementToolbar rv-data-toolbar" data-testid="stElementToolbar">
      <div className="rv-data-tools" data-testid="stElementToolbarButtonContainer" role="toolbar">
        {children}
        <ToolbarButton
          icon={full.on ? "leave" : "fullscreen"}
          name={full.on ? "Close fullscreen" : "Fullscreen"}
          onPress={full.toggle}
        />
      </div>
    </div>
  );
}

export interface Fullscreen {
  readonly on: boolean;
  toggle(): void;
}

/**
 * Has an element fill the window without moving it in the document, so that what it draws stays.
 *
 * It goes to the top layer as a popover: with `position: fixed` alone it would fill only the
 * nearest container whose size queries depend on, or the cell of a notebook.
 */
export function useFullscreen(element: RefObject<HTMLElement | null>): Fullscreen {
  const [on, setOn] = useState(false);
  useLayoutEffect(() => {
    const box = element.current;
    if (!on || !box?.showPopover) return;
    box.popover = "manual";
    box.showPopover();
    return () => {
      box.hidePopover();
      box.popover = null;
    };
  }, [on, element]);
  useEffect(() => {
    if (!on) return;
    const leave = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented) setOn(false);
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [on]);
  return { on, toggle: () => setOn(!on) };
}

/** Has the browser save what a URL stands for. */
export function download(url: string, filename: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = filename;
  link.click();
}
