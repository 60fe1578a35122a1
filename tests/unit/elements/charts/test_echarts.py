"""Charts of ECharts: how they travel, and what visitors may select in them (behaviour.md, section 5)."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyecharts.charts import Bar
from pyecharts.commons.utils import JsCode
from pyecharts.options import InitOpts, LabelOpts

import revoila
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

BARS: dict[str, Any] = {
    "xAxis": {"data": ["a", "b"]},
    "yAxis": {},
    "series": [
        {"type": "bar", "id": "n", "name": "Number", "data": [3, 5]},
        {"type": "line", "data": [1, 2]},
    ],
}
MANY = 500


def option(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.props()["option"])
    return found


@pytest.mark.parametrize("spec", [BARS, json.dumps(BARS)])
def test_an_option_and_what_does_not_travel(page: Any, spec: Any) -> None:
    revoila.echarts_chart(spec)
    assert page.kinds() == ["echarts"]
    assert set(page.props()) == {"option", "theme"}
    assert option(page) == BARS


def test_parameters_travel(page: Any) -> None:
    revoila.echarts_chart(BARS, width=300, height=200, theme=None, key="c", renderer="svg", alt="Bars")
    props = {name: prop for name, prop in page.props().items() if name != "option"}
    assert props == {"width": 300, "height": 200, "theme": None, "key": "c", "renderer": "svg", "alt": "Bars"}


def test_charts_of_pyecharts(page: Any) -> None:
    chart = Bar(InitOpts(width="640px", height="320px")).add_xaxis(["a"]).add_yaxis("Number", [3])
    revoila.echarts_chart(chart)
    assert page.props()["size"] == ["640px", "320px"]
    assert option(page)["series"][0]["type"] == "bar"


@pytest.mark.parametrize(
    "frame", [pd.DataFrame({"a": ["x", "y"], "n": [1, 2]}), pl.DataFrame({"a": ["x", "y"], "n": [1, 2]})]
)
def test_tables_travel_as_arrow(page: Any, frame: Any) -> None:
    revoila.echarts_chart({"dataset": {"source": frame, "dimensions": ["a", "n"]}, "series": {"type": "bar"}})
    dataset = option(page)["dataset"]
    table = pa.ipc.open_stream(page.props()["buffers"][dataset["source"]["@@table"]]).read_all()
    assert table.to_pydict() == {"a": ["x", "y"], "n": [1, 2]}
    assert dataset["dimensions"] == ["a", "n"]
    revoila.echarts_chart({"dataset": [{"source": frame}, {"transform": {"type": "sort"}}]})
    assert "@@table" in option(page)["dataset"][0]["source"]


def test_long_lists_travel_as_bytes(page: Any) -> None:
    data = [[float(x), x * 2] for x in range(MANY)]
    revoila.echarts_chart(
        {"series": [{"type": "scatter", "data": data}, {"type": "line", "data": list(range(MANY))}]}
    )
    pairs, line = (series["data"] for series in option(page)["series"])
    numbers = struct.unpack(f"<{2 * MANY}d", page.props()["buffers"][pairs["@@array"]])
    assert (pairs["width"], numbers) == (2, tuple(value for row in data for value in row))
    assert struct.unpack(f"<{MANY}d", page.props()["buffers"][line["@@array"]]) == tuple(range(MANY))
    assert line["width"] == 0


def test_gaps_and_arrays_of_numpy(page: Any) -> None:
    gaps = [1, None] * 100
    revoila.echarts_chart({"series": [{"data": gaps}, {"data": np.arange(3), "z": np.int64(4)}]})
    assert option(page)["series"] == [{"data": gaps}, {"data": [0, 1, 2], "z": 4}]


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"series": [{"type": "bar3D"}]}, "ECharts GL"),
        ({"series": {"type": "scatterGL"}}, "ECharts GL"),
        ({"globe": {}}, "ECharts GL"),
        ({"series": [{"type": "map"}]}, "maps"),
        ({"geo": {"map": "world"}}, "outlines"),
        ({"series": [{"type": "custom"}]}, "function"),
        ({"series": [{"type": "liquidFill"}]}, "extension"),
        ({"series": [{"type": "wordCloud"}]}, "extension"),
        ({"tooltip": {"formatter": lambda value: value}}, "JavaScript functions"),
        ({"series": [{"data": [1.0, float("nan")]}]}, "nan"),
        ({"series": [{"data": [float("inf")] * MANY}]}, "inf"),
        ({"series": [{"data": [object()]}]}, "object"),
        ({1: 2}, "texts"),
        ("{not json", "no JSON text"),
        ('{"formatter": function (x) { return x }}', "JavaScript functions"),
        ('{"a": NaN}', "NaN"),
        ({"series": [{"symbol": "image://https://example.org/x.png"}]}, "another site"),
    ],
)
def test_what_cannot_be_drawn(page: Any, spec: Any, said: str) -> None:
    with pytest.raises(StreamlitAPIException, match=said):
        revoila.echarts_chart(spec)
    assert page.main == []


def test_functions_of_pyecharts_are_refused(page: Any) -> None:
    label = LabelOpts(formatter=JsCode("function (x) { return x }"))
    chart = Bar().add_xaxis(["a"]).add_yaxis("Number", [3], label_opts=label)
    with pytest.raises(StreamlitAPIException, match="JavaScript functions"):
        revoila.echarts_chart(chart)


@pytest.mark.parametrize("bad", [None, 3, [BARS], object(), "[1]"])
def test_what_is_no_option(page: Any, bad: Any) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError):
        revoila.echarts_chart(bad)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"theme": "dark"}, StreamlitValueError),
        ({"renderer": "webgl"}, StreamlitValueError),
        ({"on_select": None}, StreamlitValueError),
        ({"width": 0}, StreamlitInvalidWidthError),
        ({"height": -1}, StreamlitInvalidHeightError),
    ],
)
def test_what_is_not_accepted(page: Any, wrong: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        revoila.echarts_chart(BARS, **wrong)
    assert page.main == []


def test_what_is_selected(page: Any) -> None:
    def draw() -> Any:
        return revoila.echarts_chart(BARS, on_select="rerun", key="c")

    assert draw() == {"selection": {"selected": [], "areas": []}}
    area = {"brush_index": 0, "brush_type": "rect", "coord_range": [[0, 1], [2, 6]]}
    chosen = {"series_index": 0, "data_type": "main", "data_indices": [1]}
    page.send("c", {"selected": [chosen], "areas": [area]})
    page.rerun()
    selection = draw().selection
    assert selection.selected == [{**chosen, "series_id": "n", "series_name": "Number"}]
    assert selection.areas == [area]


@pytest.mark.parametrize(
    "wire",
    [
        None,
        {"rows": []},
        {"selected": {}},
        {"selected": [{"series_index": 2, "data_indices": []}]},
        {"selected": [{"series_index": -1, "data_indices": []}]},
        {"selected": [{"series_index": 0, "data_indices": [2]}]},
        {"selected": [{"series_index": 0, "data_indices": [True]}]},
        {"selected": [{"series_index": 0, "data_indices": None}]},
        {"selected": [{"series_index": 0, "data_indices": [], "data_type": "other"}]},
        {"selected": [{"series_index": 0, "data_indices": [0], "series_name": "forged"}]},
        {"areas": [{"brush_index": 0, "brush_type": "circle", "coord_range": []}]},
        {"areas": [{"brush_index": "0", "brush_type": "rect", "coord_range": []}]},
        {"areas": [{"brush_index": 0, "brush_type": "rect", "coord_range": 3}]},
    ],
)
def test_forged_selections_are_refused(page: Any, wire: Any) -> None:
    revoila.echarts_chart(BARS, on_select="rerun", key="c")
    with pytest.raises(EventRefusedError):
        page.send("c", wire)


def test_with_a_key_the_data_may_change_and_what_it_has_not_is_dropped(page: Any) -> None:
    """Section 1.12."""
    revoila.echarts_chart(BARS, on_select="rerun", key="c")
    first = page.last.id
    page.send("c", {"selected": [{"series_index": 0, "data_type": "main", "data_indices": [1]}]})
    page.rerun()
    longer = {**BARS, "series": [{"type": "bar", "data": [1, 2, 3]}]}
    state: Any = revoila.echarts_chart(longer, on_select="rerun", key="c")
    assert page.last.id == first
    assert state.selection.selected[0]["data_indices"] == [1]
    assert state.selection.selected[0]["series_name"] is None
