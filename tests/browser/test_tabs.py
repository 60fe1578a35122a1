"""Which tab has which session: reloads, further tabs, duplicated tabs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import duplicate
from tests.browser.server import sessions

if TYPE_CHECKING:
    from collections.abc import Callable

APPS = Path(__file__).parent.parent.parent / "notebooks" / "apps"


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(APPS / "tour.py")


def test_a_reload_keeps_the_session_without_any_cookie(app: Any, address: str) -> None:
    app.open(address).press("Add")
    app.page.context.clear_cookies()
    assert app.reload().texts()[0] == "count is 1"
    assert [cookie for cookie in app.page.context.cookies() if "tab" in cookie["name"]] == []


def test_a_duplicated_tab_has_a_session_of_its_own(app: Any, address: str) -> None:
    app.open(address).press("Add").press("Add")
    other = duplicate(app).open(address)
    assert other.texts()[0] == "count is 0"
    other.press("Add")
    assert app.press("Add").texts()[0] == "count is 3"
    # From now on each has its own handle.
    assert other.reload().texts()[0] == "count is 1"
    assert app.reload().texts()[0] == "count is 3"
    assert app.attribute("data-test-connection-state") == "CONNECTED"


def test_a_tab_that_was_closed_and_is_restored_has_its_session_again(app: Any, address: str) -> None:
    first = app.tab().open(address)
    first.press("Add")
    restored = duplicate(first)
    first.page.close()
    app.until(lambda: all(one["state"] == "detached" for one in sessions(address)))
    assert restored.open(address).texts()[0] == "count is 1"


def test_another_app_below_the_same_address_has_another_session(
    app: Any, serve: Callable[..., str], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text(
            "import streamlit as st\n"
            "st.session_state.setdefault('n', 0)\n"
            "if st.button('Add'):\n    st.session_state.n += 1\n"
            f"st.write(f'{name} is {{st.session_state.n}}')\n"
        )
    address = serve(tmp_path)
    app.open(f"{address}one/").press("Add")
    app.open(f"{address}two/")
    assert app.texts() == ["two is 0"]
    app.page.go_back()
    expect(app.root.get_by_text("one is 1")).to_be_visible()
