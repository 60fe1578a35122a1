/** The app as a whole: header, sidebar, main area, bottom, and its dialogs. */
import {
  memo,
  type ReactElement,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { embedOptions, isEmbedded, type Place, readFragment } from "../host/location";
import { useOwnPage } from "../host/page";
import type { NavigationProps, PageProps } from "../protocol";
import { ROOTS, useFilled, useRoot, useRunId, useSession } from "../store/hooks";
import type { Session } from "../store/session";
import type { TreeNode } from "../store/tree";
import { VerticalBlock } from "./block";
import { Dialog } from "./dialog";
import { useFollow } from "./follow";
import { Frame, type ViewProps } from "./frame";
import { Header, Status } from "./header";
import { Logo } from "./logo";
import { MainMenu } from "./menu";
import { hasMenu, TopMenu } from "./navigation";
import { Children } from "./node";
import { usePageKey } from "./shortcuts";
import { Sidebar } from "./sidebar";
import { CompileError, SourceNotice } from "./source";
import type { AppTheme } from "./theming";
import { Toasts } from "./toast";

/** Everything an app shows, from the session that holds it. */
export function AppView(view: ViewProps): ReactElement {
  const { session, place } = view;
  usePageKey("r", place.owned, () => session.rerun());
  return (
    <Frame {...view} testId="stApp">
      {(page, theme) =>
        page === null ? (
          <Skeleton />
        ) : (
          <Page app={page} place={place} session={session} theme={theme} />
        )
      }
    </Frame>
  );
}

/** Narrower apps fold their sidebar away and lay it over the page; in CSS pixels. */
const NARROW = 768;

/** What shows until the kernel has answered; only after a while, most apps are faster. */
const Skeleton = (): ReactElement => (
  <>
    <div className="rv-toolbar rv-toolbar-alone">
      <div className="rv-toolbar-end">
        <Status />
      </div>
    </div>
    {/* A page of our own has drawn one before it had this code. */}
    {document.querySelector("[data-revoila-skeleton]") === null && (
      <div aria-hidden="true" className="rv-skeleton" data-testid="stAppSkeleton">
        <span />
        <span />
        <span />
      </div>
    )}
  </>
);

type Box = React.RefObject<HTMLElement | null>;

/** Calls `measure` for a box now and whenever its size changes. */
function useMeasured(box: Box, measure: (element: HTMLElement) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it does is the same each time
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => measure(element));
    measure(element);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
}

function useNarrow(box: Box): boolean {
  const [narrow, setNarrow] = useState(false);
  useMeasured(box, ({ clientWidth }) => {
    // A hidden tab of a notebook has no width; that is no reason to fold anything.
    if (clientWidth > 0) setNarrow(clientWidth < NARROW);
  });
  return narrow;
}

/** Keeps what floats in a corner of the page off the area at its bottom. */
function useRoomBelow(box: Box, owned: boolean): void {
  const { style } = document.documentElement;
  const name = "--rv-bottom";
  useMeasured(box, ({ offsetHeight }) => {
    if (owned) style.setProperty(name, `${offsetHeight}px`);
  });
  useLayoutEffect(() => () => void style.removeProperty(name), [style]);
}

/** What opens the sidebar, and what closes it. */
const SIDEBAR_BUTTONS = {
  open: "[data-testid=stExpandSidebarButton]",
  close: "[data-testid=stSidebarCollapseButton]",
};

interface PageViewProps {
  readonly app: PageProps;
  readonly place: Place;
  readonly session: Session;
  readonly theme: AppTheme;
}

/** Not drawn again by a run that changes only what is in its blocks: these look for themselves. */
const Page = memo(function Page({ app, place, session, theme }: PageViewProps): ReactElement {
  const view = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(view);
  const { logo = null, page = "" } = app;
  const navigation = useNavigation(app.navigation ?? null, narrow);
  const [open, turn] = useSidebarState(app.sidebar_state ?? "auto", narrow);
  const turned = useRef(false);
  const setOpen = (now: boolean): void => {
    turned.current = true;
    turn(now);
  };
  useLayoutEffect(() => {
    // The button that turned it is gone; the one in its place has the focus.
    const button = open ? SIDEBAR_BUTTONS.close : SIDEBAR_BUTTONS.open;
    if (turned.current) view.current?.querySelector<HTMLElement>(button)?.focus();
    turned.current = false;
  }, [open]);
  useOwnPage(session, place, app);
  const inSidebar = useFilled(ROOTS.sidebar);
  const inBottom = useFilled(ROOTS.bottom);
  const hasSidebar = hasMenu(navigation, "sidebar") || inSidebar;
  const locked = app.sidebar_state === "locked" && !narrow;
  const bare = place.owned && isEmbedded();
  const chrome = !bare || embedOptions().has("show_toolbar");
  return (
    <div
      className="stAppViewContainer rv-view"
      data-sidebar={hasSidebar ? (open ? "open" : "closed") : "none"}
      data-testid="stAppViewContainer"
      ref={view}
    >
      {place.owned && <SkipLink />}
      {hasSidebar && (
        <Sidebar
          logo={logo}
          navigation={navigation}
          onClose={locked ? null : () => setOpen(false)}
          open={open}
          overlay={narrow}
          page={page}
          variables={theme.variables.sidebar}
          width={typeof app.sidebar_state === "number" ? app.sidebar_state : null}
        />
      )}
      {narrow && open && hasSidebar && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the sidebar's own button does the same
        // biome-ignore lint/a11y/useKeyWithClickEvents: the sidebar's own button does the same
        <div className="rv-scrim" onClick={() => setOpen(false)} />
      )}
      <div className="rv-body" data-bottom={inBottom || undefined}>
        {chrome && (
          <Header
            logo={logo && !(hasSidebar && open) && <Logo logo={logo} where="header" />}
            menu={
              <MainMenu
                developer={app.developer === true}
                items={app.menu_items}
                runOnSave={app.run_on_save ?? null}
                theme={theme.choice}
                title={app.title ?? ""}
              />
            }
            navigation={
              hasMenu(navigation, "top") ? <TopMenu navigation={navigation} page={page} /> : null
            }
            notice={<SourceNotice app={app} />}
            onExpand={hasSidebar && !open ? () => setOpen(true) : null}
          />
        )}
        <Main owned={place.owned} page={page} />
        {inBottom && <Bottom owned={place.owned} />}
      </div>
      <Events />
      <Toasts />
      <Dialogs app={app} />
    </div>
  );
});

/** The menu of pages: a narrow app has no room for it along the top. */
function useNavigation(said: NavigationProps | null, narrow: boolean): NavigationProps | null {
  return useMemo(
    () => (narrow && said?.position === "top" ? { ...said, position: "sidebar" } : said),
    [said, narrow],
  );
}

/** Whether the sidebar is open: as the author says until the visitor says otherwise. */
function useSidebarState(
  said: NonNullable<PageProps["sidebar_state"]>,
  narrow: boolean,
): [boolean, (open: boolean) => void] {
  const [chosen, setChosen] = useState<{ open: boolean; said: typeof said; narrow: boolean }>();
  const usual = said === "collapsed" ? false : narrow ? said === "expanded" : true;
  // A choice holds for the layout it was made in, and until the author's wish changes.
  const current = chosen?.said === said && chosen.narrow === narrow;
  return [current ? chosen.open : usual, (open) => setChosen({ open, said, narrow })];
}

const SkipLink = (): ReactElement => (
  <a className="rv-skip" data-testid="stSkipToContent" href="#rv-main">
    Skip to content
  </a>
);

interface MainProps {
  readonly owned: boolean;
  readonly page: string;
}

const Main = memo(function Main({ owned, page }: MainProps): ReactElement | null {
  const node = useRoot(ROOTS.main);
  const Tag = owned ? "main" : "section";
  const box = useRef<HTMLElement>(null);
  // A page that ends with a field for messages is a conversation.
  const talks = useRoot(ROOTS.bottom)?.children?.some(({ kind }) => kind === "chat_input");
  useFollow(box, node, owned && talks === true);
  const shown = useRef(page);
  const [sought, setSought] = useState(owned && readFragment() !== "");
  useLayoutEffect(() => {
    // A page is read from its start. The first one is there already, and asking costs a layout.
    if (box.current && shown.current !== page) box.current.scrollTop = 0;
    shown.current = page;
  }, [page]);
  if (node === null) return null;
  return (
    <Tag
      className="stMain rv-main"
      data-testid="stMain"
      id={owned ? "rv-main" : undefined}
      ref={box}
      tabIndex={-1}
    >
      <div
        className="stMainBlockContainer block-container rv-center"
        data-testid="stMainBlockContainer"
      >
        <VerticalBlock node={node} />
      </div>
      {sought && <Destination box={box} node={node} onEnd={() => setSought(false)} page={page} />}
    </Tag>
  );
});

interface DestinationProps {
  readonly box: Box;
  readonly node: TreeNode;
  readonly page: string;
  /** Called when there is nowhere to go any more. */
  onEnd(): void;
}

/**
 * Goes to the heading that the address names as soon as it is there, and again while what follows
 * still comes; not once the reader has gone on.
 */
function Destination({ box, node, page, onEnd }: DestinationProps): null {
  const session = useSession();
  const sought = useRef({ id: readFragment(), page, top: 0, run: -1 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it may come with any change of the page
  useEffect(() => {
    const { current } = sought;
    const { id, run } = current;
    // To ask where the page is scrolled to costs a layout.
    const { scrollTop: top = 0 } = box.current ?? {};
    const now = session.app?.run_id ?? -1;
    if (current.page !== page || (run >= 0 && run !== now) || top !== current.top) {
      onEnd();
      return;
    }
    const found = document.getElementById(id);
    if (found === null) return;
    found.scrollIntoView();
    current.top = box.current?.scrollTop ?? 0;
    current.run = now;
  }, [box, node, page]);
  return null;
}

const Bottom = memo(function Bottom({ owned }: Pick<MainProps, "owned">): ReactElement | null {
  const node = useRoot(ROOTS.bottom);
  const box = useRef<HTMLElement>(null);
  useRoomBelow(box, owned);
  if (node === null) return null;
  return (
    <section
      aria-label="Bottom of the page"
      className="stBottom rv-bottom"
      data-testid="stBottom"
      ref={box}
    >
      <div className="rv-center" data-testid="stBottomBlockContainer">
        <VerticalBlock node={node} />
      </div>
    </section>
  );
});

const Events = memo(function Events(): ReactElement | null {
  const node = useRoot(ROOTS.event);
  if (node === null) return null;
  return (
    <div className="rv-events">
      <Children node={node} />
    </div>
  );
});

function Dialogs({ app }: { readonly app: PageProps }): ReactElement {
  const [closed, setClosed] = useState<PageProps["error"]>(null);
  const [seen, setSeen] = useState(-1);
  const error = app.error ?? null;
  const missing = app.page_missing === true;
  const run = useRunId(missing);
  return (
    <>
      {error !== null && error !== closed && (
        <CompileError app={app} error={error} onClose={() => setClosed(error)} />
      )}
      {missing && seen !== run && (
        <Dialog onClose={() => setSeen(run)} title="Page not found">
          <p>This app has no page at this address. Its start page is shown instead.</p>
        </Dialog>
      )}
    </>
  );
}
