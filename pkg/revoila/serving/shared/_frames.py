"""The channel between a server and a host process: frames of many links over one socket.

Both ends use it. A frame is the length of its payload, the number of a link, a
kind, and the payload. A link is the way between one viewer and one kernel. For a
part of a file there is a number that only its question and its answer have.

Any thread sends: what the socket takes at once goes out at once, the rest when
the event loop finds it writable. What waits is bounded. A link of which more
than `MOST_WAITING` bytes wait is dropped, and so is whichever link sends when
more than `MOST_WAITING_IN_ALL` wait because the other end does not read; the
session behind it lives on, and its page may connect again. A frame above
`LARGEST`, or of an unknown kind, ends the channel: the two ends no longer
understand each other.

Two things make sending delicate, because the frames of all visitors go through
here. Another thread may raise an exception in the one that sends, between any
two bytecodes, to interrupt it or to end its kernel. And the garbage collector
may call us in the midst of sending, for what a widget says when it is closed.
"""

from __future__ import annotations

import logging
import struct
import sys
from collections import Counter, deque
from itertools import islice
from threading import RLock, get_ident
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import asyncio
    import socket
    from collections.abc import Callable, Iterable

    Bytes = bytes | bytearray | memoryview

_log = logging.getLogger(__name__)

HEAD = struct.Struct("!IIB")
CONNECT, MESSAGE, DISCONNECT, FILE = 1, 2, 3, 4
KINDS = frozenset({CONNECT, MESSAGE, DISCONNECT, FILE})

MEGABYTE = 1024 * 1024
LARGEST = 256 * MEGABYTE
"""Of a frame. An app may send 200 MB at once, by Streamlit's default."""

MOST_WAITING = 64 * MEGABYTE
"""Of one link. One frame may be larger; it goes out when nothing of its link waits."""

MOST_WAITING_IN_ALL = 512 * MEGABYTE

CHUNK = 256 * 1024
"""Read at once. Then other work of the loop has its turn."""


class FrameError(ValueError):
    """What was received, or is to be sent, is no frame."""


class Frame(NamedTuple):
    """What one end tells the other.

    Parameters
    ----------
    link : int
        Number of the link.
    kind : int
        One of `KINDS`.
    payload : bytes
        What it means depends on the kind.
    """

    link: int
    kind: int
    payload: bytes


class Parser:
    """Finds the frames in what a socket receives, however it was cut."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._needed = HEAD.size

    def feed(self, data: Bytes) -> list[Frame]:
        """Return the frames that are complete now.

        Parameters
        ----------
        data : bytes
            What came next.

        Returns
        -------
        list of Frame
            In order.

        Raises
        ------
        FrameError
            There is none of this kind or size; nothing that follows can be understood.
        """
        self._received += data
        frames: list[Frame] = []
        start, size = 0, len(self._received)
        if size < self._needed:
            return frames
        with memoryview(self._received) as view:
            while size - start >= HEAD.size:
                length, link, kind = HEAD.unpack_from(view, start)
                if kind not in KINDS or length > LARGEST:
                    raise FrameError(f"There is no frame of kind {kind} with {length} bytes.")
                self._needed = HEAD.size + length
                if size - start < self._needed:
                    break
                frames.append(Frame(link, kind, bytes(view[start + HEAD.size : start + self._needed])))
                start += self._needed
                self._needed = HEAD.size
        del self._received[:start]
        return frames


class _Outgoing:
    """A frame that waits, and how much of it was sent by each attempt."""

    __slots__ = ("data", "link", "sent")

    def __init__(self, link: int, kind: int, payload: Iterable[Bytes]) -> None:
        data = bytearray().join((bytes(HEAD.size), *payload))
        size = len(data) - HEAD.size
        if size > LARGEST:
            raise FrameError(
                f"A message of {size // MEGABYTE} MB is too large; {LARGEST // MEGABYTE} MB is the most."
            )
        HEAD.pack_into(data, 0, size, link, kind)
        self.link = link
        self.data = memoryview(data)
        self.sent: list[int] = []

    def empty(self) -> None:
        """Send nothing of it."""
        self.data = self.data[:0]


class FrameSocket:
    """One end of the channel.

    Made on the thread of its event loop.

    Parameters
    ----------
    sock : socket
        Connected; it belongs to this object from now on.
    loop : AbstractEventLoop
        Where `receive` and `lost` are called.
    receive : Callable
        Gets the link, the kind and the payload of a frame.
    lost : Callable
        Called once when the other end is gone, or is not understood.

    Attributes
    ----------
    closed : bool
        Whether nothing can be sent any more.
    """

    def __init__(
        self,
        sock: socket.socket,
        loop: asyncio.AbstractEventLoop,
        *,
        receive: Callable[[int, int, bytes], None],
        lost: Callable[[], None],
    ) -> None:
        self._sock = sock
        self._loop = loop
        self._watcher = _able_to_watch(loop)
        self._receive = receive
        self._lost = lost
        self._parser = Parser()
        self._space = memoryview(bytearray(CHUNK))
        self._lock = RLock()
        self._drainer = 0
        self._outbox: deque[_Outgoing] = deque()
        self._waiting: Counter[int] = Counter()
        self._watches_writes = False
        self.closed = False
        sock.setblocking(False)
        self._watcher.add_reader(sock, self._readable)

    # Sending, on whatever thread.

    def send(self, link: int, kind: int, payload: Iterable[Bytes]) -> bool:
        """Send a frame.

        Parameters
        ----------
        link : int
            Number of the link.
        kind : int
            One of `KINDS`.
        payload : iterable of bytes
            Its parts.

        Returns
        -------
        bool
            False when the channel is closed, or the link was dropped because too much of it waits;
            the other end is told.

        Raises
        ------
        FrameError
            It is too large.
        """
        frame = _Outgoing(link, kind, payload)
        with self._lock:
            if self.closed:
                return False
            fits = self._fits(link)
            if not fits:
                self._drop(link)
                frame = _Outgoing(link, DISCONNECT, [DROPPED.encode()])
            self._outbox.append(frame)
            self._waiting[link] += len(frame.data)
            if self._drainer == get_ident():
                # The garbage collector calls; the frame that is being sent must be finished first.
                self.soon(self._watch_writes)
            elif not self._watches_writes:
                self._drain()
        return fits

    def waiting(self, link: int) -> int:
        """Return how many bytes of a link wait."""
        return self._waiting[link]

    def _fits(self, link: int) -> bool:
        return self._waiting[link] <= MOST_WAITING and (
            not self._outbox or self._waiting.total() <= MOST_WAITING_IN_ALL
        )

    def _drop(self, link: int) -> None:
        """Send nothing of what waits of a link, but for the frame that may have begun."""
        for one in islice(self._outbox.copy(), 1, None):
            if one.link == link:
                one.empty()
        self._waiting[link] = 0

    def _drain(self) -> None:
        """Give the socket what it takes, with the lock held."""
        self._drainer = get_ident()
        try:
            while self._outbox and self._send_some(self._outbox[0]):
                continue
        except OSError as error:
            _log.debug("The channel broke: %s", error)
            self.soon(self.end)
        finally:
            self._drainer = 0
            if self._outbox:
                self.soon(self._watch_writes)
            else:
                # Also what an exception has kept from being subtracted.
                self._waiting.clear()

    def _send_some(self, frame: _Outgoing) -> bool:
        """Send what the socket takes of the first frame; False when it takes no more."""
        done = sum(frame.sent)
        if done >= len(frame.data):
            self._outbox.popleft()
            self._waiting[frame.link] -= done
            return True
        try:
            # One call sends and notes how much. Were an exception to come between the two, the frames
            # of all visitors would be out of step.
            frame.sent.extend(map(self._sock.send, (frame.data[done:],)))
        except (BlockingIOError, InterruptedError):
            return False
        return True

    def soon(self, call: Callable[[], object]) -> None:
        """Call something on the loop, on whatever thread."""
        # Garbage may still have something to say when the loop is gone.
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    def _watch_writes(self) -> None:
        with self._lock:
            if self._outbox and not self.closed and not self._watches_writes:
                self._watcher.add_writer(self._sock, self._writable)
                self._watches_writes = True

    def _writable(self) -> None:
        with self._lock:
            if not self.closed:
                self._drain()
                if not self._outbox:
                    self._watches_writes = False
                    self._watcher.remove_writer(self._sock)

    # Receiving, on the loop.

    def _readable(self) -> None:
        try:
            count = self._sock.recv_into(self._space)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            _log.debug("The channel broke: %s", error)
            count = 0
        if not count:
            self.end()
            return
        try:
            frames = self._parser.feed(self._space[:count])
        except FrameError as error:
            _log.error("The channel between server and host is closed: %s", error)
            self.end()
            return
        for frame in frames:
            if self.closed:
                return
            try:
                self._receive(*frame)
            except Exception:  # noqa: BLE001  # the next one is
                _log.exception("A frame was not handled.")

    # The end.

    def end(self) -> None:
        """Close the channel as if the other end had, on the loop's thread."""
        if not self.closed:
            self.close()
            self._lost()

    def close(self) -> None:
        """Close the channel, on the loop's thread; `lost` is not called."""
        with self._lock:
            if self.closed:
                return
            self.closed = True
            self._outbox.clear()
            self._waiting.clear()
        if not self._loop.is_closed():
            self._watcher.remove_reader(self._sock)
            self._watcher.remove_writer(self._sock)
        self._sock.close()


DROPPED = "dropped"
"""Why a link has ended of which too much waited."""


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
