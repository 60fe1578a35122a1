"""The connection of a page that the host of its kernel has.

The server has let the visitor in, and says what becomes of the session. It keeps
the connection, too: when the host is held up or has died, it says it itself.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from revoila.serving.shared._connect import LOST
from revoila.serving.shared._frames import GONE
from revoila.serving.shared._websocket import NORMAL, TEXT, close_frame, frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.serving.shared._remote import Link

PATIENCE = 1.0
"""How long a host has to end a connection, in seconds; then the server does."""


class GivenPage:
    """What the server still has to do with such a connection.

    Parameters
    ----------
    link : Link
        To the host.
    sock : socket
        The connection. It belongs to this object from now on.
    hear : Callable
        Gets `ACTIVE` now and then, `THERE` as the answer to `probe`, and at last `GONE`.
    """

    def __init__(self, link: Link, sock: socket.socket, hear: Callable[[str], None]) -> None:
        self._link = link
        self._sock = sock
        self._hear = hear
        self._alone = False
        self._last_word = self._farewell = bytearray()
        self._timer: asyncio.TimerHandle | None = None
        self._over = False

    def say(self, text: str) -> None:
        """Send the page a word."""
        self._last_word = frame(TEXT, (text.encode(),))
        if self._alone:
            self._write(self._last_word)
        else:
            self._link.tell(say=text)

    def close(self, code: int | None = None, reason: str | None = None) -> None:
        """End the connection."""
        if self._farewell:
            return
        code, reason = code or NORMAL, reason or ""
        self._farewell = close_frame(code, reason)
        if self._alone:
            self._end_myself()
        else:
            self._link.tell(close=[code, reason])
            self._farewell = self._last_word + self._farewell
            self._wait(self._end_myself)

    def probe(self) -> None:
        """Ask whether the browser is there."""
        self._link.tell(probe=True)

    def hear(self, word: str) -> None:
        """Take what the host says."""
        if word == GONE:
            self._end()
        elif word == LOST:
            self._be_alone()
        else:
            self._hear(word)

    def _be_alone(self) -> None:
        """Do what the host cannot do any more."""
        self._alone = True
        if self._farewell:
            self._end_myself()
        else:
            # Whoever knows why the host has gone tells the page in a moment.
            self._wait(self._end)

    def _wait(self, call: Callable[[], None]) -> None:
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, call)

    def _end_myself(self) -> None:
        self._write(self._farewell)
        self._end()

    def _write(self, data: bytearray) -> None:
        # What the browser does not take at once it does not get: it comes again, and is told then.
        with suppress(OSError):
            self._sock.send(data)

    def _end(self) -> None:
        if self._over:
            return
        self._over = True
        if self._timer is not None:
            self._timer.cancel()
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_WR)
        self._sock.close()
        self._hear(GONE)
