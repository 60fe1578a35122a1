/** A line of text. */
import { type ReactElement, useId, useState } from "react";
import { Icon } from "../elements/icon";
import type { NodeProps } from "../elements/registry";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { useDebounce, useDraft } from "./draft";
import { Eye } from "./eye";
import { Field, hiddenLabel, keyHint, REQUIRED } from "./field";

type Text = string | null;

export interface TextInputProps extends InputProps<Text> {
  readonly type?: "default" | "password" | "email" | "url" | "phone" | "search";
  readonly max_chars?: number;
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly icon?: string;
  /** A JavaScript pattern, and what to say to a text that does not match it. */
  readonly validate?: readonly [pattern: string, message: string | null];
  /** Sends this long after the last key, in milliseconds. */
  readonly live?: number;
}

const TYPES = {
  default: "text",
  email: "email",
  password: "password",
  phone: "tel",
  search: "search",
  url: "url",
};
const NOTATION = { show: (value: Text) => value ?? "", read: (text: string): Text => text };

export function TextInput({ node }: NodeProps<TextInputProps>): ReactElement {
  const { props } = node;
  const { type = "default", live } = props;
  const input = useInput<Text>(node, { check: (value) => complaint(value, props) });
  const draft = useDraft(input, NOTATION, props.generation);
  const pause = useDebounce(() => draft.commit());
  const [focused, setFocused] = useState(false);
  const [revealed, setRevealed] = useState(false);
  const id = useId();
  const noteId = `${id}-note`;

  const commit = (): void => {
    pause.cancel();
    draft.commit();
  };
  const offersCommit = focused && draft.dirty && (!live || input.inForm);
  return (
    <Field
      error={input.error}
      hint={hints(offersCommit && keyHint(input), counter(draft.text, props.max_chars, focused))}
      htmlFor={id}
      node={node}
      noteId={noteId}
      testId="stTextInput"
    >
      <div
        className="rv-control"
        data-disabled={input.disabled || undefined}
        data-invalid={input.error !== null || undefined}
        data-testid="stTextInputRootElement"
      >
        {props.icon && (
          <span className="rv-control-icon" data-testid="stTextInputIcon">
            <Icon icon={props.icon} />
          </span>
        )}
        <input
          aria-describedby={noteId}
          aria-invalid={input.error !== null || undefined}
          aria-labelledby={hiddenLabel(node, id)}
          aria-required={props.required || undefined}
          autoComplete={props.autocomplete || (type === "password" ? "new-password" : "off")}
          className="rv-input"
          data-testid="stTextInputField"
          disabled={input.disabled}
          id={id}
          maxLength={props.max_chars}
          onBlur={() => {
            setFocused(false);
            commit();
          }}
          onChange={({ target }) => {
            draft.write(target.value);
            if (live && !input.inForm) pause.start(live);
          }}
          onFocus={() => setFocused(true)}
          onKeyDown={({ key, nativeEvent }) => {
            // While an input method composes, Enter picks a candidate.
            if (key !== "Enter" || nativeEvent.isComposing) return;
            commit();
            input.submitForm();
          }}
          placeholder={props.placeholder}
          spellCheck={type === "default" ? undefined : false}
          type={revealed ? "text" : TYPES[type]}
          value={draft.text}
        />
        {type === "password" && (
          <button
            aria-label={revealed ? "Hide password" : "Show password"}
            aria-pressed={revealed}
            className="rv-control-button"
            disabled={input.disabled}
            onClick={() => setRevealed(!revealed)}
            type="button"
          >
            <Eye closed={revealed} />
          </button>
        )}
      </div>
    </Field>
  );
}

function complaint(value: Text, { required, validate }: TextInputProps): string | null {
  if (!value) return required ? REQUIRED : null;
  if (!validate) return null;
  const [pattern, message] = validate;
  try {
    if (new RegExp(pattern).test(value)) return null;
  } catch {
    return null; // A pattern that this browser cannot read must not lock the field.
  }
  return message ?? "The text does not have the expected form.";
}

/** How much of the allowed length is used; shown while typing. */
export function counter(text: string, limit: number | undefined, shown: boolean): string | false {
  return shown && limit !== undefined && `${text.length}/${limit}`;
}

export function hints(...parts: Array<string | false | null>): string | null {
  return parts.filter(Boolean).join(" · ") || null;
}
