"""Inputs with options, as a visitor uses them; numbers are statements of the state specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

APP = """
import streamlit as st

cities = st.multiselect("Cities", ["Berlin", "Lyon", "Oslo", "Zürich"], "Lyon", key="city", bind="query-params")
size = st.pills("Size", ["S", "M", "🐧 L"], key="size", bind="query-params")
views = st.segmented_control("Views", ["Map", "List"], selection_mode="multi", default="Map")
low, high = st.select_slider("Days", ["Mon", "Tue", "Wed", "Thu"], ("Mon", "Wed"), key="day", bind="query-params")
stars = st.feedback("stars", key="stars", bind="query-params")
st.write(f"{cities} {size} {views} {low}-{high} {stars}")
with st.form("f"):
    must = st.segmented_control("Must", ["yes", "no"], required=True)
    extra = st.multiselect("Extra", ["a", "b"], accept_new_options=True, max_selections=2)
    st.form_submit_button("Send")
st.write(f"sent {must} {extra}")
left, _ = st.columns([1, 3])
left.multiselect("Narrow", ["Aachen", "Berlin", "Cologne"], ["Aachen", "Berlin", "Cologne"])
"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("choices") / "choices.py"
    path.write_text(APP)
    return serve(path)


def query(app: Any) -> str:
    return str(app.page.evaluate("() => decodeURIComponent(location.search)"))


def test_options_are_chosen_filtered_and_removed_and_the_address_says_them(app: Any, address: str) -> None:
    """Statements 50, 53, 54, 56 and 58."""
    app.open(address)
    box = app.root.get_by_role("combobox", name="Cities")
    box.click()
    app.page.get_by_role("option", name="Oslo").click()
    box.press_sequentially("zur")
    box.press("Enter")
    expect(app.root.get_by_text("['Lyon', 'Oslo', 'Zürich'] None")).to_be_visible()
    assert query(app) == "?city=Lyon&city=Oslo&city=Zürich"
    app.root.get_by_role("button", name="Remove Lyon").click()
    expect(app.root.get_by_text("['Oslo', 'Zürich'] None")).to_be_visible()
    box.press("Escape")
    app.reload()
    assert app.texts()[0].startswith("['Oslo', 'Zürich'] None")
    app.root.get_by_role("button", name="Clear all").first.click()
    expect(app.root.get_by_text("[] None")).to_be_visible()
    assert query(app) == "?city="


def test_buttons_stars_and_labels_on_a_line(app: Any, address: str) -> None:
    """Statements 50, 53, 54 and 58."""
    app.open(address)
    app.root.get_by_role("radio", name="L", exact=True).click()
    app.root.get_by_role("group", name="Views").get_by_role("button", name="List").click()
    app.slide("Days", "ArrowRight")
    app.root.get_by_role("radio", name="4 stars").click()
    expect(app.root.get_by_text("['Lyon'] 🐧 L ['Map', 'List'] Tue-Wed 3")).to_be_visible()
    assert query(app) == "?size=🐧+L&day=Tue&day=Wed&stars=3"
    app.root.get_by_role("radio", name="L", exact=True).click()
    app.root.get_by_role("radio", name="4 stars").click()
    expect(app.root.get_by_text("['Lyon'] None ['Map', 'List'] Tue-Wed None")).to_be_visible()
    assert query(app) == "?day=Tue&day=Wed"


def test_a_link_brings_choices_along_as_far_as_there_are_such(app: Any, address: str) -> None:
    """Statements 52, 55 and 56."""
    app.open(address + "?city=Oslo&city=Rome&city=Oslo&size=M&day=Thu&day=Tue&stars=9")
    assert app.texts()[0] == "['Oslo'] M ['Map'] Tue-Thu None"
    assert query(app) == "?city=Oslo&size=M&day=Tue&day=Thu"


def test_a_form_waits_for_a_choice_that_is_required(app: Any, address: str) -> None:
    app.open(address)
    extra = app.root.get_by_role("combobox", name="Extra")
    extra.press_sequentially("new")
    extra.press("Enter")
    extra.press("ArrowDown")
    app.page.get_by_role("option", name="a", exact=True).click()
    expect(app.page.get_by_text("No more than 2 can be chosen")).to_be_visible()
    extra.press("Escape")
    app.root.get_by_role("button", name="Send").click()
    expect(app.root.get_by_text("This field is required.")).to_be_visible()
    assert app.texts()[-1] == "sent None []"
    app.root.get_by_role("radio", name="yes").click()
    app.press("Send")
    assert app.texts()[-1] == "sent yes ['new', 'a']"


def test_tags_stay_on_one_line_in_a_column_and_the_typed_text_is_in_sight(app: Any, address: str) -> None:
    app.open(address)
    box = app.root.get_by_role("combobox", name="Narrow")
    field = app.root.get_by_test_id("stMultiSelect").last.locator(".rv-control")
    assert field.bounding_box()["height"] == 40
    box.focus()
    box.press_sequentially("x")
    inside, around = box.bounding_box(), field.bounding_box()
    assert around["x"] <= inside["x"] <= around["x"] + around["width"] - 40
