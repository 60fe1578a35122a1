/** Any number of many options: they stand in the field, which opens a list of the others. */
import { type KeyboardEvent, type ReactElement, useLayoutEffect, useRef, useState } from "react";
import { Glyph } from "../elements/glyph";
import type { NodeProps } from "../elements/registry";
import { useInput } from "../store/hooks";
import { type ComboboxProps, Dropdown, useCombobox } from "./combobox";
import { Field } from "./field";
import type { ListItem } from "./listbox";
import { addedOption, findOptions } from "./options";
import { keepFocus } from "./selectbox";

type Chosen = readonly string[];

export interface MultiselectProps extends ComboboxProps<Chosen> {
  readonly max_selections?: number;
  /** Whether all can be chosen at once, or up to how many; 1000 unless it is there. */
  readonly select_all?: boolean | number;
  readonly wrap?: boolean;
}

export function Multiselect({ node }: NodeProps<MultiselectProps>): ReactElement {
  const {
    options,
    hint,
    placeholder = hint,
    accept_new_options: accepts,
    wrap,
    ...props
  } = node.props;
  const { max_selections: most = Number.POSITIVE_INFINITY } = props;
  const mode = props.filter_mode === undefined ? "fuzzy" : props.filter_mode;
  const input = useInput<Chosen>(node);
  const { value } = input;
  const disabled = input.disabled || (options.length === 0 && !accepts && value.length === 0);
  const [said, setSaid] = useState("");
  const tags = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);

  const change = (next: Chosen, news: string): void => {
    // What session state assigned may have an option twice; what a visitor chose has not.
    input.setValue([...new Set(next)]);
    setSaid(news);
  };
  const remove = (at: number): void =>
    change(
      value.filter((_, other) => other !== at),
      `${value[at] ?? ""} removed`,
    );
  const list = (query: string): ListItem[] => {
    if (value.length >= most) return [];
    const chosen = new Set(value);
    const found = findOptions(options, query, mode ?? "contains")
      .map((position) => options[position] ?? "")
      .filter((text) => !chosen.has(text));
    const items: ListItem[] = found.map((text) => ({ text, selected: false }));
    if (items.length > 1 && items.length <= limitOf(props.select_all)) {
      items.unshift({ text: query === "" ? ALL : MATCHES, selected: false, all: true });
    }
    const added = accepts ? addedOption([...options, ...value], query) : null;
    if (added !== null) items.push({ text: added, selected: false, adds: true });
    return items;
  };
  const box = useCombobox({
    node,
    input,
    disabled,
    mode,
    list,
    start: () => -1,
    choose: ({ text, all }) => {
      const others = list(box.query ?? "").filter(({ all, adds }) => !all && !adds);
      const added = all ? others.map(({ text }) => text).slice(0, most - value.length) : [text];
      change([...value, ...added], all ? `${added.length} added` : `${text} added`);
      box.reset();
    },
    leave: () => {},
    onKey: ({ key, currentTarget }) => {
      const atStart = currentTarget.selectionStart === 0 && currentTarget.selectionEnd === 0;
      if (value.length === 0 || (box.query ?? "") !== "" || !atStart) return false;
      if (key === "Backspace") remove(value.length - 1);
      else if (key === "ArrowLeft") focusTag(value.length - 1);
      return key === "Backspace" || key === "ArrowLeft";
    },
  });
  const focusTag = (at: number): void => {
    const buttons = tags.current?.querySelectorAll("button");
    (buttons?.[at] ?? box.field.current)?.focus();
  };
  useLayoutEffect(() => {
    if (wanted.current !== null) focusTag(wanted.current);
    wanted.current = null;
  });
  const onTagKey = (event: KeyboardEvent, at: number): void => {
    const { key } = event;
    if (key === "ArrowLeft") focusTag(Math.max(at - 1, 0));
    else if (key === "ArrowRight" || key === "Escape") focusTag(key === "Escape" ? -1 : at + 1);
    else if (key === "Delete" || key === "Backspace") {
      // The next one takes its place once this one is gone.
      wanted.current = key === "Delete" ? at : Math.max(at - 1, 0);
      remove(at);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Field htmlFor={box.id} node={node} noteId={box.noteId} testId="stMultiSelect">
      <div className="rv-control rv-select rv-multi" data-wrap={wrap} {...box.controlProps}>
        <div className="rv-tags" data-testid="stMultiSelectTagsContainer" ref={tags}>
          {value.map((text, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same option may be there twice
            <span className="rv-tag" key={`${at} ${text}`} title={text}>
              <span className="rv-tag-text">{text}</span>
              {!disabled && (
                <button
                  aria-label={`Remove ${text}`}
                  className="rv-tag-button"
                  onClick={() => remove(at)}
                  onKeyDown={(event) => onTagKey(event, at)}
                  onMouseDown={keepFocus}
                  // Reached from the field with the arrow keys: Tab leaves the input at once.
                  tabIndex={-1}
                  type="button"
                >
                  <Glyph name="close" />
                </button>
              )}
            </span>
          ))}
          <input
            {...box.fieldProps}
            placeholder={value.length === 0 ? placeholder : undefined}
            value={box.query ?? ""}
          />
        </div>
        {value.length > 0 && !disabled && (
          <button
            aria-label="Clear all"
            className="rv-control-button"
            onClick={() => change([], "All removed")}
            onMouseDown={keepFocus}
            type="button"
          >
            <Glyph name="close" />
          </button>
        )}
        <span className="rv-select-arrow">
          <Glyph name="chevron" />
        </span>
      </div>
      <span className="rv-visually-hidden" role="status">
        {said}
      </span>
      <Dropdown
        box={box}
        multiple
        none={
          value.length >= most ? fullText(most) : box.query ? undefined : "Nothing left to choose"
        }
        testId="stMultiSelectDropdown"
      />
    </Field>
  );
}

const ALL = "Select all";
const MATCHES = "Select matches";

const limitOf = (all: boolean | number = 1000): number =>
  typeof all === "number" ? all : all ? Number.POSITIVE_INFINITY : 0;

const fullText = (most: number): string =>
  `No more than ${most} can be chosen. Remove ${most === 1 ? "it" : "one"} first.`;
