"""Figures of other libraries: that they are drawn, and that the script gets what is selected in them."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

PART = 100
"""How many pixels of a colour are no accident."""

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

MAPS = f"""
import revoila as st
import pydeck as pdk

name = st.text_input("Name", "Oslo")
rows = [{{"name": name + {HOSTILE!r}, "lon": 10.7, "lat": 59.9}}, {{"name": "Rome", "lon": 12.5, "lat": 41.9}}]
layer = pdk.Layer("ScatterplotLayer", rows, id="cities", get_position="[lon, lat]", pickable=True,
                  get_radius=200_000, get_fill_color=[255, 0, 0])
view = pdk.ViewState(latitude=59.9, longitude=10.7, zoom=3)
deck = pdk.Deck([layer], initial_view_state=view, tooltip={{"html": "<b>{{name}}</b>"}})
chosen = st.pydeck_chart(deck, on_select="rerun", key="deck", height=300, alt="Two cities")
st.write(f"chosen {{[row['name'][:4] for row in chosen.selection.objects.get('cities', [])]}}")
st.map({{"lat": [60.4, 38.7], "lon": [5.3, -9.1]}}, size=90_000, color="#00ff00", height=300)
st.pydeck_chart(pdk.Deck([pdk.Layer("TerrainLayer", None)], map_provider=None), key="unknown")
"""

DRAWINGS = f"""
import revoila as st
import graphviz

hostile = {HOSTILE!r}
graph = graphviz.Digraph()
graph.node("a", "A " + hostile, URL="javascript:document.title='broken'", tooltip="A " + hostile)
graph.node("b", "B", style="filled", fillcolor="#ffd700", URL="https://example.org")
graph.node("c", "C", image="https://example.org/x.png")
graph.edge("a", "b", label="edge")
st.graphviz_chart(graph, alt="Two nodes")
st.graphviz_chart("digraph {{")
script = "<script>document.title=`broken`</script>Start"
click = 'click A "javascript:document.title=1"'
st.mermaid_chart('graph LR; A["' + script + '"] --> B[End]; ' + click, alt="A line")
st.mermaid_chart("graph LR; A -->")
st.markdown("Text" + chr(10) + chr(10) + "```mermaid" + chr(10) + "graph LR; C --> D" + chr(10) + "```")
st.markdown("```mermaid" + chr(10) + "pie" + chr(10) + '  "Dogs" : 3' + chr(10) + "```")
"""

ECHARTS = f"""
import revoila as st
import pandas as pd

height = st.number_input("Height", value=5)
option = {{
    "title": {{"text": {HOSTILE!r}}},
    "tooltip": {{"valueFormatter": "dollar"}},
    "animation": False,
    "grid": {{"left": 0, "right": 0, "top": 0, "bottom": 0}},
    "xAxis": {{"type": "category"}},
    "yAxis": {{"max": 10}},
    "dataset": {{"source": pd.DataFrame({{"name": ["a", "b"], "n": [height, 8]}})}},
    "series": [{{"type": "bar", "name": "N", "selectedMode": "multiple", "itemStyle": {{"color": "#00ff00"}},
                "barCategoryGap": 0, "select": {{"itemStyle": {{"color": "#ff0000", "borderWidth": 0}}}}}}],
}}
picked = st.echarts_chart(option, on_select="rerun", key="bars", height=300, alt="Two bars")
st.write(f"picked {{[item['data_indices'] for item in picked.selection.selected]}}")
st.echarts_chart(option, key="svg", renderer="svg", height=200)
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
    ticks = moving.locator(".xtick text")
    whole = ticks.last.text_content() or ""
    drag(app, *(center(moving.locator(".scatterlayer .point").nth(index)) for index in (1, 2)))
    expect(ticks.last).not_to_have_text(whole)
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


def shows(app: Any, spot: Locator, color: tuple[int, int, int]) -> None:
    """Wait until a good part of what is seen there has a colour."""

    def painted() -> bool:
        seen = Image.open(BytesIO(spot.screenshot())).convert("RGB")
        colors = seen.getcolors(seen.width * seen.height) or []
        return sum(count for count, found in colors if found == color) > PART

    app.until(painted, 60)


def test_objects_on_maps_are_selected_and_told_about(app: Any, serve_text: Callable[..., str]) -> None:
    app.open(serve_text("maps", MAPS))
    canvas = chart(app, "deck").locator("canvas")
    shows(app, canvas, (255, 0, 0))
    middle = center(canvas)
    app.page.mouse.move(*middle)
    tooltip = chart(app, "deck").locator(".rv-deck-tooltip")
    expect(tooltip).to_contain_text("Oslo<img src=x")
    assert tooltip.locator("img[onerror], script").count() == 0
    app.page.mouse.click(*middle)
    expect(app.root.get_by_text("chosen ['Oslo']")).to_be_visible()
    app.type("Name", "Bonn")
    expect(app.root.get_by_text("chosen ['Bonn']")).to_be_visible()
    app.page.mouse.click(middle[0] - 200, middle[1] - 100)
    expect(app.root.get_by_text("chosen []")).to_be_visible()
    assert app.page.title() != "broken"


def test_points_lie_on_land_of_our_own(app: Any, serve_text: Callable[..., str]) -> None:
    """No tile is asked for: the guard of every page fails the test otherwise."""
    app.open(serve_text("maps", MAPS))
    points = app.root.get_by_test_id("stDeckGlJsonChart").nth(1)
    points.scroll_into_view_if_needed()
    shows(app, points.locator("canvas"), (0, 255, 0))
    land = points.evaluate(
        "(box) => getComputedStyle(box).getPropertyValue('--st-secondary-background-color')"
    )
    assert land
    points.get_by_role("button", name="Zoom in").click()
    with app.page.expect_download() as saved:
        points.hover()
        points.get_by_role("button", name="Download as PNG").click()
    assert saved.value.suggested_filename == "chart.png"


def test_what_a_map_cannot_have_is_said(app: Any, serve_text: Callable[..., str]) -> None:
    app.open(serve_text("maps", MAPS))
    expect(chart(app, "unknown").get_by_role("alert")).to_contain_text("TerrainLayer")


def test_graphs_and_diagrams_are_drawn_and_nothing_in_them_runs(
    app: Any, serve_text: Callable[..., str]
) -> None:
    """Graphviz is WebAssembly: the policy of the page lets it be compiled, and lets no text be run."""
    app.open(serve_text("drawings", DRAWINGS))
    graphs, diagrams = app.root.get_by_test_id("stGraphVizChart"), app.root.get_by_test_id("stMermaidChart")
    graph = graphs.first.get_by_role("figure", name="Two nodes")
    expect(graph.locator("g.node")).to_have_count(3)
    expect(graph.get_by_text("A <img src=x onerror")).to_be_visible()
    expect(graphs.nth(1).get_by_role("alert")).to_contain_text("syntax error")
    expect(diagrams.first.get_by_text("End", exact=True)).to_be_visible()
    expect(diagrams.nth(1).get_by_test_id("stMermaidError")).to_contain_text("graph LR; A -->")
    expect(diagrams.nth(2).locator("svg").get_by_text("D", exact=True)).to_be_visible()
    expect(diagrams.nth(3).locator("svg").get_by_text("Dogs")).to_be_visible()
    assert [link.get_attribute("href") for link in graph.locator("a").all()] in (
        [None, None],
        [None, "https://example.org"],
    )
    for drawing in (
        *graphs.locator("svg:not([aria-hidden])").all(),
        *diagrams.locator("svg:not([aria-hidden])").all(),
    ):
        assert drawing.locator("script, foreignObject, img, image[href], [onerror], [onclick]").count() == 0
    assert "broken" not in app.page.title()


def test_drawings_follow_the_theme(app: Any, serve_text: Callable[..., str]) -> None:
    app.page.emulate_media(color_scheme="light")
    app.open(serve_text("drawings", DRAWINGS))
    text = app.root.get_by_test_id("stGraphVizChart").first.get_by_text("edge")
    diagram = app.root.get_by_test_id("stMermaidChart").nth(2).locator("svg")
    dark = re.compile(r"^#[0-4]")
    expect(text).to_have_attribute("fill", dark)
    before = diagram.locator("style").text_content()
    app.page.emulate_media(color_scheme="dark")
    expect(text).not_to_have_attribute("fill", dark)
    app.until(lambda: diagram.locator("style").text_content() != before)


def test_items_of_echarts_are_selected(app: Any, serve_text: Callable[..., str]) -> None:
    app.open(serve_text("echarts", ECHARTS))
    bars = chart(app, "bars")
    canvas = bars.locator("canvas").first
    shows(app, canvas, (0, 255, 0))
    x, y = center(canvas)
    app.page.mouse.click(x + 100, y + 100)
    expect(app.root.get_by_text("picked [[1]]")).to_be_visible()
    shows(app, canvas, (255, 0, 0))
    app.page.mouse.click(x - 100, y + 100)
    expect(app.root.get_by_text("picked [[0, 1]]")).to_be_visible()
    app.page.mouse.click(x - 100, y + 100)
    expect(app.root.get_by_text("picked [[1]]")).to_be_visible()
    canvas.evaluate("(canvas) => { canvas.dataset.mark = 'same' }")
    app.type("Height", "2")
    expect(bars.locator("canvas[data-mark=same]")).to_be_attached()
    expect(app.root.get_by_text("picked [[1]]")).to_be_visible()
    assert app.page.title() != "broken"


def test_echarts_draws_svg_too(app: Any, serve_text: Callable[..., str]) -> None:
    app.open(serve_text("echarts", ECHARTS))
    svg = chart(app, "svg")
    expect(svg.get_by_text("<img src=x onerror")).to_be_visible()
    svg.hover()
    with app.page.expect_download():
        svg.get_by_role("button", name="Download as PNG").click()
