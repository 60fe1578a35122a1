/** One of many options: a field that opens a list and filters it while typing. */
import { type KeyboardEvent, type ReactElement, useId, useRef, useState } from "react";
import { Glyph } from "../elements/glyph";
import { Icon } from "../elements/icon";
import { Floating } from "../elements/overlay";
import type { NodeProps } from "../elements/registry";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { Field, hiddenLabel, REQUIRED } from "./field";
import { ListBox, type ListItem, optionId } from "./listbox";
import { type FilterMode, findOptions } from "./options";

type Choice = string | null;

export interface SelectboxProps extends InputProps<Choice> {
  readonly options: readonly string[];
  readonly placeholder?: string;
  readonly clearable?: boolean;
  readonly icon?: string;
  readonly accept_new_options?: boolean;
  /** Null: the list cannot be filtered. */
  readonly filter_mode?: FilterMode | null;
}

const PAGE = 8;

/**
 * A combobox of our own: the one of React Aria builds a node per option whether the list is open
 * or not, and a third of the core's size budget would go to it.
 */
export function Selectbox({ node }: NodeProps<SelectboxProps>): ReactElement {
  const { props } = node;
  const { options, placeholder, clearable, icon, accept_new_options: accepts } = props;
  const mode = props.filter_mode === undefined ? "fuzzy" : props.filter_mode;
  const check = (value: Choice): string | null =>
    props.required && value === null ? REQUIRED : null;
  const input = useInput<Choice>(node, { check });
  const disabled = input.disabled || (options.length === 0 && !accepts);
  const control = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const listId = `${id}-list`;
  const noteId = `${id}-note`;

  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const items = open ? listed(options, query ?? "", input.value, mode, accepts) : [];

  const show = (): void => {
    if (disabled || open) return;
    setOpen(true);
    setActive(input.value === null ? -1 : options.indexOf(input.value));
    field.current?.focus();
    field.current?.select();
  };
  const close = (): void => {
    setOpen(false);
    setQuery(null);
  };
  const choose = (value: Choice): void => {
    close();
    if (value !== input.value) input.setValue(value);
  };
  const chooseActive = (): void => {
    const item = items[active];
    if (item) choose(item.text);
    else if (query === "" && clearable) choose(null);
    else close();
  };
  const move = (to: number): void => setActive(Math.min(Math.max(to, 0), items.length - 1));

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (!open) {
      const opens = key === "ArrowDown" || key === "ArrowUp" || key === "Enter" || key === " ";
      if (opens && !(key === "Enter" && input.inForm)) {
        event.preventDefault();
        show();
      } else if (key === "Enter") input.submitForm();
      else if ((key === "Delete" || key === "Backspace") && clearable && mode === null)
        choose(null);
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
    if (to !== undefined) move(to);
    else if (key === "Enter" || (key === " " && mode === null)) chooseActive();
    else if (key === "Escape") close();
    else if (mode === null && key.length === 1) setActive(nextStartingWith(items, key, active));
    else {
      if (key === "Tab") close();
      return;
    }
    event.preventDefault();
  };

  return (
    <Field error={input.error} htmlFor={id} node={node} noteId={noteId} testId="stSelectbox">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the input inside */}
      <div
        className="rv-control rv-select"
        data-disabled={disabled || undefined}
        data-invalid={input.error !== null || undefined}
        data-open={open || undefined}
        onMouseDown={(event) => {
          if (event.target === field.current && open && query !== null) return;
          event.preventDefault();
          if (open && event.target !== field.current) close();
          else show();
        }}
        ref={control}
      >
        {icon && (
          <span className="rv-control-icon" data-testid="stSelectboxIcon">
            <Icon icon={icon} />
          </span>
        )}
        <input
          aria-activedescendant={open && active >= 0 ? optionId(listId, active) : undefined}
          aria-autocomplete={mode === null ? "none" : "list"}
          aria-controls={open ? listId : undefined}
          aria-describedby={noteId}
          aria-expanded={open}
          aria-haspopup="listbox"
          aria-invalid={input.error !== null || undefined}
          aria-labelledby={hiddenLabel(node, id)}
          aria-required={props.required || undefined}
          autoComplete="off"
          className="rv-input"
          disabled={disabled}
          id={id}
          onBlur={close}
          onChange={({ target }) => {
            setOpen(true);
            setQuery(target.value);
            setActive(target.value === "" ? -1 : 0);
          }}
          onKeyDown={onKeyDown}
          placeholder={placeholder}
          readOnly={mode === null}
          ref={field}
          role="combobox"
          spellCheck={false}
          title={input.value ?? undefined}
          value={query ?? input.value ?? ""}
        />
        {clearable && input.value !== null && !disabled && (
          <button
            aria-label="Clear value"
            className="rv-control-button"
            onClick={() => choose(null)}
            onMouseDown={(event) => {
              event.preventDefault();
              event.stopPropagation();
            }}
            type="button"
          >
            <Glyph name="close" />
          </button>
        )}
        <span className="rv-select-arrow">
          <Glyph name="chevron" />
        </span>
      </div>
      {open && (
        <Floating anchor={control} className="rv-select-popup" onClose={close}>
          <ListBox
            active={active}
            anchor={control}
            id={listId}
            items={items}
            label={props.label}
            onChoose={(index) => choose(items[index]?.text ?? null)}
            onHover={setActive}
          />
        </Floating>
      )}
    </Field>
  );
}

function listed(
  options: readonly string[],
  query: string,
  value: Choice,
  mode: FilterMode | null,
  accepts = false,
): ListItem[] {
  const found = findOptions(options, query, mode ?? "contains");
  const items: ListItem[] = found.map((position) => {
    const text = options[position] ?? "";
    return { text, selected: text === value };
  });
  const added = query.trim();
  if (accepts && added !== "" && !options.includes(added)) {
    items.push({ text: added, selected: false, adds: true });
  }
  return items;
}

function nextStartingWith(items: readonly ListItem[], letter: string, from: number): number {
  const fits = ({ text }: ListItem): boolean => text.toLowerCase().startsWith(letter.toLowerCase());
  const after = items.findIndex((item, index) => index > from && fits(item));
  const found = after >= 0 ? after : items.findIndex(fits);
  return found >= 0 ? found : from;
}
