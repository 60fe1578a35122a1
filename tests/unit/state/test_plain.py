"""What can be written down comes back as it was; what cannot is refused."""

from __future__ import annotations

import json
from collections import OrderedDict, namedtuple
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from revoila.config import redaction
from revoila.state._plain import NotPlainError, TooLargeError, Writer, read

LARGEST = 1_000_000


def again(value: Any) -> Any:
    """Write a value down and read it."""
    writer = Writer(LARGEST)
    wire = writer.write(value)
    return read(json.loads(json.dumps(wire, allow_nan=False)), writer.buffers)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal, of one type, and NaN is NaN."""
    if type(one) is not type(other):
        return False
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    if isinstance(one, set):
        return sorted(map(repr, one)) == sorted(map(repr, other))
    return same_leaf(one, other)


def same_leaf(one: Any, other: Any) -> bool:
    if isinstance(one, (float, Decimal)):
        return repr(one) == repr(other)
    if isinstance(one, (datetime, time)):
        return (one, one.fold, one.tzinfo) == (other, other.fold, other.tzinfo)
    return bool(one == other)


zones = st.one_of(
    st.none(),
    st.builds(timezone, st.timedeltas(timedelta(hours=-23), timedelta(hours=23))),
    st.sampled_from(["Europe/Paris", "Asia/Kathmandu", "UTC"]).map(ZoneInfo),
)
hashable = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers().map(lambda number: number << 80),
    st.floats(),
    st.text(st.characters()),
    st.binary(max_size=50),
    st.dates(),
    st.datetimes(timezones=zones, allow_imaginary=True),
    st.times(),
    st.times(timezones=zones),
    st.timedeltas(),
    st.decimals(allow_nan=False),
)
values = st.recursive(
    hashable | st.decimals() | st.sets(hashable),
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.dictionaries(st.text() | st.just("$"), inner),
    ),
    max_leaves=20,
)


@given(values)
def test_plain_values_come_back(value: Any) -> None:
    assert same(again(value), value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(10**5000, id="long"),
        pytest.param(-(10**5000), id="minus-long"),
        2**53,
        float("nan"),
        float("-inf"),
        -0.0,
        "\ud800",
        b"\x00\xff",
        {"$": "int", "v": "0x1"},
        {"$": {"$": 1}},
        datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Paris")),
        time(1, 2, 3, 4, tzinfo=UTC),
        Decimal("sNaN"),
        Decimal("1E+400"),
        timedelta.min,
        timedelta.max,
        {(1, "a"), (2, "b")},
        [],
        (),
        set(),
        {},
    ],
)
def test_special_values_come_back(value: Any) -> None:
    found = again(value)
    assert repr(found) == repr(value) if not isinstance(value, (int, set)) else same(found, value)


@given(
    hnp.arrays(
        hnp.scalar_dtypes() | hnp.byte_string_dtypes() | hnp.unicode_string_dtypes(),
        hnp.array_shapes(min_dims=0, min_side=0, max_side=4),
    )
)
def test_arrays_come_back_and_can_be_written_to(array: Any) -> None:
    found = again(array)
    assert (found.dtype, found.shape) == (array.dtype, array.shape)
    np.testing.assert_array_equal(found, array)
    assert found.flags.writeable


@pytest.mark.parametrize(
    "scalar", [np.int64(3), np.float32(0.5), np.bool_(1), np.datetime64("2024-01-01", "D"), np.str_("a")]
)
def test_scalars_of_numpy_come_back(scalar: Any) -> None:
    found = again({"it": scalar})["it"]
    assert (type(found), found) == (type(scalar), scalar)


FRAME = pd.DataFrame(
    {
        "n": [1, 2, 3],
        "x": [1.5, float("nan"), -0.0],
        "s": ["a", None, "c"],
        "b": [True, False, True],
        "t": pd.date_range("2024-01-01", periods=3, tz="Europe/Paris"),
        "c": pd.Categorical(["u", "v", "u"]),
        "d": [date(2024, 1, 1), None, date(2024, 1, 3)],
        "e": [Decimal("1.10"), Decimal("2.20"), None],
    }
)


@pytest.mark.parametrize(
    "frame",
    [
        FRAME,
        FRAME.set_index("t"),
        FRAME.set_index(["n", "s"]),
        FRAME.drop(columns="c").iloc[:0],
        FRAME[[]],
        pd.DataFrame(),
        pd.DataFrame([[1, 2]], columns=[10, 20]),
        pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")])),
        pd.DataFrame({"a": [1]}, index=["row"]),
    ],
)
def test_frames_of_pandas_come_back(frame: Any) -> None:
    pd.testing.assert_frame_equal(again(frame), frame, check_freq=False)


@pytest.mark.parametrize("name", [None, "n", 3])
def test_series_come_back_with_their_name(name: Any) -> None:
    series = pd.Series([1.0, 2.0], index=["a", "b"], name=name)
    pd.testing.assert_series_equal(again(series), series)
    other = pl.Series(str(name), [1, None])
    assert again(other).equals(other, check_names=True)


def test_frames_of_other_libraries_come_back() -> None:
    frame = pl.DataFrame({"a": [1, None], "s": ["x", "y"], "l": [[1], []], "d": [date(2024, 1, 1), None]})
    frame = frame.with_columns(pl.col("s").cast(pl.Categorical).alias("c"))
    assert again(frame).equals(frame)
    assert again(frame).schema == frame.schema
    table = pa.table({"a": [1, None], "s": ["x", "y"]})
    assert again(table).equals(table)
    for batch in (table.to_batches()[0], table.slice(0, 0).combine_chunks().to_batches()):
        if batch:
            assert again(batch).equals(batch)
    empty = pa.RecordBatch.from_pylist([], table.schema)
    assert again(empty).equals(empty)


class Odd(IntEnum):
    ONE = 1


class Text(str):
    __slots__ = ()


class Table(pd.DataFrame):  # type: ignore[misc]  # pandas has no types here
    pass


Pair = namedtuple("Pair", "a b")  # noqa: PYI024  # as scripts have them
endless: list[Any] = []
endless.append(endless)


@pytest.mark.parametrize(
    "value",
    [
        object(),
        print,
        Odd.ONE,
        Text("a"),
        Pair(1, 2),
        OrderedDict(a=1),
        {1: 2},
        {Text("a"): 1},
        frozenset({1}),
        bytearray(b"a"),
        [object()],
        {"a": {"b": {1, frozenset()}}},
        endless,
        np.array([object()]),
        np.zeros(1, [("a", "i4")]),
        Table({"a": [1]}),
        pd.DataFrame({"a": [object()]}),
        pd.DataFrame({"a": [[1], [2]]}),
        pd.DataFrame({"a": [1, "b"]}),
        pd.Series([1], name=("a", "b")),
        pl.LazyFrame({"a": [1]}),
        pl.DataFrame({"a": pl.Series([object()], dtype=pl.Object)}),
        pd.Timestamp("2024-01-01"),
    ],
)
def test_what_would_not_come_back_is_refused(value: Any) -> None:
    writer = Writer(LARGEST)
    with pytest.raises(NotPlainError):
        writer.write([b"before", value])
    assert writer.buffers == []


@pytest.mark.parametrize(
    "value",
    [
        "x" * 2000,
        b"x" * 2000,
        ["x"] * 2000,
        [0.5] * 2000,
        {str(number): None for number in range(2000)},
        np.zeros(2000),
        np.zeros(10**9, np.int8),
        pd.DataFrame({"a": range(20_000)}),
        pd.Series(range(20_000)),
        pl.DataFrame({"a": range(20_000)}),
        pa.table({"a": range(20_000)}),
    ],
)
def test_what_is_too_large_is_refused(value: Any) -> None:
    with pytest.raises(TooLargeError):
        Writer(1000).write(value)


@pytest.fixture
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "_patterns", set())
    monkeypatch.setattr(redaction, "_finder", None)
    redaction.remember_secrets({"password": "hunter-twelve", "pin": 814_725})


@pytest.mark.usefixtures("_secret")
@pytest.mark.parametrize(
    "value",
    [
        "hunter-twelve",
        "it is hunter-twelve!",
        814_725,
        ["hunter-twelve"],
        {"hunter-twelve": 1},
        {"a": ("hunter-twelve",)},
        {"hunter-twelve"},
        b"..hunter-twelve..",
        np.array(["a", "hunter-twelve"]),
        np.array([b"hunter-twelve"]),
        np.str_("hunter-twelve"),
        pd.DataFrame({"a": ["x", "hunter-twelve"]}),
        pd.DataFrame({"hunter-twelve": [1]}),
        pd.Series(["hunter-twelve"]),
        pl.DataFrame({"a": ["x", "hunter-twelve"]}),
        pa.table({"a": ["hunter-twelve"]}),
    ],
)
def test_secrets_are_not_written_down(value: Any) -> None:
    with pytest.raises(NotPlainError):
        Writer(LARGEST).write(value)


@pytest.mark.usefixtures("_secret")
def test_next_to_a_secret_others_are_written() -> None:
    assert again(["hunter", 8147, "eleven"]) == ["hunter", 8147, "eleven"]


def test_what_nobody_has_written_is_not_read() -> None:
    for wire in ({"$": "module", "v": [0, None]}, {"$": "numpy.load", "v": [0, None]}):
        with pytest.raises(ValueError, match="no kind of value"):
            read(wire, [b""])
