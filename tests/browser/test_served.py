"""An unmodified Streamlit script, served through Voilà, in Chromium."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

APPS = Path(__file__).parent.parent.parent / "notebooks" / "apps"


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(APPS / "tour.py")


def test_open_click_slide_and_type(app: Any, address: str) -> None:
    app.open(address)
    expect(app.page).to_have_title("first")
    assert app.texts()[:3] == ["count is 0", "level is 3", "name is ''"]
    app.press("Add").press("Add")
    app.slide("Level", "ArrowRight", 2)
    app.type("Name", "Ada")
    assert app.texts()[:3] == ["count is 2", "level is 5", "name is 'Ada'"]


def test_a_reload_keeps_the_session_and_another_tab_has_its_own(app: Any, address: str) -> None:
    app.open(address).press("Add")
    app.type("Name", "Grace")
    app.page.reload()
    app.settle()
    assert app.texts()[:3] == ["count is 1", "level is 3", "name is 'Grace'"]
    assert app.root.get_by_label("Name", exact=True).input_value() == "Grace"
    app.press("Add")
    assert app.texts()[0] == "count is 2"
    other = app.page.context.new_page()
    fresh = type(app)(other, other.get_by_test_id("stApp")).open(address)
    assert fresh.texts()[0] == "count is 0"


def test_pages_have_addresses_and_the_back_button_works(app: Any, address: str) -> None:
    """Statement 46 of pages."""
    app.open(address).press("Add")
    app.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Number two").click()
    expect(app.page.get_by_role("heading", name="Second")).to_be_visible()
    app.settle()
    expect(app.page).to_have_url(re.compile("/second$"))
    expect(app.page).to_have_title("Number two")
    assert app.texts() == ["query is {}", "count was 1"]
    app.page.go_back()
    expect(app.page.get_by_role("heading", name="First")).to_be_visible()
    assert app.settle().texts()[0] == "count is 1"


def test_a_deep_link_opens_its_page(app: Any, address: str) -> None:
    app.open(address + "second?x=1&y=a%20b")
    assert app.texts()[0] == "query is {'x': '1', 'y': 'a b'}"


def test_a_form_sends_its_values_together(app: Any, address: str) -> None:
    app.open(address)
    runs = app.attribute("data-run-id")
    field = app.root.get_by_label("Amount", exact=True)
    field.fill("7")
    field.press("Tab")
    assert "amount is 1" in app.texts()
    assert app.attribute("data-run-id") == runs
    app.press("Send")
    assert "amount is 7" in app.texts()


def test_an_exception_is_shown_with_its_trace_and_nothing_is_lost(app: Any, address: str) -> None:
    app.open(address)
    app.type("Name", "Linus")
    app.root.get_by_text("Fail").click()
    error = app.page.get_by_test_id("stException")
    expect(error).to_contain_text("on purpose <b>not bold</b>")
    expect(error).to_contain_text("tour.py")
    app.root.get_by_text("Fail").click()
    expect(error).to_have_count(0)
    assert app.settle().texts()[2] == "name is 'Linus'"


def test_streamlits_errors_are_importable_under_their_names(app: Any, address: str) -> None:
    app.open(address).press("Misuse")
    assert app.texts()[-1] == "StreamlitInvalidColumnSpecError"


def test_chart_and_table_are_drawn(app: Any, address: str) -> None:
    app.open(address)
    chart = app.page.get_by_test_id("stVegaLiteChart").locator("canvas").first
    expect(chart).to_be_visible()
    grid = app.page.get_by_test_id("stDataFrame")
    expect(grid.locator("canvas").first).to_be_visible()
    # What the canvas draws is repeated in its fallback content, for screen readers.
    expect(grid.locator("[role=gridcell]").filter(has_text=re.compile("^16$"))).to_have_count(1)


def test_the_page_asks_no_other_origin(app: Any, address: str) -> None:
    asked: list[str] = []
    app.page.on("request", lambda request: asked.append(request.url))
    app.open(address)
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []


def test_the_dom_carries_the_run_states(app: Any, address: str) -> None:
    app.open(address)
    assert app.attribute("data-test-script-state") == "notRunning"
    assert app.attribute("data-test-connection-state") == "CONNECTED"
    before = int(app.attribute("data-run-id"))
    app.press("Add")
    assert int(app.attribute("data-run-id")) == before + 1
