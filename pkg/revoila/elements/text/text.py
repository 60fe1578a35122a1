"""Characters as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.elements._draw import draw
from revoila.elements._params import clean
from revoila.elements.text._typography import set_type

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator


def text(
    body: object,
    *,
    help: str | None = None,
    width: str | int = "content",
    text_alignment: str = "left",
    wrap: bool = True,
) -> DeltaGenerator:
    """Show text without Markdown, keeping its blanks and line breaks.

    Behaves as Streamlit 1.67 `st.text`.

    Parameters
    ----------
    body : object
        The text; ``str(body)`` without the indentation that its lines share.
    help : str, optional
        Tooltip after the text, as Markdown.
    width : "content", "stretch" or int, default "content"
        Width, in CSS pixels when a number.
    text_alignment : "left", "center", "right" or "justify", default "left"
        Alignment of the text.
    wrap : bool, default True
        False keeps the text on one line, with an ellipsis.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the text.

    Raises
    ------
    StreamlitValueError
        An unknown `text_alignment`, or a `wrap` that is no bool.
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.

    See Also
    --------
    markdown : Text with markup.
    code : Text in a monospaced font.

    Examples
    --------
    >>> text("2 * 3 * 4")
    """
    props = {"body": clean(body)}
    set_type(props, help=help, text_alignment=text_alignment, wrap=wrap, width=width, default_width="content")
    return draw("text", props)
