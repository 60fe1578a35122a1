"""Viewers of a host's kernels: each has a link, and all links share the channel to the server."""

from __future__ import annotations

import base64
import json
import logging
from functools import partial
from typing import TYPE_CHECKING

from revoila.serving.shared._browser import BrowserSocket, Terms, socket_of
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
    FrameError,
    FrameSocket,
)
from revoila.serving.shared._messages import COMMS, Complaints, MalformedError, unpack
from revoila.serving.shared._parts import PartAnswer, PartQuestion
from revoila.serving.shared._stream import CHUNK

if TYPE_CHECKING:
    import asyncio
    import socket
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from revoila.serving.shared._kernel import VirtualKernel
    from revoila.serving.shared._stream import Bytes

    Way = Callable[[Iterable[Bytes]], bool]

_log = logging.getLogger(__name__)

SHELL = b"shell"
"""Name of the channel of what pages send."""

STOPPED = "stopped"
"""Why a link has ended whose kernel has."""


class HostLink:
    """The way between one viewer and a kernel, as the host sees it.

    Parameters
    ----------
    links : Links
        All of them.
    number : int
        Of the link.
    kernel : VirtualKernel
        The kernel.
    quiet : bool
        Whether it wants comm messages and nothing else.
    """

    __slots__ = ("_held", "_links", "_moved", "_open", "_way", "kernel", "number", "quiet")

    def __init__(self, links: Links, number: int, kernel: VirtualKernel, *, quiet: bool) -> None:
        self._links = links
        self._open = True
        self._way: Way = self._over_channel
        self._held: list[Iterable[Bytes]] | None = None
        self._moved: Way | None = None
        self.number = number
        self.kernel = kernel
        self.quiet = quiet

    def send(self, packed: Iterable[Bytes]) -> None:
        """Send a message, on whatever thread.

        Parameters
        ----------
        packed : iterable of bytes
            As `_messages.pack` makes it.
        """
        if self._open and not _sent(self._way, packed):
            self._open = False
            self._links.later(lambda: self._links.remove(self))

    def hold(self) -> None:
        """Keep what is sent until there is another way to the viewer."""
        with self._links.sending:
            self._held = []

    def go_on(self, way: Way) -> None:
        """Send what was kept, and whatever comes, another way, which nobody has used yet."""
        with self._links.sending:
            # It grows when the garbage collector has something to say meanwhile.
            for packed in self._held or ():
                _sent(way, packed)
            self._way = self._moved = way

    def _over_channel(self, packed: Iterable[Bytes]) -> bool:
        # The channel's own lock, and no other one beside it: while something is sent, the garbage
        # collector may have other links send something.
        with self._links.sending:
            if self._held is None:
                return self._links.send(self.number, MESSAGE, packed)
            if self._moved is None:
                self._held.append(packed)
                return True
        return self._moved(packed)

    def drop(self) -> None:
        """End it because its viewer sends more than is handled."""
        self._open = False
        self._links.end(self, DROPPED)


def _sent(way: Way, packed: Iterable[Bytes]) -> bool:
    """Send a message some way; False when that takes no more."""
    try:
        return way(packed)
    except FrameError as error:
        _log.error("The page of an app does not get what it shows. %s", error)
        return True


class Links:
    """The links of a host, on its input/output thread.

    Parameters
    ----------
    sock : socket
        The host's end of the channel.
    loop : AbstractEventLoop
        That of the thread.
    kernels : mapping of str to VirtualKernel
        Those that can be connected to.
    """

    def __init__(
        self, sock: socket.socket, loop: asyncio.AbstractEventLoop, kernels: Mapping[str, VirtualKernel]
    ) -> None:
        self._kernels = kernels
        self._links: dict[int, HostLink] = {}
        self._browsers: dict[int, BrowserSocket] = {}
        self._complaints = Complaints()
        self._loop = loop
        self._space = memoryview(bytearray(CHUNK))
        self._frames = FrameSocket(
            sock, loop, receive=self._take, lost=self._lost, files=hasattr(sock, "recvmsg_into")
        )
        self.send = self._frames.send
        self.sending = self._frames.lock
        self.later = self._frames.soon

    @property
    def dropped(self) -> int:
        """How many messages of viewers were dropped."""
        return self._complaints.dropped

    def _take(self, number: int, kind: int, payload: bytes) -> None:
        if kind == CONNECT:
            self._connect(number, payload)
            return
        if kind == FILE:
            self._read_file(number, PartQuestion.unpack(payload))
            return
        if kind == PAGE:
            self._hear_of_page(number, json.loads(payload))
            return
        if kind == TAKE:
            self._take_over(number, **json.loads(payload))
            return
        link = self._links.get(number)
        if link is None:
            # It has ended here, and the server does not know yet.
            return
        if kind == MESSAGE:
            self._receive(link, payload)
        elif kind == HOLD:
            link.hold()
            self.send(number, HOLD, [])
        else:
            self.remove(link)

    def _connect(self, number: int, payload: bytes) -> None:
        asked = json.loads(payload)
        kernel = self._kernels.get(asked["kernel"])
        if kernel is None:
            self.send(number, DISCONNECT, [STOPPED.encode()])
            return
        link = HostLink(self, number, kernel, quiet=asked["quiet"])
        self._links[number] = link
        kernel.attach(link)

    def _read_file(self, number: int, asked: PartQuestion) -> None:
        kernel = self._kernels.get(asked.kernel)

        def answer(found: PartAnswer) -> None:
            self.send(number, FILE, found.pack())

        if kernel is None:
            answer(PartAnswer(error="gone"))
        else:
            kernel.read_file(asked, answer)

    def _receive(self, link: HostLink, payload: bytes) -> None:
        try:
            link.kernel.receive(link, unpack(payload), len(payload))
        except MalformedError as error:
            self._complaints.add(error)

    # Connections that the server has given away.

    def _take_over(self, number: int, received: str, **terms: Any) -> None:
        browser = self._browsers[number] = BrowserSocket(
            socket_of(self._frames.take_file()),
            self._loop,
            self._space,
            Terms(**terms),
            receive=partial(self._receive_from_page, number),
            tell=partial(self._tell_of_page, number),
            complaints=self._complaints,
        )
        link = self._links.get(number)
        if link is not None:
            link.go_on(browser.send)
        browser.take(base64.b64decode(received))

    def _receive_from_page(self, number: int, data: bytes) -> None:
        message = unpack(data)
        if message["channel"] != SHELL or message["msg_type"] not in COMMS:
            raise MalformedError(f"pages do not send {message['msg_type']} to {message['channel']!r}")
        link = self._links.get(number)
        # It may have ended, and what the page is to know of it is on its way.
        if link is not None:
            link.kernel.receive(link, message, len(data))

    def _tell_of_page(self, number: int, word: str) -> None:
        if word == GONE:
            self._browsers.pop(number, None)
            link = self._links.get(number)
            if link is not None:
                self.remove(link)
        self.send(number, PAGE, [json.dumps(word).encode()])

    def _hear_of_page(self, number: int, word: dict[str, Any]) -> None:
        browser = self._browsers.get(number)
        if browser is None:
            # It is gone, and the server does not know yet.
            return
        if "say" in word:
            browser.say(word["say"])
        elif "close" in word:
            browser.hang_up(*word["close"])
        else:
            browser.probe()

    def end(self, link: HostLink, reason: str) -> None:
        """End a link and tell the server.

        Parameters
        ----------
        link : HostLink
            It may have ended.
        reason : str
            Why.
        """
        if self._links.get(link.number) is link:
            self.remove(link)
            self.send(link.number, DISCONNECT, [reason.encode()])

    def remove(self, link: HostLink) -> None:
        """Forget a link that the server knows to have ended.

        Parameters
        ----------
        link : HostLink
            It may have ended.
        """
        if self._links.pop(link.number, None) is not None:
            link.kernel.detach(link)

    def _lost(self) -> None:
        _log.debug("The channel to the server has closed.")
        for link in list(self._links.values()):
            self.remove(link)
        for browser in list(self._browsers.values()):
            browser.end()

    def close(self) -> None:
        """Close the channel."""
        self._frames.close()
