"""Websockets as a server speaks them: RFC 6455, version 13, without extensions."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from revoila.serving.shared._stream import Bytes

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
OPCODES = frozenset({CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG})
NORMAL, PROTOCOL, NOT_TEXT, TOO_MUCH, TOO_LARGE = 1000, 1002, 1007, 1008, 1009
"""Codes with which a connection is closed."""

FINAL, RESERVED, OPCODE, MASKED = 0x80, 0x70, 0x0F, 0x80
SHORT, MEDIUM, LONG = 125, 126, 127
"""The longest length that is said in the second byte, and what says that it comes in two or eight more."""

LONGEST_REASON = 123
"""In bytes, why a connection is closed."""


class Failure(NamedTuple):
    """What was received is no frame that a browser sends here.

    Parameters
    ----------
    code : int
        With which to close the connection.
    reason : str
        Why.
    """

    code: int
    reason: str


class Received(NamedTuple):
    """What a browser has sent.

    Parameters
    ----------
    kind : int
        `TEXT`, `BINARY`, `CLOSE`, `PING` or `PONG`.
    data : bytes
        Unmasked.
    """

    kind: int
    data: bytes


class Parser:
    """Finds messages in what a socket receives, however it was cut.

    Parameters
    ----------
    largest : int
        How many bytes a message may have.

    Attributes
    ----------
    failure : Failure or None
        Why nothing that follows can be understood.
    """

    def __init__(self, largest: int) -> None:
        self.failure: Failure | None = None
        self._largest = largest
        self._rest = bytearray()
        self._kind = CONTINUATION
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, data: Bytes) -> list[Received]:
        """Return the messages that are complete now.

        Parameters
        ----------
        data : bytes
            What came next; after a `failure` it is forgotten.

        Returns
        -------
        list of Received
            In order, up to a failure.
        """
        if self.failure is not None:
            return []
        if self._rest:
            self._rest += data
            # Copied once, while it grows: a slice of what grows could not be held.
            with memoryview(self._rest) as view:
                found, used = self._parse(view)
            del self._rest[:used]
            return found
        found, used = self._parse(data)
        self._rest += data[used:]
        return found

    def _parse(self, data: Bytes) -> tuple[list[Received], int]:
        found: list[Received] = []
        start, size = 0, len(data)
        while size - start >= 2:  # noqa: PLR2004  # bytes that every frame has
            first, second = data[start], data[start + 1]
            body = start + 2
            length = second & ~MASKED
            if length == MEDIUM:
                if size < body + 2:
                    break
                (length,) = struct.unpack_from("!H", data, body)
                body += 2
            elif length == LONG:
                if size < body + 8:
                    break
                (length,) = struct.unpack_from("!Q", data, body)
                body += 8
            self.failure = self._judge(first, second, length)
            if self.failure is not None:
                break
            end = body + 4 + length
            if size < end:
                break
            one = self._finish(first, unmask(data[body : body + 4], data[body + 4 : end]))
            if one is not None:
                found.append(one)
            start = end
        return found, start

    def _judge(self, first: int, second: int, length: int) -> Failure | None:
        """Return what is wrong with a frame by its head, before anything of it is kept."""
        kind = first & OPCODE
        if not second & MASKED or first & RESERVED or kind not in OPCODES:
            return Failure(PROTOCOL, "That is no frame of a browser.")
        if kind >= CLOSE:
            if length > SHORT or not first & FINAL:
                return Failure(PROTOCOL, "That is no control frame.")
        elif (kind == CONTINUATION) != (self._kind != CONTINUATION):
            return Failure(PROTOCOL, "The parts of a message are out of order.")
        elif length + self._size > self._largest:
            return Failure(TOO_LARGE, "The message is too large.")
        return None

    def _finish(self, first: int, data: bytes) -> Received | None:
        """Take a frame; returns the message that ends with it."""
        kind = first & OPCODE
        if kind >= CLOSE:
            return Received(kind, data)
        if kind != CONTINUATION:
            self._kind = kind
        if not first & FINAL:
            self._parts.append(data)
            self._size += len(data)
            return None
        if self._parts:
            data = b"".join((*self._parts, data))
            self._parts.clear()
            self._size = 0
        kind, self._kind = self._kind, CONTINUATION
        return Received(kind, data)


def unmask(mask: Bytes, data: Bytes) -> bytes:
    """Return what a browser has masked.

    Parameters
    ----------
    mask : bytes
        Four of them.
    data : bytes
        As long as it likes.

    Returns
    -------
    bytes
        As long.
    """
    size = len(data)
    repeated = (bytes(mask) * (size // 4 + 1))[:size]
    return (int.from_bytes(data, "little") ^ int.from_bytes(repeated, "little")).to_bytes(size, "little")


def frame(kind: int, parts: Iterable[Bytes]) -> bytearray:
    """Return a message for a browser.

    Parameters
    ----------
    kind : int
        One of the opcodes.
    parts : iterable of bytes
        Its data, in pieces.

    Returns
    -------
    bytearray
        One frame.
    """
    # The longest head first: what is short then begins later.
    data = bytearray().join((bytes(10), *parts))
    size = len(data) - 10
    if size <= SHORT:
        struct.pack_into("!BB", data, 8, FINAL | kind, size)
        del data[:8]
    elif size < 1 << 16:
        struct.pack_into("!BBH", data, 6, FINAL | kind, MEDIUM, size)
        del data[:6]
    else:
        struct.pack_into("!BBQ", data, 0, FINAL | kind, LONG, size)
    return data


def close_frame(code: int, reason: str = "") -> bytearray:
    """Return what ends a connection.

    Parameters
    ----------
    code : int
        Why, for the page.
    reason : str, default ""
        Why, for people.

    Returns
    -------
    bytearray
        One frame.
    """
    text = reason.encode()[:LONGEST_REASON].decode(errors="ignore")
    return frame(CLOSE, (struct.pack("!H", code), text.encode()))
