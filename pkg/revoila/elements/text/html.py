"""HTML straight into the page, without a frame around it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from revoila._context import active
from revoila.elements._deprecation import notice
from revoila.elements._draw import draw
from revoila.elements._element import Element
from revoila.elements._handle import DeltaGenerator
from revoila.elements._params import check_flag, clean
from revoila.elements.text._typography import set_type
from revoila.errors import StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from revoila.elements._element import Props

_INVISIBLE = re.compile(r"<!--.*?-->|<style\b[^>]*>.*?</style\s*>|\s+", re.DOTALL | re.IGNORECASE)
_LONGEST_PATH = 4096


def html(
    body: object, *, width: str | int = "stretch", unsafe_allow_javascript: bool = False
) -> DeltaGenerator:
    """Put HTML into the page.

    Behaves as Streamlit 1.67 `st.html`. The HTML is sanitised in the browser.
    HTML that consists of style sheets takes no place on the page.

    Parameters
    ----------
    body : str, pathlib.Path or object
        HTML text; a file to read (a ``.css`` file becomes a style sheet); an
        object with ``_repr_html_``; anything else is shown as ``str(body)``.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    unsafe_allow_javascript : bool, default False
        Whether scripts in the HTML run.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the HTML.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        There is nothing to show.
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.
    OSError
        The file cannot be read.

    Examples
    --------
    >>> html("<p style='color: teal'>Still waters</p>")
    """
    source = _source(body)
    if not source:
        raise StreamlitMissingRequiredParameterError("body")
    props: Props = {"body": source}
    if check_flag("unsafe_allow_javascript", unsafe_allow_javascript):
        props["js"] = True
    set_type(props, width=width)
    here = active()
    if here is None or not _is_invisible(source) or here.place.branch is here.run.event.branch:
        return draw("html", props)
    return DeltaGenerator(here.run.record(Element("html", props), here.run.event))


def _is_invisible(source: str) -> bool:
    return source.startswith("<") and not _INVISIBLE.sub("", source)


def _source(body: object) -> str:
    if isinstance(body, Path):
        content = body.read_text(encoding="utf-8")
        return f"<style>{content}</style>" if content and body.suffix.lower() == ".css" else content
    if isinstance(body, str):
        _warn_of_path(body)
        return clean(body)
    own = getattr(body, "_repr_html_", None)
    return clean(own() if callable(own) and not isinstance(body, type) else body)


def _warn_of_path(body: str) -> None:
    # A text is never read as a file: whoever writes the text could read any file.
    if "<" in body or "\0" in body or "\n" in body or len(body) > _LONGEST_PATH or not os.path.isfile(body):  # noqa: PTH113
        return
    notice("`st.html` shows a text as it is. To show the content of a file, pass a `pathlib.Path`.")
