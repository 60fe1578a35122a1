/** A number, date or time, or a range of two, picked on a line. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactElement,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import type { NodeProps } from "../elements/registry";
import { formatDate } from "../format/date";
import { formatNumber } from "../format/number";
import type { InputProps } from "../protocol";
import { type InputHandle, useInput } from "../store/hooks";
import { Field, type FieldProps } from "./field";
import { useHandles } from "./handles";
import { type Handles, type Scale, shareOf, withHandle } from "./scale";

/** Numbers; for dates and times milliseconds since the epoch, as a wall clock in UTC. */
export interface SliderProps extends InputProps<Handles>, Scale {
  readonly data_type: "int" | "float" | "date" | "time" | "datetime";
  readonly format?: string | null;
  /** How long a handle rests before its value is sent, in milliseconds. */
  readonly debounce?: number;
}

/** Distance of two handles at which their texts would meet, in percent of the line. */
const NEAR = 14;

export function Slider({ node }: NodeProps<SliderProps>): ReactElement {
  const { props } = node;
  const input = useInput<Handles>(node);
  const show = (value: number): string => display(value, props);
  return <Line input={input} node={node} pause={props.debounce} scale={props} show={show} />;
}

export interface SelectSliderProps extends InputProps<readonly string[]> {
  readonly options: readonly string[];
  /** As that of a slider. */
  readonly debounce?: number;
}

/** A slider over options: its places are their positions. */
export function SelectSlider({ node }: NodeProps<SelectSliderProps>): ReactElement {
  const { options, debounce } = node.props;
  const input = useInput<readonly string[]>(node);
  const places = input.value.map((label) => Math.max(options.indexOf(label), 0));
  const handle: InputHandle<Handles> = {
    ...input,
    // None of the options is what session state can assign; the handle waits at the first.
    value: places.length > 0 ? places : [0],
    setValue: (next) => input.setValue(next.map((place) => options[place] ?? "")),
  };
  const scale = { min: 0, max: options.length - 1, step: 1 };
  const show = (place: number): string => options[place] ?? "";
  return <Line input={handle} node={node} pause={debounce} scale={scale} show={show} />;
}

interface LineProps {
  readonly node: FieldProps["node"];
  readonly input: InputHandle<Handles>;
  readonly scale: Scale;
  /** How long a handle rests before its value is sent. */
  readonly pause?: number;
  show(value: number): string;
}

function Line({ node, input, scale, pause, show }: LineProps): ReactElement {
  const { shown, move, release, leave } = useDrag(input, pause);
  const labelId = useId();
  const { disabled } = input;
  // Each press of a key is a movement of its own, and there may be many on the way.
  const step = pause === undefined ? release : move;
  const moves = useHandles({ handles: shown, scale, disabled, move, release, step });
  const shares = shown.map((value) => shareOf(value, scale));
  const [first = 0, second = 100] = shares;
  // Texts over handles that are close turn away from each other.
  const near = shown.length > 1 && second - first < NEAR;
  const names = shown.length > 1 ? ["Start", "End"] : [];
  return (
    <Field labelId={labelId} node={node} testId="stSlider">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a layout of its own */}
      <div
        aria-labelledby={labelId}
        className="rv-slider"
        data-disabled={disabled || undefined}
        onBlur={leave}
        role="group"
      >
        <div {...moves.trackProps} className="rv-slider-track">
          <Fill shares={shares} />
          {shown.map((value, index) => (
            <Thumb
              disabled={disabled}
              dragged={moves.dragged === index}
              // biome-ignore lint/suspicious/noArrayIndexKey: a handle is its position
              key={index}
              labelId={labelId}
              name={names[index]}
              onChange={(next) => move(withHandle(shown, index, next, scale))}
              onKeyDown={(event) => moves.onKeyDown(index, event)}
              // Between its neighbours.
              max={shown[index + 1] ?? scale.max}
              min={shown[index - 1] ?? scale.min}
              share={shares[index] ?? 0}
              side={near ? (index === 0 ? "before" : "after") : undefined}
              step={scale.step}
              text={show(value)}
              value={value}
            />
          ))}
        </div>
        <div className="rv-slider-ticks" data-testid="stSliderTickBar">
          <span>{show(scale.min)}</span>
          <span>{show(scale.max)}</span>
        </div>
      </div>
    </Field>
  );
}

function display(value: number, { data_type: type, format }: SliderProps): string {
  if (type === "int" || type === "float") return formatNumber(value, format);
  return formatDate(value, format, { kind: type });
}

interface ThumbProps extends Scale {
  readonly value: number;
  readonly disabled: boolean;
  readonly dragged: boolean;
  readonly labelId: string;
  /** Which end of a range it is. */
  readonly name?: string;
  readonly text: string;
  /** Where on the line it is, in percent. */
  readonly share: number;
  /** Where its text goes when that of the other handle is near. */
  readonly side?: "before" | "after";
  /** Takes the value that the browser or what assists a visitor has set. */
  onChange(value: number): void;
  onKeyDown(event: KeyboardEvent): void;
}

function Thumb(props: ThumbProps): ReactElement {
  const { value, disabled, dragged, labelId, name, text, share, side } = props;
  const id = useId();
  return (
    <div
      className="rv-slider-thumb"
      data-dragging={dragged || undefined}
      // Not as a variable, which all that is inside would inherit and be styled for anew.
      style={{ insetInlineStart: `${share}%` }}
    >
      <input
        aria-label={name}
        aria-labelledby={name ? `${labelId} ${id}` : labelId}
        aria-orientation="horizontal"
        aria-valuetext={text}
        className="rv-visually-hidden"
        disabled={disabled}
        id={id}
        onChange={({ target }) => props.onChange(Number(target.value))}
        onKeyDown={props.onKeyDown}
        max={props.max}
        min={props.min}
        step={props.step}
        type="range"
        value={value}
      />
      <div
        className="rv-slider-value"
        data-side={side}
        data-testid="stSliderThumbValue"
        style={{ "--rv-share": share } as CSSProperties}
      >
        {text}
      </div>
    </div>
  );
}

/** The coloured part: up to the handle, or between the two. */
function Fill({ shares }: { readonly shares: readonly number[] }): ReactElement {
  const single = shares.length === 1;
  const start = single ? 0 : (shares[0] ?? 0);
  const end = shares.at(-1) ?? 0;
  return (
    <div
      className="rv-slider-fill"
      data-single={single || undefined}
      style={{ insetInlineStart: `${start}%`, inlineSize: `${Math.max(end - start, 0)}%` }}
    />
  );
}

/** While a handle moves, the kernel hears at most this often, in milliseconds. */
const INTERVAL = 50;

interface Drag {
  /** Where the handles are. */
  readonly shown: Handles;
  move(values: Handles): void;
  /** Ends the movement; what was not sent yet is sent now. */
  release(values: Handles): void;
  /** Sends what was not sent yet: something else is about to be used. */
  leave(): void;
}

/** Follows the handles at once and tells the kernel in steps, or when they rest, no value twice. */
function useDrag(input: InputHandle<Handles>, debounce: number | undefined): Drag {
  const [dragged, setDragged] = useState<Handles | null>(null);
  const latest = useRef({ input, values: null as Handles | null, timer: 0 });
  latest.current.input = input;

  const send = (): void => {
    const { input, values } = latest.current;
    window.clearTimeout(latest.current.timer);
    latest.current.timer = 0;
    latest.current.values = null;
    setDragged(null);
    if (values && !equal(values, input.value)) input.setValue(values);
  };
  useEffect(() => () => window.clearTimeout(latest.current.timer), []);
  const move = (values: Handles): void => {
    latest.current.values = values;
    setDragged(values);
    if (debounce !== undefined) window.clearTimeout(latest.current.timer);
    else if (latest.current.timer) return;
    latest.current.timer = window.setTimeout(send, debounce ?? INTERVAL);
  };
  return {
    shown: dragged ?? input.value,
    move,
    release(values) {
      // A key press ends without having moved anything when the handle is at its limit.
      if (latest.current.values === null && equal(values, latest.current.input.value)) return;
      latest.current.values = values;
      send();
    },
    leave() {
      if (latest.current.values !== null) send();
    },
  };
}

const equal = (a: Handles, b: Handles): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);
