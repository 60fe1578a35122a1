"""The files that the page of a session may fetch, and how they get there.

The page asks for one part after the other and so sets the pace: however large a file is, the
kernel, the server and what is between hold a few parts of it. Where the server can ask for them
itself, browsers fetch files from there (see `revoila.serving._files`). A page names only what a
script of its session has put on it; a path of the file system never comes from there.

A full run drops all references and makes them anew (statement 10 of the execution specification).
A file that is on its way to the page is held until it is there, whatever runs do meanwhile.
"""

from __future__ import annotations

import logging
from contextvars import copy_context
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila._context import outside_of_runs
from revoila.elements.media._file import FileGoneError, MediaFile
from revoila.graph._tree import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila.elements._element import Element
    from revoila.graph._screen import Send
    from revoila.graph._tree import ShownNode

PART = 1024**2
"""How much travels at once, in bytes."""

MOST_TRANSFERS = 32
"""How many files may be on their way to a page; then the one that was asked for least recently is let go."""

LONGEST_PAUSE = 600.0
"""How long a file is held of which nothing is asked for, in seconds."""

MOST_CALLS = 4
"""How many functions may be at work on files of a session."""

LONGEST_NAME = 128
"""Of what a page calls a file or a transfer."""

CARRIERS = frozenset({"audio", "download_button", "iframe", "image", "pdf", "video"})
"""Kinds of elements that may hold files."""

_log = logging.getLogger(__name__)


class Named(NamedTuple):
    """A file and what it is to be called."""

    file: MediaFile
    name: str


class Part(NamedTuple):
    """Some bytes of a file."""

    file: MediaFile
    content: memoryview
    held: bool
    """Whether it was asked for by what its page has had held."""


class Transfer:
    """A file on its way to the page.

    Parameters
    ----------
    named : Named
        What it is.
    """

    __slots__ = ("named", "touched")

    def __init__(self, named: Named) -> None:
        self.named = named
        self.touched = monotonic()


class MediaStore:
    """The files of one session.

    Parameters
    ----------
    send : Callable, optional
        Carries messages to the page; None when nobody looks.
    """

    def __init__(self, send: Send | None) -> None:
        self._send = send
        self._lock = Lock()
        self._files: dict[str, MediaFile] = {}
        self._deferred: dict[str, Callable[[], Any]] = {}
        self._former: tuple[dict[str, MediaFile], dict[str, Callable[[], Any]]] = ({}, {})
        """What the run before has put on the page, while the next one goes on."""
        self._of_fragments: set[str] = set()
        """Files that runs of fragments have added."""
        self._transfers: dict[str, Transfer] = {}
        self._waiting: dict[str, dict[str, bool]] = {}
        """Transfers that wait for a function, by the element that it is of; whether they are only to be held."""

    # What runs do.

    def begin(self) -> None:
        """Drop all references, as a full run begins."""
        with self._lock:
            files, deferred = self._former
            self._former = ({**files, **self._files}, {**deferred, **self._deferred})
            self._files, self._deferred = {}, {}
            self._of_fragments = set()
            self._drop_old()

    def keep(self, element: Element, *, of_fragment: bool) -> None:
        """Take in the files of an element that is drawn, by a full run or by one of fragments."""
        with self._lock:
            for file in _files_of(element.props):
                if file.name not in self._files:
                    self._files[file.name] = file
                    if of_fragment:
                        self._of_fragments.add(file.name)

    def defer(self, element_id: str, make: Callable[[], Any]) -> None:
        """Take in a function that makes a file when it is asked for."""
        context = copy_context()
        context.run(outside_of_runs)
        with self._lock:
            self._deferred[element_id] = lambda: context.run(make)

    def settle(self) -> None:
        """Delete what the run that has ended has not referred to."""
        with self._lock:
            self._former = ({}, {})

    def settle_fragments(self, page: ShownNode) -> None:
        """Delete what earlier runs of fragments have added and no longer is on the page.

        What a full run refers to stays until the next one; but a fragment that runs every second
        must not fill the memory.
        """
        with self._lock:
            if self._of_fragments:
                gone = self._of_fragments - {file.name for file in _files_on(page)}
                self._of_fragments -= gone
                for name in gone:
                    del self._files[name]

    def close(self) -> None:
        """Let go of everything, as the session ends."""
        with self._lock:
            self._send = None
            self._files, self._deferred, self._former = {}, {}, ({}, {})
            self._of_fragments.clear()
            self._transfers.clear()
            self._waiting.clear()

    @property
    def names(self) -> set[str]:
        """Names of the files that the page may fetch."""
        with self._lock:
            return {*self._files, *self._former[0]}

    # What the page asks for.

    def answer(self, content: dict[str, Any]) -> None:
        """Take a message of the page: it wants a part of a file, or no more of it.

        Parameters
        ----------
        content : dict
            ``id``, the name of a file or the id of an element; ``transfer``, the page's own name for
            what it gets; ``at``, where the part begins, or None at the end; ``hold``, whether the page only
            wants to have it held, since it fetches it from the server.
        """
        name, transfer, at = content.get("id"), content.get("transfer"), content.get("at")
        if not (isinstance(name, str) and isinstance(transfer, str)):
            return
        if not (0 < len(name) <= LONGEST_NAME and 0 < len(transfer) <= LONGEST_NAME):
            return
        if at is None:
            self._forget(transfer)
        elif isinstance(at, int) and not isinstance(at, bool) and at >= 0:
            self._answer(name, transfer, at, hold=content.get("hold") is True)

    def read(self, name: str, at: int, count: int, reader: str) -> Part | None:
        """Return a part of a file for the server.

        Parameters
        ----------
        name : str
            Of a file, or the page's own name for what it has had held.
        at : int
            Where the part begins.
        count : int
            Its length in bytes, or what there is.
        reader : str
            The server's name for what it does with the parts. The file is held until `release`.

        Returns
        -------
        Part or None
            None when there is no such file.

        Raises
        ------
        FileGoneError
            The file on disk has changed.
        """
        with self._lock:
            held = self._transfers.get(name)
            found = held or self._transfers.get(reader)
            if found is None:
                file = self._files.get(name) or self._former[0].get(name)
                if file is None:
                    return None
                found = self._begin_transfer(reader, Named(file, ""))
        found.touched = monotonic()
        return Part(found.named.file, found.named.file.read(at, count), held is not None)

    def release(self, transfer: str) -> None:
        """Hold a file no longer; does nothing for what is no transfer."""
        self._forget(transfer)

    def _answer(self, name: str, transfer: str, at: int, *, hold: bool) -> None:
        with self._lock:
            found = self._transfers.get(transfer)
            file = self._files.get(name) or self._former[0].get(name)
            if found is None and file is not None:
                found = self._begin_transfer(transfer, Named(file, ""))
            make = self._deferred.get(name) or self._former[1].get(name)
            refusal = "gone"
            if found is None and make is not None:
                if name in self._waiting:
                    self._wait(name, transfer, hold=hold)
                    return
                if len(self._waiting) < MOST_CALLS:
                    self._wait(name, transfer, hold=hold)
                    Thread(target=self._make, args=(name, make), name="revoila-download", daemon=True).start()
                    return
                refusal = "busy"
        if found is not None:
            self._send_part(transfer, found, at, hold=hold)
        else:
            self._refuse(transfer, refusal)

    def _wait(self, name: str, transfer: str, *, hold: bool) -> None:
        """Have a transfer begin when the function of an element has made its file."""
        waiting = self._waiting.setdefault(name, {})
        waiting.setdefault(transfer, hold)
        while len(waiting) > MOST_TRANSFERS:
            del waiting[next(iter(waiting))]

    def _make(self, name: str, make: Callable[[], Any]) -> None:
        """Call the author's function, and begin the transfers that wait for its result."""
        named = None
        try:
            named = Named(*make())
        except BaseException:  # noqa: BLE001 - whatever it raises, the page must know
            _log.exception("The function of a download button has failed.")
        with self._lock:
            waiting = self._waiting.pop(name, {})
            begun = [] if named is None else [(one, self._begin_transfer(one, named)) for one in waiting]
        for transfer, found in begun:
            self._send_part(transfer, found, 0, hold=waiting[transfer])
        if named is None:
            for transfer in waiting:
                self._refuse(transfer, "failed")

    def _begin_transfer(self, name: str, named: Named) -> Transfer:
        self._transfers[name] = transfer = Transfer(named)
        while len(self._transfers) > MOST_TRANSFERS:
            del self._transfers[min(self._transfers, key=lambda one: self._transfers[one].touched)]
        return transfer

    def _drop_old(self) -> None:
        now = monotonic()
        for name in [name for name, one in self._transfers.items() if now - one.touched > LONGEST_PAUSE]:
            del self._transfers[name]

    def _send_part(self, name: str, transfer: Transfer, at: int, *, hold: bool) -> None:
        file = transfer.named.file
        transfer.touched = monotonic()
        try:
            part = file.read(at, 0 if hold else PART)
        except (FileGoneError, OSError):
            self._forget(name)
            self._refuse(name, "changed")
            return
        message = {"method": "media", "transfer": name, "at": at, "size": file.size, "type": file.mime}
        if transfer.named.name:
            message["name"] = transfer.named.name
        self._post(message, [] if hold else [part])

    def _refuse(self, transfer: str, reason: str) -> None:
        self._post({"method": "media", "transfer": transfer, "error": reason}, [])

    def _forget(self, transfer: str) -> None:
        with self._lock:
            self._transfers.pop(transfer, None)

    def _post(self, message: dict[str, Any], buffers: list[Any]) -> None:
        send = self._send
        if send is not None:
            send(message, buffers)


def _files_of(props: dict[str, Any]) -> Iterator[MediaFile]:
    for value in props.values():
        if isinstance(value, MediaFile):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from _files_of(item)


def _files_on(node: ShownNode) -> Iterator[MediaFile]:
    if isinstance(node, Shown):
        for child in node.children:
            yield from _files_on(child)
    elif node.kind in CARRIERS:
        yield from _files_of(node.props)
