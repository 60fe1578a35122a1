# ruff: noqa: DTZ001  # wall clocks without a zone are columns too
"""Which objects are tables, and what they show. Expected values are those of Streamlit 1.67."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import sqlite3
from array import array
from collections import ChainMap, UserDict, UserList, deque, namedtuple
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from revoila.elements.data._arrow import encode, to_pandas
from revoila.elements.data._read import read_frame
from revoila.errors import StreamlitDataframeConversionError

if TYPE_CHECKING:
    from collections.abc import Iterator

Point = namedtuple("Point", "x y")  # noqa: PYI024  # what a script may write


@dataclasses.dataclass
class City:
    name: str
    rain: float


class Color(enum.Enum):
    RED = 1
    BLUE = "b"


AB = pd.DataFrame({"x": [1, 2]})


class FirstModel:
    """Looks like a model of pydantic 1."""

    __fields__ = ("a",)

    def dict(self) -> dict[str, int]:
        return {"a": 1}


class Model:
    """Looks like a pydantic model."""

    model_fields = ("a",)

    def model_dump(self) -> dict[str, int]:
        return {"a": 1}


def numbers() -> Iterator[int]:
    yield from range(3)


def columns(data: object) -> dict[Any, list[Any]]:
    """Labels and cells of the columns."""
    stream, _ = encode(read_frame(data))
    frame = to_pandas({"arrow": stream})
    table = pa.ipc.open_stream(stream).read_all()
    cells = table.to_pydict().values()
    return dict(zip(frame.columns, list(cells)[len(table.column_names) - len(frame.columns) :], strict=True))


def index(data: object) -> list[Any]:
    frame = read_frame(data)
    table = pa.ipc.open_stream(encode(frame)[0]).read_all()
    return [table.column(i).to_pylist() for i in range(len(frame.index))]


@pytest.mark.parametrize(
    ("data", "cells"),
    [
        (None, {}),
        ([], {}),
        ({}, {}),
        ([1, 2], {"value": [1, 2]}),
        ((1, None), {"value": [1, None]}),
        ({7}, {"value": [7]}),
        (range(2), {"value": [0, 1]}),
        (deque([1]), {"value": [1]}),
        (array("i", [1]), {"value": [1]}),
        (UserList([1]), {"value": [1]}),
        (map(str, [1]), {"value": ["1"]}),
        ((n for n in [1]), {"value": [1]}),
        (numbers, {"value": [0, 1, 2]}),
        ({"a": 1}.keys(), {"value": ["a"]}),
        (Color, {"value": ["1", "b"]}),
        ([1, "a", None], {"value": ["1", "a", None]}),
        ([[1], [2]], {"value": [1, 2]}),
        ([[1, 2], [3]], {0: [1, 3], 1: [2, None]}),
        ([(1, "a"), (2, "b")], {0: [1, 2], 1: ["a", "b"]}),
        ([np.array([1, 2]), pd.Series([3, 4])], {0: [1, 3], 1: [2, 4]}),
        ([[1], 2], {"value": ["[1]", "2"]}),
        ([{"a": 1}, {"b": 2}], {"a": [1, None], "b": [None, 2]}),
        ([City("Lyon", 0.2)], {"name": ["Lyon"], "rain": [0.2]}),
        ([Point(1, 2)], {"x": [1], "y": [2]}),
        ([Model()], {"a": [1]}),
        ([FirstModel()], {"a": [1]}),
        ({"a": [1, 2], "b": (3, 4)}, {"a": [1, 2], "b": [3, 4]}),
        ({"a": 1, "b": [1, 2]}, {"a": [1, 1], "b": [1, 2]}),
        ({"a": np.array(["2020-01-01"], "M8[ns]")}, {"a": [dt.datetime(2020, 1, 1)]}),
        ({"a": pl.Series([1]), "b": pa.array([2])}, {"a": [1], "b": [2]}),
        ({("a", "b"): [1]}, {("a", "b"): [1]}),
        (np.array([1, 2]), {"value": [1, 2]}),
        (np.array([[1, 2]]), {0: [1], 1: [2]}),
        (np.ma.array([1, 2], mask=[False, True]), {"value": [1, None]}),
        (np.array([(1, "a")], dtype=[("x", "i4"), ("y", "U1")]), {"x": [1], "y": ["a"]}),
        (np.array(5), {}),
        (np.array([1 + 2j]), {"value": ["(1+2j)"]}),
        (pd.DataFrame({"a": [1]}), {"a": [1]}),
        (pd.Series([1], name="s"), {"s": [1]}),
        (pd.Series([1]), {0: [1]}),
        (pd.Index([1], name="i"), {"i": [1]}),
        (pd.MultiIndex.from_tuples([(1, "a")], names=["n", "m"]), {"n": [1], "m": ["a"]}),
        (pd.array([1, None]), {0: [1, None]}),
        ({"a": pd.Series([1, 2]), "b": pd.Series([3])}, {"a": [1, 2], "b": [3.0, None]}),
        (pa.table({"a": [1]}), {"a": [1]}),
        (pa.record_batch({"a": [1]}), {"a": [1]}),
        (pa.table({"a": [1]}).to_reader(), {"a": [1]}),
        (pa.array([1]), {0: [1]}),
        (pa.chunked_array([[1], [2]]), {0: [1, 2]}),
        (pa.table({"a": pa.chunked_array([["x"], ["y"]])}), {"a": ["x", "y"]}),
        (pl.DataFrame({"a": [1]}), {"a": [1]}),
        (pl.DataFrame({"a": [1]}).lazy(), {"a": [1]}),
        (pl.Series("s", [1]), {"s": [1]}),
        (pl.Series([1]), {"value": [1]}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_tables_and_their_cells(data: object, cells: dict[Any, list[Any]]) -> None:
    assert columns(data) == cells


@pytest.mark.parametrize(
    ("data", "labels", "cells"),
    [
        ({"a": 1, "b": 2}, ["a", "b"], {"value": [1, 2]}),
        ({"a": "x", "b": 2}, ["a", "b"], {"value": ["x", "2"]}),
        ({1: None}, [1], {"value": [None]}),
        (City("Lyon", 0.2), ["name", "rain"], {"value": ["Lyon", "0.2"]}),
        (Point(1, 2), ["x", "y"], {"value": [1, 2]}),
        (Model(), ["a"], {"value": [1]}),
        (ChainMap({"a": 1}), ["a"], {"value": [1]}),
        (UserDict({"a": [1]}), ["a"], {"value": [1]}),
        (MappingProxyType({"a": 1}), ["a"], {"value": [1]}),
        ({"a": [1, 2], "b": [3]}, ["a", "b"], {0: [1, 3], 1: [2, None]}),
        ({"a": {5}}, ["a"], {"value": [5]}),
        ({"a": {"x": 1, "y": 2}, "b": {"x": 3}}, ["x", "y"], {"a": [1, 2], "b": [3, None]}),
        (pd.DataFrame({"a": [1]}, index=["q"]), ["q"], {"a": [1]}),
        (
            pd.DataFrame({"a": [1]}, index=pd.period_range("2020-01", periods=1, freq="M")),
            ["2020-01"],
            {"a": [1]},
        ),
        (pa.Table.from_pandas(pd.DataFrame({"a": [1]}, index=["q"])), ["q"], {"a": [1]}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_tables_with_row_labels(data: object, labels: list[Any], cells: dict[Any, list[Any]]) -> None:
    assert index(data) == [labels]
    assert columns(data) == cells


class Points(pd.api.extensions.ExtensionArray):  # type: ignore[misc]  # pandas has no types
    """Objects that travel as bytes, as the geometries of geopandas do."""

    class Dtype(pd.api.extensions.ExtensionDtype):  # type: ignore[misc]  # as above
        type = complex
        name = "point"

        @classmethod
        def construct_array_type(cls) -> Any:
            return Points

    dtype = Dtype()

    def __init__(self, points: list[complex]) -> None:
        self.points = points

    def __len__(self) -> int:
        return len(self.points)

    def __getitem__(self, places: Any) -> Any:
        return self.points[places] if isinstance(places, (int, np.integer)) else Points(self.points)

    def __arrow_array__(self, type: object = None) -> Any:
        return pa.array([b"packed"] * len(self.points), pa.binary())

    def isna(self) -> Any:
        return np.zeros(len(self), bool)

    def copy(self) -> Points:
        return Points(self.points)


def test_bytes_that_stand_for_something_else_are_shown_as_that() -> None:
    assert columns(pd.DataFrame({"at": Points([1j, 2j])})) == {"at": ["1j", "2j"]}


def test_several_levels_of_row_labels() -> None:
    levels = pd.MultiIndex.from_tuples([("a", 1), ("a", 2)], names=["p", None])
    data = pd.DataFrame({"v": [3, 4]}, index=levels)
    assert index(data) == [["a", "a"], [1, 2]]
    assert [column.label for column in read_frame(data).index] == ["p", None]


@pytest.mark.parametrize(
    "data", [5, 5.5, True, 1j, "abc", b"abc", bytearray(b"ab"), memoryview(b"ab"), object()]
)
def test_other_objects_are_no_tables(data: object) -> None:
    with pytest.raises(StreamlitDataframeConversionError, match=type(data).__name__):
        read_frame(data)


@pytest.mark.parametrize(
    "data", [len, lambda: 1, pd.DataFrame, int, np.int64(3), dt.date(2020, 1, 1), pl.col("a")]
)
def test_functions_classes_and_scalars_are_no_tables(data: object) -> None:
    with pytest.raises(StreamlitDataframeConversionError):
        read_frame(data)


def test_columns_that_are_frames_are_text() -> None:
    assert index({"a": AB, "b": AB}) == [["a", "b"]]
    assert columns({"a": AB, "b": AB}) == {"value": [str(AB), str(AB)]}


def test_rows_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(StreamlitDataframeConversionError, match="list"):
        read_frame([{"a": 1}, 2])


def test_an_array_of_three_dimensions_is_refused() -> None:
    with pytest.raises(ValueError, match="2-d"):
        read_frame(np.zeros((2, 2, 2)))


def test_a_value_without_text_is_refused() -> None:
    class Mute:
        def __str__(self) -> str:
            raise RuntimeError("nothing to say")

    with pytest.raises(StreamlitDataframeConversionError, match="nothing to say"):
        read_frame([Mute()])


def test_a_cursor_is_fetched() -> None:
    cursor = sqlite3.connect(":memory:").execute("select 1 as x, 'q' as y union select 2, 'r'")
    assert columns(cursor) == {"x": [1, 2], "y": ["q", "r"]}


def test_sources_that_compute_on_demand_are_cut() -> None:
    lazy = read_frame(pl.DataFrame({"a": range(20)}).lazy(), 10)
    assert (lazy.rows, lazy.cut) == (10, "Collect the data to show more.")
    rows = sqlite3.connect(":memory:").execute("select 1 union select 2 union select 3")
    assert read_frame(rows, 2).rows == 2
    made = read_frame(numbers, 2)
    assert (made.rows, made.cut) == (2, "Convert the data to a list to show more.")


def test_what_is_complete_is_not_called_cut() -> None:
    assert read_frame(pl.DataFrame({"a": range(10)}).lazy(), 10).cut is None
    assert read_frame(numbers, 3).cut is None
    assert read_frame(range(20), 10).rows == 20


class Foreign:
    """A frame of a library that is not installed here, by the methods it has."""

    def __init__(self, rows: int = 3) -> None:
        self.rows = rows

    def limit(self, rows: int) -> Foreign:
        return type(self)(min(rows, self.rows))

    def to_pandas(self) -> pd.DataFrame:
        return pd.DataFrame({"a": range(self.rows)}, index=pd.RangeIndex(self.rows))


class Spark(Foreign):
    """PySpark's name for it."""

    __module__ = "pyspark.sql.dataframe"

    def toPandas(self) -> pd.DataFrame:  # noqa: N802  # its name
        return super().to_pandas()


class Modin(Foreign):
    """Modin's frames have an index that their Arrow stream lacks."""

    __module__ = "modin.pandas.dataframe"

    def head(self, _rows: int = 5) -> Modin:
        return self

    def _to_pandas(self) -> pd.DataFrame:
        return pd.DataFrame({"a": [1]}, index=["q"])

    def __arrow_c_stream__(self, _schema: object = None) -> object:
        raise AssertionError("the index would be lost")


class DataArray:
    """Xarray's."""

    __module__ = "xarray.core.dataarray"

    chunks = None

    def to_dataframe(self) -> pd.DataFrame:
        raise AssertionError("its name would be lost")

    def to_series(self) -> pd.Series:
        return pd.Series([1], name="t", index=pd.Index(["x"], name="dim"))


def test_frames_of_other_libraries() -> None:
    assert columns(Foreign()) == {"a": [0, 1, 2]}
    assert columns(Spark()) == {"a": [0, 1, 2]}
    assert read_frame(Spark(), 2).rows == 2
    assert read_frame(Spark(), 2).cut
    assert index(Modin()) == [["q"]]
    assert columns(DataArray()) == {"t": [1]}


def test_rows_of_snowpark_name_their_values() -> None:
    class Row(tuple[int, ...]):
        __slots__ = ()

        def as_dict(self) -> dict[str, int]:
            return {"a": self[0]}

    assert columns([Row((1,)), Row((2,))]) == {"a": [1, 2]}


def test_frames_that_hand_over_arrow() -> None:
    class Stream:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return pa.table({"a": [1]}).__arrow_c_stream__(requested_schema)

    class Single:
        def __arrow_c_array__(self, requested_schema: object = None) -> object:
            return pa.array([1]).__arrow_c_array__(requested_schema)

    class Interchange:
        def __dataframe__(self, **options: Any) -> object:
            return pa.table({"a": [1]}).__dataframe__(**options)

    assert columns(Stream()) == {"a": [1]}
    assert columns(Single()) == {0: [1]}
    assert columns(Interchange()) == {"a": [1]}


def test_objects_with_any_attribute_are_no_models() -> None:
    with pytest.raises(StreamlitDataframeConversionError):
        read_frame(SimpleNamespace(model_dump=dict, model_fields=()))


def test_objects_in_polars_do_not_show_their_addresses() -> None:
    data = pl.DataFrame({"o": pl.Series([1 + 2j, 3j], dtype=pl.Object)})
    assert columns(data) == {"o": ["(1+2j)", "3j"]}


def test_which_sources_have_names_and_labels_of_their_own() -> None:
    frame = read_frame(pd.DataFrame({"a": [1]}))
    assert (frame.counted, frame.own_index, frame.named) == (True, True, True)
    rows = read_frame([[1, 2]])
    assert (rows.counted, rows.own_index, rows.named) == (True, False, False)
    assert read_frame({"a": [1]}).named
    assert not read_frame({"a": 1}).named
    assert not read_frame({"a": 1}).counted
    assert read_frame(pa.table({"a": [1]})).index == []
