"""A visitor who finds no place waits, and is let in without doing anything, in Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

APPS = Path(__file__).parent.parent.parent / "notebooks" / "apps"


def test_waiting_page_lets_the_visitor_in(app: Any, browser: Browser, serve: Callable[..., str]) -> None:
    address = serve(APPS / "tour.py", "--limits.sessions=1", "--lease=0.1")
    app.open(address)
    with browser.new_context() as other:
        page = other.new_page()
        page.goto(f"{address}page2?x=1")
        status = page.get_by_role("status")
        expect(status).to_have_text("You are the next.")
        # A reload by hand keeps the place.
        page.reload()
        expect(status).to_have_text("You are the next.")
        with browser.new_context() as third:
            last = third.new_page()
            last.goto(address)
            expect(last.get_by_role("status")).to_have_text("One visitor waits before you.")
            app.page.goto("about:blank")
            page.locator("[data-testid=stApp]").wait_for()
            assert page.url == f"{address}page2?x=1"
            expect(last.get_by_role("status")).to_have_text("You are the next.")


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
