/**
 * What the page has done before the front end was loaded: its inline script (`page.js` beside the
 * template) has opened the connection and keeps what arrives.
 */

/** How the websocket of an early page ended, if it has. */
interface Ended {
  readonly code: number;
}

export interface Early {
  /** URL path below which the app's pages are. */
  readonly base: string;
  /** URL path below which the server's own interface is. */
  readonly service: string;
  /** URL of the folder with the bundle. */
  readonly static: string;
  /** Name of the app; empty for the only one. */
  readonly app: string;
  /** This load of the page: another one is another, also in the same tab. */
  readonly load: string;
  /** Who sends events; also the session of our Jupyter messages. */
  readonly client: string;
  /** The comm that was opened with a hello. */
  readonly comm: string;
  /** Where the tab's handle is kept for its next load. */
  readonly tabKey: string;
  /** Where the page's layout is kept for its next load. */
  readonly layoutKey: string;
  /** Null where the browser has refused to open it. */
  readonly socket: WebSocket | null;
  /** What has arrived on it. */
  readonly frames: Array<string | ArrayBuffer>;
  readonly ended: Ended | null;
  /** Takes the skeleton away. */
  unveil(): void;
}

const NAME = Symbol.for("revoila.page");

/** Takes over from the inline script; null on a page that has none. */
export function takeEarly(): Early | null {
  const page = globalThis as Record<symbol, unknown>;
  const early = page[NAME] as Early | undefined;
  delete page[NAME];
  return early ?? null;
}
