"""A table to look into: sorted, searched and scrolled in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._deprecation import older_width
from revoila.elements._draw import draw
from revoila.elements._identity import check_key
from revoila.elements._params import add_present, check_height, check_width
from revoila.elements._presentation import check_alt
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
    from revoila.elements.data._style import Style
    from revoila.elements.data.rows._open import OpenTable

_AXES = ("row", "column", "cell")

_MODES = (
    "multi-cell",
    "multi-column",
    "multi-row",
    "single-cell",
    "single-column",
    "single-row",
    "single-row-required",
)


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
) -> DeltaGenerator:
    """Show a table that can be sorted, searched and scrolled.

    Behaves as Streamlit 1.67 `st.dataframe`, without selections, which are
    still to come. A table with more than 10 000 rows or 1 MB
    (``Limits.table_rows``, ``Limits.table_size``) stays in the kernel: the page
    gets the rows that it shows, and sorting, searching and downloads run there.

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
        Name of the element, for style sheets.
    on_select : "ignore", "rerun" or Callable, default "ignore"
        What a selection does.
    selection_mode : str or iterable of str, default "multi-row"
        What can be selected.
    selection_default : dict, optional
        Selection to begin with.
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
    DeltaGenerator
        Handle that can replace the table.

    Raises
    ------
    StreamlitDataframeConversionError
        `data` is no table.
    StreamlitValueError
        `on_select`, `selection_mode` or `row_height` is not one of the accepted values.
    StreamlitIncompatibleParametersError
        Two selection modes of one axis; a default selection without selections;
        selections of a table that is read on demand.
    StreamlitInvalidParameterTypeError
        A parameter is of the wrong type.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.
    StreamlitAPIException
        The table cannot be read on demand, or has more cells than pandas styles.
    NotImplementedError
        Selections, or a column type that is still to come.

    Examples
    --------
    >>> import revoila as st
    >>> st.dataframe({"city": ["Lyon", "Oslo"], "rain": [0.2, 1.4]}, height="content")  # doctest: +SKIP
    """
    # pyarrow is loaded with the first table, not with the package.
    from revoila.elements.data._read import read_frame
    from revoila.elements.data._style import is_styler, read_style
    from revoila.elements.data.rows._open import open_frame, open_table

    selects = _check_selection(on_select, selection_mode, selection_default)
    props: Props = {}
    width = check_width(older_width("dataframe", use_container_width, width))
    height = check_height(height, also=("auto",))
    styled = is_styler(data)
    if lazy:
        _check_lazy(selects=selects, styled=styled)
    style = read_style(data) if styled else None
    opened = open_table(data, lazy=lazy) if style is None else open_frame(read_frame(style.data))
    if lazy and opened.frame.levels > 1:
        raise StreamlitAPIException("`lazy=True` does not support columns with several levels.")
    if selects:
        raise NotImplementedError(
            "`on_select` of `st.dataframe` is part of Streamlit 1.67 but not available in Revoilà yet."
        )
    props = table_props(
        opened, style, hide_index=hide_index, column_order=column_order, column_config=column_config
    )
    add_present(
        props,
        width=None if width == "stretch" else width,
        height=None if height == "auto" else height,
        row_height=_check_row_height(row_height),
        placeholder=_check_placeholder(placeholder),
        alt=check_alt(alt),
        key=None if key == "" else check_key(key),
    )
    note_cut(opened.frame)
    return draw("dataframe", props)


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
            "rows": frame.rows if table.windowed is None else table.windowed.rows,
        },
        source=table.windowed,
        hide_index=True if index and all(column.get("hidden") for column in index) else None,
        styles=None if style is None else style.props,
    )


def note_cut(frame: Frame) -> None:
    """Draw a caption above a table that does not show all rows of its source."""
    if frame.cut is not None:
        from revoila.elements.text.markdown import caption  # rarely needed

        caption(f"⚠️ Showing only {frame.rows:,} rows. {frame.cut}")


def _check_selection(on_select: Any, selection_mode: Any, selection_default: Any) -> bool:
    # Whether selections are on.
    if on_select not in ("ignore", "rerun") and not callable(on_select):
        raise StreamlitValueError("on_select", ["'rerun'", "'ignore'", "a callback function"])
    if on_select == "ignore":
        if selection_default is not None:
            raise StreamlitIncompatibleParametersError(
                "selection_default",
                "on_select='ignore'",
                explanation="Set `on_select` to 'rerun' or a callback to start with a selection.",
            )
        return False
    modes = {selection_mode} if isinstance(selection_mode, str) else set(selection_mode)
    if not modes <= set(_MODES):
        raise StreamlitValueError("selection_mode", [repr(mode) for mode in _MODES])
    for axis in _AXES:
        rivals = sorted(mode for mode in modes if axis in mode.split("-"))
        if len(rivals) > 1:
            uses = [f"selection_mode={mode!r}" for mode in rivals]
            raise StreamlitIncompatibleParametersError(*uses, explanation=f"Choose one mode for {axis}s.")
    return True


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


def _check_row_height(row_height: Any) -> int | None:
    if row_height is None:
        return None
    if not isinstance(row_height, int):
        raise StreamlitInvalidParameterTypeError("row_height", type(row_height), ["int", "None"])
    if row_height < 0:
        raise StreamlitValueError("row_height", ["a positive int (pixels)"])
    return row_height or None


def _check_placeholder(placeholder: Any) -> str | None:
    if placeholder is not None and not isinstance(placeholder, str):
        raise StreamlitInvalidParameterTypeError("placeholder", type(placeholder), ["str", "None"])
    return placeholder
