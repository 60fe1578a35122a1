"""A reverse proxy that takes a part of every path away, as nginx does for a server below a prefix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.wire import CHUNK, Wire

if TYPE_CHECKING:
    import socket

NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Proxy(Wire):
    """Forwards requests below a prefix, and refuses all others.

    Parameters
    ----------
    prefix : str
        With a slash at both ends.
    target : str
        Host and port of the server behind.
    """

    def __init__(self, prefix: str, target: str) -> None:
        super().__init__(target)
        self._prefix = prefix.encode()
        self.address = f"http://{self.host}{prefix}"
        self.refused: list[str] = []

    def begin(self, near: socket.socket) -> bytes:
        """Return the head of the one request of a connection as the server gets it."""
        head = b""
        while b"\r\n\r\n" not in head:
            data = near.recv(CHUNK)
            if not data:
                return b""
            head += data
        method, path, rest = head.split(b" ", 2)
        if not path.startswith(self._prefix):
            self.refused.append(path.decode())
            near.sendall(NOT_FOUND)
            return b""
        if b"upgrade: websocket" not in rest.lower():
            # A second request on the same connection would pass as it is.
            rest = rest.replace(b"Connection: keep-alive\r\n", b"Connection: close\r\n")
        return b" ".join((method, b"/" + path.removeprefix(self._prefix), rest))
