/** The list under a combobox; only the options in sight are in the document. */
import { type ReactElement, type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Height of an option, in CSS pixels; `inputs.css` says the same. */
const ROW = 36;
const PADDING = 4;
const HEIGHT = 8 * ROW + 2 * PADDING;
/** Options drawn beyond each edge, so that scrolling shows no gaps. */
const SPARE = 6;

export interface ListItem {
  readonly text: string;
  readonly selected: boolean;
  /** Whether choosing it adds a new option. */
  readonly adds?: boolean;
  /** Whether choosing it chooses all the others. */
  readonly all?: boolean;
}

export interface ListBoxProps {
  readonly id: string;
  /** Id of what names it. */
  readonly labelId: string;
  readonly items: readonly ListItem[];
  /** Position of the highlighted item; -1 for none. */
  readonly active: number;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly testId: string;
  /** Whether several options can be chosen. */
  readonly multiple?: boolean;
  /** What an empty list says. */
  readonly none?: string;
  onHover(index: number): void;
  onChoose(index: number): void;
}

export const optionId = (id: string, index: number): string => `${id}-${index}`;

export function ListBox(props: ListBoxProps): ReactElement {
  const { id, labelId, items, active, anchor, testId, multiple, none, onHover, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useActiveInSight(list, active);
  const first = Math.max(Math.floor((top - PADDING) / ROW) - SPARE, 0);
  const last = Math.min(Math.ceil((top + HEIGHT) / ROW) + SPARE, items.length);
  if (items.length === 0) {
    return (
      <p className="rv-listbox rv-listbox-none" data-testid={testId} role="status">
        {none ?? "No results"}
      </p>
    );
  }
  return (
    <div
      aria-labelledby={labelId}
      aria-multiselectable={multiple}
      className="rv-listbox"
      data-testid={testId}
      id={id}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      ref={list}
      role="listbox"
      style={{ maxHeight: HEIGHT, width: anchor.current?.offsetWidth }}
    >
      <div aria-hidden="true" style={{ height: items.length * ROW + 2 * PADDING }} />
      {items.slice(first, last).map(({ text, selected, adds, all }, offset) => {
        const index = first + offset;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the input
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input
          <div
            aria-posinset={index + 1}
            aria-selected={selected}
            aria-setsize={items.length}
            className="rv-option"
            data-active={index === active || undefined}
            data-all={all}
            id={optionId(id, index)}
            key={index}
            onClick={() => onChoose(index)}
            // Keeps the focus in the input; without it, blur would close the list before the click.
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => index !== active && onHover(index)}
            role="option"
            style={{ top: PADDING + index * ROW }}
            title={text}
          >
            {adds && <span className="rv-option-adds">Add: </span>}
            {text}
          </div>
        );
      })}
    </div>
  );
}

/** Scrolls as little as it takes to have the highlighted option in sight. */
function useActiveInSight(list: RefObject<HTMLElement | null>, active: number): void {
  useLayoutEffect(() => {
    const box = list.current;
    if (!box || active < 0) return;
    const top = active * ROW;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW + 2 * PADDING > box.scrollTop + HEIGHT) {
      box.scrollTop = top + ROW + 2 * PADDING - HEIGHT;
    }
  }, [list, active]);
}
