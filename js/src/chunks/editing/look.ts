/** How the cells of an editor look: what cannot be edited is pale, and a value that is missing calls for one. */
import { type GridCell, GridCellKind } from "@glideapps/glide-data-grid";
import type { GridSource } from "../grid/columns";
import type { gridTheme } from "../grid/theme";
import { mixed } from "../theme/color";
import { type Tokens, token } from "../theme/tokens";
import type { EditedColumn } from "./rules";

type Theme = ReturnType<typeof gridTheme>;

/** The sources with the look of an editor. */
export function editorSources(
  sources: readonly GridSource[],
  tokens: Tokens,
  theme: Theme,
  disabled: boolean,
): GridSource[] {
  const background = token(tokens, "background-color", "#ffffff");
  const needed = mixed(token(tokens, "red-color", "#ff4b4b"), background, 0.18);
  return sources.map((source) => {
    const { edit, index } = source.props as EditedColumn;
    if (disabled || !edit?.editor) {
      if (index) return source;
      const pale = { textDark: theme.textMedium, bgCell: theme.bgCellMedium };
      return { ...source, cell: (row) => themed(source.cell(row), pale) };
    }
    if (!edit.required) return source;
    const cell = (row: number): GridCell => {
      const isMissing =
        source.isHere(row) && [null, ""].includes(source.value(row) as string | null);
      return isMissing ? themed(source.cell(row), { bgCell: needed }) : source.cell(row);
    };
    return { ...source, cell, title: source.title && `${source.title} *` };
  });
}

/** A cell with colours of its own; those of a style stay. */
function themed(cell: GridCell, colors: Partial<Theme>): GridCell {
  if (cell.kind === GridCellKind.Loading) return cell;
  return { ...cell, themeOverride: { ...colors, ...cell.themeOverride } };
}
