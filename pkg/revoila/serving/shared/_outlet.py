"""Where the messages of a kernel go: to its links, and to its sockets when it has some.

Each message is made once, for all of them. Nothing is made that nobody hears.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.serving.shared._messages import COMMS, NOTHING, Headers, encode, header_of, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from revoila.serving.shared._channels import Channels
    from revoila.serving.shared._context import Message
    from revoila.serving.shared._links import HostLink


class Outlet:
    """What one kernel says.

    Attributes
    ----------
    headers : Headers
        Of its messages.
    channels : Channels or None
        Its sockets.
    links : tuple of HostLink
        Its viewers.
    """

    __slots__ = ("channels", "headers", "links", "loud")

    def __init__(self) -> None:
        self.headers = Headers()
        self.channels: Channels | None = None
        self.links: tuple[HostLink, ...] = ()
        self.loud = False
        """Whether somebody hears more than comm messages."""

    def attach(self, link: HostLink) -> None:
        """Speak to a link, too."""
        self._set((*self.links, link))

    def detach(self, link: HostLink) -> None:
        """No longer speak to a link."""
        self._set(tuple(one for one in self.links if one is not link))

    def open(self, channels: Channels) -> None:
        """Speak to the clients of sockets, too."""
        self.channels = channels
        self.loud = True

    def _set(self, links: tuple[HostLink, ...]) -> None:
        # Other threads go through them meanwhile, so they are replaced.
        self.links = links
        self.loud = self.channels is not None or any(not link.quiet for link in links)

    def reaches(self, kind: str) -> bool:
        """Whether anybody would hear an output of that kind."""
        return self.loud or (kind in COMMS and bool(self.links))

    def publish(
        self,
        kind: str,
        content: dict[str, Any],
        parent: Message | None,
        *,
        topic: bytes,
        metadata: dict[str, Any] | None = None,
        buffers: Sequence[Any] = (),
    ) -> None:
        """Send an output to all, on whatever thread.

        Parameters
        ----------
        kind : str
            Type of the message.
        content : dict
            Its content.
        parent : dict or None
            The request that it belongs to.
        topic : bytes
            What clients of sockets subscribe to.
        metadata : dict, optional
            Its metadata.
        buffers : sequence of buffers
            Binary data.
        """
        parts = self._parts(kind, content, parent, metadata)
        if self.channels is not None:
            self.channels.send("iopub", [topic], parts, buffers)
        packed: list[Any] | None = None
        for link in self.links:
            if link.quiet and kind not in COMMS:
                continue
            if packed is None:
                packed = pack(b"iopub", parts, buffers)
            link.send(packed)

    def reply(self, channel: str, request: Message, content: dict[str, Any]) -> None:
        """Answer the client that has sent a request.

        Parameters
        ----------
        channel : {"shell", "control"}
            Where it came.
        request : dict
            The request.
        content : dict
            The answer.
        """
        kind = request["header"]["msg_type"].removesuffix("_request") + "_reply"
        link: HostLink | None = request.get("link")
        if link is not None and link.quiet:
            return
        parts = self._parts(kind, content, request, None)
        if link is not None:
            link.send(pack(channel.encode(), parts, ()))
        elif self.channels is not None:
            self.channels.send(channel, request["identities"], parts)

    def _parts(
        self, kind: str, content: dict[str, Any], parent: Message | None, metadata: dict[str, Any] | None
    ) -> list[bytes]:
        return [
            self.headers.new(kind),
            header_of(parent) if parent else NOTHING,
            encode(metadata) if metadata else NOTHING,
            encode(content),
        ]

    def close(self) -> None:
        """Say nothing more; what was said still goes out."""
        if self.channels is not None:
            self.channels.close()
