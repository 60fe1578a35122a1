"""The files that visitors of a session have sent, and those that are on their way.

A file comes in parts. Each says which file it belongs to, for which input, and where it begins, so
that a page that has lost its connection can go on where it was. A file that is complete waits until
an event makes it part of the value of its input; from then on it stays for as long as it is.
"""

from __future__ import annotations

import re
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from revoila.elements.inputs._uploaded import SpooledFile, UploadedFile, UploadedFileRec
from revoila.elements.inputs._uploads import safe_mime, safe_name
from revoila.errors import UploadRefusedError
from revoila.state._spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from revoila.elements._element import ElementId
    from revoila.elements.inputs._uploads import UploadRule
    from revoila.state._spool import SpoolRegion

MEGABYTE = 1024**2

SMALL = MEGABYTE
"""Files up to this size are kept in memory, in bytes."""

MOST_IN_MEMORY = 16 * MEGABYTE
"""How much a session has in memory; other small files are on the disk, too. In bytes."""

LEAST_CHARGE = 1024
"""What the smallest file counts, in bytes: a file is more than its content."""

_FILE_ID = re.compile(r"[0-9a-f-]{32,36}")


class Part(NamedTuple):
    """A part of a file, as a page has sent it.

    Parameters
    ----------
    file_id : str
        Identity of the upload, made up by the page.
    name, mime : str
        Of the file.
    size : int
        Of the whole file, in bytes.
    offset : int
        Where the part begins.
    data : memoryview
        What it is; nothing in a part that only asks how much has come.
    """

    file_id: str
    name: str
    mime: str
    size: int
    offset: int
    data: memoryview

    @classmethod
    def read(cls, content: dict[str, Any], buffers: Collection[Any]) -> Part | None:
        """Return what a message says, or None when it does not make sense.

        Parameters
        ----------
        content : dict
            The message.
        buffers : collection of buffers
            What came with it.
        """
        file_id, name, mime = (content.get(field) for field in ("file", "name", "type"))
        size, offset = content.get("size"), content.get("offset")
        if not (isinstance(file_id, str) and isinstance(name, str) and isinstance(mime, str)):
            return None
        if not (_is_count(size) and _is_count(offset)) or not _FILE_ID.fullmatch(file_id) or len(buffers) > 1:
            return None
        data = memoryview(next(iter(buffers), b"")).cast("B")
        return cls(file_id, name, mime, size, offset, data)


def _is_count(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


class _Upload:
    """One file."""

    def __init__(self, element: ElementId, record: UploadedFileRec, size: int) -> None:
        self.element = element
        self.record = record
        self.size = size
        self.received = 0
        self.delivered = False
        self.region: SpoolRegion | None = None
        self.memory = bytearray()

    @property
    def complete(self) -> bool:
        return self.received == self.size

    @property
    def charge(self) -> int:
        return max(self.size, LEAST_CHARGE)

    def append(self, data: memoryview) -> None:
        if self.region is not None:
            self.region.write(self.received, data)
        else:
            self.memory += data
        self.received += len(data)
        if self.complete and self.region is None:
            self.record = self.record._replace(data=bytes(self.memory))
            self.memory = bytearray()

    def opened(self) -> UploadedFile:
        return UploadedFile(self.record) if self.region is None else SpooledFile(self.record, self.region)


class Uploads:
    """The files of one session.

    Parts come on whatever thread, while a script runs.

    Parameters
    ----------
    most : int
        How much they may be together, in bytes.
    """

    def __init__(self, most: int = 1024 * MEGABYTE) -> None:
        self.most = most
        self._lock = RLock()
        self._spool = Spool()
        self._uploads: dict[str, _Upload] = {}
        self._closed = False

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._uploads)

    @property
    def size(self) -> int:
        """How much they count together, in bytes."""
        with self._lock:
            return sum(upload.charge for upload in self._uploads.values())

    def take(self, part: Part, element: ElementId, rule: UploadRule) -> int:
        """Store a part of a file; how much of the file has come.

        Parameters
        ----------
        part : Part
            What has come. A part that does not go on where the last one ended is not stored.
        element : ElementId
            The input that it is for.
        rule : UploadRule
            Which files that takes.

        Raises
        ------
        UploadRefusedError
            The file is not one that the input takes, or there is no room for it.
        """
        with self._lock:
            upload = self._uploads.get(part.file_id)
            if upload is None:
                if part.offset:
                    # The session does not know it any more; the page sends it again.
                    return 0
                upload = self._begin(part, element, rule)
            if upload.element != element or upload.size != part.size:
                raise UploadRefusedError("It is another file.")
            if part.offset == upload.received and not upload.complete:
                if part.offset + len(part.data) > upload.size:
                    self._drop(part.file_id)
                    raise UploadRefusedError("The file is larger than it was said to be.")
                self._append(part.file_id, upload, part.data)
            return upload.received

    def add(self, file: UploadedFileRec, element: ElementId) -> UploadedFile:
        """Store a whole file that comes from no browser (app tests).

        Parameters
        ----------
        file : UploadedFileRec
            The file.
        element : ElementId
            The input that it is for.
        """
        upload = _Upload(element, file, len(file.data))
        upload.received = upload.size
        with self._lock:
            self._uploads[file.file_id] = upload
        return upload.opened()

    def opened(self, file_id: str) -> UploadedFile | None:
        """Return a complete file, or None when there is none with this id."""
        with self._lock:
            upload = self._uploads.get(file_id)
            return upload.opened() if upload is not None and upload.complete else None

    def are_for(self, element: ElementId, files: Iterable[UploadedFile]) -> bool:
        """Whether files have been sent for an input."""
        with self._lock:
            found = [self._uploads.get(file.file_id) for file in files]
            return all(upload is not None and upload.element == element for upload in found)

    def deliver(self, files: Iterable[UploadedFile]) -> None:
        """Note that files are part of a value now, and stay no longer than they are."""
        with self._lock:
            for file in files:
                upload = self._uploads.get(file.file_id)
                if upload is not None:
                    upload.delivered = True

    def cancel(self, file_id: str) -> None:
        """Forget a file that is no part of a value, and will not be."""
        with self._lock:
            upload = self._uploads.get(file_id)
            if upload is not None and not upload.delivered:
                self._drop(file_id)

    def keep_only(self, in_use: Collection[str], is_drawn: Callable[[ElementId], bool]) -> None:
        """Forget what is no part of a value any more, and what is for inputs that there are no more.

        Parameters
        ----------
        in_use : collection of str
            Ids of the files that are part of a value.
        is_drawn : Callable
            Whether an input is there.
        """
        with self._lock:
            for file_id, upload in list(self._uploads.items()):
                if (upload.delivered and file_id not in in_use) or not is_drawn(upload.element):
                    self._drop(file_id)

    def close(self) -> None:
        """Forget everything, and take nothing more."""
        with self._lock:
            self._closed = True
            self._uploads.clear()

    def _begin(self, part: Part, element: ElementId, rule: UploadRule) -> _Upload:
        if self._closed:
            raise UploadRefusedError("The session has ended.")
        name, mime = safe_name(part.name, folders=rule.folders), safe_mime(part.mime)
        if not rule.takes(name, mime):
            raise UploadRefusedError(
                f"Files of this type are not allowed here, only {', '.join(rule.types)}."
            )
        if part.size > rule.largest:
            raise UploadRefusedError(f"The file is larger than {rule.largest // MEGABYTE} MB.")
        upload = _Upload(element, UploadedFileRec(part.file_id, name, mime, b""), part.size)
        if self.size + upload.charge > self.most:
            raise UploadRefusedError(
                f"All files of a session may have {self.most / MEGABYTE:,.0f} MB together. Remove some first."
            )
        in_memory = sum(one.size for one in self._uploads.values() if one.region is None)
        if upload.size > SMALL or in_memory + upload.size > MOST_IN_MEMORY:
            upload.region = self._spool.region(upload.size)
        self._uploads[part.file_id] = upload
        return upload

    def _append(self, file_id: str, upload: _Upload, data: memoryview) -> None:
        try:
            upload.append(data)
        except OSError as error:
            self._drop(file_id)
            raise UploadRefusedError("There is no room for the file on the server.") from error

    def _drop(self, file_id: str) -> None:
        del self._uploads[file_id]
