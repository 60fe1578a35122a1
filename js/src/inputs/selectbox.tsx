/** One of many options: a field that opens a list and filters it while typing. */
import type { ReactElement } from "react";
import { Glyph } from "../elements/glyph";
import { Icon } from "../elements/icon";
import type { NodeProps } from "../elements/registry";
import { useInput } from "../store/hooks";
import { type ComboboxProps, Dropdown, useCombobox } from "./combobox";
import { Field, REQUIRED } from "./field";
import type { ListItem } from "./listbox";
import { addedOption, type FilterMode, findOptions } from "./options";

type Choice = string | null;

export interface SelectboxProps extends ComboboxProps<Choice> {
  readonly clearable?: boolean;
  readonly icon?: string;
}

export function Selectbox({ node }: NodeProps<SelectboxProps>): ReactElement {
  const { options, hint, placeholder = hint, clearable, icon, ...props } = node.props;
  const accepts = props.accept_new_options;
  const mode = props.filter_mode === undefined ? "fuzzy" : props.filter_mode;
  const check = (value: Choice): string | null =>
    props.required && value === null ? REQUIRED : null;
  const input = useInput<Choice>(node, { check });
  const disabled = input.disabled || (options.length === 0 && !accepts);
  const choose = (value: Choice): void => {
    box.close();
    if (value !== input.value) input.setValue(value);
  };
  const box = useCombobox({
    node,
    input,
    disabled,
    mode,
    list: (query) => listed(options, query, input.value, mode, accepts),
    start: () => (input.value === null ? -1 : options.indexOf(input.value)),
    choose: ({ text }) => choose(text),
    leave: (query) => {
      if (query === "" && clearable) choose(null);
    },
    onKey: ({ key }) => {
      const clears = (key === "Delete" || key === "Backspace") && clearable && mode === null;
      if (clears && !box.open) choose(null);
      return false;
    },
  });
  return (
    <Field
      error={input.error}
      htmlFor={box.id}
      node={node}
      noteId={box.noteId}
      testId="stSelectbox"
    >
      <div className="rv-control rv-select" {...box.controlProps}>
        {icon && (
          <span className="rv-control-icon" data-testid="stSelectboxIcon">
            <Icon icon={icon} />
          </span>
        )}
        <input
          {...box.fieldProps}
          placeholder={placeholder}
          title={input.value ?? undefined}
          value={box.query ?? input.value ?? ""}
        />
        {clearable && input.value !== null && !disabled && (
          <button
            aria-label="Clear value"
            className="rv-control-button"
            onClick={() => choose(null)}
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
      <Dropdown box={box} testId="stSelectboxVirtualDropdown" />
    </Field>
  );
}

/** Of buttons inside of a field: a press of them neither opens the list nor takes the focus away. */
export function keepFocus(event: { preventDefault(): void; stopPropagation(): void }): void {
  event.preventDefault();
  event.stopPropagation();
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
  const added = accepts ? addedOption(options, query) : null;
  if (added !== null) items.push({ text: added, selected: false, adds: true });
  return items;
}
