"""Viewers' links to the kernels of a host, as the server sees them."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
from itertools import count
from typing import TYPE_CHECKING

from revoila.serving.shared._frames import (
    CONNECT,
    DISCONNECT,
    DROPPED,
    FILE,
    GONE,
    HOLD,
    MESSAGE,
    PAGE,
    TAKE,
    FrameSocket,
)
from revoila.serving.shared._parts import PartAnswer

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from typing import Any

    from revoila.serving.shared._parts import PartQuestion

_log = logging.getLogger(__name__)

LOST = "lost"
"""What becomes of a connection whose host has ended."""

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

    __slots__ = ("_channel", "_number", "closed", "hear", "held", "receive")

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
        self.held: asyncio.Future[None] | None = None
        self.hear: Callable[[str], None] | None = None

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

    # The connection of the viewer's browser, which can be given to the host.

    def hold(self) -> asyncio.Future[None]:
        """Have the host keep what it sends.

        Returns
        -------
        Future
            Done when everything has come that it had sent.
        """
        self.held = self._channel.loop.create_future()
        self._channel.say(self._number, HOLD)
        return self.held

    def give(self, connection: int, received: bytes, hear: Callable[[str], None], **terms: Any) -> None:
        """Give the connection to the host, which sends and receives from now on.

        Parameters
        ----------
        connection : int
            Its descriptor, which is closed when the host has it.
        received : bytes
            What the browser has sent that was not handled yet.
        hear : Callable
            Gets what the host tells of it: `GONE` as the last, `ACTIVE`, `THERE`; or that there is no host
            any more, `LOST`.
        **terms : Any
            As in `_browser.Terms`.
        """
        self.hear = hear
        terms["received"] = base64.b64encode(received).decode()
        self._channel.say(self._number, TAKE, terms, connection)

    def tell(self, **word: Any) -> None:
        """Have the host do something with a connection that was given to it.

        Parameters
        ----------
        **word : Any
            ``say``, a text for the page; ``close``, code and reason of the end; ``probe``, whether it is there.
        """
        self._channel.say(self._number, PAGE, word)


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
        self.loop = asyncio.get_running_loop()
        self._lost = lost
        self._links: dict[int, Link] = {}
        self._questions: dict[int, asyncio.Future[PartAnswer]] = {}
        self._numbers = count(1)
        self._frames = FrameSocket(sock, self.loop, receive=self._take, lost=self._break)
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
            self.loop.call_soon(self._end, number, DROPPED)

    def say(self, number: int, kind: int, words: object = None, file: int | None = None) -> None:
        """Say something about a link."""
        self._frames.send(number, kind, [json.dumps(words).encode()], file)

    def disconnect(self, number: int) -> None:
        """End a link from this side."""
        link = self._links.get(number)
        if link is not None:
            self._forget(number, link)
            self._frames.send(number, DISCONNECT, [])

    def _forget(self, number: int, link: Link) -> None:
        # Of a connection that was given away there is something to say and to hear until it is gone.
        if link.hear is None:
            del self._links[number]

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
        found: asyncio.Future[PartAnswer] = self.loop.create_future()
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
        if link is None:
            return
        if kind == MESSAGE:
            link.receive(payload)
        elif kind == PAGE:
            self._hear(number, link, json.loads(payload))
        elif kind == HOLD and link.held is not None and not link.held.done():
            link.held.set_result(None)

    def _hear(self, number: int, link: Link, word: str) -> None:
        if link.hear is not None:
            if word == GONE:
                del self._links[number]
            link.hear(word)

    def _end(self, number: int, reason: str) -> None:
        link = self._links.get(number)
        if link is not None:
            self._forget(number, link)
            try:
                link.closed(reason)
            except Exception:  # noqa: BLE001  # it is the caller's
                _log.exception("The end of a link was not handled.")

    def _break(self) -> None:
        reason = self._lost()
        for question in list(self._questions.values()):
            if not question.done():
                question.set_exception(ConnectionResetError(BROKEN))
        for number, link in list(self._links.items()):
            self._end(number, reason)
            if link.hear is not None:
                link.hear(LOST)
        self._links.clear()

    def close(self) -> None:
        """Let go of the socket, on whatever thread; who uses a link learns that the channel has broken."""
        if self.loop.is_closed():
            self._frames.close()
        else:
            self.loop.call_soon_threadsafe(self._frames.end)
