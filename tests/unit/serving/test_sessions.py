from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from revoila.serving._apps import ServedApp
from revoila.serving._kernels import KernelDiedError, KernelError, Opening
from revoila.serving._limits import Limits
from revoila.serving._session import CRASHED, EXPIRED, SERVER, STOPPED, PageSession
from revoila.serving._sessions import LONG_GONE, HandleTakenError, PageSessions, RefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from revoila.serving._waiting import Place
    from revoila.serving.shared._parts import PartAnswer, PartQuestion

APP = ServedApp(script=Path("/x/app.py"))
OTHER = ServedApp(script=Path("/x/other.py"), name="other")


class Kernels:
    """Kernels that exist in name only; they open when `may_open` is set."""

    def __init__(self) -> None:
        self.opened: list[Opening] = []
        self.alive: set[str] = set()
        self.stopped: list[str] = []
        self.at_work = False
        self.may_open = asyncio.Event()
        self.may_open.set()
        self.failure: Exception | None = None
        self._ended: dict[str, Callable[[str], None]] = {}

    async def open(self, kernel_id: str, opening: Opening, ended: Callable[[str], None]) -> None:
        self.opened.append(opening)
        self._ended[kernel_id] = ended
        await self.may_open.wait()
        if self.failure is not None:
            raise self.failure
        self.alive.add(kernel_id)

    async def close(self, kernel_id: str) -> None:
        await asyncio.sleep(0)
        self.alive.discard(kernel_id)

    async def stop_script(self, kernel_id: str) -> None:
        self.stopped.append(kernel_id)

    async def busy(self) -> bool:
        return self.at_work

    def memory(self, kernel_id: str) -> int | None:
        return 7 if kernel_id in self.alive else None

    async def caches(self) -> list[dict[str, Any]]:
        return []

    def die(self, kernel_id: str) -> None:
        self.alive.discard(kernel_id)
        self._ended[kernel_id](CRASHED)

    async def connect(self, kernel_id: str, handler: Any, client: str) -> Any:
        raise NotImplementedError

    def reads_files(self, app: ServedApp) -> bool:
        return False

    async def read_file(self, asked: PartQuestion) -> PartAnswer:
        raise NotImplementedError

    async def shut_down(self, *, now: bool = False) -> None:
        raise NotImplementedError

    def warm_up(self, app: ServedApp) -> None:
        raise NotImplementedError


class Page:
    """The websocket of a page, and what it was told."""

    def __init__(self, load: str = "load") -> None:
        self.load = load
        self.heard: list[Any] = []

    def say(self, **words: Any) -> None:
        self.heard.append(words)

    def replaced(self) -> None:
        self.heard.append("replaced")

    def ended(self, reason: str) -> None:
        self.heard.append(reason)

    def goes_on(self) -> None:
        self.heard.append("goes on")

    async def answers(self) -> bool:
        return True


def play(story: Callable[[PageSessions, Kernels], Awaitable[None]], **traits: Any) -> None:
    """Run a test on a loop of its own."""

    async def run() -> None:
        kernels = Kernels()
        sessions = PageSessions(kernels=kernels, **traits)
        try:
            await story(sessions, kernels)
        finally:
            kernels.may_open.set()
            await sessions.close()
        assert not kernels.alive
        assert len(sessions) == 0

    asyncio.run(run())


async def until(claim: Callable[[], bool]) -> None:
    """Let the loop go on until a claim holds; the test's own time limit ends it otherwise."""
    while not claim():  # noqa: ASYNC110  # what is waited for has no event
        await asyncio.sleep(0)


def nobody_waits(place: Place) -> None:
    pytest.fail(f"told to wait: {place}")


async def ready(
    sessions: PageSessions, user: str = "me", app: ServedApp = APP, page: Page | None = None
) -> PageSession:
    """Return a session whose app runs."""
    session = await sessions.open(user, Opening(app=app), nobody_waits)
    if page is not None:
        sessions.attach(session, page)
    await session.ready
    return session


def waiting(sessions: PageSessions, user: str = "me", app: ServedApp = APP) -> tuple[Any, list[Place]]:
    """Return the visit of somebody who may have to wait, and what they are told."""
    told: list[Place] = []
    return asyncio.ensure_future(sessions.open(user, Opening(app=app), told.append)), told


def test_session_is_found_by_handle_user_and_app_only() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        session = await ready(sessions)
        assert sessions.find(session.handle, "me", APP) is session
        assert sessions.find(session.handle, "you", APP) is None
        assert sessions.find(session.handle, None, APP) is session, "nobody logs in"
        assert sessions.find(session.handle, "me", OTHER) is None
        assert sessions.find("", "me", APP) is None
        assert sessions.find(session.handle[:-1], "me", APP) is None
        assert sessions.find(session.id, "me", APP) is None
        assert sessions.of_kernel(session.kernel_id) is session
        assert sessions.named(session.id) is session
        assert sessions.named(session.handle) is None
        assert kernels.alive == {session.kernel_id}

    play(story)


def test_handles_cannot_be_guessed() -> None:
    async def story(_sessions: PageSessions, _kernels: Kernels) -> None:
        opened = [PageSession("me", APP) for _ in range(100)]
        handles = {session.handle for session in opened}
        assert len(handles) == len({session.kernel_id for session in opened}) == 100
        assert min(map(len, handles)) >= 43

    play(story)


def test_session_can_have_the_handle_that_it_had() -> None:
    async def story(sessions: PageSessions, _kernels: Kernels) -> None:
        session = await sessions.open("me", Opening(app=APP), nobody_waits, "known handle")
        assert sessions.find("known handle", "me", APP) is session

    play(story)


def test_kernel_gets_what_the_page_has_said() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        opening = Opening(app=APP, page="p", query="a=1", view={"timezone": "UTC"}, env={"A": "1"})
        await sessions.open("me", opening, nobody_waits)
        await until(lambda: bool(kernels.opened))
        assert kernels.opened == [opening]
        assert opening.words() == {
            "path": str(APP.script),
            "argv": [],
            "page": "p",
            "query": "a=1",
            "view": {"timezone": "UTC"},
            "request": {},
        }

    play(story)


def test_state_is_that_of_app_and_page() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        kernels.may_open.clear()
        session = await sessions.open("me", Opening(app=APP), nobody_waits)
        page = Page()
        sessions.attach(session, page)
        assert (session.state, session.runs) == ("starting", False)
        kernels.may_open.set()
        await session.ready
        assert (session.state, session.views) == ("connected", 1)
        assert session.gone_for() == 0
        sessions.detach(session, page)
        assert (session.state, session.views) == ("detached", 0)
        session.changed -= timedelta(seconds=5)
        assert session.gone_for() >= 5

    play(story)


def test_app_that_does_not_start_is_no_session() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        kernels.failure = KernelError("no memory")
        session = await sessions.open("me", Opening(app=APP), nobody_waits)
        page = Page()
        sessions.attach(session, page)
        with pytest.raises(KernelError, match="no memory"):
            await session.ready
        assert len(sessions) == 0
        assert page.heard == [], "who waits for it learns of it"

    play(story)


def test_app_whose_process_dies_while_it_starts_is_a_session_that_has_crashed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        kernels.failure = KernelDiedError("It has ended with -9.")
        session = await sessions.open("me", Opening(app=APP), nobody_waits)
        page = Page()
        sessions.attach(session, page)
        with pytest.raises(KernelError, match="ended with -9"):
            await session.ready
        assert page.heard == [CRASHED]
        assert len(sessions) == 0
        assert sessions.why_ended(session.handle) == CRASHED, "also for a page that was away meanwhile"

    play(story)
    assert "The app app has ended while it started. It has ended with -9." in caplog.text
    assert "Traceback" not in caplog.text


def test_failure_of_any_kind_is_told_and_not_raised_into_the_loop(caplog: pytest.LogCaptureFixture) -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        kernels.failure = ZeroDivisionError("odd")
        session = await sessions.open("me", Opening(app=APP), nobody_waits)
        await until(lambda: len(sessions) == 0)
        with pytest.raises(KernelError, match="odd"):
            await session.ready

    play(story)
    assert "The app app could not be started" in caplog.text


def test_session_that_is_ended_while_it_starts_leaves_no_kernel() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        kernels.may_open.clear()
        session = await sessions.open("me", Opening(app=APP), nobody_waits)
        await until(lambda: bool(kernels.opened))
        sessions.end(session, STOPPED)
        await asyncio.sleep(0)
        kernels.may_open.set()
        await until(lambda: not sessions._tasks)
        assert kernels.alive == set()
        assert not session.runs

    play(story)


def test_newer_page_takes_the_place_of_the_former() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        first, second = Page(), Page()
        session = await ready(sessions, page=first)
        sessions.attach(session, second)
        assert first.heard == ["replaced"]
        sessions.detach(session, first)
        assert session.page is second, "the end of the former is no news"
        assert kernels.alive

    play(story, lease=0.0)


def test_lease_runs_from_the_moment_when_the_page_has_gone() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        page = Page()
        session = await ready(sessions, page=page)
        for _ in range(20):
            await asyncio.sleep(0)
        assert kernels.alive, "a page is there"
        sessions.detach(session, page)
        await until(lambda: not kernels.alive)
        assert sessions.find(session.handle, "me", APP) is None
        assert page.heard == []

    play(story, lease=0.0)


def test_page_that_comes_back_stops_the_lease() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        page = Page()
        session = await ready(sessions, page=page)
        sessions.detach(session, page)
        sessions.attach(session, Page())
        for _ in range(20):
            await asyncio.sleep(0)
        assert kernels.alive

    play(story, lease=0.0)


def test_script_without_a_page_is_stopped_before_its_session_ends() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        page = Page()
        session = await ready(sessions, page=page)
        sessions.detach(session, page)
        await until(lambda: bool(kernels.stopped))
        assert kernels.stopped == [session.kernel_id]
        assert kernels.alive

    play(story, limits=Limits(run_lease=0.0))


def test_session_ends_with_its_kernel() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        page = Page()
        session = await ready(sessions, page=page)
        kernels.die(session.kernel_id)
        assert page.heard == [CRASHED]
        assert sessions.find(session.handle, "me", APP) is None
        kernels.die(session.kernel_id)
        assert page.heard == [CRASHED]

    play(story)


def test_end_reaches_page_and_widgets() -> None:
    class Socket:
        closed = False

        def close(self) -> None:
            self.closed = True

    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        page, socket = Page(), Socket()
        session = await ready(sessions, page=page)
        session.sockets.add(socket)
        assert session.views == 2
        sessions.end(session, STOPPED)
        sessions.end(session, EXPIRED)
        assert page.heard == [STOPPED]
        assert socket.closed
        await until(lambda: not kernels.alive)

    play(story)


def test_kernel_that_does_not_end_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        async def close(kernel_id: str) -> None:
            kernels.alive.clear()
            raise OSError("it does not want to")

        kernels.close = close  # type: ignore[method-assign]
        sessions.end(await ready(sessions), STOPPED)

    play(story)
    assert "did not shut down" in caplog.text


def test_description_gives_nobody_a_session() -> None:
    async def story(sessions: PageSessions, _kernels: Kernels) -> None:
        session = await ready(sessions, app=OTHER, page=Page())
        known = sessions.describe(session)
        assert (known["app"], known["user"], known["views"], known["state"]) == (
            "other",
            "me",
            1,
            "connected",
        )
        assert known["memory"] == 7
        assert known["started"] <= known["last_activity"]
        assert not {session.handle, session.kernel_id} & set(map(str, known.values()))

    play(story)


def test_visitors_are_let_in_in_turn() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        first = await ready(sessions)
        (second, told), (third, third_told) = waiting(sessions), waiting(sessions)
        await until(lambda: bool(third_told))
        assert (told, third_told) == ([(0, "server")], [(1, "server")])
        sessions.end(first, STOPPED)
        assert (await second).owner == "me"
        await until(lambda: len(third_told) == 2)
        assert third_told[-1] == (0, "server")
        assert not third.done()
        third.cancel()

    play(story, limits=Limits(sessions=1))


def test_two_that_wait_with_one_handle_do_not_get_one_session_each() -> None:
    """After a restart of the server a page and a copy of its tab have the same one."""

    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        first, other = await ready(sessions), await ready(sessions)
        told: list[Place] = []
        second, third = (
            asyncio.ensure_future(sessions.open("me", Opening(app=APP), told.append, "known"))
            for _ in range(2)
        )
        fourth, _ = waiting(sessions)
        await until(lambda: len(told) == 2)
        sessions.end(first, STOPPED)
        sessions.end(other, STOPPED)
        mine = await second
        with pytest.raises(HandleTakenError):
            await third
        # Who gets nothing leaves the place to the next.
        await (await fourth).ready
        assert sessions.find("known", "me", APP) is mine
        assert kernels.alive >= {mine.kernel_id}

    play(story, limits=Limits(sessions=2))


def test_place_of_an_app_that_does_not_start_is_free_again() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        kernels.failure = KernelError("no")
        kernels.may_open.clear()
        await sessions.open("me", Opening(app=APP), nobody_waits)
        second, told = waiting(sessions)
        await until(lambda: bool(told))
        kernels.may_open.set()
        await until(second.done)

    play(story, limits=Limits(sessions=1))


@pytest.mark.parametrize("let_in", [False, True])
def test_visitor_who_leaves_frees_the_place(let_in: bool) -> None:
    async def story(sessions: PageSessions, _kernels: Kernels) -> None:
        first = await ready(sessions)
        (second, told), (third, _) = waiting(sessions), waiting(sessions)
        await until(lambda: bool(told))
        if let_in:
            # In the same moment, before the visit goes on.
            sessions.end(first, STOPPED)
        second.cancel()
        if not let_in:
            sessions.end(first, STOPPED)
        assert (await third).owner == "me"
        assert second.cancelled()

    play(story, limits=Limits(sessions=1))


def test_user_gives_up_the_session_whose_page_is_gone_for_longest() -> None:
    async def story(sessions: PageSessions, _kernels: Kernels) -> None:
        opened = []
        for _ in range(2):
            page = Page()
            opened.append(await ready(sessions, page=page))
            sessions.detach(opened[-1], page)
        visit, told = waiting(sessions)
        await until(lambda: bool(told))
        assert told == [(0, "user")], "a page that has just gone may be reloading"
        for session, seconds in zip(opened, (1, 2), strict=True):
            session.changed -= timedelta(seconds=LONG_GONE + seconds)
        sessions._look_again()
        session = await visit
        assert list(sessions) == [opened[0], session]

    play(story, limits=Limits(sessions_per_user=2))


def test_every_user_gives_up_one_session_for_one() -> None:
    async def story(sessions: PageSessions, _kernels: Kernels) -> None:
        for user in ("ann", "bob", "ann", "bob"):
            page = Page()
            session = await ready(sessions, user, page=page)
            sessions.detach(session, page)
        visits = [waiting(sessions, user)[0] for user in ("ann", "bob")]
        await until(lambda: len(sessions.room) == 2)
        for session in sessions:
            session.changed -= timedelta(seconds=LONG_GONE + 1)
        sessions._look_again()
        assert [(await visit).owner for visit in visits] == ["ann", "bob"]
        assert sorted(one.owner for one in sessions) == ["ann", "ann", "bob", "bob"]

    play(story, limits=Limits(sessions_per_user=2))


def test_session_with_a_page_is_never_given_up() -> None:
    async def story(sessions: PageSessions, _kernels: Kernels) -> None:
        session = await ready(sessions, page=Page())
        session.changed -= timedelta(days=1)
        visit, told = waiting(sessions)
        await until(lambda: bool(told))
        sessions._look_again()
        assert list(sessions) == [session]
        visit.cancel()

    play(story, limits=Limits(sessions_per_user=1))


def test_those_who_wait_are_looked_at_again() -> None:
    async def story(sessions: PageSessions, _kernels: Kernels) -> None:
        assert sessions._look is None
        visit, told = waiting(sessions)
        await until(lambda: bool(told))
        assert sessions._look is not None
        visit.cancel()
        await until(visit.done)
        sessions._look_again()
        assert sessions._look is None

    play(story, limits=Limits(sessions=0))


def test_too_many_who_wait_are_sent_away() -> None:
    async def story(sessions: PageSessions, _kernels: Kernels) -> None:
        visit, told = waiting(sessions)
        await until(lambda: bool(told))
        with pytest.raises(RefusedError, match="Too many visitors wait"):
            await sessions.open("you", Opening(app=APP), nobody_waits)
        visit.cancel()

    play(story, limits=Limits(sessions=0), waiting=1)


def test_server_that_ends_opens_nothing_and_tells_its_pages() -> None:
    async def story(sessions: PageSessions, _kernels: Kernels) -> None:
        page = Page()
        await ready(sessions, page=page)
        visit, told = waiting(sessions)
        await until(lambda: bool(told))
        sessions.begin_to_end()
        assert page.heard == [{"draining": {"survives": False}}]
        with pytest.raises(RefusedError, match="about to end"):
            await sessions.open("me", Opening(app=APP), nobody_waits)
        await sessions.close()
        assert page.heard[1:] == [SERVER]
        with pytest.raises(RefusedError, match="about to end"):
            await visit

    play(story, limits=Limits(sessions=1))


def test_server_is_quiet_when_apps_are_started_and_scripts_have_run() -> None:
    async def story(sessions: PageSessions, kernels: Kernels) -> None:
        await sessions.quiet()
        kernels.may_open.clear()
        session = await sessions.open("me", Opening(app=APP), nobody_waits)
        kernels.at_work = True
        quiet = asyncio.ensure_future(sessions.quiet())
        await until(lambda: bool(kernels.opened))
        assert not quiet.done()
        kernels.may_open.set()
        await session.ready
        assert not quiet.done()
        kernels.at_work = False
        await quiet

    play(story)
