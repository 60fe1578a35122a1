"""Simple charts, by what is on which axis. Expected rules are those of Streamlit 1.67."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import revoila
from revoila.elements.charts._data import choose
from revoila.elements.charts._encoding import NOTHING, Look, build_spec
from revoila.elements.data._read import read_frame
from revoila.errors import (
    StreamlitAPIException,
    StreamlitDataframeConversionError,
    StreamlitInvalidColorError,
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

AB = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
NAMES = pd.DataFrame({"k": ["q", "p"], "v": [3, 4], "w": [2, 1]})
COMMANDS = ("line_chart", "area_chart", "bar_chart", "scatter_chart")
MARKS = ("line", "area", "bar", "circle")


def spec(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.props()["spec"])
    return found


def encoding(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = spec(page)["encoding"]
    return found


def cells(page: Any) -> dict[str, list[Any]]:
    streams = page.props()["datasets"]
    assert list(streams) == [spec(page)["data"]["name"]]
    found: dict[str, list[Any]] = pa.ipc.open_stream(streams["data"]).read_all().to_pydict()
    return found


def tooltip(page: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [spec(page), *spec(page).get("layer", [])][-1]["encoding"]["tooltip"]
    return found


def axis(page: Any, channel: str) -> tuple[Any, ...]:
    """Cells, measure and title of a channel."""
    found = encoding(page)[channel]
    return cells(page)[found["field"]], found["type"], found["title"]


def is_valid(chart: dict[str, Any]) -> bool:
    """Whether Vega-Lite's own schema accepts a specification."""
    alt.Chart.from_dict(chart)
    return True


@pytest.mark.parametrize(("command", "mark"), list(zip(COMMANDS, MARKS, strict=True)))
def test_several_columns_become_series(page: Any, command: str, mark: str) -> None:
    getattr(revoila, command)(AB)
    assert page.last.kind == "vega"
    assert set(page.props()) - {"lines"} == {"command", "spec", "datasets", "theme"}
    assert (page.props()["command"], page.props()["theme"]) == (command, "streamlit")
    assert is_valid(spec(page))
    drawn = spec(page)["layer"][0] if mark == "line" else spec(page)
    assert drawn["mark"] == {"type": mark}
    measure = "ordinal" if mark == "bar" else "quantitative"
    assert axis(page, "x") == ([0, 1, 0, 1], measure, None)
    assert axis(page, "y") == ([1, 2, 3, 4], "quantitative", None)
    assert axis(page, "color") == (["a", "a", "b", "b"], "nominal", None)
    assert [tip["title"] for tip in tooltip(page)] == ["index", "value", "color"]


@pytest.mark.parametrize("command", COMMANDS)
def test_one_column_is_one_series(page: Any, command: str) -> None:
    getattr(revoila, command)([3, 1])
    assert axis(page, "y") == ([3, 1], "quantitative", None)
    assert "color" not in encoding(page)
    assert encoding(page)["y"]["axis"] == {"grid": True, "tickMinStep": 1}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("data", [None, [], {}, pd.DataFrame()])
def test_no_data_is_an_empty_chart(page: Any, command: str, data: object) -> None:
    getattr(revoila, command)(data)
    assert is_valid(spec(page))
    assert encoding(page)["x"]["field"] not in cells(page)


def test_axes_by_name(page: Any) -> None:
    revoila.line_chart(AB, x="a", y="b")
    assert axis(page, "x") == ([1, 2], "quantitative", "a")
    assert axis(page, "y") == ([3, 4], "quantitative", "b")
    revoila.line_chart(AB, x="a", y="b", x_label="X", y_label="")
    assert (encoding(page)["x"]["title"], encoding(page)["y"]["title"]) == ("X", None)


def test_what_is_drawn_without_y(page: Any) -> None:
    revoila.line_chart(NAMES, x="k", color="w")
    assert axis(page, "y") == ([3, 4], "quantitative", None)
    assert axis(page, "color") == ([2, 1], "quantitative", "w")
    revoila.scatter_chart(NAMES, x="k", size="w")
    assert axis(page, "y") == ([3, 4], "quantitative", None)
    revoila.line_chart(AB, y=[])
    assert encoding(page)["y"]["field"] not in cells(page)


@pytest.mark.parametrize("y", [["a", "b"], ("a", "b"), ["a", "b", "a"]])
def test_y_columns_in_their_order(page: Any, y: Any) -> None:
    revoila.line_chart(AB, y=y)
    assert cells(page)["color"] == ["a", "a", "b", "b"]


@pytest.mark.parametrize(
    ("index", "labels", "measure", "title"),
    [
        (["p", "q"], ["p", "q"], "nominal", "index"),
        (pd.Index(["p", "q"], name="nm"), ["p", "q"], "nominal", "nm"),
        ([1.5, 2], [1.5, 2.0], "quantitative", "index"),
        (pd.MultiIndex.from_tuples([(1, 2), (3, 4)], names=["m", "n"]), ["1, 2", "3, 4"], "nominal", "m, n"),
        (
            [dt.date(2020, 1, 1), dt.date(2020, 1, 2)],
            [dt.date(2020, 1, 1), dt.date(2020, 1, 2)],
            "temporal",
            "index",
        ),
    ],
)
def test_row_labels_are_the_x_axis(
    page: Any, index: Any, labels: list[Any], measure: str, title: str
) -> None:
    revoila.line_chart(pd.DataFrame({"a": [1, 2]}, index=index))
    assert axis(page, "x") == (labels, measure, None)
    assert tooltip(page)[0]["title"] == title


@pytest.mark.parametrize(
    ("column", "measure"),
    [
        ([1, 2], "quantitative"),
        ([1.5, None], "quantitative"),
        (["x", "y"], "nominal"),
        ([True, False], "nominal"),
        (["1", 2], "nominal"),
        ([[1], [2]], "nominal"),
        (pd.date_range("2020", periods=2), "temporal"),
        (pd.date_range("2020", periods=2, tz="UTC"), "temporal"),
        ([dt.time(1), dt.time(2)], "temporal"),
        ([dt.timedelta(1), dt.timedelta(2)], "nominal"),
        (pd.Categorical(["x", "y"]), "nominal"),
        (pd.Categorical(["x", "y"], ["y", "x"], ordered=True), "ordinal"),
        ([2**70, 2**71], "quantitative"),
    ],
)
def test_measures_follow_the_data(page: Any, column: Any, measure: str) -> None:
    revoila.line_chart(pd.DataFrame({"x": column, "y": [1, 2]}), x="x", y="y")
    assert encoding(page)["x"]["type"] == measure
    assert is_valid(spec(page))


def test_ordered_categories_keep_their_order(page: Any) -> None:
    sizes = pd.Categorical(["L", "S"], ["S", "M", "L"], ordered=True)
    revoila.bar_chart(pd.DataFrame({"size": sizes, "n": [1, 2]}), x="size", y="n")
    assert encoding(page)["x"]["sort"] == ["S", "M", "L"]
    revoila.bar_chart(pd.DataFrame({"size": sizes, "n": [1, 2]}), x="n", y="n", color="size")
    assert encoding(page)["color"]["sort"] == ["S", "M", "L"]


def test_series_of_different_kinds_become_text(page: Any) -> None:
    revoila.line_chart(pd.DataFrame({"a": [1, 2], "b": ["x", None]}))
    assert axis(page, "y") == (["1", "2", "x", None], "nominal", None)
    revoila.line_chart(pd.DataFrame({"a": [1, 2], "b": [0.5, None]}))
    assert axis(page, "y") == ([1.0, 2.0, 0.5, None], "quantitative", None)


def test_names_that_vega_would_take_for_paths(page: Any) -> None:
    data = pd.DataFrame({"a.b": [1], "c[d]": [2], "e:f": [3], "value": [4]})
    revoila.line_chart(data, x="a.b", y=["c[d]", "e:f"])
    assert axis(page, "x") == ([1, 1], "quantitative", "a.b")
    assert axis(page, "color")[0] == ["c[d]", "e:f"]
    revoila.scatter_chart(data, x="value", y=["c[d]", "e:f"])
    assert axis(page, "x") == ([4, 4], "quantitative", "value")
    assert axis(page, "y")[0] == [2, 3]


def test_columns_of_one_name(page: Any) -> None:
    revoila.line_chart(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    assert cells(page) == {"index": [0, 0], "value": [1, 2], "color": ["a", "a"]}


def test_frames_without_row_labels(page: Any) -> None:
    revoila.line_chart(pl.DataFrame({"a": [5, 6]}))
    assert axis(page, "x") == ([0, 1], "quantitative", None)


@pytest.mark.parametrize(
    ("color", "css"),
    [
        ("#f00", "#f00"),
        ("red", "red"),
        ((255, 0, 0, 0.5), "rgba(255, 0, 0, 0.5)"),
        ([255, 0, 0], "rgb(255, 0, 0)"),
        (["#f00"], "#f00"),
    ],
)
def test_color_of_one_series(page: Any, color: Any, css: str) -> None:
    revoila.line_chart([1, 2], color=color)
    assert encoding(page)["color"] == {"value": css}


def test_colors_of_several_series(page: Any) -> None:
    revoila.line_chart(AB, color=["#f00", (0, 0, 255)])
    assert encoding(page)["color"]["scale"] == {"domain": ["a", "b"], "range": ["#f00", "rgb(0, 0, 255)"]}


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (["#ff0000", None], ["#ff0000", None]),
        ([(255, 0, 0), (0, 1.0, 0)], ["rgb(255, 0, 0)", "rgb(0, 255, 0)"]),
    ],
)
def test_a_column_of_colors_is_taken_literally(page: Any, column: list[Any], texts: list[str | None]) -> None:
    revoila.scatter_chart(AB.assign(c=column), x="a", y="b", color="c")
    assert encoding(page)["color"]["scale"] is None
    assert encoding(page)["color"]["legend"] is None
    assert cells(page)["c"] == texts
    assert is_valid(spec(page))


def test_a_legend_of_sizes_has_lines_where_a_chart_is_narrow(page: Any) -> None:
    revoila.scatter_chart(AB, x="a", y="b", size="a")
    alone = encoding(page)["size"]["legend"]["columns"]["expr"]
    revoila.scatter_chart(AB.assign(c=["x", "y"]), x="a", y="b", size="a", color="c")
    beside = encoding(page)["size"]["legend"]["columns"]["expr"]
    assert (alone, beside) == ("max(1, floor(width / 72))", "max(1, floor((width - 72) / 72))")
    assert is_valid(spec(page))


def test_names_of_colors_are_categories(page: Any) -> None:
    revoila.scatter_chart(AB.assign(c=["red", "blue"]), x="a", y="b", color="c")
    assert axis(page, "color") == (["red", "blue"], "nominal", "c")


def test_a_column_outranks_a_color_of_its_name(page: Any) -> None:
    revoila.line_chart(pd.DataFrame({"a": [1], "red": [2]}), y="a", color="red")
    assert axis(page, "color") == ([2], "quantitative", "red")


@pytest.mark.parametrize("stack", [True, "normalize", "center"])
@pytest.mark.parametrize("command", ["area_chart", "bar_chart"])
def test_stacks(page: Any, command: str, stack: Any) -> None:
    getattr(revoila, command)(AB, stack=stack)
    assert encoding(page)["y"]["stack"] == stack
    assert is_valid(spec(page))


@pytest.mark.parametrize("stack", [None, False, "layered"])
def test_areas_over_each_other(page: Any, stack: Any) -> None:
    revoila.area_chart(AB, stack=stack)
    assert encoding(page)["y"]["stack"] is False
    assert encoding(page)["opacity"] == {"value": 0.7}


def test_one_area_is_not_seen_through(page: Any) -> None:
    revoila.area_chart([1, 2])
    assert "opacity" not in encoding(page)


def test_bars_beside_and_over_each_other(page: Any) -> None:
    revoila.bar_chart(AB)
    assert "stack" not in encoding(page)["y"]
    revoila.bar_chart(AB, stack=False)
    assert encoding(page)["xOffset"] == {"field": "color"}
    revoila.bar_chart(AB, stack=False, horizontal=True)
    assert encoding(page)["yOffset"] == {"field": "color"}
    revoila.bar_chart(AB, stack="layered")
    assert (encoding(page)["y"]["stack"], encoding(page)["opacity"]) == (False, {"value": 0.7})
    revoila.bar_chart([1, 2], stack=False)
    assert "xOffset" not in encoding(page)


def test_lying_bars(page: Any) -> None:
    revoila.bar_chart(NAMES, x="k", y="v", horizontal=True, x_label="X", y_label="Y")
    assert axis(page, "y") == (["q", "p"], "ordinal", "X")
    assert axis(page, "x") == ([3, 4], "quantitative", "Y")


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("v", {"field": "v", "order": "ascending"}),
        ("-v", {"field": "v", "order": "descending"}),
        ("-w", {"field": "w", "order": "descending"}),
        ("k", {"field": "k", "order": "ascending"}),
        (False, None),
    ],
)
def test_order_of_bars(page: Any, sort: Any, order: object) -> None:
    revoila.bar_chart(NAMES, x="k", y="v", sort=sort)
    assert encoding(page)["x"]["sort"] == order
    assert is_valid(spec(page))
    if order is not None:
        assert order["field"] in cells(page)  # type: ignore[index]  # a dict


def test_bars_are_ordered_by_x(page: Any) -> None:
    revoila.bar_chart(NAMES, x="k", y="v")
    assert "sort" not in encoding(page)["x"]


def test_a_name_may_begin_with_a_minus(page: Any) -> None:
    revoila.bar_chart(NAMES.rename(columns={"w": "-w"}), x="k", y="v", sort="-w")
    assert encoding(page)["x"]["sort"]["order"] == "ascending"


def test_bars_in_time(page: Any) -> None:
    revoila.bar_chart(pd.DataFrame({"d": pd.date_range("2020", periods=2), "v": [1, 2]}), x="d")
    assert encoding(page)["x"]["type"] == "temporal"


def test_sizes_of_points(page: Any) -> None:
    revoila.scatter_chart(AB)
    assert encoding(page)["size"] == {"value": 100}
    revoila.scatter_chart(AB, size=30)
    assert encoding(page)["size"] == {"value": 30}
    revoila.scatter_chart(NAMES, x="k", y="v", size="w")
    assert axis(page, "size") == ([2, 1], "quantitative", "w")
    revoila.scatter_chart(NAMES, x="k", y=["v", "w"], size="w")
    assert axis(page, "size")[0] == [2, 1, 2, 1]


def test_moving_and_pointing(page: Any) -> None:
    for command in ("area_chart", "scatter_chart"):
        getattr(revoila, command)(AB)
        assert spec(page)["params"][0]["bind"] == "scales"
    revoila.bar_chart(AB)
    assert "params" not in spec(page)
    revoila.line_chart(AB)
    lines, near = spec(page)["layer"]
    assert lines["params"][0]["bind"] == "scales"
    # The page fills these; a net of cells over all points would take most of the time of a drawing.
    assert near["data"]["name"] == near["name"] not in page.props()["datasets"]
    assert set(page.props()["lines"].values()) == set(cells(page))


def test_size_of_the_chart_and_description(page: Any) -> None:
    revoila.line_chart([1], width=100, height="stretch", alt="Rain")
    props = page.props()
    assert (props["width"], props["height"], props["alt"]) == (100, "stretch", "Rain")
    revoila.line_chart([1], use_container_width=False)
    assert page.props()["width"] == "content"


def test_a_styler_is_its_data(page: Any) -> None:
    revoila.line_chart(AB.style, x="a")
    assert axis(page, "y")[0] == [3, 4]


def test_a_source_that_is_cut_says_so(page: Any) -> None:
    revoila.line_chart(pl.DataFrame({"a": range(10_001)}).lazy())
    assert page.kinds() == ["caption", "vega"]


@pytest.mark.parametrize(
    ("command", "kwargs", "error"),
    [
        ("line_chart", {"x": "zz"}, StreamlitAPIException),
        ("line_chart", {"y": "zz"}, StreamlitAPIException),
        ("line_chart", {"y": ["a", 5]}, StreamlitAPIException),
        ("line_chart", {"y": 5}, StreamlitAPIException),
        ("line_chart", {"x": 5}, StreamlitInvalidParameterTypeError),
        ("line_chart", {"color": "tomato"}, StreamlitAPIException),
        ("line_chart", {"color": 5}, StreamlitAPIException),
        ("line_chart", {"color": {"a": "#f00"}}, StreamlitAPIException),
        ("line_chart", {"color": "#f00"}, StreamlitAPIException),
        ("line_chart", {"color": ["#f00"]}, StreamlitAPIException),
        ("line_chart", {"color": ["#f00", "nope"]}, StreamlitInvalidColorError),
        ("line_chart", {"data": 5}, StreamlitDataframeConversionError),
        ("line_chart", {"width": 0}, StreamlitInvalidWidthError),
        ("line_chart", {"height": "auto"}, StreamlitInvalidHeightError),
        ("area_chart", {"stack": "zz"}, StreamlitValueError),
        ("bar_chart", {"stack": 1}, StreamlitValueError),
        ("bar_chart", {"sort": "zz"}, StreamlitAPIException),
        ("bar_chart", {"sort": 5}, StreamlitInvalidParameterTypeError),
        ("bar_chart", {"sort": None}, StreamlitInvalidParameterTypeError),
        ("scatter_chart", {"size": "zz"}, StreamlitValueError),
        ("scatter_chart", {"size": [1]}, StreamlitValueError),
    ],
)
def test_other_values_are_refused(
    page: Any, command: str, kwargs: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        getattr(revoila, command)(**{"data": AB, **kwargs})
    assert page.main == []


def test_a_column_with_some_colors_is_refused(page: Any) -> None:
    with pytest.raises(StreamlitInvalidColorError, match="zz"):
        revoila.scatter_chart(AB.assign(c=["#f00", "zz"]), x="a", y="b", color="c")


NUMBERS = st.lists(st.floats(allow_infinity=False) | st.none(), min_size=3, max_size=3)


@given(
    data=st.dictionaries(st.text(max_size=5), NUMBERS, max_size=4),
    mark=st.sampled_from(MARKS),
    stack=st.sampled_from([None, True, False, "normalize", "center", "layered"]),
    horizontal=st.booleans(),
)
@settings(max_examples=60)
def test_every_field_of_a_chart_is_in_its_data(
    data: dict[str, Any], mark: str, stack: Any, horizontal: bool
) -> None:
    chosen = choose(read_frame(pd.DataFrame(data)), x=None, y=None, color=None)
    look = Look(mark=mark, x_label=None, y_label=None, stack=stack, horizontal=horizontal)
    chart = build_spec(chosen, look)
    table = pa.ipc.open_stream(chosen.stream()).read_all()
    fields = {channel["field"] for channel in chart["encoding"].values() if "field" in channel}
    assert fields <= {*table.column_names, NOTHING}
    assert (NOTHING in fields) == (not data)
    assert table.num_rows == 3 * max(1, len(data)) or not data
    assert is_valid(chart)


def test_the_data_is_not_changed(page: Any) -> None:
    data = pd.DataFrame({"a": [1, 2], "b": np.array([1.5, np.nan])}, index=["x", "y"])
    before = data.copy()
    for command in COMMANDS:
        getattr(revoila, command)(data)
    pd.testing.assert_frame_equal(data, before)
