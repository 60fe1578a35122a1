/** The search bar over a grid: what is looked for, how often it is there, and the way from one match to the next. */
import type { DataEditorCoreProps, DataEditorRef, Item } from "@glideapps/glide-data-grid";
import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import type { GridSource } from "./columns";
import { reach } from "./reach";
import { type Found, MOST_MATCHES, type Rows } from "./rows";
import { isSearched } from "./showing";

export interface Finding {
  /** What the grid draws of it. */
  readonly props: Partial<DataEditorCoreProps>;
  readonly bar: ReactElement | null;
  open(): void;
  /** Keys of the grid, of which one opens the bar. */
  onKeyDown(event: KeyboardEvent): void;
}

interface FindingOptions {
  readonly rows: Rows;
  readonly sources: readonly GridSource[];
  readonly editor: RefObject<DataEditorRef | null>;
  readonly wrapper: RefObject<HTMLElement | null>;
  readonly rowHeight: number;
  readonly headers: number;
  /** Whether there are boxes before the rows, which the grid counts as a column where it marks matches. */
  readonly marked: boolean;
  /** The colour that tells the match one is at from the others. */
  readonly color: string;
}

const NOTHING: readonly Item[] = [];

export function useFinding(options: FindingOptions): Finding {
  const { rows, sources, editor, wrapper, rowHeight, headers, color, marked } = options;
  const [shown, setShown] = useState(false);
  const [text, setText] = useState("");
  const [at, setAt] = useState(-1);
  const search = useSearch(rows, sources, shown ? text : "");
  const { items } = search;
  const marks = useMemo(
    () => (marked ? items.map(([column, row]): Item => [column + 1, row]) : items),
    [items, marked],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: other matches are gone through from the first
  useEffect(() => setAt(-1), [items]);
  const step = (by: number): void => {
    if (items.length === 0) return;
    const next = at < 0 && by < 0 ? items.length - 1 : (at + by + items.length) % items.length;
    setAt(next);
    const [column, row] = items[next] ?? [0, 0];
    const scroller = wrapper.current?.querySelector<HTMLElement>(".dvn-scroller");
    if (editor.current && scroller) {
      reach(editor.current, scroller, { column, row, rows: rows.count, headers, rowHeight });
    }
  };
  const close = (): void => {
    setShown(false);
    editor.current?.focus();
  };
  const open = useCallback(() => setShown(true), []);
  const current = items[at];
  return {
    open,
    onKeyDown(event) {
      if (event.key.toLowerCase() !== "f" || !(event.ctrlKey || event.metaKey) || event.altKey)
        return;
      event.preventDefault();
      event.stopPropagation();
      open();
    },
    props: {
      searchResults: shown ? marks : NOTHING,
      highlightRegions: current && [
        {
          color,
          range: { x: current[0], y: current[1], width: 1, height: 1 },
          style: "solid-outline",
        },
      ],
    },
    bar: shown ? (
      <SearchBar
        at={at}
        onClose={close}
        onStep={step}
        onText={setText}
        search={search}
        text={text}
      />
    ) : null,
  };
}

interface Search {
  /** Null before anything was found, or not found. */
  readonly found: Found | null;
  readonly items: readonly Item[];
  /** Whether the rows are being looked at. */
  readonly busy: boolean;
  readonly failed: boolean;
}

const IDLE: Search = { found: null, items: NOTHING, busy: false, failed: false };

/** The cells with a text, by the places of their columns on the screen; none for an empty text. */
function useSearch(rows: Rows, sources: readonly GridSource[], text: string): Search {
  const [search, setSearch] = useState(IDLE);
  const { arrangement } = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows have other matches
  useEffect(() => {
    if (text === "") {
      setSearch(IDLE);
      return;
    }
    const wanted = new AbortController();
    setSearch((known) => ({ ...known, busy: true, failed: false }));
    rows.search(text, sources.filter(isSearched), wanted.signal).then(
      (found) => {
        if (wanted.signal.aborted) return;
        const places = new Map(sources.map(({ id }, place) => [id, place]));
        const items = found.matches.map(({ column, row }): Item => [places.get(column) ?? 0, row]);
        setSearch({ found, items, busy: false, failed: false });
      },
      () => wanted.signal.aborted || setSearch({ ...IDLE, failed: true }),
    );
    return () => wanted.abort();
  }, [rows, arrangement, sources, text]);
  return search;
}

interface SearchBarProps {
  readonly text: string;
  readonly search: Search;
  /** Which of the matches one is at; -1 before the first. */
  readonly at: number;
  onText(text: string): void;
  onStep(by: number): void;
  onClose(): void;
}

function SearchBar(props: SearchBarProps): ReactElement {
  const { at, onClose, onStep, onText, search, text } = props;
  const status = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const again = event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey);
    if (event.key === "Escape" || again) onClose();
    else if (event.key === "Enter") onStep(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  const none = search.items.length === 0;
  return (
    <search className="rv-grid-search" aria-label="Search in the table">
      <div className="rv-grid-search-field">
        <input
          aria-describedby={status}
          aria-label="Search"
          autoComplete="off"
          data-testid="search-input"
          maxLength={1000}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
          ref={field}
          spellCheck={false}
          value={text}
        />
        <Arrow
          disabled={none}
          label="Previous result"
          onPress={() => onStep(-1)}
          path="M6 15l6-6 6 6"
        />
        <Arrow disabled={none} label="Next result" onPress={() => onStep(1)} path="M6 9l6 6 6-6" />
        <Arrow label="Close search" onPress={onClose} path="M6 6l12 12M18 6L6 18" />
      </div>
      <div
        aria-busy={search.busy}
        className="rv-grid-search-status"
        data-testid="search-result-area"
        id={status}
        role="status"
      >
        {describe(search, text, at)}
      </div>
    </search>
  );
}

function describe({ busy, failed, found }: Search, text: string, at: number): string {
  if (text === "") return "Type to search";
  if (failed) return "The search has failed.";
  if (found === null) return busy ? "Searching…" : "";
  const results = `${found.count.toLocaleString("en-US")} result${found.count === 1 ? "" : "s"}`;
  if (at < 0) return results;
  const most =
    found.count > MOST_MATCHES ? `, of which the first ${MOST_MATCHES} can be gone through` : "";
  return `${at + 1} of ${results}${most}`;
}

interface ArrowProps {
  readonly label: string;
  readonly path: string;
  readonly disabled?: boolean;
  onPress(): void;
}

function Arrow({ label, path, disabled, onPress }: ArrowProps): ReactElement {
  return (
    <button aria-label={label} disabled={disabled} onClick={onPress} title={label} type="button">
      <svg
        aria-hidden="true"
        fill="none"
        height="1em"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="2"
        viewBox="0 0 24 24"
        width="1em"
      >
        <path d={path} />
      </svg>
    </button>
  );
}
