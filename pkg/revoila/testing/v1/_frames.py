"""What a page and its server say to each other, heard on the way: the page as it is, without its help."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from revoila.elements.media._file import MediaFile
from revoila.errors import AppTestError
from revoila.testing.v1._page import NO_PAGE
from revoila.testing.v1._received import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page, WebSocket

    from revoila.graph._tree import Shown

_GONE = (
    'The page has not got all of {}: it asks the app for more when a visitor looks at it. Use host="kernel" '
    "to look into it."
)


class Frames:
    """Keeps the tree of a page up to date from the messages that it gets.

    Parameters
    ----------
    page : Page
        Of Playwright, before it opens an address.
    """

    def __init__(self, page: Page) -> None:
        self._reader = Reader(_file, _table)
        self._rev = -1
        self._sent: dict[str, int] = {}
        self._dealt_with: dict[str, int] = {}
        self.tree: Shown = NO_PAGE
        self.entered: dict[str, Any] = {}
        """What was entered last, by input."""
        self.trouble = ""
        """Why the server has no session for the page."""
        page.on("websocket", self._follow)

    @property
    def is_answered(self) -> bool:
        """Whether the app has dealt with all that was entered."""
        return all(self._dealt_with.get(client, 0) >= seq for client, seq in self._sent.items())

    @property
    def sent(self) -> int:
        """How much was entered."""
        return sum(self._sent.values())

    def _follow(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._receive)
        socket.on("framesent", self._send)

    def _send(self, frame: bytes | str) -> None:
        data, _ = _comm_message(frame)
        if data.get("method") == "event":
            last = max(event["seq"] for event in data["events"])
            self.entered.update({event["id"]: event["value"] for event in data["events"]})
            self._sent[data["client"]] = max(last, self._sent.get(data["client"], 0))

    def _receive(self, frame: bytes | str) -> None:
        if isinstance(frame, str):
            said = json.loads(frame)
            found = said.get("failed") or said.get("ended")
            self.trouble = str(found.get("message") or found.get("reason")) if found else self.trouble
            return
        data, buffers = _comm_message(frame)
        method = data.get("method")
        if method == "snapshot":
            self.tree, self._rev = self._reader.page(data["tree"], buffers), data["rev"]
        elif method == "patch" and data["rev"] == self._rev + 1:
            self._rev = data["rev"]
            self.tree = self._reader.patched_page(self.tree, data["ops"], buffers)
        # What has got lost on the way the page itself asks for: a snapshot comes.
        if method in ("snapshot", "patch"):
            self._dealt_with.update(data.get("ack") or {})


def _comm_message(frame: bytes | str) -> tuple[dict[str, Any], Sequence[bytes]]:
    """Return the data of a message of a comm and its buffers; nothing for other messages."""
    from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1

    if isinstance(frame, str):
        return {}, ()
    _, (header, _, _, content, *buffers) = deserialize_msg_from_ws_v1(frame)  # type: ignore[no-untyped-call]  # it has no types
    if json.loads(header)["msg_type"] not in ("comm_msg", "comm_open"):
        return {}, ()
    data = json.loads(content).get("data")
    return (data, buffers) if isinstance(data, dict) else ({}, ())


class _NotHere:
    """The bytes of a file that stays where the app is."""

    def __init__(self, size: int) -> None:
        self.size = size

    def read(self, start: int, count: int) -> bytes:
        """Refuse.

        Raises
        ------
        AppTestError
            Always.
        """
        del start, count
        raise AppTestError(_GONE.format("this file"))


class _SomeRows:
    """A table of which the page has some rows."""

    def __init__(self, face: dict[str, Any]) -> None:
        self.face = face

    @property
    def whole(self) -> Any:
        """Refuse.

        Raises
        ------
        AppTestError
            Always.
        """
        raise AppTestError(_GONE.format("this table"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SomeRows) and self.face == other.face

    __hash__ = None  # type: ignore[assignment]  # as the dict that it is


def _file(face: dict[str, Any]) -> MediaFile:
    return MediaFile(face["$m"], face["type"], _NotHere(face["size"]))  # type: ignore[arg-type]


def _table(face: dict[str, Any]) -> _SomeRows:
    return _SomeRows(face)
