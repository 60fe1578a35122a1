"""Apps that a Jupyter Server serves, in Chromium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

COUNTER = """\
import streamlit as st

st.session_state.setdefault("count", 0)
if st.button("Add"):
    st.session_state.count += 1
st.write(f"{NAME} has {st.session_state.count}")
"""

PAGES = """\
import streamlit as st


def first():
    st.write("on the first page")


def second():
    st.write(f"on the second page with {st.query_params.to_dict()}")


st.navigation([st.Page(first, title="One"), st.Page(second, title="Two")]).run()
"""


@pytest.fixture
def apps(lab: tuple[str, Path]) -> str:
    """Return the address below which the apps of a folder are."""
    address, folder = lab
    (folder / "pages.py").write_text(PAGES)
    for name in ("one", "größe zwei"):
        (folder / f"{name}.py").write_text(COUNTER.replace("NAME", repr(name)))
    return f"{address}revoila/"


def test_two_apps_of_a_server_keep_apart(app: Any, apps: str) -> None:
    app.open(apps + "one.py").press("Add").press("Add")
    assert app.texts() == ["one has 2"]
    expect(app.page).to_have_url(apps + "one.py/")
    app.open(apps + "größe zwei.py/").press("Add")
    assert app.texts() == ["größe zwei has 1"]
    app.page.go_back()
    app.settle()
    assert app.texts() == ["one has 2"]


def test_reload_keeps_the_session(app: Any, apps: str) -> None:
    app.open(apps + "one.py/").press("Add")
    app.page.reload()
    app.settle()
    assert app.texts() == ["one has 1"]


def test_pages_have_addresses_and_the_buttons_back_and_forward_work(app: Any, apps: str) -> None:
    app.open(apps + "pages.py/")
    app.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Two").click()
    expect(app.page).to_have_url(re.compile(r"/revoila/pages\.py/second$"))
    expect(app.page.get_by_text("on the second page")).to_be_visible()
    app.page.go_back()
    expect(app.page.get_by_text("on the first page")).to_be_visible()
    app.page.go_forward()
    expect(app.page.get_by_text("on the second page")).to_be_visible()


def test_deep_link_opens_its_page(app: Any, apps: str) -> None:
    app.open(apps + "pages.py/second?x=1")
    assert app.texts() == ["on the second page with {'x': '1'}"]
