"""Links, menus and page numbers in a browser; numbers are statements of the pages specification."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import on_page

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = """
import streamlit as st

st.session_state.setdefault("count", 0)
def add():
    st.session_state.count += 1

def home():
    st.title("Home")
    st.page_link(other, query_params={"from": "home"})
    st.link_button("Beside", "./other", on_click=add)
    st.link_button("Code", "javascript:document.title='hacked'", on_click=add)
    chosen = st.menu_button("Menu", ["one", "two", "three"])
    st.write(f"chosen {chosen}")
    page = st.pagination(30, key="page", bind="query-params")
    st.write(f"page {page}")
    @st.dialog("Ask")
    def ask():
        st.write(f"asked {st.menu_button('Inner', ['yes', 'no'])}")
    if st.button("Ask"):
        ask()

def other():
    st.title("Other")
    st.write(f"query {dict(st.query_params)}")

other = st.Page(other, title="Other")
pages = st.navigation([st.Page(home, title="Home"), other])
st.logo("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>",
    icon_image="🐧", size="large")
st.sidebar.page_link(other, label="To the other page")
st.write(f"count {st.session_state.count}")
pages.run()
"""
MENU = """
import streamlit as st

def page(name):
    def draw():
        st.title(name)
    draw.__name__ = name
    return st.Page(draw, title=name.capitalize())

st.set_page_config(page_icon=st.query_params.get("icon"))
st.navigation({"More": [page("one"), page("two")], "": [page("home")]}, position="top").run()
"""
PREFIX = "/under/here/"


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    script = tmp_path_factory.mktemp("buttons") / "buttons.py"
    script.write_text(SCRIPT)
    return serve(script, f"--base-url={PREFIX}")


@pytest.fixture(scope="module")
def menu(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    script = tmp_path_factory.mktemp("menu") / "menu.py"
    script.write_text(MENU)
    return serve(script)


def test_page_links_keep_the_session_below_a_prefix(app: Any, address: str) -> None:
    """Statements 36, 41 and 43: by mouse, by keyboard, and into another tab, which is another session."""
    app.open(address)
    with app.page.expect_popup() as beside:
        app.root.get_by_role("link", name="Beside").click()
    beside.value.close()
    expect(app.root.get_by_text("count 1")).to_be_visible()
    app.page.evaluate("() => { window.same = true; }")
    link = app.root.get_by_test_id("stMain").get_by_role("link", name="Other")
    link.press("Enter")
    expect(app.root.get_by_role("heading", name="Other")).to_be_visible()
    assert app.page.url.endswith(f"{PREFIX}other?from=home")
    assert app.settle().texts() == ["count 1", "query {'from': 'home'}"]
    marked = app.root.get_by_role("link", name="To the other page")
    expect(marked).to_have_attribute("aria-current", "page")
    assert app.page.evaluate("() => window.same")
    app.page.go_back()
    expect(app.root.get_by_role("heading", name="Home")).to_be_visible()
    expect(marked).not_to_have_attribute("aria-current", "page")
    with app.page.context.expect_page() as tab:
        link.click(button="middle")
    other = on_page(tab.value).settle()
    assert other.texts() == ["count 0", "query {'from': 'home'}"]
    other.page.close()


def test_a_link_button_tells_of_its_click_and_never_runs_code(app: Any, address: str) -> None:
    app.open(address)
    link = app.root.get_by_role("link", name="Beside")
    for button in ("left", "middle"):
        with app.page.context.expect_page() as tab:
            link.click(button=button)
        expect(tab.value).to_have_url(re.compile(f"{PREFIX}other$"))
        assert tab.value.evaluate("() => window.opener === null")
        tab.value.close()
    expect(app.root.get_by_text("count 2")).to_be_visible()
    code = app.root.get_by_role("link", name="Code")
    expect(code).to_have_attribute("aria-disabled", "true")
    code.dispatch_event("click")
    app.settle()
    expect(app.root.get_by_text("count 2")).to_be_visible()
    expect(app.page).to_have_title("Home")


def test_a_menu_is_used_by_keyboard_also_in_a_dialog(app: Any, address: str) -> None:
    app.open(address)
    button = app.root.get_by_role("button", name="Menu", exact=True)
    button.focus()
    for key in ("ArrowDown", "t", "Enter"):
        app.page.keyboard.press(key)
    expect(app.root.get_by_text("chosen two")).to_be_visible()
    expect(button).to_be_focused()
    app.press("Ask")
    dialog = app.page.get_by_role("dialog", name="Ask")
    dialog.get_by_role("button", name="Inner").click()
    expect(app.page.get_by_role("menuitem", name="yes")).to_be_focused()
    app.page.keyboard.press("Escape")
    expect(app.page.get_by_role("menu")).to_have_count(0)
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Inner").click()
    app.page.get_by_role("menuitem", name="no").click()
    expect(dialog.get_by_text("asked no")).to_be_visible()
    app.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_page_numbers_turn_and_keep_to_the_room_that_there_is(app: Any, address: str) -> None:
    app.open(address)
    shown = app.root.get_by_role("navigation", name="Pagination")
    shown.get_by_role("button", name="Page 30").click()
    expect(app.root.get_by_text("page 30", exact=True)).to_be_visible()
    expect(shown.get_by_role("button", name="Page 30")).to_have_attribute("aria-current", "page")
    assert app.page.url.endswith("?page=30")
    numbers = shown.get_by_role("button", name=re.compile(r"^Page \d+$"))
    assert numbers.all_inner_texts() == ["1", "26", "27", "28", "29", "30"]
    app.page.set_viewport_size({"width": 320, "height": 700})
    expect(numbers).to_have_text(["1", "30"])
    box, row = shown.bounding_box(), app.root.get_by_test_id("stMainBlockContainer").bounding_box()
    assert box["x"] + box["width"] <= row["x"] + row["width"]


def test_the_logo_is_in_the_sidebar_and_above_the_app_while_that_is_closed(app: Any, address: str) -> None:
    """Statement 54."""
    app.open(f"{address}other")
    picture = app.root.get_by_test_id("stSidebarLogo")
    assert picture.evaluate("(image) => image.naturalWidth > 0")
    assert picture.bounding_box()["height"] == 32
    app.root.get_by_role("button", name="Close sidebar").click()
    expect(app.root.get_by_test_id("stHeaderLogo")).to_have_text("🐧")
    app.root.get_by_test_id("stHeader").get_by_role("link", name="Home").click()
    expect(app.root.get_by_role("heading", name="Home")).to_be_visible()
    assert app.page.url.endswith(PREFIX)


def test_a_menu_along_the_top_moves_into_the_sidebar_of_a_narrow_page(app: Any, menu: str) -> None:
    """Statement 25."""
    app.open(menu)
    bar = app.root.get_by_test_id("stTopNav")
    expect(bar).to_have_text("HomeMore")
    bar.get_by_role("button", name="More").click()
    app.page.get_by_role("link", name="Two").click()
    expect(app.root.get_by_role("heading", name="Two")).to_be_visible()
    app.page.set_viewport_size({"width": 390, "height": 700})
    expect(bar).to_have_count(0)
    app.root.get_by_role("button", name="Open sidebar").click()
    app.root.get_by_test_id("stSidebarNav").get_by_role("link", name="Home").click()
    expect(app.root.get_by_role("heading", name="Home")).to_be_visible()


def test_the_name_of_an_emoji_is_drawn_as_the_icon_of_the_tab(app: Any, menu: str) -> None:
    """Statement 51."""
    drawn = []
    for icon in (":tulip:", "🌷", "🌵"):
        app.open(f"{menu}?icon={icon}")
        shown = app.page.locator("link[rel~=icon][href^='data:image/png']")
        shown.wait_for(state="attached")
        app.page.wait_for_load_state("networkidle")
        drawn.append(shown.get_attribute("href"))
    assert drawn[0] == drawn[1] != drawn[2]
