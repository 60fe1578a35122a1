"""The app of a test in a Jupyter kernel: run as by a cell, and spoken to as by a page."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from revoila.elements.media._file import MediaFile
from revoila.errors import AppTestError
from revoila.testing.v1._host import TICK
from revoila.testing.v1._in_kernel import LINE, PAGE, READY
from revoila.testing.v1._kernel import ANSWERING, Kernel
from revoila.testing.v1._page import NO_PAGE
from revoila.testing.v1._parcels import pack, unpack
from revoila.testing.v1._received import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from revoila.elements._element import ElementId, InputSpec
    from revoila.elements.inputs._uploaded import UploadedFile, UploadedFileRec
    from revoila.graph._tree import Shown
    from revoila.testing.v1._host import Wish
    from revoila.testing.v1._in_kernel import Facts, Wires

CLIENT = "app-test"


class KernelHost:
    """Has the app in a kernel.

    Parameters
    ----------
    path : Path
        The app's main script.
    kernel : Kernel, optional
        Where it runs; by default in a kernel of its own, which starts when it is needed first and ends with it.
    """

    last_targets: tuple[str, ...] = ()
    """As a visitor a test sees the whole page, also when a fragment alone has run."""

    def __init__(self, path: Path, kernel: Kernel | None = None) -> None:
        self._path = path.resolve()
        self._kernel = kernel
        self._owns = kernel is None
        self._line: Line | None = None
        self._page: PageView | None = None
        self._settling: int | None = None
        self.query = ""
        self.state = RemoteState(self)

    @property
    def page(self) -> Shown:
        """The page as far as it has come."""
        return NO_PAGE if self._page is None else self._page.tree

    def line(self) -> Line:
        """Return the line to the app, which is made on first use."""
        if self._line is None:
            if self._kernel is None:
                self._kernel = Kernel.start()
            name = uuid4().hex
            self._kernel.execute(
                "import revoila\nfrom revoila.testing.v1._in_kernel import open_app\n"
                f"open_app(revoila.App, {str(self._path)!r}, {name!r})"
            )
            self._line = Line(self._kernel, name)
        return self._line

    def begin(self, wish: Wish) -> None:
        """Start a run, in the way in which a visitor would."""
        line = self.line()
        self.state.forget()
        wires: Wires = line.ask(
            "prepare", wish.events, wish.page, wish.query, wish.secrets, tuple(wish.arguments)
        )
        if self._page is None:
            self._page = PageView(line)
        if wires.events:
            self._page.send_events(wires.events)
        elif self._page.greeted:
            self._page.send({"method": "rerun"})
        if wires.events and not wires.runs:
            self._page.send({"method": "rerun"})
        self._page.greeted = True
        self._settling = line.call("settle")

    def wait(self, seconds: float) -> bool:
        """Wait until nothing runs."""
        line, until = self.line(), monotonic() + seconds
        if self._settling is None:
            self._settling = line.call("settle")
        while not line.has(self._settling):
            # A script that draws without a pause is always heard of.
            if monotonic() >= until:
                return False
            line.kernel.listen(until)
        self.query = line.answer(self._settling)
        self._settling = None
        return True

    def stop(self) -> None:
        """Ask the script to end."""
        if self._page is not None:
            self._page.send({"method": "stop"})

    def go_on(self, due: tuple[str, ...]) -> None:
        """Take in what comes; say which timers are over."""
        line = self.line()
        for fragment in due:
            assert self._page is not None  # noqa: S101 - it has the timers
            self._page.send({"method": "fragment", "id": fragment})
        until = monotonic() + TICK
        while line.kernel.listen(until):
            if monotonic() >= until:
                break
        if self._settling is not None and line.has(self._settling):
            self.query = line.answer(self._settling)
            self._settling = None

    def path_of_page(self, file: Path, *, has_run: bool) -> str | None:
        """Return the URL path of a page that is a file."""
        found: str | None = self.line().ask("path_of_page", file, has_run)
        return found

    def upload(self, file: UploadedFileRec, element: ElementId) -> None:
        """Send a file for an input.

        Raises
        ------
        AppTestError
            The app does not take it.
        """
        assert self._page is not None  # noqa: S101 - it has the input
        self._page.upload(file, element)

    def close(self) -> None:
        """End the session, and the kernel if it is that of this app alone."""
        self._close(waits=True)

    def let_go(self) -> None:
        """Have them end, without listening to the kernel: another test may be at it."""
        self._close(waits=False)

    def _close(self, *, waits: bool) -> None:
        kernel, self._kernel = self._kernel, None
        line, self._line, self._page = self._line, None, None
        if kernel is None:
            return
        if self._owns:
            kernel.close()
        elif line is not None and not kernel.closed:
            if not waits:
                line.call("close")
            elif kernel.alive:
                line.ask("close")
            line.close()


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


class RemoteState:
    """What the session in the kernel remembers, asked for at the moment of each access.

    Parameters
    ----------
    host : KernelHost
        Has the app.
    """

    def __init__(self, host: KernelHost) -> None:
        self._host = host
        self._specs: dict[str, RemoteSpec | None] = {}
        self.uploads = RemoteUploads(host)

    def forget(self) -> None:
        """Take in that a run begins, which may declare inputs anew."""
        self._specs.clear()

    def get_item(self, key: str) -> Any:
        """Return an entry."""
        return self._host.line().ask("get_item", key)

    def set_item(self, key: str, value: Any) -> None:
        """Assign an entry."""
        self._host.line().ask("set_item", key, value)

    def delete_item(self, key: str) -> None:
        """Remove an entry."""
        self._host.line().ask("delete_item", key)

    def keys(self) -> list[str]:
        """Return the names of all entries."""
        found: list[str] = self._host.line().ask("keys")
        return found

    def value_of(self, element_id: str, default: Any = None) -> Any:
        """Return the value of an input."""
        del default  # which the kernel has
        return self._host.line().ask("value_of", element_id)

    def declared(self, element_id: str) -> InputSpec[Any] | None:
        """Return the declaration of a drawn input, or None."""
        if element_id not in self._specs:
            line = self._host.line()
            facts: Facts | None = line.ask("declared", element_id)
            self._specs[element_id] = None if facts is None else RemoteSpec(line, element_id, facts)
        return self._specs[element_id]  # type: ignore[return-value]  # it does what an `InputSpec` does


class RemoteSpec:
    """The declaration of an input in the kernel.

    Parameters
    ----------
    line : Line
        To the app.
    element_id : str
        The input.
    facts : Facts
        What is known of it.
    """

    def __init__(self, line: Line, element_id: str, facts: Facts) -> None:
        self.id = element_id
        self.kind, self.key, self.default = facts.kind, facts.key, facts.default
        self.trigger, self.disabled, self.uploads = facts.trigger, facts.disabled, facts.uploads
        self.accept = self._accept if facts.checks else None
        self._line = line

    def encode(self, value: Any) -> Any:
        """Return what stands for a value on the page."""
        return self._line.ask("encode", self.id, value)

    def decode(self, wire: Any) -> Any:
        """Return the value that stands on the page; a click in a table as it is, which says more."""
        value = self._line.ask("decode", self.id, wire)
        return wire if self.kind == "button_column" else value

    def _accept(self, value: Any) -> Any:
        return self._line.ask("accept", self.id, value)


class RemoteUploads:
    """Takes files to the app.

    Parameters
    ----------
    host : KernelHost
        Has the app.
    """

    def __init__(self, host: KernelHost) -> None:
        self._host = host

    def add(self, file: UploadedFileRec, element: ElementId) -> UploadedFile:
        """Send a file for an input, and return it as the app will see it."""
        from revoila.elements.inputs._uploaded import UploadedFile

        self._host.upload(file, element)
        return UploadedFile(file)
