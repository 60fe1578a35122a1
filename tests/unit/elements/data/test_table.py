"""The static table: borders, headers, caption."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import revoila
from revoila.elements.data._arrow import to_pandas
from revoila.errors import (
    StreamlitDataframeConversionError,
    StreamlitInvalidHeightError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)


def hidden(page: Any) -> tuple[bool, bool]:
    """Whether index and header are hidden."""
    props = page.props()
    return props.get("hide_index", False), props.get("hide_header", False)


def test_a_frame_arrives(page: Any) -> None:
    data = pd.DataFrame({"a": [1.5], "b": ["**x**"]}, index=["p"])
    revoila.table(data)
    assert page.last.kind == "table"
    assert set(page.props()) == {"arrow", "columns", "rows", "border"}
    assert page.props()["border"] is True
    pd.testing.assert_frame_equal(to_pandas(page.props()), data, check_index_type=False)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pd.DataFrame({"a": [1]}), (True, False)),
        (pd.DataFrame({"a": [1]}, index=pd.RangeIndex(1, 2)), (True, False)),
        (pd.DataFrame({"a": [1]}, index=[0]), (False, False)),
        (pd.Series([1, 2]), (True, False)),
        (pd.Index([1]), (True, False)),
        ({"a": [1]}, (True, False)),
        ([{"a": 1}], (True, False)),
        ([1, 2], (True, True)),
        ((1, 2), (True, True)),
        ({1}, (True, True)),
        (range(2), (True, True)),
        ([[1, 2]], (True, True)),
        (np.array([[1]]), (True, True)),
        (pd.array([1]), (True, True)),
        ({"a": 1}, (False, True)),
        (None, (False, False)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_only_counts_or_has_no_name_is_hidden(
    page: Any, data: object, expected: tuple[bool, bool]
) -> None:
    revoila.table(data)
    assert hidden(page) == expected


def test_hiding_can_be_chosen(page: Any) -> None:
    revoila.table([1], hide_index=False, hide_header=False)
    assert hidden(page) == (False, False)
    revoila.table(pd.DataFrame({"a": [1]}, index=["q"]), hide_index=True, hide_header=True)
    assert hidden(page) == (True, True)


@pytest.mark.parametrize("border", [True, False, "horizontal"])
def test_borders(page: Any, border: bool | str) -> None:
    revoila.table([1], border=border)
    assert page.props()["border"] is border


@pytest.mark.parametrize("border", [None, 1, "vertical"])
def test_other_borders_are_refused(page: Any, border: Any) -> None:
    with pytest.raises(StreamlitValueError, match="border"):
        revoila.table([1], border=border)


def test_size_and_description(page: Any) -> None:
    revoila.table([1], width=50, height="stretch", alt="x")
    props = page.props()
    assert (props["width"], props["height"], props["alt"]) == (50, "stretch", "x")
    with pytest.raises(StreamlitInvalidWidthError):
        revoila.table([1], width="auto")
    with pytest.raises(StreamlitInvalidHeightError):
        revoila.table([1], height="auto")


def test_what_is_no_table_is_refused(page: Any) -> None:
    with pytest.raises(StreamlitDataframeConversionError):
        revoila.table("abc")


def test_a_source_that_computes_on_demand_is_cut(page: Any) -> None:
    revoila.table(pl.DataFrame({"a": range(101)}).lazy())
    assert page.kinds() == ["caption", "table"]
    assert page.props()["rows"] == 100


def test_a_caption_of_a_styler(page: Any) -> None:
    revoila.table(pd.DataFrame({"a": [1.234]}).style.format("{:.1f}").set_caption("Rain"))
    assert page.props()["caption"] == "Rain"
    found = pa.ipc.open_stream(page.props()["arrow"]).read_all().to_pydict()
    assert found == {"0": [0], "1": [1.234], "1:text": ["1.2"]}
    assert "sheet" not in page.props()


def test_style_sheets_for_the_whole_table_travel(page: Any) -> None:
    sheets: Any = [
        {"selector": "td, th.col_heading", "props": [("color", "red"), ("position", "fixed")]},
        {"selector": "tr:nth-child(2n)", "props": "background-color: #eee; padding: 0"},
        {"selector": "td", "props": [("background", "url(https://x)")]},
        {"selector": "td {} body", "props": [("color", "red")]},
        {"selector": "td", "props": [("color", "red} body {color: red")]},
    ]
    revoila.table(pd.DataFrame({"a": [1]}).style.set_table_styles(sheets))
    assert page.props()["sheet"] == [
        {"selector": "td, th.col_heading", "css": {"color": "red"}},
        {"selector": "tr:nth-child(2n)", "css": {"background-color": "#eee", "padding": "0"}},
    ]
    columns = {"a": [{"selector": "", "props": [("color", "green")]}]}
    revoila.table(pd.DataFrame({"a": [1]}).style.set_table_styles(columns))
    assert page.props()["sheet"] == [{"selector": ".col0", "css": {"color": "green"}}]
