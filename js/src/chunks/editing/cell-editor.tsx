/** The field over a cell that is being edited. It closes when a value was entered that the column accepts. */
import {
  type KeyboardEvent,
  type ReactElement,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { ChoiceField, ChoicesField } from "./choice-fields";
import type { CellValue } from "./edits";
import { check, type EditedColumn, editText, readText, UnfitError } from "./rules";

export interface OpenCell {
  readonly column: EditedColumn;
  readonly title: string;
  /** Row of the view, and the column on the screen. */
  readonly row: number;
  readonly place: number;
  /** What the cell holds. */
  readonly value: unknown;
  /** What was typed to open it; null when it was opened to be looked at. */
  readonly typed: string | null;
  /** Whether writing replaces the text that is there, rather than going on after it. */
  readonly replaces: boolean;
}

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Steps to the cell that is next, to the right and down. */
export type Move = readonly [number, number];

interface CellEditorProps {
  readonly cell: OpenCell;
  /** Where the cell is in the window; undefined while it is not on the screen. */
  bounds(): Bounds | undefined;
  onEnter(value: CellValue, move: Move): void;
  onClose(): void;
}

/** What the fields of all kinds are given. */
export interface FieldProps {
  readonly column: EditedColumn;
  readonly value: unknown;
  readonly typed: string | null;
  readonly replaces: boolean;
  readonly id: string;
  readonly label: string;
  readonly describedBy: string | undefined;
  /** Keeps what the field would enter, until it is entered or given up. */
  onDraft(draft: Draft): void;
  /** Enters a draft at once. */
  onEnter(draft: Draft): void;
}

/** A text to be read as a value, or a value. */
export type Draft = { readonly text: string } | { readonly value: CellValue };

export function CellEditor({ cell, bounds, onEnter, onClose }: CellEditorProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const draft = useRef<Draft | null>(cell.typed === null ? null : { text: cell.typed });
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  usePlace(box, bounds);
  useKeptFocus(box);

  const enter = useCallback(
    (move: Move, otherwise: "stay" | "close" = "stay"): void => {
      if (draft.current === null) {
        onClose();
        return;
      }
      try {
        onEnter(draftValue(draft.current, cell), move);
      } catch (error) {
        if (!(error instanceof UnfitError)) throw error;
        if (otherwise === "close") onClose();
        else setProblem(error.message);
      }
    },
    [cell, onEnter, onClose],
  );
  useEffect(() => {
    const leave = (event: Event): void => {
      // Across the border of a shadow tree the target is its host.
      if (box.current && !event.composedPath().includes(box.current)) enter([0, 0], "close");
    };
    document.addEventListener("pointerdown", leave, true);
    return () => document.removeEventListener("pointerdown", leave, true);
  }, [enter]);

  const onKeyDown = (event: KeyboardEvent): void => {
    // Neither the grid nor the page below has anything to do with it.
    event.stopPropagation();
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && !event.shiftKey && !event.altKey) enter([0, 1]);
    else if (event.key === "Tab") enter([event.shiftKey ? -1 : 1, 0]);
    else return;
    event.preventDefault();
  };
  const field: FieldProps = {
    column: cell.column,
    value: cell.value,
    typed: cell.typed,
    replaces: cell.replaces,
    id,
    label: cell.title,
    describedBy: problem ? `${id}-problem` : undefined,
    onDraft: (next) => {
      draft.current = next;
      if (problem) setProblem(problemOf(next, cell));
    },
    onEnter: (next) => {
      draft.current = next;
      enter([0, 0]);
    },
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside has the focus
    <div className="rv-cell-editor" data-testid="stDataEditorCell" onKeyDown={onKeyDown} ref={box}>
      <Field {...field} />
      {problem && (
        <p className="rv-cell-problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function draftValue(draft: Draft, { column, value }: OpenCell): CellValue {
  return "text" in draft ? readText(column, draft.text, value) : check(column, draft.value);
}

function problemOf(draft: Draft, cell: OpenCell): string | null {
  try {
    draftValue(draft, cell);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Holds the editor over its cell, above everything else, while things scroll. */
function usePlace(
  box: React.RefObject<HTMLDivElement | null>,
  bounds: () => Bounds | undefined,
): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.popover = "manual";
    element.showPopover?.();
    const place = (): void => {
      const found = bounds();
      element.style.visibility = found ? "visible" : "hidden";
      if (!found) return;
      element.style.left = `${found.x - 1}px`;
      element.style.top = `${found.y - 1}px`;
      element.style.minWidth = `${found.width + 2}px`;
      element.style.setProperty("--cell-height", `${found.height}px`);
    };
    place();
    document.addEventListener("scroll", place, true);
    window.addEventListener("resize", place);
    return () => {
      document.removeEventListener("scroll", place, true);
      window.removeEventListener("resize", place);
    };
  }, [box, bounds]);
}

/** Takes the focus back from the grid, which takes it a moment after a click. */
function useKeptFocus(box: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const keep = ({ target, relatedTarget: next }: FocusEvent): void => {
      if (!(next instanceof Node) || !element.parentElement?.contains(next)) return;
      if (element.contains(next)) return;
      queueMicrotask(() => element.isConnected && (target as HTMLElement).focus());
    };
    element.addEventListener("focusout", keep);
    return () => element.removeEventListener("focusout", keep);
  }, [box]);
}

const MOMENTS: Readonly<Record<string, string>> = {
  date: "date",
  datetime: "datetime-local",
  time: "time",
};

function Field(props: FieldProps): ReactElement {
  const editor = props.column.edit?.editor ?? "text";
  if (editor === "selectbox") return <ChoiceField {...props} />;
  if (editor === "multiselect") return <ChoicesField {...props} />;
  if (editor in MOMENTS) return <MomentField {...props} />;
  const isNumber = editor === "number";
  return <TextField {...props} lines={!isNumber && editor !== "list"} numeric={isNumber} />;
}

function TextField({
  column,
  value,
  typed,
  replaces,
  id,
  label,
  describedBy,
  onDraft,
  lines,
  numeric,
}: FieldProps & { readonly lines: boolean; readonly numeric: boolean }): ReactElement {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const first = typed ?? editText(column, value);
  useFocus(input, replaces);
  const common = {
    "aria-describedby": describedBy,
    "aria-invalid": describedBy !== undefined,
    "aria-label": label,
    autoComplete: "off",
    className: "rv-cell-field",
    defaultValue: first,
    id,
    onInput: (event: React.FormEvent<HTMLTextAreaElement | HTMLInputElement>) =>
      onDraft({ text: event.currentTarget.value }),
    spellCheck: false,
  };
  if (!lines) {
    return (
      <input
        {...common}
        data-numeric={numeric || undefined}
        inputMode={numeric ? "decimal" : undefined}
        placeholder={column.edit?.editor === "list" ? "one, two, …" : undefined}
        ref={input}
      />
    );
  }
  return <textarea {...common} maxLength={column.max_chars ?? undefined} ref={input} rows={1} />;
}

function MomentField({ column, value, id, label, describedBy, onDraft }: FieldProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  useFocus(input, false);
  const editor = column.edit?.editor ?? "date";
  const isDay = editor === "date";
  const bound = (found: unknown): string | undefined =>
    isDay && found ? String(found).slice(0, 10) : undefined;
  return (
    <input
      aria-describedby={describedBy}
      aria-invalid={describedBy !== undefined}
      aria-label={label}
      className="rv-cell-field"
      defaultValue={editText(column, value)}
      id={id}
      max={bound(column.max_value)}
      min={bound(column.min_value)}
      onInput={(event) => {
        const { value: text, validity } = event.currentTarget;
        // A date of which only a part is there has no text; it is not an empty cell.
        onDraft({ text: validity.badInput ? "?" : text });
      }}
      ref={input}
      step={isDay ? undefined : seconds(column.step)}
      type={MOMENTS[editor]}
    />
  );
}

/** What the arrows of a time field count in; whole seconds are shown, and parts of them where they are asked for. */
const seconds = (step: unknown): number =>
  typeof step === "number" && step > 0 ? Math.min(step, 1) : 1;

export function useFocus(input: React.RefObject<HTMLElement | null>, select: boolean): void {
  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    field.focus({ preventScroll: true });
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    if (select) field.select();
    else if (field.type === "text" || field.type === "textarea") {
      field.setSelectionRange(field.value.length, field.value.length);
    }
  }, [input, select]);
}
