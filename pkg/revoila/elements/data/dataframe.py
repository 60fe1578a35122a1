"""A table to look into: sorted, searched and scrolled in the browser."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from revoila.elements._deprecation import older_width
from revoila.elements._draw import active_form, draw
from revoila.elements._identity import check_input_key, check_key
from revoila.elements._params import add_present, check_height, check_on_change, check_width
from revoila.elements._presentation import check_alt
from revoila.elements.data._selecting import Selecting, check_modes
from revoila.elements.data.column_buttons import with_buttons
from revoila.elements.inputs._declaration import Declaration
from revoila.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator
    from revoila.elements.data._frame import Frame
    from revoila.elements.data._selecting import DataframeState
    from revoila.elements.data._style import Style
    from revoila.elements.data.rows._open import OpenTable


def dataframe(
    data: Any = None,
    width: str | int = "stretch",
    height: str | int = "auto",
    *,
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: Mapping[Any, Any] | None = None,
    key: str | int | None = None,
    on_select: str | Callable[..., Any] = "ignore",
    selection_mode: str | Iterable[str] = "multi-row",
    selection_default: Any = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    lazy: bool | None = None,
    alt: str | None = None,
) -> DeltaGenerator | DataframeState:
    """Show a table that can be sorted, searched and scrolled, and in which something can be selected.

    Behaves as Streamlit 1.67 `st.dataframe`. A table with more than 10 000 rows or 1 MB
    (``Limits.table_rows``, ``Limits.table_size``) stays in the kernel: the page gets the rows that it
    shows, and sorting, searching and downloads run there.

    Parameters
    ----------
    data : object, optional
        A dataframe, series or array of any library, or a Python collection of
        rows or columns. A pandas Styler keeps its texts, colours and fonts.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    height : "auto", "content", "stretch" or int, default "auto"
        Height, in CSS pixels when a number; "auto" shows up to ten rows.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    hide_index : bool, optional
        Whether to hide the row labels; None hides numbers that only count the
        rows of a source without labels.
    column_order : iterable of str, optional
        Names of the columns to show, in this order.
    column_config : mapping, optional
        By column name, position or ``"_index"``: None hides the column, a text
        renames it, a `st.column_config` type says how its cells look.
    key : str or int, optional
        Name of the element, for style sheets; with selections also the name in session state.
    on_select : "ignore", "rerun" or Callable, default "ignore"
        What a selection does: nothing can be selected, the script runs again, or the function is
        called before that.
    selection_mode : str or iterable of str, default "multi-row"
        What can be selected: "multi-row", "single-row", "single-row-required", "multi-column",
        "single-column", "multi-cell", "single-cell", or one of these for each of rows, columns and cells.
    selection_default : dict, optional
        Selection to begin with, such as ``{"selection": {"rows": [0]}}``; no ranges of cells.
    row_height : int, optional
        Height of a row, in CSS pixels.
    placeholder : str, optional
        Text of missing cells.
    lazy : bool, optional
        Whether a query (a Polars ``LazyFrame``) is asked for the rows that come into view. None does so
        above 10 000 rows, True above 1 000, False shows its first 10 000 rows. True also keeps data of
        more than 1 000 rows in the kernel that is in memory.
    alt : str, optional
        Description for those who cannot see the table.

    Returns
    -------
    DeltaGenerator or DataframeState
        Handle that can replace the table. With selections, what is selected:
        ``{"selection": {"rows": [...], "columns": [...], "cells": [(row, column), ...]}}``, where rows
        are positions in the data, however it is sorted, and columns are names.

    Raises
    ------
    StreamlitDataframeConversionError
        `data` is no table.
    StreamlitValueError
        `on_select`, `selection_mode` or `row_height` is not one of the accepted values.
    StreamlitIncompatibleParametersError
        Two selection modes of one axis; a default selection without selections;
        selections of a table that is read on demand.
    StreamlitInvalidFormCallbackError
        A callback inside a form.
    StreamlitInvalidParameterTypeError
        A parameter is of the wrong type.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.
    StreamlitAPIException
        The table cannot be read on demand, or has more cells than pandas styles; a selection has not the
        shape of one.

    Examples
    --------
    >>> import revoila as st
    >>> st.dataframe({"city": ["Lyon", "Oslo"], "rain": [0.2, 1.4]}, height="content")  # doctest: +SKIP
    """
    # pyarrow is loaded with the first table, not with the package.
    from revoila.elements.data._style import is_styler, read_style
    from revoila.elements.data.rows._open import open_table

    modes = check_modes(on_select, selection_mode, selection_default)
    width = check_width(older_width("dataframe", use_container_width, width))
    height = check_height(height, also=("auto",))
    styled = is_styler(data)
    if lazy:
        _check_lazy(selects=modes is not None, styled=styled)
    style = read_style(data) if styled else None
    opened = open_table(data, lazy=lazy) if style is None else open_table(style.data, styles=style.cells)
    frame = opened.frame
    if lazy and frame.levels > 1:
        raise StreamlitAPIException("`lazy=True` does not support columns with several levels.")
    props = table_props(
        opened, style, hide_index=hide_index, column_order=column_order, column_config=column_config
    )
    props["columns"] = with_buttons(props["columns"], opened, column_config)
    add_present(
        props,
        width=None if width == "stretch" else width,
        height=None if height == "auto" else height,
        row_height=check_row_height(row_height),
        placeholder=check_placeholder(placeholder),
        alt=check_alt(alt),
    )
    note_cut(frame)
    if modes is None:
        return draw("dataframe", add_present(props, key=None if key == "" else check_key(key)))
    names = {str(place): str(column.label) for place, column in enumerate(frame.columns, len(frame.index))}
    return _draw_selecting(props, Selecting(modes, props["rows"], names), key, on_select, selection_default)


def _draw_selecting(
    props: Props, selecting: Selecting, key: str | int | None, on_select: Any, selection_default: Any
) -> DataframeState:
    callback, _ = check_on_change(on_select, parameter="on_select")
    base = Declaration(
        kind="dataframe",
        key=check_input_key(key),
        form=active_form(),
        disabled=False,
        on_change=callback,
    )
    default = selecting.default(selection_default)
    props["selection_mode"] = sorted(selecting.modes.values())
    selected = base.draw(
        props,
        default=default,
        decode=selecting.decode,
        encode=selecting.encode,
        accept=selecting.accept,
        identity={"selection_default": default, "data": None if base.key else _digest(props)},
        keyed=("selection_mode",),
    )
    return selecting.fit(selected)


def _digest(props: Props) -> str:
    """Return what stands for the data in the identity of a table without a key.

    Of one that stays in the kernel it is what the page begins with: to look at all rows would take longer than
    to show them.
    """
    digest = blake2b(props["arrow"], digest_size=16)
    digest.update(str(props["rows"]).encode())
    return digest.hexdigest()


def table_props(
    table: OpenTable,
    style: Style | None,
    *,
    hide_index: bool | None = None,
    column_order: Any = None,
    column_config: Any = None,
) -> Props:
    """Return the props that say what a table holds.

    Parameters
    ----------
    table : OpenTable
        The data.
    style : Style or None
        What a Styler adds.
    hide_index : bool, optional
        Whether to hide the row labels.
    column_order : iterable of str, optional
        Columns to show.
    column_config : mapping, optional
        Settings of columns.
    """
    from revoila.elements.data._columns import arrange  # as in `dataframe`

    frame = table.frame
    if hide_index is None and ((frame.counted and not frame.own_index) or (style and style.hides_index)):
        hide_index = True
    names = [str(column.label) for column in (*frame.index, *frame.columns)]
    columns = arrange(
        table.descriptions,
        names,
        column_config=column_config,
        column_order=column_order,
        hide_index=hide_index,
    )
    if style is not None:
        gone = {str(len(frame.index) + position) for position in style.hidden}
        columns = [{**column, "hidden": True} if column["name"] in gone else column for column in columns]
    index = [column for column in columns if column.get("index")]
    return add_present(
        {
            "arrow": table.stream,
            "columns": columns,
            "rows": table.rows,
        },
        source=table.windowed,
        hide_index=True if index and all(column.get("hidden") for column in index) else None,
    )


def note_cut(frame: Frame) -> None:
    """Draw a caption above a table that does not show all rows of its source."""
    if frame.cut is not None:
        from revoila.elements.text.markdown import caption  # rarely needed

        caption(f"⚠️ Showing only {frame.rows:,} rows. {frame.cut}")


def _check_lazy(*, selects: bool, styled: bool) -> None:
    if selects:
        raise StreamlitIncompatibleParametersError(
            "lazy=True", "on_select", explanation="Rows that are not there cannot be selected by position."
        )
    if styled:
        raise StreamlitAPIException(
            "`lazy=True` is not supported for a pandas Styler, which styles all rows at once. "
            "Remove `lazy=True`, or pass the dataframe itself."
        )


def check_row_height(row_height: Any) -> int | None:
    """Return the height of a row in CSS pixels, or None for the usual one.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Not an int.
    StreamlitValueError
        Negative.
    """
    if row_height is None:
        return None
    if not isinstance(row_height, int):
        raise StreamlitInvalidParameterTypeError("row_height", type(row_height), ["int", "None"])
    if row_height < 0:
        raise StreamlitValueError("row_height", ["a positive int (pixels)"])
    return row_height or None


def check_placeholder(placeholder: Any) -> str | None:
    """Return the text of missing cells.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Not a text.
    """
    if placeholder is not None and not isinstance(placeholder, str):
        raise StreamlitInvalidParameterTypeError("placeholder", type(placeholder), ["str", "None"])
    return placeholder
