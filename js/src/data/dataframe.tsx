/** Data frames: the room for the grid, which is a chunk, and the toolbar above it. */
import { type ReactElement, useMemo, useRef, useState } from "react";
import type { GridHandle } from "../chunks/table";
import { wantMaterialFont } from "../elements/icon";
import type { NodeProps } from "../elements/registry";
import { classes } from "../elements/size";
import { Markdown } from "../markdown/markdown";
import type { CommonProps, InputProps } from "../protocol";
import { useInput, useSession } from "../store/hooks";
import type { InputNode, Session } from "../store/session";
import { Skeleton, useChunk } from "./chunk";
import { useThemeTokens } from "./theme-tokens";
import { download, Toolbar, ToolbarButton, useFullscreen } from "./toolbar";

type GridChunk = typeof import("../chunks/table");
type Grid = React.ComponentProps<GridChunk["Grid"]>;
type Columns = Grid["columns"];

export interface DataFrameProps extends InputProps<Grid["selection"]> {
  /** Arrow IPC stream; the index is its first columns. */
  readonly arrow: Uint8Array;
  /** The table of which these are only the first rows, where it stays in the kernel. */
  readonly source?: React.ComponentProps<GridChunk["Grid"]>["source"];
  readonly columns: Columns;
  readonly rows: number;
  readonly hide_index?: boolean;
  readonly row_height?: number;
  readonly placeholder?: string;
  readonly alt?: string;
  /** Which rows of an editor can be added and deleted; absent from a table to look into. */
  readonly num_rows?: string;
  /** What can be selected; with it, `value` is there. */
  readonly selection_mode?: readonly string[];
}

type Editing = NonNullable<Grid["editing"]>;

/** What the grid draws with. */
const KIT: Grid["kit"] = { Markdown, wantSymbols: wantMaterialFont };

/** Where rows of an editor can be deleted, they are selected for it. */
const MARKED: Readonly<Record<string, string[]>> = {
  delete: ["multi-row"],
  dynamic: ["multi-row"],
};

const ROW_HEIGHT = 35;
const BORDERS = 2;
/** Rows that show without scrolling unless the app says otherwise. */
const AUTO_ROWS = 10;
const CONTENT_LIMIT = 10_000;

export function DataFrame({ node }: NodeProps<DataFrameProps>): ReactElement {
  const {
    alt,
    arrow,
    columns,
    height,
    hide_index: hideIndex,
    placeholder,
    rows,
    source,
  } = node.props;
  const session = useSession();
  const input = useInput(node);
  const rowHeight = node.props.row_height ?? ROW_HEIGHT;
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<GridHandle>(null);
  const full = useFullscreen(box);
  const tokens = useThemeTokens(box);
  const chunk = useChunk<GridChunk>("table");
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const numRows = node.props.num_rows;
  const shown = useMemo(
    () =>
      hideIndex
        ? columns.map((column) => (column.index ? { ...column, hidden: true } : column))
        : columns,
    [columns, hideIndex],
  );
  const headers = columns.some(({ group }) => group) ? 2 : 1;
  const asked = askedHeight(height, (rows + headers) * rowHeight + BORDERS);
  const skeleton = (Math.min(Math.max(rows, 1), AUTO_ROWS) + headers) * rowHeight + BORDERS;
  return (
    <div
      className={classes("stDataFrame rv-data", full.on && "rv-fullscreen")}
      data-testid="stDataFrame"
      ref={box}
    >
      <Toolbar full={full}>
        {numRows && <span className="rv-data-more" ref={setTools} />}
        <ToolbarButton
          icon="download"
          name="Download as CSV"
          onPress={() => void handle.current?.csv().then(saveCsv, () => {})}
        />
        <ToolbarButton
          icon="columns"
          name="Show or hide columns"
          onPress={(button) => handle.current?.openColumns(button)}
        />
        <ToolbarButton icon="search" name="Search" onPress={() => handle.current?.search()} />
      </Toolbar>
      <div className="rv-data-frame" data-testid="stDataFrameResizable">
        {chunk && tokens ? (
          <chunk.Grid
            arrow={arrow}
            columns={shown}
            editing={
              numRows
                ? {
                    ...(input as unknown as Pick<Editing, "value" | "disabled" | "setValue">),
                    identity: `${node.id} ${node.props.generation}`,
                    numRows,
                  }
                : undefined
            }
            fitContent={node.props.width === "content" && !full.on}
            handle={handle}
            height={full.on ? "100%" : asked}
            kit={KIT}
            label={alt ?? "Data table"}
            modes={numRows ? (input.disabled ? [] : MARKED[numRows]) : node.props.selection_mode}
            onPress={(button, press) => tell(session, button, press)}
            onSelect={input.setValue}
            placeholder={placeholder}
            rowHeight={rowHeight}
            rows={rows}
            selection={numRows ? undefined : input.value}
            source={source}
            tokens={tokens}
            tools={tools}
            way={session}
          />
        ) : (
          <Skeleton height={typeof asked === "number" ? asked : skeleton} />
        )}
      </div>
    </div>
  );
}

/** Sends a press of a button in the table; in a form it waits for the form. */
function tell(
  session: Session,
  { id, ...props }: Parameters<Grid["onPress"]>[0],
  press: Parameters<Grid["onPress"]>[1],
): void {
  const button = { uid: 0, kind: "button_column", id, props } as unknown as InputNode;
  if (props.form_id === undefined) session.press(button, press);
  else session.setValue(button, press, true);
}

/** CSS pixels, or all there is; null leaves it to the grid, which shows up to ten rows. */
function askedHeight(height: CommonProps["height"], content: number): number | "100%" | null {
  if (typeof height === "number") return height;
  if (height === "stretch") return "100%";
  if (height !== "content") return null;
  return Math.min(content, CONTENT_LIMIT);
}

function saveCsv(csv: Blob): void {
  // The mark tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(["\ufeff", csv], { type: "text/csv" }));
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  download(url, `${stamp}_export.csv`);
  // Some browsers read the URL only after this turn of the event loop.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
