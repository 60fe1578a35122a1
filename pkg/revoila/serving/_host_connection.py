"""How the frames of a websocket reach the host process of their kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection

from revoila.serving.shared._frames import DROPPED

if TYPE_CHECKING:
    from revoila.serving.shared._remote import HostProcess, Link


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
    websocket_handler : WebSocketHandler
        The websocket.
    """

    _host: HostProcess
    _link: Link | None = None

    def __init__(self, host: HostProcess, kernel_id: str, *, quiet: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._host = host
        self._id = kernel_id
        self._quiet = quiet

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
