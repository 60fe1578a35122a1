"""The table to write into: what it shows, what it accepts, what it returns."""

from __future__ import annotations

import datetime as dt
import logging
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import revoila
from revoila import column_config
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitDataframeConversionError,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueAssignmentNotAllowedError,
    StreamlitValueError,
)
from revoila.testing.v1 import AppTest


def cells(rows: list[int], values: list[Any]) -> dict[str, Any]:
    return {"rows": [number for row in rows for number in (row, 1)], "values": values}


def edits(**columns: dict[int, Any]) -> dict[str, Any]:
    """Changes of cells as they travel; columns by their position in the data, as ``c1``."""
    return {"edited": {name[1:]: cells(list(found), list(found.values())) for name, found in columns.items()}}


def change(page: Any, wire: dict[str, Any], data: Any, **params: Any) -> Any:
    """Draw an editor, change it as a browser would, and return what the next run gets."""
    revoila.data_editor(data, key="editor", **params)
    page.send("editor", wire)
    page.rerun()
    return revoila.data_editor(data, key="editor", **params)


def edit_of(page: Any, label: str) -> Any:
    return next(column for column in page.props()["columns"] if column["label"] == label).get("edit")


FRAME = pd.DataFrame(
    {"city": ["Lyon", "Oslo", "Rome"], "rain": [0.5, 1.5, 2.5], "sunny": [True, False, True]}
)


def test_an_editor_shows_its_data_and_returns_a_copy(page: Any) -> None:
    data = FRAME.copy()
    edited = revoila.data_editor(data)
    assert page.last.kind == "data_editor"
    assert page.props()["value"] == {"edited": {}, "added": {"rows": 0, "cells": {}}, "deleted": []}
    assert edit_of(page, "rain") == {"kind": "float", "editor": "number"}
    assert edit_of(page, "sunny") == {"kind": "boolean", "editor": "checkbox", "nullable": False}
    pd.testing.assert_frame_equal(edited, data)
    edited.loc[0, "city"] = "Nice"
    assert data.loc[0, "city"] == "Lyon"


def test_cells_rows_and_new_rows_are_in_the_result(page: Any) -> None:
    wire = {
        **edits(c1={1: "Bergen"}, c3={0: False, 2: False}),
        "added": {"rows": 2, "cells": {"1": cells([0], ["Nice"]), "2": cells([0, 1], [3.5, 4.5])}},
        "deleted": [0, 1],
    }
    edited = change(page, wire, FRAME, num_rows="dynamic")
    assert edited.index.tolist() == [1, 2, 3, 4]
    assert edited["city"].tolist()[:3] == ["Bergen", "Rome", "Nice"]
    assert edited["city"].isna().tolist() == [False, False, False, True]
    assert edited["rain"].tolist() == [1.5, 2.5, 3.5, 4.5]
    assert edited["sunny"].tolist() == [False, False, None, None]
    assert FRAME["city"].tolist() == ["Lyon", "Oslo", "Rome"]


def test_session_state_has_the_changes_by_row() -> None:
    """State 38: they are read-only."""

    def script() -> None:
        import revoila as st

        st.data_editor([{"a": 1, "b": "x"}, {"a": 2, "b": "y"}], key="k", num_rows="dynamic")
        state = st.session_state["k"]
        assert state == {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
        assert state.edited_rows == {}
        for write in (
            lambda: state.update(added_rows=[{}]),
            lambda: state.edited_rows.update({0: {}}),
            lambda: setattr(state, "deleted_rows", [0]),
        ):
            try:
                write()
            except TypeError:
                continue
            raise AssertionError("it can be written to")

    assert not AppTest.from_function(script).run().exception


def test_the_state_is_by_position_and_name(page: Any) -> None:
    wire = {
        **edits(c1={2: "Bari", 0: "Pau"}, c2={0: None}),
        "added": {"rows": 1, "cells": {"2": cells([0], [9])}},
        "deleted": [1, 1],
    }
    change(page, wire, FRAME, num_rows="dynamic")
    state = page.values["editor"]  # noqa: PD011
    assert state["edited_rows"] == {0: {"city": "Pau", "rain": None}, 2: {"city": "Bari"}}
    assert state.added_rows == [{"rain": 9}]
    assert state.deleted_rows == [1]
    assert page.specs[-1].encode(state)["edited"]["1"] == {"rows": [0, 1, 2, 1], "values": ["Pau", "Bari"]}
    copied = deepcopy(state)
    copied.added_rows[0]["rain"] = 1
    copied.deleted_rows.append(5)
    assert (state.added_rows, state.deleted_rows) == ([{"rain": 9}], [1])


def test_a_key_cannot_be_assigned() -> None:
    """State 38."""

    def script() -> None:
        import revoila as st

        st.session_state["k"] = {"deleted_rows": [0]}
        st.data_editor([1, 2], key="k")

    at = AppTest.from_function(script).run()
    assert at.exception[0].props["type"].endswith(StreamlitValueAssignmentNotAllowedError.__name__)


# What comes out is what went in.


@dataclass
class City:
    name: str
    rain: int


@pytest.mark.parametrize(
    ("data", "wire", "expected"),
    [
        ([1, 2, 3], edits(c1={1: 7}), [1, 7, 3]),
        ((1, 2, 3), edits(c1={1: 7}), (1, 7, 3)),
        ({1, 2}, edits(c1={0: 7}), {7, 2}),
        (range(2), edits(c1={0: 7}), [7, 1]),
        ([[1, "a"], [2, "b"]], edits(c2={1: "c"}), [[1, "a"], [2, "c"]]),
        ([(1, "a"), (2, "b")], edits(c2={1: "c"}), [[1, "a"], [2, "c"]]),
        ([{"a": 1}, {"a": None, "b": "x"}], edits(c2={0: "y"}), [{"a": 1, "b": "y"}, {"a": None, "b": "x"}]),
        ([City("Oslo", 3)], edits(c2={0: 4}), [{"name": "Oslo", "rain": 4}]),
        (City("Oslo", 3), {}, {"name": "Oslo", "rain": 3}),
        ({"a": [1, 2], "b": ["x", "y"]}, edits(c1={0: None}), {"a": [None, 2], "b": ["x", "y"]}),
        ({"a": 1, "b": 2}, edits(c1={1: 5}), {"a": 1, "b": 5}),
        ({"a": 1, "b": 2}, edits(c0={1: "z"}), {"a": 1, "z": 2}),
        ({"a": {"x": 1, "y": 2}}, edits(c1={1: 5}), {"a": {"x": 1, "y": 5}}),
        ({"a": [1, 2], "b": [3]}, edits(c1={0: 9}), {"a": [9, 2], "b": [3, None]}),
        ([{"a": {"deep": 1}, "b": 1}], edits(c2={0: 2}), [{"a": {"deep": 1}, "b": 2}]),
        ([True, None], edits(c1={1: False}), [True, False]),
        ([Decimal("1.10")], edits(c1={0: "2.20"}), [Decimal("2.20")]),
        ([dt.date(2024, 1, 1)], edits(c1={0: "2024-02-03"}), [dt.date(2024, 2, 3)]),
        (
            [dt.datetime(2024, 1, 1)],  # noqa: DTZ001
            edits(c1={0: "2024-02-03T04:05:06.000"}),
            [dt.datetime(2024, 2, 3, 4, 5, 6)],  # noqa: DTZ001
        ),
        ([dt.time(1, 2)], edits(c1={0: "03:04:05.000"}), [dt.time(3, 4, 5)]),
    ],
    ids=str,
)
def test_collections_of_python_come_back_as_such(page: Any, data: Any, wire: Any, expected: Any) -> None:
    before = deepcopy(data)
    found = change(page, wire, data)
    assert (type(found), found) == (type(expected), expected)
    assert [type(item) for item in found] == [type(item) for item in expected]
    assert data == before


def test_frames_of_other_libraries_keep_their_types(page: Any) -> None:
    table = pa.table(
        {
            "i": pa.array([1, 2], pa.int32()),
            "t": pa.array([1, 2], pa.timestamp("s")),
            "d": pa.array(["x", "y"], pa.dictionary(pa.int8(), pa.utf8())),
            "s": pa.array([{"a": 1}, None]),
        }
    )
    wire = {**edits(c1={0: None}, c2={1: "2024-02-03T00:00:00.000"}), "added": {"rows": 1}, "deleted": [0, 1]}
    frames: Any = ((table, pa.Table), (pl.from_arrow(table), pl.DataFrame))
    for data, kind in frames:
        found = change(page, wire, data, num_rows="dynamic")
        page.rerun()
        assert isinstance(found, kind)
        assert found.schema == data.schema
        rows = found.to_pylist() if kind is pa.Table else found.to_dicts()
        assert [row["i"] for row in rows] == [2, None]
        assert rows[0]["t"] == dt.datetime(2024, 2, 3)  # noqa: DTZ001
        assert rows[1]["s"] is None


@pytest.mark.parametrize(
    "data",
    [
        np.array([1, 2], dtype="int16"),
        np.array(["a", "b"]),
        np.array([[1.5, 2.5], [3.5, 4.5]], dtype="float32"),
        np.array([1, 2], dtype="datetime64[s]"),
        np.array([(1, 2.5)], dtype=[("a", "int8"), ("b", "float64")]),
        pa.array([1, 2], pa.uint8()),
        pl.Series("n", [1, 2], pl.Int8),
        pd.Series([1, 2], dtype="Int8", name="n"),
        pd.Series([1, 2]),
    ],
    ids=lambda data: f"{type(data).__name__}-{getattr(data, 'dtype', '')}",
)
def test_an_untouched_array_is_equal_and_another(page: Any, data: Any) -> None:
    found = revoila.data_editor(data)
    assert type(found) is type(data)
    assert found is not data or isinstance(data, pa.Array)
    if isinstance(data, np.ndarray):
        assert found.dtype == data.dtype
        assert found.tolist() == data.tolist()
        found[0] = found[-1]
    elif isinstance(data, pd.Series):
        pd.testing.assert_series_equal(found, data)
    else:
        assert found.equals(data)


def test_an_array_of_texts_takes_longer_ones(page: Any) -> None:
    found = change(page, edits(c1={0: "longer"}), np.array(["a", "b"]))
    assert found.dtype.kind == "U"
    assert found.tolist() == ["longer", "b"]


def test_what_is_no_table_of_its_own_comes_back_as_a_frame(page: Any) -> None:
    styler = FRAME.style.set_caption("Rain")
    for data in (None, pd.Index([1, 2]), styler, pl.LazyFrame({"a": [1]}).collect().lazy()):
        found = revoila.data_editor(data)
        page.rerun()
        assert isinstance(found, (pd.DataFrame, pl.DataFrame))


# Types of pandas.

PARIS = "datetime64[us, Europe/Paris]"


@pytest.mark.parametrize(
    ("before", "entered", "after"),
    [
        (pd.Series([1, 2]), 7, pd.Series([7, 2])),
        (pd.Series([1, 2]), None, pd.Series([np.nan, 2.0])),
        (pd.Series([1, 2], dtype="Int8"), None, pd.Series([None, 2], dtype="Int8")),
        (pd.Series([1.5, 2], dtype="float32"), 2.25, pd.Series([2.25, 2], dtype="float32")),
        (pd.Series([True, False]), False, pd.Series([False, False])),
        (pd.Series([True, None], dtype="boolean"), None, pd.Series([None, None], dtype="boolean")),
        (pd.Series(["a", "b"]), None, pd.Series([None, "b"], dtype="str")),
        (pd.Series(["a", "b"], dtype=object), "c", pd.Series(["c", "b"], dtype=object)),
        (pd.Series(["a", "b"], dtype="string[pyarrow]"), "c", pd.Series(["c", "b"], dtype="string[pyarrow]")),
        (
            pd.Series(pd.Categorical(["x", "y"], categories=["z", "y", "x"], ordered=True)),
            "z",
            pd.Series(pd.Categorical(["z", "y"], categories=["z", "y", "x"], ordered=True)),
        ),
        (
            pd.Series(pd.to_datetime(["2024-01-01", "2024-01-02"])).astype("datetime64[s]"),
            "2024-05-06T07:08:09.000",
            pd.Series(pd.to_datetime(["2024-05-06 07:08:09", "2024-01-02 00:00:00"])).astype("datetime64[s]"),
        ),
        (
            pd.Series(pd.to_datetime(["2024-01-01", "2024-01-02"]))
            .dt.tz_localize("Europe/Paris")
            .astype(PARIS),
            "2024-05-06T07:08:09.000Z",
            pd.Series(pd.to_datetime(["2024-05-06 09:08:09", "2024-01-02 00:00:00"]))
            .dt.tz_localize("Europe/Paris")
            .astype(PARIS),
        ),
        (
            pd.Series([dt.time(1), None], dtype=object),
            "02:03:04.500",
            pd.Series([dt.time(2, 3, 4, 500_000), None], dtype=object),
        ),
        (pd.Series([["a"], None], dtype=object), ["b", "c"], pd.Series([["b", "c"], None], dtype=object)),
        (pd.Series([[1], None], dtype=object), ["2", 3], pd.Series([[2, 3], None], dtype=object)),
        (pd.Series([Decimal("1.5"), None]), 2.5, pd.Series([Decimal("2.5"), None])),
        (pd.Series([1, 2], dtype="int64[pyarrow]"), None, pd.Series([None, 2], dtype="int64[pyarrow]")),
        (pd.Series([0, 2], dtype="Sparse[int64]"), 5, pd.Series([5, 2], dtype="Sparse[int64]")),
        (pd.Series([None, None], dtype=object), "new", pd.Series(["new", None], dtype=object)),
    ],
    ids=lambda value: str(getattr(value, "dtype", value)),
)
def test_a_column_keeps_its_type(page: Any, before: Any, entered: Any, after: Any) -> None:
    found = change(page, edits(c1={0: entered}), before.to_frame("c"))
    pd.testing.assert_series_equal(found["c"], after.rename("c"))


def test_durations_are_numbers_of_seconds_where_the_author_says_number(page: Any) -> None:
    data = pd.DataFrame({"t": pd.to_timedelta([1, 90], unit="s")})
    revoila.data_editor(data)
    assert edit_of(page, "t") is None
    page.rerun()
    config = {"t": column_config.NumberColumn()}
    found = change(page, edits(c1={0: 2.5}), data, column_config=config)
    assert found["t"].tolist() == [pd.Timedelta("2.5s"), pd.Timedelta("90s")]
    assert next(column for column in page.props()["columns"] if column["label"] == "t")["type"] == "number"


@pytest.mark.parametrize(
    ("config", "data", "entered", "expected"),
    [
        (column_config.CheckboxColumn(), [1, 0], True, [True, 0]),
        (column_config.CheckboxColumn(), ["a", "b"], True, ["True", "b"]),
        (column_config.NumberColumn(), ["1", "2"], 3, ["3", "2"]),
        (
            column_config.DatetimeColumn(),
            [dt.date(2024, 1, 1)],
            "2024-02-03T10:00:00.000",
            [dt.date(2024, 2, 3)],
        ),
        (column_config.LinkColumn(), ["a"], "https://example.org", ["https://example.org"]),
    ],
)
def test_a_column_type_edits_other_kinds(
    page: Any, config: Any, data: Any, entered: Any, expected: Any
) -> None:
    found = change(page, edits(c1={0: entered}), {"c": data}, column_config={"c": config})
    assert found == {"c": expected}


# Rows and their labels.


def test_labels_are_edited_as_index(page: Any) -> None:
    data = pd.DataFrame({"c": [1, 2]}, index=pd.Index(["a", "b"], name="name"))
    wire = {**edits(c0={1: "z"}), "added": {"rows": 3, "cells": {"0": cells([0, 1], ["new", "a"])}}}
    found = change(page, wire, data, num_rows="dynamic")
    # The second has a label that is there already, the third has none.
    assert found.index.tolist() == ["a", "z", "new"]
    assert found.index.name == "name"
    assert page.props()["columns"][0]["edit"]["required"] is True


@pytest.mark.parametrize(
    ("index", "entered", "expected"),
    [
        (pd.Index([5, 9]), None, [5, 9, 10]),
        (pd.Index([5, 9]), 30, [5, 9, 30]),
        (pd.RangeIndex(0, 4, 2), None, [0, 2, 4]),
        (pd.Index([1.5, 2.5]), 3.5, [1.5, 2.5, 3.5]),
        (pd.CategoricalIndex(["a", "b"], categories=["a", "b", "c"]), "c", ["a", "b", "c"]),
        (
            pd.DatetimeIndex(["2024-01-01", "2024-01-02"]),
            "2024-01-05T00:00:00.000",
            list(pd.DatetimeIndex(["2024-01-01", "2024-01-02", "2024-01-05"])),
        ),
    ],
)
def test_an_added_row_gets_its_label(page: Any, index: Any, entered: Any, expected: Any) -> None:
    labels = {} if entered is None else {"0": cells([0], [entered])}
    wire = {"added": {"rows": 1, "cells": {"1": cells([0], [3]), **labels}}}
    found = change(page, wire, pd.DataFrame({"c": [1, 2]}, index=index), num_rows="add")
    assert found.index.tolist() == expected
    assert found.index.dtype == index.dtype
    assert type(found.index) is type(index)
    assert found["c"].tolist() == [1, 2, 3]


def test_deletion_comes_before_addition(page: Any) -> None:
    wire = {"deleted": [1, 1], "added": {"rows": 2, "cells": {"1": cells([0, 1], [8, 9])}}}
    found = change(page, wire, pd.DataFrame({"c": [1, 2, 3]}), num_rows="dynamic")
    assert found.index.tolist() == [0, 2, 3, 4]
    assert found["c"].tolist() == [1, 3, 8, 9]


def test_of_two_rows_with_one_label_only_the_chosen_one_goes(page: Any) -> None:
    data = pd.DataFrame({"c": [1, 2]}, index=["a", "a"])
    found = change(page, {"deleted": [1, 1]}, data, num_rows="delete")
    assert found["c"].tolist() == [1]


def test_the_index_that_only_counts_is_hidden_where_rows_can_be_added(page: Any) -> None:
    revoila.data_editor(FRAME)
    assert "hide_index" not in page.props()
    revoila.data_editor(FRAME, num_rows="dynamic")
    assert page.props()["hide_index"] is True
    revoila.data_editor(FRAME, num_rows="add", hide_index=False)
    assert "hide_index" not in page.props()
    revoila.data_editor([1, 2])
    assert page.props()["hide_index"] is True


def test_labels_that_an_added_row_needs_are_not_hidden(page: Any, caplog: Any) -> None:
    data = FRAME.set_index("city")
    with caplog.at_level(logging.WARNING):
        revoila.data_editor(data, num_rows="dynamic", hide_index=True)
    assert "hide_index" not in page.props()
    assert "range index" in caplog.text
    revoila.data_editor(data, num_rows="delete", hide_index=True)
    assert page.props()["hide_index"] is True


# What a browser may send.


@pytest.mark.parametrize(
    "wire",
    [
        None,
        [],
        "x",
        {"other": 1},
        {"edited": []},
        {"edited": {"1": []}},
        {"edited": {"1": {"rows": [0, 1], "values": "x"}}},
        {"edited": {"1": {"rows": [0], "values": ["x"]}}},
        {"edited": {"1": {"rows": [0, 1], "values": []}}},
        {"edited": {"1": {"rows": [-1, 1], "values": ["x"]}}},
        {"edited": {"1": {"rows": [3, 1], "values": ["x"]}}},
        {"edited": {"1": {"rows": [0, 10**15], "values": ["x"]}}},
        {"edited": {"1": {"rows": [0, 0], "values": []}}},
        {"edited": {"1": {"rows": [True, 1], "values": ["x"]}}},
        {"edited": {"1": {"rows": [0.5, 1], "values": ["x"]}}},
        {"edited": {"1": {"rows": ["0", 1], "values": ["x"]}}},
        {"added": []},
        {"added": {"rows": -1}},
        {"added": {"rows": 10**9}},
        {"added": {"rows": True}},
        {"added": {"rows": 1, "cells": {"1": {"rows": [1, 1], "values": ["x"]}}}},
        {"deleted": {}},
        {"deleted": [0]},
        {"deleted": [0, 4]},
        {"deleted": [0, 3] * 500_000},
        {"edited": {str(name): {"rows": [0, 3] * 100_000, "values": [1] * 300_000} for name in range(4)}},
    ],
    ids=lambda wire: str(wire)[:60],
)
def test_what_has_not_the_form_of_changes_is_refused(page: Any, wire: Any) -> None:
    revoila.data_editor(FRAME, key="editor", num_rows="dynamic")
    with pytest.raises(EventRefusedError):
        page.specs[-1].decode(wire)


LIMITS = {
    "short": column_config.TextColumn(max_chars=3),
    "code": column_config.TextColumn(validate=r"^[A-Z]\d$"),
    "stars": column_config.NumberColumn(min_value=1, max_value=5),
    "need": column_config.TextColumn(required=True),
    "day": column_config.DateColumn(min_value=dt.date(2024, 1, 1), max_value=dt.date(2024, 12, 31)),
    "at": column_config.DatetimeColumn(min_value=dt.datetime(2024, 1, 1)),  # noqa: DTZ001
    "clock": column_config.TimeColumn(max_value=dt.time(12)),
    "gone": None,
    "off": column_config.TextColumn(disabled=True),
}
LIMITED = pd.DataFrame(
    {
        "short": ["a"],
        "code": ["A1"],
        "stars": [3],
        "need": ["x"],
        "day": [dt.date(2024, 5, 5)],
        "at": pd.to_datetime(["2024-05-05"]),
        "clock": [dt.time(10)],
        "gone": ["g"],
        "off": ["o"],
        "listed": ["l"],
        "kind": pd.Categorical(["x"], categories=["x", "y"]),
        "small": np.array([1], dtype="int8"),
        "flag": [True],
        "mixed": pd.Series([{"a"}], dtype=object),
    }
)
PLACES = {name: place for place, name in enumerate(LIMITED.columns, start=1)}


@pytest.mark.parametrize(
    ("column", "entered"),
    [
        ("short", "abcd"),
        ("short", 1),
        ("short", ["a"]),
        ("short", {"a": 1}),
        ("code", "a1"),
        ("stars", 0),
        ("stars", 6),
        ("stars", 2.5),
        ("stars", "3"),
        ("stars", True),
        ("stars", float("nan")),
        ("stars", float("inf")),
        ("stars", 10**400),
        ("need", None),
        ("day", "2023-12-31"),
        ("day", "2025-01-01"),
        ("day", "soon"),
        ("day", 5),
        ("at", "2023-12-31T23:59:59.000"),
        ("at", "9999-99-99"),
        ("clock", "12:00:01"),
        ("clock", "25:00:00"),
        ("off", "x"),
        ("listed", "x"),
        ("kind", "z"),
        ("kind", 1),
        ("small", 128),
        ("flag", None),
        ("flag", 1),
        ("mixed", "x"),
    ],
)
def test_a_value_that_does_not_fit_is_left_out_and_nothing_else(page: Any, column: str, entered: Any) -> None:
    wire = edits(**{f"c{PLACES[column]}": {0: entered}})
    wire["edited"].setdefault("1", cells([0], ["ok"]))
    if column == "short":
        wire["edited"]["3"] = cells([0], [4])
    found = change(page, wire, LIMITED, column_config=LIMITS, disabled=["listed"])
    expected = LIMITED.copy()
    expected["short" if column != "short" else "stars"] = ["ok"] if column != "short" else [4]
    pd.testing.assert_frame_equal(found, expected)


def test_values_within_their_limits_are_let_in(page: Any) -> None:
    entered = {
        "short": "abc", "code": "B2", "stars": 5, "need": "y", "day": "2024-12-31",
        "at": "2024-01-01T00:00:00.000", "clock": "12:00:00.000", "kind": "y", "small": -128, "flag": False,
    }  # fmt: skip
    wire = edits(**{f"c{PLACES[name]}": {0: value} for name, value in entered.items()})
    found = change(page, wire, LIMITED, column_config=LIMITS).iloc[0].to_dict()
    assert {name: str(found[name]) for name in entered} == {
        "short": "abc", "code": "B2", "stars": "5", "need": "y", "day": "2024-12-31",
        "at": "2024-01-01 00:00:00", "clock": "12:00:00", "kind": "y", "small": "-128", "flag": "False",
    }  # fmt: skip


def test_a_moment_out_of_the_range_of_its_column_is_left_out(page: Any) -> None:
    data = pd.DataFrame({"t": pd.to_datetime(["2024-05-05"]).astype("datetime64[ns]")})
    found = change(page, edits(c1={0: "3000-01-01T00:00:00.000"}), data)
    pd.testing.assert_frame_equal(found, data)


@pytest.mark.parametrize(
    ("num_rows", "adds", "deletes"),
    [
        ("fixed", False, False),
        ("dynamic", True, True),
        ("add", True, False),
        ("delete", False, True),
        ("any", False, False),
    ],
)
def test_rows_come_and_go_only_where_they_may(page: Any, num_rows: str, adds: bool, deletes: bool) -> None:
    wire = {"added": {"rows": 1, "cells": {"1": cells([0], [9])}}, "deleted": [0, 1]}
    found = change(page, wire, pd.DataFrame({"c": [1, 2]}), num_rows=num_rows)
    assert found["c"].tolist() == [*([] if deletes else [1]), 2, *([9] if adds else [])]


def test_a_row_without_a_required_value_is_not_added(page: Any) -> None:
    config = {"b": column_config.TextColumn(required=True)}
    wire = {"added": {"rows": 2, "cells": {"1": cells([0, 1], [5, 6]), "2": cells([1], ["x"])}}}
    found = change(page, wire, {"a": [1], "b": ["q"]}, num_rows="dynamic", column_config=config)
    assert found == {"a": [1, 6], "b": ["q", "x"]}


def test_a_read_only_column_of_an_added_row_has_its_default_and_nothing_else(page: Any) -> None:
    config = {"b": column_config.TextColumn(default="new", disabled=True)}
    for entered, expected in (("new", [1, 5]), ("forged", [1])):
        wire = {"added": {"rows": 1, "cells": {"1": cells([0], [5]), "2": cells([0], [entered])}}}
        found = change(page, wire, {"a": [1], "b": ["q"]}, num_rows="dynamic", column_config=config)
        page.rerun()
        assert found["a"] == expected


def test_a_disabled_editor_takes_no_events(page: Any) -> None:
    revoila.data_editor([1], disabled=True, key="k")
    assert page.specs[-1].disabled
    assert page.props()["disabled"] is True
    assert edit_of(page, "value") is None


@pytest.mark.parametrize("disabled", [["rain"], (2,), iter(["rain"]), pd.Index(["rain"])])
def test_columns_are_disabled_by_name_or_position(page: Any, disabled: Any) -> None:
    revoila.data_editor(FRAME, disabled=disabled)
    assert not page.specs[-1].disabled
    assert edit_of(page, "rain") is None
    assert edit_of(page, "city") is not None


def test_labels_are_disabled_as_index_or_first(page: Any) -> None:
    for disabled in (["_index"], [0]):
        revoila.data_editor(FRAME.set_index("city"), disabled=disabled)
        assert edit_of(page, "city") is None
        assert edit_of(page, "rain") is not None
        page.rerun()


def test_changes_that_no_longer_fit_are_dropped_one_by_one(page: Any) -> None:
    data = pd.DataFrame({"n": [1, 2]})
    revoila.data_editor(data, key="editor")
    page.send("editor", edits(c1={0: 3, 1: 30}))
    page.rerun()
    found = revoila.data_editor(
        data, key="editor", column_config={"n": column_config.NumberColumn(max_value=9)}
    )
    assert found["n"].tolist() == [3, 2]


# Identity: behaviour 1.12, state 10.


def identity(page: Any, data: Any, **params: Any) -> str:
    page.rerun()
    revoila.data_editor(data, **params)
    return str(page.specs[-1].id)


def test_with_a_key_and_fixed_rows_changes_stay_when_values_change(page: Any) -> None:
    """Statement 10 of state."""
    first = identity(page, pd.DataFrame({"a": [1, 2]}), key="k")
    assert identity(page, pd.DataFrame({"a": [3, 4]}), key="k") == first
    assert identity(page, pd.DataFrame({"a": [3, 4]}), key="k", height=300, hide_index=True) == first
    for other in (
        pd.DataFrame({"a": [1, 2, 3]}),
        pd.DataFrame({"b": [1, 2]}),
        pd.DataFrame({"a": [1.5, 2]}),
        pd.DataFrame({"a": [1, 2], "b": 1}),
        pd.DataFrame({"a": [1, 2]}, index=["x", "y"]),
    ):
        assert identity(page, other, key="k") != first
    assert identity(page, pd.DataFrame({"a": [1, 2]}), key="k", disabled=["a"]) != first


def test_otherwise_they_go_with_any_change(page: Any) -> None:
    """Statement 10 of state."""
    for params in ({}, {"key": "k", "num_rows": "dynamic"}, {"key": "k", "num_rows": "add"}):
        first = identity(page, pd.DataFrame({"a": [1, 2]}), **params)
        assert identity(page, pd.DataFrame({"a": [1, 2]}), **params) == first
        assert identity(page, pd.DataFrame({"a": [3, 4]}), **params) != first
        assert identity(page, pd.DataFrame({"a": [1, 2]}), height=300, **params) != first
        config = {"a": column_config.NumberColumn(max_value=3)}
        assert identity(page, pd.DataFrame({"a": [1, 2]}), column_config=config, **params) != first


# Bad input.


@pytest.mark.parametrize(
    "data",
    [
        pd.DataFrame([[1, 2]], columns=["a", "a"]),
        pd.DataFrame([[1, 2]], columns=[1, "1"]),
        pd.DataFrame({"_index": [1]}),
        pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([("x", 1)])),
        pd.DataFrame({"a": [1]}, index=pd.period_range("2024", periods=1, freq="M")),
        pa.table([[1], [2]], names=["a", "a"]),
    ],
)
def test_frames_whose_cells_cannot_be_told_apart_are_refused(page: Any, data: Any) -> None:
    with pytest.raises(StreamlitAPIException):
        revoila.data_editor(data)


@pytest.mark.parametrize("data", [5, "text", object(), [1, {"a": 1}]])
def test_what_is_no_table_is_refused(page: Any, data: Any) -> None:
    with pytest.raises(StreamlitDataframeConversionError):
        revoila.data_editor(data)


@pytest.mark.parametrize(
    ("config", "values"),
    [
        (column_config.CheckboxColumn(), [1.5]),
        (column_config.TextColumn(), [1]),
        (column_config.NumberColumn(), [True]),
        (column_config.DateColumn(), ["2024"]),
        (column_config.TimeColumn(), [dt.date(2024, 1, 1)]),
        (column_config.LinkColumn(), [1]),
    ],
)
def test_a_type_that_cannot_edit_the_data_is_refused(page: Any, config: Any, values: Any) -> None:
    data = {"c": values}
    with pytest.raises(StreamlitAPIException, match="cannot edit values of the kind"):
        revoila.data_editor(data, column_config={"c": config})
    # A column that is not edited may look like anything.
    revoila.data_editor(data, column_config={"c": {**config, "disabled": True}})
    page.rerun()
    revoila.data_editor(data, column_config={"c": config}, disabled=["c"])
    page.rerun()
    revoila.dataframe(data, column_config={"c": config})


def test_other_parameters_are_checked(page: Any) -> None:
    editor: Any = revoila.data_editor
    with pytest.raises(StreamlitValueError):
        editor([1], on_change="never")
    with pytest.raises(StreamlitInvalidParameterTypeError):
        editor([1], disabled=5)
    with pytest.raises(StreamlitInvalidParameterTypeError):
        editor([1], placeholder=5)
    with pytest.raises(StreamlitInvalidParameterTypeError):
        editor([1], column_config=5)
    with revoila.form("f"), pytest.raises(StreamlitInvalidFormCallbackError):
        revoila.data_editor([1], on_change=print)


def test_names_that_are_no_texts_become_some(page: Any) -> None:
    levels = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")]))
    assert list(revoila.data_editor(levels).columns) == ["a_b", "a_c"]
    assert list(revoila.data_editor(pd.DataFrame({0: [1], 1: [2]})).columns) == ["0", "1"]


def test_outside_of_a_run_the_data_comes_back() -> None:
    pd.testing.assert_frame_equal(revoila.data_editor(FRAME), FRAME)


def test_hundred_thousand_pasted_cells_are_applied(page: Any) -> None:
    data = pd.DataFrame({"n": range(100_000)})
    wire = {"edited": {"1": {"rows": [0, 100_000], "values": list(range(1, 100_001))}}}
    found = change(page, wire, data)
    assert found["n"].tolist() == list(range(1, 100_001))
    assert page.props()["value"]["edited"]["1"]["rows"] == [0, 100_000]


# Choices, buttons and large tables.


@pytest.mark.parametrize(
    ("config", "data", "entered", "expected"),
    [
        (column_config.SelectboxColumn(options=[1, 2, True]), [1, 1], 2, [2, 1]),
        (column_config.SelectboxColumn(options=[1, 2]), [1, 1], 3, [1, 1]),
        (column_config.SelectboxColumn(options=[0, 1]), [0, 0], True, [0, 0]),
        (
            column_config.SelectboxColumn(options=["a", "b"], format_func=str.upper),
            ["a", "a"],
            "b",
            ["b", "a"],
        ),
        (column_config.SelectboxColumn(), ["a", "a"], "b", ["a", "a"]),
        (column_config.MultiselectColumn(options=["a", "b"]), [["a"], []], ["b", "a"], [["b", "a"], []]),
        (column_config.MultiselectColumn(options=["a", "b"]), [["a"], []], ["c"], [["a"], []]),
        (
            column_config.MultiselectColumn(options=["a"], accept_new_options=True),
            [["a"], []],
            ["c"],
            [["c"], []],
        ),
        (column_config.ListColumn(), ["a,b", "c"], ["x", "y"], ["x,y", "c"]),
        (column_config.JsonColumn(), ["{}", "{}"], "[]", ["{}", "{}"]),
        (column_config.MarkdownColumn(), ["a", "b"], "*c*", ["*c*", "b"]),
    ],
)
def test_choices_and_lists_are_checked(
    page: Any, config: Any, data: Any, entered: Any, expected: Any
) -> None:
    found = change(page, edits(c1={0: entered}), {"c": data}, column_config={"c": config})
    assert found == {"c": expected}
    assert [type(value) for value in found["c"]] == [type(value) for value in expected]


@pytest.mark.parametrize("disabled", [False, True])
def test_buttons_of_an_editor_are_pressed_and_not_edited(page: Any, disabled: bool) -> None:
    config = {"do": column_config.ButtonColumn("Do", key="do", on_click=print)}
    data = pd.DataFrame({"do": ["Go", "Stop"], "n": [1, 2]})
    revoila.data_editor(data, column_config=config, disabled=disabled)
    column = next(one for one in page.props()["columns"] if one["label"] == "Do")
    assert "edit" not in column
    assert ("do" in {spec.key for spec in page.specs}) is not disabled
    assert bool(column["button"]) is not disabled
    first = page.specs[-1].id
    page.rerun()
    # A function made anew in each run is no other editor.
    config = {"do": column_config.ButtonColumn("Do", key="do", on_click=lambda: None)}
    revoila.data_editor(data, column_config=config, disabled=disabled)
    assert page.specs[-1].id == first


def test_a_large_table_stays_in_the_kernel_and_is_edited_by_position(page: Any) -> None:
    data = pd.DataFrame({"n": range(200_000), "t": "x"})
    wire = edits(c1={199_999: -1}, c2={150_000: "far"})
    found = change(page, wire, data)
    assert page.props()["rows"] == 200_000
    assert page.props()["source"].rows == 200_000
    assert (found["n"].iloc[-1], found["t"].iloc[150_000], found["n"].iloc[0]) == (-1, "far", 0)


def test_a_change_deep_in_a_large_table_is_another_table(page: Any) -> None:
    data = pd.DataFrame({"n": range(200_000), "l": [[1]] * 200_000})
    first = identity(page, data)
    assert identity(page, data.copy(deep=True)) == first
    other = data.copy(deep=True)
    other.loc[123_456, "n"] = -1
    assert identity(page, other) != first


class GeoFrame(pd.DataFrame):  # type: ignore[misc]  # pandas has no types
    """A subclass as geopandas has it, with what pandas documents for those."""

    _metadata = ("crs",)

    @property
    def _constructor(self) -> Any:
        return GeoFrame


def test_a_subclass_of_pandas_comes_back_as_that(page: Any) -> None:
    data = GeoFrame({"n": [1, 2]})
    data.crs = "EPSG:4326"
    edited = change(page, edits(c1={0: 5}), data)
    assert type(edited) is GeoFrame
    assert edited.crs == "EPSG:4326"
    assert edited["n"].tolist() == [5, 2]
