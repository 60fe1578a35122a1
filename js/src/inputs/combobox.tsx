/** A field that opens a list and filters it while typing: what inputs with options do alike. */
import {
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useId,
  useRef,
  useState,
} from "react";
import { Floating } from "../elements/overlay";
import type { InputProps } from "../protocol";
import type { InputHandle } from "../store/hooks";
import { type FieldProps, hiddenLabel } from "./field";
import { ListBox, type ListBoxProps, type ListItem, optionId } from "./listbox";
import type { FilterMode } from "./options";

/** What can be chosen, and how, as all inputs with a list have it. */
export interface ComboboxProps<T> extends InputProps<T> {
  readonly options: readonly string[];
  readonly placeholder?: string;
  /** What stands there where the author says nothing. */
  readonly hint?: string;
  readonly accept_new_options?: boolean;
  /** Null: the list cannot be filtered. */
  readonly filter_mode?: FilterMode | null;
}

export interface ComboboxOptions {
  readonly node: FieldProps["node"];
  readonly input: Pick<InputHandle<unknown>, "inForm" | "submitForm" | "error">;
  readonly disabled: boolean;
  readonly mode: FilterMode | null;
  /** What the list has for a typed text. */
  list(query: string): readonly ListItem[];
  /** Position of the item that is highlighted when the list opens; -1 for none. */
  start(): number;
  choose(item: ListItem): void;
  /** Enter where no item is highlighted; null when nothing was typed. */
  leave(query: string | null): void;
  /** Keys that mean something special to the input; says whether this one did. */
  onKey?(event: KeyboardEvent<HTMLInputElement>): boolean;
}

export interface Combobox {
  readonly id: string;
  readonly noteId: string;
  readonly open: boolean;
  /** What is typed; null while nothing was. */
  readonly query: string | null;
  readonly field: RefObject<HTMLInputElement | null>;
  close(): void;
  /** Forgets what was typed, while the list stays open. */
  reset(): void;
  /** Of the box around the field. */
  readonly controlProps: ComponentPropsWithoutRef<"div"> & { ref: RefObject<HTMLDivElement> };
  /** Of the field; its text is up to the input. */
  readonly fieldProps: ComponentPropsWithoutRef<"input"> & {
    ref: RefObject<HTMLInputElement>;
  };
  readonly listProps: Omit<ListBoxProps, "testId" | "none" | "multiple">;
}

const PAGE = 8;

/**
 * A combobox of our own: the one of React Aria builds a node per option whether the list is open
 * or not, and a third of the core's size budget would go to it.
 */
export function useCombobox(options: ComboboxOptions): Combobox {
  const { node, input, disabled, mode, list, start, choose } = options;
  const control = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const listId = `${id}-list`;
  const noteId = `${id}-note`;

  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const items = open ? list(query ?? "") : [];

  const show = (): void => {
    if (disabled || open) return;
    setOpen(true);
    setActive(start());
    field.current?.focus();
    field.current?.select();
  };
  const close = (): void => {
    setOpen(false);
    setQuery(null);
  };
  const reset = (): void => {
    setQuery(null);
    // What was chosen leaves the list, and what comes next takes its place.
    setActive(query === null ? Math.min(active, items.length - 2) : -1);
  };
  const chooseActive = (): void => {
    const item = items[active];
    if (item) choose(item);
    else {
      options.leave(query);
      close();
    }
  };

  /** What is written takes the place of what was chosen, as it does in a field that is just entered. */
  const makeRoom = (): void => {
    if (!open) field.current?.select();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { key } = event;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (options.onKey?.(event)) {
      event.preventDefault();
      return;
    }
    if (!open) {
      const opens = key === "ArrowDown" || key === "ArrowUp" || key === "Enter" || key === " ";
      if (opens && !(key === "Enter" && input.inForm)) {
        event.preventDefault();
        show();
      } else if (key === "Enter") input.submitForm();
      // An input method does not say which letter it is about to write.
      else if (key.length === 1 || key === "Process" || key === "Unidentified") makeRoom();
      return;
    }
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active < 0 ? items.length - 1 : active - 1,
      PageDown: active + PAGE,
      PageUp: active - PAGE,
      // While a text is typed, Home and End belong to it.
      ...(query === null && { Home: 0, End: items.length - 1 }),
    };
    const to = moves[key];
    if (to !== undefined) setActive(Math.min(Math.max(to, 0), items.length - 1));
    else if (key === "Enter" || (key === " " && mode === null)) chooseActive();
    else if (key === "Escape") close();
    else if (mode === null && key.length === 1) setActive(nextStartingWith(items, key, active));
    else {
      if (key === "Tab") close();
      return;
    }
    event.preventDefault();
  };

  const invalid = input.error !== null || undefined;
  return {
    id,
    noteId,
    open,
    query,
    field,
    close,
    reset,
    controlProps: {
      onMouseDown: (event) => {
        if (event.target === field.current && open && query !== null) return;
        event.preventDefault();
        if (open && event.target !== field.current) close();
        else show();
      },
      ref: control,
      // Apart, because React's types know no data attributes.
      ...{
        "data-disabled": disabled || undefined,
        "data-invalid": invalid,
        "data-open": open || undefined,
      },
    },
    fieldProps: {
      "aria-activedescendant": open && active >= 0 ? optionId(listId, active) : undefined,
      "aria-autocomplete": mode === null ? "none" : "list",
      "aria-controls": open ? listId : undefined,
      "aria-describedby": noteId,
      "aria-expanded": open,
      "aria-haspopup": "listbox",
      "aria-invalid": invalid,
      "aria-labelledby": hiddenLabel(node, id),
      "aria-required": node.props.required || undefined,
      autoComplete: "off",
      className: "rv-input",
      disabled,
      id,
      onBlur: close,
      onChange: ({ target }) => {
        setOpen(true);
        setQuery(target.value);
        const first = list(target.value).findIndex(({ all }) => !all);
        setActive(target.value === "" ? -1 : first);
      },
      onKeyDown,
      onPaste: makeRoom,
      readOnly: mode === null,
      ref: field,
      role: "combobox",
      spellCheck: false,
    },
    listProps: {
      active,
      anchor: control,
      id: listId,
      items,
      labelId: `${id}-label`,
      onChoose: (index) => {
        const item = items[index];
        if (item) choose(item);
      },
      onHover: setActive,
    },
  };
}

export interface DropdownProps extends Pick<ListBoxProps, "testId" | "none" | "multiple"> {
  readonly box: Combobox;
}

/** The list below the field, while it is open. */
export function Dropdown({ box, ...list }: DropdownProps): ReactElement | null {
  if (!box.open) return null;
  return (
    <Floating anchor={box.listProps.anchor} className="rv-select-popup" onClose={box.close}>
      <ListBox {...box.listProps} {...list} />
    </Floating>
  );
}

function nextStartingWith(items: readonly ListItem[], letter: string, from: number): number {
  const fits = ({ text }: ListItem): boolean => text.toLowerCase().startsWith(letter.toLowerCase());
  const after = items.findIndex((item, index) => index > from && fits(item));
  const found = after >= 0 ? after : items.findIndex(fits);
  return found >= 0 ? found : from;
}
