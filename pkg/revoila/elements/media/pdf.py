"""Documents, shown by the browser's own viewer."""

from __future__ import annotations

from io import IOBase, TextIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._draw import draw
from revoila.elements._identity import check_input_key, derive_id
from revoila.elements._params import add_present, check_height
from revoila.elements._presentation import check_alt
from revoila.elements.media._file import media_file, read_path, read_stream
from revoila.elements.media._source import MediaFileStorageError, is_url
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
)

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator

PDF = "application/pdf"


def pdf(
    data: Any, *, height: str | int = 500, key: str | None = None, alt: str | None = None
) -> DeltaGenerator:
    """Show a PDF document.

    Behaves as Streamlit 1.67 `st.pdf`, without a package of its own: the viewer is the one of
    the browser. Where it has none, as on most phones, the document is offered for download.

    Parameters
    ----------
    data : str, pathlib.Path, bytes, io.BytesIO or file
        URL, path of a file, or the document itself.
    height : int or "stretch", default 500
        Height, in CSS pixels when a number.
    key : str, optional
        Identity across runs, and a class of the element.
    alt : str, optional
        Name of the viewer for those who cannot see it.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the document.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        `data` is None.
    StreamlitInvalidParameterTypeError
        `data` is none of the accepted types.
    StreamlitInvalidHeightError
        `height` is neither "stretch" nor a positive number.
    StreamlitDuplicateElementKey
        `key` is taken.
    StreamlitAPIException
        A file cannot be read.

    Examples
    --------
    >>> import revoila as st
    >>> st.pdf("report.pdf", height=700)  # doctest: +SKIP
    """
    if data is None:
        raise StreamlitMissingRequiredParameterError("data", detail="Give a URL, a file, or bytes.")
    checked_key = check_input_key(key)
    props: Props = {"height": check_height(height, content=False)}
    if isinstance(data, str) and is_url(data):
        props["url"] = data
    else:
        props["file"] = media_file(_content(data), PDF)
    props = add_present(props, key=checked_key, alt=check_alt(alt))
    here = active()
    if checked_key is None or here is None:
        return draw("pdf", props)
    element_id = derive_id("pdf", checked_key, {})
    here.run.claim("pdf", element_id, checked_key)
    return draw("pdf", props, element_id)


def _content(data: Any) -> Any:
    if isinstance(data, bytes):
        return data
    if isinstance(data, (str, Path)):
        try:
            return read_path(data)
        except MediaFileStorageError as error:
            raise StreamlitAPIException(str(error)) from error
    if isinstance(data, IOBase) and not isinstance(data, TextIOBase):
        return read_stream(data)
    raise StreamlitInvalidParameterTypeError(
        "data", type(data), ("str", "Path", "bytes", "BytesIO", "file-like")
    )
