from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_client.multikernelmanager import MultiKernelManager
from tornado.web import Finish, HTTPError

from revoila.serving._limits import Limits
from revoila.serving._sessions import FAILED, LONG_GONE, PageSession, PageSessions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable


class Kernels(MultiKernelManager):
    """Kernels that exist in name only."""

    def __init__(self) -> None:
        super().__init__()
        self.alive: set[str] = set()
        self.states: dict[str, str] = {}
        self.on_death: dict[str, Callable[[], None]] = {}

    def __contains__(self, kernel_id: str) -> bool:
        return kernel_id in self.alive

    def add_restart_callback(self, kernel_id: str, callback: Any, event: str = "restart") -> None:
        assert event == "dead"
        self.on_death[kernel_id] = callback

    def kernel_model(self, kernel_id: str) -> dict[str, Any]:
        return {
            "execution_state": self.states.get(kernel_id, "idle"),
            "last_activity": "2099-01-01T00:00:00Z",
        }

    def get_kernel(self, kernel_id: str) -> Any:
        return None

    async def shutdown_kernel(self, kernel_id: str, **_options: Any) -> None:  # type: ignore[override]
        await asyncio.sleep(0)
        self.alive.remove(kernel_id)


class Pages:
    """Renders pages of two pieces; the second waits until it may come."""

    def __init__(self, kernels: Kernels) -> None:
        self.kernels = kernels
        self.may_end = asyncio.Event()
        self.count = 0

    async def __call__(self, session: PageSession) -> AsyncIterator[str]:
        self.count += 1
        yield "<html>"
        session.kernel_id = f"kernel-{self.count}"
        self.kernels.alive.add(session.kernel_id)
        await self.may_end.wait()
        yield "</html>"


def play(story: Callable[[PageSessions, Pages, Kernels], Awaitable[None]], **traits: Any) -> None:
    """Run a test on a loop of its own."""

    async def run() -> None:
        kernels = Kernels()
        sessions = PageSessions(kernel_manager=kernels, **traits)
        try:
            await story(sessions, Pages(kernels), kernels)
        finally:
            await sessions.close()
        assert not kernels.alive
        assert len(sessions) == 0

    asyncio.run(run())


async def text(session: PageSession) -> str:
    return "".join([part async for part in session.html()])


def test_page_is_the_same_for_every_reader() -> None:
    async def story(sessions: PageSessions, pages: Pages, _kernels: Kernels) -> None:
        session = sessions.open("me", pages)
        early = asyncio.ensure_future(text(session))
        await asyncio.sleep(0)
        pages.may_end.set()
        assert await early == await text(session) == "<html></html>"

    play(story)


def test_reader_who_leaves_does_not_stop_the_page() -> None:
    async def story(sessions: PageSessions, pages: Pages, _kernels: Kernels) -> None:
        session = sessions.open("me", pages)
        reader = session.html()
        assert await anext(reader) == "<html>"
        await reader.aclose()  # type: ignore[attr-defined]  # it is a generator
        pages.may_end.set()
        assert await text(session) == "<html></html>"

    play(story)


def test_session_is_found_by_handle_and_user_only() -> None:
    async def story(sessions: PageSessions, pages: Pages, _kernels: Kernels) -> None:
        session = sessions.open("me", pages)
        assert sessions.find(session.handle, "me") is session
        assert sessions.find(session.handle, "you") is None
        assert sessions.find(None, "me") is None
        assert sessions.find("", "me") is None
        assert sessions.find(session.handle[:-1], "me") is None

    play(story)


def test_handles_cannot_be_guessed() -> None:
    handles = {PageSession("me").handle for _ in range(100)}
    assert len(handles) == 100
    assert min(map(len, handles)) >= 43


def test_lease_runs_from_the_last_page_that_left() -> None:
    async def story(sessions: PageSessions, pages: Pages, kernels: Kernels) -> None:
        pages.may_end.set()
        session = sessions.open("me", pages)
        await text(session)
        sessions.connected("kernel-1", "first")
        sessions.connected("kernel-1", "second")
        sessions.disconnected("kernel-1", "first")
        sessions.disconnected("kernel-1", "first")
        assert session.timer is None
        sessions.disconnected("kernel-1", "second")
        assert session.timer is not None
        sessions.connected("kernel-1", "third")
        assert session.timer is None
        sessions.disconnected("kernel-1", "third")
        await until(lambda: not kernels.alive)
        assert sessions.find(session.handle, "me") is None

    play(story, lease=0.0)


def test_page_that_never_connects_is_let_go() -> None:
    async def story(sessions: PageSessions, pages: Pages, kernels: Kernels) -> None:
        pages.may_end.set()
        await text(sessions.open("me", pages))
        await until(lambda: not kernels.alive)

    play(story, arrival=0.0)


def test_page_that_connects_while_it_is_rendered_is_kept() -> None:
    async def story(sessions: PageSessions, pages: Pages, kernels: Kernels) -> None:
        session = sessions.open("me", pages)
        await until(lambda: bool(kernels.alive))
        sessions.connected("kernel-1", "page")
        pages.may_end.set()
        assert session.task is not None
        await session.task
        assert session.timer is None

    play(story, arrival=0.0)


def test_session_ends_with_its_kernel() -> None:
    async def story(sessions: PageSessions, pages: Pages, kernels: Kernels) -> None:
        pages.may_end.set()
        session = sessions.open("me", pages)
        assert session.task is not None
        await session.task
        kernels.alive.clear()
        kernels.on_death["kernel-1"]()
        assert sessions.find(session.handle, "me") is None

    play(story)


def test_failure_before_the_first_piece_is_an_error_of_the_server() -> None:
    async def broken(_session: PageSession) -> AsyncIterator[str]:
        raise RuntimeError("no kernel")
        yield ""

    async def story(sessions: PageSessions, _pages: Pages, _kernels: Kernels) -> None:
        session = sessions.open("me", broken)
        with pytest.raises(HTTPError, match="500"):
            await text(session)
        assert len(sessions) == 0

    play(story)


@pytest.mark.parametrize("answer", [HTTPError(403), Finish()])
def test_answer_of_a_hook_is_passed_on(answer: Exception) -> None:
    async def hooked(_session: PageSession) -> AsyncIterator[str]:
        raise answer
        yield ""

    async def story(sessions: PageSessions, _pages: Pages, _kernels: Kernels) -> None:
        with pytest.raises(type(answer)) as raised:
            await text(sessions.open("me", hooked))
        assert raised.value is answer

    play(story)


def test_failure_later_is_shown_and_ends_the_session() -> None:
    async def story(sessions: PageSessions, pages: Pages, kernels: Kernels) -> None:
        async def broken(session: PageSession) -> AsyncIterator[str]:
            session.kernel_id = "kernel"
            kernels.alive.add("kernel")
            yield "<html>"
            raise RuntimeError("the kernel died")

        assert await text(sessions.open("me", broken)) == "<html>" + FAILED
        await until(lambda: not kernels.alive)

    play(story)


def test_page_with_an_error_is_shown_once() -> None:
    async def story(sessions: PageSessions, _pages: Pages, _kernels: Kernels) -> None:
        async def failing(session: PageSession) -> AsyncIterator[str]:
            yield "an error"
            session.failed = True

        session = sessions.open("me", failing)
        assert await text(session) == "an error"
        assert sessions.find(session.handle, "me") is None

    play(story)


def test_messages_about_unknown_kernels_are_ignored() -> None:
    async def story(sessions: PageSessions, _pages: Pages, _kernels: Kernels) -> None:
        sessions.connected("nobody", "page")
        sessions.disconnected("nobody", "page")

    play(story)


def test_session_of_one_app_is_not_found_for_another() -> None:
    async def story(sessions: PageSessions, pages: Pages, _kernels: Kernels) -> None:
        session = sessions.open("me", pages, "one")
        assert sessions.find(session.handle, "me", "one") is session
        assert sessions.find(session.handle, "me", "two") is None
        assert sessions.named(session.id) is session
        assert sessions.named(session.handle) is None

    play(story)


def test_description_gives_nobody_a_session() -> None:
    async def story(sessions: PageSessions, pages: Pages, _kernels: Kernels) -> None:
        session = sessions.open("me", pages, "one")
        assert sessions.describe(session)["state"] == "starting"
        pages.may_end.set()
        await text(session)
        sessions.connected("kernel-1", "page")
        known = sessions.describe(session)
        assert (known["app"], known["user"], known["views"], known["state"]) == ("one", "me", 1, "connected")
        assert known["last_activity"] == "2099-01-01T00:00:00+00:00"
        assert known["memory"] is None
        sessions.disconnected("kernel-1", "page")
        assert sessions.describe(session)["state"] == "detached"
        assert not {session.handle, session.kernel_id} & set(map(str, known.values()))

    play(story)


def test_user_gives_up_the_session_whose_page_is_gone_for_longest() -> None:
    async def story(sessions: PageSessions, pages: Pages, _kernels: Kernels) -> None:
        pages.may_end.set()
        opened = []
        for number in (1, 2):
            assert sessions.admit("app", "me") is None
            session = sessions.open("me", pages, "app")
            opened.append(session)
            await text(session)
            sessions.connected(f"kernel-{number}", "page")
            sessions.disconnected(f"kernel-{number}", "page")
        ticket = sessions.admit("app", "me")
        assert ticket is not None, "a page that has just gone may be reloading"
        for session, seconds in zip(opened, (1, 2), strict=True):
            session.changed -= timedelta(seconds=LONG_GONE + seconds)
        assert sessions.admit("app", "me", ticket.id) is None
        assert list(sessions) == [opened[0]]

    play(story, limits=Limits(sessions_per_user=2))


def test_server_that_ends_admits_nobody() -> None:
    async def story(sessions: PageSessions, _pages: Pages, _kernels: Kernels) -> None:
        sessions.draining = True
        with pytest.raises(HTTPError, match="503"):
            sessions.admit("app", "me")

    play(story)


def test_too_many_who_wait_are_sent_away() -> None:
    async def story(sessions: PageSessions, _pages: Pages, _kernels: Kernels) -> None:
        assert sessions.admit("app", "me") is not None
        with pytest.raises(HTTPError, match="503"):
            sessions.admit("app", "you")

    play(story, limits=Limits(sessions=0), waiting=1)


def test_server_is_quiet_when_pages_and_kernels_are() -> None:
    async def story(sessions: PageSessions, pages: Pages, kernels: Kernels) -> None:
        await sessions.quiet()
        session = sessions.open("me", pages)
        quiet = asyncio.ensure_future(sessions.quiet())
        await until(lambda: bool(kernels.alive))
        assert not quiet.done()
        kernels.states["kernel-1"] = "busy"
        pages.may_end.set()
        await text(session)
        assert sessions._at_work()
        kernels.states["kernel-1"] = "idle"
        sessions.sending = 1
        assert sessions._at_work()
        sessions.sending = 0
        await quiet

    play(story)


async def until(claim: Callable[[], bool]) -> None:
    """Let the loop go on until a claim holds; the test's own time limit ends it otherwise."""
    while not claim():  # noqa: ASYNC110  # what is waited for has no event
        await asyncio.sleep(0)
