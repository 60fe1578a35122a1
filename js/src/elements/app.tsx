/** The app as a whole: header, sidebar, main area, bottom, and its dialogs. */
import { memo, type ReactElement, useLayoutEffect, useMemo, useRef, useState } from "react";
import { UNSAFE_PortalProvider } from "react-aria/PortalProvider";
import { ManagerContext, type WidgetManager } from "../host/foreign";
import { embedOptions, isEmbedded, type Place } from "../host/location";
import { useOwnPage } from "../host/page";
import type { AppProps } from "../protocol";
import { SessionContext, useConnection, useRunState, useTree } from "../store/hooks";
import type { Session } from "../store/session";
import type { TreeNode } from "../store/tree";
import { VerticalBlock } from "./block";
import { Dialog } from "./dialog";
import { ExceptionBox } from "./exception";
import { Header } from "./header";
import { MainMenu } from "./menu";
import { hasMenu, PlaceContext, TopMenu } from "./navigation";
import { Children } from "./node";
import { OverlayContext } from "./overlay";
import { useShortcuts } from "./shortcuts";
import { Sidebar } from "./sidebar";
import { classes } from "./size";
import { ThemeContext } from "./theme";
import { useAppTheme } from "./theming";

export interface AppViewProps {
  readonly session: Session;
  readonly place: Place;
  readonly manager: WidgetManager | null;
  /** The element that floating things go into; it gets the theme of the app. */
  readonly overlays: HTMLElement;
}

/** Everything an app shows, from the session that holds it. */
export function AppView({ session, place, manager, overlays }: AppViewProps): ReactElement {
  return (
    <SessionContext.Provider value={session}>
      <PlaceContext.Provider value={place}>
        <ManagerContext.Provider value={manager}>
          <OverlayContext.Provider value={overlays}>
            <UNSAFE_PortalProvider getContainer={() => overlays}>
              <Shell overlays={overlays} place={place} session={session} />
            </UNSAFE_PortalProvider>
          </OverlayContext.Provider>
        </ManagerContext.Provider>
      </PlaceContext.Provider>
    </SessionContext.Provider>
  );
}

const SCRIPT_STATES = {
  running: "running",
  idle: "notRunning",
  "compile-error": "compilationError",
} as const;

/** Narrower apps fold their sidebar away and lay it over the page; in CSS pixels. */
const NARROW = 768;

type ShellProps = Omit<AppViewProps, "manager">;

function Shell({ session, place, overlays }: ShellProps): ReactElement {
  const tree = useTree(session);
  const runState = useRunState();
  const connection = useConnection();
  const root = useRef<HTMLDivElement>(null);
  const app = tree === null ? null : (tree.props as unknown as AppProps);
  const theme = useAppTheme(session, app?.theme ?? null, root, overlays);
  const narrow = useNarrow(root);
  useShortcuts(session, place.owned);
  const bare = place.owned && isEmbedded();

  return (
    <ThemeContext.Provider value={theme.seen}>
      <div
        className={classes("stApp rv-app", place.owned && "rv-owned", bare && "rv-embedded")}
        data-layout={app?.layout ?? "centered"}
        data-run-id={app?.run_id}
        data-run-state={runState}
        data-test-connection-state={connection}
        data-test-script-state={tree === null ? "initial" : SCRIPT_STATES[runState]}
        data-testid="stApp"
        data-theme={theme.seen.mode}
        ref={root}
        style={theme.variables.main}
      >
        {tree === null || app === null ? (
          <Skeleton />
        ) : (
          <Page
            app={app}
            narrow={narrow}
            place={place}
            session={session}
            theme={theme}
            tree={tree}
          />
        )}
      </div>
    </ThemeContext.Provider>
  );
}

/** What shows until the kernel has answered; only after a while, most apps are faster. */
const Skeleton = (): ReactElement => (
  <div aria-hidden="true" className="rv-skeleton" data-testid="stAppSkeleton">
    <span />
    <span />
    <span />
  </div>
);

function useNarrow(root: React.RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const measure = (): void => {
      // A hidden tab of a notebook has no width; that is no reason to fold anything.
      if (element.clientWidth > 0) setNarrow(element.clientWidth < NARROW);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);
  return narrow;
}

interface PageProps {
  readonly app: AppProps;
  readonly narrow: boolean;
  readonly place: Place;
  readonly session: Session;
  readonly theme: ReturnType<typeof useAppTheme>;
  readonly tree: TreeNode;
}

function Page({ app, narrow, place, session, theme, tree }: PageProps): ReactElement {
  const [main, sidebar, event, bottom] = tree.children ?? [];
  const { navigation = null, page = "" } = app;
  const [open, setOpen] = useSidebarState(app.sidebar_state ?? "auto", narrow);
  useOwnPage(session, place, app);
  const hasSidebar = hasMenu(navigation, "sidebar") || (sidebar?.children?.length ?? 0) > 0;
  const locked = app.sidebar_state === "locked" && !narrow;
  const bare = place.owned && isEmbedded();
  const chrome = !bare || embedOptions().has("show_toolbar");
  return (
    <div
      className="stAppViewContainer rv-view"
      data-sidebar={hasSidebar ? (open ? "open" : "closed") : "none"}
      data-testid="stAppViewContainer"
    >
      {place.owned && <SkipLink />}
      {hasSidebar && sidebar && (
        <Sidebar
          navigation={navigation}
          node={sidebar}
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
      <div className="rv-body">
        {chrome && (
          <Header
            menu={<MainMenu items={app.menu_items} theme={theme.choice} title={app.title ?? ""} />}
            navigation={
              hasMenu(navigation, "top") ? <TopMenu navigation={navigation} page={page} /> : null
            }
            onExpand={hasSidebar && !open ? () => setOpen(true) : null}
          />
        )}
        {main && <Main node={main} owned={place.owned} page={page} />}
        {bottom && (bottom.children?.length ?? 0) > 0 && <Bottom node={bottom} />}
      </div>
      {event && (
        <div className="rv-events">
          <Children node={event} />
        </div>
      )}
      <Dialogs app={app} />
    </div>
  );
}

/** Whether the sidebar is open: as the author says until the visitor says otherwise. */
function useSidebarState(
  said: NonNullable<AppProps["sidebar_state"]>,
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
  readonly node: TreeNode;
  readonly owned: boolean;
  readonly page: string;
}

const Main = memo(function Main({ node, owned, page }: MainProps): ReactElement {
  const Tag = owned ? "main" : "section";
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page is read from its start
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [page]);
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
    </Tag>
  );
});

const Bottom = memo(function Bottom({ node }: { node: TreeNode }): ReactElement {
  return (
    <div className="stBottom rv-bottom" data-testid="stBottom">
      <div className="rv-center" data-testid="stBottomBlockContainer">
        <VerticalBlock node={node} />
      </div>
    </div>
  );
});

function Dialogs({ app }: { readonly app: AppProps }): ReactElement {
  const [closed, setClosed] = useState<AppProps["error"]>(null);
  const [seen, setSeen] = useState(-1);
  const error = app.error ?? null;
  const missing = app.page_missing === true;
  const run = useMemo(() => (missing ? app.run_id : -1), [missing, app.run_id]);
  return (
    <>
      {error !== null && error !== closed && (
        <Dialog onClose={() => setClosed(error)} title="The script cannot run" wide>
          <ExceptionBox {...error} />
        </Dialog>
      )}
      {missing && seen !== run && (
        <Dialog onClose={() => setSeen(run)} title="Page not found">
          <p>This app has no page at this address. Its start page is shown instead.</p>
        </Dialog>
      )}
    </>
  );
}
