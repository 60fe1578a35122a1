"""Frames of real libraries: what the page shows, what an editor returns, and how much of them is computed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import dask.array as da
import dask.dataframe as dd
import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pydantic
import pytest
import sqlalchemy as sa
import xarray as xr
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

import revoila
from revoila.elements.data._arrow import to_pandas
from revoila.elements.data._fetch import COLLECT, FETCH, LIST
from revoila.elements.data._read import read_frame
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = 200_000


def shown(page: Any, data: Any) -> pd.DataFrame:
    """Draw a table and return it as the page has it."""
    revoila.dataframe(data)
    frame: pd.DataFrame = to_pandas(page.props())
    return frame


def cells(page: Any, data: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = shown(page, data).astype(object).to_dict("list")
    return found


def edit(page: Any, data: Any, value: object, column: int = 1, key: str = "editor") -> Any:
    """Change a cell of the first row of an editor; return what the script gets."""
    revoila.data_editor(data, key=key)
    page.send(key, {"edited": {str(column): {"rows": [0, 1], "values": [value]}}})
    page.rerun()
    return revoila.data_editor(data, key=key)


# DuckDB


@pytest.fixture
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    connection.execute("set threads to 1")
    yield connection
    connection.close()


def test_a_relation_of_duckdb(page: Any, duck: duckdb.DuckDBPyConnection) -> None:
    relation = duck.sql("select range as n, 't' || range as s from range(3)")
    assert cells(page, relation) == {"n": [0, 1, 2], "s": ["t0", "t1", "t2"]}
    revoila.write(relation)
    assert page.kinds() == ["dataframe", "dataframe"]
    revoila.line_chart(relation, x="s", y="n")
    assert page.kinds()[-1] == "vega"
    edited = edit(page, relation, 7)
    assert type(edited) is pd.DataFrame
    assert edited["n"].tolist() == [7, 1, 2]
    assert edited["n"].dtype == "int64"


def test_duckdb_makes_no_more_rows_than_are_shown(page: Any, duck: duckdb.DuckDBPyConnection) -> None:
    made = []

    def batches() -> Iterator[pa.RecordBatch]:
        for start in range(0, MANY, 1000):
            made.append(1000)
            yield pa.record_batch({"n": range(start, start + 1000)})

    reader = pa.RecordBatchReader.from_batches(pa.schema([("n", pa.int64())]), batches())
    revoila.dataframe(duck.from_arrow(reader).project("n * 2 as n"))
    assert page.props(0)["body"] == f"⚠️ Showing only 10,000 rows. {COLLECT}"
    assert page.props()["rows"] == 10_000
    # It reads some batches ahead.
    assert sum(made) < 20_000


def test_all_types_of_duckdb(page: Any, duck: duckdb.DuckDBPyConnection) -> None:
    revoila.dataframe(duck.sql("from test_all_types()"))
    assert page.props()["rows"] == 3
    simple = duck.sql(
        "select 1::hugeint h, 'a'::enum('a') e, [1, 2] l, {'k': 1} s, date '2024-01-31' d, 2.50 p"
    )
    found = cells(page, simple)
    assert found["h"] == [1]
    assert found["e"] == ["a"]
    assert found["l"][0].tolist() == [1, 2]
    assert found["s"] == ['{"k": 1}']
    assert str(found["d"][0]) == "2024-01-31"
    assert found["p"] == [2.5]


def test_the_last_query_of_a_connection_of_duckdb(page: Any, duck: duckdb.DuckDBPyConnection) -> None:
    """Its connections are cursors."""
    assert cells(page, duck.execute("select range as n from range(3)")) == {"n": [0, 1, 2]}
    revoila.table(duck.execute("select range as n from range(101)"))
    assert page.props(-2)["body"] == f"⚠️ Showing only 100 rows. {FETCH}"


def test_an_error_of_duckdb_has_its_reason(duck: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.ConversionException, match="Could not convert string 'x'"):
        read_frame(duck.sql("select s::int as n from (values ('x')) t(s)"))


# Dask

FRAME = pd.DataFrame(
    {
        "n": pd.array([1, None, 3, 4], dtype="Int64"),
        "c": pd.Categorical(["x", "y", "x", "y"], categories=["y", "x"], ordered=True),
        "at": pd.date_range("2024-01-01", periods=4),
    },
    index=pd.Index(["p", "q", "r", "s"], name="key"),
)


def test_a_frame_of_dask_has_all_its_partitions_labels_and_types(page: Any) -> None:
    data = dd.from_pandas(FRAME, npartitions=3)
    assert data.npartitions == 3
    found = shown(page, data)
    assert found.index.tolist() == ["p", "q", "r", "s"]
    assert found["c"].tolist() == ["x", "y", "x", "y"]
    edited = edit(page, data, 9)
    assert list(edited.dtypes) == list(FRAME.dtypes)
    assert edited["n"].tolist() == [9, pd.NA, 3, 4]
    assert edited.index.tolist() == FRAME.index.tolist()


def test_a_series_and_an_index_of_dask(page: Any) -> None:
    data = dd.from_pandas(FRAME, npartitions=3)
    assert shown(page, data["c"])["c"].tolist() == ["x", "y", "x", "y"]
    assert shown(page, data.index)["key"].tolist() == ["p", "q", "r", "s"]


def test_dask_computes_only_the_partitions_that_are_shown(page: Any) -> None:
    made = []

    def part(number: int) -> pd.DataFrame:
        made.append(number)
        return pd.DataFrame({"n": range(number * 4_000, number * 4_000 + 4_000)})

    data = dd.from_map(part, range(MANY // 4_000), meta=pd.DataFrame({"n": [0]}))
    revoila.dataframe(data[data["n"] % 2 == 0])
    assert page.props(0)["body"] == f"⚠️ Showing only 10,000 rows. {COLLECT}"
    assert to_pandas(page.props())["n"].tolist() == list(range(0, 20_000, 2))
    assert sorted(set(made)) == [0, 1, 2, 3, 4, 5]


def test_an_array_of_dask(page: Any) -> None:
    made = []

    def block(values: Any) -> Any:
        made.append(len(values))
        return values * 2

    data = da.from_array(np.arange(MANY), chunks=4_000).map_blocks(block, dtype="int64")
    made.clear()
    assert shown(page, data)["value"].tolist() == list(range(0, 20_000, 2))
    assert sum(made) == 12_000
    with pytest.raises(ValueError, match="2-d"):
        read_frame(da.zeros((2, 2, 2)))


# xarray

WEATHER = xr.Dataset(
    {"rain": ("day", [0.5, 1.5], {"units": "mm"}), "sunny": ("day", [True, False])},
    coords={"day": ["mo", "tu"], "week": ("day", [7, 7])},
    attrs={"station": "Lyon"},
)


def test_a_dataset_of_xarray(page: Any) -> None:
    found = shown(page, WEATHER)
    assert found.index.tolist() == ["mo", "tu"]
    assert found.to_dict("list") == {"rain": [0.5, 1.5], "sunny": [True, False], "week": [7, 7]}


def test_an_edited_dataset_is_what_it_was(page: Any) -> None:
    edited = edit(page, WEATHER, 2.5)
    expected = WEATHER.copy(deep=True)
    expected["rain"][0] = 2.5
    xr.testing.assert_identical(edited, expected)
    assert edited["rain"].dtype == WEATHER["rain"].dtype
    assert edited["sunny"].dtype == WEATHER["sunny"].dtype


def test_an_edited_array_of_xarray_is_what_it_was(page: Any) -> None:
    data = xr.DataArray(
        np.array([1, 2], "int16"),
        {"t": [5, 6], "z": ("t", [8, 9])},
        ["t"],
        name="v",
        attrs={"units": "K"},
    )
    edited = edit(page, data, 3)
    xr.testing.assert_identical(edited, data.copy(data=[3, 2]))
    assert edited.dtype == data.dtype


def test_texts_of_xarray_stay_texts(page: Any) -> None:
    data = xr.Dataset({"s": ("day", ["a", "b"])})
    xr.testing.assert_identical(edit(page, data, "longer"), xr.Dataset({"s": ("day", ["longer", "b"])}))
    xr.testing.assert_identical(edit(page, data["s"], "c", key="another"), data["s"].copy(data=["c", "b"]))


def test_several_dimensions_are_levels_of_labels(page: Any) -> None:
    data = xr.DataArray(np.arange(6).reshape(2, 3), dims=("y", "x"), name="v")
    found = shown(page, data)
    assert found.index.names == ["y", "x"]
    assert found["v"].tolist() == [0, 1, 2, 3, 4, 5]
    with pytest.raises(StreamlitAPIException, match="reset_index"):
        revoila.data_editor(data)


@pytest.mark.parametrize(
    ("shape", "chunks"),
    [
        ((MANY,), (1_000,)),
        ((4, MANY // 4), (1, 1_000)),
        ((MANY // 4, 4), (1_000, 4)),
        ((1, 1, MANY), (1, 1, 1_000)),
    ],
)
def test_xarray_computes_only_the_blocks_that_are_shown(
    page: Any, shape: tuple[int, ...], chunks: tuple[int, ...]
) -> None:
    made = []

    def block(values: Any) -> Any:
        made.append(values.size)
        return values

    array = da.from_array(np.arange(MANY).reshape(shape), chunks=chunks)
    lazy = array.map_blocks(block, dtype="int64")
    dims = "abc"[: len(shape)]
    for data in (xr.DataArray(lazy, dims=list(dims), name="v"), xr.Dataset({"v": (list(dims), lazy)})):
        made.clear()
        revoila.dataframe(data)
        assert page.props(-2)["body"] == f"⚠️ Showing only 10,000 rows. {COLLECT}"
        assert to_pandas(page.props())["v"].tolist() == list(range(10_000))
        assert sum(made) <= 10_000 + 4_000  # the last block


def test_blocks_of_a_dataset_need_not_fit_together(page: Any) -> None:
    parts = {name: ("t", da.arange(60, chunks=size)) for name, size in (("a", 20), ("b", 7))}
    assert cells(page, xr.Dataset(parts)) == {"a": list(range(60)), "b": list(range(60))}


# SQLAlchemy


class Base(DeclarativeBase):
    """Tables of this test."""


class City(Base):
    __tablename__ = "city"
    name: Mapped[str] = mapped_column(primary_key=True)
    rain: Mapped[float | None]


@pytest.fixture
def session() -> Iterator[Session]:
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([City(name="Lyon", rain=0.2), City(name="Oslo")])
        session.commit()
        yield session
    engine.dispose()


CITIES = {"name": ["Lyon", "Oslo"], "rain": [0.2, None]}


def test_what_sqlalchemy_gives_is_a_table_with_names(page: Any, session: Session) -> None:
    query = sa.select(City.name, City.rain)
    for data in (
        session.execute(query),
        session.execute(query).all(),
        session.execute(query).mappings(),
        session.execute(query).mappings().all(),
        session.scalars(sa.select(City)),
        session.scalars(sa.select(City)).all(),
        session.query(City),
        session.connection().execute(sa.text("select name, rain from city")),
    ):
        frame = shown(page, data)
        assert frame["name"].tolist() == CITIES["name"]
        assert frame["rain"].iloc[0] == 0.2
        assert pd.isna(frame["rain"].iloc[1])
    assert cells(page, session.scalars(sa.select(City.name))) == {"value": CITIES["name"]}


def test_one_row_of_sqlalchemy(page: Any, session: Session) -> None:
    row = session.execute(sa.select(City.name, City.rain)).first()
    assert shown(page, row)["value"].tolist() == ["Lyon", "0.2"]
    assert to_pandas(page.props()).index.tolist() == ["name", "rain"]


def test_sqlalchemy_fetches_only_the_rows_that_are_shown(page: Any, session: Session) -> None:
    counter = itertools.count()
    raw: Any = session.connection().connection.driver_connection
    raw.create_function("tick", 1, lambda _: next(counter))
    query = "with recursive r(n) as (select 0 union all select n + 1 from r where n < :many) select tick(n) from r"
    revoila.dataframe(session.execute(sa.text(query), {"many": MANY}))
    assert page.props(0)["body"] == f"⚠️ Showing only 10,000 rows. {FETCH}"
    assert next(counter) <= 10_002
    session.add_all([City(name=str(number)) for number in range(120)])
    session.flush()
    revoila.table(session.query(City))
    assert page.props(-2)["body"] == f"⚠️ Showing only 100 rows. {LIST}"


def test_a_statement_without_rows_has_its_reason(session: Session) -> None:
    with pytest.raises(sa.exc.ResourceClosedError, match="does not return rows"):
        read_frame(session.execute(sa.text("delete from city")))


def test_rows_that_were_fetched_come_back_as_records(page: Any, session: Session) -> None:
    rows = session.execute(sa.select(City.name, City.rain)).all()
    assert edit(page, rows, 0.5, column=2) == [{"name": "Lyon", "rain": 0.5}, {"name": "Oslo", "rain": None}]


# pydantic


class Reading(pydantic.BaseModel):
    place: str
    value: float | None = None


class Series(pydantic.RootModel[list[int]]):
    """A model that is a list."""


def test_models_of_pydantic(page: Any) -> None:
    readings = [Reading(place="a", value=1.5), Reading(place="b")]
    found = shown(page, readings)
    assert found["place"].tolist() == ["a", "b"]
    assert found["value"].iloc[0] == 1.5
    assert shown(page, readings[0])["value"].tolist() == ["a", "1.5"]
    assert edit(page, readings, 2.5, column=2)[0] == {"place": "a", "value": 2.5}


def test_a_model_with_a_root_of_its_own(page: Any) -> None:
    revoila.write(Series([1, 2]), Reading(place="a"))
    assert page.kinds() == ["json", "json"]
    assert shown(page, Series([1, 2])).index.tolist() == ["root"]
