"""The route of files: who gets which bytes, and how they may be used."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_server.auth.authorizer import AllowAllAuthorizer, Authorizer
from jupyter_server.auth.identity import IdentityProvider, User
from tests.unit.serving.test_sessions import Kernels
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.simple_httpclient import HTTPStreamClosedError
from tornado.web import Application
from traitlets import Bool

from revoila.serving import _files
from revoila.serving._apps import FixedApps, ServedApp
from revoila.serving._files import PART, STEP
from revoila.serving._kernels import KernelError, Opening
from revoila.serving._routes import service_routes
from revoila.serving._session import STOPPED, PageSession, file_key
from revoila.serving._sessions import PageSessions
from revoila.serving._site import SETTING, Site
from revoila.serving.shared._parts import PartAnswer, PartQuestion

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

APP = ServedApp(script=Path("/x/app.py"))
FILM = bytes(range(256)) * 4096 * 8
"""8 MB."""


class FileKernels(Kernels):
    """Kernels that have some files."""

    def __init__(self) -> None:
        super().__init__()
        self.files = {
            "film": ("video/mp4", FILM),
            "page": ("text/html", b"<script>"),
            "drawing": ("image/svg+xml", b"<svg>"),
            "paper": ("application/pdf", b"%PDF"),
            "picture": ("image/png", b"png"),
            "empty": ("audio/wav", b""),
        }
        self.held: set[str] = set()
        self.asked: list[PartQuestion] = []
        self.released: list[str] = []
        self.answers = True

    def reads_files(self, app: ServedApp) -> bool:
        return True

    async def read_file(self, asked: PartQuestion) -> PartAnswer:
        if asked.release:
            self.released += asked.release
            return PartAnswer()
        self.asked.append(asked)
        if not self.answers:
            raise KernelError("The process of the kernel does not answer.")
        if asked.file not in self.files:
            return PartAnswer(error="gone")
        mime, content = self.files[asked.file]
        part = content[asked.at : asked.at + asked.length]
        return PartAnswer(len(content), mime, part, asked.file in self.held)


class Provider(IdentityProvider):
    """Believes whoever says a name."""

    asks = Bool(default_value=True, help="Whether visitors log in.")

    @property
    def auth_enabled(self) -> bool:
        return self.asks

    def get_user(self, handler: Any) -> User | None:
        name = handler.request.headers.get("X-Name")
        return User(name) if name else None


class Refusing(Authorizer):
    """Lets nobody use apps."""

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        return False


class Server:
    """A server with a session of Ann's."""

    def __init__(self, port: int, kernels: FileKernels, sessions: PageSessions, session: PageSession) -> None:
        self.port = port
        self.kernels = kernels
        self.sessions = sessions
        self.session = session

    async def ask(
        self, name: str, *, who: str = "ann", key: str | None = None, method: str = "GET", **headers: str
    ) -> HTTPResponse:
        path = f"base/api/revoila/files/{self.session.file_key if key is None else key}/{name}"
        said = {header.replace("_", "-"): value for header, value in headers.items()}
        if who:
            said["X-Name"] = who
        request = HTTPRequest(
            f"http://127.0.0.1:{self.port}/{path}",
            method,
            headers=said,
            follow_redirects=False,
            decompress_response=False,
        )
        return await AsyncHTTPClient(force_instance=True).fetch(request, raise_error=False)


@asynccontextmanager
async def running(authorizer: type[Authorizer], *, asks: bool) -> AsyncIterator[Server]:
    kernels = FileKernels()
    sessions = PageSessions(kernels=kernels)
    provider = Provider(asks=asks)
    site = Site(
        apps=FixedApps({"": APP}), sessions=sessions, base="/base/", service="/base/", voila_config=dict
    )
    settings: dict[str, Any] = {SETTING: site, "log_function": lambda _handler: None}
    web = Application(
        service_routes("/base/"),
        base_url="/base/",
        login_url="/base/login",
        identity_provider=provider,
        authorizer=authorizer(identity_provider=provider),
        cookie_secret=b"secret",
        allow_remote_access=True,
        **settings,
    )
    sockets = bind_sockets(0, "127.0.0.1")
    http = HTTPServer(web)
    http.add_sockets(sockets)
    try:
        session = await sessions.open("ann", Opening(app=APP), lambda _place: None)
        await session.ready
        yield Server(sockets[0].getsockname()[1], kernels, sessions, session)
    finally:
        await sessions.close()
        http.stop()
        await http.close_all_connections()


def play(
    story: Callable[[Server], Awaitable[None]],
    *,
    authorizer: type[Authorizer] = AllowAllAuthorizer,
    asks: bool = True,
) -> None:
    """Run a test with a server of its own."""

    async def run() -> None:
        async with running(authorizer, asks=asks) as server:
            await story(server)

    asyncio.run(run())


async def until(claim: Callable[[], bool]) -> None:
    """Let the server go on until something holds."""
    async with asyncio.timeout(30):
        while not claim():  # noqa: ASYNC110  # what is looked at has no event
            await asyncio.sleep(0.01)


def test_whole_file_comes_in_parts() -> None:
    async def story(server: Server) -> None:
        answer = await server.ask("film")
        assert (answer.code, answer.body) == (200, FILM)
        assert answer.headers["Content-Length"] == str(len(FILM))
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert answer.headers["Content-Type"] == "video/mp4"
        assert answer.headers["ETag"] == '"film"'
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        asked = server.kernels.asked
        assert max(one.length for one in asked) == PART
        assert [one.at for one in asked] == [0, *range(0, len(FILM), PART)]
        assert {one.kernel for one in asked} == {server.session.kernel_id}
        # One reader, for whom the file is held until the end.
        assert {asked[0].reader, "film"} == set(server.kernels.released)

    play(story)


@pytest.mark.parametrize(
    ("header", "begin", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=1000000-1000255", 1_000_000, 1_000_256),
        ("bytes=8388000-", 8_388_000, len(FILM)),
        ("bytes=-300", len(FILM) - 300, len(FILM)),
        ("bytes=8388600-99999999", 8_388_600, len(FILM)),
        ("bytes=100-600000", 100, 600_001),
    ],
)
def test_part_of_a_file(header: str, begin: int, end: int) -> None:
    async def story(server: Server) -> None:
        answer = await server.ask("film", Range=header)
        assert answer.code == 206
        assert answer.body == FILM[begin:end]
        assert answer.headers["Content-Range"] == f"bytes {begin}-{end - 1}/{len(FILM)}"
        assert answer.headers["Content-Length"] == str(end - begin)
        # Nothing else was fetched from the kernel.
        assert sum(one.length for one in server.kernels.asked) == end - begin

    play(story)


def test_several_ranges_at_once_are_answered_with_the_whole() -> None:
    async def story(server: Server) -> None:
        answer = await server.ask("picture", Range="bytes=0-0,2-2")
        assert (answer.code, answer.body) == (200, b"png")
        assert "Content-Range" not in answer.headers

    play(story)


@pytest.mark.parametrize(
    ("name", "header"), [("film", "bytes=8388608-"), ("film", "bytes=-0"), ("empty", "bytes=0-")]
)
def test_range_beyond_the_end_is_refused(name: str, header: str) -> None:
    async def story(server: Server) -> None:
        answer = await server.ask(name, Range=header)
        assert (answer.code, answer.body) == (416, b"")
        size = len(server.kernels.files[name][1])
        assert answer.headers["Content-Range"] == f"bytes */{size}"

    play(story)


def test_player_gets_the_next_step_and_asks_again() -> None:
    async def story(server: Server) -> None:
        answer = await server.ask("film", Range="bytes=100-", Sec_Fetch_Dest="video")
        assert answer.code == 206
        assert answer.headers["Content-Range"] == f"bytes 100-{100 + STEP - 1}/{len(FILM)}"
        assert answer.body == FILM[100 : 100 + STEP]
        exact = await server.ask("film", Range="bytes=0-5000000", Sec_Fetch_Dest="video")
        assert len(exact.body) == 5_000_001

    play(story)


def test_browser_that_has_another_version_gets_the_whole() -> None:
    async def story(server: Server) -> None:
        other = await server.ask("picture", Range="bytes=1-", If_Range='"other"')
        assert (other.code, other.body) == (200, b"png")
        dated = await server.ask("picture", Range="bytes=1-", If_Range="Mon, 30 Nov 2026 00:00:00 GMT")
        assert (dated.code, dated.body) == (200, b"png")
        same = await server.ask("picture", Range="bytes=1-", If_Range='"picture"')
        assert (same.code, same.body) == (206, b"ng")

    play(story)


def test_browser_that_has_the_file_gets_nothing() -> None:
    async def story(server: Server) -> None:
        answer = await server.ask("film", If_None_Match='"film"')
        assert (answer.code, answer.body) == (304, b"")
        assert sum(one.length for one in server.kernels.asked) == 0

    play(story)


def test_head_says_what_there_is() -> None:
    async def story(server: Server) -> None:
        whole = await server.ask("film", method="HEAD")
        assert (whole.code, whole.body) == (200, b"")
        assert whole.headers["Content-Length"] == str(len(FILM))
        assert whole.headers["ETag"] == '"film"'
        assert whole.headers["Accept-Ranges"] == "bytes"
        part = await server.ask("film", method="HEAD", Range="bytes=0-9")
        assert part.code == 206
        assert part.headers["Content-Length"] == "10"
        assert sum(one.length for one in server.kernels.asked) == 0

    play(story)


def test_empty_file_is_one() -> None:
    async def story(server: Server) -> None:
        answer = await server.ask("empty")
        assert (answer.code, answer.body) == (200, b"")
        assert answer.headers["Content-Length"] == "0"

    play(story)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_strangers_are_sent_to_the_login(method: str) -> None:
    async def story(server: Server) -> None:
        answer = await server.ask("film", who="", method=method)
        login = answer.code == 302 and answer.headers["Location"].startswith("/base/login")
        assert login or answer.code == 403
        assert not server.kernels.asked

    play(story)


def test_files_of_another_user_do_not_exist() -> None:
    async def story(server: Server) -> None:
        assert (await server.ask("film", who="bob")).code == 404
        assert not server.kernels.asked

    play(story)


@pytest.mark.parametrize("key", ["0" * 48, "x", "handle"])
def test_forged_key_opens_nothing(key: str) -> None:
    async def story(server: Server) -> None:
        forged = server.session.handle if key == "handle" else key
        assert (await server.ask("film", key=forged)).code == 404
        assert (await server.ask("film", key=server.session.id)).code == 404
        assert (await server.ask("film", key=server.session.kernel_id)).code == 404
        assert not server.kernels.asked

    play(story)


def test_where_nobody_logs_in_the_key_decides() -> None:
    async def story(server: Server) -> None:
        assert (await server.ask("picture", who="anonymous-2")).code == 200
        assert (await server.ask("picture", who="anonymous-2", key="0" * 48)).code == 404

    play(story, asks=False)


def test_whoever_may_not_use_apps_gets_no_files() -> None:
    async def story(server: Server) -> None:
        assert (await server.ask("film")).code == 403
        assert not server.kernels.asked

    play(story, authorizer=Refusing)


def test_name_that_is_none_is_not_found() -> None:
    async def story(server: Server) -> None:
        assert (await server.ask("other")).code == 404
        for path in ("..%2Ffilm", "%2Fetc%2Fpasswd", "../film", "film%00", "film/x"):
            assert (await server.ask(path)).code == 404

    play(story)


def test_session_that_has_ended_has_no_files() -> None:
    async def story(server: Server) -> None:
        server.sessions.end(server.session, STOPPED)
        assert (await server.ask("film")).code == 404

    play(story)


@pytest.mark.parametrize(
    ("name", "mime"), [("page", "application/octet-stream"), ("drawing", "application/octet-stream")]
)
def test_what_could_be_a_page_is_only_saved(name: str, mime: str) -> None:
    """R4 of the security rules."""

    async def story(server: Server) -> None:
        answer = await server.ask(name)
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["Content-Type"] == mime
        assert answer.headers["Cache-Control"] == "private, no-store"

    play(story)


def test_what_a_page_has_had_held_is_saved_whatever_it_is() -> None:
    async def story(server: Server) -> None:
        server.kernels.held.add("picture")
        answer = await server.ask("picture")
        assert answer.headers["Content-Disposition"] == "attachment"
        assert "picture" in server.kernels.released

    play(story)


@pytest.mark.parametrize("name", ["film", "page", "drawing", "picture", "paper"])
def test_no_file_does_anything_as_this_server(name: str) -> None:
    async def story(server: Server) -> None:
        headers = (await server.ask(name)).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = headers["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        # A browser shows no document in a sandbox.
        assert ("sandbox" in policy) == (name != "paper")

    play(story)


def test_kernel_that_does_not_answer_is_said() -> None:
    async def story(server: Server) -> None:
        server.kernels.answers = False
        assert (await server.ask("film")).code == 503

    play(story)


def test_file_that_changes_on_its_way_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser must not take what it has for the whole."""

    async def story(server: Server) -> None:
        real = server.kernels.read_file

        async def changing(asked: PartQuestion) -> PartAnswer:
            return PartAnswer(error="changed") if asked.at else await real(asked)

        monkeypatch.setattr(server.kernels, "read_file", changing)
        with pytest.raises(HTTPStreamClosedError):
            await server.ask("film")
        assert server.session.reading == 0

    play(story)


def test_nothing_is_fetched_ahead_of_a_browser_that_does_not_read() -> None:
    """What waits for a slow browser is what its connection holds, and one part."""

    async def story(server: Server) -> None:
        server.kernels.files["film"] = ("video/mp4", bytes(128 * 1024**2))
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=64 * 1024)
        path = f"/base/api/revoila/files/{server.session.file_key}/film"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nX-Name: ann\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        await until(lambda: len(server.kernels.asked) > 8)
        # Nothing but the pace of the browser holds it up: everything else is done at once.
        for _ in range(1000):
            await asyncio.sleep(0)
        assert len(server.kernels.asked) * PART < 32 * 1024**2
        writer.close()
        await until(lambda: not server.session.reading)
        # Whoever has gone holds nothing.
        assert server.kernels.released == [server.kernels.asked[0].reader]

    play(story)


def test_too_many_at_once_are_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(server: Server) -> None:
        monkeypatch.setattr(_files, "MOST_AT_ONCE", 0)
        assert (await server.ask("film")).code == 429
        assert server.session.reading == 0

    play(story)


def test_key_stays_over_a_restart_and_does_not_tell_the_handle() -> None:
    assert file_key("handle") == file_key("handle") != file_key("other")
    assert "handle" not in file_key("handle")
