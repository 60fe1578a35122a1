/** Several lines of text. */
import { type ReactElement, useId, useState } from "react";
import type { NodeProps } from "../elements/registry";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { useDebounce, useDraft } from "./draft";
import { Field, hiddenLabel, keyHint, REQUIRED } from "./field";
import { isMac } from "./shortcut";
import { counter, hints } from "./text-input";

type Text = string | null;

export interface TextAreaProps extends InputProps<Text> {
  readonly max_chars?: number;
  readonly placeholder?: string;
  /** Sends this long after the last key, in milliseconds. */
  readonly live?: number;
}

const NOTATION = { show: (value: Text) => value ?? "", read: (text: string): Text => text };

export function TextArea({ node }: NodeProps<TextAreaProps>): ReactElement {
  const { height, live, max_chars: limit, placeholder, required, generation } = node.props;
  const check = (value: Text): string | null => (required && !value ? REQUIRED : null);
  const input = useInput<Text>(node, { check });
  const draft = useDraft(input, NOTATION, generation);
  const pause = useDebounce(() => draft.commit());
  const [focused, setFocused] = useState(false);
  const id = useId();
  const noteId = `${id}-note`;
  const commit = (): void => {
    pause.cancel();
    draft.commit();
  };
  const offersCommit = focused && draft.dirty && (!live || input.inForm);
  const enter = isMac() ? "⌘+Enter" : "Ctrl+Enter";
  return (
    <Field
      className={height === "stretch" || typeof height === "number" ? "rv-field-tall" : ""}
      height={typeof height === "number" ? height : undefined}
      error={input.error}
      hint={hints(offersCommit && keyHint(input, enter), counter(draft.text, limit, focused))}
      htmlFor={id}
      node={node}
      noteId={noteId}
      testId="stTextArea"
    >
      <div
        className="rv-control rv-control-area"
        data-disabled={input.disabled || undefined}
        data-invalid={input.error !== null || undefined}
        data-testid="stTextAreaRootElement"
      >
        <textarea
          aria-describedby={noteId}
          aria-invalid={input.error !== null || undefined}
          aria-labelledby={hiddenLabel(node, id)}
          aria-required={required || undefined}
          className="rv-input rv-textarea"
          data-grow={height === "content" || undefined}
          disabled={input.disabled}
          id={id}
          maxLength={limit}
          onBlur={() => {
            setFocused(false);
            commit();
          }}
          onChange={({ target }) => {
            draft.write(target.value);
            if (live && !input.inForm) pause.start(live);
          }}
          onFocus={() => setFocused(true)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            commit();
            input.submitForm();
          }}
          placeholder={placeholder}
          value={draft.text}
        />
      </div>
    </Field>
  );
}
