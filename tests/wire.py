"""A line between visitors and their server that a test can cut, also in the middle of a frame."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

CHUNK = 65_536
DOWN, UP = "down", "up"
"""To the visitor, to the server."""


class Wire:
    """Forwards connections to a server until it is cut.

    Parameters
    ----------
    target : str
        Host and port of the server.
    """

    def __init__(self, target: str) -> None:
        host, _, port = target.rpartition(":")
        self._target = (host, int(port))
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._left: dict[str, int | None] = {DOWN: None, UP: None}
        self._silent = False
        self._plugged = True
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._listening.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Closing alone does not wake who waits for connections.
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()
        for thread in self._threads:
            thread.join(10)

    def _run(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type]  # a function
        self._threads.append(thread)
        thread.start()

    # What a test does with it.

    @property
    def plugged(self) -> bool:
        """Whether it lets connections through."""
        with self._lock:
            return self._plugged

    def cut(self) -> None:
        """Cut what there is; further connections get nowhere."""
        with self._lock:
            self._plugged = False
            sockets, self._sockets = self._sockets, set()
        for one in sockets:
            _close(one)

    def cut_after(self, count: int, *, way: str) -> None:
        """Cut everything when `count` more bytes have passed that way."""
        with self._lock:
            self._left[way] = count

    def mend(self) -> None:
        """Let connections through."""
        with self._lock:
            self._plugged, self._silent = True, False
            self._left = {DOWN: None, UP: None}

    def swallow(self) -> None:
        """Lose every byte from now on, without closing anything: as if a cable was pulled."""
        with self._lock:
            self._silent = True

    # What it does by itself.

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            if self.plugged:
                with self._lock:
                    self._sockets.add(near)
                self._run(self._connect, near)
            else:
                _close(near)

    def _connect(self, near: socket.socket) -> None:
        try:
            first = self.begin(near)
            if first:
                far = socket.create_connection(self._target)
                with self._lock:
                    self._sockets.add(far)
                far.sendall(first)
                self._run(self._pour, far, near, DOWN)
                self._pour(near, far, UP)
        except OSError:
            return
        finally:
            _close(near)

    def begin(self, near: socket.socket) -> bytes:
        """Return what goes to the server first; nothing ends the connection."""
        return near.recv(CHUNK)

    def _pour(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                allowed, ends = self._allowed(len(data), way)
                sink.sendall(data[:allowed])
                if ends:
                    self.cut()
        _close(source)
        _close(sink)

    def _allowed(self, count: int, way: str) -> tuple[int, bool]:
        """Return how many of so many bytes pass, and whether that is the end."""
        with self._lock:
            if self._silent:
                return 0, False
            left = self._left[way]
            if left is None:
                return count, False
            self._left[way] = left - count
            return max(0, min(count, left)), left <= count


def _close(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
