"""The websocket of a page whose connection the server has given to the host of its kernel.

A click then takes no way through the server, which has let the visitor in and
goes on to say what becomes of the session.
"""

from __future__ import annotations

import json
import logging
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from revoila.serving._rate import MALFORMED, TOO_MALFORMED, TOO_MANY, FrameRate
from revoila.serving.shared._frames import (
    ACTIVE,
    GONE,
    MOST_WAITING,
    THERE,
    check_size,
)
from revoila.serving.shared._messages import Complaints, MalformedError
from revoila.serving.shared._stream import Outgoing, SocketStream
from revoila.serving.shared._websocket import (
    BINARY,
    CLOSE,
    NOT_TEXT,
    PING,
    PONG,
    TEXT,
    TOO_MUCH,
    Parser,
    close_frame,
    frame,
)

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable

    from revoila.serving.shared._stream import Bytes
    from revoila.serving.shared._websocket import Received

_log = logging.getLogger(__name__)

FAREWELL = 5.0
"""How long a browser has to answer the end of a connection, in seconds."""

SILENCE = 2.5
"""After how many intervals of pings without an answer a browser is taken for gone."""

ACTIVE_EVERY = 5.0
"""How often the server is told that a visitor is active, in seconds."""


class Terms(NamedTuple):
    """On which terms a page is connected.

    Parameters
    ----------
    largest : int
        Of a message, in bytes.
    interval : float
        Between two pings, in seconds; 0 for none.
    malformed : int
        How many frames the page has sent already that are no messages.
    """

    largest: int
    interval: float
    malformed: int


class BrowserSocket(SocketStream):
    """The connection of one page, on the host's input/output thread.

    Parameters
    ----------
    sock : socket
        After its handshake.
    loop : AbstractEventLoop
        That of the thread.
    space : memoryview
        What is read into.
    terms : Terms
        What is allowed.
    receive : Callable
        Gets each message for the kernel; a `MalformedError` when it is none.
    tell : Callable
        Gets what the server is to know: `GONE`, `ACTIVE`, or `THERE` as the answer to `probe`.
    complaints : Complaints
        Count what is no message.
    """

    def __init__(
        self,
        sock: socket.socket,
        loop: asyncio.AbstractEventLoop,
        space: memoryview,
        terms: Terms,
        *,
        receive: Callable[[bytes], None],
        tell: Callable[[str], None],
        complaints: Complaints,
    ) -> None:
        super().__init__(sock, loop, space)
        self._receive = receive
        self._tell = tell
        self._complaints = complaints
        self._parser = Parser(terms.largest)
        self._rate = FrameRate()
        self._malformed = terms.malformed
        self._interval = terms.interval
        self._heard = self._told = loop.time()
        self._probed = False
        self._closing = False
        self._said_all = False
        self._timer: asyncio.TimerHandle | None = None
        self._plan_look()

    # What the page is sent.

    def send(self, packed: Iterable[Bytes]) -> bool:
        """Send a message of the kernel, on whatever thread.

        Parameters
        ----------
        packed : iterable of bytes
            Its parts.

        Returns
        -------
        bool
            False when the connection is closed, or is going to be because the page does not read.

        Raises
        ------
        FrameError
            It is too large.
        """
        data = frame(BINARY, packed)
        check_size(len(data))
        with self.lock:
            if self.closed or self._closing:
                return False
            if self._waiting[0] > MOST_WAITING:
                self.soon(self._cut_off)
                return False
            self._put(Outgoing(data))
        return True

    def _cut_off(self) -> None:
        if not self.closed:
            self.end()
            _log.warning("A page does not read what it is sent and is cut off.")

    def say(self, text: str) -> None:
        """Send a word of the server."""
        self._send_frame(frame(TEXT, (text.encode(),)))

    def probe(self) -> None:
        """Ask the browser whether it is there."""
        self._probed = True
        self._send_frame(frame(PING, (b"?",)))

    def _send_frame(self, data: bytearray) -> None:
        with self.lock:
            if not self.closed and not self._closing:
                self._put(Outgoing(data))

    def hang_up(self, code: int, reason: str = "") -> None:
        """End the connection; the browser is waited for, but not long.

        Parameters
        ----------
        code : int
            Why, for the page.
        reason : str, default ""
            Why, for people.
        """
        if self._closing or self.closed:
            return
        self._send_frame(close_frame(code, reason))
        self._closing = True
        self._plan(FAREWELL, self.end)

    # What the page sends.

    def _take(self, data: memoryview) -> None:
        self._heard = self._loop.time()
        for one in self._parser.feed(data):
            self._take_one(one)
        if self._parser.failure is not None:
            # What follows is read and forgotten, so that the browser gets to see the reason. Its answer
            # is not understood either: that nothing more comes from here is what lets it go.
            self.hang_up(*self._parser.failure)
            self._say_no_more()

    def take(self, data: bytes) -> None:
        """Take what was read before, by whoever had the connection."""
        self._take(memoryview(data))

    def _take_one(self, one: Received) -> None:
        if one.kind == CLOSE:
            self._answer_close(one.data)
        elif self._closing:
            return
        elif not self._rate.admits():
            _log.warning("A page sends too many messages and is cut off.")
            self.hang_up(TOO_MUCH, TOO_MANY)
        elif one.kind == BINARY:
            self._take_message(one.data)
        elif one.kind == TEXT:
            self._hear(one.data)
        elif one.kind == PING:
            self._send_frame(frame(PONG, (one.data,)))
        elif self._probed:
            self._probed = False
            self._tell(THERE)

    def _take_message(self, data: bytes) -> None:
        if self._heard - self._told > ACTIVE_EVERY:
            self._told = self._heard
            self._tell(ACTIVE)
        try:
            self._receive(data)
        except MalformedError as error:
            self._complaints.add(error)
            self._count_malformed()
        except Exception:  # noqa: BLE001  # the next one is
            _log.exception("A message was not handled.")

    def _hear(self, data: bytes) -> None:
        """Take a word of the page: whether it is heard is all that it asks now."""
        try:
            word = json.loads(data.decode())
            pong = json.dumps({"pong": word["ping"]})
        except UnicodeDecodeError:
            self.hang_up(NOT_TEXT)
        except (ValueError, KeyError, TypeError, RecursionError):
            self._count_malformed()
        else:
            self.say(pong)

    def _count_malformed(self) -> None:
        self._malformed += 1
        if self._malformed == MALFORMED:
            _log.warning("A page sends what is no message and is cut off.")
            self.hang_up(TOO_MUCH, TOO_MALFORMED)

    # The end.

    def _answer_close(self, data: bytes) -> None:
        if not self._closing:
            self._send_frame(frame(CLOSE, (data[:2],)))
            self._closing = True
            self._plan(FAREWELL, self.end)
        self._said_all = True
        if not self._outbox:
            self.end()

    def _say_no_more(self) -> None:
        """Tell the browser that nothing follows what waits."""
        with self.lock:
            if not self._outbox and not self.closed:
                with suppress(OSError):
                    self._sock.shutdown(socket.SHUT_WR)

    def _writable(self) -> None:
        super()._writable()
        if self._said_all and not self._outbox:
            self.end()
        elif self._parser.failure is not None:
            self._say_no_more()

    def _plan_look(self) -> None:
        if self._interval:
            self._plan(self._interval, self._look)

    def _look(self) -> None:
        if self._loop.time() - self._heard > SILENCE * self._interval:
            _log.debug("A browser has not answered for long.")
            self.end()
            return
        self._send_frame(frame(PING, ()))
        self._plan_look()

    def _plan(self, delay: float, call: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(delay, call)

    def _lost(self) -> None:
        self._tell(GONE)

    def close(self) -> None:
        """Close the connection, on the loop's thread."""
        if self._timer is not None:
            self._timer.cancel()
        if not self.closed:
            # Processes that a script has forked off have it, too.
            with suppress(OSError):
                self._sock.shutdown(socket.SHUT_RDWR)
        super().close()


def socket_of(descriptor: int) -> socket.socket:
    """Return the connection that the server has given."""
    sock = socket.socket(fileno=descriptor)
    sock.set_inheritable(False)
    return sock
