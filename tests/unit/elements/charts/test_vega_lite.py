"""Charts from a Vega-Lite specification: where its data may be, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import revoila
from revoila.errors import (
    StreamlitAPIException,
    StreamlitDataframeConversionError,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)

AB = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
ROWS = {"a": [1, 2], "b": [3, 4]}
POINT = {"mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
LIST = [{"a": 5}, {"a": 6}]


def spec(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.props()["spec"])
    return found


def tables(page: Any) -> dict[str, Any]:
    streams = page.props()["datasets"]
    return {name: pa.ipc.open_stream(stream).read_all().to_pydict() for name, stream in streams.items()}


@pytest.mark.parametrize(
    "data", [AB, ROWS, [{"a": 1, "b": 3}, {"a": 2, "b": 4}], pl.DataFrame(ROWS), pa.table(ROWS), AB.style]
)
def test_a_table_and_a_specification(page: Any, data: Any) -> None:
    revoila.vega_lite_chart(data, POINT)
    assert tables(page) == {spec(page)["data"]["name"]: ROWS}
    assert page.last.kind == "vega"
    assert page.props()["command"] == "vega_lite_chart"
    assert spec(page)["autosize"] == {"type": "fit", "contains": "padding"}


@pytest.mark.parametrize(
    ("data", "chart", "expected"),
    [
        # A dict alone is the specification.
        ({**POINT, "data": {"values": LIST}}, None, {"a": [5, 6]}),
        (None, {**POINT, "data": {"values": LIST}}, {"a": [5, 6]}),
        (None, {**POINT, "data": AB}, ROWS),
        (None, {**POINT, "data": LIST}, {"a": [5, 6]}),
        (None, {**POINT, "data": {"values": AB}}, ROWS),
        (None, {**POINT, "data": {"values": ROWS}}, ROWS),
        # What the specification spells out counts more.
        (AB, {**POINT, "data": {"values": LIST}}, {"a": [5, 6]}),
        (AB, {**POINT, "data": LIST}, {"a": [5, 6]}),
        (AB, {**POINT, "data": {"url": "a.csv"}}, ROWS),
    ],
)
def test_one_table_in_many_places(page: Any, data: Any, chart: Any, expected: Any) -> None:
    """Section 5: `spec` may hold `data`; a dict alone is the specification."""
    revoila.vega_lite_chart(data, chart)
    assert tables(page) == {spec(page)["data"]["name"]: expected}
    assert "values" not in spec(page)["data"]


@pytest.mark.parametrize(
    ("data", "chart", "expected"),
    [
        (None, {"datasets": {"t": LIST}, "data": {"name": "t"}}, {"t": {"a": [5, 6]}}),
        (None, {"datasets": {"t": AB}, "data": {"name": "t"}}, {"t": ROWS}),
        (None, {"datasets": {"t": ROWS}, "data": {"name": "t"}}, {"t": ROWS}),
        (AB, {"data": {"name": "t"}}, {"t": ROWS}),
        (AB, {"datasets": {"t": LIST}}, {"t": {"a": [5, 6]}, "data": ROWS}),
    ],
)
def test_tables_with_names(page: Any, data: Any, chart: Any, expected: Any) -> None:
    revoila.vega_lite_chart(data, {**POINT, **chart})
    assert tables(page) == expected
    assert "datasets" not in spec(page)


def test_tables_of_views_inside(page: Any) -> None:
    layers = [{"mark": "point", "data": {"values": LIST}}, {"mark": "line", "data": AB}, {"mark": "rule"}]
    revoila.vega_lite_chart(AB, {"layer": layers})
    inside = spec(page)["layer"]
    assert tables(page)[inside[0]["data"]["name"]] == {"a": [5, 6]}
    assert tables(page)[inside[1]["data"]["name"]] == ROWS
    assert "data" not in inside[2]
    assert layers[1]["data"] is AB  # the author's own is left alone


def test_data_that_is_no_table_stays(page: Any) -> None:
    for data in (
        {"url": "a.csv"},
        {"sequence": {"start": 0, "stop": 5}},
        {"values": "a,b\n1,2", "format": {"type": "csv"}},
        {"values": {"type": "Topology", "objects": {}}},
    ):
        revoila.vega_lite_chart({**POINT, "data": data})
        assert spec(page)["data"] == data
        assert tables(page) == {}


def test_how_texts_are_read_stays(page: Any) -> None:
    data = {"values": [{"a": "2020-01-01"}], "format": {"parse": {"a": "date"}}}
    revoila.vega_lite_chart({**POINT, "data": data})
    assert spec(page)["data"]["format"] == {"parse": {"a": "date"}}


def test_row_labels_come_along_when_they_are_asked_for(page: Any) -> None:
    frame = AB.set_index("a")
    revoila.vega_lite_chart(frame, {"mark": "point", "encoding": {"x": {"field": "(index)"}}})
    assert list(tables(page).values()) == [{"b": [3, 4], "(index)": [1, 2]}]
    revoila.vega_lite_chart(frame, POINT)
    assert list(tables(page).values()) == [{"b": [3, 4]}]


@pytest.mark.parametrize(
    ("args", "kwargs", "error"),
    [
        ((), {}, StreamlitMissingRequiredParameterError),
        ((AB,), {}, StreamlitMissingRequiredParameterError),
        ((AB, {}), {}, StreamlitMissingRequiredParameterError),
        (({},), {}, StreamlitMissingRequiredParameterError),
        ((AB, "x"), {}, StreamlitInvalidParameterTypeError),
        ((5, POINT), {}, StreamlitDataframeConversionError),
        ((AB, POINT), {"theme": "x"}, StreamlitValueError),
        ((AB, POINT), {"on_select": None}, StreamlitValueError),
        ((AB, POINT), {"on_select": "rerun"}, StreamlitAPIException),
        ((AB, {**POINT, "params": {"name": "x"}}), {"on_select": "rerun"}, StreamlitAPIException),
        (
            (AB, {**POINT, "params": [{"name": "v", "value": 3}]}),
            {"on_select": "rerun"},
            StreamlitAPIException,
        ),
        ((AB, POINT), {"width": 0}, StreamlitInvalidWidthError),
        ((AB, POINT), {"height": "auto"}, StreamlitInvalidHeightError),
        ((AB, POINT), {"foo": 1}, TypeError),
    ],
)
def test_what_is_refused(page: Any, args: Any, kwargs: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        revoila.vega_lite_chart(*args, **kwargs)
    assert page.main == []


def test_sizes_theme_and_description(page: Any) -> None:
    chart = {**POINT, "width": 200, "autosize": "none"}
    revoila.vega_lite_chart(AB, chart, width="content", height=200, theme=None, alt=" dots ", key=3)
    props = page.props()
    assert (props["width"], props["height"], props["theme"], props["alt"], props["key"]) == (
        "content",
        200,
        None,
        "dots",
        "3",
    )
    assert (spec(page)["width"], spec(page)["autosize"]) == (200, "none")


@pytest.mark.parametrize(
    "chart",
    [
        {"hconcat": [POINT]},
        {"vconcat": [POINT]},
        {"repeat": ["a"], "spec": POINT},
        {"facet": {"field": "a"}, "spec": POINT},
        {"mark": "point", "encoding": {"row": {"field": "a"}}},
    ],
)
def test_several_views_are_as_wide_as_they_are(page: Any, chart: Any) -> None:
    """Section 1.4: stretch unless faceted, concatenated or repeated, then content."""
    revoila.vega_lite_chart(AB, chart)
    assert page.props()["width"] == "content"


def test_numbers_that_json_does_not_have(page: Any) -> None:
    chart = {**POINT, "data": {"values": [{"a": float("nan"), "b": [1]}]}, "opacity": np.float64(0.5)}
    revoila.vega_lite_chart(chart)
    assert spec(page)["opacity"] == 0.5
    assert spec(page)["data"]["values"] == [{"a": None, "b": [1]}]


def test_a_callback_in_a_form(page: Any) -> None:
    chart = {**POINT, "params": [{"name": "p", "select": "point"}]}
    with revoila.form("f"), pytest.raises(StreamlitInvalidFormCallbackError):
        revoila.vega_lite_chart(AB, chart, on_select=print)
