"""Any frame, through each of the ways in which libraries hand over theirs: the cells are the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from collections import namedtuple
from typing import Any

import dask.dataframe as dd
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pydantic
import pytest
import sqlalchemy as sa
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from revoila.elements.data._arrow import encode, to_pandas
from revoila.elements.data._containers import take_in
from revoila.elements.data._read import read_frame
from revoila.elements.data._values import is_missing

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=5)
NUMBERS = st.integers(-(2**50), 2**50)
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "i": NUMBERS,
    "f": st.floats(-1e6, 1e6, allow_nan=False, width=32),
    "t": TEXTS,
    "n": st.none() | TEXTS,
}
MORE: dict[str, st.SearchStrategy[Any]] = {
    "b": st.booleans(),
    "m": st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2200, 1, 1)),  # noqa: DTZ001
}


def tables(kinds: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, list[Any]]]:
    """Return tables with some of these columns, and at least one row in which every cell is there."""
    return st.integers(1, 6).flatmap(
        lambda rows: st.lists(st.sampled_from(sorted(kinds)), min_size=1, unique=True).flatmap(
            lambda names: st.fixed_dictionaries(
                {
                    name: st.lists(kinds[name], min_size=rows, max_size=rows).filter(
                        lambda cells: cells[0] is not None
                    )
                    for name in names
                }
            )
        )
    )


class Wrapped:
    """A table of some library, with one of the protocols."""

    def __init__(self, table: Any) -> None:
        self.table = table


class Stream(Wrapped):
    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


class InMemory(Stream):
    def __len__(self) -> int:
        return len(self.table)


class Batch(Wrapped):
    def __arrow_c_array__(self, requested_schema: object = None) -> object:
        (batch,) = self.table.to_batches()
        return batch.__arrow_c_array__(requested_schema)


class Interchange(Wrapped):
    def __dataframe__(self, **options: Any) -> object:
        return self.table.__dataframe__(**options)


class Spark(Wrapped):
    __module__ = "pyspark.sql.classic.dataframe"

    def limit(self, rows: int) -> Any:
        return Spark(self.table.slice(0, rows))

    def toPandas(self) -> Any:  # noqa: N802  # its name
        return self.table.to_pandas()


class Modin(Wrapped):
    __module__ = "modin.pandas.dataframe"

    def head(self, rows: int = 5) -> Any:
        return Modin(self.table.slice(0, rows))

    def _to_pandas(self) -> Any:
        return self.table.to_pandas()


def arrow(data: dict[str, list[Any]]) -> pa.Table:
    return pa.table(data)


def pandas(data: dict[str, list[Any]]) -> pd.DataFrame:
    frame: pd.DataFrame = arrow(data).to_pandas()
    return frame


def rows(data: dict[str, list[Any]]) -> list[tuple[Any, ...]]:
    return list(zip(*data.values(), strict=True))


def records(data: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(data, row, strict=True)) for row in rows(data)]


def duck(data: dict[str, list[Any]]) -> Any:
    return duckdb.from_arrow(arrow(data))


def connection(data: dict[str, list[Any]]) -> Any:
    return duckdb.connect().register("t", arrow(data)).execute("from t")


def cursor(data: dict[str, list[Any]]) -> sqlite3.Cursor:
    connection = sqlite3.connect(":memory:")
    names = ", ".join(data)
    connection.execute(f"create table t ({names})")
    connection.executemany(f"insert into t values ({', '.join('?' * len(data))})", rows(data))  # noqa: S608
    return connection.execute("select * from t")


def result(data: dict[str, list[Any]]) -> Any:
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    kinds = {"i": sa.BigInteger, "f": sa.Float, "t": sa.Text, "n": sa.Text, "b": sa.Boolean, "m": sa.DateTime}
    table = sa.Table("t", sa.MetaData(), *[sa.Column(name, kinds[name]) for name in data])
    with engine.begin() as connection:
        table.metadata.create_all(connection)
        connection.execute(table.insert(), records(data))
    with engine.connect() as connection:
        found = connection.execute(sa.select(table)).freeze()()
    engine.dispose()
    return found


def models(data: dict[str, list[Any]]) -> list[Any]:
    fields: dict[str, Any] = dict.fromkeys(data, (Any, None))
    model = pydantic.create_model("Row", **fields)
    return [model(**record) for record in records(data)]


def dataclass_instances(data: dict[str, list[Any]]) -> list[Any]:
    kind = dataclasses.make_dataclass("Row", list(data))
    return [kind(*row) for row in rows(data)]


def named_tuples(data: dict[str, list[Any]]) -> list[Any]:
    kind = namedtuple("Row", list(data))  # type: ignore[misc]  # noqa: PYI024  # made of what was drawn
    return [kind(*row) for row in rows(data)]


WAYS = {
    "arrow stream": lambda data: Stream(arrow(data)),
    "arrow in memory": lambda data: InMemory(arrow(data)),
    "arrow reader": lambda data: arrow(data).to_reader(),
    "arrow batch": lambda data: Batch(arrow(data)),
    "interchange": lambda data: Interchange(arrow(data)),
    "spark": lambda data: Spark(arrow(data)),
    "modin": lambda data: Modin(arrow(data)),
    "narwhals": lambda data: nw.from_native(pandas(data)),
    "narwhals, lazy": lambda data: nw.from_native(pl.LazyFrame(data)),
    "duckdb": duck,
    "duckdb's connection": connection,
    "dask": lambda data: dd.from_pandas(pandas(data), npartitions=2),
    "xarray": lambda data: xr.Dataset.from_dataframe(pandas(data)),
    "sqlalchemy": result,
    "sqlalchemy's rows": lambda data: result(data).all(),
    "pydantic": models,
    "dataclasses": dataclass_instances,
    "named tuples": named_tuples,
    "generator": lambda data: iter(records(data)),
}


def cells(frame: pd.DataFrame) -> dict[str, list[Any]]:
    return {
        str(name): [None if is_missing(value) else _plain(value) for value in frame[name].tolist()]
        for name in frame.columns
    }


def _plain(value: Any) -> Any:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


def check(way: Any, data: dict[str, list[Any]]) -> None:
    stream, _ = encode(read_frame(way(data)))
    assert cells(to_pandas({"arrow": stream})) == data
    editable = take_in(way(data))
    assert cells(editable.data) == data
    assert not read_frame(editable.restore(editable.data)).cut


@settings(max_examples=8)
@given(data=tables(KINDS | MORE))
@pytest.mark.parametrize("way", WAYS)
def test_cells_are_the_same_whichever_way_they_come(way: str, data: dict[str, list[Any]]) -> None:
    check(WAYS[way], data)


@settings(max_examples=8)
@given(data=tables(KINDS))
def test_cells_of_a_cursor_are_the_same(data: dict[str, list[Any]]) -> None:
    check(cursor, data)


@settings(max_examples=8)
@given(data=tables(KINDS | MORE))
def test_cells_of_a_generator_function_are_the_same(data: dict[str, list[Any]]) -> None:
    def generate() -> Any:
        yield from records(data)

    check(lambda _: generate, data)
