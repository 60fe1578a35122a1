"""A bar that says how much is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_width, clean
from revoila.errors import StreamlitInvalidParameterTypeError, StreamlitValueOutOfRangeError

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator

_SLACK = 1e-9
"""How far a float may be outside of 0 to 1: sums of steps such as 0.1 overshoot."""


def progress(value: float, text: str | None = None, width: str | int = "stretch") -> DeltaGenerator:
    """Show a progress bar.

    Behaves as Streamlit 1.67 `st.progress`. Call ``progress`` on the returned
    handle to move the bar, ``empty`` to take it away.

    Parameters
    ----------
    value : int or float
        How much is done: an int from 0 to 100, or a float from 0.0 to 1.0.
    text : str, optional
        Label above the bar, as Markdown.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the bar.

    Raises
    ------
    StreamlitValueOutOfRangeError
        More than everything or less than nothing.
    StreamlitInvalidParameterTypeError
        A value that is no number, or a label that is no text.
    TypeError
        True or False as the value.
    StreamlitInvalidWidthError
        Neither ``"stretch"`` nor a positive number of pixels.

    See Also
    --------
    spinner : For waiting of unknown length.

    Examples
    --------
    >>> bar = progress(0, text="Reading files")
    >>> bar.progress(50, text="Half of it")
    """
    props: Props = {"value": _percent(value)}
    if text is not None:
        if not isinstance(text, str):
            raise StreamlitInvalidParameterTypeError("text", type(text), ["str", "None"])
        add_present(props, text=clean(text) or None)
    if check_width(width, content=False) != "stretch":
        props["width"] = width
    return draw("progress", props)


def _percent(value: float) -> int:
    if isinstance(value, bool):
        # Not an error of our own: Streamlit's is a plain TypeError, too.
        raise TypeError("`value` must be an int from 0 to 100 or a float from 0.0 to 1.0, not a bool.")
    if isinstance(value, int):
        if not 0 <= value <= 100:  # noqa: PLR2004
            raise StreamlitValueOutOfRangeError("value", value, 0, 100)
        return int(value)
    if isinstance(value, float):
        if not -_SLACK <= value <= 1.0 + _SLACK:
            raise StreamlitValueOutOfRangeError("value", value, 0.0, 1.0)
        return int(min(max(value, 0.0), 1.0) * 100)
    raise StreamlitInvalidParameterTypeError("value", type(value), ["int", "float"])
