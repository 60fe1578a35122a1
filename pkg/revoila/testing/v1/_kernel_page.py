"""The two lines to an app in a kernel: what a page sees and sends, and what a test asks beside it."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from revoila.elements.media._file import MediaFile
from revoila.errors import AppTestError
from revoila.testing.v1._in_kernel import LINE, PAGE, READY
from revoila.testing.v1._kernel import ANSWERING, Kernel
from revoila.testing.v1._page import NO_PAGE
from revoila.testing.v1._parcels import pack, unpack
from revoila.testing.v1._received import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from revoila.elements._element import ElementId
    from revoila.elements.inputs._uploaded import UploadedFileRec
    from revoila.graph._tree import Shown

CLIENT = "app-test"


class Line:
    """Calls to the kernel's end of a test.

    Parameters
    ----------
    kernel : Kernel
        Where it is.
    name : str
        Of the test.
    """

    def __init__(self, kernel: Kernel, name: str) -> None:
        self.kernel = kernel
        self.name = name
        self._number = 0
        self._answers: dict[int, tuple[bool, bytes]] = {}
        self._comm = kernel.open(f"{LINE}.{name}", {}, self._take)
        self._wait(READY)

    def ask(self, name: str, *arguments: Any) -> Any:
        """Call a function and return its answer; what it raises is raised."""
        return self._wait(self.call(name, *arguments))

    def _wait(self, number: int) -> Any:
        until = monotonic() + ANSWERING
        while not self.has(number):
            if monotonic() >= until:
                raise AppTestError(f"The kernel of the app has not answered within {ANSWERING} s.")
            self.kernel.listen(until)
        return self.answer(number)

    def call(self, name: str, *arguments: Any) -> int:
        """Call a function; return the number of the answer that will come."""
        self._number += 1
        self.kernel.send(self._comm, {"call": self._number, "name": name}, [pack(arguments)])
        return self._number

    def has(self, number: int) -> bool:
        """Whether the answer is there."""
        return number in self._answers

    def answer(self, number: int) -> Any:
        """Return an answer that is there."""
        failed, data = self._answers.pop(number)
        value = unpack(data)
        if failed:
            raise value if isinstance(value, Exception) else AppTestError(f"In the kernel: {value!r}")
        return value

    def close(self) -> None:
        """Take nothing more."""
        self.kernel.forget(self._comm)

    def _take(self, data: dict[str, Any], buffers: Sequence[Any]) -> None:
        self._answers[data["call"]] = (data["failed"], bytes(buffers[0]))


class PageView:
    """What a page would have: the tree, kept up to date by patches, and the way back.

    Parameters
    ----------
    line : Line
        To the app.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._reader = Reader(self._file, self._table)
        self._rev = -1
        self._seq = 0
        self._uploads: dict[str, dict[str, Any]] = {}
        self.tree: Shown = NO_PAGE
        self.greeted = False
        """Whether the first run was begun, which the greeting does."""
        opening = {"method": "hello", "client": CLIENT, "view": {}}
        self._comm = line.kernel.open(f"{PAGE}.{line.name}", opening, self._take)

    def send(self, message: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
        """Send a message of a page."""
        self._line.kernel.send(self._comm, message, buffers)

    def send_events(self, events: list[dict[str, Any]]) -> None:
        """Send what was entered."""
        numbered = []
        for event in events:
            self._seq += 1
            numbered.append({"seq": self._seq, **event})
        self.send({"method": "event", "client": CLIENT, "events": numbered})

    def upload(self, file: UploadedFileRec, element: ElementId) -> None:
        """Send a file, and wait until it is there.

        Raises
        ------
        AppTestError
            The app does not take it.
        """
        message = {
            "method": "upload",
            "input": element,
            "file": file.file_id,
            "name": file.name,
            "type": file.type,
            "size": len(file.data),
            "offset": 0,
        }
        self.send(message, [file.data])
        until = monotonic() + ANSWERING
        while file.file_id not in self._uploads:
            if monotonic() >= until:
                raise AppTestError(f"The app has not taken {file.name!r} within {ANSWERING} s.")
            self._line.kernel.listen(until)
        answer = self._uploads.pop(file.file_id)
        if "error" in answer:
            raise AppTestError(f"The app does not take {file.name!r}: {answer['error']}")

    def _take(self, data: dict[str, Any], buffers: Sequence[Any]) -> None:
        method = data.get("method")
        if method == "snapshot":
            self.tree, self._rev = self._reader.page(data["tree"], buffers), data["rev"]
        elif method == "patch" and data["rev"] == self._rev + 1:
            self._rev = data["rev"]
            self.tree = self._reader.patched_page(self.tree, data["ops"], buffers)
        elif method == "patch" and data["rev"] > self._rev:
            self.send({"method": "resync"})
        elif method == "upload":
            self._uploads[data["file"]] = data

    def _file(self, face: dict[str, Any]) -> MediaFile:
        return MediaFile(face["$m"], face["type"], RemoteContent(self._line, face))  # type: ignore[arg-type]

    def _table(self, face: dict[str, Any]) -> RemoteTable:
        return RemoteTable(self._line, face)


class RemoteContent:
    """The bytes of a file that has stayed in the kernel, like those of an `OpenFile`.

    Parameters
    ----------
    line : Line
        To the app.
    face : dict
        What the page is told of the file.
    """

    def __init__(self, line: Line, face: dict[str, Any]) -> None:
        self.size: int = face["size"]
        self._name: str = face["$m"]
        self._line = line

    def read(self, start: int, count: int) -> bytes:
        """Return a part of it.

        Raises
        ------
        AppTestError
            The page does not show it any more.
        """
        found: bytes | None = self._line.ask("file", self._name)
        if found is None:
            raise AppTestError("The app does not show this file any more. Get the element anew after a run.")
        return found[start : start + count]


class RemoteTable:
    """A table that has stayed in the kernel.

    Parameters
    ----------
    line : Line
        To the app.
    face : dict
        What the page is told of the table.
    """

    def __init__(self, line: Line, face: dict[str, Any]) -> None:
        self.face = face
        self._line = line

    @property
    def whole(self) -> Any:
        """All rows.

        Raises
        ------
        AppTestError
            The page does not show it any more.
        """
        found = self._line.ask("table", self.face["name"])
        if found is None:
            raise AppTestError("The app does not show this table any more. Get the element anew after a run.")
        return found.whole

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RemoteTable) and self.face == other.face

    __hash__ = None  # type: ignore[assignment]  # as the dict that it is
