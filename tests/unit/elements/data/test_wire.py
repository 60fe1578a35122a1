# ruff: noqa: DTZ001  # wall clocks without a zone are columns too
"""What travels: every odd column as something the browser can read, and nothing lost on the way."""

from __future__ import annotations

import datetime as dt
import math
import re
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revoila.elements.data._arrow import encode, to_pandas
from revoila.elements.data._read import read_frame
from revoila.elements.data._values import Values, is_missing
from revoila.elements.data._wire import to_chart, to_wire

UTC = dt.UTC


def shown(column: Any) -> tuple[str, list[Any]]:
    """Type and cells of the only column of a frame."""
    stream, descriptions = encode(read_frame(pd.DataFrame({"v": column})))
    return descriptions[-1]["type"], pa.ipc.open_stream(stream).read_all().column(1).to_pylist()


@pytest.mark.parametrize(
    ("column", "kind", "cells"),
    [
        ([1, 2], "number", [1, 2]),
        ([1.5, None], "number", [1.5, None]),
        ([float("inf"), -0.0], "number", [float("inf"), -0.0]),
        (np.array([1.5], "float16"), "number", [1.5]),
        (np.array([2**64 - 1], "uint64"), "number", [2**64 - 1]),
        ([2**70, 1], "text", [str(2**70), "1"]),
        ([True, None], "boolean", [True, None]),
        ([True, 1], "text", ["True", "1"]),
        (["a", None], "text", ["a", None]),
        ([None, None], "text", [None, None]),
        (["a", 1, 2.5, None, float("nan")], "text", ["a", "1", "2.5", None, None]),
        (pd.array([1, None], dtype="Int64"), "number", [1, None]),
        (pd.array([True, None], dtype="boolean"), "boolean", [True, None]),
        (pd.array(["a", None], dtype="string"), "text", ["a", None]),
        (pd.array([1], dtype="int64[pyarrow]"), "number", [1]),
        (pd.array([1, 0], dtype=pd.SparseDtype(int, 0)), "number", [1, 0]),
        ([pd.NA, 1], "number", [None, 1]),
        ([dt.date(2020, 1, 1), None], "date", [dt.date(2020, 1, 1), None]),
        ([dt.date(2020, 1, 1), pd.NaT], "date", [dt.date(2020, 1, 1), None]),
        ([dt.time(1, 2, 3), None], "time", [dt.time(1, 2, 3), None]),
        ([dt.datetime(2020, 1, 1, 5), None], "datetime", [dt.datetime(2020, 1, 1, 5), None]),
        (
            [dt.datetime(1, 1, 1), dt.datetime(9999, 1, 1)],
            "datetime",
            [dt.datetime(1, 1, 1), dt.datetime(9999, 1, 1)],
        ),
        ([dt.datetime(2020, 1, 1), "x"], "text", ["2020-01-01 00:00:00", "x"]),
        (
            pd.Series([dt.date(2020, 1, 1), dt.datetime(2020, 1, 1, 5)], dtype=object),
            "text",
            ["2020-01-01", "2020-01-01 05:00:00"],
        ),
        (
            pd.array(["1 days", "-1 s"], dtype="timedelta64[ns]"),
            "text",
            ["1 days 00:00:00", "-1 days +23:59:59"],
        ),
        ([dt.timedelta(microseconds=5), None], "text", ["0 days 00:00:00.000005", None]),
        ([Decimal("1.50"), Decimal(3), None], "number", [1.5, 3.0, None]),
        ([Decimal("12345678901234567890.12")], "text", ["12345678901234567890.12"]),
        ([Decimal("NaN")], "text", [None]),
        ([1 + 2j], "text", ["(1+2j)"]),
        ([b"ab", b"\xff"], "text", ["b'ab'", "b'\\xff'"]),
        ([b"ab", "c"], "text", ["b'ab'", "c"]),
        ([[1, 2], [3]], "list", [[1, 2], [3]]),
        ([[1.5, None], None], "list", [[1.5, None], None]),
        ([["a"], []], "list", [["a"], []]),
        ([(1,), {2}], "list", [[1], [2]]),
        ([frozenset({1})], "list", [[1]]),
        ([np.array([1, 2])], "list", [[1, 2]]),
        ([[[1], [2]]], "list", [["[1]", "[2]"]]),
        ([[dt.date(2020, 1, 1)]], "list", [["2020-01-01"]]),
        ([[1, "a"]], "text", ["[1, 'a']"]),
        ([{"a": 1}, {"b": {2}}], "object", ['{"a": 1}', '{"b": [2]}']),
        ([{(1, 2): 3}], "object", ["{(1, 2): 3}"]),
        ([uuid.UUID(int=1)], "text", ["00000000-0000-0000-0000-000000000001"]),
        ([Path("a")], "text", ["a"]),
        (pd.Series(["\ud800"], dtype=object), "text", ["?"]),
        (pd.Categorical(["a", None, "b"]), "text", ["a", None, "b"]),
        (pd.Categorical([2, 1]), "number", [2, 1]),
        (pd.Categorical([pd.Interval(0, 1)]), "text", ["(0, 1]"]),
        (pd.period_range("2020-01", periods=2, freq="M"), "text", ["2020-01", "2020-02"]),
        (pd.interval_range(0, 1), "text", ["(0, 1]"]),
        ([], "number", []),
    ],
)
def test_columns_arrive_as_pandas_shows_them(column: Any, kind: str, cells: list[Any]) -> None:
    assert shown(column) == (kind, cells)


@pytest.mark.parametrize(
    ("array", "kind", "cells"),
    [
        (pa.array([1], pa.timestamp("s")), "datetime", [dt.datetime(1970, 1, 1, 0, 0, 1)]),
        (pa.array([1001], pa.timestamp("ns")), "datetime", [dt.datetime(1970, 1, 1, 0, 0, 0, 1)]),
        (pa.array([0], pa.date64()), "date", [dt.date(1970, 1, 1)]),
        (pa.array([1], pa.time64("us")), "time", [dt.time(0)]),
        (pa.array([b"x"], pa.large_binary()), "text", ["b'x'"]),
        (pa.array(["x"], pa.string_view()), "text", ["x"]),
        (pa.array([[1]], pa.list_view(pa.int32())), "list", [[1]]),
        (pa.array([[1, 2]], pa.list_(pa.int32(), 2)), "list", [[1, 2]]),
        (pa.array([["x"]], pa.large_list(pa.large_string())), "list", [["x"]]),
        (pa.array([{"a": 1}]), "object", ['{"a": 1}']),
        (pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64())), "object", ['[["k", 1]]']),
        (pa.RunEndEncodedArray.from_arrays([1, 3], ["x", "y"]), "text", ["x", "y", "y"]),
        (pa.array(["x", "x"]).dictionary_encode(), "text", ["x", "x"]),
        (pa.array([uuid.UUID(int=1)]), "text", [str(uuid.UUID(int=1))]),
        (pa.chunked_array([], pa.string()), "text", []),
        (pa.chunked_array([], pa.uuid()), "text", []),
        (pa.array([None], pa.int64()), "number", [None]),
    ],
)
def test_arrow_types_that_browsers_do_not_read(array: Any, kind: str, cells: list[Any]) -> None:
    column, about = to_wire(Values(array))
    assert (about["type"], column.to_pylist()) == (kind, cells)


def test_zones_stay() -> None:
    moments = pd.date_range("2020-07-01", periods=2, tz="Europe/Paris")
    stream, descriptions = encode(read_frame(pd.DataFrame({"t": moments})))
    assert descriptions[1]["timezone"] == "Europe/Paris"
    assert to_pandas({"arrow": stream})["t"].tolist() == moments.tolist()
    mixed = pd.Series([dt.datetime(2020, 1, 1, tzinfo=UTC), dt.datetime(2020, 1, 1)], dtype=object)
    assert shown(mixed) == ("text", ["2020-01-01 00:00:00+00:00", "2020-01-01 00:00:00"])


def test_decimals_tell_their_digits() -> None:
    assert to_wire(Values(pa.array([Decimal("1.50")]))).about == {"type": "number", "decimals": 2}


def test_numbers_of_charts_stay_numbers() -> None:
    assert to_chart(Values(pa.array([2**60]))).array.to_pylist() == [float(2**60)]
    assert to_chart(Values(pa.array([2**50]))).array.to_pylist() == [2**50]
    assert to_chart(Values(pa.array([None], pa.int64()))).array.to_pylist() == [None]
    assert to_chart(Values(pa.array([str(2**70)]), "integer")).array.to_pylist() == [float(2**70)]
    assert to_chart(Values(pa.array([Decimal("1e30")]))).array.to_pylist() == [1e30]


def test_labels_need_not_be_unique_or_text() -> None:
    data = pd.DataFrame([[1, 2, 3, 4]], columns=pd.Index(["a", "a", ("x", 1), 2.5], tupleize_cols=False))
    stream, descriptions = encode(read_frame(data))
    assert [column["name"] for column in descriptions] == ["0", "1", "2", "3", "4"]
    assert [column["label"] for column in descriptions] == ["", "a", "a", "('x', 1)", "2.5"]
    assert list(to_pandas({"arrow": stream}).columns) == ["a", "a", ("x", 1), 2.5]


def test_levels_of_columns_become_groups() -> None:
    data = pd.DataFrame([[1, 2, 3]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y"), ("", "z")]))
    stream, (_, *descriptions) = encode(read_frame(data))
    heads = [(column.get("group"), column["label"]) for column in descriptions]
    assert heads == [("a", "x"), ("a", "y"), (None, "z")]
    pd.testing.assert_frame_equal(to_pandas({"arrow": stream}), data)


@pytest.mark.parametrize(
    "data",
    [
        pd.DataFrame({"a": [1, 2], "b": ["x", None]}),
        pd.DataFrame({0: [1.5], 1: [True]}),
        pd.DataFrame({np.int64(3): [1], pd.Timestamp(0): [2]}).rename(columns=str),
        pd.DataFrame([[1]], columns=pd.Index([np.int64(3)], dtype=object)),
        pd.DataFrame({"a": [1]}, index=pd.Index(["q"], name="i")),
        pd.DataFrame({"a": [1, 2]}, index=pd.RangeIndex(5, 9, 2)),
        pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([("x", 1), ("y", 2)], names=["p", "q"])),
        pd.DataFrame({"a": []}),
        pd.DataFrame(),
    ],
    ids=range(9),
)
def test_a_test_of_an_app_gets_the_frame_back(data: pd.DataFrame) -> None:
    stream, _ = encode(read_frame(data))
    pd.testing.assert_frame_equal(
        to_pandas({"arrow": stream}), data, check_index_type=False, check_column_type=False, check_dtype=False
    )


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.text(st.characters(categories=["Cs", "Lu"]), max_size=3),
    st.binary(max_size=3),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.decimals(allow_nan=True, allow_infinity=False, places=2),
    st.complex_numbers(),
    st.uuids(),
    st.lists(st.integers() | st.text(max_size=3) | st.none(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.frozensets(st.integers(), max_size=2),
    st.just(pd.NaT),
    st.just(pd.NA),
    st.just(object),
)
LABELS = st.one_of(st.text(max_size=5), st.integers(), st.none(), st.floats(), st.tuples(st.text(max_size=2)))


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(st.integers(0, 4))
    labels = draw(st.lists(LABELS, max_size=4))
    # Mostly columns of one kind, now and then of several.
    kinds = [draw(st.sampled_from(CELLS.original_strategies) | st.just(CELLS)) for _ in labels]  # type: ignore[attr-defined]
    columns = [pd.Series(draw(st.lists(kind, min_size=rows, max_size=rows)), dtype=object) for kind in kinds]
    data = pd.DataFrame(dict(enumerate(columns)), index=pd.RangeIndex(rows))
    data.columns = pd.Index(labels, dtype=object, tupleize_cols=False)
    return data


@given(frames())
@settings(max_examples=200)
def test_any_frame_arrives_and_stays_as_it_is(data: pd.DataFrame) -> None:
    before = data.copy(deep=True)
    stream, descriptions = encode(read_frame(data))
    assert (stream, descriptions) == encode(read_frame(data))
    table = pa.ipc.open_stream(stream).read_all()
    assert table.num_rows == len(data)
    assert [column["label"] for column in descriptions[1:]] == [str(label) for label in data.columns]
    assert table.column_names == [column["name"] for column in descriptions]
    for position in range(data.shape[1]):
        cells = data.iloc[:, position].tolist()
        arrived = table.column(position + 1).to_pylist()
        assert [cell is None for cell in arrived] == [is_missing(cell) for cell in cells]
        assert all(map(_same, cells, arrived))
        # Cells are the objects they were; comparing NaN and NaT would say otherwise.
        assert all(map(_identical, cells, before.iloc[:, position].tolist()))


def _identical(left: object, right: object) -> bool:
    return left is right or repr(left) == repr(right)


def _same(cell: Any, arrived: Any) -> bool:
    """Whether a cell arrived as itself, or as the text of itself."""
    if arrived is None or cell == arrived:
        return True
    if isinstance(arrived, str):
        texts = {str(cell), repr(cell), str(pd.Timedelta(0))}
        clean = {text.encode("utf-8", "replace").decode() for text in texts}
        return (
            arrived in clean or isinstance(cell, (dt.timedelta, dict, Decimal)) or _is_number(cell, arrived)
        )
    if isinstance(cell, dt.time):
        return bool(cell.replace(microsecond=cell.microsecond // 1000 * 1000) == arrived)
    if isinstance(cell, Decimal):
        return bool(float(cell) == pytest.approx(arrived))
    if isinstance(cell, (list, frozenset)):
        return len(cell) == len(arrived)
    return isinstance(cell, float) and math.isnan(cell)


def _is_number(cell: Any, text: str) -> bool:
    """Whether a text is a whole number with the places that the decimals of its column have."""
    return isinstance(cell, int) and re.fullmatch(r"-?\d+\.\d+", text) is not None and Decimal(text) == cell


@given(st.lists(CELLS), st.lists(CELLS))
def test_any_rows_of_python_arrive(first: list[Any], second: list[Any]) -> None:
    frame = read_frame([first, second])
    assert frame.rows == 2
    assert pa.ipc.open_stream(encode(frame)[0]).read_all().num_rows == 2


@given(st.lists(st.timedeltas(dt.timedelta(-(10**8)), dt.timedelta(10**8))))
def test_durations_read_as_in_pandas(spans: list[dt.timedelta]) -> None:
    array = pa.array(spans, pa.duration("us"))
    expected = [str(span) for span in pd.Series(spans, dtype="timedelta64[us]")]
    assert to_wire(Values(array)).array.to_pylist() == expected
