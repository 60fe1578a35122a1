"""A socket that any thread writes to, and that an event loop reads.

What the socket takes at once goes out at once, the rest when the loop finds it
writable.

Two things make sending delicate, because more than one visitor may depend on a
socket. Another thread may raise an exception in the one that sends, between any
two bytecodes, to interrupt it or to end its kernel. And the garbage collector
may call us in the midst of sending, for what a widget says when it is closed.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from abc import ABC, abstractmethod
from collections import Counter, deque
from threading import RLock, get_ident
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    Bytes = bytes | bytearray | memoryview

_log = logging.getLogger(__name__)

CHUNK = 256 * 1024
"""Read at once. Then other work of the loop has its turn."""


class Outgoing:
    """What is to be sent in one piece, and how much of it was sent by each attempt.

    Parameters
    ----------
    data : bytearray
        All of it.
    link : int, default 0
        Whose it is.
    file : int, optional
        A descriptor that goes with its first byte. It is closed when it has gone, or never will.
    """

    __slots__ = ("data", "file", "link", "sent")

    def __init__(self, data: bytearray, link: int = 0, file: int | None = None) -> None:
        self.link = link
        self.data = memoryview(data)
        self.file = file
        self.sent: list[int] = []

    def empty(self) -> None:
        """Send nothing of it."""
        self.data = self.data[:0]
        self.forget_file()

    def forget_file(self) -> None:
        """Close the descriptor that does not go with it any more."""
        if self.file is not None:
            os.close(self.file)
            self.file = None


class SocketStream(ABC):
    """One end of a connection.

    Made on the thread of its event loop.

    Parameters
    ----------
    sock : socket
        Connected; it belongs to this object from now on.
    loop : AbstractEventLoop
        Where it is read.
    space : memoryview
        What is read into; several streams of one loop may share it.

    Attributes
    ----------
    closed : bool
        Whether nothing can be sent any more.
    lock : RLock
        Held while something is sent.
    """

    def __init__(self, sock: socket.socket, loop: asyncio.AbstractEventLoop, space: memoryview) -> None:
        self._sock = sock
        self._loop = loop
        self._watcher = _able_to_watch(loop)
        self._space = space
        self.lock = RLock()
        self._drainer = 0
        self._outbox: deque[Outgoing] = deque()
        self._waiting: Counter[int] = Counter()
        self._watches_writes = False
        self.closed = False
        sock.setblocking(False)
        self._watcher.add_reader(sock, self._readable)

    @abstractmethod
    def _take(self, data: memoryview) -> None:
        """Take what was read, on the loop."""

    @abstractmethod
    def _lost(self) -> None:
        """Take that the other end is gone, or is not understood, on the loop."""

    # Sending, on whatever thread.

    def _put(self, one: Outgoing) -> None:
        """Send something after what waits, with the lock held."""
        self._outbox.append(one)
        self._waiting[one.link] += len(one.data)
        if self._drainer == get_ident():
            # The garbage collector calls; what is being sent must be finished first.
            self.soon(self._watch_writes)
        elif not self._watches_writes:
            self._drain()

    def _drain(self) -> None:
        """Give the socket what it takes, with the lock held."""
        self._drainer = get_ident()
        try:
            while self._outbox and self._send_some(self._outbox[0]):
                continue
        except OSError as error:
            _log.debug("A connection broke: %s", error)
            self.soon(self.end)
        finally:
            self._drainer = 0
            if self._outbox:
                self.soon(self._watch_writes)
            else:
                # Also what an exception has kept from being subtracted.
                self._waiting.clear()

    def _send_some(self, one: Outgoing) -> bool:
        """Send what the socket takes of the first that waits; False when it takes no more."""
        done = sum(one.sent)
        if done >= len(one.data):
            self._outbox.popleft()
            self._waiting[one.link] -= done
            return True
        try:
            if one.file is not None:
                one.sent.append(socket.send_fds(self._sock, [one.data], [one.file]))
                one.forget_file()
                return True
            # One call sends and notes how much. Were an exception to come between the two, what
            # follows would be out of step.
            one.sent.extend(map(self._sock.send, (one.data[done:],)))
        except (BlockingIOError, InterruptedError):
            return False
        return True

    def soon(self, call: Callable[[], object]) -> None:
        """Call something on the loop, on whatever thread."""
        # Garbage may still have something to say when the loop is gone.
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    def _watch_writes(self) -> None:
        with self.lock:
            if self._outbox and not self.closed and not self._watches_writes:
                self._watcher.add_writer(self._sock, self._writable)
                self._watches_writes = True

    def _writable(self) -> None:
        with self.lock:
            if not self.closed:
                self._drain()
                if not self._outbox:
                    self._watches_writes = False
                    self._watcher.remove_writer(self._sock)

    # Receiving, on the loop.

    def _read(self) -> int:
        """Read what there is; returns how much."""
        return self._sock.recv_into(self._space)

    def _readable(self) -> None:
        try:
            count = self._read()
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            _log.debug("A connection broke: %s", error)
            count = 0
        if count:
            self._take(self._space[:count])
        else:
            self.end()

    # The end.

    def end(self) -> None:
        """Close the connection as if the other end had, on the loop's thread."""
        if not self.closed:
            self.close()
            self._lost()

    def close(self) -> None:
        """Close the connection, on the loop's thread; `_lost` is not called."""
        with self.lock:
            if self.closed:
                return
            self.closed = True
            for one in self._outbox:
                one.forget_file()
            self._outbox.clear()
            self._waiting.clear()
        if not self._loop.is_closed():
            self._watcher.remove_reader(self._sock)
            self._watcher.remove_writer(self._sock)
        self._sock.close()


def _able_to_watch(loop: asyncio.AbstractEventLoop) -> asyncio.AbstractEventLoop:
    """Return a loop that tells when a socket is ready; the usual one of Windows needs help for that."""
    if sys.platform != "win32":
        return loop
    from asyncio import SelectorEventLoop

    from tornado.ioloop import IOLoop

    if isinstance(loop, SelectorEventLoop):
        return loop
    # The one that watches the server's own sockets: each has a thread.
    found: asyncio.AbstractEventLoop = vars(IOLoop.current())["selector_loop"]
    return found
