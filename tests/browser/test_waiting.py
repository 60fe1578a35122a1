"""A visitor who finds no place waits, and is let in without doing anything, in Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.server import Server

APPS = Path(__file__).parent.parent.parent / "notebooks" / "apps"


def test_those_who_wait_are_let_in_as_places_become_free(
    app: Any, visitor: Callable[..., Any], launch: Callable[..., Server]
) -> None:
    server = launch(APPS / "tour.py", "--limits.sessions=1", "--lease=0.1")
    app.open(server.address)
    second, third = visitor(), visitor()
    second.page.goto(f"{server.address}second?x=1")
    place = second.page.get_by_test_id("stWaiting").get_by_role("status")
    expect(place).to_have_text("You are the next.")
    expect(second.page).to_have_title("Waiting for a place – tour")
    third.page.goto(server.address)
    behind = third.page.get_by_test_id("stWaiting").get_by_role("status")
    expect(behind).to_have_text("One visitor waits before you.")
    # Nothing runs for those who wait.
    assert len(server.sessions()) == 1
    # Who goes away leaves the queue.
    fourth = visitor()
    fourth.page.goto(server.address)
    last = fourth.page.get_by_test_id("stWaiting").get_by_role("status")
    expect(last).to_have_text("2 visitors wait before you.")
    third.page.goto("about:blank")
    expect(last).to_have_text("One visitor waits before you.")

    app.page.goto("about:blank")
    assert second.settle().texts()[0] == "query is {'x': '1'}"
    assert second.page.url == f"{server.address}second?x=1"
    expect(second.page).to_have_title("Number two")
    expect(second.page.get_by_test_id("stWaiting")).to_have_count(0)
    expect(last).to_have_text("You are the next.")
    second.page.close()
    assert fourth.settle().press("Add").texts()[0] == "count is 1"


def test_a_visitor_with_too_many_pages_is_told_so(app: Any, launch: Callable[..., Server]) -> None:
    server = launch(APPS / "tour.py", "--limits.sessionsPerUser=2", "--lease=0.1")
    app.open(server.address)
    other = app.tab().open(server.address)
    more = app.tab()
    more.page.goto(server.address)
    words = more.page.get_by_test_id("stWaiting")
    expect(words).to_contain_text("You have 2 pages open here, as many as one visitor may have.")
    other.page.close()
    assert more.settle().texts()[0] == "count is 0"


def test_one_who_waits_keeps_waiting_when_the_server_is_started_anew(
    app: Any, visitor: Callable[..., Any], launch: Callable[..., Server]
) -> None:
    server = launch(APPS / "tour.py", "--limits.sessions=1", "--lease=0.1")
    app.open(server.address)
    second = visitor()
    second.page.goto(server.address)
    expect(second.page.get_by_test_id("stWaiting")).to_be_visible()
    server.kill()
    app.page.goto("about:blank")
    server.start_again()
    assert second.settle().press("Add").texts()[0] == "count is 1"


def test_app_of_a_folder_knows_its_own_base(app: Any, serve: Callable[..., str]) -> None:
    address = serve(APPS)
    app.page.goto(address)
    app.page.get_by_role("link", name="tour").click()
    app.settle()
    assert app.page.url == f"{address}tour/"
    app.press("Add")
    app.page.reload()
    app.settle()
    assert app.texts()[0] == "count is 1"
