"""Visitors in one process, in a warm one each, in a new one each: the page sees no difference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

APPS = Path(__file__).parent.parent.parent / "notebooks" / "apps"


@pytest.fixture(scope="module", params=["shared", "pooled", "process"])
def address(request: pytest.FixtureRequest, serve: Callable[..., str]) -> str:
    return serve(APPS / "tour.py", f"--isolation={request.param}", "--workers=1")


def test_visitors_click_each_for_themselves(app: Any, address: str) -> None:
    app.open(address).press("Add").press("Add")
    app.slide("Level", "ArrowRight", 2)
    other = app.tab().open(address)
    assert other.texts()[:2] == ["count is 0", "level is 3"]
    other.press("Add")
    assert other.texts()[0] == "count is 1"
    app.press("Add")
    assert app.texts()[:2] == ["count is 3", "level is 5"]
    assert app.reload().texts()[:2] == ["count is 3", "level is 5"]


def test_a_deep_link_a_form_and_an_error_work(app: Any, address: str) -> None:
    app.open(address + "second?x=1")
    assert app.texts()[0] == "query is {'x': '1'}"
    app.page.get_by_test_id("stSidebarNav").get_by_role("link", name="first").click()
    app.root.get_by_label("Amount", exact=True).fill("7")
    app.press("Send")
    assert "amount is 7" in app.texts()
    app.root.get_by_text("Fail").click()
    expect(app.page.get_by_test_id("stException")).to_contain_text("on purpose")
    expect(app.page.get_by_test_id("stVegaLiteChart").locator("canvas").first).to_be_visible()
