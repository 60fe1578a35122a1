"""Dates, times and colours; numbers are statements of the state specification."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

APP = """
import streamlit as st

day = st.date_input("Day", "2024-05-06", key="day", bind="query-params", format="DD.MM.YYYY")
days = st.date_input("Days", [], "2024-01-01", "2024-12-31")
clock = st.time_input("Time", "08:45", key="clock", bind="query-params")
moment = st.datetime_input("Moment", "2024-05-06T23:30", key="moment", bind="query-params")
color = st.color_picker("Colour", "#2f6fde", key="color", bind="query-params")
@st.dialog("Above")
def above():
    inside = st.date_input("Inside", "2024-05-06")
    st.write(f"inside: {inside}")

if st.button("Open"):
    above()
st.write(f"{day} {[str(day) for day in days]} {clock} {moment} {color}")
"""

START = "2024-05-06 [] 08:45:00 2024-05-06 23:30:00 #2f6fde"


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("moments") / "moments.py"
    path.write_text(APP)
    return serve(path)


def says(app: Any, pattern: str) -> None:
    expect(app.root.get_by_test_id("stMarkdown").last).to_have_text(re.compile(pattern))


def test_dates_are_those_of_the_author_wherever_the_visitor_is(
    visitor: Callable[..., Any], address: str
) -> None:
    """Statement 53: no clock is shifted on the way."""
    for zone, locale in (("Pacific/Kiritimati", "de-DE"), ("America/Los_Angeles", "ar-EG")):
        app = visitor(timezone_id=zone, locale=locale).open(address)
        says(app, re.escape(START))
        assert app.root.get_by_label("Day", exact=True).input_value() == "06.05.2024"
        assert app.root.get_by_label("Moment", exact=True).input_value() == "2024/05/06, 23:30"
        app.type("Day", "1.1.2025").type("Moment", "2024-03-31 02:30").type("Time", "00:00")
        says(app, r"2025-01-01 \[\] 00:00:00 2024-03-31 02:30:00")
        assert (
            app.page.evaluate("() => location.search")
            == "?day=2025-01-01&moment=2024-03-31T02%3A30&clock=00%3A00"
        )
        app.reload()
        says(app, r"2025-01-01 \[\] 00:00:00 2024-03-31 02:30:00")


def test_a_day_is_picked_by_keyboard(app: Any, address: str) -> None:
    app.open(address)
    field = app.root.get_by_label("Day", exact=True)
    field.press("Alt+ArrowDown")
    keyboard = app.page.keyboard
    expect(app.page.get_by_role("button", name=re.compile("May 6, 2024"))).to_be_focused()
    for key in ("ArrowDown", "ArrowRight", "PageDown", "Enter"):
        keyboard.press(key)
    says(app, "^2024-06-14")
    expect(field).to_be_focused()
    expect(field).to_have_value("14.06.2024")
    expect(app.page.get_by_role("grid")).to_have_count(0)
    # The part at the caret goes up and down.
    field.press("Home")
    field.press("ArrowUp")
    says(app, "^2024-06-15")
    field.press("Alt+ArrowDown")
    expect(app.page.get_by_role("button", name=re.compile("June 15, 2024"))).to_be_focused()
    keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(app.page.get_by_role("dialog")).to_have_count(0)


def test_a_calendar_is_gregorian_in_any_language(visitor: Callable[..., Any], address: str) -> None:
    for locale, months, name in (("th-TH", "มีนาคม", "มีนาคม 2024"), ("de-DE", "März", "März 2024")):
        app = visitor(locale=locale).open(address)
        app.root.get_by_label("Days", exact=True).click()
        panel = app.page.get_by_role("dialog", name="Days")
        panel.get_by_label("Month", exact=True).select_option(months)
        panel.get_by_role("button", name=name).nth(8).click()
        says(app, r"\['2024-03-09'\]")


def test_a_range_is_picked_in_two_steps(app: Any, address: str) -> None:
    app.open(address)
    app.root.get_by_label("Days", exact=True).click()
    panel = app.page.get_by_role("dialog", name="Days")
    panel.get_by_label("Month", exact=True).select_option("March")
    panel.get_by_role("button", name=re.compile("March 9, 2024")).click()
    says(app, r"\['2024-03-09'\]")
    panel.get_by_role("button", name="Next month").click()
    panel.get_by_role("button", name=re.compile("April 2, 2024")).click()
    says(app, r"\['2024-03-09', '2024-04-02'\]")
    expect(panel).to_have_count(0)
    assert app.root.get_by_label("Days", exact=True).input_value() == "2024/03/09 – 2024/04/02"


def test_a_moment_is_a_day_and_a_time(app: Any, address: str) -> None:
    app.open(address)
    app.root.get_by_test_id("stDateTimeInputCalendarButton").click()
    panel = app.page.get_by_role("dialog", name="Moment")
    panel.get_by_role("button", name=re.compile("May 20, 2024")).click()
    says(app, "2024-05-20 23:30:00")
    panel.get_by_label("Time").click()
    app.page.get_by_role("option", name="22:15", exact=True).click()
    says(app, "2024-05-20 22:15:00")
    expect(panel).to_be_visible()
    app.page.keyboard.press("Escape")
    app.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)


def test_a_time_is_chosen_from_the_list(app: Any, address: str) -> None:
    app.open(address)
    field = app.root.get_by_role("combobox", name="Time")
    field.click()
    expect(app.page.get_by_role("option", name="08:45", selected=True)).to_be_visible()
    app.page.get_by_role("option", name="09:30", exact=True).click()
    says(app, " 09:30:00 ")
    field.press("ArrowDown")
    field.press("ArrowUp")
    field.press("Enter")
    says(app, " 09:15:00 ")


def test_a_colour_is_dragged_stepped_and_typed(app: Any, address: str) -> None:
    app.open(address)
    swatch = app.root.get_by_test_id("stColorPickerBlock")
    swatch.click()
    panel = app.page.get_by_test_id("stColorPickerPopover")
    area = panel.locator(".rv-color-area").bounding_box()
    app.page.mouse.move(area["x"] + 5, area["y"] + 5)
    app.page.mouse.down()
    app.page.mouse.move(area["x"] + area["width"] - 1, area["y"] + 1, steps=4)
    app.page.mouse.up()
    app.page.wait_for_function("() => location.search.startsWith('?color=')")
    says(app, r"#(?!2f6fde)[0-9a-f]{6}\s*$")
    panel.get_by_role("slider", name="Hue").focus()
    app.page.keyboard.press("Home")
    says(app, r"#f[ef]0[0-9]0[0-9]\s*$")
    panel.get_by_label("Hex").fill("0a6")
    app.page.keyboard.press("Enter")
    says(app, r"#00aa66\s*$")
    expect(panel).to_have_count(0)
    expect(swatch).to_be_focused()
    assert swatch.evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(0, 170, 102)"
    assert app.page.evaluate("() => location.search") == "?color=%2300aa66"


def test_a_calendar_opens_above_a_dialog(app: Any, address: str) -> None:
    app.open(address).press("Open")
    dialog = app.page.get_by_role("dialog", name="Above")
    field = dialog.get_by_label("Inside")
    field.press("Alt+ArrowDown")
    expect(app.page.get_by_role("button", name=re.compile("May 6, 2024"))).to_be_focused()
    app.page.keyboard.press("Escape")
    expect(field).to_be_focused()
    dialog.get_by_test_id("stDateInputCalendarButton").click()
    app.page.get_by_role("button", name=re.compile("May 9, 2024")).click()
    expect(dialog.get_by_text("inside: 2024-05-09")).to_be_visible()
