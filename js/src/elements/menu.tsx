/** The menu of the app: run again, clear caches, theme, links of the author, about. */
import { type ReactElement, useContext, useEffect, useRef, useState } from "react";
import type { Choice } from "../host/mode";
import { isSafeLink } from "../markdown/links";
import { Markdown } from "../markdown/markdown";
import type { AppProps } from "../protocol";
import { useSession } from "../store/hooks";
import { Dialog } from "./dialog";
import { Glyph } from "./glyph";
import { entriesIn, moveFocus } from "./menu-keys";
import { PlaceContext } from "./navigation";
import { Floating } from "./overlay";
import { usePageKey } from "./shortcuts";

export interface ThemeChoice {
  readonly choice: Choice;
  choose(choice: Choice): void;
}

export interface MainMenuProps {
  /** Whether there is what concerns everybody who looks at the app. */
  readonly developer: boolean;
  readonly items: AppProps["menu_items"];
  readonly title: string;
  /** Absent where the theme is not the visitor's to choose. */
  readonly theme: ThemeChoice | null;
  /** Whether changed files run at once; null where that is not the visitor's to decide. */
  readonly runOnSave: boolean | null;
}

export function MainMenu(props: MainMenuProps): ReactElement {
  const { developer, items, title, theme, runOnSave } = props;
  const { owned } = useContext(PlaceContext);
  const [open, setOpen] = useState(false);
  const [about, setAbout] = useState(false);
  const [clearing, setClearing] = useState(false);
  usePageKey("c", owned && developer, () => setClearing(true));
  const anchor = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    anchor.current?.focus();
  };
  return (
    <span className="stMainMenu" data-testid="stMainMenu">
      <button
        aria-expanded={open}
        aria-haspopup="menu"
        aria-label="Main menu"
        className="rv-icon-button"
        data-testid="stMainMenuButton"
        onClick={() => setOpen(!open)}
        ref={anchor}
        type="button"
      >
        <Glyph name="menu" />
      </button>
      {open && (
        <Floating anchor={anchor} className="rv-popup" onClose={close} testId="stMainMenuPopover">
          <MenuList
            close={close}
            developer={developer}
            items={items}
            onAbout={() => setAbout(true)}
            onClear={() => setClearing(true)}
            runOnSave={runOnSave}
            theme={theme}
          />
        </Floating>
      )}
      {about && (
        <Dialog onClose={() => setAbout(false)} title={title || "About"}>
          <Markdown text={items?.about || "Made with Revoilà."} />
        </Dialog>
      )}
      {clearing && <ClearCaches onClose={() => setClearing(false)} />}
    </span>
  );
}

/** Asks first: the next run of everybody takes longer. */
function ClearCaches({ onClose }: { onClose(): void }): ReactElement {
  const session = useSession();
  const clear = (): void => {
    onClose();
    session.clearCache();
  };
  return (
    <Dialog onClose={onClose} title="Clear caches">
      <p>
        All results of functions with <code>@st.cache_data</code> and{" "}
        <code>@st.cache_resource</code> are forgotten, also for others who use this app.
      </p>
      <div className="rv-dialog-actions">
        <button className="rv-button" onClick={onClose} type="button">
          Cancel
        </button>
        <button className="rv-button" data-kind="primary" onClick={clear} type="button">
          Clear caches
        </button>
      </div>
    </Dialog>
  );
}

interface MenuListProps extends Omit<MainMenuProps, "title"> {
  close(): void;
  onAbout(): void;
  onClear(): void;
}

function MenuList(props: MenuListProps): ReactElement {
  const { developer, items, theme, runOnSave, close, onAbout, onClear } = props;
  const session = useSession();
  const { owned } = useContext(PlaceContext);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => entriesIn(list.current)[0]?.focus(), []);
  const run = (action: () => void) => (): void => {
    close();
    action();
  };
  return (
    <div
      aria-label="Main menu"
      className="rv-menu-list"
      data-testid="stMainMenuList"
      onKeyDown={(event) => moveFocus(event, list.current)}
      ref={list}
      role="menu"
      tabIndex={-1}
    >
      <button
        className="rv-menu-item"
        onClick={run(() => session.rerun())}
        role="menuitem"
        type="button"
      >
        <span data-testid="stMainMenuItemLabel">Rerun</span>
        {owned && <kbd>r</kbd>}
      </button>
      {developer && runOnSave !== null && (
        <button
          aria-checked={runOnSave}
          className="rv-menu-item"
          onClick={run(() => session.runOnSave(!runOnSave))}
          role="menuitemcheckbox"
          type="button"
        >
          <span data-testid="stMainMenuItemLabel">Run on save</span>
          {runOnSave && <Glyph name="check" />}
        </button>
      )}
      {developer && (
        <button className="rv-menu-item" onClick={run(onClear)} role="menuitem" type="button">
          <span data-testid="stMainMenuItemLabel">Clear cache</span>
          {owned && <kbd>c</kbd>}
        </button>
      )}
      {theme && <ThemeSwitch {...theme} />}
      <Divider />
      <OwnLink href={items?.report_a_bug} label="Report a bug" onOpen={close} />
      <OwnLink href={items?.get_help} label="Get help" onOpen={close} />
      <button className="rv-menu-item" onClick={run(onAbout)} role="menuitem" type="button">
        <span data-testid="stMainMenuItemLabel">About</span>
      </button>
    </div>
  );
}

const Divider = (): ReactElement => <hr className="rv-menu-line" data-testid="stMainMenuDivider" />;

interface OwnLinkProps {
  readonly href: string | null | undefined;
  readonly label: string;
  onOpen(): void;
}

function OwnLink({ href, label, onOpen }: OwnLinkProps): ReactElement | null {
  if (!href || !isSafeLink(href)) return null;
  return (
    <a
      className="rv-menu-item"
      href={href}
      onClick={onOpen}
      rel="noopener noreferrer"
      role="menuitem"
      target="_blank"
    >
      <span data-testid="stMainMenuItemLabel">{label}</span>
      <Glyph name="external" />
    </a>
  );
}

const CHOICES: ReadonlyArray<[Choice, string]> = [
  ["system", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
];

function ThemeSwitch({ choice, choose }: ThemeChoice): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no child of a menu
    <div aria-label="Theme" className="rv-theme-switch" data-testid="stThemeSwitcher" role="group">
      {CHOICES.map(([value, label]) => (
        <button
          aria-checked={value === choice}
          className="rv-theme-choice"
          key={value}
          onClick={() => choose(value)}
          role="menuitemradio"
          type="button"
        >
          {label}
        </button>
      ))}
    </div>
  );
}
