"""Sources that compute on demand: no more rows than are shown are ever made, and the reader is told of the rest.

Libraries that are not installed here are stood in for by small classes with the module and the methods that
theirs have.
"""

from __future__ import annotations

import functools
import itertools
import sqlite3
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as pads
import pytest

import revoila
from revoila.elements.data._arrow import encode, to_pandas
from revoila.elements.data._fetch import COLLECT, FETCH, LIST
from revoila.elements.data._read import read_frame
from revoila.errors import StreamlitDataframeConversionError
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MANY = 50_000
LIMIT = 10_000


class Counter:
    """How many rows a source has made."""

    def __init__(self) -> None:
        self.rows = 0

    def frame(self, rows: int) -> pd.DataFrame:
        self.rows += rows
        return pd.DataFrame({"n": range(rows)}, index=pd.Index(range(rows), name="at"))

    def numbers(self) -> Iterator[int]:
        for number in range(MANY):
            self.rows += 1
            yield number

    def tick(self, number: int) -> int:
        self.rows += 1
        return number


class Engine:
    """A query: rows are made when it is converted."""

    def __init__(self, counter: Counter, rows: int = MANY) -> None:
        self.counter = counter
        self.rows = rows

    def limit(self, rows: int) -> Any:
        return type(self)(self.counter, min(rows, self.rows))

    def __len__(self) -> int:
        raise AssertionError("to count the rows is to compute them")


class Snowpark(Engine):
    __module__ = "snowflake.snowpark.dataframe"

    def to_pandas(self) -> pd.DataFrame:
        return self.counter.frame(self.rows)

    def collect(self) -> list[Any]:
        raise AssertionError("all rows would be made")


class Ray(Engine):
    __module__ = "ray.data.dataset"

    def to_pandas(self, limit: int | None = None) -> pd.DataFrame:
        return self.counter.frame(self.rows)

    def iter_rows(self) -> Any:
        raise AssertionError("all rows would be made")


class Spark(Engine):
    """PySpark's, of 4.1 or later; the other way is there, too, and tells times in another zone."""

    __module__ = "pyspark.sql.classic.dataframe"

    def toPandas(self) -> pd.DataFrame:  # noqa: N802  # its name
        return self.counter.frame(self.rows)

    def _to_pandas(self, **options: Any) -> pd.DataFrame:
        raise AssertionError("this is its own")

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise AssertionError("not in the time zone of the session")


class DataFusion(Engine):
    __module__ = "datafusion.dataframe"

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return pa.table({"n": self.counter.frame(self.rows)["n"]}).__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> pd.DataFrame:
        raise AssertionError("Arrow keeps more")


class Elsewhere:
    """The methods of pandas, and the rows in other processes."""

    def __init__(self, counter: Counter, rows: int = MANY) -> None:
        self.counter = counter
        self.rows = rows

    def head(self, rows: int = 5) -> Any:
        return type(self)(self.counter, min(rows, self.rows))

    def to_pandas(self) -> pd.DataFrame:
        return self.counter.frame(self.rows)

    def __len__(self) -> int:
        raise AssertionError("to count the rows is to compute them")


class Modin(Elsewhere):
    """Its index is not in the Arrow stream."""

    __module__ = "modin.pandas.dataframe"

    def _to_pandas(self) -> pd.DataFrame:
        return self.to_pandas()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise AssertionError("the index would be lost")


class PandasOnSpark(Elsewhere):
    __module__ = "pyspark.pandas.frame"

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("these are the names of columns")


class Partitioned:
    """Dask's."""

    __module__ = "dask.dataframe.dask_expr._collection"
    size = 3_000

    def __init__(self, counter: Counter, numbers: range = range(MANY // size)) -> None:
        self.counter = counter
        self.numbers = numbers

    @property
    def npartitions(self) -> int:
        return len(self.numbers)

    @property
    def partitions(self) -> Any:
        return [Partitioned(self.counter, range(number, number + 1)) for number in self.numbers]

    def head(self, n: int = 5, npartitions: int = 1, *, compute: bool = True) -> Any:
        assert (npartitions, compute) == (1, False), "head with compute warns of short partitions"
        found = Partitioned(self.counter, self.numbers)
        found.size = min(n, self.size)
        return found

    def compute(self) -> pd.DataFrame:
        (number,) = self.numbers
        return self.counter.frame(self.size) + number * Partitioned.size


class Batches:
    """Hands over batches and does not know how many."""

    size = 1_000

    def __init__(self, counter: Counter) -> None:
        self.counter = counter

    def reader(self) -> pa.RecordBatchReader:
        schema = pa.schema([("n", pa.int64())])
        return pa.RecordBatchReader.from_batches(schema, self._batches())

    def _batches(self) -> Iterator[pa.RecordBatch]:
        for start in range(0, MANY, self.size):
            self.counter.rows += self.size
            yield pa.record_batch({"n": range(start, start + self.size)})

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.reader().__arrow_c_stream__(requested_schema)


class ChunkedArray:
    """Dask's array."""

    __module__ = "dask.array.core"
    ndim = 1

    def __init__(self, counter: Counter, rows: int = MANY) -> None:
        self.counter = counter
        self.rows = rows

    def __getitem__(self, rows: slice) -> ChunkedArray:
        return ChunkedArray(self.counter, len(range(self.rows)[rows]))

    def compute(self) -> Any:
        return self.counter.frame(self.rows)["n"].to_numpy()

    def __array__(self, dtype: object = None, copy: object = None) -> Any:
        raise AssertionError("all of it would be computed")


class Records:
    """A query of SQLAlchemy's mapper."""

    __module__ = "sqlalchemy.orm.query"

    def __init__(self, counter: Counter, rows: int = MANY) -> None:
        self.counter = counter
        self.rows = rows

    def limit(self, rows: int) -> Records:
        return Records(self.counter, rows)

    def __iter__(self) -> Iterator[dict[str, int]]:
        return ({"n": self.counter.tick(number)} for number in range(self.rows))


def cursor(counter: Counter) -> sqlite3.Cursor:
    connection = sqlite3.connect(":memory:")
    connection.create_function("tick", 1, counter.tick)
    query = "with recursive r(n) as (select 0 union all select n + 1 from r where n < ?) select tick(n) as n from r"
    return connection.execute(query, [MANY])


def query(counter: Counter) -> Any:
    return functools.partial(Counter.numbers, counter)


SOURCES: dict[str, tuple[Callable[[Counter], Any], str, int]] = {
    # How it is made, what the notice says, and in which steps it gives its rows.
    "snowpark": (Snowpark, COLLECT, 1),
    "ray": (Ray, COLLECT, 1),
    "spark": (Spark, COLLECT, 1),
    "datafusion": (DataFusion, COLLECT, 1),
    "modin": (Modin, COLLECT, 1),
    "pandas on spark": (PandasOnSpark, COLLECT, 1),
    "dask": (Partitioned, COLLECT, 1),
    "dask array": (ChunkedArray, COLLECT, 1),
    "arrow stream": (Batches, COLLECT, Batches.size),
    "arrow reader": (lambda counter: Batches(counter).reader(), COLLECT, Batches.size),
    "query of a mapper": (Records, LIST, 1),
    "cursor": (cursor, FETCH, 2),  # sqlite3 steps ahead
    "generator": (Counter.numbers, LIST, 1),
    "generator function": (query, LIST, 1),
    "iterator": (lambda counter: filter(lambda n: counter.tick(n) >= 0, itertools.count()), LIST, 1),
}


def cells(frame: Any) -> dict[Any, list[Any]]:
    """Columns of a frame that was read."""
    return {label: values.array.to_pylist() for label, values in frame.columns}


def labels(frame: Any) -> list[Any]:
    """Row labels of a frame that was read."""
    ((_, values),) = frame.index
    found: list[Any] = values.array.to_pylist()
    return found


def numbers_of(frame: pd.DataFrame) -> list[int]:
    numbers: list[int] = frame.iloc[:, 0].tolist()
    return numbers


@pytest.mark.parametrize("name", SOURCES)
def test_only_the_rows_that_are_shown_are_made(page: Any, name: str) -> None:
    """Section 1.16: unevaluated sources are cut at 10 000 rows, with a caption."""
    make, how, step = SOURCES[name]
    counter = Counter()
    revoila.dataframe(make(counter))
    assert page.kinds() == ["caption", "dataframe"]
    assert page.props(0)["body"] == f"⚠️ Showing only 10,000 rows. {how}"
    assert page.props()["rows"] == LIMIT
    assert LIMIT < counter.rows <= LIMIT + step
    assert numbers_of(to_pandas(page.props())) == list(range(LIMIT))


@pytest.mark.parametrize("name", SOURCES)
def test_a_table_shows_a_hundred(page: Any, name: str) -> None:
    """Section 1.16: 100 for `table`."""
    make, how, step = SOURCES[name]
    counter = Counter()
    revoila.table(make(counter))
    assert page.props(0)["body"] == f"⚠️ Showing only 100 rows. {how}"
    assert numbers_of(to_pandas(page.props())) == list(range(100))
    assert 100 < counter.rows <= 100 + step


@pytest.mark.parametrize("name", SOURCES)
def test_an_editor_returns_a_frame_of_the_rows_that_it_shows(page: Any, name: str) -> None:
    """Section 4: an unevaluated source comes back as a DataFrame."""
    make, how, step = SOURCES[name]
    counter = Counter()
    edited = revoila.data_editor(make(counter))
    assert type(edited) is pd.DataFrame
    assert numbers_of(edited) == list(range(LIMIT))
    assert str(edited.dtypes.iloc[0]) == "int64"
    assert page.props(0)["body"] == f"⚠️ Showing only 10,000 rows. {how}"
    assert counter.rows <= LIMIT + step


@pytest.mark.parametrize("command", ["line_chart", "bar_chart", "scatter_chart", "area_chart"])
@pytest.mark.parametrize("name", SOURCES)
def test_a_chart_says_that_it_does_not_show_all(page: Any, name: str, command: str) -> None:
    make, how, step = SOURCES[name]
    counter = Counter()
    getattr(revoila, command)(make(counter))
    assert page.kinds()[:2] == ["caption", "vega"]
    assert page.props(0)["body"] == f"⚠️ Showing only 10,000 rows. {how}"
    assert counter.rows <= LIMIT + step


@pytest.mark.parametrize("name", ["snowpark", "spark", "modin", "dask", "cursor", "arrow stream"])
def test_what_fits_is_not_called_cut(name: str) -> None:
    make, _, _ = SOURCES[name]
    frame = read_frame(make(Counter()), MANY + 10)
    assert frame.cut is None
    assert frame.rows in (MANY, MANY + 1, MANY // Partitioned.size * Partitioned.size)


def test_labels_of_rows_are_kept_where_there_are_any() -> None:
    for make in (Modin, PandasOnSpark, Spark, Partitioned):
        frame = read_frame(make(Counter()), 5)
        assert [column.label for column in frame.index] == ["at"]


def test_partitions_without_rows_are_passed_over() -> None:
    class Sparse(Partitioned):
        @property
        def partitions(self) -> Any:
            parts = [Partitioned(self.counter, range(number, number + 1)) for number in self.numbers]
            for part in parts[:-1]:
                part.size = 0
            return parts

    counter = Counter()
    frame = read_frame(Sparse(counter), 5)
    assert (frame.rows, counter.rows) == (5, 6)
    assert cells(frame) == {"n": [number + 3_000 * (MANY // 3_000 - 1) for number in range(5)]}


def test_a_source_without_rows_shows_its_columns() -> None:
    counter = Counter()
    assert [column.label for column in read_frame(Spark(counter, 0)).columns] == ["n"]
    nothing = sqlite3.connect(":memory:").execute("select 1 as a, 2 as b where 0")
    assert [column.label for column in read_frame(nothing).columns] == ["a", "b"]


def test_a_statement_that_gives_no_rows_is_an_empty_table() -> None:
    assert read_frame(sqlite3.connect(":memory:").execute("create table t (a)")).rows == 0


@pytest.mark.parametrize(
    "factory",
    [
        sqlite3.Row,
        lambda cursor, row: {column[0]: cell for column, cell in zip(cursor.description, row, strict=True)},
        lambda _, row: list(row),
    ],
    ids=["Row", "dict", "list"],
)
def test_rows_of_a_cursor_are_what_its_factory_makes(factory: Any) -> None:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = factory
    frame = read_frame(connection.execute("select 1 as a, 'x' as b union all select null, 'y'"))
    assert cells(frame) == {
        "a": [1, None],
        "b": ["x", "y"],
    }


def test_rows_that_were_fetched_have_the_names_of_their_columns() -> None:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    rows = connection.execute("select 1 as a, 'x' as b union all select 2, 'y'").fetchall()
    frame = read_frame(rows)
    assert cells(frame) == {
        "a": [1, 2],
        "b": ["x", "y"],
    }
    single = read_frame(rows[0])
    assert labels(single) == ["a", "b"]


def test_two_columns_of_a_query_may_have_one_name(page: Any) -> None:
    revoila.dataframe(sqlite3.connect(":memory:").execute("select 1 as a, 2 as a"))
    assert [column["label"] for column in page.props()["columns"]] == ["", "a", "a"]


def test_what_must_be_awaited_is_refused_with_what_to_do() -> None:
    class Cursor:
        description = (("a", *[None] * 6),)

        async def fetchmany(self, size: int) -> list[Any]:
            raise AssertionError("nobody waits for it")

    with pytest.raises(StreamlitDataframeConversionError, match=r"await cursor\.fetchall"):
        read_frame(Cursor())


BROKEN = """
import revoila as st

class Frame:
    def limit(self, rows):
        return self

    def to_pandas(self):
        raise ConnectionError("the warehouse sleeps")

Frame.__module__ = "snowflake.snowpark.dataframe"

st.text("before")
st.COMMAND(Frame())
"""


@pytest.mark.parametrize("command", ["dataframe", "table", "data_editor", "write", "line_chart", "map"])
def test_the_page_shows_what_an_engine_complains_about(command: str) -> None:
    at = AppTest.from_string(BROKEN.replace("COMMAND", command))
    at.run()
    assert at.text[0].value == "before"
    assert [error.message for error in at.exception] == ["the warehouse sleeps"]


def test_a_map_says_that_it_does_not_show_all(page: Any) -> None:
    rows = ({"lat": 1.0, "lon": float(n % 90)} for n in itertools.count())
    revoila.map(rows)
    assert page.kinds() == ["caption", "deck"]
    assert page.props(0)["body"] == f"⚠️ Showing only 10,000 rows. {LIST}"


def test_a_dataset_of_files_is_asked_for_its_first_rows(tmp_path: Any) -> None:
    pads.write_dataset(pa.table({"n": range(300)}), tmp_path, format="parquet")
    frame = read_frame(pads.dataset(tmp_path), 100)
    assert (frame.rows, frame.cut) == (100, COLLECT)


class Known:
    """Arrow data in memory: it knows how many rows it has."""

    def __init__(self, data: Any) -> None:
        self.data = data

    def __len__(self) -> int:
        return len(self.data)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.data.__arrow_c_stream__(requested_schema)


class Handing:
    def __init__(self, data: Any) -> None:
        self.data = data

    def __arrow_c_array__(self, requested_schema: object = None) -> object:
        return self.data.__arrow_c_array__(requested_schema)


class CuDF:
    """A frame of pandas' methods in the memory of a GPU: it is there as a whole, and has an index."""

    __module__ = "cudf.core.dataframe"
    shape = (MANY, 1)
    iloc = None

    def head(self, n: int = 5) -> Any:
        raise AssertionError("it is in memory")

    def to_pandas(self) -> pd.DataFrame:
        return pd.DataFrame({"n": range(MANY)}, index=pd.Index(range(MANY), name="at"))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise AssertionError("the index would be lost")

    def __dataframe__(self, **options: Any) -> object:
        raise AssertionError("the index would be lost")

    def __array__(self, dtype: object = None, copy: object = None) -> Any:
        raise TypeError("Implicit conversion to a host NumPy array is not allowed")


class Interchange:
    def __init__(self, data: Any) -> None:
        self.data = data

    def __dataframe__(self, **options: Any) -> object:
        return self.data.__dataframe__(**options)


class Tensor:
    """An array of some library."""

    def __init__(self, data: Any) -> None:
        self.data = np.asarray(data)

    def __array__(self, dtype: object = None, copy: object = None) -> Any:
        return self.data


@pytest.mark.parametrize(
    "data",
    [
        Known(pa.table({"n": range(MANY)})),
        Known(pl.DataFrame({"n": range(MANY)})),
        Handing(pa.record_batch({"n": range(MANY)})),
        Interchange(pa.table({"n": range(MANY)})),
        CuDF(),
        Tensor(range(MANY)),
    ],
    ids=lambda data: type(data).__name__,
)
def test_what_is_in_memory_is_shown_as_a_whole(page: Any, data: Any) -> None:
    revoila.dataframe(data)
    assert page.kinds() == ["dataframe"]
    assert page.props()["rows"] == MANY


def test_a_column_that_is_handed_over_as_arrow_is_one() -> None:
    for data in (Known(pa.chunked_array([[1], [2]])), Handing(pa.array([1, 2])), Known(pl.Series([1, 2]))):
        assert list(cells(read_frame(data)).values()) == [[1, 2]]


def test_frames_of_narwhals_are_what_they_wrap() -> None:
    import narwhals as nw

    data = pd.DataFrame({"n": [1, 2]}, index=["p", "q"])
    assert labels(read_frame(nw.from_native(data))) == ["p", "q"]
    assert read_frame(nw.from_native(data["n"], series_only=True)).rows == 2
    lazy = read_frame(nw.from_native(pl.LazyFrame({"n": range(9)})), 5)
    assert (lazy.rows, lazy.cut) == (5, COLLECT)


def test_a_single_value_in_an_array_is_no_table() -> None:
    with pytest.raises(StreamlitDataframeConversionError):
        read_frame(Tensor(3))


def test_a_stream_that_travels_is_what_was_read() -> None:
    stream, _ = encode(read_frame(Batches(Counter()), 3))
    assert numbers_of(to_pandas({"arrow": stream})) == [0, 1, 2]
