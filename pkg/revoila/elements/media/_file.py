"""Files that are too large for the page: their bytes stay in the kernel until the page asks for them.

An element holds a `MediaFile`; what travels with it is a name. Names are made from the content,
so the same content has the same one in every run and for every visitor, and is kept once.
"""

from __future__ import annotations

import mimetypes
import os
from hashlib import blake2b
from io import BufferedReader, BytesIO, IOBase, TextIOBase
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from revoila.elements.media._source import MediaFileStorageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements._element import Props

IN_MEMORY = 8 * 1024**2
"""Files up to this size are read at once, in bytes; larger ones while they are sent."""

_EXTENSIONS = {"audio/wav": ".wav"}
"""What the standard library does not know of names."""

_lock = Lock()


class FileGoneError(Exception):
    """A file on disk is not what it was when the script named it."""


class MediaFile:
    """Bytes with a type, under a name that is made from them.

    Parameters
    ----------
    name : str
        Made from content and type.
    mime : str
        Type of the content.
    content : bytes or OpenFile
        The bytes, or where they are read.
    """

    __slots__ = ("__weakref__", "_content", "mime", "name", "size")

    def __init__(self, name: str, mime: str, content: bytes | OpenFile) -> None:
        self.name = name
        self.mime = mime
        self._content = content
        self.size = len(content) if isinstance(content, bytes) else content.size

    def read(self, start: int, count: int) -> memoryview:
        """Return a part of the bytes, without a copy where they are in memory.

        Raises
        ------
        FileGoneError
            The file on disk has changed.
        """
        if isinstance(self._content, bytes):
            return memoryview(self._content)[start : start + count]
        return memoryview(self._content.read(start, count))

    def holds(self, content: object) -> bool:
        """Whether these very bytes are its content."""
        return self._content is content

    @property
    def face(self) -> Props:
        """What the page is told: enough to ask for it."""
        return {"$m": self.name, "size": self.size, "type": self.mime}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MediaFile) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"MediaFile({self.name!r}, {self.mime!r}, {self.size} bytes)"

    def __deepcopy__(self, _memo: Any) -> MediaFile:
        return self

    def __reduce__(self) -> tuple[Callable[..., MediaFile], tuple[bytes, str]]:
        """Travel as bytes, as on the disk of a cache."""
        return media_file, (bytes(self.read(0, self.size)), self.mime)


class OpenFile:
    """A large file on disk, open from the moment at which the script named it.

    Parameters
    ----------
    descriptor : int
        Is closed with this object.
    """

    __slots__ = ("_descriptor", "_stamp", "size")

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        found = os.fstat(descriptor)
        self.size = found.st_size
        self._stamp = _stamp(found)

    def read(self, start: int, count: int) -> bytes:
        """Return a part of it.

        Raises
        ------
        FileGoneError
            It has changed: the parts would not belong together.
        """
        part = os.pread(self._descriptor, count, start)
        if self.stamp() != self._stamp:
            raise FileGoneError
        return part

    def stamp(self) -> str:
        """Return what changes when its content does."""
        return _stamp(os.fstat(self._descriptor))

    def __del__(self) -> None:
        os.close(self._descriptor)


_shared: WeakValueDictionary[str, MediaFile] = WeakValueDictionary()
"""All that sessions of this process hold: what several have is there once."""

_by_object: WeakValueDictionary[int, MediaFile] = WeakValueDictionary()
"""The same by the identity of the bytes, so that the next run need not read them again."""


def media_file(content: bytes | OpenFile, mime: str) -> MediaFile:
    """Return the file with this content, the one that there is if there is one.

    Parameters
    ----------
    content : bytes or OpenFile
        What it holds.
    mime : str
        Its type, which is part of its name.
    """
    with _lock:
        # Bytes do not change, and those of a file that lives are no others with the same address.
        known = _by_object.get(id(content))
        if known is not None and known.holds(content) and known.mime == mime:
            return known
    digest = blake2b(mime.encode(), digest_size=16)
    digest.update(content if isinstance(content, bytes) else b"\0file\0" + content.stamp().encode())
    name = digest.hexdigest()
    with _lock:
        file = _shared.get(name)
        if file is None:
            _shared[name] = file = MediaFile(name, mime, content)
        if isinstance(content, bytes) and file.holds(content):
            _by_object[id(content)] = file
        return file


def text_file(text: str, mime: str) -> MediaFile:
    """Return a file that holds a text."""
    return media_file(text.encode(), mime)


def read_path(path: str | Path) -> bytes | OpenFile:
    """Return what is in a file of the author's: its bytes, or itself when it is large.

    Raises
    ------
    MediaFileStorageError
        It cannot be read.
    """
    try:
        with Path(path).open("rb") as stream:
            return _read_large(stream) or stream.read()
    except (OSError, ValueError) as error:
        raise MediaFileStorageError(f"Error opening '{path}'") from error


def read_stream(stream: IOBase) -> bytes | OpenFile:
    """Return what is in an open file, from its beginning.

    Parameters
    ----------
    stream : io.IOBase
        Open for text or bytes; its position is as before afterwards only in a large file.
    """
    if isinstance(stream, BytesIO):
        return stream.getvalue()
    if isinstance(stream, BufferedReader):
        large = _read_large(stream)
        if large is not None:
            return large
    if stream.seekable():
        stream.seek(0)
    content = stream.read()
    return content.encode() if isinstance(stream, TextIOBase) else bytes(content or b"")


def guess_type(name: object) -> str | None:
    """Return the type that the name of a file stands for."""
    return mimetypes.guess_type(name)[0] if isinstance(name, str) else None


def extension(mime: str) -> str:
    """Return what files of a type end with; nothing where that is not known."""
    return _EXTENSIONS.get(mime) or mimetypes.guess_extension(mime) or ""


def _read_large(stream: Any) -> OpenFile | None:
    """Return a file that is better not read at once; None for another."""
    if not hasattr(os, "pread"):
        return None
    try:
        descriptor = stream.fileno()
        if os.fstat(descriptor).st_size <= IN_MEMORY:
            return None
        return OpenFile(os.dup(descriptor))
    except OSError:
        return None


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_dev}:{found.st_ino}:{found.st_size}:{found.st_mtime_ns}"
