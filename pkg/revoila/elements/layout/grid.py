"""Cells of equal width in rows, as many beside each other as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import open_container
from revoila.elements._handle import DeltaGenerator
from revoila.elements._params import add_present, check_bool, check_height, check_width
from revoila.elements.layout._arrangement import VERTICAL, check_alignment, check_gap, claim_key
from revoila.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from revoila.elements._element import Place

MAX_COLUMNS = 24
_PAIR = 2


class GridContainer(DeltaGenerator):
    """What `grid` returns: each thing that is drawn into it takes the next cell.

    Parameters
    ----------
    place : Place or None
        Its inside.
    columns : int or None
        Largest number of columns, None for as many as there is room for.
    """

    def __init__(self, place: Place | None, columns: int | None) -> None:
        super().__init__(place)
        self._columns = columns

    def cell(self, *, column_span: int | str = 1, row_span: int = 1) -> DeltaGenerator:
        """Take the next cell and return it, for several elements or for a cell that is larger.

        Behaviour of Streamlit 1.67 `GridContainer.cell`.

        Parameters
        ----------
        column_span : int or "all", default 1
            How many columns it covers, fewer where there are fewer; ``"all"`` for a whole row.
        row_span : int, default 1
            How many rows it covers.

        Returns
        -------
        DeltaGenerator
            The cell.

        Raises
        ------
        StreamlitInvalidParameterTypeError
            A span is no whole number.
        StreamlitValueError
            A span is not positive.
        StreamlitValueOutOfRangeError
            `column_span` is larger than the number of columns.

        Examples
        --------
        >>> with grid(3).cell(column_span=2):
        ...     _ = text("wide")  # doctest: +SKIP
        """
        across = _number_or_word("column_span", column_span, "all")
        down = _number("row_span", row_span, ["int"], ["a positive integer"])
        if self._columns is not None and across is not None and across > self._columns:
            raise StreamlitValueOutOfRangeError("column_span", across, 1, self._columns)
        props = add_present(
            {},
            column_span="all" if across is None else across if across > 1 else None,
            row_span=down if down > 1 else None,
        )
        return open_container("grid_cell", props, within=self.place)


def grid(
    columns: str | int = "auto",
    *,
    min_column_width: str | int = "auto",
    wrap: bool = True,
    gap: str | int | Sequence[str | int | None] | None = "small",
    vertical_alignment: str = "top",
    border: bool = False,
    row_height: str | int = "content",
    width: str | int = "stretch",
    height: str | int = "content",
    key: str | int | None = None,
    dense: bool = False,
) -> GridContainer:
    """Put a grid on the page and return it; what is drawn into it takes one cell each.

    Behaviour of Streamlit 1.67 `st.grid`.

    Parameters
    ----------
    columns : "auto" or int, default "auto"
        How many columns there are at most, 1 to 24; ``"auto"`` for as many as there is room for.
    min_column_width : "auto" or int, default "auto"
        Width in CSS pixels below which there are fewer columns; ``"auto"`` is about 200.
    wrap : bool, default True
        Whether there may be fewer columns where the page is narrow; if not, the grid scrolls.
    gap : str, int, None or pair of these, default "small"
        Space between cells: a name from ``"xxsmall"`` to ``"xxlarge"``, CSS pixels, or None; two values are those
        between rows and between columns.
    vertical_alignment : {"top", "center", "bottom"}
        Where content lies in cells that are higher.
    border : bool, default False
        Whether each cell has a border.
    row_height : "content" or int, default "content"
        Height of each row; a number is in CSS pixels, and more content scrolls in its cell.
    width : "stretch" or int
        Width; a number is in CSS pixels.
    height : {"content", "stretch"} or int
        Height; a number is in CSS pixels, and more content scrolls.
    key : str or int, optional
        Name of the grid: a CSS class ``st-key-<key>`` and a stable identity.
    dense : bool, default False
        Whether later cells may fill holes that larger ones leave. What is seen is then in another order than what
        is read aloud.

    Returns
    -------
    GridContainer
        The grid, with `GridContainer.cell`.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        A parameter has a type that it never has.
    StreamlitValueOutOfRangeError
        More than 24 columns, or none.
    StreamlitIncompatibleParametersError
        ``wrap=False`` without a number of columns.
    StreamlitDuplicateElementKey
        The key is in use.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.

    See Also
    --------
    columns : Containers side by side, of different widths.

    Examples
    --------
    >>> cards = grid(3, border=True)
    >>> for name in ("a", "b", "c"):
    ...     _ = cards.text(name)
    """
    count = _count(columns)
    smallest = _number_or_word("min_column_width", min_column_width, "auto")
    if not check_bool("wrap", wrap) and count is None:
        raise StreamlitIncompatibleParametersError(
            "columns='auto'",
            "wrap=False",
            explanation="Only a number of columns can be kept, as in `st.grid(3)`.",
        )
    fixed_row = _number_or_word("row_height", row_height, "content")
    checked_width, checked_height = check_width(width, content=False), check_height(height)
    props = add_present(
        {"gap": _gaps(gap)},
        columns=count,
        min_column_width=smallest,
        wrap=None if wrap else False,
        vertical_alignment=check_alignment("vertical_alignment", vertical_alignment, VERTICAL[:3]),
        border=_strict("border", border) or None,
        row_height=fixed_row,
        width=None if checked_width == "stretch" else checked_width,
        height=None if checked_height == "content" else checked_height,
        dense=_strict("dense", dense) or None,
    )
    checked_key, element_id = claim_key("grid", key)
    inside = open_container("grid", add_present(props, key=checked_key), element_id)
    return GridContainer(inside.place, count)


def _count(columns: Any) -> int | None:
    """Return the largest number of columns, None for as many as there is room for.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Neither a whole number nor a text.
    StreamlitValueError
        A text that is not ``"auto"``.
    StreamlitValueOutOfRangeError
        More than 24 columns, or none.
    """
    if isinstance(columns, int) and not isinstance(columns, bool):
        if not 1 <= columns <= MAX_COLUMNS:
            raise StreamlitValueOutOfRangeError("columns", columns, 1, MAX_COLUMNS)
        return columns
    return _number_or_word("columns", columns, "auto", f"an integer from 1 to {MAX_COLUMNS}")


def _number_or_word(parameter: str, value: Any, word: str, wanted: str = "a positive integer") -> int | None:
    """Return a positive whole number, None for `word`.

    Raises
    ------
    StreamlitValueError
        Another text, or a number that is not positive.
    """
    if isinstance(value, str):
        if value == word:
            return None
        raise StreamlitValueError(parameter, [f'"{word}"', wanted], detail=f"Got {value!r}.")
    return _number(parameter, value, ["int", f'"{word}"'], [f'"{word}"', wanted])


def _number(parameter: str, value: Any, types: list[str], values: list[str]) -> int:
    """Return a positive whole number.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        It is none.
    StreamlitValueError
        It is not positive.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise StreamlitInvalidParameterTypeError(parameter, type(value), types)
    if value < 1:
        raise StreamlitValueError(parameter, values, detail=f"Got {value!r}.")
    return value


def _gaps(gap: Any) -> list[float | str]:
    """Return the gaps between rows and between columns.

    Raises
    ------
    StreamlitValueError
        A sequence of more or fewer than two, or what is no gap.
    """
    if not isinstance(gap, (tuple, list)):
        gap = (gap, gap)
    if len(gap) != _PAIR:
        raise StreamlitValueError(
            "gap",
            ["a gap", "a pair of gaps, between rows and between columns"],
            detail=f"Got a sequence with {len(gap)} elements.",
        )
    return [check_gap(one) for one in gap]


def _strict(parameter: str, value: Any) -> bool:
    """Return a bool.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        It is none, not even an int.
    """
    if not isinstance(value, bool):
        raise StreamlitInvalidParameterTypeError(parameter, type(value), ["bool"])
    return value
