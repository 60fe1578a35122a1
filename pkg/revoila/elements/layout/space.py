"""Blank space between elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import draw
from revoila.errors import StreamlitValueError

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator

SIZES = {
    "xxsmall": 0.25,
    "xsmall": 0.5,
    "small": 0.75,
    "medium": 2.5,
    "large": 4.25,
    "xlarge": 6.0,
    "xxlarge": 8.0,
}
"""Named sizes in rem: the smaller ones are gaps, the others the heights of a label, of a button and of a field."""


def space(size: str | int = "small") -> DeltaGenerator:
    """Leave blank space: below each other between rows, in a row between its elements.

    Behaviour of Streamlit 1.67 `st.space`.

    Parameters
    ----------
    size : str or int, default "small"
        A name from ``"xxsmall"`` to ``"xxlarge"``, where ``"small"`` is the height of a label, ``"medium"`` that of a
        button and ``"large"`` that of a field with its label; ``"stretch"`` for all that is left; or CSS pixels.

    Returns
    -------
    DeltaGenerator
        Handle that can replace it.

    Raises
    ------
    StreamlitValueError
        Neither a known word nor a positive number of pixels.

    See Also
    --------
    container : With ``gap``, the same space between all elements.

    Examples
    --------
    >>> _ = space("large")
    """
    return draw("space", {"size": _check_size(size)})


def _check_size(size: Any) -> float | str:
    """Return a size as it travels: a number of rem, pixels as in ``"10px"``, or ``"stretch"``.

    Raises
    ------
    StreamlitValueError
        Anything else.
    """
    if isinstance(size, str) and size in SIZES:
        return SIZES[size]
    if isinstance(size, str) and size == "stretch":
        return size
    if isinstance(size, int) and size > 0:
        return f"{int(size)}px"
    names = [repr(name) for name in ("stretch", *SIZES)]
    raise StreamlitValueError("size", [*names, "a positive integer"], detail=f"Got {size!r}.")
