"""Which connections of pages a server gives to the hosts of their kernels."""

from __future__ import annotations

import asyncio
import socket
import ssl
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from tornado.iostream import IOStream, SSLIOStream, StreamClosedError
from tornado.websocket import WebSocketHandler

from revoila.serving._given import GivenPage
from revoila.serving._host_connection import MOST_READS, HostConnection, _read_rest
from revoila.serving.shared._connect import LOST
from revoila.serving.shared._frames import ACTIVE, GONE, THERE

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator


class Host:
    """A host that connects anybody."""

    def connect(self, *_: Any, **__: Any) -> object:
        return object()


class Handler(WebSocketHandler):
    """A websocket on a stream."""

    def __init__(self, stream: IOStream | None, compression: Any) -> None:
        self.ws_connection = None if stream is None else cast("Any", SimpleNamespace(stream=stream))
        self._compression = compression

    def get_compression_options(self) -> Any:
        return self._compression

    def send_message(self, data: bytes) -> None:
        """Be a page."""


async def connection(stream: IOStream | None, compression: object = None, **options: Any) -> HostConnection:
    handler = Handler(stream, compression)
    made = HostConnection(
        cast("Any", Host()), "kernel", quiet=True, **{"gives": True, **options}, websocket_handler=handler
    )
    await made.connect()
    return made


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@pytest.mark.skipif(sys.platform == "win32", reason="connections are not given away there")
def test_what_can_be_given(pair: tuple[socket.socket, socket.socket]) -> None:
    async def test() -> None:
        stream = IOStream(pair[0])
        assert (await connection(stream)).can_give()
        assert not (await connection(None)).can_give()
        assert not (await connection(stream, {})).can_give()
        assert not (await connection(stream, gives=False)).can_give()
        unread = stream.write(bytes(10_000_000))
        assert not (await connection(stream)).can_give()
        stream.close()
        with pytest.raises(StreamClosedError):
            await unread

    asyncio.run(test())


def test_what_is_encrypted_here_stays_here(pair: tuple[socket.socket, socket.socket]) -> None:
    async def test() -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        wrapped = context.wrap_socket(pair[0], server_side=True, do_handshake_on_connect=False)
        stream = SSLIOStream(wrapped)
        assert not (await connection(stream)).can_give()
        stream.close()

    asyncio.run(test())


def test_what_a_browser_has_sent_goes_along(pair: tuple[socket.socket, socket.socket]) -> None:
    async def test() -> None:
        stream = IOStream(pair[0])
        pair[1].sendall(b"one two three")
        assert await stream.read_bytes(4) == b"one "
        assert _read_rest(stream) == b"two three"
        stream.close()

    asyncio.run(test())


def test_a_browser_that_sends_without_end_is_not_read_without_end() -> None:
    class Endless:
        reads = 0

        def read_bytes(self, _size: int, **_: Any) -> asyncio.Future[bytes]:
            self.reads += 1
            future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
            future.set_result(b"more")
            return future

    async def test() -> None:
        stream = Endless()
        with pytest.raises(StreamClosedError):
            _read_rest(cast("IOStream", stream))
        assert stream.reads == MOST_READS

    asyncio.run(test())


class Link:
    """Notes what a host is told."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    def tell(self, **word: Any) -> None:
        self.told.append(word)


class Given:
    """A page whose connection a host has, and what the server hears of it."""

    def __init__(self) -> None:
        ours, self.browser = socket.socketpair()
        self.browser.setblocking(False)
        ours.setblocking(False)
        self.link = Link()
        self.heard: list[str] = []
        self.page = GivenPage(cast("Any", self.link), ours, self.heard.append)

    async def read(self) -> bytes:
        """Return what the server itself has sent, to the end."""
        found = b""
        async with asyncio.timeout(30):
            while more := await asyncio.get_running_loop().sock_recv(self.browser, 1000):
                found += more
        return found


def with_given(test: Callable[[Given], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        one = Given()
        try:
            await test(one)
        finally:
            one.page.hear(GONE)
            one.browser.close()

    asyncio.run(run())


ENDED = b'\x81\x0f{"ended": true}'


def test_a_host_says_and_ends_what_it_is_told() -> None:
    async def test(one: Given) -> None:
        one.page.say('{"ended": true}')
        one.page.probe()
        one.page.close(4000, "expired")
        one.page.close(4001)
        assert one.link.told == [
            {"say": '{"ended": true}'},
            {"probe": True},
            {"close": [4000, "expired"]},
        ]
        one.page.hear(ACTIVE)
        one.page.hear(THERE)
        one.page.hear(GONE)
        one.page.hear(GONE)
        assert one.heard == [ACTIVE, THERE, GONE]
        assert await one.read() == b""

    with_given(test)


def test_what_a_host_does_not_do_the_server_does() -> None:
    async def test(one: Given) -> None:
        one.page.say('{"ended": true}')
        one.page.close(4000, "expired")
        assert await one.read() == ENDED + b"\x88\x09\x0f\xa0expired"
        assert one.heard == [GONE]

    with_given(test)


def test_when_the_host_has_died_the_server_says_why() -> None:
    async def test(one: Given) -> None:
        one.page.hear(LOST)
        one.page.say('{"ended": true}')
        one.page.close(4000, "crashed")
        assert one.link.told == []
        assert await one.read() == ENDED + b"\x88\x09\x0f\xa0crashed"
        assert one.heard == [GONE]

    with_given(test)


def test_when_the_host_dies_before_it_has_said_why_the_server_does() -> None:
    async def test(one: Given) -> None:
        one.page.say('{"ended": true}')
        one.page.close(4000, "server")
        one.page.hear(LOST)
        assert one.heard == [GONE]
        assert await one.read() == ENDED + b"\x88\x08\x0f\xa0server"

    with_given(test)


def test_when_nobody_knows_why_the_host_has_died_the_connection_ends() -> None:
    async def test(one: Given) -> None:
        one.page.hear(LOST)
        assert await one.read() == b""
        assert one.heard == [GONE]

    with_given(test)
