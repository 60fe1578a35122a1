"""What sound and moving pictures have in common: where they come from."""

from __future__ import annotations

import sys
from io import BytesIO, IOBase, TextIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revoila.elements.media._file import media_file, read_path, read_stream
from revoila.elements.media._source import is_url
from revoila.errors import StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from revoila.elements._element import Props

TYPES = ("str", "bytes", "Path", "BytesIO", "file-like", "ndarray")


def recording(data: Any, mime: str) -> Props:
    """Return the props that say where a recording is: ``url``, ``file``, or nothing.

    Parameters
    ----------
    data : object
        As given by the author.
    mime : str
        Type of the content.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Not one of the accepted types.
    MediaFileStorageError
        A file cannot be read.
    """
    if data is None:
        return {}
    if isinstance(data, str) and is_url(data):
        return {"url": data}
    return {"file": media_file(_content(data), str(mime))}


def is_array(data: Any) -> bool:
    """Whether this is an array of NumPy."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(data, numpy.ndarray)


def _content(data: Any) -> Any:
    if isinstance(data, bytes):
        return data
    if isinstance(data, (str, Path)):
        return read_path(data)
    if isinstance(data, BytesIO) or (isinstance(data, IOBase) and not isinstance(data, TextIOBase)):
        return read_stream(data)
    if is_array(data):
        return data.tobytes()
    raise StreamlitInvalidParameterTypeError("data", type(data), TYPES)
