"""What visitors may ask for is limited, and who finds no place waits for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.integration.conftest import Page, Visitor, until

if TYPE_CHECKING:
    from tests.integration.conftest import Launcher, Server

SHORT = "--lease=0"


def waits(page: Page, ahead: int, reason: str, limit: int = 1) -> None:
    """Wait until a page is told its place."""
    assert page.word("waiting") == {"ahead": ahead, "reason": reason, "limit": limit}


@pytest.mark.parametrize(("limit", "reason"), [("sessions", "server"), ("sessionsPerApp", "app")])
def test_visitors_are_let_in_in_the_order_in_which_they_came(
    serve: Launcher, limit: str, reason: str
) -> None:
    server = serve(f"--limits.{limit}=1", SHORT)
    first = Visitor(server).open()
    first.see("count is 0")
    second, third = Visitor(server).come(), None
    waits(second, 0, reason)
    third = Visitor(server).come()
    waits(third, 1, reason)
    assert len(server.sessions()) == 1
    first.close()
    second.welcomed().see("count is 0")
    waits(third, 0, reason)
    late = Visitor(server).come()
    waits(late, 1, reason)
    second.close()
    third.welcomed().see("count is 0")
    waits(late, 0, reason)
    assert len(server.sessions()) == 1


def test_page_that_has_a_session_need_not_wait_to_come_back(serve: Launcher) -> None:
    server = serve("--limits.sessions=1")
    page = Visitor(server).open()
    page.click("Add")
    waits(Visitor(server).come(), 0, "server")
    page.reload().welcomed().see("count is 1")


def test_user_with_too_many_pages_waits_and_others_do_not(serve: Launcher) -> None:
    server = serve("--limits.sessionsPerUser=1", SHORT)
    visitor = Visitor(server)
    page = visitor.open()
    waiting = visitor.come()
    waits(waiting, 0, "user")
    Visitor(server).open().see("count is 0")
    page.close()
    waiting.welcomed().see("count is 0")


@pytest.mark.parametrize("polite", [True, False])
def test_visitor_who_leaves_gives_the_place_in_the_queue_to_the_next(serve: Launcher, polite: bool) -> None:
    server = serve("--limits.sessions=1", SHORT)
    first = Visitor(server).open()
    second, third = Visitor(server).come(), Visitor(server).come()
    waits(second, 0, "server")
    waits(third, 1, "server")
    if polite:
        second.close()
    else:
        second.socket.socket.shutdown(2)
    waits(third, 0, "server")
    first.close()
    third.welcomed().see("count is 0")
    assert len(server.sessions()) == 1


def test_place_is_free_again_when_a_session_is_stopped_or_an_app_does_not_start(serve: Launcher) -> None:
    server = serve("--limits.sessions=1")
    Visitor(server).open()
    second, third = Visitor(server).come(), Visitor(server).come()
    waits(second, 0, "server")
    waits(third, 1, "server")
    text = serve.script.read_text()
    serve.script.unlink()
    server.end_sessions()
    second.word("failed")
    third.word("failed")
    assert server.sessions() == []
    serve.script.write_text(text)
    Visitor(server).open().see("count is 0")


def test_what_a_waiting_page_says_first_reaches_its_app(serve: Launcher) -> None:
    server = serve("--limits.sessions=1", SHORT)
    first = Visitor(server).open()
    second = Visitor(server).come("?a=1")
    waits(second, 0, "server")
    for _ in range(500):
        second.say(method="none")
    first.close()
    assert second.welcomed().report()["query"] == {"a": "1"}


def test_too_many_who_wait_are_sent_away(serve: Launcher) -> None:
    server = serve("--limits.sessions=2", "--PageSessions.waiting=3")
    pages = [Visitor(server).come() for _ in range(7)]
    for page in pages[:2]:
        page.welcomed()
    for ahead, page in enumerate(pages[2:5]):
        waits(page, ahead, "server", 2)
    for page in pages[5:]:
        assert "Too many visitors wait" in page.word("failed")["message"]
        assert page.closed() == 4001
    assert len(server.sessions()) == 2
    assert "revoila_waiting_visitors 3.0" in server.ask("metrics").body


def test_query_limits_are_options(serve: Launcher) -> None:
    server = serve("--limits.queryLength=10", "--limits.queryKeys=2")
    assert server.ask("?a=1&b=2&c=3").status == 414
    assert server.ask("?a=1234567890").status == 414
    assert server.ask("?a=1&b=2").status == 200
    for query in ("a=1&b=2&c=3", "a=1234567890"):
        assert Page(Visitor(server), f"?{query}").connect().closed() == 4003
    Page(Visitor(server), "?a=1&b=2").connect().welcomed()


def test_query_of_a_megabyte_is_refused(serve: Launcher) -> None:
    server = serve(isolation="process")
    assert server.ask(f"?{'x' * 1024**2}").status == 414
    # Newer Tornados refuse that many parameters before they ask us.
    assert server.ask(f"?{'&'.join(['a=1'] * 250_000)}").status in {400, 414}
    assert server.ready()
    assert server.sessions() == []
    assert max(map(len, serve.log().splitlines()), default=0) < 5000


def test_longest_query_that_is_allowed_arrives(server: Server) -> None:
    query = "a=" + "x" * (64 * 1024 - 2)
    assert Visitor(server).open(f"?{query}").report()["query"] == {"a": query[2:]}


def test_flood_of_visitors_leaves_nothing_behind(serve: Launcher) -> None:
    server = serve("--limits.sessions=1", "--lease=0")
    for _ in range(20):
        Visitor(server).come().close()
    until(lambda: True if server.sessions() == [] else None)
    assert "revoila_waiting_visitors 0.0" in server.ask("metrics").body
    Visitor(server).open().see("count is 0")
