"""Balloons and snow, once over the whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._draw import draw

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator


def balloons() -> DeltaGenerator:
    """Let balloons rise over the page, once in each run that calls this.

    Behaves as Streamlit 1.67 `st.balloons`. Nothing moves for visitors who have asked their system for
    less motion.

    Returns
    -------
    DeltaGenerator
        Handle of the element.

    See Also
    --------
    snow : Something colder.

    Examples
    --------
    >>> _ = balloons()
    """
    return _celebrate("balloons")


def snow() -> DeltaGenerator:
    """Let snow fall over the page, once in each run that calls this.

    Behaves as Streamlit 1.67 `st.snow`. Nothing moves for visitors who have asked their system for less
    motion.

    Returns
    -------
    DeltaGenerator
        Handle of the element.

    See Also
    --------
    balloons : Something warmer.

    Examples
    --------
    >>> _ = snow()
    """
    return _celebrate("snow")


def _celebrate(kind: str) -> DeltaGenerator:
    here = active()
    run: Any = None if here is None else here.run
    return draw(kind, {"run": getattr(run, "number", 0)})
