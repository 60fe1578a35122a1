/** One of a few options, all of them in sight. */
import { type ReactElement, useId } from "react";
import { Radio as Option, RadioGroup } from "react-aria-components/RadioGroup";
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
  return (
    <Field error={error} labelId={labelId} node={node} testId="stRadio">
      <RadioGroup
        aria-labelledby={labelId}
        className="rv-radio-group"
        data-testid="stRadioGroup"
        isDisabled={disabled || options.length === 0}
        isRequired={required}
        // Positions and not labels: two options may have the same label.
        onChange={(position) => setValue(options[Number(position)] ?? null)}
        orientation={horizontal ? "horizontal" : "vertical"}
        value={value === null ? null : String(options.indexOf(value))}
      >
        {options.length === 0 && <span className="rv-radio-none">No options to select.</span>}
        {options.map((label, position) => (
          <Option
            className="rv-radio"
            data-testid="stRadioOption"
            // biome-ignore lint/suspicious/noArrayIndexKey: the position is what the option is known by
            key={position}
            value={String(position)}
          >
            <span className="rv-radio-dot" />
            <span className="rv-radio-text">
              <InlineMarkdown text={label} />
              {captions[position] && (
                <span className="rv-radio-caption" data-testid="stRadioCaption">
                  <InlineMarkdown text={captions[position]} />
                </span>
              )}
            </span>
          </Option>
        ))}
      </RadioGroup>
    </Field>
  );
}
