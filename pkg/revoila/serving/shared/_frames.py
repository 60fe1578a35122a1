"""The channel between a server and a host process: frames of many links over one socket.

Both ends use it. A frame is the length of its payload, the number of a link, a
kind, and the payload. A link is the way between one viewer and one kernel. For a
part of a file there is a number that only its question and its answer have.

What waits is bounded. A link of which more than `MOST_WAITING` bytes wait is
dropped, and so is whichever link sends when more than `MOST_WAITING_IN_ALL` wait
because the other end does not read; the session behind it lives on, and its page
may connect again. A frame above `LARGEST`, or of an unknown kind, ends the
channel: the two ends no longer understand each other.
"""

from __future__ import annotations

import logging
import os
import socket
import struct
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from revoila.serving.shared._stream import CHUNK, Outgoing, SocketStream

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable

    from revoila.serving.shared._stream import Bytes

_log = logging.getLogger(__name__)

HEAD = struct.Struct("!IIB")
CONNECT, MESSAGE, DISCONNECT, FILE, HOLD, TAKE, PAGE = KINDS = range(1, 8)

MEGABYTE = 1024 * 1024
LARGEST = 256 * MEGABYTE
"""Of a frame. An app may send 200 MB at once, by Streamlit's default."""

MOST_WAITING = 64 * MEGABYTE
"""Of one link. One frame may be larger; it goes out when nothing of its link waits."""

MOST_WAITING_IN_ALL = 512 * MEGABYTE

MOST_FILES = 16
"""How many descriptors come with what is read at once."""


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


def check_size(size: int) -> None:
    """Refuse what is too large to be sent.

    Parameters
    ----------
    size : int
        In bytes.

    Raises
    ------
    FrameError
        It is.
    """
    if size > LARGEST:
        raise FrameError(
            f"A message of {size // MEGABYTE} MB is too large; {LARGEST // MEGABYTE} MB is the most."
        )


def _outgoing(link: int, kind: int, payload: Iterable[Bytes], file: int | None = None) -> Outgoing:
    data = bytearray().join((bytes(HEAD.size), *payload))
    size = len(data) - HEAD.size
    check_size(size)
    HEAD.pack_into(data, 0, size, link, kind)
    return Outgoing(data, link, file)


class FrameSocket(SocketStream):
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
    files : bool, default False
        Whether the other end may give this one descriptors.
    """

    def __init__(
        self,
        sock: socket.socket,
        loop: asyncio.AbstractEventLoop,
        *,
        receive: Callable[[int, int, bytes], None],
        lost: Callable[[], None],
        files: bool = False,
    ) -> None:
        self._receive = receive
        self._tell_lost = lost
        self._parser = Parser()
        self._files: deque[int] | None = deque() if files else None
        super().__init__(sock, loop, memoryview(bytearray(CHUNK)))

    def send(self, link: int, kind: int, payload: Iterable[Bytes], file: int | None = None) -> bool:
        """Send a frame, on whatever thread.

        Parameters
        ----------
        link : int
            Number of the link.
        kind : int
            One of `KINDS`.
        payload : iterable of bytes
            Its parts.
        file : int, optional
            A descriptor for the other end, which must expect it. It belongs to this object from now on.

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
        frame = _outgoing(link, kind, payload, file)
        with self.lock:
            if self.closed:
                frame.forget_file()
                return False
            fits = self._fits(link)
            if not fits:
                frame.forget_file()
                self._drop(link)
                frame = _outgoing(link, DISCONNECT, [DROPPED.encode()])
            self._put(frame)
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

    def _read(self) -> int:
        if self._files is None:
            return super()._read()
        space = socket.CMSG_LEN(MOST_FILES * struct.calcsize("i"))
        count, ancillary, _, _ = self._sock.recvmsg_into([self._space], space)
        for level, kind, data in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                self._files.extend(memoryview(data).cast("i"))
        return count

    def take_file(self) -> int:
        """Return the descriptor that came with the frame that is received now.

        Raises
        ------
        IndexError
            There is none.
        """
        if self._files is None:
            raise IndexError("This end is given no descriptors.")
        return self._files.popleft()

    def _take(self, data: memoryview) -> None:
        try:
            frames = self._parser.feed(data)
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

    def _lost(self) -> None:
        self._tell_lost()

    def close(self) -> None:
        """Close the channel, on the loop's thread; `lost` is not called."""
        super().close()
        while self._files:
            os.close(self._files.popleft())


DROPPED = "dropped"
"""Why a link has ended of which too much waited."""

GONE, ACTIVE, THERE = "gone", "active", "there"
"""What a host tells of the connection of a page: it has ended, its visitor is active, its browser answers."""
