/** The box around an app, or around a part of one: its theme, and what it says about its state. */
import { type ReactElement, type ReactNode, useRef } from "react";
import { UNSAFE_PortalProvider } from "react-aria/PortalProvider";
import { ManagerContext, type WidgetManager } from "../host/foreign";
import { isEmbedded, type Place } from "../host/location";
import type { AppProps } from "../protocol";
import { SessionContext, useConnection, useRunState, useTree } from "../store/hooks";
import type { Session } from "../store/session";
import type { TreeNode } from "../store/tree";
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
  /** Draws what is inside; the tree is null until the kernel has answered. */
  readonly children: (tree: TreeNode | null, theme: AppTheme) => ReactNode;
}

/** Everything below finds the session, the host and the theme in their contexts. */
export function Frame(props: FrameProps): ReactElement {
  const { session, place, manager, overlays } = props;
  return (
    <SessionContext.Provider value={session}>
      <PlaceContext.Provider value={place}>
        <ManagerContext.Provider value={manager}>
          <OverlayContext.Provider value={overlays}>
            <UNSAFE_PortalProvider getContainer={() => overlays}>
              <Box {...props} />
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

function Box({ session, place, overlays, testId, children }: FrameProps): ReactElement {
  const tree = useTree(session);
  const runState = useRunState();
  const connection = useConnection();
  const root = useRef<HTMLDivElement>(null);
  const app = tree === null ? null : (tree.props as unknown as AppProps);
  const theme = useAppTheme(session, app?.theme ?? null, root, overlays);
  const bare = place.owned && isEmbedded();
  return (
    <ThemeContext.Provider value={theme.seen}>
      <div
        className={classes("stApp rv-app", place.owned && "rv-owned", bare && "rv-embedded")}
        data-client={session.client}
        data-layout={app?.layout ?? "centered"}
        data-run-id={app?.run_id}
        data-run-state={runState}
        data-test-connection-state={connection}
        data-test-script-state={tree === null ? "initial" : SCRIPT_STATES[runState]}
        data-testid={testId}
        data-theme={theme.seen.mode}
        ref={root}
        style={theme.variables.main}
      >
        <Banner owned={place.owned} />
        {children(tree, theme)}
      </div>
    </ThemeContext.Provider>
  );
}
