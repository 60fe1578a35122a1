/** One of a few options, all of them in sight. */
import { type ReactElement, useId } from "react";
import type { NodeProps } from "../elements/registry";
import { InlineMarkdown } from "../markdown/markdown";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { Field, REQUIRED } from "./field";

export interface RadioProps extends InputProps<string | null> {
  readonly options: readonly string[];
  readonly captions?: ReadonlyArray<string | null>;
  readonly horizontal?: boolean;
}

export function Radio({ node }: NodeProps<RadioProps>): ReactElement {
  const { options, captions = [], horizontal, required } = node.props;
  const check = (value: string | null): string | null =>
    required && value === null ? REQUIRED : null;
  const { value, setValue, disabled, error } = useInput(node, { check });
  const labelId = useId();
  const chosen = value === null ? -1 : options.indexOf(value);
  return (
    <Field error={error} labelId={labelId} node={node} testId="stRadio">
      <div
        aria-disabled={disabled || options.length === 0 || undefined}
        aria-labelledby={labelId}
        aria-orientation={horizontal ? "horizontal" : "vertical"}
        aria-required={required || undefined}
        className="rv-radio-group"
        data-testid="stRadioGroup"
        role="radiogroup"
      >
        {options.length === 0 && <span className="rv-radio-none">No options to select.</span>}
        {options.map((label, position) => (
          <label
            className="rv-radio"
            data-disabled={disabled || undefined}
            data-testid="stRadioOption"
            // biome-ignore lint/suspicious/noArrayIndexKey: the position is what the option is known by
            key={position}
          >
            <input
              // The position and not the label: two options may have the same label.
              checked={position === chosen}
              className="rv-visually-hidden"
              disabled={disabled}
              name={labelId}
              onChange={() => setValue(label)}
              required={required}
              type="radio"
              value={position}
            />
            <span className="rv-radio-dot" />
            <span className="rv-radio-text">
              <InlineMarkdown text={label} />
              {captions[position] && (
                <span className="rv-radio-caption" data-testid="stRadioCaption">
                  <InlineMarkdown text={captions[position]} />
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </Field>
  );
}
