/** A number that is typed or stepped. */
import { type ReactElement, useId, useState } from "react";
import { Icon } from "../elements/icon";
import type { NodeProps } from "../elements/registry";
import { formatNumber } from "../format/number";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { useDraft } from "./draft";
import { Field, hiddenLabel, keyHint, REQUIRED } from "./field";
import { decimals } from "./scale";

type Value = number | null;

export interface NumberInputProps extends InputProps<Value> {
  readonly min?: number | null;
  readonly max?: number | null;
  readonly step: number;
  readonly format?: string | null;
  readonly placeholder?: string;
  readonly icon?: string;
  readonly integer?: boolean;
}

export function NumberInput({ node }: NodeProps<NumberInputProps>): ReactElement {
  const { props } = node;
  const { min, max, required } = props;
  const input = useInput<Value>(node, { check: (value) => complaint(value, props) });
  const notation = { show: (value: Value) => display(value, props), read };
  const draft = useDraft(input, notation, props.generation);
  const [focused, setFocused] = useState(false);
  const id = useId();
  const noteId = `${id}-note`;

  // What is shown may be less exact than the number.
  const current = draft.dirty ? read(draft.text) : input.value;
  const stepped = (direction: 1 | -1): number => stepFrom(current, direction, props);
  const stepBy = (direction: 1 | -1): void => draft.commit(String(stepped(direction)));
  const button = (direction: 1 | -1, name: string, testId: string): ReactElement => (
    <button
      aria-label={name}
      className="rv-step"
      data-testid={testId}
      disabled={input.disabled || stepped(direction) === current}
      onClick={() => stepBy(direction)}
      // The arrow keys step as well; a third and fourth stop for Tab would only be in the way.
      tabIndex={-1}
      type="button"
    >
      <svg aria-hidden="true" height="1em" viewBox="0 0 16 16" width="1em">
        <path d={direction > 0 ? "M3 8h10M8 3v10" : "M3 8h10"} />
      </svg>
    </button>
  );
  return (
    <Field
      error={input.error}
      hint={focused && draft.dirty ? keyHint(input) : null}
      htmlFor={id}
      node={node}
      noteId={noteId}
      testId="stNumberInput"
    >
      <div
        className="rv-control"
        data-disabled={input.disabled || undefined}
        data-invalid={input.error !== null || undefined}
        data-testid="stNumberInputContainer"
      >
        {props.icon && (
          <span className="rv-control-icon" data-testid="stNumberInputIcon">
            <Icon icon={props.icon} />
          </span>
        )}
        <input
          aria-describedby={noteId}
          aria-invalid={input.error !== null || undefined}
          aria-labelledby={hiddenLabel(node, id)}
          aria-required={required || undefined}
          autoComplete="off"
          className="rv-input rv-number"
          data-testid="stNumberInputField"
          disabled={input.disabled}
          id={id}
          inputMode={props.integer ? "numeric" : "decimal"}
          max={max ?? undefined}
          min={min ?? undefined}
          onBlur={() => {
            setFocused(false);
            draft.commit();
          }}
          onChange={({ target }) => draft.write(target.value)}
          onFocus={() => setFocused(true)}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              draft.commit();
              input.submitForm();
            } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
              event.preventDefault();
              if (!input.disabled) stepBy(event.key === "ArrowUp" ? 1 : -1);
            }
          }}
          // A wheel that scrolls the page must not change the number under it.
          onWheel={({ currentTarget }) => currentTarget.blur()}
          placeholder={props.placeholder}
          step="any"
          type="number"
          value={draft.text}
        />
        {button(-1, "Decrease", "stNumberInputStepDown")}
        {button(1, "Increase", "stNumberInputStepUp")}
      </div>
    </Field>
  );
}

function read(text: string): Value {
  const value = Number(text);
  return text.trim() === "" || !Number.isFinite(value) ? null : value;
}

/** The number under its format, as far as a number field can hold that. */
function display(value: Value, { format, integer }: NumberInputProps): string {
  if (value === null) return "";
  // What is refused is shown as it was written.
  if (integer && !Number.isInteger(value)) return String(value);
  const text = formatNumber(value, format).trim();
  if (read(text) !== null) return text;
  return String(value);
}

function complaint(value: Value, { integer, min, max, required }: NumberInputProps): string | null {
  if (value === null) return required ? REQUIRED : null;
  if (integer && !Number.isInteger(value)) return "Enter a whole number.";
  if (min !== null && min !== undefined && value < min) return `Enter ${min} or more.`;
  if (max !== null && max !== undefined && value > max) return `Enter ${max} or less.`;
  return null;
}

/** The value one step further, within the bounds and without binary noise (0.1 + 0.2 is 0.3). */
function stepFrom(value: Value, direction: 1 | -1, { min, max, step }: NumberInputProps): number {
  const digits = Math.max(decimals(value ?? 0), decimals(step));
  const next = Number(((value ?? 0) + direction * step).toFixed(digits));
  const low = Math.max(next, min ?? Number.NEGATIVE_INFINITY);
  return Math.min(low, max ?? Number.POSITIVE_INFINITY);
}
