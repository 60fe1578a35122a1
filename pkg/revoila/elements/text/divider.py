"""A line between what comes before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.elements._draw import draw
from revoila.elements._params import check_width

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator


def divider(*, width: str | int = "stretch") -> DeltaGenerator:
    """Show a horizontal line.

    Behaves as Streamlit 1.67 `st.divider`.

    Parameters
    ----------
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the line.

    Raises
    ------
    StreamlitInvalidWidthError
        Neither ``"stretch"`` nor a positive number of pixels.

    Examples
    --------
    >>> divider()
    """
    props: Props = {}
    if check_width(width, content=False) != "stretch":
        props["width"] = width
    return draw("divider", props)
