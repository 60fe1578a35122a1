/** A value that is being written and not sent yet. */
import { useEffect, useRef, useState } from "react";
import type { InputHandle } from "../store/hooks";

export interface Draft {
  readonly text: string;
  /** Whether Enter has something to send: in a form, what was written since the last commit. */
  readonly dirty: boolean;
  write(text: string): void;
  /** Sends the text, unless the kernel has it already; with `text`, that one. */
  commit(text?: string): void;
}

export interface Notation<T> {
  show(value: T): string;
  read(text: string): T;
}

/**
 * Text of an input between the first key and the commit.
 *
 * It lives in the component and not in the session, so that going back to what was sent leaves
 * nothing behind. Fields of a form are the exception: a submission has to find every letter.
 */
export function useDraft<T>(input: InputHandle<T>, notation: Notation<T>, generation = 0): Draft {
  const [draft, setDraft] = useState<{ text: string; generation: number } | null>(null);
  const current = draft?.generation === generation ? draft.text : null;
  // A form may have been sent and cleared meanwhile.
  const gone = current !== null && input.inForm && notation.read(current) !== input.value;
  const written = gone ? null : current;
  return {
    text: written ?? notation.show(input.value),
    dirty: written !== null && (input.inForm || notation.read(written) !== input.value),
    write(text) {
      setDraft({ text, generation });
      if (input.inForm) input.setValue(notation.read(text), { commit: false });
    },
    commit(text) {
      const next = text ?? written;
      if (next === null) return;
      setDraft(null);
      const value = notation.read(next);
      if (value !== input.value || input.inForm) input.setValue(value);
    },
  };
}

/** Calls the newest `action` once, `delay` milliseconds after the last call; `cancel` forgets it. */
export function useDebounce(action: () => void): { start(delay: number): void; cancel(): void } {
  const timer = useRef(0);
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return {
    start(delay) {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => latest.current(), delay);
    },
    cancel: () => window.clearTimeout(timer.current),
  };
}
