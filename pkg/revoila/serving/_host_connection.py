"""How the frames of a websocket reach the host process of their kernel."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any, cast

from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection
from tornado.iostream import IOStream, StreamClosedError

from revoila.serving._given import GivenPage
from revoila.serving.shared._frames import DROPPED
from revoila.serving.shared._stream import CHUNK

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.serving.shared._remote import HostProcess, Link


HOLD_WITHIN = 5.0
"""How long it may take until everything has come that was sent before, in seconds."""

MOST_READS = 16
"""How often a page that does not stop sending is read while its connection is given away."""


class HostConnection(BaseKernelWebsocketConnection):
    """Carries the frames of one websocket to the host of its kernel and back.

    Parameters
    ----------
    host : HostProcess
        Where the kernel is.
    kernel_id : str
        Its id.
    quiet : bool
        Whether only comm messages are wanted.
    gives : bool
        Whether the host may get the browser's connection itself.
    websocket_handler : WebSocketHandler
        The websocket.
    """

    _host: HostProcess
    _link: Link | None = None

    def __init__(self, host: HostProcess, kernel_id: str, *, quiet: bool, gives: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._host = host
        self._id = kernel_id
        self._quiet = quiet
        self._gives = gives and hasattr(socket, "send_fds")

    @property
    def kernel_id(self) -> str:
        """The kernel's id."""
        return self._id

    async def connect(self) -> None:
        """Open a link over the host's channel."""
        handler: Any = self.websocket_handler
        receive = getattr(handler, "send_message", None) or self.handle_outgoing_message
        self._link = self._host.connect(self._id, quiet=self._quiet, receive=receive, closed=self._closed)

    def handle_incoming_message(self, incoming_msg: bytes) -> None:  # type: ignore[override]  # frames are binary
        """Give the kernel a message."""
        if self._link is not None:
            self._link.send(incoming_msg)

    def handle_outgoing_message(self, outgoing_msg: bytes) -> None:  # type: ignore[override]  # as above
        """Give the websocket a message."""
        handler: Any = self.websocket_handler
        handler.write_message(outgoing_msg, binary=True)

    # The browser's connection, which the host can have itself.

    def can_give(self) -> bool:
        """Whether the host may have it: only what is neither encrypted nor compressed here."""
        handler: Any = self.websocket_handler
        stream = getattr(handler.ws_connection, "stream", None)
        return (
            self._gives
            and self._link is not None
            and type(stream) is IOStream
            and not stream.writing()
            and handler.get_compression_options() is None
        )

    async def give(self, hear: Callable[[str], None], **terms: Any) -> GivenPage | None:
        """Give the browser's connection to the host.

        To be called by the handler of a message, so that nothing else is read.

        Parameters
        ----------
        hear : Callable
            Gets what becomes of it, see `GivenPage`.
        **terms : Any
            As in `_browser.Terms`.

        Returns
        -------
        GivenPage or None
            For what the page is still to be told; None when the connection has ended meanwhile.

        Raises
        ------
        TimeoutError
            The host, or the page, takes too long.
        """
        link = self._link
        if link is None:
            return None
        handler: Any = self.websocket_handler
        stream: IOStream = handler.ws_connection.stream
        try:
            async with asyncio.timeout(HOLD_WITHIN):
                await link.hold()
                while stream.writing():
                    await stream.write(b"")
            websocket = handler.ws_connection
            if websocket is None or websocket.is_closing() or self._link is not link:
                return None
            received = _read_rest(stream)
        except StreamClosedError:
            return None
        if stream.closed():
            return None
        sock: socket.socket = stream.socket
        given = GivenPage(link, sock.dup(), hear)
        link.give(sock.dup().detach(), received, given.hear, **terms)
        stream.close()
        return given

    def disconnect(self) -> None:  # type: ignore[override]  # the caller takes either
        """Close the link."""
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _closed(self, reason: str) -> None:
        """Forget the link; that its kernel has ended the session learns by itself."""
        self._link = None
        if reason == DROPPED:
            # Messages are missing. A page that connects again gets the whole.
            handler: Any = self.websocket_handler
            handler.close()


def _read_rest(stream: IOStream) -> bytes:
    """Return what a browser has sent that nobody has asked for yet.

    Raises
    ------
    StreamClosedError
        It sends without end, or has gone.
    """
    found = b""
    for _ in range(MOST_READS):
        reading = cast("asyncio.Future[bytes]", stream.read_bytes(CHUNK, partial=True))
        if not reading.done():
            # There is no more. The stream is closed before there can be.
            reading.add_done_callback(lambda done: done.exception())
            return found
        found += reading.result()
    raise StreamClosedError
