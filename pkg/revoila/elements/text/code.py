"""Code with highlighting and a copy button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.elements._draw import draw
from revoila.elements._params import check_flag, check_height
from revoila.elements.text._typography import set_type

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator


def code(
    body: object,
    language: str | None = "python",
    *,
    line_numbers: bool = False,
    wrap_lines: bool = False,
    height: str | int | None = "content",
    width: str | int = "stretch",
) -> DeltaGenerator:
    """Show code in a monospaced font.

    Behaves as Streamlit 1.67 `st.code`.

    Parameters
    ----------
    body : object
        The code; one line break at each end is dropped.
    language : str or None, default "python"
        Language for highlighting; None, and a language that is not known, show it plain.
    line_numbers : bool, default False
        Whether lines are numbered.
    wrap_lines : bool, default False
        Whether long lines wrap; else they scroll.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number; longer code scrolls.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the code.

    Raises
    ------
    TypeError
        The language is no text.
    StreamlitInvalidHeightError
        Neither a known word nor a positive number of pixels.
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.

    Examples
    --------
    >>> code("print(1 + 1)", line_numbers=True)
    """
    if language is not None and not isinstance(language, str):
        raise TypeError(f"`language` is a text or None, not {language!r}.")
    props: Props = {
        "body": str(body).removeprefix("\n").removesuffix("\n"),
        "language": language or None,
    }
    if check_flag("line_numbers", line_numbers):
        props["line_numbers"] = True
    if check_flag("wrap_lines", wrap_lines):
        props["wrap_lines"] = True
    if height not in (None, "content"):
        props["height"] = check_height(height)
    return draw("code", set_type(props, width=width))
