/** Fields to choose from the options of a column: one, or several. */
import { type KeyboardEvent, type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import { plainText } from "../arrow/values";
import { type FieldProps, useFocus } from "./cell-editor";
import type { Item } from "./edits";
import { type Choice, choices, items } from "./rules";

/** Options that are drawn at once; typing narrows them down. */
const MOST_SHOWN = 200;

export function ChoiceField(props: FieldProps): ReactElement {
  const { column, value, onEnter, onDraft } = props;
  const { edit } = column;
  const all = useMemo((): Choice[] => {
    const found = choices(column);
    const canBeEmpty = !edit?.required && edit?.nullable !== false;
    return canBeEmpty ? [...found, { value: null, label: "None" }] : found;
  }, [column, edit]);
  return (
    <Options
      {...props}
      all={all}
      chosen={(choice) => choice.value === value}
      onActive={(choice) => onDraft({ value: choice.value })}
      onChoose={(choice) => onEnter({ value: choice.value })}
    />
  );
}

export function ChoicesField(props: FieldProps): ReactElement {
  const { column, value, onDraft } = props;
  const [chosen, setChosen] = useState<readonly Item[]>(() => items(value) as Item[]);
  const all = useMemo((): Choice[] => {
    const found = choices(column);
    const known = new Set(found.map((choice) => plainText(choice.value)));
    const others = chosen.filter((item) => !known.has(plainText(item)));
    return [...found, ...others.map((item) => ({ value: item, label: plainText(item) }))];
  }, [column, chosen]);
  const isChosen = (choice: Choice): boolean =>
    chosen.some((item) => plainText(item) === plainText(choice.value));
  const toggle = (choice: Choice): void => {
    const next = isChosen(choice)
      ? chosen.filter((item) => plainText(item) !== plainText(choice.value))
      : [...chosen, choice.value];
    setChosen(next);
    onDraft({ value: next });
  };
  const takesNew = column.accept_new_options || choices(column).length === 0;
  return (
    <Options
      {...props}
      all={all}
      chosen={isChosen}
      multiple
      onChoose={toggle}
      onNew={takesNew ? (text) => toggle({ value: text, label: text }) : undefined}
    />
  );
}

interface OptionsProps extends FieldProps {
  readonly all: readonly Choice[];
  readonly multiple?: boolean;
  chosen(choice: Choice): boolean;
  onChoose(choice: Choice): void;
  /** Is told which option Tab and Enter would choose. */
  onActive?(choice: Choice): void;
  onNew?: ((text: string) => void) | undefined;
}

function Options(props: OptionsProps): ReactElement {
  const { all, chosen, describedBy, id, label, multiple = false, typed } = props;
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState(typed ?? "");
  useFocus(input, false);
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    const found = all.filter((choice) => choice.label.toLowerCase().includes(wanted));
    return found.slice(0, MOST_SHOWN);
  }, [all, text]);
  const [at, setAt] = useState(() => Math.max(0, shown.findIndex(chosen)));
  const active = shown[Math.min(at, shown.length - 1)];
  const isMoved = useRef(typed !== null);
  const { onActive } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another option is news
  useEffect(() => {
    if (isMoved.current && active) onActive?.(active);
    list.current?.querySelector('[data-active="true"]')?.scrollIntoView?.({ block: "nearest" });
  }, [active]);

  const take = (choice: Choice | undefined): void => {
    const wanted = text.trim();
    if (choice) props.onChoose(choice);
    else if (wanted !== "") props.onNew?.(wanted);
    setText("");
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      isMoved.current = true;
      setAt((Math.min(at, shown.length - 1) + step + shown.length) % Math.max(shown.length, 1));
    } else if (
      multiple &&
      (event.key === "Enter" || event.key === " ") &&
      (text !== "" || isMoved.current)
    ) {
      take(active);
      isMoved.current = event.key === " ";
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="rv-cell-choices">
      <input
        aria-activedescendant={active ? `${id}-${shown.indexOf(active)}` : undefined}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-describedby={describedBy}
        aria-expanded="true"
        aria-label={label}
        autoComplete="off"
        className="rv-cell-field"
        id={id}
        onInput={(event) => {
          isMoved.current = true;
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        placeholder={multiple ? "Choose" : plainText(all.find(chosen)?.label)}
        ref={input}
        role="combobox"
        spellCheck={false}
        value={text}
      />
      <div
        aria-label={label}
        aria-multiselectable={multiple}
        className="rv-cell-options"
        id={`${id}-list`}
        ref={list}
        role="listbox"
        tabIndex={-1}
      >
        {shown.map((choice, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          <div
            aria-selected={chosen(choice)}
            className="rv-cell-option"
            data-active={choice === active}
            data-empty={choice.value === null}
            id={`${id}-${place}`}
            key={`${typeof choice.value} ${plainText(choice.value)}`}
            onClick={() => take(choice)}
            role="option"
            tabIndex={-1}
          >
            {choice.label || "\u00a0"}
          </div>
        ))}
        {shown.length === 0 && (
          <p className="rv-cell-none">
            {props.onNew && text.trim() ? `Add “${text.trim()}”` : "No results"}
          </p>
        )}
      </div>
    </div>
  );
}
