"""Figures of Plotly: how they travel, and what visitors may select in them (behaviour.md, section 5)."""

from __future__ import annotations

import json
import struct
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import pytest
from plotly.exceptions import PlotlyError

import revoila
from revoila.elements._handle import DeltaGenerator
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidHeightError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

POINTS = go.Figure(go.Scatter(x=[1, 2, 3], y=[4.5, 5.5, 6.5], customdata=[["a"], ["b"], ["c"]]))
MANY = 1000


def figure(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.props()["figure"])
    return found


def test_a_figure_and_what_does_not_travel(page: Any) -> None:
    handle = revoila.plotly_chart(POINTS)
    assert isinstance(handle, DeltaGenerator)
    assert page.main[0].kind == "plotly"
    assert page.main[0].id is None
    assert set(page.props(0)) == {"theme", "figure", "arrays"}
    assert page.props(0)["arrays"] == {}


def test_parameters_travel(page: Any) -> None:
    revoila.plotly_chart(
        POINTS, width=300, height=200, theme=None, key="c", config={"scrollZoom": True}, alt=" Three points "
    )
    props = page.props()
    assert {name: props[name] for name in ("width", "height", "theme", "key", "config", "alt")} == {
        "width": 300,
        "height": 200,
        "theme": None,
        "key": "c",
        "config": {"scrollZoom": True},
        "alt": "Three points",
    }


@pytest.mark.parametrize(("given", "width"), [(True, None), (False, "content")])
def test_the_older_way_to_say_the_width(page: Any, given: bool, width: str | None) -> None:
    revoila.plotly_chart(POINTS, given)
    assert page.props().get("width") == width


@pytest.mark.parametrize(
    "source",
    [
        POINTS,
        {"data": [{"type": "scatter", "x": [1, 2, 3], "y": [4.5, 5.5, 6.5]}]},
        [{"type": "scatter", "x": [1, 2, 3], "y": [4.5, 5.5, 6.5]}],
        [go.Scatter(x=[1, 2, 3], y=[4.5, 5.5, 6.5])],
    ],
    ids=["figure", "dict", "list", "traces"],
)
def test_what_is_a_figure(page: Any, source: Any) -> None:
    revoila.plotly_chart(source)
    (trace,) = figure(page)["data"]
    assert trace["y"] == [4.5, 5.5, 6.5]


# Plotly asks Matplotlib in a way that Matplotlib is about to drop.
@pytest.mark.filterwarnings("ignore:The converter attribute")
def test_a_figure_of_matplotlib(page: Any) -> None:
    drawn, axes = plt.subplots()
    axes.plot([1, 2], [3, 4])
    revoila.plotly_chart(drawn)
    plt.close(drawn)
    assert figure(page)["data"][0]["type"] == "scatter"


@pytest.mark.parametrize("bad", [None, 3, "text", object()])
def test_what_is_none(page: Any, bad: Any) -> None:
    with pytest.raises(PlotlyError):
        revoila.plotly_chart(bad)


@pytest.mark.parametrize("numbers", [list(range(MANY)), np.arange(MANY), pd.Series(range(MANY))])
def test_long_arrays_travel_as_bytes(page: Any, numbers: Any) -> None:
    revoila.plotly_chart(go.Figure(go.Scatter(x=numbers, y=numbers)))
    (trace,) = figure(page)["data"]
    number = trace["x"]["bdata"]
    data = page.props()["arrays"][str(number)]
    size = {"f8": "d", "i2": "h"}[trace["x"]["dtype"]]
    assert struct.unpack(f"<{MANY}{size}", data) == tuple(range(MANY))
    assert len(page.props()["figure"]) < 10_000


def test_gaps_and_texts_stay_lists(page: Any) -> None:
    gaps: list[Any] = [1.0, None] * 100
    revoila.plotly_chart([{"type": "scatter", "y": gaps, "text": ["a"] * 200, "selectedpoints": [1] * 200}])
    (trace,) = figure(page)["data"]
    assert trace["y"] == gaps
    assert trace["text"] == ["a"] * 200
    assert trace["selectedpoints"] == [1] * 200
    assert page.props()["arrays"] == {}


def test_missing_numbers_are_no_json_of_their_own(page: Any) -> None:
    revoila.plotly_chart([{"type": "scatter", "y": [1.0, float("nan"), float("inf")]}])
    assert figure(page)["data"][0]["y"] == [1.0, None, None]


def test_two_equal_figures_of_one_run_need_a_key(page: Any) -> None:
    """As in Streamlit 1.67, also where nothing can be selected."""
    figure = px.line(x=[1], y=[2])
    revoila.plotly_chart(figure)
    with pytest.raises(StreamlitDuplicateElementId):
        revoila.plotly_chart(figure)
    revoila.plotly_chart(figure, key="other")
    with pytest.raises(StreamlitDuplicateElementKey):
        revoila.plotly_chart(px.line(x=[1], y=[3]), key="other")
    revoila.plotly_chart(figure, theme=None)
    assert page.kinds() == ["plotly"] * 3


def test_an_equal_figure_is_an_equal_element(page: Any) -> None:
    frame = pd.DataFrame(
        {"x": np.arange(300.0), "y": np.arange(300.0), "when": pd.date_range("2024", periods=300)}
    )
    for key in "ab":
        revoila.plotly_chart(px.scatter(frame, x="when", y="y", size="x"), key=key)
    first, second = page.main
    assert {**first.props, "key": ""} == {**second.props, "key": ""}


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"theme": "dark"}, StreamlitValueError),
        ({"on_select": None}, StreamlitValueError),
        ({"on_select": "yes"}, StreamlitValueError),
        ({"selection_mode": "point"}, StreamlitValueError),
        ({"selection_mode": ["points", "circle"]}, StreamlitValueError),
        ({"width": 0}, StreamlitInvalidWidthError),
        ({"height": "tall"}, StreamlitInvalidHeightError),
        ({"key": "", "on_select": "rerun"}, StreamlitValueError),
    ],
)
def test_what_is_not_accepted(page: Any, wrong: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        revoila.plotly_chart(POINTS, **wrong)
    assert page.main == []


def test_outlines_of_other_sites_are_refused(page: Any) -> None:
    outlines = go.Figure(go.Choropleth(geojson="https://example.org/x.json", locations=["a"], z=[1]))
    with pytest.raises(StreamlitAPIException, match="address of another site"):
        revoila.plotly_chart(outlines)
    tiles = go.Figure(
        layout={"map": {"layers": [{"sourcetype": "raster", "source": ["https://t.example/{z}"]}]}}
    )
    tiles.add_scattermap(lat=[1], lon=[2])
    with pytest.raises(StreamlitAPIException, match="address of another site"):
        revoila.plotly_chart(tiles)


def test_nothing_is_selected_at_first(page: Any) -> None:
    state: Any = revoila.plotly_chart(POINTS, on_select="rerun", key="c")
    assert state == {"selection": {"points": [], "point_indices": [], "box": [], "lasso": []}}
    assert state.selection.points is state["selection"]["points"]
    assert page.props()["modes"] == ["points", "box", "lasso"]


def test_what_is_selected(page: Any) -> None:
    def draw() -> Any:
        return revoila.plotly_chart(POINTS, on_select="rerun", key="c", selection_mode=("lasso", "points"))

    draw()
    assert page.props()["modes"] == ["points", "lasso"]
    point = {"curve_number": 0, "point_number": 1, "point_index": 1, "x": 2, "y": 5.5, "customdata": ["b"]}
    area = {"xref": "x", "yref": "y", "x": [1.5, 2.5, 2.5], "y": [5, 5, 6]}
    page.send("c", {"points": [point], "box": [], "lasso": [area]})
    page.rerun()
    selection = draw().selection
    assert selection.point_indices == [1]
    assert selection.points == [point]
    assert selection.lasso == [area]
    assert selection.box == []


def test_numbers_are_those_of_the_figure_whatever_the_browser_says(page: Any) -> None:
    numbers = np.arange(MANY)
    trace = go.Scatter(x=numbers, y=numbers * 2.0, customdata=np.arange(MANY * 2).reshape(-1, 2))

    def draw() -> Any:
        return revoila.plotly_chart(go.Figure(trace), on_select="rerun", key="c")

    draw()
    page.send("c", {"points": [{"curve_number": 0, "point_index": 7, "x": 99, "customdata": "forged"}]})
    page.rerun()
    state = draw()
    assert state.selection.points == [
        {"curve_number": 0, "point_index": 7, "point_number": 7, "x": 7, "y": 14.0, "customdata": [14, 15]}
    ]


@pytest.mark.parametrize(
    "wire",
    [
        None,
        [],
        "points",
        {"rows": []},
        {"points": {}},
        {"points": [3]},
        {"points": [{}]},
        {"points": [{"curve_number": 1, "point_index": 0}]},
        {"points": [{"curve_number": -1, "point_index": 0}]},
        {"points": [{"curve_number": True, "point_index": 0}]},
        {"points": [{"curve_number": 0, "point_index": 3}]},
        {"points": [{"curve_number": 0, "point_index": 1.5}]},
        {"points": [{"curve_number": 0, "point_index": [0, -1]}]},
        {"points": [{"curve_number": 0, "point_index": 0, "__class__": 1}]},
        {"points": [{"curve_number": 0, "point_index": 0, "text": "x" * 100_000}]},
        {"box": [{"x": "12", "y": []}]},
        {"box": [{"x": [{}], "y": []}]},
        {"box": [{"xref": 3}]},
        {"lasso": [{"path": "M0,0"}]},
        {"points": [{"curve_number": 0, "point_index": 0, "y": float("nan")}]},
    ],
)
def test_forged_selections_are_refused(page: Any, wire: Any) -> None:
    revoila.plotly_chart(POINTS, on_select="rerun", key="c")
    with pytest.raises(EventRefusedError):
        page.send("c", wire)


def test_identity_is_of_all_parameters(page: Any) -> None:
    other = go.Figure(POINTS).update_layout(title="Other")
    for chart in (POINTS, other):
        revoila.plotly_chart(chart, on_select="rerun")
    revoila.plotly_chart(POINTS, on_select="rerun", selection_mode="box")
    assert len({element.id for element in page.main}) == 3
    page.rerun()
    revoila.plotly_chart(POINTS, on_select="rerun", key="c")
    first = page.last.id
    page.rerun()
    revoila.plotly_chart(other, on_select="rerun", key="c")
    assert page.last.id != first


def test_a_callback_is_called_and_forms_have_none(page: Any) -> None:
    called = lambda: None  # noqa: E731
    revoila.plotly_chart(POINTS, on_select=called, key="c")
    assert page.specs[0].on_change is called
    assert page.specs[0].assignable is False
    with pytest.raises(StreamlitInvalidFormCallbackError), revoila.form("f"):
        revoila.plotly_chart(POINTS, on_select=called)
    with revoila.form("g"):
        revoila.plotly_chart(POINTS, on_select="rerun", key="d")
    assert page.specs[-1].form == "g"


def test_write_draws_figures(page: Any) -> None:
    revoila.write(POINTS)
    assert page.kinds() == ["plotly"]
