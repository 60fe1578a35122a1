from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from jupyter_server.auth import AllowAllAuthorizer, Authorizer
from jupyter_server.auth.identity import PasswordIdentityProvider
from jupyter_server.services.kernels.connection import base
from tornado.httpclient import HTTPClientError
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import websocket_connect

from revoila.serving import _socket
from revoila.serving._apps import FixedApps, ServedApp
from revoila.serving._kernels import KernelError, Opening
from revoila.serving._limits import Limits
from revoila.serving._session import STOPPED
from revoila.serving._sessions import PageSessions
from revoila.serving._site import SETTING, Site
from revoila.serving._socket import PageSocket
from revoila.serving._v1 import SUBPROTOCOL, content_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tornado.websocket import WebSocketClientConnection

    from revoila.serving._session import PageSession
    from revoila.serving.shared._parts import PartAnswer, PartQuestion

APP = ServedApp(script=Path("/x/app.py"))
OTHER = ServedApp(script=Path("/x/other.py"), name="other")


def pack(kind: str, content: Any = None, channel: str = "shell") -> bytes:
    parts = [json.dumps(part).encode() for part in ({"msg_type": kind}, {}, {}, content or {})]
    return bytes(base.serialize_msg_to_ws_v1(parts, channel))  # type: ignore[no-untyped-call]  # it has no types


class Connection:
    """Between a page and a kernel that notes what it is told."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.heard: list[Any] = []
        self.connected = True

    def handle_incoming_message(self, data: bytes) -> None:
        self.heard.append(content_of(data).get("n"))

    def disconnect(self) -> None:
        self.connected = False


class Kernels:
    """Kernels that exist in name only; they open when `may_open` is set."""

    def __init__(self) -> None:
        self.may_open = asyncio.Event()
        self.may_open.set()
        self.failure: Exception | None = None
        self.connections: list[Connection] = []

    async def open(self, kernel_id: str, opening: Opening, ended: Callable[[str], None]) -> None:
        await self.may_open.wait()
        if isinstance(self.failure, ValueError):
            raise self.failure

    async def connect(self, kernel_id: str, handler: Any, client: str) -> Any:
        if self.failure is not None:
            raise self.failure
        self.connections.append(Connection(handler))
        return self.connections[-1]

    async def close(self, kernel_id: str) -> None:
        """Do nothing."""

    stop_script = close

    async def busy(self) -> bool:
        return False

    def memory(self, kernel_id: str) -> int | None:
        return None

    async def caches(self) -> list[dict[str, Any]]:
        return []

    def reads_files(self, app: ServedApp) -> bool:
        return False

    async def read_file(self, asked: PartQuestion) -> PartAnswer:
        raise NotImplementedError

    async def shut_down(self, *, now: bool = False) -> None:
        raise NotImplementedError

    def warm_up(self, app: ServedApp) -> None:
        raise NotImplementedError


class Page:
    """The other end of the websocket."""

    def __init__(self, socket: WebSocketClientConnection) -> None:
        self.socket = socket
        self.load = uuid4().hex
        self._over = False

    async def attach(self, **changes: Any) -> None:
        await self.socket.write_message(json.dumps({"attach": {"load": self.load, **changes}}))

    async def word(self) -> dict[str, Any]:
        frame = await self.socket.read_message()
        assert isinstance(frame, str), frame
        return dict(json.loads(frame))

    async def send(self, *numbers: int) -> None:
        for number in numbers:
            await self.socket.write_message(pack("comm_msg", {"n": number}), binary=True)

    async def closed(self) -> int | None:
        # The end is told once.
        while not self._over:
            self._over = await self.socket.read_message() is None
        return self.socket.close_code

    async def ponged(self) -> None:
        """Wait until the server has taken everything that was sent."""
        await self.socket.write_message('{"ping": 1}')
        assert await self.word() == {"pong": 1}


class Server:
    """A server of one route."""

    def __init__(self, sessions: PageSessions, kernels: Kernels, port: int) -> None:
        self.sessions = sessions
        self.kernels = kernels
        self.port = port
        self.pages: list[Page] = []

    async def come(self, *, subprotocols: tuple[str, ...] = (SUBPROTOCOL,)) -> Page:
        url = f"ws://127.0.0.1:{self.port}/page"
        self.pages.append(Page(await websocket_connect(url, subprotocols=list(subprotocols))))
        return self.pages[-1]

    async def welcomed(self, **changes: Any) -> tuple[Page, dict[str, Any]]:
        page = await self.come()
        await page.attach(**changes)
        return page, dict((await page.word())["welcome"])

    @property
    def session(self) -> PageSession:
        (found,) = self.sessions
        return found


@asynccontextmanager
async def running(
    authorizer: type[Authorizer], settings: dict[str, Any], traits: dict[str, Any]
) -> AsyncIterator[Server]:
    kernels = Kernels()
    sessions = PageSessions(kernels=kernels, **traits)
    provider = PasswordIdentityProvider(token="")
    site = Site(
        apps=FixedApps({"": APP, "other": OTHER}),
        sessions=sessions,
        base="/",
        service="/",
        voila_config=dict,
    )
    web = Application(
        [("/page", PageSocket)],
        identity_provider=provider,
        authorizer=authorizer(identity_provider=provider),
        cookie_secret=b"secret",
        allow_remote_access=True,
        websocket_max_message_size=sessions.limits.frame_size,
        **{SETTING: site, "ws_ping_interval": 10_000, **settings},
    )
    sockets = bind_sockets(0, "127.0.0.1")
    http = HTTPServer(web)
    http.add_sockets(sockets)
    server = Server(sessions, kernels, sockets[0].getsockname()[1])
    try:
        yield server
    finally:
        kernels.may_open.set()
        await sessions.close()
        for page in server.pages:
            page.socket.close()
            await page.closed()
        http.stop()
        await http.close_all_connections()


def play(
    story: Callable[[Server], Awaitable[None]],
    *,
    authorizer: type[Authorizer] = AllowAllAuthorizer,
    settings: dict[str, Any] | None = None,
    **traits: Any,
) -> None:
    """Run a test with a server on a loop of its own."""

    async def run() -> None:
        async with running(authorizer, settings or {}, traits) as server:
            await story(server)

    asyncio.run(run())


async def until(claim: Callable[[], bool]) -> None:
    """Let the loop go on until a claim holds; the test's own time limit ends it otherwise."""
    while not claim():  # noqa: ASYNC110  # what is waited for has no event
        await asyncio.sleep(0.002)


def test_page_that_says_nothing_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_socket, "FIRST_WORD", 0.01)

    async def story(server: Server) -> None:
        page = await server.come()
        assert await page.closed() == _socket.REFUSED

    play(story)


def test_page_that_has_said_what_it_wants_may_be_silent() -> None:
    async def story(server: Server) -> None:
        await server.welcomed()
        handler: Any = server.session.page
        assert handler._timer.cancelled()

    play(story)


def test_who_may_not_use_apps_is_refused() -> None:
    class Nobody(Authorizer):
        def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
            return False

    async def story(server: Server) -> None:
        with pytest.raises(HTTPClientError, match="403"):
            await server.come()

    play(story, authorizer=Nobody)


@pytest.mark.parametrize("offered", [(), ("other",)])
def test_other_protocols_are_not_spoken(offered: tuple[str, ...]) -> None:
    async def story(server: Server) -> None:
        page = await server.come(subprotocols=offered)
        assert await page.closed() == _socket.REFUSED

    play(story)


def test_page_is_connected_when_its_app_runs_and_gets_what_waits() -> None:
    async def story(server: Server) -> None:
        server.kernels.may_open.clear()
        page = await server.come()
        await page.send(1)
        await page.attach()
        assert "welcome" in await page.word()
        await page.send(2, 3)
        await page.ponged()
        assert server.kernels.connections == []
        server.kernels.may_open.set()
        await until(lambda: bool(server.kernels.connections))
        (connection,) = server.kernels.connections
        assert connection.heard == [1, 2, 3]
        await page.send(4)
        await page.ponged()
        assert connection.heard == [1, 2, 3, 4]

    play(story)


def test_not_everything_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_socket, "MOST_EARLY", 3)

    async def story(server: Server) -> None:
        page = await server.come()
        await page.send(1, 2, 3, 4, 5)
        await page.attach()
        assert "welcome" in await page.word()
        await until(lambda: bool(server.kernels.connections))
        assert server.kernels.connections[0].heard == [1, 2, 3]

    play(story)


def test_what_waits_is_as_large_as_one_frame_may_be() -> None:
    async def story(server: Server) -> None:
        page = await server.come()
        for number in range(10):
            message = pack("comm_msg", {"n": number, "text": "x" * 30_000})
            await page.socket.write_message(message, binary=True)
        await page.attach()
        assert "welcome" in await page.word()
        await until(lambda: bool(server.kernels.connections))
        assert server.kernels.connections[0].heard == [0, 1]

    play(story, limits=Limits(event_size=1000))


def test_page_that_leaves_lets_go_of_its_kernel() -> None:
    async def story(server: Server) -> None:
        page, _ = await server.welcomed()
        await until(lambda: bool(server.kernels.connections))
        assert server.session.state == "connected"
        page.socket.close()
        await until(lambda: server.session.page is None)
        assert not server.kernels.connections[0].connected

    play(story)


def test_page_that_leaves_while_its_app_starts_is_not_connected() -> None:
    async def story(server: Server) -> None:
        server.kernels.may_open.clear()
        page, _ = await server.welcomed()
        page.socket.close()
        await until(lambda: server.session.page is None)
        server.kernels.may_open.set()
        await server.session.ready
        assert server.kernels.connections == []

    play(story)


def test_page_hears_of_comms_and_nothing_else() -> None:
    async def story(server: Server) -> None:
        page, _ = await server.welcomed()
        await until(lambda: bool(server.kernels.connections))
        handler: Any = server.kernels.connections[0].page
        for kind in ("status", "execute_input", "stream", "execute_result", "error", "kernel_info_reply"):
            handler.write_message(pack(kind, channel="iopub"), binary=True)
        handler.write_message('{"welcome": "no"}')
        handler.write_message(b"nonsense", binary=True)
        kinds = ["comm_open", "comm_msg", "comm_close"]
        for kind in kinds:
            handler.write_message(pack(kind, channel="iopub"), binary=True)
        handler.send_message(pack("comm_msg", {"n": 7}, channel="iopub"))
        assert [await page.socket.read_message() for _ in kinds] == [
            pack(kind, channel="iopub") for kind in kinds
        ]
        assert content_of(await page.socket.read_message() or b"") == {"n": 7}  # type: ignore[arg-type]  # binary

    play(story)


@pytest.mark.parametrize("failure", [ValueError("odd"), KernelError("no memory"), OSError("odd")])
def test_app_that_cannot_be_reached_is_reported(failure: Exception) -> None:
    async def story(server: Server) -> None:
        server.kernels.failure = failure
        page = await server.come()
        await page.attach()
        assert "welcome" in await page.word()
        last = await page.word()
        if isinstance(failure, KernelError):
            assert last == {"ended": {"reason": "crashed"}}
            assert await page.closed() == _socket.ENDED
            assert len(server.sessions) == 0
        else:
            assert "server's log" in last["failed"]["message"]
            assert str(failure) not in json.dumps(last)
            assert await page.closed() == _socket.FAILED

    play(story)


def test_page_hears_why_its_session_has_ended() -> None:
    async def story(server: Server) -> None:
        page, welcome = await server.welcomed()
        server.sessions.end(server.session, STOPPED)
        assert await page.word() == {"ended": {"reason": "stopped"}}
        assert await page.closed() == _socket.ENDED
        back = await server.come()
        await back.attach(tab=welcome["tab"], resume=True)
        assert await back.word() == {"ended": {"reason": "stopped"}}
        assert await back.closed() == _socket.ENDED

    play(story)


def test_page_whose_session_is_shown_elsewhere_by_now_does_not_take_it_back() -> None:
    async def story(server: Server) -> None:
        slept, welcome = await server.welcomed()
        slept.socket.close()
        await until(lambda: server.session.page is None)
        shown, other = await server.welcomed(tab=welcome["tab"])
        assert other["again"]
        reading = asyncio.ensure_future(shown.closed())
        woken = await server.come()
        woken.load = slept.load
        await woken.attach(tab=welcome["tab"], resume=True)
        assert await woken.closed() == _socket.REPLACED
        assert server.session.state == "connected"
        assert not reading.done()
        reading.cancel()

    play(story)


def test_page_that_connects_again_gets_its_session_and_the_former_connection_ends() -> None:
    async def story(server: Server) -> None:
        page, welcome = await server.welcomed()
        again = await server.come()
        again.load = page.load
        await again.attach(tab=welcome["tab"], resume=True)
        assert (await again.word())["welcome"] == {**welcome, "again": True}
        assert await page.closed() == _socket.REPLACED
        assert server.session.views == 1

    play(story)


def test_tabs_that_are_duplicated_at_once_get_sessions_of_their_own() -> None:
    async def story(server: Server) -> None:
        first, welcome = await server.welcomed()
        # Pings are answered where somebody reads.
        reading = asyncio.ensure_future(first.closed())
        others = await asyncio.gather(*(server.welcomed(tab=welcome["tab"]) for _ in range(3)))
        assert len({welcome["tab"], *(one["tab"] for _, one in others)}) == 4
        assert not any(one["again"] for _, one in others)
        assert not reading.done()
        reading.cancel()

    play(story)


def test_page_that_reads_nothing_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_socket, "MOST_UNREAD", 100_000)

    async def story(server: Server) -> None:
        await server.welcomed()
        await until(lambda: bool(server.kernels.connections))
        handler: Any = server.kernels.connections[0].page
        message = pack("comm_msg", {"text": "x" * 50_000}, channel="iopub")
        while server.session.page is not None:
            handler.send_message(message)
            await asyncio.sleep(0)
        assert not server.kernels.connections[0].connected
        handler.send_message(message)

    play(story)


def test_page_that_vanishes_is_noticed() -> None:
    async def story(server: Server) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        head = "GET /page HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        head += "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
        writer.write(f"{head}Sec-WebSocket-Protocol: {SUBPROTOCOL}\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        # One short text frame, masked with zeros; pings are never answered.
        text = json.dumps({"attach": {"load": "x"}}).encode()
        writer.write(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)
        await until(lambda: len(server.sessions) == 1 and server.session.page is not None)
        await until(lambda: server.session.page is None)
        writer.close()
        await writer.wait_closed()

    play(story, settings={"ws_ping_interval": 20})


# Connections that are given to the process of the kernel.


class GivenPage:
    """A connection that was given away, and what it is told."""

    def __init__(self) -> None:
        self.said: list[Any] = []
        self.closed_with: int | None = None
        self.probed = 0

    def say(self, text: str) -> None:
        self.said.append(json.loads(text))

    def close(self, code: int | None, _reason: str | None) -> None:
        self.closed_with = code

    def probe(self) -> None:
        self.probed += 1


class Giving(Connection):
    """Gives the connection away as soon as it is asked to."""

    given: GivenPage | None = None
    held_up = False

    def can_give(self) -> bool:
        return True

    async def give(self, hear: Callable[[str], None], **terms: Any) -> GivenPage:
        if self.held_up:
            raise TimeoutError
        self.hear, self.terms, self.given = hear, terms, GivenPage()
        return self.given


def play_giving(story: Callable[[Server, Page, Giving], Awaitable[None]], *, held_up: bool = False) -> None:
    """Run a test whose page is connected in such a way, and has sent a click."""

    async def whole(server: Server) -> None:
        connect = server.kernels.connect

        async def connect_giving(kernel_id: str, handler: Any, client: str) -> Any:
            await connect(kernel_id, handler, client)
            server.kernels.connections[-1] = made = Giving(handler)
            made.held_up = held_up
            return made

        server.kernels.connect = connect_giving  # type: ignore[method-assign]  # for this test
        page, _ = await server.welcomed()
        await until(lambda: bool(server.kernels.connections))
        connection: Any = server.kernels.connections[0]
        await page.send(1)
        await page.ponged()
        assert connection.given is None, "nothing has come from the kernel yet"
        connection.page.send_message(b"a patch")
        assert await page.socket.read_message() == b"a patch"
        await page.send(2)
        await until(lambda: connection.heard == [1, 2])
        await story(server, page, connection)

    play(whole, settings={"ws_ping_interval": 7000}, limits=Limits(event_size=1000))


def test_a_connection_is_given_when_its_kernel_has_answered() -> None:
    async def story(server: Server, page: Page, connection: Giving) -> None:
        await until(lambda: connection.given is not None)
        assert connection.terms == {"largest": 1000 + 64 * 1024, "interval": 7.0, "malformed": 0}

    play_giving(story)


def test_what_the_page_is_told_then_is_said_by_the_host() -> None:
    async def story(server: Server, page: Page, connection: Giving) -> None:
        await until(lambda: connection.given is not None)
        given = connection.given
        assert given is not None
        session = server.session
        server.sessions.begin_to_end()
        server.sessions.end(session, STOPPED)
        assert given.said == [{"draining": {"survives": False}}, {"ended": {"reason": "stopped"}}]
        assert given.closed_with == _socket.ENDED

    play_giving(story)


def test_what_the_host_says_of_a_page_is_known_of_its_session() -> None:
    async def story(server: Server, page: Page, connection: Giving) -> None:
        await until(lambda: connection.given is not None)
        session, handler = server.session, connection.page
        before = session.touched
        connection.hear("active")
        assert session.touched > before
        asked = asyncio.ensure_future(handler.answers())
        await until(lambda: connection.given is not None and connection.given.probed == 1)
        connection.hear("there")
        assert await asked
        connection.hear("gone")
        assert session.page is None
        assert not connection.connected

    play_giving(story)


def test_a_page_whose_process_is_held_up_comes_again() -> None:
    async def story(server: Server, page: Page, connection: Giving) -> None:
        assert await page.closed() != _socket.ENDED
        await until(lambda: server.session.page is None)

    play_giving(story, held_up=True)
