"""The connection of a page in the hands of a host: what passes, what ends it, and what the server is told."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any

import pytest
from websockets.frames import Close, Frame, Opcode

from revoila.serving._rate import MALFORMED, MOST_FRAMES
from revoila.serving.shared import _browser, _frames
from revoila.serving.shared._browser import BrowserSocket, Terms
from revoila.serving.shared._frames import FrameError
from revoila.serving.shared._messages import Complaints, MalformedError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

WAIT = 30.0
USUAL = Terms(largest=1000, interval=0.0, malformed=0)


class Browser:
    """The other end, and what the kernel and the server get to know of it."""

    def __init__(self, terms: Terms) -> None:
        ours, self.sock = socket.socketpair()
        self.sock.setblocking(False)
        self.received: list[bytes] = []
        self.told: list[str] = []
        self.refuses = False
        self._rest = b""
        self.socket = BrowserSocket(
            ours,
            asyncio.get_running_loop(),
            memoryview(bytearray(1 << 16)),
            terms,
            receive=self._receive,
            tell=self.told.append,
            complaints=Complaints(),
        )

    def _receive(self, data: bytes) -> None:
        if self.refuses:
            raise MalformedError("it is refused")
        self.received.append(data)

    async def send(self, kind: Opcode, data: bytes = b"") -> None:
        await self.write(Frame(kind, data).serialize(mask=True))

    async def write(self, data: bytes) -> None:
        await asyncio.get_running_loop().sock_sendall(self.sock, data)

    async def next(self) -> tuple[Opcode, bytes] | None:
        """Return what comes next; None at the end."""
        async with asyncio.timeout(WAIT):
            while True:
                if len(self._rest) >= 2 and (found := self._parse()) is not None:
                    return found
                try:
                    more = await asyncio.get_running_loop().sock_recv(self.sock, 1 << 16)
                except ConnectionResetError:
                    return None
                if not more:
                    return None
                self._rest += more

    def _parse(self) -> tuple[Opcode, bytes] | None:
        head, length = 2, self._rest[1]
        if length >= 126:
            head = 4 if length == 126 else 10
            length = int.from_bytes(self._rest[2:head])
        if len(self._rest) < head + length:
            return None
        found = Opcode(self._rest[0] & 0x0F), self._rest[head : head + length]
        self._rest = self._rest[head + length :]
        return found

    async def closed(self) -> int:
        """Wait for the end and return its code; answer it as browsers do."""
        while (found := await self.next()) is not None:
            kind, data = found
            if kind is Opcode.CLOSE:
                await self.send(Opcode.CLOSE, data)
                assert await self.next() is None
                self.sock.close()
                return Close.parse(data).code
        return 1006

    async def until(self, wanted: Callable[[], bool]) -> None:
        async with asyncio.timeout(WAIT):
            while not wanted():  # noqa: ASYNC110  # what it asks about is no event
                await asyncio.sleep(0.001)


def with_browser(test: Callable[[Browser], Coroutine[Any, Any, None]], terms: Terms = USUAL) -> None:
    async def run() -> None:
        browser = Browser(terms)
        try:
            await test(browser)
        finally:
            browser.socket.close()
            browser.sock.close()

    asyncio.run(run())


def test_messages_pass_in_both_directions() -> None:
    async def test(browser: Browser) -> None:
        await browser.send(Opcode.BINARY, b"one")
        await browser.send(Opcode.BINARY, b"two")
        await browser.until(lambda: browser.received == [b"one", b"two"])
        assert browser.socket.send([b"a ", b"patch"])
        assert await browser.next() == (Opcode.BINARY, b"a patch")
        browser.socket.say('{"draining": {}}')
        assert await browser.next() == (Opcode.TEXT, b'{"draining": {}}')

    with_browser(test)


def test_what_was_read_before_comes_first() -> None:
    async def test(browser: Browser) -> None:
        whole = Frame(Opcode.BINARY, b"cut in two").serialize(mask=True)
        browser.socket.take(whole[:7])
        await browser.write(whole[7:])
        await browser.until(lambda: browser.received == [b"cut in two"])

    with_browser(test)


def test_pings_of_both_kinds_are_answered() -> None:
    async def test(browser: Browser) -> None:
        await browser.send(Opcode.TEXT, b'{"ping": 7}')
        assert await browser.next() == (Opcode.TEXT, b'{"pong": 7}')
        await browser.send(Opcode.PING, b"there?")
        assert await browser.next() == (Opcode.PONG, b"there?")

    with_browser(test)


def test_the_server_learns_whether_the_browser_is_there() -> None:
    async def test(browser: Browser) -> None:
        await browser.send(Opcode.PONG)
        await browser.send(Opcode.BINARY, b"x")
        await browser.until(lambda: bool(browser.received))
        assert browser.told == []
        browser.socket.probe()
        kind, data = await browser.next() or (None, b"")
        assert kind is Opcode.PING
        await browser.send(Opcode.PONG, data)
        await browser.until(lambda: browser.told == ["there"])

    with_browser(test)


def test_the_server_learns_that_a_visitor_is_active_but_not_with_every_click(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def test(browser: Browser) -> None:
        await browser.send(Opcode.BINARY, b"at once")
        await browser.until(lambda: len(browser.received) == 1)
        assert browser.told == []
        monkeypatch.setattr(_browser, "ACTIVE_EVERY", 0.0)
        await browser.send(Opcode.BINARY, b"later")
        await browser.until(lambda: browser.told == ["active"])

    with_browser(test)


def test_a_browser_that_leaves_gets_its_own_code_back() -> None:
    async def test(browser: Browser) -> None:
        await browser.send(Opcode.CLOSE, Close(1001, "away").serialize())
        kind, data = await browser.next() or (None, b"")
        assert kind is Opcode.CLOSE
        assert Close.parse(data).code == 1001
        assert await browser.next() is None
        assert browser.told == ["gone"]
        assert not browser.socket.send([b"late"])

    with_browser(test)


def test_a_browser_that_vanishes_is_gone() -> None:
    async def test(browser: Browser) -> None:
        browser.sock.close()
        await browser.until(lambda: browser.told == ["gone"])

    with_browser(test)


def test_the_server_ends_the_connection() -> None:
    async def test(browser: Browser) -> None:
        browser.socket.say("bye")
        browser.socket.hang_up(4000, "expired")
        browser.socket.hang_up(4001)
        assert not browser.socket.send([b"late"])
        await browser.send(Opcode.BINARY, b"late, too")
        assert await browser.next() == (Opcode.TEXT, b"bye")
        assert await browser.closed() == 4000
        await browser.until(lambda: browser.told == ["gone"])
        assert browser.received == []

    with_browser(test)


def test_a_browser_that_does_not_answer_the_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_browser, "FAREWELL", 0.02)

    async def test(browser: Browser) -> None:
        browser.socket.hang_up(4000)
        await browser.until(lambda: browser.told == ["gone"])

    with_browser(test)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (Frame(Opcode.BINARY, bytes(1001)).serialize(mask=True), 1009),
        (Frame(Opcode.BINARY, b"x").serialize(mask=False), 1002),
        (Frame(Opcode.TEXT, b"\xff").serialize(mask=True), 1007),
        (Frame(Opcode.BINARY, b"x").serialize(mask=True) * (MOST_FRAMES * 3), 1008),
        (Frame(Opcode.PING, b"x").serialize(mask=True) * (MOST_FRAMES * 3), 1008),
        (Frame(Opcode.TEXT, b"x").serialize(mask=True) * MALFORMED, 1008),
        (Frame(Opcode.TEXT, b'{"attach": {}}').serialize(mask=True) * MALFORMED, 1008),
        (Frame(Opcode.TEXT, b"[" * 900).serialize(mask=True) * MALFORMED, 1008),
    ],
    ids=["too large", "no browser", "no text", "a flood", "pings", "no words", "other words", "nested words"],
)
def test_who_does_not_keep_to_the_terms_is_cut_off(data: bytes, code: int) -> None:
    async def test(browser: Browser) -> None:
        writing = asyncio.ensure_future(browser.write(data + bytes(100_000)))
        assert await browser.closed() == code
        await browser.until(lambda: browser.told == ["gone"])
        await asyncio.wait([writing], timeout=WAIT)
        assert len(browser.received) <= MOST_FRAMES * 2

    with_browser(test)


def test_messages_that_are_none_are_borne_up_to_a_point() -> None:
    async def test(browser: Browser) -> None:
        browser.refuses = True
        for _ in range(MALFORMED - 11):
            await browser.send(Opcode.BINARY, b"x")
        await browser.send(Opcode.TEXT, b'{"ping": 1}')
        assert await browser.next() == (Opcode.TEXT, b'{"pong": 1}')
        await browser.send(Opcode.BINARY, b"x")
        assert await browser.closed() == 1008

    with_browser(test, USUAL._replace(malformed=10))


def test_silence_ends_a_connection_and_answers_keep_it() -> None:
    async def test(browser: Browser) -> None:
        for _ in range(4):
            assert await browser.next() == (Opcode.PING, b"")
            await browser.send(Opcode.PONG)
        assert browser.told == []
        await browser.until(lambda: browser.told == ["gone"])

    with_browser(test, USUAL._replace(interval=0.05))


def test_a_page_that_does_not_read_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_browser, "MOST_WAITING", 1_000_000)

    async def test(browser: Browser) -> None:
        sent = 0
        while browser.socket.send([bytes(300_000)]):
            sent += 1
            assert sent < 100
        await browser.until(lambda: browser.told == ["gone"])

    with_browser(test)


def test_what_the_socket_does_not_take_at_once_comes_later_and_whole() -> None:
    async def test(browser: Browser) -> None:
        for number in range(20):
            assert browser.socket.send([bytes([number]) * 200_000])
        browser.socket.say("and a word")
        for number in range(20):
            assert await browser.next() == (Opcode.BINARY, bytes([number]) * 200_000)
        assert await browser.next() == (Opcode.TEXT, b"and a word")

    with_browser(test)


def test_a_message_that_is_too_large_is_an_error_and_not_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_frames, "LARGEST", 100)

    async def test(browser: Browser) -> None:
        with pytest.raises(FrameError, match="too large"):
            browser.socket.send([bytes(101)])
        assert browser.socket.send([b"small"])
        assert await browser.next() == (Opcode.BINARY, b"small")

    with_browser(test)


def test_a_process_that_a_script_has_forked_does_not_keep_a_connection() -> None:
    async def test(browser: Browser) -> None:
        copy = browser.socket._sock.dup()
        try:
            browser.socket.hang_up(4000)
            assert await browser.closed() == 4000
        finally:
            copy.close()

    with_browser(test)
