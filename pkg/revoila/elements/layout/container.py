"""A box that holds other elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.elements._draw import open_container
from revoila.elements._params import add_present, check_flag, check_height, check_width
from revoila.elements.layout._arrangement import HORIZONTAL, VERTICAL, check_alignment, check_gap, claim_key
from revoila.errors import StreamlitIncompatibleParametersError

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator


def container(
    *,
    border: bool | None = None,
    key: str | int | None = None,
    width: str | int = "stretch",
    height: str | int = "content",
    horizontal: bool = False,
    wrap: bool = True,
    horizontal_alignment: str = "left",
    vertical_alignment: str = "top",
    gap: str | int | None = "small",
    autoscroll: bool | None = None,
) -> DeltaGenerator:
    """Put a box on the page and return it, to be filled at any time.

    As ``st.container`` of Streamlit 1.67.

    Parameters
    ----------
    border : bool, optional
        Whether it has a border; by default only when `height` is a number.
    key : str or int, optional
        Name of the container: a CSS class ``st-key-<key>`` and a stable identity.
    width : {"stretch", "content"} or int
        Width; a number is in CSS pixels.
    height : {"content", "stretch"} or int
        Height; a number is in CSS pixels, and more content scrolls.
    horizontal : bool, default False
        Whether its elements stand in a row.
    wrap : bool, default True
        Whether such a row breaks where it is too long.
    horizontal_alignment : {"left", "center", "right", "distribute"}
        Where its elements lie across.
    vertical_alignment : {"top", "center", "bottom", "distribute"}
        Where its elements lie from top to bottom.
    gap : str, int or None, default "small"
        Space between its elements: a name from ``"xxsmall"`` to ``"xxlarge"``, CSS pixels, or None.
    autoscroll : bool, optional
        Whether it scrolls to new content; by default when it holds chat messages.

    Returns
    -------
    DeltaGenerator
        The container.

    Raises
    ------
    StreamlitIncompatibleParametersError
        ``wrap=False`` without ``horizontal=True``.
    StreamlitDuplicateElementKey
        The key is in use.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool.

    See Also
    --------
    columns : Containers side by side.

    Examples
    --------
    >>> box = container(border=True)
    >>> _ = box.text("inside")
    """
    checked_width, checked_height = check_width(width), check_height(height)
    in_row = bool(horizontal)
    if wrap is False and not in_row:
        raise StreamlitIncompatibleParametersError(
            "wrap=False", "horizontal=False", explanation="Only a row can wrap."
        )
    bordered = isinstance(checked_height, int) if border is None else check_flag("border", border)
    props = add_present(
        {"gap": check_gap(gap)},
        border=bordered or None,
        width=None if checked_width == "stretch" else checked_width,
        height=None if checked_height == "content" else checked_height,
        horizontal=in_row or None,
        wrap=False if in_row and not check_flag("wrap", wrap) else None,
        horizontal_alignment=check_alignment("horizontal_alignment", horizontal_alignment, HORIZONTAL),
        vertical_alignment=check_alignment("vertical_alignment", vertical_alignment, VERTICAL),
        autoscroll=None if autoscroll is None else check_flag("autoscroll", autoscroll),
    )
    checked_key, element_id = claim_key("container", key)
    return open_container("container", add_present(props, key=checked_key), element_id)
