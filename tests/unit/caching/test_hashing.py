"""Which values are the same to a cache key? (The caching specification.)"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import decimal
import enum
import functools
import io
import os
import pathlib
import re
import sqlite3
import struct
import sys
import threading
import types
import uuid
from contextlib import closing
from typing import TYPE_CHECKING, Any
from unittest.mock import MagicMock

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from revoila.caching import cache_data
from revoila.caching._hashing import Hasher, UnhashableValue, normalize_hash_funcs
from revoila.caching.errors import UnhashableParamError, UserHashError

if TYPE_CHECKING:
    from collections.abc import Callable


def digest(value: Any, hash_funcs: Any = None) -> str:
    hasher = Hasher(normalize_hash_funcs(hash_funcs))
    hasher.add(value)
    return hasher.hexdigest()


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Mood(enum.Enum):
    RED = 1


class Number(enum.IntEnum):
    ONE = 1


class Access(enum.Flag):
    READ = 1
    WRITE = 2


@dataclasses.dataclass
class Order:
    item: str
    count: int = 1


@dataclasses.dataclass(slots=True)
class Slotted:
    item: str


class Plain:
    def __init__(self, value: int) -> None:
        self.value = value

    def method(self) -> int:
        return self.value


Pair = collections.namedtuple("Pair", "a b")  # noqa: PYI024  # the kind without annotations


def a_function(value: Any) -> Any:
    return value


def loop(value: Any) -> list[Any]:
    items: list[Any] = [value]
    items.append(items)
    return items


def at_end(stream: Any) -> Any:
    """Return a stream after it was read."""
    stream.read()
    return stream


def palette(first: int) -> Image.Image:
    """Return a picture of one color, which its palette says."""
    picture = Image.new("P", (2, 2), 0)
    picture.putpalette([first, 0, 0])
    return picture


SAME: list[Callable[[], Any]] = [
    lambda: None,
    lambda: float("nan"),
    lambda: "a" * 3,
    lambda: 10**5000,
    lambda: {1: [2, (3, {4})], "b": None},
    lambda: Color.RED,
    lambda: Access.READ | Access.WRITE,
    lambda: Order("tea"),
    lambda: Slotted("tea"),
    lambda: Pair(1, 2),
    lambda: collections.OrderedDict(a=1),
    lambda: collections.Counter("aab"),
    lambda: collections.deque([1, 2]),
    lambda: loop(1),
    lambda: len,
    lambda: "abc".upper,
    lambda: functools.partial(sorted, [3], key=len),
    lambda: io.BytesIO(b"a"),
    lambda: io.StringIO("a"),
    lambda: pathlib.PurePosixPath("a/b"),
    lambda: re.compile("a", re.IGNORECASE),
    lambda: uuid.UUID(int=5),
    lambda: dt.datetime(2024, 1, 2, tzinfo=dt.UTC),
    lambda: dt.date(2024, 1, 2),
    lambda: dt.timedelta(hours=3),
    lambda: decimal.Decimal("1.10"),
    lambda: range(3),
    lambda: ...,
    lambda: int,
    lambda: os,
    lambda: types.MappingProxyType({1: 2}),
    {1: 2}.items,
    lambda: ValueError("a"),
    lambda: np.arange(6).reshape(2, 3),
    lambda: np.int64(3),
    lambda: np.datetime64("2024-01-01"),
    lambda: np.array([1, "a", None], dtype=object),
    lambda: np.array([("a", 1)], dtype=[("name", "U5"), ("n", "i4")]),
    lambda: np.ma.masked_array([1, 2, 3], mask=[False, True, False]),
    lambda: np.dtype("float32"),
    lambda: np.add,
    lambda: np.zeros(600_000),
    lambda: pd.Timestamp("2024-01-01"),
    lambda: pd.NA,
    lambda: complex(1, float("nan")),
    lambda: pd.Index([1, 2]),
    lambda: pd.MultiIndex.from_tuples([(1, "x"), (2, "y")], names=["a", "a"]),
    lambda: pd.Series([1], index=pd.MultiIndex.from_tuples([(1, "x")], names=["a", "a"])),
    lambda: pd.Categorical(["a", "b"]),
    lambda: pd.Series([1.5, None], name="x"),
    lambda: pd.DataFrame({"a": [1, 2], "b": ["x", None]}),
    lambda: pd.DataFrame({"a": [[1], {"b": 2}]}),
    lambda: pd.DataFrame({"a": range(60_000)}),
    pd.DataFrame,
    lambda: pd.DataFrame([[1, 2]], columns=["a", "a"]),
    lambda: pd.DataFrame(
        {"when": pd.to_datetime(["2024-01-01"], utc=True), "n": pd.array([1], dtype="Int64")}
    ),
    lambda: pl.DataFrame({"a": [1, 2], "b": [["x"], []], "c": ["y", None]}),
    lambda: pl.Series("s", ["a", "b"], dtype=pl.Categorical),
    lambda: pl.DataFrame({"a": range(60_000)}),
    lambda: pa.table({"a": [1, 2], "b": ["x", None]}),
    lambda: Image.new("RGB", (2, 2), "red"),
    lambda: Image.new("P", (2, 2), 3),
]


@pytest.mark.parametrize("make", SAME)
def test_equal_values_are_the_same(make: Callable[[], Any]) -> None:
    """Statements 25 and 27."""
    assert digest(make()) == digest(make())


DIFFERENT: list[tuple[Any, Any]] = [
    (1, 1.0),
    (1, True),
    (1, "1"),
    (0.0, -0.0),
    (1.0, complex(1.0)),
    (1j, 2j),
    (1j, complex(1.0)),
    ("1", b"1"),
    (b"1", bytearray(b"1")),
    (None, "None"),
    ([1], (1,)),
    ([], ()),
    ([[1], 2], [[1, 2]]),
    (["ab", "c"], ["a", "bc"]),
    ({1: 2, 3: 4}, {3: 4, 1: 2}),
    ({1}, frozenset({1})),
    (Color.RED, Color.BLUE),
    (Color.RED, Mood.RED),
    (Number.ONE, 1),
    (Order("tea"), Order("tea", 2)),
    (Pair(1, 2), (1, 2)),
    (collections.OrderedDict(a=1), {"a": 1}),
    (collections.deque([1]), collections.deque([2])),
    (loop(1), loop(2)),
    (len, abs),
    ("abc".upper, "abd".upper),
    (functools.partial(sorted, [3]), functools.partial(sorted, [4])),
    (io.BytesIO(b"a"), io.BytesIO(b"b")),
    (io.BytesIO(b"a"), io.StringIO("a")),
    (io.BytesIO(b"ab"), at_end(io.BytesIO(b"ab"))),
    (io.StringIO("ab"), at_end(io.StringIO("ab"))),
    (types.MappingProxyType({1: 2}), types.MappingProxyType({1: 3})),
    ({1: 2}.items(), {1: 3}.items()),
    (uuid.UUID(int=1), uuid.UUID(int=2)),
    (pl.DataFrame({"a": range(60_000)}), pl.DataFrame({"a": range(1, 60_001)})),
    (palette(0), palette(9)),
    (re.compile("a"), re.compile("a", re.IGNORECASE)),
    (dt.date(2024, 1, 1), dt.datetime(2024, 1, 1)),  # noqa: DTZ001
    (dt.datetime(2024, 1, 1), "2024-01-01T00:00:00"),  # noqa: DTZ001
    (int, str),
    (os, re),
    (MagicMock(), MagicMock()),
    (np.arange(3), np.arange(3.0)),
    (np.arange(4), np.arange(4).reshape(2, 2)),
    (np.int64(1), 1),
    (np.add, np.subtract),
    (np.array([1, 2], dtype=object), np.array(["1", 2], dtype=object)),
    (np.ma.masked_array([1, 2], mask=[False, True]), np.ma.masked_array([1, 2], mask=[True, False])),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]})),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1.0]})),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]}, index=[7])),
    (pd.DataFrame({"a": [1], "b": [2]}), pd.DataFrame({"a": [2], "b": [1]})),
    (pd.DataFrame({"a": [1, "1"]}), pd.DataFrame({"a": ["1", 1]})),
    (pd.DataFrame({"a": [[1]]}), pd.DataFrame({"a": [[2]]})),
    (pd.Series([1], name="a"), pd.Series([1], name="b")),
    (pd.Series([1]), pd.DataFrame([1])),
    (pd.MultiIndex.from_tuples([(1, 2)]), pd.MultiIndex.from_tuples([(2, 1)])),
    (pd.MultiIndex.from_tuples([(1, 2)]), pd.MultiIndex.from_tuples([(1, 2)], names=["a", "b"])),
    (pd.Series(["a"], dtype="category"), pd.Series(["a"], dtype=pd.CategoricalDtype(["a", "b"]))),
    (pl.DataFrame({"a": [1]}), pl.DataFrame({"a": [2]})),
    (pl.DataFrame({"a": [[]]}), pl.DataFrame({"a": [None]}, schema={"a": pl.List(pl.Null)})),
    (pl.Series("a", [1]), pl.Series("b", [1])),
    (pa.table({"a": [1]}), pa.table({"a": [2]})),
    (Image.new("RGB", (2, 2), "red"), Image.new("RGB", (2, 2), "blue")),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_values_of_other_types_or_content_are_others(one: Any, other: Any) -> None:
    """Statements 23, 25 and 27."""
    assert digest(one) != digest(other)


def test_every_nan_is_the_same() -> None:
    odd = struct.unpack("!d", b"\xff\xf8\x00\x00\x00\x00\x00\x01")[0]
    assert digest(odd) == digest(float("nan"))


def test_sets_do_not_depend_on_their_order() -> None:
    """Statement 27."""
    assert digest({"a", "b", "c"}) == digest({"c", "b", "a"})


@pytest.mark.parametrize(
    "value",
    [
        threading.Lock(),
        (item for item in range(1)),
        a_function,
        lambda: 1,
        Plain(1),
        Plain(1).method,
        functools.partial(a_function, 1),
        {1: 2}.keys(),
        [threading.Lock()],
        {"a": {"b": Plain(1)}},
        object(),
        os.environ,
        io.BufferedReader(io.BytesIO(b"a")),
    ],
)
def test_what_has_no_content_has_no_hash(value: Any) -> None:
    """Statement 28."""
    with pytest.raises(UnhashableValue):
        digest(value)


def test_a_connection_has_no_hash() -> None:
    """Statement 28."""
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(UnhashableValue):
        digest(connection)


def test_a_mock_is_itself() -> None:
    """Statement 27."""
    mock = MagicMock()
    assert digest(mock) == digest(mock)


def test_files_on_disk_are_known_by_name_time_and_position(tmp_path: pathlib.Path) -> None:
    """Statements 25 and 28."""
    path = tmp_path / "a.txt"
    path.write_text("abc")
    with path.open() as one, path.open() as other:
        assert digest(one) == digest(other)
        other.read(1)
        assert digest(one) != digest(other)
        before = digest(one)
        os.utime(path, ns=(1, 1))
        assert digest(one) != before
    with pytest.raises(UnhashableValue):
        digest(one)


def test_an_uploaded_file_is_known_by_name_position_and_content() -> None:
    """Statement 25."""

    class Upload(io.BytesIO):
        name = "a.csv"

    other = Upload(b"abc")
    other.name = "b.csv"
    assert digest(Upload(b"abc")) == digest(Upload(b"abc"))
    assert digest(Upload(b"abc")) != digest(other)


def test_pydantic_like_models_are_known_by_their_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statement 25."""
    import sys

    class BaseModel:
        def __init__(self, text: str) -> None:
            self.text = text

        def model_dump_json(self) -> str:
            return self.text

    fake = types.ModuleType("pydantic")
    fake.BaseModel = BaseModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pydantic", fake)
    assert digest(BaseModel("{}")) == digest(BaseModel("{}"))
    assert digest(BaseModel("{}")) != digest(BaseModel("[]"))


def test_pydantic_models_are_known_by_their_json() -> None:
    """Statement 25."""
    pydantic = pytest.importorskip("pydantic")
    model = pydantic.create_model("Model", x=(int, ...))
    other = pydantic.create_model("Other", x=(int, ...))
    assert digest(model(x=1)) == digest(model(x=1))
    assert len({digest(model(x=1)), digest(model(x=2)), digest(other(x=1))}) == 3


class FakeTensor:
    """As much of a tensor of PyTorch as is asked for."""

    def __init__(self, values: Any, dtype: str = "torch.float32", problem: Exception | None = None) -> None:
        self.values = np.asarray(values)
        self.dtype = dtype
        self.device = "cpu"
        self.problem = problem

    def detach(self) -> FakeTensor:
        return self

    cpu = resolve_conj = resolve_neg = detach

    def float(self) -> FakeTensor:
        return FakeTensor(self.values)

    def numpy(self) -> Any:
        if self.problem is not None:
            raise self.problem
        return self.values


def test_tensors_are_known_by_type_and_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statement 25, and PyTorch beyond it."""
    fake = types.ModuleType("torch")
    fake.Tensor = FakeTensor  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "torch", fake)
    half = TypeError("Got unsupported ScalarType BFloat16")
    tensors = [
        FakeTensor([1.0, 2.0]),
        FakeTensor([1.0, 3.0]),
        FakeTensor([[1.0], [2.0]]),
        FakeTensor([1.0, 2.0], "torch.bfloat16", half),
        FakeTensor(np.zeros(600_000)),
        FakeTensor(np.ones(600_000)),
    ]
    assert len({digest(tensor) for tensor in tensors}) == len(tensors)
    assert digest(tensors[3]) == digest(FakeTensor([1.0, 2.0], "torch.bfloat16", half))
    with pytest.raises(UnhashableValue):
        digest(FakeTensor([1.0], "torch.float32", RuntimeError("sparse")))


def test_tensors_of_pytorch_are_known_by_type_and_content() -> None:
    """Statement 25, and PyTorch beyond it."""
    torch = pytest.importorskip("torch")
    tensors = [
        torch.zeros(3),
        torch.ones(3, requires_grad=True),
        torch.zeros(3, dtype=torch.bfloat16),
        torch.zeros(600_000),
    ]
    assert len({digest(tensor) for tensor in tensors}) == len(tensors)
    assert digest(torch.zeros(3)) == digest(torch.zeros(3))


def test_large_data_is_sampled_but_its_shape_counts() -> None:
    """Statement 25."""
    assert digest(np.zeros(600_000)) != digest(np.zeros(600_001))
    assert digest(np.zeros(600_000)) != digest(np.ones(600_000))
    assert digest(pd.DataFrame({"a": np.zeros(60_000)})) != digest(pd.DataFrame({"a": np.zeros(60_001)}))
    assert digest(pd.DataFrame({"a": np.zeros(60_000)})) != digest(pd.DataFrame({"a": np.ones(60_000)}))


def test_the_seed_says_which_rows_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statement 26."""
    values = np.arange(600_000)
    frame = pd.DataFrame({"a": np.arange(60_000)})
    rows = pl.DataFrame({"a": range(60_000)})
    before = digest(values), digest(frame), digest(rows)
    monkeypatch.setattr("revoila.caching._hashing_data.get_option", lambda _name: 7)
    assert digest(values) != before[0]
    assert digest(frame) != before[1]
    assert digest(rows) != before[2]


def test_small_frames_that_differ_in_one_cell_are_others() -> None:
    """Statement 25."""
    frame = pd.DataFrame({"a": np.zeros(50_000)})
    other = frame.copy()
    other.loc[49_999, "a"] = 1
    assert digest(frame) != digest(other)


def test_the_authors_hash_functions_come_first_also_inside() -> None:
    """Statement 13."""
    by_value = {Plain: lambda plain: plain.value}
    assert digest([Plain(1)], by_value) == digest([Plain(1)], by_value)
    assert digest([Plain(1)], by_value) != digest([Plain(2)], by_value)
    by_name = {f"{__name__}.Plain": lambda plain: plain.value}
    assert digest(Plain(1), by_name) == digest(Plain(1), by_name)
    parity = {int: lambda number: number % 2}
    assert digest(1, parity) == digest(3, parity) != digest(2, parity)


def test_the_authors_hash_functions_do_not_reach_subclasses_bytes_or_mocks() -> None:
    """Statements 13 and 27."""

    class Child(Plain):
        pass

    with pytest.raises(UnhashableValue):
        digest(Child(1), {Plain: lambda plain: plain.value})
    assert digest(b"1", {bytes: lambda _: 0}) != digest(b"2", {bytes: lambda _: 0})
    assert digest(MagicMock(), {MagicMock: lambda _: 0}) != digest(MagicMock(), {MagicMock: lambda _: 0})


def test_an_argument_without_a_hash_is_named() -> None:
    """Statements 24 and 28."""

    @cache_data
    def f(a: Any, b: Any = None, *args: Any, **kwargs: Any) -> int:
        return 1

    with pytest.raises(
        UnhashableParamError, match=r"Cannot hash argument 'b' \(of type `_thread.lock`\) in 'f'"
    ) as info:
        f(1, threading.Lock())
    assert "def f(_b, ...)" in str(info.value)
    with pytest.raises(UnhashableParamError, match=r"argument '\(unnamed\)'"):
        f(1, 2, threading.Lock())
    with pytest.raises(UnhashableParamError, match="argument 'z'"):
        f(1, z=[threading.Lock()])


def test_a_failing_hash_function_is_named_and_shown_under_the_type_of_its_error() -> None:
    """Statement 13."""

    def shrink(_value: Any) -> int:
        return 1 // 0

    @cache_data(hash_funcs={Plain: shrink})
    def f(a: Any) -> int:
        return 1

    with pytest.raises(UserHashError, match=r"`shrink\(\)`") as info:
        f(Plain(1))
    assert info.value.alternate_name == "ZeroDivisionError"
    assert isinstance(info.value.__cause__, ZeroDivisionError)


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.binary(max_size=8)
    | st.dates()
    | st.decimals(allow_nan=False)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        | st.frozensets(scalars, max_size=3)
    ),
    max_leaves=10,
)


def structure(value: Any) -> Any:
    """Describe a value so that two descriptions are equal when type and content are."""
    if isinstance(value, dict):
        return dict, [(structure(key), structure(item)) for key, item in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [structure(item) for item in value]
    if isinstance(value, frozenset):
        return frozenset, sorted(repr(structure(item)) for item in value)
    return type(value), repr(value)


@given(values, values)
def test_digests_are_equal_exactly_when_type_and_content_are(one: Any, other: Any) -> None:
    """Statements 23 and 25."""
    assert (digest(one) == digest(other)) == (repr(structure(one)) == repr(structure(other)))


@given(st.lists(values, max_size=3), st.lists(values, max_size=3))
def test_equal_arguments_make_one_entry(one: list[Any], other: list[Any]) -> None:
    ran: list[Any] = []

    @cache_data
    def f(*args: Any) -> None:
        ran.append(args)

    f.clear()
    f(*one)
    f(*other)
    assert len(ran) == (1 if repr(structure(one)) == repr(structure(other)) else 2)
