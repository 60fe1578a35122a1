/** Pills and segmented controls: a few options as buttons, one or any number of which are pressed. */
import { type ReactElement, useId } from "react";
import { Icon } from "../elements/icon";
import type { NodeProps } from "../elements/registry";
import { InlineMarkdown } from "../markdown/markdown";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { ButtonRow } from "./button-row";
import { Field, REQUIRED } from "./field";

type Chosen = string | null | readonly string[];

export interface PillsProps extends InputProps<Chosen> {
  readonly options: readonly string[];
  /** The icon that each label begins with, if it does. */
  readonly icons?: ReadonlyArray<string | null>;
  /** Whether several can be chosen; then the value is a list. */
  readonly several?: boolean;
  readonly wrap?: boolean;
}

export const Pills = (props: NodeProps<PillsProps>): ReactElement => (
  <Choice {...props} style="pills" />
);

export const SegmentedControl = (props: NodeProps<PillsProps>): ReactElement => (
  <Choice {...props} style="segmented_control" />
);

interface ChoiceProps extends NodeProps<PillsProps> {
  readonly style: "pills" | "segmented_control";
}

function Choice({ node, style }: ChoiceProps): ReactElement {
  const { options, icons, several = false, required, wrap } = node.props;
  const check = (value: Chosen): string | null => (required && value === null ? REQUIRED : null);
  const { value, setValue, disabled, error } = useInput<Chosen>(node, { check });
  const labelId = useId();
  const chosen = listOf(value);
  const press = (option: string): void => {
    const without = chosen.filter((one) => one !== option);
    const taken = without.length < chosen.length;
    if (several) setValue(taken ? without : [...chosen, option]);
    else if (!taken) setValue(option);
    else if (!required) setValue(null);
  };
  return (
    <Field error={error} labelId={labelId} node={node} testId="stButtonGroup">
      {options.length === 0 ? (
        <span className="rv-radio-none">No options to select.</span>
      ) : (
        <ButtonRow
          buttons={options.map((label, position) => {
            const pressed = chosen.includes(label);
            const icon = icons?.[position];
            const text = icon ? label.slice(icon.length).trim() : label;
            const content = (
              <>
                {icon && <Icon icon={icon} label={text === "" ? icon : undefined} />}
                {text !== "" && (
                  <span className="rv-row-text">
                    <InlineMarkdown noLinks text={text} />
                  </span>
                )}
              </>
            );
            return { content, pressed, testId: `stBaseButton-${style}${pressed ? "Active" : ""}` };
          })}
          className={style === "pills" ? "rv-pills" : "rv-segments"}
          disabled={disabled}
          labelId={labelId}
          onPress={(index) => press(options[index] ?? "")}
          required={required}
          single={!several}
          wrap={wrap}
        />
      )}
    </Field>
  );
}

const listOf = (value: Chosen): readonly string[] =>
  value === null ? [] : typeof value === "string" ? [value] : value;
