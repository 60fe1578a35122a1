"""Where the bytes of a picture come from: a URL, a file, bytes, SVG text.

Pictures in memory (arrays, PIL images) are made into bytes by ``_raster``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.errors import Error

if TYPE_CHECKING:
    from io import IOBase

_URL = re.compile(r"(?:https?://|data:|/app/static/)", re.IGNORECASE)

_SVG = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL)

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)

_CONTAINERS = ((b"RIFF", 8, b"WEBP", "image/webp"), (b"", 4, b"ftypavif", "image/avif"))
"""Formats whose mark is not at the start: beginning, offset of the mark, mark, type."""

SVG = "image/svg+xml"

HEAD = 4096
"""Bytes at the start of a file that are searched for the beginning of an SVG picture."""


class MediaFileStorageError(Error):
    """A picture's file cannot be read."""


class Picture(NamedTuple):
    """A picture as it travels: bytes with their type, or where the browser gets it."""

    data: bytes | None = None
    mime: str | None = None
    url: str | None = None


def is_url(text: str) -> bool:
    """Whether the browser can fetch this by itself."""
    return _URL.match(text) is not None


def is_svg(text: str) -> bool:
    """Whether a text is the source of an SVG picture."""
    return _SVG.match(text[:HEAD]) is not None


def read_source(image: str | Path | bytes | IOBase) -> bytes:
    """Return the bytes of a file, or of something that is read as one.

    Raises
    ------
    MediaFileStorageError
        There is no such file, or it cannot be read.
    """
    if isinstance(image, (bytes, bytearray, memoryview)):
        return bytes(image)
    if isinstance(image, (str, Path)):
        try:
            return Path(image).read_bytes()
        except (OSError, ValueError) as error:
            raise MediaFileStorageError(f"Error opening '{image}'") from error
    return _read_stream(image)


def _read_stream(stream: Any) -> bytes:
    if hasattr(stream, "seek"):
        stream.seek(0)
    content = stream.read()
    return content.encode() if isinstance(content, str) else bytes(content)


def sniff(data: bytes) -> str | None:
    """Return the type of a picture that browsers show, or None for any other."""
    for signature, mime in _SIGNATURES:
        if data.startswith(signature):
            return mime
    for start, offset, mark, mime in _CONTAINERS:
        if data.startswith(start) and data[offset : offset + len(mark)] == mark:
            return mime
    return SVG if is_svg(data[:HEAD].decode("utf-8", "replace").lstrip("\ufeff")) else None
