"""Other documents inside the page: sites, HTML, and files that browsers show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_height, check_width
from revoila.elements._presentation import check_alt
from revoila.elements.media._file import guess_type, media_file, read_path
from revoila.elements.media._source import MediaFileStorageError
from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError, StreamlitValueError

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator

_ADDRESS = re.compile(r"https?://|data:|/", re.IGNORECASE)
_HTML = (".html", ".htm", ".xhtml")


def iframe(
    src: str | Path,
    *,
    width: str | int = "stretch",
    height: str | int = "content",
    tab_index: int | None = None,
    alt: str | None = None,
) -> DeltaGenerator:
    """Show a site, HTML or a file in a frame.

    Behaves as Streamlit 1.67 `st.iframe`, but that HTML runs apart from the page: its scripts
    reach neither the app nor the visitor's session.

    Parameters
    ----------
    src : str or pathlib.Path
        Address that begins with ``http://``, ``https://``, ``data:`` or, on this server, with
        ``/``; any other text is HTML. A path is that of a file: HTML, or what browsers show,
        such as pictures, PDF and text.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number; "content" measures HTML.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number; "content" measures HTML and is 400 pixels for all else.
    tab_index : int, optional
        Place of the frame in the order of the Tab key; -1 takes it out.
    alt : str, optional
        Description for those who cannot see it.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the frame.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        `tab_index` is no int.
    TypeError
        `src` is neither text nor a path.
    StreamlitValueError
        `tab_index` below -1.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.
    StreamlitAPIException
        A file cannot be read.

    Examples
    --------
    >>> import revoila as st
    >>> st.iframe("<h1>Hello</h1>")  # doctest: +SKIP
    """
    props = add_present(
        {},
        width=None if check_width(width) == "stretch" else width,
        alt=check_alt(alt),
        tab_index=_check_tab_index(tab_index),
    )
    return draw("iframe", {**_document(src), "height": check_height(height), **props})


def _document(src: Any) -> Props:
    """Return where the document is.

    Raises
    ------
    TypeError
        Neither text nor a path.
    StreamlitAPIException
        A file cannot be read.
    """
    if isinstance(src, str):
        return {"src": src} if _ADDRESS.match(src) else {"html": src}
    if not isinstance(src, Path):
        raise TypeError(f"`src` is a text or a path, not {src!r}.")
    try:
        if src.suffix.lower() in _HTML:
            return {"html": src.read_text(encoding="utf-8")}
        return {"file": media_file(read_path(src), guess_type(src.name) or "application/octet-stream")}
    except (OSError, ValueError, MediaFileStorageError) as error:
        raise StreamlitAPIException(f"The file '{src}' cannot be read. {error}") from error


def _check_tab_index(tab_index: Any) -> int | None:
    """Return a valid place in the order of the Tab key.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        No int.
    StreamlitValueError
        Below -1.
    """
    if tab_index is None:
        return None
    if isinstance(tab_index, bool) or not isinstance(tab_index, int):
        raise StreamlitInvalidParameterTypeError("tab_index", type(tab_index), "int")
    if tab_index < -1:
        raise StreamlitValueError("tab_index", ["None", "-1", "a non-negative integer"])
    return tab_index
