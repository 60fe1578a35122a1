/** The keys of a menu: arrows, Home and End, and the first letters of an entry. */
import type { KeyboardEvent } from "react";

export const entriesIn = (list: HTMLElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []),
];

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  ArrowRight: 1,
};

export function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const entries = entriesIn(list);
  const at = entries.indexOf(document.activeElement as HTMLElement);
  const step = STEPS[event.key];
  const target =
    event.key === "Home"
      ? entries[0]
      : event.key === "End"
        ? entries.at(-1)
        : step && entries[(at + step + entries.length) % entries.length];
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** Pause after which letters begin another word, in milliseconds. */
const PAUSE = 700;

let typed = { text: "", at: 0 };

/** Goes to the next entry that begins with what is being typed; whether the key was a part of that. */
export function findEntry(event: KeyboardEvent, list: HTMLElement | null): boolean {
  const { key, timeStamp: at } = event;
  const isLetter = key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  const goesOn = typed.text !== "" && at - typed.at < PAUSE;
  // A blank presses the entry, unless it is one between two words.
  if (!isLetter || (key === " " && !goesOn)) return false;
  event.preventDefault();
  typed = { text: (goesOn ? typed.text : "") + key.toLowerCase(), at };
  const entries = entriesIn(list);
  const here = entries.indexOf(document.activeElement as HTMLElement);
  // A letter leads on, also when it is typed again; further ones may stay.
  const text = [...typed.text].every((one) => one === typed.text[0]) ? typed.text[0] : typed.text;
  const from = text?.length === 1 ? here + 1 : Math.max(here, 0);
  const inTurn = [...entries.slice(from), ...entries.slice(0, from)];
  const fits = (entry: HTMLElement): boolean =>
    entry.textContent
      ?.trim()
      .toLowerCase()
      .startsWith(text ?? "") === true;
  inTurn.find(fits)?.focus();
  return true;
}
