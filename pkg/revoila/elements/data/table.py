"""A static table: every row on the page, cells with Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_choice, check_height, check_width
from revoila.elements._presentation import check_alt
from revoila.elements.data.dataframe import note_cut, table_props

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator

LAZY_ROWS = 100
"""Rows of a source that computes on demand; all of them would be on the page."""


def table(
    data: Any = None,
    *,
    border: bool | str = True,
    width: str | int = "stretch",
    height: str | int = "content",
    hide_index: bool | None = None,
    hide_header: bool | None = None,
    alt: str | None = None,
) -> DeltaGenerator:
    """Show all rows of a table, with Markdown in cells and headers.

    Behaves as Streamlit 1.67 `st.table`.

    Parameters
    ----------
    data : object, optional
        Anything that `st.dataframe` takes. A pandas Styler keeps its texts,
        colours, fonts, caption and style sheets (``set_table_styles``).
    border : bool or "horizontal", default True
        Lines around all cells, none, or between rows.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number; longer tables scroll.
    hide_index : bool, optional
        Whether to hide the row labels; None hides numbers that only count the rows.
    hide_header : bool, optional
        Whether to hide the column names; None hides them where the data has none.
    alt : str, optional
        Description for those who cannot see the table.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the table.

    Raises
    ------
    StreamlitValueError
        `border` is not one of the accepted values.
    StreamlitDataframeConversionError
        `data` is no table.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.
    StreamlitAPIException
        A styled table has more cells than pandas styles.

    Examples
    --------
    >>> import revoila as st
    >>> st.table({"*City*": ["Lyon", "Oslo"], "Rain": ["**0.2**", "1.4"]})  # doctest: +SKIP
    """
    # pyarrow is loaded with the first table, not with the package.
    from revoila.elements.data._read import read_frame
    from revoila.elements.data._style import is_styler, read_style
    from revoila.elements.data.rows._open import open_frame

    check_choice("border", border, (True, False, "horizontal"))
    width, height = check_width(width), check_height(height)
    style = read_style(data) if is_styler(data) else None
    frame = read_frame(data if style is None else style.data, LAZY_ROWS)
    if hide_index is None and frame.counted:
        hide_index = True
    if hide_header is None:
        hide_header = not frame.named
    opened = open_frame(frame, None if style is None else style.cells)
    props = table_props(opened, style, hide_index=hide_index)
    props["border"] = border
    add_present(
        props,
        hide_header=True if hide_header else None,
        width=None if width == "stretch" else width,
        height=None if height == "content" else height,
        caption=None if style is None else style.caption,
        sheet=None if style is None else style.sheet or None,
        alt=check_alt(alt),
    )
    note_cut(frame)
    return draw("table", props)
