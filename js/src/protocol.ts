/** What crosses the comm: the messages between a kernel and the page that shows its app. */

/** What an element shows: JSON values; bytes are `Uint8Array` once a message was received. */
export type Props = Readonly<Record<string, unknown>>;

/** One element of the page as the kernel describes it. */
export interface WireNode {
  /** Kind: the name of the call that made it. */
  readonly k: string;
  readonly p: Props;
  /** Identity across runs; inputs and keyed containers have one. */
  readonly i?: string;
  /** Children; present for a container, absent for a leaf. */
  readonly c?: readonly WireNode[];
  /** How many of the first children belong to the current run; absent means all. */
  readonly f?: number | null;
}

/** Child indexes from the root; `[]` is the root itself. */
export type Path = readonly number[];

/** Keeps `count` of the old children from `start`. */
export type Kept = readonly [start: number, count: number];

/** One change of the tree; the ops of a patch apply in order. */
export type Op =
  | readonly [Path, "put", WireNode]
  | readonly [Path, "set", Props, (readonly string[])?]
  | readonly [Path, "append", prop: string, suffix: string]
  | readonly [Path, "splice", index: number, count: number, nodes: readonly WireNode[]]
  | readonly [Path, "arrange", ReadonlyArray<Kept | WireNode>]
  | readonly [Path, "fresh", number | null];

/** For each client, the last event the kernel has dealt with. */
export type Ack = Readonly<Record<string, number>>;

export interface PatchMessage {
  readonly method: "patch";
  readonly rev: number;
  readonly ack?: Ack;
  readonly ops: readonly Op[];
}

export interface SnapshotMessage {
  readonly method: "snapshot";
  readonly rev: number;
  readonly ack?: Ack;
  /** The last run that was sent to a view to its end before. */
  readonly seen?: number;
  /** The run whose dialog a visitor has closed. */
  readonly dismissed?: number;
  /** Notices that a visitor has closed. */
  readonly closed?: readonly number[];
  readonly tree: WireNode;
}

/** Answer to a request for a file; its bytes are the message's only buffer. */
export interface ChunkMessage {
  readonly method: "chunk";
  readonly name: string;
  readonly error?: string;
}

/** A part of a file of the app, whose bytes are the message's only buffer; or why there is none. */
export interface FileMessage {
  readonly method: "media";
  /** The page's own name for what it gets. */
  readonly transfer: string;
  /** Where the part begins. */
  readonly at?: number;
  /** Of the whole file, in bytes. */
  readonly size?: number;
  readonly type?: string;
  readonly name?: string;
  readonly error?: "gone" | "failed" | "changed" | "busy";
}

/** A file that the kernel has: what an element holds in place of its bytes. */
export interface FileProps {
  readonly $m: string;
  readonly size: number;
  readonly type: string;
}

/** Answer to a part of a file: how much of the file the kernel has, or why it takes no more of it. */
export interface UploadAnswer {
  readonly method: "upload";
  readonly file: string;
  readonly received?: number;
  readonly error?: string;
}

/** Order of the rows of a table: name of a column, and whether its largest value comes first. */
export type RowsSort = readonly [column: string, descending: boolean] | null;

/** What a grid wants of a table that the kernel has. */
export interface RowsQuestion {
  readonly op: "window" | "places" | "search" | "csv" | "statistics";
  /** The kernel's name for the table. */
  readonly source: string;
  readonly sort: RowsSort;
  /** The rows of a window or of a part of a download, from the first to before the last. */
  readonly start?: number;
  readonly stop?: number;
  readonly column?: string;
  readonly columns?: readonly string[];
  readonly text?: string;
  /** How columns show where they have a format, by their names; see `showing.ts`. */
  readonly shows?: Readonly<Record<string, unknown>>;
  /** What shows in place of a missing cell. */
  readonly missing?: string;
  /** Positions whose rows are wanted, as runs: start and length of each. */
  readonly positions?: readonly number[];
  /** Positions of rows, or of cells of the column, that are not there any more, as runs. */
  readonly gone?: readonly number[];
  /** Positions of cells that show something else, as runs, by the names of columns. */
  readonly covered?: Readonly<Record<string, readonly number[]>>;
  /** Values that count beside those of the data. */
  readonly entered?: readonly unknown[];
  /** Whether a download is wanted with the length of each of its lines. */
  readonly lines?: boolean;
}

/**
 * Answer to a question about a table. The rows of a window are an Arrow stream in the first buffer; where they are
 * sorted, the second has their positions in the data as 32-bit numbers. Places are such numbers in the first; lines
 * of a download are in the first, their lengths in the second and, where they are sorted, their positions in the third.
 */
export interface RowsAnswer {
  readonly method: "rows";
  readonly request: string;
  readonly error?: "gone" | "memory" | "refused" | "failed" | "busy";
  readonly count?: number;
  readonly matches?: ReadonlyArray<readonly [row: number, column: string]>;
  /** Of a column; `top` counts the values in the only column of the first buffer. */
  readonly statistics?: {
    readonly count: number;
    readonly missing: number;
    readonly distinct: number;
    readonly numbers: {
      readonly min: number;
      readonly max: number;
      readonly mean: number;
      readonly median: number;
      readonly deviation: number | null;
      readonly histogram: ReadonlyArray<{
        readonly low: number;
        readonly high: number;
        readonly count: number;
      }>;
    } | null;
    readonly top: readonly number[];
  };
}

export type KernelMessage =
  | PatchMessage
  | SnapshotMessage
  | ChunkMessage
  | FileMessage
  | RowsAnswer
  | UploadAnswer;

/** Where and how a visitor looks at the app. */
export interface View {
  /** URL path below the app's base; `""` is the default page; null where the address is not the app's. */
  readonly path: string | null;
  /** Query string without `?`; null where the address is not the app's. */
  readonly query: string | null;
  readonly url: string;
  readonly timezone: string;
  /** Minutes from local time to UTC, as `Date.getTimezoneOffset` counts them. */
  readonly timezone_offset: number;
  readonly locale: string;
  readonly theme: Mode;
  readonly embedded: boolean;
}

export type Mode = "light" | "dark";

/** One value a visitor gave to an input. */
export interface InputEvent {
  /** Counts the events of one client. */
  readonly seq: number;
  readonly id: string;
  readonly generation: number;
  readonly value: unknown;
}

export type PageMessage =
  | { readonly method: "hello"; readonly client: string; readonly view: View }
  | { readonly method: "resync" }
  | { readonly method: "event"; readonly client: string; readonly events: readonly InputEvent[] }
  | {
      readonly method: "rerun";
      readonly page: string | null;
      readonly query: string | null;
      /** Whether the browser's back or forward button asked for it. */
      readonly history: boolean;
    }
  | { readonly method: "stop" }
  | { readonly method: "clear_cache" }
  | { readonly method: "fragment"; readonly id: string }
  | { readonly method: "run_on_save"; readonly value: boolean }
  | { readonly method: "dismiss"; readonly run?: number; readonly notice?: number }
  | { readonly method: "theme"; readonly theme: Mode }
  | {
      readonly method: "media";
      readonly id: string;
      readonly transfer: string;
      /** Where the wanted part begins; null when nothing more is wanted. */
      readonly at: number | null;
      /** Whether the kernel is only to hold it: the page gets it from the server. */
      readonly hold?: true;
    }
  | ({ readonly method: "rows"; readonly request: string; readonly view: string } & RowsQuestion)
  | { readonly method: "rows"; readonly cancel: readonly string[] }
  | { readonly method: "chunk"; readonly name: string }
  | UploadMessage;

/** A part of a file, whose bytes are the message's only buffer; or a file that is not wanted any more. */
export type UploadMessage =
  | {
      readonly method: "upload";
      readonly file: string;
      /** Id of the input that the file is for. */
      readonly input: string;
      readonly name: string;
      readonly type: string;
      readonly size: number;
      readonly offset: number;
    }
  | { readonly method: "upload_cancel"; readonly file: string };

export type RunState = "running" | "idle" | "compile-error";

/** A page of the menu. */
export interface PageEntry {
  readonly url_path: string;
  readonly title: string;
  readonly icon?: string | null;
  readonly help?: string | null;
  readonly hidden?: boolean;
  readonly external_url?: string | null;
  readonly default?: boolean;
}

export interface NavigationProps {
  readonly position: "sidebar" | "top" | "hidden";
  /** Whether all pages show; a number says how many do. */
  readonly expanded: boolean | number;
  readonly sections: ReadonlyArray<{
    readonly label: string;
    readonly pages: readonly PageEntry[];
  }>;
}

/** The picture in the upper left corner. */
export interface LogoProps {
  /** An icon, or a URL that may hold the picture. */
  readonly image: string;
  /** Takes its place while the sidebar is closed. */
  readonly icon_image?: string;
  readonly size: "small" | "medium" | "large";
  readonly link?: string;
}

/** Theme tokens by their configuration name, such as `primaryColor`; only those configured. */
export type ThemeTokens = Readonly<Record<string, unknown>>;

export interface ThemeProps {
  /** The configured base; null follows the host or the system. */
  readonly base: Mode | null;
  readonly light?: ThemeTokens;
  readonly dark?: ThemeTokens;
  readonly sidebar?: { readonly light?: ThemeTokens; readonly dark?: ThemeTokens };
}

/** An exception as a compile error or an element shows it. */
export interface ExceptionProps {
  readonly type: string;
  readonly message: string;
  readonly markdown?: boolean;
  readonly warning?: boolean;
  readonly trace: readonly string[];
  /** Of a compile error, the run that has met it. */
  readonly run?: number;
}

/** Props of the root of the tree. */
export interface AppProps {
  readonly run_state: RunState;
  readonly run_id: number;
  readonly title?: string | null;
  readonly icon?: string | null;
  readonly layout?: "centered" | "wide";
  readonly sidebar_state?: "auto" | "expanded" | "collapsed" | "locked" | number;
  readonly menu_items?: {
    readonly get_help?: string | null;
    readonly report_a_bug?: string | null;
    readonly about?: string | null;
  };
  /** Whether the menu has what concerns everybody who looks at the app. */
  readonly developer?: boolean;
  readonly error?: ExceptionProps | null;
  readonly page?: string;
  readonly page_missing?: boolean;
  readonly query?: string;
  /** Counts the addresses that a visitor has gone to. */
  readonly asked?: number;
  /** The query that the kernel was told last. */
  readonly asked_query?: string;
  readonly logo?: LogoProps | null;
  readonly navigation?: NavigationProps | null;
  readonly theme?: ThemeProps | null;
  /** Whether a file that the page comes from has changed since it was run. */
  readonly source_changed?: boolean;
  /** Whether such a change runs the script again; null where that is not the visitor's to decide. */
  readonly run_on_save?: boolean | null;
}

/** What is said of the page as a whole, whichever run says it. */
export type PageProps = Omit<AppProps, "run_id" | "run_state">;

export type Size = "stretch" | "content" | "auto" | number;

/** Props any element may have. */
export interface CommonProps {
  readonly key?: string;
  readonly help?: string | null;
  readonly width?: Size;
  readonly height?: Size;
}

/** Props every input has or may have. */
export interface InputProps<T = unknown> extends CommonProps {
  readonly label: string;
  readonly label_visibility?: "visible" | "hidden" | "collapsed";
  readonly disabled?: boolean;
  readonly form_id?: string;
  readonly generation?: number;
  readonly value: T;
  /** How often code has given it another value; only in forms. */
  readonly assigned?: number;
  /** What it shows once its form is sent; only in a form that clears itself. */
  readonly default?: T;
  readonly required?: boolean;
  /** Present when the value is a query parameter, whose name is the key. */
  readonly bound?: BoundProps;
}

/** How an input writes its value in the address. */
export interface BoundProps {
  /** Values of the parameter that stand for the default, which the address does not have. */
  readonly default: readonly string[];
  /** What numbers are: themselves, or milliseconds since the epoch. */
  readonly form: "plain" | "date" | "time" | "datetime";
}

interface BufferReference {
  readonly $b: number;
}

const isReference = (value: object): value is BufferReference =>
  "$b" in value && typeof value.$b === "number";

/**
 * Puts the buffers of a message where `{"$b": n}` names them.
 *
 * Call it only for messages that carry buffers: it walks the whole value.
 */
export function withBuffers<T>(value: T, buffers: readonly DataView[]): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withBuffers(item, buffers)) as T;
  if (isReference(value)) {
    const view = buffers[value.$b];
    if (view === undefined) throw new RangeError(`The message has no buffer ${value.$b}.`);
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength) as T;
  }
  const filled = Object.entries(value).map(([name, item]) => [name, withBuffers(item, buffers)]);
  return Object.fromEntries(filled) as T;
}
