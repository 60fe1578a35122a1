/** A time of day: typed, or chosen from a list. */
import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { Glyph } from "../elements/glyph";
import { Floating } from "../elements/overlay";
import type { NodeProps } from "../elements/registry";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { Field, hiddenLabel, REQUIRED } from "./field";
import { ListBox, type ListItem, optionId } from "./listbox";
import { DAY, MIDNIGHT, type Notation, onDay, timeNotation, type Value } from "./moments";
import { useWriting, type Writing } from "./writing";

export interface TimeInputProps extends InputProps<Value> {
  /** Seconds between the times of the list. */
  readonly step: number;
  readonly format: string;
  readonly clearable?: boolean;
}

const UNREAD = "This is not a time.";

export function TimeInput({ node }: NodeProps<TimeInputProps>): ReactElement {
  const { props } = node;
  const { format, step } = props;
  const notation = useMemo(() => timeNotation(format, step % 60 !== 0), [format, step]);
  const check = (value: Value): string | null => {
    if (Number.isNaN(value)) return UNREAD;
    return value === null && props.required ? REQUIRED : null;
  };
  const input = useInput<Value>(node, { check });
  const writing = useWriting(input, notation, check, props);
  const [focused, setFocused] = useState(false);
  const id = useId();
  return (
    <Field
      error={writing.error}
      hint={focused && writing.dirty && !input.inForm ? "Press Enter to apply" : null}
      htmlFor={id}
      node={node}
      noteId={`${id}-note`}
      testId="stTimeInput"
    >
      <TimeList
        disabled={input.disabled}
        id={id}
        invalid={writing.error !== null}
        labelledBy={hiddenLabel(node, id)}
        notation={notation}
        onFocus={setFocused}
        onSubmit={input.submitForm}
        required={props.required}
        step={props.step}
        testId="stTimeInputTimeDisplay"
        value={input.value}
        writing={writing}
      >
        {props.clearable && !input.disabled && input.value !== null && (
          <button
            aria-label="Clear value"
            className="rv-control-button"
            data-testid="stTimeInputClearButton"
            onClick={() => writing.put(null)}
            onMouseDown={(event) => {
              event.preventDefault();
              event.stopPropagation();
            }}
            type="button"
          >
            <Glyph name="close" />
          </button>
        )}
      </TimeList>
    </Field>
  );
}

export interface TimeBoxProps {
  readonly label: string;
  readonly value: number | null;
  readonly step: number;
  readonly notation: Notation;
  readonly testId: string;
  onChange(time: number): void;
}

/** A time that is part of another input. */
export function TimeBox({ label, value, notation, onChange, ...rest }: TimeBoxProps): ReactElement {
  const id = useId();
  const time = value === null ? null : onDay(MIDNIGHT, value);
  const check = (next: Value): string | null => (Number.isNaN(next) ? UNREAD : null);
  const input = {
    value: time,
    setValue: (next: Value) => typeof next === "number" && onChange(next),
    disabled: false,
    inForm: false,
    onEnter: () => null,
    error: null,
    submitForm: () => {},
    press: () => {},
  };
  const writing = useWriting(input, notation, check, {});
  return (
    <div className="rv-calendar-time">
      <label htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      <TimeList
        {...rest}
        id={id}
        invalid={writing.error !== null}
        notation={notation}
        value={time}
        writing={writing}
      />
    </div>
  );
}

interface TimeListProps {
  /** Of the field; that of its label ends with `-label`. */
  readonly id: string;
  readonly labelledBy?: string;
  readonly value: Value;
  readonly step: number;
  readonly notation: Notation;
  readonly writing: Writing;
  readonly invalid: boolean;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly testId: string;
  readonly children?: ReactNode;
  onFocus?(focused: boolean): void;
  onSubmit?(): void;
}

function TimeList(props: TimeListProps): ReactElement {
  const { disabled = false, id, notation, onFocus, onSubmit, step, writing } = props;
  const control = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  /** Whether the list shows another place than that of the value. */
  const moved = useRef(false);
  const length = step * 1000;
  // A list by the second is long.
  const items = useMemo(
    () => (open ? times(length, notation, props.value) : []),
    [open, length, notation, props.value],
  );

  const near = (value: Value | undefined): number =>
    typeof value === "number" ? Math.round((value - MIDNIGHT) / length) : -1;
  const show = (): void => {
    if (disabled || open) return;
    setOpen(true);
    setActive(near(props.value));
    moved.current = false;
  };
  const close = (): void => setOpen(false);
  const move = (to: number): void => {
    setActive(to);
    moved.current = true;
  };
  const choose = (index: number): void => {
    close();
    writing.put(MIDNIGHT + index * length);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    const by = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (event.nativeEvent.isComposing) return;
    if (by !== 0) {
      event.preventDefault();
      if (open) move(Math.min(Math.max(active + by, 0), items.length - 1));
      else show();
    } else if (key === "Enter") {
      // The nearest time of the list is not what was written or assigned.
      if (open && moved.current && !writing.dirty) choose(active);
      else {
        writing.commit();
        close();
        onSubmit?.();
      }
    } else if (key === "Escape") {
      // The first one is for the text, and not for a dialog around it.
      if (writing.dirty) event.preventDefault();
      writing.reset();
      close();
    }
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the input inside */}
      <div
        className="rv-control rv-select"
        data-disabled={disabled || undefined}
        data-invalid={props.invalid || undefined}
        data-open={open || undefined}
        onMouseDown={(event) => {
          if (event.target === field.current) return show();
          event.preventDefault();
          field.current?.focus();
          if (open) close();
          else show();
        }}
        ref={control}
      >
        <input
          aria-activedescendant={open && active >= 0 ? optionId(`${id}-list`, active) : undefined}
          aria-autocomplete="none"
          aria-controls={open ? `${id}-list` : undefined}
          aria-describedby={`${id}-note`}
          aria-expanded={open}
          aria-haspopup="listbox"
          aria-invalid={props.invalid || undefined}
          aria-labelledby={props.labelledBy}
          aria-required={props.required || undefined}
          autoComplete="off"
          className="rv-input"
          data-testid={props.testId}
          disabled={disabled}
          id={id}
          onBlur={() => {
            onFocus?.(false);
            close();
            writing.commit();
          }}
          onChange={({ target }) => {
            writing.write(target.value);
            setActive(near(notation.read(target.value)));
          }}
          onFocus={() => onFocus?.(true)}
          onKeyDown={onKeyDown}
          placeholder={notation.show(MIDNIGHT).replace(/\d/g, "-")}
          ref={field}
          role="combobox"
          spellCheck={false}
          value={writing.text}
        />
        {props.children}
        <span className="rv-select-arrow">
          <Glyph name="chevron" />
        </span>
      </div>
      {open && (
        <Floating anchor={control} className="rv-select-popup" onClose={close}>
          <ListBox
            active={active}
            anchor={control}
            id={`${id}-list`}
            items={items}
            labelId={`${id}-label`}
            onChoose={choose}
            onHover={move}
            testId="stSelectboxVirtualDropdown"
          />
        </Floating>
      )}
    </>
  );
}

const times = (length: number, notation: Notation, value: Value): ListItem[] =>
  Array.from({ length: Math.ceil(DAY / length) }, (_, index) => {
    const time = MIDNIGHT + index * length;
    return { text: notation.show(time), selected: time === value };
  });
