"""Charts in Chromium: selected in, moved, redrawn in place; numbers are sections of the behaviour tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import AppPage

APP = """
import math

import streamlit as st

redraws = st.session_state.setdefault("redraws", 0)
if st.button("Redraw"):
    redraws = st.session_state.redraws = redraws + 1

BARS = {
    "mark": "bar",
    "params": [{"name": "city", "select": {"type": "point", "fields": ["city"]}}],
    "encoding": {
        "y": {"field": "city", "axis": None},
        "x": {"field": "rain", "type": "quantitative", "axis": None, "scale": {"domain": [0, 10]}},
        "opacity": {"condition": {"param": "city", "value": 1}, "value": 0.2},
    },
}
RAIN = {"city": ["Bergen", "Lisbon"], "rain": [9 + redraws % 2, 9]}
event = st.vega_lite_chart(RAIN, BARS, key="bars", on_select="rerun", height=200, alt="Rain")
st.write(f"bars {[point['city'] for point in event.selection.city]}")

BRUSH = {
    "mark": "circle",
    "params": [{"name": "brush", "select": "interval"}],
    "encoding": {
        name: {"field": name, "type": "quantitative", "axis": None, "scale": {"domain": [0, 100]}}
        for name in ("x", "y")
    },
}
event = st.vega_lite_chart({"x": [20, 80], "y": [20, 80]}, BRUSH, key="brush", on_select="rerun", height=200)
st.write(f"brush { {name: [round(end, -1) for end in ends] for name, ends in event.selection.brush.items()} }")

with st.form("form", clear_on_submit=True):
    event = st.vega_lite_chart(RAIN, BARS, key="inside", on_select="rerun", height=200)
    st.form_submit_button("Send")
st.write(f"form {[point['city'] for point in event.selection.city]}")

st.line_chart({"y": [math.sin(step / 900 + redraws) for step in range(10_000)]}, alt="Wave", height=200)
st.area_chart({"y": [step % 97 for step in range(30_000)]}, alt="Teeth", height=200)
with st.container(height=400):
    st.line_chart([1, 3, 2], alt="Filling", height="stretch")
"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("charts") / "charts.py"
    path.write_text(APP)
    return serve(path)


@pytest.fixture
def charts(app: AppPage, address: str) -> AppPage:
    app.page.set_viewport_size({"width": 1000, "height": 2400})
    app.open(address)
    expect(app.root.locator(".rv-chart canvas")).to_have_count(6)
    return app


def says(app: AppPage, text: str) -> None:
    expect(app.root.get_by_text(re.compile(f"^{re.escape(text)}$"))).to_be_visible()


def canvas(app: AppPage, index: int) -> Any:
    return app.root.locator(".rv-chart canvas").nth(index)


def drag(app: AppPage, index: int, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag over a chart, in shares of its size."""
    box = canvas(app, index).bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    app.page.mouse.move(*places[0])
    app.page.mouse.down()
    app.page.mouse.move(*places[1], steps=4)
    app.page.mouse.up()


def picture(app: AppPage, index: int) -> Any:
    return canvas(app, index).evaluate("canvas => canvas.toDataURL()")


def test_a_point_is_selected_and_stays_selected(charts: AppPage) -> None:
    """5: points are told, stay over reruns and a reload; another click or a double click takes them back."""
    canvas(charts, 0).click(position={"x": 60, "y": 50})
    says(charts, "bars ['Bergen']")
    canvas(charts, 0).click(position={"x": 60, "y": 150}, modifiers=["Shift"])
    says(charts, "bars ['Bergen', 'Lisbon']")
    canvas(charts, 0).click(position={"x": 60, "y": 150})
    says(charts, "bars ['Lisbon']")
    faded = picture(charts, 0)
    charts.press("Redraw")
    says(charts, "bars ['Lisbon']")
    charts.press("Redraw")
    assert picture(charts, 0) == faded
    charts.reload()
    says(charts, "bars ['Lisbon']")
    expect(charts.root.locator(".rv-chart canvas")).to_have_count(6)
    charts.until(lambda: picture(charts, 0) == faded)
    canvas(charts, 0).dblclick(position={"x": 60, "y": 50})
    says(charts, "bars []")


def test_a_brush_tells_its_ends(charts: AppPage) -> None:
    """5: an interval is a dict of field to [low, high]."""
    drag(charts, 1, (0.2, 0.3), (0.6, 0.9))
    says(charts, "brush {'x': [20.0, 60.0], 'y': [10.0, 70.0]}")
    canvas(charts, 1).dblclick(position={"x": 5, "y": 5})
    says(charts, "brush {}")


def test_a_chart_in_a_form_waits_and_is_cleared(charts: AppPage) -> None:
    empty = picture(charts, 2)
    canvas(charts, 2).click(position={"x": 60, "y": 50})
    charts.until(lambda: picture(charts, 2) != empty)
    says(charts, "form []")
    charts.press("Send")
    says(charts, "form ['Bergen']")
    charts.until(lambda: picture(charts, 2) == empty)


def test_other_data_is_drawn_in_place(charts: AppPage) -> None:
    """Data changes, the view does not: the canvas is the same, and where the visitor has moved stays."""
    before = picture(charts, 3)
    drag(charts, 3, (0.5, 0.5), (0.3, 0.5))
    charts.until(lambda: picture(charts, 3) != before)
    canvas(charts, 3).evaluate("canvas => { canvas.dataset.own = 'yes'; }")
    moved = picture(charts, 3)
    charts.press("Redraw")
    charts.until(lambda: picture(charts, 3) != moved)
    expect(canvas(charts, 3)).to_have_attribute("data-own", "yes")
    canvas(charts, 3).dblclick(position={"x": 300, "y": 60})
    charts.until(lambda: picture(charts, 3) != moved)
    expect(canvas(charts, 3)).to_have_attribute("data-own", "yes")


def test_the_nearest_point_of_a_line_is_told(charts: AppPage) -> None:
    tip = charts.root.locator(".rv-chart-tooltip:visible")
    canvas(charts, 3).hover(position={"x": 300, "y": 60})
    expect(tip).to_contain_text(re.compile(r"index\s*\d+"))
    charts.page.mouse.move(5, 5)
    expect(tip).to_have_count(0)


def test_more_than_a_page_draws_is_said_so(charts: AppPage) -> None:
    note = charts.root.locator(".rv-chart-note")
    expect(note).to_have_text(re.compile(r"^Showing [\d,]+ of 30,000 points\.$"))
    expect(charts.root.get_by_role("img", name=re.compile(r"^Teeth\. Showing"))).to_be_visible()


def test_a_chart_fills_its_box(charts: AppPage) -> None:
    """1.4: "stretch" fills the height of the parent."""
    box = charts.root.get_by_role("img", name="Filling").locator("canvas").bounding_box()
    assert box is not None
    assert 320 < box["height"] <= 400


def test_the_toolbar(charts: AppPage) -> None:
    chart = charts.root.get_by_test_id("stVegaLiteChart").nth(3)
    chart.hover()
    chart.get_by_role("button", name="Fullscreen").click()
    charts.until(lambda: canvas(charts, 3).bounding_box()["height"] > 1500)
    charts.page.keyboard.press("Escape")
    charts.until(lambda: canvas(charts, 3).bounding_box()["height"] <= 210)
    for kind in ("PNG", "SVG"):
        with charts.page.expect_download() as saved:
            chart.get_by_role("button", name=f"Download as {kind}").click()
        assert saved.value.suggested_filename == f"chart.{kind.lower()}"
    chart.get_by_role("button", name="Show data").click()
    expect(chart.get_by_test_id("stDataFrame")).to_be_visible()
    chart.get_by_role("button", name="Show the chart").click()
    expect(charts.root.locator(".rv-chart canvas")).to_have_count(6)


def test_the_theme_changes_without_a_reload(charts: AppPage) -> None:
    drag(charts, 1, (0.2, 0.3), (0.6, 0.9))
    says(charts, "brush {'x': [20.0, 60.0], 'y': [10.0, 70.0]}")
    light = picture(charts, 1)
    charts.page.emulate_media(color_scheme="dark")
    charts.until(lambda: picture(charts, 1) not in (light, None))
    says(charts, "brush {'x': [20.0, 60.0], 'y': [10.0, 70.0]}")
    charts.page.emulate_media(color_scheme="light")
    charts.until(lambda: picture(charts, 1) == light)
