/** Static tables: plain HTML with Markdown in its cells. */
import { type ReactElement, useId, useMemo } from "react";
import type { NodeProps } from "../elements/registry";
import { InlineMarkdown } from "../markdown/markdown";
import type { CommonProps } from "../protocol";
import { Skeleton, useChunk } from "./chunk";

type RowsChunk = typeof import("../chunks/static-table");
type Columns = Parameters<RowsChunk["tableTexts"]>[1];

export interface TableProps extends CommonProps {
  readonly arrow: Uint8Array;
  readonly columns: Columns;
  readonly rows: number;
  readonly border?: boolean | "horizontal";
  readonly hide_header?: boolean;
  readonly hide_index?: boolean;
  readonly sheet?: Parameters<RowsChunk["sheetText"]>[1];
  /** Text above the table. */
  readonly caption?: string;
  readonly alt?: string;
}

const ROW_HEIGHT = 40;

export function Table({ node }: NodeProps<TableProps>): ReactElement {
  const { alt, border = true, caption, height, hide_header: hideHeader, rows } = node.props;
  const chunk = useChunk<RowsChunk>("static-table");
  const captionId = useId();
  if (!chunk) {
    const usual = (rows + (hideHeader ? 0 : 1)) * ROW_HEIGHT;
    return <Skeleton height={typeof height === "number" ? height : usual} />;
  }
  return (
    <div className="stTable" data-testid="stTable">
      {caption && (
        <div className="rv-table-caption" id={captionId}>
          {caption}
        </div>
      )}
      <div
        className="rv-table-box"
        data-border={String(border)}
        data-sheet={captionId}
        style={{ height: typeof height === "number" ? height : undefined }}
      >
        {node.props.sheet && <style>{chunk.sheetText(captionId, node.props.sheet)}</style>}
        <table
          aria-label={alt}
          aria-labelledby={caption && !alt ? captionId : undefined}
          className="rv-table"
          data-testid="stTableStyledTable"
        >
          <Body chunk={chunk} node={node} />
        </table>
      </div>
    </div>
  );
}

interface BodyProps extends NodeProps<TableProps> {
  readonly chunk: RowsChunk;
}

function Body({ chunk, node }: BodyProps): ReactElement {
  const { arrow, columns, hide_header: hideHeader, hide_index: hideIndex } = node.props;
  const { header, body } = useMemo(() => {
    const shown = hideIndex
      ? columns.map((column) => (column.index ? { ...column, hidden: true } : column))
      : columns;
    return chunk.tableTexts(arrow, shown);
  }, [chunk, arrow, columns, hideIndex]);
  const levels = header.filter(({ index }) => index).length;
  return (
    <>
      {!hideHeader && (
        <thead>
          <tr>
            {header.map(({ text, index, align }, position) => {
              // A header without a text is none.
              const Cell = text.trim() === "" ? "td" : "th";
              return (
                <Cell
                  className={index ? "index_name" : `col_heading level0 col${position - levels}`}
                  data-align={align}
                  data-index={index || undefined}
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                  key={position}
                  scope={Cell === "th" ? "col" : undefined}
                >
                  <InlineMarkdown text={text} />
                </Cell>
              );
            })}
          </tr>
        </thead>
      )}
      <tbody>
        {body.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows do not move
          <tr key={row}>
            {cells.map(({ text, style }, position) => {
              const { index, align } = header[position] ?? {};
              const Cell = index ? "th" : "td";
              return (
                <Cell
                  // The names that pandas has for parts of a table, for its style sheets and those of authors.
                  className={
                    index
                      ? `row_heading level${position} row${row}`
                      : `data row${row} col${position - levels}`
                  }
                  data-align={align}
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                  key={position}
                  scope={index ? "row" : undefined}
                  style={style}
                >
                  <InlineMarkdown text={text} />
                </Cell>
              );
            })}
          </tr>
        ))}
        {body.length === 0 && (
          <tr>
            <td
              className="rv-table-empty"
              colSpan={header.length}
              data-testid="stTableStyledEmptyTableCell"
            >
              empty
            </td>
          </tr>
        )}
      </tbody>
    </>
  );
}
