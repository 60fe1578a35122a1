/** A date, a range of dates, or a moment: typed, or picked from a calendar that is loaded when it is wanted. */
import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { Skeleton, useChunk } from "../data/chunk";
import { Glyph } from "../elements/glyph";
import { Floating } from "../elements/overlay";
import type { NodeProps } from "../elements/registry";
import { loadChunk } from "../host/assets";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { Field, hiddenLabel, REQUIRED } from "./field";
import {
  dateNotation,
  listOf,
  momentNotation,
  type Notation,
  onDay,
  startOf,
  timeNotation,
  today,
  type Value,
} from "./moments";
import { Panel } from "./panel";
import { TimeBox } from "./time-input";
import { useWriting } from "./writing";

type CalendarChunk = typeof import("../chunks/calendar");

export interface DateInputProps extends InputProps<Value> {
  /** Order and separator of year, month and day. */
  readonly format: string;
  readonly min: number;
  readonly max: number;
  readonly clearable?: boolean;
  /** Seconds between the times that are offered; only of moments. */
  readonly step?: number;
}

const TIME = timeNotation("24h", false);

/** How much room a calendar takes, in CSS pixels. */
const CALENDAR_HEIGHT = 312;

export function DateInput({ node }: NodeProps<DateInputProps>): ReactElement {
  const { format, value } = node.props;
  const range = Array.isArray(value);
  return (
    <MomentInput
      node={node}
      notation={dateNotation(format, range)}
      pattern={range ? `${format} – ${format}` : format}
      testId="stDateInput"
    />
  );
}

export function DateTimeInput({ node }: NodeProps<DateInputProps>): ReactElement {
  const { format } = node.props;
  return (
    <MomentInput
      node={node}
      notation={momentNotation(format)}
      pattern={`${format}, HH:mm`}
      testId="stDateTimeInput"
    />
  );
}

interface MomentInputProps extends NodeProps<DateInputProps> {
  readonly notation: Notation;
  /** What a text looks like. */
  readonly pattern: string;
  readonly testId: "stDateInput" | "stDateTimeInput";
}

function MomentInput({ node, notation, pattern, testId }: MomentInputProps): ReactElement {
  const { props } = node;
  const { clearable, min, max, required } = props;
  const check = (value: Value): string | null => {
    const moments = listOf(value);
    if (moments.length === 0) return required ? REQUIRED : null;
    if (moments.some(Number.isNaN)) return `Write ${pattern}.`;
    if (moments.some((moment) => moment < min)) return `Not before ${notation.show(min)}.`;
    return moments.some((moment) => moment > max) ? `Not after ${notation.show(max)}.` : null;
  };
  const input = useInput<Value>(node, { check });
  const writing = useWriting(input, notation, check, props);
  const control = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const part = useRef<number | null>(null);
  /** Whether the calendar is open, and whether it takes the focus. */
  const [open, setOpen] = useState<"beside" | "entered" | null>(null);
  const [focused, setFocused] = useState(false);
  const id = useId();
  const { disabled } = input;
  const { error } = writing;

  const close = (): void => setOpen(null);
  /** Gives the focus back if it is in the calendar. */
  const leave = (): void => {
    if (document.activeElement !== field.current) field.current?.focus({ preventScroll: true });
    close();
  };
  const pick = (value: Value, done: boolean): void => {
    writing.put(value);
    if (done) leave();
  };

  // A step keeps the part that it has changed selected.
  useEffect(() => {
    if (part.current === null || field.current === null) return;
    const found = groups(field.current.value)[part.current];
    if (found) field.current.setSelectionRange(found.index, found.index + found[0].length);
    part.current = null;
  });

  const step = (by: number): void => {
    const { value: text, selectionStart } = field.current ?? { value: "", selectionStart: 0 };
    const before = groups(text).filter(({ index }) => index <= (selectionStart ?? 0));
    part.current = Math.max(before.length - 1, 0);
    const from = notation.read(text) ?? input.value;
    const next = listOf(notation.step(from, part.current, by));
    const within = next.map((moment) => Math.min(Math.max(moment, min), max));
    writing.put(Array.isArray(input.value) ? within : (within[0] ?? null));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { altKey, key, shiftKey } = event;
    const vertical = key === "ArrowDown" ? -1 : key === "ArrowUp" ? 1 : 0;
    if (event.nativeEvent.isComposing) return;
    if (key === "Enter") {
      writing.commit();
      close();
      input.submitForm();
    } else if (key === "Escape") {
      // The first one is for the text, and not for a dialog around it.
      if (writing.dirty) event.preventDefault();
      writing.reset();
      close();
    } else if ((vertical && altKey) || (key === "Tab" && !shiftKey && open)) {
      event.preventDefault();
      setOpen("entered");
    } else if (vertical && !disabled) {
      event.preventDefault();
      step(vertical);
    }
  };

  return (
    <Field
      error={error}
      hint={focused && writing.dirty && !input.inForm ? "Press Enter to apply" : null}
      htmlFor={id}
      node={node}
      noteId={`${id}-note`}
      testId={testId}
    >
      <div
        className="rv-control rv-moment"
        data-disabled={disabled || undefined}
        data-invalid={error !== null || undefined}
        ref={control}
      >
        <input
          aria-describedby={`${id}-note`}
          aria-invalid={error !== null || undefined}
          aria-labelledby={hiddenLabel(node, id)}
          aria-required={required || undefined}
          autoComplete="off"
          className="rv-input"
          data-testid={`${testId}Field`}
          disabled={disabled}
          id={id}
          onBlur={() => {
            setFocused(false);
            writing.commit();
          }}
          onChange={({ target }) => writing.write(target.value)}
          onClick={() => setOpen(open ?? "beside")}
          onFocus={() => {
            setFocused(true);
            setOpen((now) => now && "beside");
            // By the time it is opened, it is there.
            loadChunk("calendar").catch(() => {});
          }}
          onKeyDown={onKeyDown}
          placeholder={pattern}
          ref={field}
          spellCheck={false}
          value={writing.text}
        />
        {clearable && !disabled && listOf(input.value).length > 0 && (
          <button
            aria-label="Clear value"
            className="rv-control-button"
            data-testid={`${testId}ClearButton`}
            onClick={() => {
              writing.put(Array.isArray(input.value) ? [] : null);
              field.current?.focus();
            }}
            type="button"
          >
            <Glyph name="close" />
          </button>
        )}
        <button
          aria-expanded={open !== null}
          aria-haspopup="dialog"
          aria-label="Open calendar"
          className="rv-control-button"
          data-testid={`${testId}CalendarButton`}
          disabled={disabled}
          onClick={() => (open === "entered" ? leave() : setOpen("entered"))}
          type="button"
        >
          <Glyph name="calendar" />
        </button>
      </div>
      {open && !disabled && (
        <Floating
          anchor={control}
          className="rv-popup"
          nests={props.step !== undefined}
          onClose={leave}
          placement="bottom start"
        >
          <Picker
            control={control}
            entered={open === "entered"}
            input={input}
            labelId={`${id}-label`}
            onClose={close}
            onLeave={leave}
            onPick={pick}
            props={props}
            testId={testId}
          />
        </Floating>
      )}
    </Field>
  );
}

const groups = (text: string): RegExpExecArray[] => [...text.matchAll(/\d+/g)];

interface PickerProps {
  readonly input: { readonly value: Value };
  readonly props: DateInputProps;
  /** Id of what names the field. */
  readonly labelId: string;
  readonly testId: string;
  /** The field that has opened it. */
  readonly control: RefObject<HTMLElement | null>;
  /** Whether it takes the focus. */
  readonly entered: boolean;
  onPick(value: Value, done: boolean): void;
  onClose(): void;
  onLeave(): void;
}

function Picker(picker: PickerProps): ReactElement {
  const { control, entered, input, labelId, onClose, onLeave, onPick, props, testId } = picker;
  const { max, min, step } = props;
  const chunk = useChunk<CalendarChunk>("calendar");
  const range = Array.isArray(input.value);
  const moments = listOf(input.value).filter((moment) => !Number.isNaN(moment));
  const [moment] = moments;
  const bounded = (next: number): number => Math.min(Math.max(next, min), max);
  return (
    <Panel
      className="rv-calendar-panel"
      labelId={labelId}
      onBlur={({ relatedTarget }) => {
        if (!entered || !(relatedTarget instanceof Element)) return;
        const near =
          relatedTarget.closest(".rv-floating") ?? control.current?.contains(relatedTarget);
        if (!near) onClose();
      }}
      onLeave={onLeave}
      testId={`${testId}Calendar`}
    >
      {chunk ? (
        <chunk.Calendar
          entered={entered}
          max={max}
          min={min}
          onPick={(days) => {
            if (range) onPick(days, days.length > 1);
            else onPick(bounded(onDay(days[0] ?? min, moment)), step === undefined);
          }}
          range={range}
          value={moments}
        />
      ) : (
        <Skeleton height={CALENDAR_HEIGHT} />
      )}
      {step !== undefined && (
        <TimeBox
          label="Time"
          notation={TIME}
          onChange={(time) => {
            onPick(bounded(onDay(startOf(moment ?? today()), time)), false);
          }}
          step={step}
          testId="stDateTimeInputPopoverTime"
          value={moment ?? null}
        />
      )}
    </Panel>
  );
}
