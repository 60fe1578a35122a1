/** A date or time that is being typed: what is written stays until it can be read or is given up. */
import { useState } from "react";
import type { InputHandle } from "../store/hooks";
import { type Notation, same, UNREADABLE, type Value } from "./moments";

export interface Writing {
  readonly text: string;
  /** Whether the text differs from what was last sent. */
  readonly dirty: boolean;
  /** Why the text cannot be sent. */
  readonly error: string | null;
  write(text: string): void;
  /** Sends what is written, unless the kernel has it already. */
  commit(): void;
  /** Sends a value that was not typed. */
  put(value: Value): void;
  /** Forgets what is written. */
  reset(): void;
}

interface Draft {
  readonly text: string;
  readonly generation: number;
  /** What there was before anything was written. */
  readonly before: Value;
  readonly error: string | null;
}

/** `check` says why a value may not be sent; it is told of a text that says nothing by `UNREADABLE`. */
export function useWriting(
  input: InputHandle<Value>,
  notation: Notation,
  check: (value: Value) => string | null,
  { clearable, generation = 0 }: { readonly clearable?: boolean; readonly generation?: number },
): Writing {
  const [draft, setDraft] = useState<Draft | null>(null);
  const read = (text: string): Value => {
    const value = notation.read(text);
    return value === undefined ? UNREADABLE : value;
  };
  const current = draft?.generation === generation ? draft : null;
  // A form may have been sent and cleared meanwhile.
  const gone = current !== null && input.inForm && !same(read(current.text), input.value);
  const written = gone ? null : current;
  const put = (value: Value): void => {
    setDraft(null);
    if (!same(value, input.value) || input.inForm) input.setValue(value);
  };
  const reset = (): void => {
    if (written !== null && input.inForm) input.setValue(written.before, { commit: false });
    setDraft(null);
  };
  return {
    text: written?.text ?? notation.show(input.value),
    dirty: written !== null && !same(read(written.text), input.value),
    error: written?.error ?? input.error,
    write(text) {
      setDraft({ text, generation, before: written?.before ?? input.value, error: null });
      if (input.inForm) input.setValue(read(text), { commit: false });
    },
    commit() {
      if (written === null) return;
      // What cannot be empty has what it had.
      if (written.text.trim() === "" && !clearable) return reset();
      const value = read(written.text);
      const error = check(value);
      if (error === null) put(value);
      else setDraft({ ...written, error });
    },
    put,
    reset,
  };
}
