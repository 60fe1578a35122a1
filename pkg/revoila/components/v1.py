"""Frames: HTML and other sites, apart from the page around them.

The signatures and rules are those of ``streamlit.components.v1`` 1.67.
Streamlit marks `html` and `iframe` as superseded by ``st.iframe``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

from revoila.elements._deprecation import notice
from revoila.elements._draw import draw
from revoila.errors import (
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidURLError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator

_SUPERSEDED = "`st.components.v1.{}` is deprecated in Streamlit 1.67, where `st.iframe` takes its place."

DEFAULT_HEIGHT = 150
"""Height of a frame, in CSS pixels."""

_SCRIPT_URL = re.compile(r"[\x00-\x20]*(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)


def html(
    html: str,
    width: int | None = None,
    height: int | None = None,
    scrolling: bool = False,
    *,
    tab_index: int | None = None,
) -> DeltaGenerator:
    """Show HTML in a frame of its own, where its scripts run apart from the app.

    Behaves as Streamlit 1.67 `st.components.v1.html`. Nothing comes back from
    the frame.

    Parameters
    ----------
    html : str
        The document.
    width : int, optional
        Width in CSS pixels; default is that of the container.
    height : int, optional
        Height in CSS pixels; default 150.
    scrolling : bool, default False
        Whether content that is larger than the frame can be scrolled.
    tab_index : int, optional
        Place of the frame in the order of the Tab key; -1 takes it out.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the frame.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        The HTML is no text, or `tab_index` no int.
    StreamlitValueError
        `tab_index` below -1.
    StreamlitInvalidWidthError
        A width that is no number of pixels.
    StreamlitInvalidHeightError
        A height that is no number of pixels.

    Examples
    --------
    >>> html("<b>Bold</b> and <i>brave</i>", height=40)
    """
    if not isinstance(html, str):
        raise StreamlitInvalidParameterTypeError("html", type(html), "str")
    notice(_SUPERSEDED.format("html"), shown=False)
    return draw("iframe_html", {"html": html, **_frame(width, height, scrolling, tab_index)})


def iframe(
    src: str,
    width: int | None = None,
    height: int | None = None,
    scrolling: bool = False,
    *,
    tab_index: int | None = None,
) -> DeltaGenerator:
    """Show another site, or another document of this one, in a frame.

    Behaves as Streamlit 1.67 `st.components.v1.iframe`.

    Parameters
    ----------
    src : str
        Address of the document.
    width : int, optional
        Width in CSS pixels; default is that of the container.
    height : int, optional
        Height in CSS pixels; default 150.
    scrolling : bool, default False
        Whether content that is larger than the frame can be scrolled.
    tab_index : int, optional
        Place of the frame in the order of the Tab key; -1 takes it out.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the frame.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        The address is no text, or `tab_index` no int.
    StreamlitInvalidURLError
        The address is a script.
    StreamlitValueError
        `tab_index` below -1.
    StreamlitInvalidWidthError
        A width that is no number of pixels.
    StreamlitInvalidHeightError
        A height that is no number of pixels.

    Examples
    --------
    >>> iframe("https://example.org", height=300)
    """
    if not isinstance(src, str):
        raise StreamlitInvalidParameterTypeError("src", type(src), "str")
    # Such an address would run in the app's own page, not apart from it.
    if _SCRIPT_URL.match(src):
        raise StreamlitInvalidURLError(src, ("http", "https", "data"))
    notice(_SUPERSEDED.format("iframe"), shown=False)
    return draw("iframe_html", {"src": src, **_frame(width, height, scrolling, tab_index)})


def declare_component(name: str, path: str | Path | None = None, url: str | None = None) -> NoReturn:
    """Declare a component with its own front end; not available yet.

    Parameters
    ----------
    name : str
        Name of the component.
    path : str or pathlib.Path, optional
        Folder with its ``index.html``.
    url : str, optional
        Address of its development server.

    Raises
    ------
    NotImplementedError
        Always, for now.
    """
    raise NotImplementedError(
        "`st.components.v1.declare_component` is part of Streamlit 1.67 but not available in Revoilà yet "
        f"(component {name!r}, path {path!r}, url {url!r})."
    )


def _frame(width: Any, height: Any, scrolling: bool, tab_index: Any) -> Props:
    props: Props = {"height": DEFAULT_HEIGHT}
    if height is not None:
        if not _is_pixels(height):
            raise StreamlitInvalidHeightError(height)
        props["height"] = int(height)
    if width is not None and width != "stretch":
        if not _is_pixels(width):
            raise StreamlitInvalidWidthError(width)
        props["width"] = int(width)
    if scrolling:
        props["scrolling"] = True
    if tab_index is not None:
        if isinstance(tab_index, bool) or not isinstance(tab_index, int):
            raise StreamlitInvalidParameterTypeError("tab_index", type(tab_index), "int")
        if tab_index < -1:
            raise StreamlitValueError("tab_index", ["None", "-1", "a non-negative integer"])
        props["tab_index"] = tab_index
    return props


def _is_pixels(size: Any) -> bool:
    # Zero hides the frame, which some scripts do on purpose.
    return isinstance(size, (int, float)) and 0 <= size < 2**32
