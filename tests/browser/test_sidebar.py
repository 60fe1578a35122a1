"""The sidebar as a visitor has it, and links that leave the page (the pages specification)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

APP = """
import streamlit as st
page = st.navigation([st.Page("one.py", title="One"), st.Page("two.py", title="Two")], position="POSITION")
st.session_state.setdefault("n", 0)
st.text(f"count is {st.session_state.n}")
if st.button("Add"): st.session_state.n += 1
if st.toggle("Fill"): st.sidebar.text("from the entrypoint")
page.run()
"""

ONE = "import streamlit as st\nst.markdown('[to the other](two?x=1)')\n"
TWO = "import streamlit as st\nst.text(f'query is {st.query_params.to_dict()}')\nst.sidebar.text('from the page')\n"


@pytest.fixture(scope="module")
def hosted(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Return a function that serves two pages with a menu at a position."""

    @cache
    def at(position: str) -> str:
        folder: Path = tmp_path_factory.mktemp(position)
        (folder / "app.py").write_text(APP.replace("POSITION", position))
        (folder / "one.py").write_text(ONE)
        (folder / "two.py").write_text(TWO)
        return serve(folder / "app.py")

    return at


def test_the_sidebar_is_there_only_with_something_in_it(app: Any, hosted: Callable[[str], str]) -> None:
    """Statement 56."""
    app.open(hosted("hidden"))
    sidebar = app.page.get_by_test_id("stSidebar")
    expect(sidebar).to_have_count(0)
    app.page.get_by_text("Fill").click()
    expect(sidebar.get_by_test_id("stText")).to_have_text("from the entrypoint")
    expect(sidebar).to_be_visible()
    app.page.get_by_text("Fill").click()
    expect(sidebar).to_have_count(0)


def test_the_width_of_the_sidebar_is_remembered(app: Any, hosted: Callable[[str], str]) -> None:
    """Statements 56 and 57: with a menu alone it is there, too, and the menu is above what scripts draw."""
    app.open(hosted("sidebar"))
    sidebar = app.page.get_by_test_id("stSidebar")
    before = sidebar.bounding_box()["width"]
    handle = app.page.get_by_role("separator", name="Width of the sidebar")
    handle.focus()
    handle.press("ArrowRight")
    assert sidebar.bounding_box()["width"] == before + 16
    app.page.reload()
    app.settle()
    assert sidebar.bounding_box()["width"] == before + 16
    app.page.get_by_text("Fill").click()
    app.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Two").click()
    texts = sidebar.get_by_test_id("stText")
    expect(texts).to_have_text(["from the entrypoint", "from the page"])
    menu = app.page.get_by_test_id("stSidebarNav").bounding_box()
    assert menu["y"] + menu["height"] <= texts.first.bounding_box()["y"]


def test_a_link_in_a_text_opens_another_session(app: Any, hosted: Callable[[str], str]) -> None:
    """Statement 42: in a tab of its own, which has a session of its own."""
    app.open(hosted("sidebar")).press("Add").press("Add")
    with app.page.expect_popup() as opened:
        app.page.get_by_role("link", name="to the other").click()
    tab = opened.value
    texts = tab.get_by_test_id("stMain").get_by_test_id("stText")
    expect(texts).to_have_text(["count is 0", "query is {'x': '1'}"])
    expect(tab).to_have_url(re.compile(r"/two\?x=1$"))
