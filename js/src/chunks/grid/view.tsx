/** The whole value of a cell that does not show all of it, opened by a double click or Enter. */
import type { ComponentType, ReactElement } from "react";
import { Json } from "../../data/json";
import type { CellKind } from "../arrow/columns";
import { plainText, plainValue } from "../arrow/values";
import type { ChipsData } from "./chips";
import type { GridSource } from "./columns";
import { type Medium, safeSource } from "./links";
import { type Place, Popup } from "./popup";

/** What the grid has of the core, which draws it elsewhere as well. */
export interface Kit {
  readonly Markdown: ComponentType<{ readonly text: string }>;
  /** Has the font of Material symbols loaded; resolves once that is done, or has failed. */
  wantSymbols(): Promise<void>;
}

export interface ViewedCell {
  readonly source: GridSource;
  /** Row of the view. */
  readonly row: number;
  at(): Place | undefined;
}

interface CellViewProps {
  readonly cell: ViewedCell;
  readonly kit: Kit;
  onClose(): void;
}

export function CellView({ cell, kit, onClose }: CellViewProps): ReactElement {
  const { source, row, at } = cell;
  const text = source.text(row);
  return (
    <Popup
      at={at}
      className="rv-grid-view"
      label={source.title || "Value of the cell"}
      onClose={onClose}
      over
      testId={TEST_IDS[source.kind]}
    >
      {inside(source, row, text, kit)}
    </Popup>
  );
}

const TEST_IDS: Readonly<Partial<Record<CellKind, string>>> = {
  json: "stJsonColumnViewer",
  markdown: "stMarkdownColumnViewer",
  object: "stJsonColumnViewer",
};

function inside(source: GridSource, row: number, text: string, kit: Kit): ReactElement | string {
  switch (source.kind) {
    case "json":
    case "object":
      return <JsonView text={text} />;
    case "markdown":
      return (
        <div className="rv-grid-markdown">
          <kit.Markdown text={text} />
        </div>
      );
    case "image":
    case "audio":
    case "video":
      return <MediumView medium={source.kind} text={text} />;
    case "chips":
      return <Chips cell={source.cell(row).valueOf() as { data?: ChipsData }} />;
    case "list":
      return <Items value={source.value(row)} />;
    default:
      return text;
  }
}

function JsonView({ text }: { readonly text: string }): ReactElement {
  const props = { body: text, expanded: 2 };
  return <Json node={{ kind: "json", props, uid: 0 }} />;
}

interface MediumViewProps {
  readonly medium: Medium;
  readonly text: string;
}

function MediumView({ medium, text }: MediumViewProps): ReactElement {
  const source = safeSource(text, medium);
  if (source === null) return <>{text}</>;
  if (medium === "image") return <img alt="" src={source} />;
  // biome-ignore-start lint/a11y/useMediaCaption: what is spoken, only the author of the data knows
  return medium === "audio" ? (
    <audio controls src={source} />
  ) : (
    <video controls playsInline src={source} />
  );
  // biome-ignore-end lint/a11y/useMediaCaption: as above
}

function Chips({ cell }: { readonly cell: { readonly data?: ChipsData } }): ReactElement {
  return (
    <ul className="rv-grid-chips">
      {cell.data?.chips.map(({ text, color }, place) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a list may hold the same twice
          key={place}
          style={
            color ? { backgroundColor: `color-mix(in srgb, ${color} 24%, transparent)` } : undefined
          }
        >
          {text}
        </li>
      ))}
    </ul>
  );
}

/** Items that one scrolls through; a list may have a million. */
const MOST = 500;

function Items({ value }: { readonly value: unknown }): ReactElement {
  const plain = plainValue(value);
  const items = Array.isArray(plain) ? plain : [plain];
  return (
    <>
      <ol className="rv-grid-items" start={0}>
        {items.slice(0, MOST).map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <li key={place}>{plainText(item)}</li>
        ))}
      </ol>
      {items.length > MOST && <p>… {items.length - MOST} more</p>}
    </>
  );
}
