"""What a script gets of a file that a visitor has sent: a stream in memory, or over a spool file.

A small file is kept as bytes. A large one lies in a file on the disk, and what reads it like any
other stream never has it in memory as a whole; only `getvalue`, `getbuffer` and writing load it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

BUFFER = 128 * 1024
"""How much a stream over the disk reads at once, in bytes."""


class UploadedFileRec(NamedTuple):
    """A file as it came from the browser.

    Parameters
    ----------
    file_id : str
        Identity of the upload.
    name : str
        Name of the file; with the folders around it when a whole folder was sent.
    type : str
        MIME type that the browser has told.
    data : bytes
        The content.
    """

    file_id: str
    name: str
    type: str
    data: bytes


class Region(Protocol):
    """A part of a file on the disk."""

    size: int

    def read(self, offset: int, count: int) -> bytes:
        """Return some bytes of it."""


class UploadedFile(io.BytesIO):
    """A file that a visitor has sent.

    A new object in each run, at its beginning. Two are equal when they are of the same upload.
    Behaviour of Streamlit 1.67 ``UploadedFile``.

    Parameters
    ----------
    record : UploadedFileRec
        The file.
    file_urls : object, optional
        Not used; Streamlit has addresses there.

    Attributes
    ----------
    file_id : str
        Identity of the upload, the same in all runs.
    name : str
        Name of the file; with the folders around it when a whole folder was sent.
    type : str
        MIME type that the browser has told. Nobody has checked it.
    size : int
        In bytes.

    Examples
    --------
    >>> file = UploadedFile(UploadedFileRec("1", "notes.txt", "text/plain", b"one"))
    >>> file.name, file.size, file.read()
    ('notes.txt', 3, b'one')
    """

    def __init__(self, record: UploadedFileRec, file_urls: object = None) -> None:
        super().__init__(record.data)
        # The bytes are shared with the stream until somebody writes into that.
        self._record = record
        self.file_id = record.file_id
        self.name = record.name
        self.type = record.type
        self.size = len(record.data)
        self._file_urls = file_urls

    def __eq__(self, other: object) -> bool:
        """Whether the other is of the same upload."""
        return isinstance(other, UploadedFile) and self.file_id == other.file_id

    def __hash__(self) -> int:
        return hash(self.file_id)

    def __repr__(self) -> str:
        return f"UploadedFile(file_id={self.file_id!r}, name={self.name!r}, type={self.type!r}, size={self.size!r})"

    def __reduce_ex__(self, _protocol: object) -> Any:
        record = UploadedFileRec(self.file_id, self.name, self.type, self.getvalue())
        return _again, (record, self.tell())

    def __copy__(self) -> UploadedFile:
        return _again(UploadedFileRec(self.file_id, self.name, self.type, self.getvalue()), self.tell())

    def __deepcopy__(self, _memo: dict[int, Any]) -> UploadedFile:
        return self.__copy__()

    def opened(self) -> UploadedFile:
        """Return the same file for another reader, at its beginning and as it was sent."""
        return UploadedFile(self._record)


def _again(record: UploadedFileRec, position: int) -> UploadedFile:
    file = UploadedFile(record)
    file.seek(position)
    return file


class SpooledFile(UploadedFile):
    """A large file: it is read from the disk until somebody wants to have it all, or to change it.

    Parameters
    ----------
    record : UploadedFileRec
        The file without its content.
    region : Region
        Where the content is.
    """

    def __init__(self, record: UploadedFileRec, region: Region) -> None:
        super().__init__(record._replace(data=b""))
        self.size = region.size
        self._region = region
        self._reader: io.BufferedReader | None = io.BufferedReader(_RegionReader(region), BUFFER)

    def _load(self) -> None:
        """Take the content into memory, at the same position."""
        reader, self._reader = self._reader, None
        if reader is not None:
            position = reader.tell()
            super().seek(0)
            super().write(self._region.read(0, self.size))
            super().seek(position)

    def opened(self) -> UploadedFile:
        """Return the same file for another reader, at its beginning and as it was sent."""
        return SpooledFile(self._record, self._region)

    def __copy__(self) -> UploadedFile:
        if self._reader is None:
            return super().__copy__()
        file = self.opened()
        file.seek(self.tell())
        return file

    # What is read from the disk. The signatures are those of `io.BytesIO`.

    def read(self, size: int | None = -1, /) -> bytes:
        """Read up to so many bytes, or all that is left."""
        return super().read(size) if self._reader is None else self._reader.read(size)

    def read1(self, size: int | None = -1, /) -> bytes:
        """Read up to so many bytes at once."""
        if self._reader is None:
            return super().read1(size)
        return self._reader.read(size) if size is None or size < 0 else self._reader.read1(size)

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer."""
        return super().readinto(buffer) if self._reader is None else self._reader.readinto(buffer)

    def readinto1(self, buffer: Any, /) -> int:
        """Fill a buffer with what can be had at once."""
        return super().readinto1(buffer) if self._reader is None else self._reader.readinto1(buffer)

    def readline(self, size: int | None = -1, /) -> bytes:
        """Read to the end of the line."""
        if self._reader is None:
            return super().readline(size)
        return self._reader.readline(-1 if size is None else size)

    def readlines(self, size: int | None = None, /) -> list[bytes]:
        """Read all lines that are left."""
        if self._reader is None:
            return super().readlines(size)
        lines, total = [], 0
        for line in self._reader:
            lines.append(line)
            total += len(line)
            # As `BytesIO`, which ends with the line that reaches the size; other files end before it.
            if size is not None and 0 < size <= total:
                break
        return lines

    def __next__(self) -> bytes:
        return super().__next__() if self._reader is None else next(self._reader)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a position."""
        return super().seek(offset, whence) if self._reader is None else self._reader.seek(offset, whence)

    def tell(self) -> int:
        """Return the position."""
        return super().tell() if self._reader is None else self._reader.tell()

    # What needs it all in memory.

    def getvalue(self) -> bytes:
        """Return the whole content; not kept in memory."""
        return super().getvalue() if self._reader is None else self._region.read(0, self.size)

    def getbuffer(self) -> memoryview:
        """Return the content for being changed in place."""
        self._load()
        return super().getbuffer()

    def write(self, data: Any, /) -> int:
        """Overwrite this copy from the position on."""
        self._load()
        return super().write(data)

    def writelines(self, lines: Iterable[Any], /) -> None:
        """Overwrite this copy from the position on."""
        self._load()
        super().writelines(lines)

    def truncate(self, size: int | None = None, /) -> int:
        """Cut this copy."""
        self._load()
        return super().truncate(size)

    def close(self) -> None:
        """Let go of it."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
        super().close()


class _RegionReader(io.RawIOBase):
    """A region as a raw stream."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        found = self._region.read(self._position, min(len(view), max(0, self._region.size - self._position)))
        view[: len(found)] = found
        self._position += len(found)
        return len(found)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        start = {0: 0, 1: self._position, 2: self._region.size}[whence]
        if start + offset < 0:
            message = f"negative seek value {start + offset}"
            raise ValueError(message)
        self._position = start + offset
        return self._position

    def tell(self) -> int:
        return self._position
