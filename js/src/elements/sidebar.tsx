/** The sidebar: the menu of pages, then what the script puts there. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  useState,
} from "react";
import { readStored, writeStored } from "../host/storage";
import type { Variables } from "../host/tokens";
import type { LogoProps, NavigationProps } from "../protocol";
import { ROOTS, useRoot } from "../store/hooks";
import { VerticalBlock } from "./block";
import { Glyph } from "./glyph";
import { Logo } from "./logo";
import { hasMenu, SidebarMenu } from "./navigation";

const STORED = "revoila-sidebar-width";
const NARROWEST = 200;
const WIDEST = 600;
const USUAL = 288;
/** How far an arrow key moves the edge, in CSS pixels. */
const STEP = 16;

const clamp = (width: number): number => Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));

/** Width that a visitor gave to the sidebars of this origin. */
function storedWidth(): number | null {
  const stored = Number(readStored("localStorage", STORED));
  return stored > 0 ? clamp(stored) : null;
}

/** Where there is no storage the width lasts as long as the page. */
function storeWidth(width: number): void {
  writeStored("localStorage", STORED, String(width));
}

export interface SidebarProps {
  readonly logo: LogoProps | null;
  readonly navigation: NavigationProps | null;
  readonly page: string;
  readonly open: boolean;
  /** Width the author asked for, in CSS pixels. */
  readonly width: number | null;
  /** Whether it lies over the app, as in a narrow one. */
  readonly overlay: boolean;
  readonly variables: Variables;
  /** Null where the author has locked it. */
  readonly onClose: (() => void) | null;
}

export function Sidebar(props: SidebarProps): ReactElement {
  const { logo, navigation, page, open, overlay, variables, onClose } = props;
  const node = useRoot(ROOTS.sidebar);
  const [chosen, setChosen] = useState(storedWidth);
  const width = chosen ?? clamp(props.width ?? USUAL);
  const followed = (node?.children ?? []).length > 0;
  const style = { ...variables, "--rv-sidebar-width": `${width}px` } as CSSProperties;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: browser tests of apps look for this attribute
    <section
      aria-expanded={open}
      aria-label="Sidebar"
      className="stSidebar rv-sidebar"
      data-overlay={overlay || undefined}
      data-testid="stSidebar"
      onKeyDown={({ key, defaultPrevented }) => {
        if (overlay && key === "Escape" && !defaultPrevented) onClose?.();
      }}
      // What is folded away must not be reached by the tab key; it stays, with the texts in it.
      // The types of this React do not know the attribute, the browser does.
      {...(!open && { inert: "" })}
      style={style}
    >
      <div className="rv-sidebar-content" data-testid="stSidebarContent">
        <div className="rv-sidebar-header" data-testid="stSidebarHeader">
          {logo ? <Logo logo={logo} where="sidebar" /> : <span data-testid="stLogoSpacer" />}
          {onClose && (
            <button
              aria-label="Close sidebar"
              className="rv-icon-button"
              data-testid="stSidebarCollapseButton"
              onClick={onClose}
              type="button"
            >
              <Glyph name="collapse" />
            </button>
          )}
        </div>
        {hasMenu(navigation, "sidebar") && (
          <SidebarMenu
            followed={followed}
            navigation={navigation}
            onOpen={overlay && onClose ? onClose : undefined}
            page={page}
          />
        )}
        <div className="rv-sidebar-user" data-testid="stSidebarUserContent">
          {node && <VerticalBlock node={node} />}
        </div>
      </div>
      {!overlay && <ResizeHandle onChange={setChosen} width={width} />}
    </section>
  );
}

interface ResizeHandleProps {
  readonly width: number;
  onChange(width: number): void;
}

function ResizeHandle({ width, onChange }: ResizeHandleProps): ReactElement {
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    onChange(clamp(event.clientX - left));
  };
  const press = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowLeft" ? -STEP : event.key === "ArrowRight" ? STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    onChange(clamp(width + step));
    storeWidth(clamp(width + step));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; this separator can
    <div
      aria-label="Width of the sidebar"
      aria-orientation="vertical"
      aria-valuemax={WIDEST}
      aria-valuemin={NARROWEST}
      aria-valuenow={width}
      className="rv-resize-handle"
      data-testid="stSidebarResizeHandle"
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onPointerUp={() => storeWidth(width)}
      role="separator"
      tabIndex={0}
    />
  );
}
