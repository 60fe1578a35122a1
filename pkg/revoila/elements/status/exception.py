"""An exception with its message and traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.elements._draw import draw
from revoila.elements._params import check_width
from revoila.elements._traceback import exception_props

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator


def exception(exception: object, width: str | int = "stretch") -> DeltaGenerator:
    """Show an exception.

    Behaves as Streamlit 1.67 `st.exception`. All details are shown, whatever
    ``client.showErrorDetails`` says: that is for exceptions nobody caught.

    Parameters
    ----------
    exception : BaseException
        What to show. Anything else is shown with its type and text.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the exception.

    Raises
    ------
    StreamlitInvalidWidthError
        Neither ``"stretch"`` nor a positive number of pixels.

    See Also
    --------
    error : Shows a message without a traceback.

    Examples
    --------
    >>> exception(ValueError("The water level cannot be negative."))
    """
    props = exception_props(exception, uncaught=False, details="full")
    if check_width(width, content=False) != "stretch":
        props["width"] = width
    return draw("exception", props)
