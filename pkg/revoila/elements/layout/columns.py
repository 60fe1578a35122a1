"""Containers side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from revoila.elements._draw import open_container
from revoila.elements._numbers import as_float
from revoila.elements._params import add_present, check_bool, check_flag, check_width
from revoila.elements.layout._arrangement import VERTICAL, check_alignment, check_gap
from revoila.errors import StreamlitInvalidColumnSpecError, StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from revoila.elements._handle import DeltaGenerator


def columns(
    spec: int | Iterable[float],
    *,
    gap: str | int | None = "small",
    vertical_alignment: str = "top",
    border: bool = False,
    width: str | int = "stretch",
    wrap: bool = True,
) -> list[DeltaGenerator]:
    """Put containers side by side and return them.

    As ``st.columns`` of Streamlit 1.67.

    Parameters
    ----------
    spec : int or iterable of float
        How many, or how wide each is in proportion to the others.
    gap : str, int or None, default "small"
        Space between them: a name from ``"xxsmall"`` to ``"xxlarge"``, CSS pixels, or None.
    vertical_alignment : {"top", "center", "bottom"}
        Where content lies in columns that are lower than others.
    border : bool, default False
        Whether each has a border.
    width : "stretch" or int
        Width of all; a number is in CSS pixels.
    wrap : bool, default True
        Whether they stack where the page is narrow.

    Returns
    -------
    list of DeltaGenerator
        The columns, from left to right.

    Raises
    ------
    StreamlitInvalidColumnSpecError
        No columns, or a width that is not positive.
    StreamlitInvalidParameterTypeError
        `spec` is neither an int nor numbers.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool.

    See Also
    --------
    container : With ``horizontal=True``, a row that wraps.

    Examples
    --------
    >>> left, right = columns([1, 3])
    >>> _ = left.text("narrow")
    """
    weights = _check_spec(spec)
    alignment = check_alignment("vertical_alignment", vertical_alignment, VERTICAL[:3])
    bordered = check_flag("border", border) or None
    checked_width = check_width(width, content=False)
    props = add_present(
        {"gap": check_gap(gap)},
        width=None if checked_width == "stretch" else checked_width,
        wrap=None if check_bool("wrap", wrap) else False,
        border=bordered,
    )
    row = open_container("columns", props)
    total = math.fsum(weights)
    return [
        open_container(
            "column",
            add_present({"weight": weight / total}, vertical_alignment=alignment, border=bordered),
            within=row.place,
        )
        for weight in weights
    ]


def _check_spec(spec: Any) -> list[float]:
    if isinstance(spec, int):
        weights = [1.0] * spec
    else:
        try:
            weights = [] if isinstance(spec, str | bytes) else [as_float(weight) for weight in spec]
        except (TypeError, ValueError) as error:
            raise _wrong_type(spec) from error
        if isinstance(spec, str | bytes) or not hasattr(spec, "__len__"):
            raise _wrong_type(spec)
    if not weights or not all(0 < weight < math.inf for weight in weights):
        raise StreamlitInvalidColumnSpecError
    return weights


def _wrong_type(spec: Any) -> StreamlitInvalidParameterTypeError:
    return StreamlitInvalidParameterTypeError("spec", type(spec), ["int", "a sequence of numbers"])
