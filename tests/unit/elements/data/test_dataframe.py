"""The table to look into: columns, settings, styles, refusals."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import revoila
from revoila import column_config
from revoila.elements.data._arrow import to_pandas
from revoila.errors import (
    StreamlitAPIException,
    StreamlitDataframeConversionError,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

ABC = {"a": [1], "b": [2], "c": [3]}


def columns(page: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.props()["columns"]
    return found


def visible(page: Any) -> list[str]:
    return [column["label"] for column in columns(page) if not column.get("hidden")]


def test_a_frame_arrives(page: Any) -> None:
    data = pd.DataFrame({"city": ["Lyon", "Oslo"], "rain": [0.2, None]})
    revoila.dataframe(data)
    assert page.last.kind == "dataframe"
    assert set(page.props()) == {"arrow", "columns", "rows"}
    assert page.props()["rows"] == 2
    assert columns(page) == [
        {"name": "0", "label": "", "type": "number", "index": True},
        {"name": "1", "label": "city", "type": "text"},
        {"name": "2", "label": "rain", "type": "number"},
    ]
    pd.testing.assert_frame_equal(to_pandas(page.props()), data)


def test_no_data_is_an_empty_table(page: Any) -> None:
    revoila.dataframe()
    assert (page.props()["rows"], columns(page)) == (0, [])


def test_an_unchanged_frame_is_an_equal_element(page: Any) -> None:
    data = pd.DataFrame({"a": np.arange(1000.0), "b": pd.date_range("2020", periods=1000)})
    revoila.dataframe(data)
    revoila.dataframe(data.copy())
    assert page.main[0] == page.main[1]


@pytest.mark.parametrize(
    ("data", "labels"),
    [
        ([1], ["value"]),
        ({"a": [1]}, ["a"]),
        ([{"a": 1}], ["a"]),
        (np.array([[1, 2]]), ["0", "1"]),
        (pd.Index([1], name="i"), ["i"]),
        (pl.DataFrame({"a": [1]}), ["a"]),
        (pa.table({"a": [1]}), ["a"]),
        ({"a": 1}, ["", "value"]),
        (pd.DataFrame({"a": [1]}), ["", "a"]),
        (pd.Series([1], name="s"), ["", "s"]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_row_numbers_are_hidden_where_the_source_has_no_labels(
    page: Any, data: object, labels: list[str]
) -> None:
    revoila.dataframe(data)
    assert visible(page) == labels


def test_hiding_the_index(page: Any) -> None:
    revoila.dataframe(pd.DataFrame({"a": [1]}), hide_index=True)
    assert visible(page) == ["a"]
    assert page.props()["hide_index"] is True
    revoila.dataframe([1], hide_index=False)
    assert visible(page) == ["", "value"]
    assert "hide_index" not in page.props()


def test_order_of_columns(page: Any) -> None:
    revoila.dataframe(ABC, column_order=["c", "nope", "a"])
    assert visible(page) == ["c", "a"]
    assert [column["label"] for column in columns(page)] == ["", "c", "a", "b"]
    revoila.dataframe(ABC, column_order=(name for name in "ba"))
    assert visible(page) == ["b", "a"]
    revoila.dataframe(ABC, column_order=[])
    assert visible(page) == ["a", "b", "c"]
    with pytest.raises(StreamlitInvalidParameterTypeError, match="column_order"):
        revoila.dataframe(ABC, column_order=5)  # type: ignore[call-overload]  # what is tested


def test_settings_by_name_position_and_index(page: Any) -> None:
    data = pd.DataFrame({"a": [1], "b": [2], 3: [4]})
    revoila.dataframe(data, column_config={"a": None, 2: "Bee", "3": "Three", "_index": "Row", "nope": "x"})
    assert visible(page) == ["Row", "Bee", "Three"]


def test_a_name_outranks_a_position(page: Any) -> None:
    revoila.dataframe(pd.DataFrame({1: [1]}), column_config={"1": "name", 1: "position"})
    assert visible(page) == ["", "name"]


def test_hide_index_outranks_settings(page: Any) -> None:
    revoila.dataframe(pd.DataFrame({"a": [1]}), hide_index=False, column_config={"_index": None})
    assert visible(page) == ["", "a"]
    revoila.dataframe(pd.DataFrame({"a": [1]}), column_config={"_index": None})
    assert page.props()["hide_index"] is True


def test_column_types_travel_with_their_column(page: Any) -> None:
    revoila.dataframe(
        {"p": [0.5], "u": ["https://x"]},
        column_config={
            "p": column_config.ProgressColumn(
                "Share", width="small", help="h", format="percent", color="blue"
            ),
            "u": column_config.LinkColumn(display_text="open", alignment="center", pinned=True),
        },
    )
    assert columns(page)[1:] == [
        {
            "name": "1",
            "label": "Share",
            "type": "number",
            "width": "small",
            "help": "h",
            "type_config": {"type": "progress", "format": "percent", "color": "blue"},
        },
        {
            "name": "2",
            "label": "u",
            "type": "text",
            "alignment": "center",
            "pinned": True,
            "type_config": {"type": "link", "display_text": "open"},
        },
    ]


def test_a_dict_sets_a_column_too(page: Any) -> None:
    revoila.dataframe(ABC, column_config={"a": {"label": "A", "width": 90, "unknown": 1}})
    assert columns(page)[1] == {"name": "1", "label": "A", "type": "number", "width": 90}


def test_settings_of_other_types_are_refused(page: Any) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError, match="column `a`"):
        revoila.dataframe(ABC, column_config={"a": 5})
    with pytest.raises(StreamlitInvalidParameterTypeError, match="column_config"):
        revoila.dataframe(ABC, column_config=["a"])  # type: ignore[call-overload]  # what is tested


def test_unknown_column_types_are_refused(page: Any) -> None:
    with pytest.raises(StreamlitValueError, match=r"type.*'a'"):
        revoila.dataframe(ABC, column_config={"a": {"type_config": {"type": "hologram"}}})


def test_the_rest_of_the_parameters(page: Any) -> None:
    revoila.dataframe(
        ABC, "content", 300, key=7, row_height=50, placeholder="-", alt=" Rain ", lazy=False, hide_index=True
    )
    props = page.props()
    assert {name: props[name] for name in set(props) - {"arrow", "columns", "rows"}} == {
        "width": "content",
        "height": 300,
        "key": "7",
        "row_height": 50,
        "placeholder": "-",
        "alt": "Rain",
        "hide_index": True,
    }


def test_the_older_width_switch(page: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        revoila.dataframe(ABC, 200, use_container_width=True)
        revoila.dataframe(ABC, use_container_width=False)
    assert "width" not in page.props(0)
    assert page.props(1)["width"] == "content"
    assert len(caplog.records) == 2


@pytest.mark.parametrize(
    ("kwargs", "error"),
    [
        ({"width": "auto"}, StreamlitInvalidWidthError),
        ({"height": 0}, StreamlitInvalidHeightError),
        ({"on_select": None}, StreamlitValueError),
        ({"on_select": "x"}, StreamlitValueError),
        ({"on_select": "rerun", "selection_mode": "zzz"}, StreamlitValueError),
        (
            {"on_select": "rerun", "selection_mode": ["multi-row", "single-row"]},
            StreamlitIncompatibleParametersError,
        ),
        (
            {"on_select": "rerun", "selection_mode": ["single-row", "single-row-required"]},
            StreamlitIncompatibleParametersError,
        ),
        ({"selection_default": {}}, StreamlitIncompatibleParametersError),
        ({"lazy": True, "on_select": "rerun"}, StreamlitIncompatibleParametersError),
        ({"data": pd.DataFrame({"a": [1]}).style, "lazy": True}, StreamlitAPIException),
        (
            {"data": pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")])), "lazy": True},
            StreamlitAPIException,
        ),
        ({"row_height": "a"}, StreamlitInvalidParameterTypeError),
        ({"row_height": -5}, StreamlitValueError),
        ({"placeholder": 3}, StreamlitInvalidParameterTypeError),
        ({"data": 5}, StreamlitDataframeConversionError),
        ({"key": "$$ID"}, StreamlitAPIException),
    ],
)
def test_other_values_are_refused(page: Any, kwargs: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        revoila.dataframe(**{"data": ABC, **kwargs})
    assert page.main == []


def test_without_selections_their_mode_does_not_matter(page: Any) -> None:
    revoila.dataframe(ABC, selection_mode="zzz")
    assert page.kinds() == ["dataframe"]


def test_a_source_that_is_cut_says_so(page: Any) -> None:
    revoila.dataframe(pl.DataFrame({"a": range(10_001)}).lazy(), lazy=False)
    assert page.kinds() == ["caption", "dataframe"]
    assert "10,000 rows" in page.props(0)["body"]
    assert page.props()["rows"] == 10_000


def test_works_as_a_method_and_outside_of_a_run(page: Any) -> None:
    box = revoila.container()
    box.dataframe(ABC)
    assert [child.kind for child in page.last.children] == ["dataframe"]


def test_bare_mode_draws_nothing() -> None:
    assert revoila.dataframe(ABC).place is None


def styled() -> Any:
    data = pd.DataFrame({"a": [1.25, 2.0], "b": ["x", None]}, index=["p", "q"])
    return data.style.format({"a": "{:.1f} °C"}, na_rep="none").highlight_max("a", color="red")


def stream(page: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = pa.ipc.open_stream(page.props()["arrow"]).read_all().to_pydict()
    return found


def test_styles_travel_beside_the_values(page: Any) -> None:
    revoila.dataframe(styled())
    assert stream(page) == {
        "0": ["p", "q"],
        "1": [1.25, 2.0],
        "2": ["x", None],
        "1:text": ["1.2 °C", "2.0 °C"],
        "2:text": ["x", "none"],
        "1:css": [None, '{"background-color": "red"}'],
    }
    assert [column["name"] for column in page.props()["columns"]] == ["0", "1", "2"]
    assert to_pandas(page.props())["a"].tolist() == [1.25, 2.0]


def test_a_styler_can_hide(page: Any) -> None:
    revoila.dataframe(styled().hide(axis="index").hide("b", axis="columns"))
    assert visible(page) == ["a"]
    revoila.dataframe(styled().hide(axis="index"), hide_index=False)
    assert visible(page) == ["", "a", "b"]


def test_styles_that_would_move_or_load_something_stay_behind(page: Any) -> None:
    css = "color: red; position: fixed; background: url(https://x); font-weight: bold"
    revoila.dataframe(pd.DataFrame({"a": [1]}).style.map(lambda _: css))
    assert stream(page)["1:css"] == ['{"color": "red", "font-weight": "bold"}']


def test_too_many_cells_to_style_are_refused(page: Any) -> None:
    with (
        pd.option_context("styler.render.max_elements", 3),
        pytest.raises(StreamlitAPIException, match="4 cells"),
    ):
        revoila.dataframe(styled())
