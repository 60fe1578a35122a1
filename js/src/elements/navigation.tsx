/** The menu of an app's pages, in the sidebar or along the top. */
import {
  createContext,
  type MouseEvent,
  type ReactElement,
  useContext,
  useRef,
  useState,
} from "react";
import { addressOf, type Place } from "../host/location";
import { isSafeLink } from "../markdown/links";
import { InlineMarkdown } from "../markdown/markdown";
import type { NavigationProps, PageEntry } from "../protocol";
import { useSession } from "../store/hooks";
import type { Session } from "../store/session";
import { Glyph } from "./glyph";
import { Icon } from "./icon";
import { Floating } from "./overlay";
import { Tooltip } from "./tooltip";

/** Where the app is; pages of the menu are addresses below its base. */
export const PlaceContext = createContext<Place>({ owned: false, base: "/" });

/** Shows another page of the app, with its address where the address is the app's. */
export function openPage(session: Session, place: Place, page: string, query = ""): void {
  if (place.owned) window.history.pushState(null, "", addressOf(place, page, query));
  session.rerun(page, place.owned ? window.location.search.slice(1) : query);
}

/** Where a link to a page leads in another tab; a page in a notebook has no address of its own. */
export const hrefOf = (place: Place, page: string, query = ""): string =>
  place.owned ? addressOf(place, page, query) : "#";

interface PageLinkProps {
  readonly page: PageEntry;
  readonly current: boolean;
  readonly testId: string;
  /** Query of the address that it leads to. */
  readonly query?: string;
  readonly disabled?: boolean;
  readonly iconAfter?: boolean;
  readonly onOpen?: () => void;
}

export function PageLink(props: PageLinkProps): ReactElement {
  const { page, current, testId, query = "", disabled = false, iconAfter = false, onOpen } = props;
  const session = useSession();
  const place = useContext(PlaceContext);
  const external = page.external_url ?? null;
  const address = external === null ? hrefOf(place, page.url_path, query) : safe(external);
  const href = disabled ? undefined : address;
  const click = (event: MouseEvent): void => {
    // A click with a modifier is the browser's: new tab, new window, download.
    if (external !== null || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (disabled) return;
    openPage(session, place, page.url_path, query);
    onOpen?.();
  };
  const icon = page.icon && <Icon icon={page.icon} />;
  return (
    <Tooltip text={page.help}>
      <a
        aria-current={current ? "page" : undefined}
        className="rv-page-link"
        data-testid={testId}
        // Without an address it is known as a link all the same, one that leads nowhere.
        {...(href === undefined && { role: "link", "aria-disabled": true })}
        href={href}
        onClick={click}
        {...(external !== null && { target: "_blank", rel: "noopener noreferrer" })}
      >
        {!iconAfter && icon}
        <span className="rv-page-title">
          <InlineMarkdown noLinks text={page.title} />
        </span>
        {iconAfter && icon}
        {external !== null && <Glyph name="external" />}
      </a>
    </Tooltip>
  );
}

const safe = (url: string): string | undefined => (isSafeLink(url) ? url : undefined);

/** The sections with the pages that belong in the menu. */
const visible = ({ sections }: NavigationProps): NavigationProps["sections"] =>
  sections
    .map(({ label, pages }) => ({ label, pages: pages.filter((page) => !page.hidden) }))
    .filter(({ pages }) => pages.length > 0);

const countOf = (sections: NavigationProps["sections"]): number =>
  sections.reduce((sum, { pages }) => sum + pages.length, 0);

/** Whether there is something to choose from. */
export const hasMenu = (
  navigation: NavigationProps | null | undefined,
  position: "sidebar" | "top",
): navigation is NavigationProps =>
  navigation?.position === position && countOf(visible(navigation)) > 1;

/** More than `LONG` pages are cut to `SHORT`, unless the author says otherwise. */
const LONG = 12;
const SHORT = 10;
/** An author's own number cuts only where that hides at least this many. */
const WORTH_CUTTING = 3;

function cut(total: number, expanded: boolean | number): number {
  if (expanded === true) return total;
  if (typeof expanded === "number" && expanded > 0) {
    return total >= expanded + WORTH_CUTTING ? expanded : total;
  }
  return total > LONG ? SHORT : total;
}

export interface MenuProps {
  readonly navigation: NavigationProps;
  readonly page: string;
  /** Whether elements of the script follow, which a long menu would push away. */
  readonly followed: boolean;
  readonly onOpen?: () => void;
}

export function SidebarMenu({ navigation, page, followed, onOpen }: MenuProps): ReactElement {
  const [all, setAll] = useState(false);
  const sections = visible(navigation);
  const total = countOf(sections);
  const shown = followed ? cut(total, navigation.expanded) : total;
  let left = all ? total : shown;
  return (
    <nav aria-label="Pages" className="rv-menu" data-testid="stSidebarNav">
      <ul className="rv-menu-items" data-testid="stSidebarNavItems">
        {sections.map((section) => {
          const pages = section.pages.slice(0, left);
          left -= pages.length;
          return pages.length === 0 ? null : (
            <Section key={section.label} label={section.label} {...{ pages, page, onOpen }} />
          );
        })}
      </ul>
      {shown < total && (
        <button
          className="rv-quiet-button"
          data-testid="stSidebarNavViewButton"
          onClick={() => setAll(!all)}
          type="button"
        >
          {all ? "View less" : `View ${total - shown} more`}
        </button>
      )}
      {followed && <hr className="rv-menu-line" data-testid="stSidebarNavSeparator" />}
    </nav>
  );
}

interface SectionProps {
  readonly label: string;
  readonly pages: readonly PageEntry[];
  readonly page: string;
  readonly onOpen?: () => void;
}

function Section({ label, pages, page, onOpen }: SectionProps): ReactElement {
  const [open, setOpen] = useState(true);
  return (
    <li>
      {label && (
        <button
          aria-expanded={open}
          className="rv-menu-section"
          data-testid="stNavSectionHeader"
          onClick={() => setOpen(!open)}
          type="button"
        >
          <InlineMarkdown noLinks text={label} />
          <Glyph name="chevron" />
        </button>
      )}
      {open && (
        <ul>
          {pages.map((entry) => (
            <li data-testid="stSidebarNavLinkContainer" key={entry.external_url ?? entry.url_path}>
              <PageLink
                current={entry.url_path === page && !entry.external_url}
                onOpen={onOpen}
                page={entry}
                testId="stSidebarNavLink"
              />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

export function TopMenu({ navigation, page }: Omit<MenuProps, "followed">): ReactElement {
  const sections = visible(navigation);
  // What is in no section comes first.
  const sorted = [
    ...sections.filter(({ label }) => !label),
    ...sections.filter(({ label }) => label),
  ];
  return (
    <nav aria-label="Pages" className="rv-top-menu" data-testid="stTopNav">
      {sorted.map(({ label, pages }) =>
        label ? (
          <TopSection key={label} label={label} page={page} pages={pages} />
        ) : (
          pages.map((entry) => (
            <span data-testid="stTopNavLinkContainer" key={entry.external_url ?? entry.url_path}>
              <PageLink
                current={entry.url_path === page && !entry.external_url}
                page={entry}
                testId="stTopNavLink"
              />
            </span>
          ))
        ),
      )}
    </nav>
  );
}

function TopSection({ label, pages, page }: SectionProps): ReactElement {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = (): void => setOpen(false);
  return (
    <>
      <button
        aria-expanded={open}
        className="rv-page-link"
        data-current={pages.some(({ url_path: path }) => path === page) || undefined}
        data-testid="stTopNavSection"
        onClick={() => setOpen(!open)}
        ref={anchor}
        type="button"
      >
        <InlineMarkdown noLinks text={label} />
        <span className="rv-turned">
          <Glyph name="chevron" />
        </span>
      </button>
      {open && (
        <Floating
          anchor={anchor}
          className="rv-popup"
          onClose={close}
          placement="bottom start"
          testId="stTopNavPopover"
        >
          <div data-testid="stTopNavPopoverBody">
            {pages.map((entry) => (
              <PageLink
                current={entry.url_path === page && !entry.external_url}
                key={entry.external_url ?? entry.url_path}
                onOpen={close}
                page={entry}
                testId="stTopNavDropdownLink"
              />
            ))}
          </div>
        </Floating>
      )}
    </>
  );
}
