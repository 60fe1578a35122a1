/** What one can do with a column: sort, format, look at its statistics, pin, hide, fit. */
import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { entriesIn, findEntry, moveFocus } from "../../elements/menu-keys";
import { columnName, type GridSource, isPinned } from "./columns";
import { formatsOf } from "./formats";
import { type Place, Popup } from "./popup";
import type { Rows } from "./rows";
import { Statistics } from "./statistics-view";

/** What the visitor decides about a column; the menu asks for it. */
export interface ColumnActions {
  /** Null where sorting is off, as while columns are selected by a press on their header. */
  readonly sort: ((id: string, descending: boolean | null) => void) | null;
  /** Null takes the author's format. */
  format(id: string, format: string | null): void;
  pin(id: string, pinned: boolean): void;
  hide(id: string): void;
  fit(id: string): void;
}

interface ColumnMenuProps {
  readonly source: GridSource;
  at(): Place | undefined;
  readonly rows: Rows;
  readonly actions: ColumnActions;
  /** The format that the visitor has chosen. */
  readonly format: string | null;
  /** Whether it is the only column, which stays. */
  readonly only: boolean;
  onClose(): void;
}

type Page = "main" | "format" | "statistics";

export function ColumnMenu(props: ColumnMenuProps): ReactElement {
  const { source, at, rows, onClose } = props;
  const [page, setPage] = useState<Page>("main");
  const name = columnName(source);
  const back = (): void => setPage("main");
  return (
    <Popup
      at={at}
      className="rv-grid-menu"
      label={`Column ${name}`}
      onClose={onClose}
      testId={TEST_IDS[page]}
    >
      {page === "main" && <MainPage {...props} open={setPage} />}
      {page === "format" && <FormatPage {...props} back={back} />}
      {page === "statistics" && (
        <>
          <Back onPress={back} title={`Statistics of ${name}`} />
          <Statistics rows={rows} source={source} />
        </>
      )}
    </Popup>
  );
}

const TEST_IDS: Readonly<Record<Page, string>> = {
  format: "stDataFrameColumnFormattingMenu",
  main: "stDataFrameColumnMenu",
  statistics: "stDataFrameStatisticsMenu",
};

function MainPage(props: ColumnMenuProps & { open(page: Page): void }): ReactElement {
  const { source, rows, actions, only, onClose, open } = props;
  const { id } = source;
  const pinned = isPinned(source);
  const sorted = rows.sorting?.column === id ? rows.sorting : null;
  const run = (action: () => void) => (): void => {
    onClose();
    action();
  };
  const { sort } = actions;
  return (
    <Menu label={`Column ${columnName(source)}`}>
      {sort && (
        <>
          <Item
            checked={sorted?.descending === false}
            onPress={run(() => sort(id, sorted?.descending === false ? null : false))}
          >
            Sort ascending
          </Item>
          <Item
            checked={sorted?.descending === true}
            onPress={run(() => sort(id, sorted?.descending ? null : true))}
          >
            Sort descending
          </Item>
          <hr />
        </>
      )}
      {formatsOf(source.kind).length > 0 && (
        <Item more onPress={() => open("format")}>
          Format
        </Item>
      )}
      <Item more onPress={() => open("statistics")}>
        Statistics
      </Item>
      <hr />
      <Item onPress={run(() => actions.fit(id))}>Autosize</Item>
      <Item onPress={run(() => actions.pin(id, !pinned))}>
        {pinned ? "Unpin column" : "Pin column"}
      </Item>
      {!only && <Item onPress={run(() => actions.hide(id))}>Hide column</Item>}
    </Menu>
  );
}

function FormatPage(props: ColumnMenuProps & { back(): void }): ReactElement {
  const { source, actions, format, back, onClose } = props;
  const choices: ReadonlyArray<readonly [string | null, string]> = [
    [null, "Automatic"],
    ...formatsOf(source.kind),
  ];
  return (
    <Menu label={`Format of ${columnName(source)}`}>
      <Back menu onPress={back} title="Format" />
      {choices.map(([value, name]) => (
        <Item
          checked={value === format}
          key={name}
          onPress={() => {
            onClose();
            actions.format(source.id, value);
          }}
          radio
        >
          {name}
        </Item>
      ))}
    </Menu>
  );
}

interface MenuProps {
  readonly label: string;
  readonly children: ReactNode;
}

function Menu({ label, children }: MenuProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => entriesIn(list.current)[0]?.focus(), []);
  const key = (event: KeyboardEvent): void => {
    if (!findEntry(event, list.current)) moveFocus(event, list.current);
  };
  return (
    <div aria-label={label} onKeyDown={key} ref={list} role="menu" tabIndex={-1}>
      {children}
    </div>
  );
}

interface ItemProps {
  readonly children: ReactNode;
  readonly checked?: boolean;
  readonly radio?: boolean;
  /** Whether it leads to another page of the menu. */
  readonly more?: boolean;
  onPress(): void;
}

function Item({ children, checked, radio, more, onPress }: ItemProps): ReactElement {
  const checkable = radio || checked !== undefined;
  const role = !checkable ? "menuitem" : radio ? "menuitemradio" : "menuitemcheckbox";
  const state = checkable ? { "aria-checked": checked === true } : {};
  return (
    <button
      {...state}
      aria-haspopup={more ? "menu" : undefined}
      className="rv-grid-menu-item"
      onClick={onPress}
      role={role}
      tabIndex={-1}
      type="button"
    >
      <span>{children}</span>
      {checked && <Tick />}
      {more && <span aria-hidden="true">›</span>}
    </button>
  );
}

export const Tick = (): ReactElement => (
  <svg aria-hidden="true" className="rv-grid-tick" viewBox="0 0 24 24">
    <path d="M5 12.5l4.5 4.5L19 7.5" />
  </svg>
);

interface BackProps {
  readonly title: string;
  readonly menu?: boolean;
  onPress(): void;
}

/** Leads back to the first page; what is on top of a page has the focus. */
function Back({ title, menu, onPress }: BackProps): ReactElement {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button
      aria-label={`Back from ${title}`}
      className="rv-grid-menu-item rv-grid-menu-back"
      onClick={onPress}
      ref={button}
      role={menu ? "menuitem" : undefined}
      type="button"
    >
      <span aria-hidden="true">‹</span>
      <span>{title}</span>
    </button>
  );
}

interface ChoiceMenuProps {
  readonly label: string;
  at(): Place | undefined;
  readonly choices: readonly string[];
  onChoose(place: number): void;
  onClose(): void;
}

/** The menu of a cell with several buttons. */
export function ChoiceMenu({
  label,
  at,
  choices,
  onChoose,
  onClose,
}: ChoiceMenuProps): ReactElement {
  return (
    <Popup
      at={at}
      className="rv-grid-menu"
      label={label}
      onClose={onClose}
      testId="stDataFrameButtonActionMenu"
    >
      <Menu label={label}>
        {choices.map((choice, place) => (
          <Item
            // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same label
            key={place}
            onPress={() => {
              onClose();
              onChoose(place);
            }}
          >
            {choice}
          </Item>
        ))}
      </Menu>
    </Popup>
  );
}

interface VisibilityMenuProps {
  at(): Place | undefined;
  /** Columns that the app shows, in their order. */
  readonly sources: readonly GridSource[];
  readonly hidden: ReadonlySet<string>;
  toggle(id: string, visible: boolean): void;
  onClose(): void;
}

/** Which columns show. */
export function VisibilityMenu(props: VisibilityMenuProps): ReactElement {
  const { at, sources, hidden, toggle, onClose } = props;
  const shown = sources.filter(({ id }) => !hidden.has(id)).length;
  return (
    <Popup
      at={at}
      className="rv-grid-menu"
      label="Columns that show"
      onClose={onClose}
      testId="stDataFrameColumnVisibilityMenu"
    >
      <fieldset className="rv-grid-visibility">
        <legend>Columns</legend>
        {sources.map((source) => {
          const { id } = source;
          const visible = !hidden.has(id);
          return (
            <label className="rv-grid-menu-item" key={id}>
              <input
                checked={visible}
                // One stays.
                disabled={visible && shown === 1}
                onChange={(event) => toggle(id, event.target.checked)}
                type="checkbox"
              />
              <span>{columnName(source)}</span>
            </label>
          );
        })}
      </fieldset>
    </Popup>
  );
}
