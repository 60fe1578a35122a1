"""Viewers of a host's kernels: each has a link, and all links share the channel to the server."""

from __future__ import annotations

import base64
import json
import logging
from functools import partial
from threading import RLock
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

    __slots__ = ("_held", "_links", "_lock", "_open", "_way", "kernel", "number", "quiet")

    def __init__(self, links: Links, number: int, kernel: VirtualKernel, *, quiet: bool) -> None:
        self._links = links
        self._open = True
        # The garbage collector may send in the midst of sending.
        self._lock = RLock()
        self._held: list[Iterable[Bytes]] = []
        self._way: Callable[[Iterable[Bytes]], bool] = partial(links.send, number, MESSAGE)
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
        try:
            with self._lock:
                takes_more = not self._open or self._way(packed)
        except FrameError as error:
            _log.error("The page of an app does not get what it shows. %s", error)
            return
        if not takes_more:
            self._open = False
            self._links.later(lambda: self._links.remove(self))

    def hold(self) -> None:
        """Keep what is sent until there is another way to the viewer."""
        with self._lock:
            self._way = self._hold

    def _hold(self, packed: Iterable[Bytes]) -> bool:
        self._held.append(packed)
        return True

    def go_on(self, way: Callable[[Iterable[Bytes]], bool]) -> None:
        """Send what was kept, and whatever comes, another way."""
        with self._lock:
            self._way = way
            held, self._held = self._held, []
            for packed in held:
                self.send(packed)

    def drop(self) -> None:
        """End it because its viewer sends more than is handled."""
        self._open = False
        self._links.end(self, DROPPED)


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
