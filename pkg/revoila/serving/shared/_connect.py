"""Viewers' links to the kernels of a host, as the server sees them."""

from __future__ import annotations

import asyncio
import json
import logging
from itertools import count
from typing import TYPE_CHECKING

from revoila.serving.shared._frames import CONNECT, DISCONNECT, DROPPED, FILE, MESSAGE, FrameSocket
from revoila.serving.shared._parts import PartAnswer

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from revoila.serving.shared._parts import PartQuestion

_log = logging.getLogger(__name__)

BROKEN = "The process that hosts the kernels has ended."


class Link:
    """The way between one viewer and a kernel.

    It is used on the thread of the event loop on which it was connected.

    Parameters
    ----------
    channel : HostChannel
        Of the host.
    number : int
        Of the link.
    receive : Callable
        Gets each message of the kernel.
    closed : Callable
        Gets the reason when the other end, or the channel, ends it.
    """

    __slots__ = ("_channel", "_number", "closed", "receive")

    def __init__(
        self,
        channel: HostChannel,
        number: int,
        receive: Callable[[bytes], None],
        closed: Callable[[str], None],
    ) -> None:
        self._channel = channel
        self._number = number
        self.receive = receive
        self.closed = closed

    @property
    def waiting(self) -> int:
        """How many bytes the host has not taken yet."""
        return self._channel.waiting(self._number)

    def send(self, data: bytes) -> None:
        """Give the kernel a message; what is sent after the end goes nowhere.

        Parameters
        ----------
        data : bytes
            In the format ``v1.kernel.websocket.jupyter.org``.

        Raises
        ------
        FrameError
            It is too large.
        """
        self._channel.send(self._number, data)

    def close(self) -> None:
        """End the link; `closed` is not called."""
        self._channel.disconnect(self._number)


class HostChannel:
    """The channel to a host, on the thread of the loop that is running.

    Parameters
    ----------
    sock : socket
        The server's end.
    lost : Callable
        Called when the channel has broken; returns why its links have ended.
    """

    def __init__(self, sock: socket.socket, lost: Callable[[], str]) -> None:
        self._loop = asyncio.get_running_loop()
        self._lost = lost
        self._links: dict[int, Link] = {}
        self._questions: dict[int, asyncio.Future[PartAnswer]] = {}
        self._numbers = count(1)
        self._frames = FrameSocket(sock, self._loop, receive=self._take, lost=self._break)
        self.waiting = self._frames.waiting

    @property
    def closed(self) -> bool:
        """Whether nothing can be said any more."""
        return self._frames.closed

    def connect(
        self, kernel: str, *, quiet: bool, receive: Callable[[bytes], None], closed: Callable[[str], None]
    ) -> Link:
        """Open a link to a kernel.

        Parameters
        ----------
        kernel : str
            Its id.
        quiet : bool
            Whether only comm messages are wanted.
        receive : Callable
            Gets each message of the kernel.
        closed : Callable
            Gets the reason when the link has ended.

        Returns
        -------
        Link
            For sending.
        """
        number = next(self._numbers)
        link = self._links[number] = Link(self, number, receive, closed)
        asked = json.dumps({"kernel": kernel, "quiet": quiet}).encode()
        self._frames.send(number, CONNECT, [asked])
        return link

    def send(self, number: int, data: bytes) -> None:
        """Send a message over a link."""
        if number in self._links and not self._frames.send(number, MESSAGE, [data]):
            # Not at once: whoever sends does not expect it.
            self._loop.call_soon(self._end, number, DROPPED)

    def disconnect(self, number: int) -> None:
        """End a link from this side."""
        if self._links.pop(number, None) is not None:
            self._frames.send(number, DISCONNECT, [])

    def ask(self, asked: PartQuestion) -> asyncio.Future[PartAnswer]:
        """Ask for a part of a file.

        Parameters
        ----------
        asked : PartQuestion
            Which.

        Returns
        -------
        Future
            The part; a `ConnectionError` when the channel has broken.
        """
        number = next(self._numbers)
        found: asyncio.Future[PartAnswer] = self._loop.create_future()
        self._questions[number] = found
        found.add_done_callback(lambda _done: self._questions.pop(number, None))
        if not self._frames.send(number, FILE, asked.pack()):
            found.set_exception(ConnectionResetError(BROKEN))
        return found

    def _take(self, number: int, kind: int, payload: bytes) -> None:
        if kind == FILE:
            question = self._questions.get(number)
            # Who has asked may have gone.
            if question is not None and not question.done():
                question.set_result(PartAnswer.unpack(payload))
            return
        if kind == DISCONNECT:
            self._end(number, payload.decode())
            return
        link = self._links.get(number)
        if link is not None and kind == MESSAGE:
            link.receive(payload)

    def _end(self, number: int, reason: str) -> None:
        link = self._links.pop(number, None)
        if link is not None:
            try:
                link.closed(reason)
            except Exception:  # noqa: BLE001  # it is the caller's
                _log.exception("The end of a link was not handled.")

    def _break(self) -> None:
        reason = self._lost()
        for question in list(self._questions.values()):
            if not question.done():
                question.set_exception(ConnectionResetError(BROKEN))
        for number in list(self._links):
            self._end(number, reason)

    def close(self) -> None:
        """Let go of the socket, on whatever thread; who uses a link learns that the channel has broken."""
        if self._loop.is_closed():
            self._frames.close()
        else:
            self._loop.call_soon_threadsafe(self._frames.end)
