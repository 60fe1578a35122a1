/** The box around an app, or around a part of one: its theme, and what it says about its state. */
import { type ReactElement, type ReactNode, useRef } from "react";
import { ManagerContext, type WidgetManager } from "../host/foreign";
import { isEmbedded, type Place } from "../host/location";
import type { PageProps } from "../protocol";
import { SessionContext, useConnection, useMarks, usePageProps } from "../store/hooks";
import type { Session } from "../store/session";
import { Banner } from "./banner";
import { PlaceContext } from "./navigation";
import { OverlayContext } from "./overlay";
import { classes } from "./size";
import { ThemeContext } from "./theme";
import { type AppTheme, useAppTheme } from "./theming";

/** Where and from what a view draws. */
export interface ViewProps {
  readonly session: Session;
  readonly place: Place;
  readonly manager: WidgetManager | null;
  /** The element that floating things go into; it gets the theme of the app. */
  readonly overlays: HTMLElement;
}

export interface FrameProps extends ViewProps {
  readonly testId: string;
  /** Draws what is inside; the page is null until the kernel has answered. */
  readonly children: (page: PageProps | null, theme: AppTheme) => ReactNode;
}

/** Everything below finds the session, the host and the theme in their contexts. */
export function Frame(props: FrameProps): ReactElement {
  const { session, place, manager, overlays } = props;
  return (
    <SessionContext.Provider value={session}>
      <PlaceContext.Provider value={place}>
        <ManagerContext.Provider value={manager}>
          <OverlayContext.Provider value={overlays}>
            <Box {...props} />
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

/** What says to tests whether a run is going on. No style depends on it, so that it costs none. */
function runMarks({ app, runState }: Session): Readonly<Record<string, string | undefined>> {
  return {
    "data-run-id": app?.run_id.toString(),
    "data-run-state": runState,
    "data-test-script-state": app === null ? "initial" : SCRIPT_STATES[runState],
  };
}

function Box({ session, place, overlays, testId, children }: FrameProps): ReactElement {
  const page = usePageProps(session);
  const connection = useConnection();
  const root = useRef<HTMLDivElement>(null);
  const theme = useAppTheme(session, page, root, overlays);
  useMarks(root, runMarks);
  const bare = place.owned && isEmbedded();
  return (
    <ThemeContext.Provider value={theme.seen}>
      <div
        className={classes("stApp rv-app", place.owned && "rv-owned", bare && "rv-embedded")}
        data-client={session.client}
        data-empty={page === null || undefined}
        data-layout={page?.layout ?? "centered"}
        data-test-connection-state={connection}
        data-testid={testId}
        data-theme={theme.seen.mode}
        ref={root}
        style={theme.variables.main}
      >
        <Banner owned={place.owned} />
        {children(page, theme)}
      </div>
    </ThemeContext.Provider>
  );
}
