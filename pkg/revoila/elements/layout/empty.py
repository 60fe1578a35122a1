"""A slot for one element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.elements._draw import draw

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator


def empty() -> DeltaGenerator:
    """Put an invisible slot on the page and return it; what is drawn into it replaces what was there.

    As ``st.empty`` of Streamlit 1.67.

    Returns
    -------
    DeltaGenerator
        The slot. Its ``container()`` makes room for several elements, its
        ``empty()`` clears it.

    See Also
    --------
    container : Room for several elements.

    Examples
    --------
    >>> slot = empty()
    >>> _ = slot.text("first")
    >>> _ = slot.text("instead of the first")
    """
    return draw("empty", {})
