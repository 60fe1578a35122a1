"""Figures of other libraries: that they are drawn, and that the script gets what is selected in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

HOSTILE = "<img src=x onerror='document.title=`broken`'><script>document.title=`broken`</script>"

PLOTLY = f"""
import revoila as st
import plotly.graph_objects as go

shift = st.number_input("Shift", value=0)
x = [1, 2, 3, 4]
points = go.Figure(go.Scatter(x=x, y=[1, 2, 3, 4], mode="markers", marker={{"size": 20}}, name={HOSTILE!r}))
points.update_layout(title={HOSTILE!r}, legend={{"orientation": "h"}}, showlegend=True)
chosen = st.plotly_chart(points, on_select="rerun", key="points", alt="Four points")
st.write(f"chosen {{chosen.selection.point_indices}} boxes {{len(chosen.selection.box)}}")
moving = go.Figure(go.Scatter(x=x, y=[value + shift for value in x], mode="markers", name="moving"))
st.plotly_chart(moving, key="moving", height=300)
outlines = go.Figure(go.Scattergeo(lat=[60.4, -34], lon=[5.3, 18], mode="markers"))
st.plotly_chart(outlines, height=300, key="outlines")
if st.toggle("Tiles"):
    st.plotly_chart(go.Figure(go.Scattermap(lat=[60.4], lon=[5.3])), key="tiles")
"""


@pytest.fixture(scope="module")
def serve_text(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Return a function that serves a script and returns the address."""
    folder = tmp_path_factory.mktemp("figures")

    def start(name: str, text: str) -> str:
        path = folder / f"{name}_app.py"
        path.write_text(text)
        return serve(path)

    return start


def chart(app: Any, key: str) -> Locator:
    found: Locator = app.root.locator(f".st-key-{key}")
    return found


def center(spot: Locator) -> tuple[float, float]:
    box = spot.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(app: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    mouse = app.page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
    mouse.move(*end, steps=4)
    mouse.up()


def test_plotly_points_are_selected_by_click_and_by_box(app: Any, serve_text: Callable[..., str]) -> None:
    app.open(serve_text("plotly", PLOTLY))
    points = chart(app, "points").locator(".scatterlayer .point")
    expect(points).to_have_count(4)
    expect(chart(app, "points").get_by_role("figure", name="Four points")).to_be_visible()
    app.page.mouse.click(*center(points.nth(2)))
    expect(app.root.get_by_text("chosen [2] boxes 0")).to_be_visible()
    first, second = center(points.nth(0)), center(points.nth(1))
    drag(app, (first[0] - 25, first[1] + 25), (second[0] + 25, second[1] - 25))
    expect(app.root.get_by_text("chosen [0, 1] boxes 1")).to_be_visible()
    expect(chart(app, "points").locator(".selectionlayer path").first).to_be_attached()
    assert app.page.title() != "broken"


def test_plotly_changes_in_place_and_keeps_the_zoom(app: Any, serve_text: Callable[..., str]) -> None:
    app.open(serve_text("plotly", PLOTLY))
    moving = chart(app, "moving")
    expect(moving.locator(".scatterlayer .point")).to_have_count(4)
    moving.scroll_into_view_if_needed()
    drag(app, *(center(moving.locator(".scatterlayer .point").nth(index)) for index in (1, 2)))
    ticks = moving.locator(".xtick text")
    expect(ticks.last).to_have_text("3")
    zoomed = ticks.all_text_contents()
    moving.locator(".main-svg").first.evaluate("(svg) => { svg.dataset.mark = 'same' }")
    app.type("Shift", "1")
    expect(moving.locator("[data-mark=same]")).to_be_attached()
    assert ticks.all_text_contents() == zoomed


def test_plotly_maps_have_their_outlines_from_the_page(app: Any, serve_text: Callable[..., str]) -> None:
    """Nothing is asked from another site: the guard of every page fails the test otherwise."""
    app.open(serve_text("plotly", PLOTLY))
    outlines = chart(app, "outlines").locator(".geo .layer.land path")
    expect(outlines.first).to_have_attribute("d", re.compile("^M.{1000}"))
    expect(chart(app, "outlines").locator(".scattergeo .point")).to_have_count(2)
    app.root.get_by_text("Tiles", exact=True).click()
    tiles = chart(app, "tiles").locator("canvas.maplibregl-canvas")
    expect(tiles).to_be_visible()


def test_plotly_fills_the_window_and_is_saved(app: Any, serve_text: Callable[..., str]) -> None:
    app.open(serve_text("plotly", PLOTLY))
    figure = chart(app, "moving")
    expect(figure.locator(".scatterlayer .point")).to_have_count(4)
    figure.hover()
    with app.page.expect_download() as saved:
        figure.get_by_role("button", name="Download as PNG").click()
    assert saved.value.suggested_filename == "chart.png"
    figure.get_by_role("button", name="Fullscreen").click()
    svg = figure.locator(".main-svg").first
    expect(svg).to_have_css("width", re.compile(r"^1[12]\d\d"))
    app.page.keyboard.press("Escape")
    expect(svg).to_have_css("height", "300px")
