/** What the visitor has chosen for columns: formats, which are pinned, and which are hidden. */
import { useMemo, useState } from "react";
import type { FrameColumn } from "../arrow/columns";

interface Choices {
  readonly formats: ReadonlyMap<string, string>;
  readonly pinned: ReadonlyMap<string, boolean>;
  readonly hidden: ReadonlySet<string>;
}

const NONE: Choices = { formats: new Map(), pinned: new Map(), hidden: new Set() };

export interface ChosenColumns extends Choices {
  /** The columns as the visitor wants them; also those that are hidden. */
  readonly columns: readonly FrameColumn[];
  format(id: string, format: string | null): void;
  pin(id: string, pinned: boolean): void;
  show(id: string, visible: boolean): void;
}

export function useChoices(given: readonly FrameColumn[]): ChosenColumns {
  const [choices, setChoices] = useState(NONE);
  const { formats, pinned } = choices;
  const columns = useMemo(
    () =>
      given.map((column) => {
        const format = formats.get(column.props.name);
        const formatted = format === undefined ? column : column.under(format);
        return withPin(formatted, pinned.get(column.props.name));
      }),
    [given, formats, pinned],
  );
  return {
    ...choices,
    columns,
    format: (id, format) =>
      setChoices((known) => ({ ...known, formats: changed(known.formats, id, format) })),
    pin: (id, pinned) =>
      setChoices((known) => ({ ...known, pinned: changed(known.pinned, id, pinned) })),
    show: (id, visible) =>
      setChoices((known) => {
        const hidden = new Set(known.hidden);
        if (visible) hidden.delete(id);
        else hidden.add(id);
        return { ...known, hidden };
      }),
  };
}

function changed<T>(map: ReadonlyMap<string, T>, id: string, value: T | null): Map<string, T> {
  const copy = new Map(map);
  if (value === null) copy.delete(id);
  else copy.set(id, value);
  return copy;
}

function withPin(column: FrameColumn, pinned: boolean | undefined): FrameColumn {
  if (pinned === undefined) return column;
  return {
    ...column,
    get length() {
      return column.length;
    },
    props: { ...column.props, pinned },
  };
}
