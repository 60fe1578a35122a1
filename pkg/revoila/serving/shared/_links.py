"""Viewers of a host's kernels: each has a link, and all links share the channel to the server."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from revoila.serving.shared._frames import (
    CONNECT,
    DISCONNECT,
    DROPPED,
    FILE,
    MESSAGE,
    FrameError,
    FrameSocket,
)
from revoila.serving.shared._messages import Complaints, MalformedError, unpack
from revoila.serving.shared._parts import PartAnswer, PartQuestion

if TYPE_CHECKING:
    import asyncio
    import socket
    from collections.abc import Iterable, Mapping

    from revoila.serving.shared._frames import Bytes
    from revoila.serving.shared._kernel import VirtualKernel

_log = logging.getLogger(__name__)

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

    __slots__ = ("_links", "_open", "kernel", "number", "quiet")

    def __init__(self, links: Links, number: int, kernel: VirtualKernel, *, quiet: bool) -> None:
        self._links = links
        self._open = True
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
            takes_more = not self._open or self._links.send(self.number, MESSAGE, packed)
        except FrameError as error:
            _log.error("The page of an app does not get what it shows. %s", error)
            return
        if not takes_more:
            self._open = False
            self._links.later(lambda: self._links.remove(self))

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
        self._complaints = Complaints()
        self._frames = FrameSocket(sock, loop, receive=self._take, lost=self._lost)
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
        link = self._links.get(number)
        if link is None:
            # It has ended here, and the server does not know yet.
            return
        if kind == MESSAGE:
            self._receive(link, payload)
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

    def close(self) -> None:
        """Close the channel."""
        self._frames.close()
