"""Charts of Altair: their specification, and their tables as Arrow."""

from __future__ import annotations

import datetime as dt
import json
import re
import threading
from typing import Any, ClassVar

import altair as alt
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import revoila
from revoila.elements.charts._frames import spec_of
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidHeightError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

ALT: Any = alt
"""Altair without its types, which are not complete."""

AB = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})


def bars(data: Any = AB) -> Any:
    return alt.Chart(data).mark_bar().encode(x="a", y="b")


def spec(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.props()["spec"])
    return found


def tables(page: Any) -> dict[str, dict[str, list[Any]]]:
    streams = page.props()["datasets"]
    return {name: pa.ipc.open_stream(stream).read_all().to_pydict() for name, stream in streams.items()}


def test_a_chart_and_its_table(page: Any) -> None:
    revoila.altair_chart(bars())
    assert page.last.kind == "vega"
    assert set(page.props()) == {"command", "spec", "datasets", "theme"}
    assert page.props()["command"] == "altair_chart"
    assert spec(page)["encoding"]["x"] == {"field": "a", "type": "quantitative"}
    assert "datasets" not in spec(page)
    assert tables(page) == {spec(page)["data"]["name"]: {"a": [1, 2], "b": ["x", "y"]}}


def test_an_unchanged_chart_is_an_equal_element(page: Any) -> None:
    revoila.altair_chart(bars())
    revoila.altair_chart(bars(AB.copy()))
    assert page.main[0] == page.main[1]


def test_other_libraries_and_odd_columns(page: Any) -> None:
    moments = pd.date_range("2020", periods=2, tz="Europe/Paris")
    revoila.altair_chart(bars(pl.DataFrame({"a": [1], "b": ["x"]})))
    assert list(tables(page).values()) == [{"a": [1], "b": ["x"]}]
    odd = AB.assign(t=moments, big=2**60, d=dt.timedelta(1))
    revoila.altair_chart(alt.Chart(odd).mark_bar().encode(x="t", y="big"))
    (table,) = tables(page).values()
    assert table["big"] == [float(2**60)] * 2
    assert [moment.timestamp() for moment in table["t"]] == [moment.timestamp() for moment in moments]


def test_more_rows_than_altair_would_take(page: Any) -> None:
    revoila.altair_chart(bars(pd.DataFrame({"a": range(6000), "b": "x"})))
    (table,) = tables(page).values()
    assert len(table["a"]) == 6000


def test_parts_share_their_table(page: Any) -> None:
    other = pd.DataFrame({"c": [5]})
    revoila.altair_chart(bars() | bars() | alt.Chart(other).mark_bar().encode(x="c"))
    assert len(tables(page)) == 2


def test_tables_of_a_lookup(page: Any) -> None:
    lookup = alt.LookupData(data=pd.DataFrame({"b": ["x"], "z": [1]}), key="b", fields=["z"])
    revoila.altair_chart(bars().transform_lookup(lookup="b", from_=lookup))
    name = spec(page)["transform"][0]["from"]["data"]["name"]
    assert tables(page)[name] == {"b": ["x"], "z": [1]}


@pytest.mark.parametrize(
    "rows",
    [
        [{"a": 1, "b": "x"}, {"a": None, "b": "y"}],
        [{"a": 1.5}, {"a": 2}],
        [{"a": True}],
    ],
)
@pytest.mark.parametrize(
    "data", [lambda rows: ALT.Data(values=rows), lambda rows: alt.InlineData(values=rows)]
)
def test_rows_that_are_written_out_become_a_table(page: Any, rows: list[Any], data: Any) -> None:
    revoila.altair_chart(alt.Chart(data(rows)).mark_bar().encode(x="a:Q"))
    (table,) = tables(page).values()
    assert [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)] == rows
    assert "values" not in json.dumps(spec(page)["data"]).split("name")[0]


@pytest.mark.parametrize(
    "rows",
    [
        [1, 2],
        [{"a": [1]}],
        [{"a": 1}, {"b": 2}],
        [{"a": 1}, {"a": "x"}],
        [{"a": {"b": 1}}],
        [{"a": True}, {"a": 1}],
        [{}],
    ],
)
def test_other_values_stay_in_the_specification(page: Any, rows: list[Any]) -> None:
    revoila.altair_chart(alt.Chart(alt.InlineData(values=rows)).mark_bar().encode(x="a:Q"))
    assert tables(page) == {}
    assert list(spec(page)["datasets"].values()) == [rows]


def test_data_from_elsewhere(page: Any) -> None:
    revoila.altair_chart(bars("https://example.org/a.csv").encode(x="a:Q", y="b:N"))
    assert spec(page)["data"] == {"url": "https://example.org/a.csv"}
    revoila.altair_chart(alt.Chart(alt.sequence(0, 10)).mark_bar().encode(x="data:Q"))
    assert spec(page)["data"] == {"sequence": {"start": 0, "stop": 10}}


def test_shapes_stay_as_altair_writes_them(page: Any) -> None:
    class Shape:
        __geo_interface__: ClassVar[Any] = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [1, 2]},
            "properties": {},
        }

    shape: Any = Shape()
    revoila.altair_chart(alt.Chart(shape).mark_geoshape())
    assert tables(page) == {}
    assert "coordinates" in page.props()["spec"]


def test_width_follows_the_number_of_views(page: Any) -> None:
    revoila.altair_chart(bars())
    assert "width" not in page.props()
    assert spec(page)["autosize"]["type"] == "fit"
    for chart in (
        bars() | bars(),
        bars() & bars(),
        bars().facet("b:N"),
        bars().encode(row="b"),
        bars().repeat(["a"]),
    ):
        revoila.altair_chart(chart)
        assert page.props()["width"] == "content"
        assert "autosize" not in spec(page)
    revoila.altair_chart(bars() | bars(), width="stretch")
    assert "width" not in page.props()


def test_layers_are_one_view(page: Any) -> None:
    revoila.altair_chart(bars() + bars(pd.DataFrame({"a": [9], "b": ["z"]})))
    assert "width" not in page.props()
    assert len(tables(page)) == 2


def test_the_rest_of_the_parameters(page: Any) -> None:
    revoila.altair_chart(bars(), width=100, height=50, theme=None, key="k", alt=" x ")
    props = page.props()
    assert (props["width"], props["height"], props["theme"], props["key"], props["alt"]) == (
        100,
        50,
        None,
        "k",
        "x",
    )


@pytest.mark.parametrize(
    ("kwargs", "error"),
    [
        ({"theme": "dark"}, StreamlitValueError),
        ({"on_select": None}, StreamlitValueError),
        ({"on_select": 5}, StreamlitValueError),
        ({"width": "auto"}, StreamlitInvalidWidthError),
        ({"height": 0}, StreamlitInvalidHeightError),
        ({"on_select": "rerun"}, StreamlitAPIException),
    ],
)
def test_other_values_are_refused(page: Any, kwargs: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        revoila.altair_chart(bars(), **kwargs)
    assert page.main == []


def test_the_name_of_a_selection_that_is_none(page: Any) -> None:
    chart = bars().add_params(alt.selection_point("p"), alt.param("opacity", value=1))
    with pytest.raises(StreamlitAPIException, match=r"no selection 'opacity'\. It has: p"):
        revoila.altair_chart(chart, on_select="rerun", selection_mode="opacity")
    revoila.altair_chart(chart, selection_mode="zzz")
    assert page.kinds() == ["vega"]


def test_the_names_that_altair_gives_out_are_the_same_in_every_run(page: Any) -> None:
    """Otherwise a chart would be another one in each run, and lose what is selected."""

    def chart() -> Any:
        brush, point = alt.selection_interval(), alt.selection_point()
        shown = alt.when(brush).then(alt.value(1)).otherwise(alt.value(0.2))
        layers = alt.layer(bars().encode(opacity=shown).add_params(brush, point), bars())
        return layers.transform_filter(point)

    revoila.altair_chart(chart())
    revoila.altair_chart(chart())
    assert page.main[0] == page.main[1]
    text = page.props()["spec"]
    assert {"param_1", "param_2", "view_1"} == set(re.findall(r"(?:param|view)_[0-9]+", text))
    assert [param["name"] for param in spec(page)["params"]] == ["param_1", "param_2"]


def test_the_authors_names_stay(page: Any) -> None:
    data = pd.DataFrame({"param_77": [1], "b": ["param_99"]})
    chart = alt.Chart(data, title="About param_77").mark_bar().encode(x="param_77", y="b")
    revoila.altair_chart(chart.add_params(alt.selection_point("param_1"), alt.selection_point()))
    assert spec(page)["title"] == "About param_77"
    assert spec(page)["encoding"]["x"]["field"] == "param_77"
    assert len({param["name"] for param in spec(page)["params"]}) == 2


@pytest.mark.parametrize("chart", [None, 5, {"mark": "bar"}])
def test_what_is_no_chart_is_refused(page: Any, chart: object) -> None:
    with pytest.raises(AttributeError, match="to_dict"):
        revoila.altair_chart(chart)


def test_a_mistake_in_a_chart_is_altairs_error(page: Any) -> None:
    with pytest.raises(ValueError, match="zz"):
        revoila.altair_chart(alt.Chart(AB).mark_bar().encode(x="zz"))
    assert alt.data_transformers.active == "default"


def test_altairs_own_way_with_data_is_left_as_it_was(page: Any) -> None:
    with alt.data_transformers.enable("default", max_rows=7):
        revoila.altair_chart(bars())
        assert alt.data_transformers.active == "default"
        assert alt.data_transformers.options == {"max_rows": 7}
    assert "revoila" not in alt.data_transformers.names()


def test_other_threads_keep_altairs_way_meanwhile() -> None:
    seen: list[Any] = []

    class Chart:
        """Stands for a chart that takes its time."""

        def to_dict(self) -> dict[str, Any]:
            other = threading.Thread(target=lambda: seen.append(bars().to_dict()))
            other.start()
            other.join()
            return {"mark": "bar"}

    assert spec_of(Chart()) == ({"mark": "bar"}, {}, None)
    assert list(seen[0]["datasets"].values()) == [AB.to_dict("records")]
