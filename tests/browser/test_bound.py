"""Inputs in the address and containers that tell the script; numbers are statements of the state specification."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.routes import Cable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

APP = """
import streamlit as st

def count():
    st.session_state.changes = st.session_state.get("changes", 0) + 1

level = st.slider("Level", 0, 10, 3, key="level", bind="query-params", on_change=count)
name = st.text_input("Name", key="name", bind="query-params", on_change=count)
quiet = st.checkbox("Quiet", key="quiet", bind="query-params", on_change="ignore")
st.write(f"level is {level}, name is {name!r}, quiet is {quiet}")
st.write(f"changes: {st.session_state.get('changes', 0)}")
st.write(f"query is {dict(st.query_params)}")
if st.button("Set"):
    st.query_params["own"] = ["a b", "c"]

def reset():
    st.session_state.level = 3

st.button("Reset", on_click=reset)

cat, dog = st.tabs(["Cat", "Dog"], key="pet", bind="query-params")
with st.expander("More", key="more", on_change="rerun") as more:
    if more.open:
        st.write("now there is more")
with st.popover("Menu", on_change=count) as menu:
    st.write("choices")
st.write(f"dog: {dog.open}, more: {more.open}, menu: {menu.open}")
"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("bound") / "bound.py"
    path.write_text(APP)
    return serve(path)


def query(app: Any) -> str:
    return str(app.page.evaluate("() => location.search"))


def test_a_change_shows_in_the_address_and_a_reload_keeps_it(app: Any, address: str) -> None:
    """Statements 53, 54 and 58."""
    app.open(address)
    assert query(app) == ""
    entries = app.page.evaluate("() => history.length")
    app.slide("Level", "ArrowRight", 2)
    app.type("Name", "Ada & Co")
    assert query(app) == "?level=5&name=Ada+%26+Co"
    assert app.texts()[:3] == [
        "level is 5, name is 'Ada & Co', quiet is False",
        "changes: 3",
        "query is {'level': '5', 'name': 'Ada & Co'}",
    ]
    app.reload()
    assert app.texts()[0] == "level is 5, name is 'Ada & Co', quiet is False"
    app.slide("Level", "ArrowLeft", 2)
    assert query(app) == "?name=Ada+%26+Co"
    assert app.page.evaluate("() => history.length") == entries


def test_the_address_changes_without_asking_the_server(app: Any, address: str) -> None:
    """Statement 58; an input that starts no run shows it."""
    app.open(address)
    run = app.attribute("data-run-id")
    app.root.get_by_text("Quiet", exact=True).click()
    app.page.wait_for_function("() => location.search === '?quiet=true'")
    assert app.attribute("data-run-id") == run
    app.press("Set")
    assert app.texts()[0] == "level is 3, name is '', quiet is True"
    assert query(app) == "?quiet=true&own=a+b&own=c"


def test_a_link_brings_its_values_along(app: Any, address: str) -> None:
    """Statements 52, 55, 57 and 69."""
    app.open(address + "?level=2&level=7&name=Grace%20H&quiet=no&other=&embed=x")
    assert app.texts()[:3] == [
        "level is 7, name is 'Grace H', quiet is False",
        "changes: 0",
        "query is {'level': '7', 'name': 'Grace H', 'other': ''}",
    ]
    app.page.wait_for_function("() => !location.search.includes('quiet')")
    assert "embed=x" in query(app)
    other = app.tab().open(app.page.url)
    assert other.texts()[0] == app.texts()[0]


def test_back_and_forward_have_the_last_word(app: Any, address: str) -> None:
    """Statement 46 of pages."""
    """Statements 58, 70 and 71."""
    app.open(address + "?level=4")
    app.press("Set")
    assert query(app) == "?level=4&own=a+b&own=c"
    app.slide("Level", "ArrowRight", 5)
    app.type("Name", "Ada")
    assert query(app) == "?level=9&own=a+b&own=c&name=Ada"
    changes = app.texts()[1]
    app.page.go_back()
    expect(app.root.get_by_text("level is 4, name is '', quiet is False")).to_be_visible()
    app.settle()
    assert app.texts()[1:3] == [changes, "query is {'level': '4'}"]
    assert app.root.get_by_label("Name", exact=True).input_value() == ""
    app.page.go_forward()
    expect(app.root.get_by_text("level is 9, name is 'Ada', quiet is False")).to_be_visible()
    assert app.settle().texts()[1] == changes
    assert query(app) == "?level=9&own=a+b&own=c&name=Ada"


def test_code_changes_the_address_too(app: Any, address: str) -> None:
    """Statement 58."""
    app.open(address + "?level=8")
    app.press("Reset")
    assert app.texts()[0].startswith("level is 3")
    assert query(app) == ""
    app.page.go_back()
    expect(app.root.get_by_text("level is 8")).to_be_visible()


def test_tabs_an_expander_and_a_popover_tell_the_script(app: Any, address: str) -> None:
    """Statements 36 and 53; 32 of the execution specification."""
    app.open(address)
    assert app.texts()[-1] == "dog: False, more: False, menu: False"
    app.root.get_by_role("tab", name="Dog").click()
    app.page.wait_for_function("() => location.search === '?pet=Dog'")
    app.root.get_by_text("More", exact=True).click()
    expect(app.root.get_by_text("now there is more")).to_be_visible()
    # That the tab has changed was told along with it: bound, it runs nothing by itself.
    assert app.settle().texts()[-1] == "dog: True, more: True, menu: False"
    app.root.get_by_text("More", exact=True).click()
    expect(app.root.get_by_text("now there is more")).to_have_count(0)
    changes = int(app.settle().texts()[1].removeprefix("changes: "))
    app.root.get_by_test_id("stPopoverButton").click()
    expect(app.root.get_by_text("dog: True, more: False, menu: True")).to_be_visible()
    assert app.settle().texts()[1] == f"changes: {changes + 1}"
    expect(app.page.get_by_test_id("stPopoverBody")).to_be_visible()
    app.page.keyboard.press("Escape")
    expect(app.root.get_by_text("dog: True, more: False, menu: False")).to_be_visible()
    app.settle().reload()
    expect(app.root.get_by_role("tab", name="Dog")).to_have_attribute("aria-selected", "true")
    expect(app.page).to_have_url(re.compile(r"\?pet=Dog$"))


def test_what_is_entered_without_a_connection_counts_afterwards(app: Any, address: str) -> None:
    """Statement 58: the address is ahead, and yet the callback is called."""
    cable = Cable(app.page)
    app.open(address + "?name=Ada")
    cable.pull()
    expect(app.root).to_have_attribute("data-test-connection-state", "PINGING_SERVER")
    handle = app.root.get_by_role("slider", name="Level").first
    handle.focus()
    handle.press("ArrowRight")
    app.page.wait_for_function("() => location.search === '?name=Ada&level=4'")
    cable.plug_in()
    expect(app.root.get_by_text("level is 4, name is 'Ada', quiet is False")).to_be_visible()
    assert app.settle().texts()[1] == "changes: 1"
    assert query(app) == "?name=Ada&level=4"


PAGES = """
import streamlit as st
def one():
    st.slider("Own", 0, 10, 3, key="own", bind="query-params")
def two():
    st.write("the second page")
page = st.navigation([st.Page(one, title="One"), st.Page(two, title="Two")])
st.checkbox("Shared", key="shared", bind="query-params")
page.run()
st.write(f"query is {dict(st.query_params)}")
"""


def test_another_page_has_its_own_parameters(app: Any, serve: Callable[..., str], tmp_path: Path) -> None:
    """Statements 60 and 72."""
    path = tmp_path / "pages.py"
    path.write_text(PAGES)
    address = serve(path)
    app.open(address)
    app.root.get_by_text("Shared", exact=True).click()
    app.settle().slide("Own", "ArrowRight")
    assert query(app) == "?shared=true&own=4"
    menu = app.page.get_by_test_id("stSidebarNav")
    menu.get_by_role("link", name="Two").click()
    expect(app.root.get_by_text("the second page")).to_be_visible()
    assert app.settle().texts()[-1] == "query is {'shared': 'true'}"
    expect(app.page).to_have_url(re.compile(r"/two\?shared=true$"))
    app.page.go_back()
    expect(app.root.get_by_text("query is {'shared': 'true', 'own': '4'}")).to_be_visible()
    menu.get_by_role("link", name="Two").click()
    expect(app.root.get_by_text("the second page")).to_be_visible()
    app.settle()
    menu.get_by_role("link", name="One").click()
    # What the input had is kept for it.
    expect(app.root.get_by_text("query is {'shared': 'true', 'own': '4'}")).to_be_visible()
    expect(app.page).to_have_url(re.compile(r"\?shared=true&own=4$"))
