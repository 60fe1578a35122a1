"""Sources that compute on demand, asked for their first rows and no more.

Queries, cursors, generators and streams. What they give is in memory then: a frame of pandas or Polars, an
Arrow table, an array, or a list. A source is told by what its type can do; by its module only where others
can do the same with data that is in memory. One row more than wanted is asked for, to know whether there
are more.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from itertools import islice
from math import ceil, prod
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.errors import StreamlitDataframeConversionError

if TYPE_CHECKING:
    from collections.abc import Callable

COLLECT = "Collect the data to show more."
FETCH = "Fetch the rows to show more."
LIST = "Convert the data to a list to show more."

_LENGTHS = ("__len__", "num_rows", "shape")
"""Whoever has one of these has its rows in memory."""

_TABLE_DIMENSIONS = 2


class Rows(NamedTuple):
    """Rows of a database.

    Parameters
    ----------
    labels : list of str
        Names of the columns, not always different ones.
    rows : list of list
        The cells.
    """

    labels: list[Any]
    rows: list[list[Any]]


class Fetched(NamedTuple):
    """The first rows of a source.

    Parameters
    ----------
    data : object
        A frame, table, array, list or `Rows`: what is in memory.
    cut : str, optional
        How to get the rest when there are more.
    """

    data: Any
    cut: str | None = None


def fetch(data: Any, limit: int) -> Fetched | None:
    """Return the first rows of a source that computes on demand; None for what is in memory.

    Parameters
    ----------
    data : object
        What a script passed.
    limit : int
        How many rows.

    Raises
    ------
    StreamlitDataframeConversionError
        A source that only coroutines can ask.
    """
    kind = type(data)
    module = f"{kind.__module__}."
    for library, first_rows in _LIBRARIES.items():
        if module.startswith(library):
            return first_rows(data, limit)
    for names, first_rows in _SOURCES:
        # Asking the type: an instance's __getattr__ may answer to any name.
        found = first_rows(data, limit) if all(hasattr(kind, name) for name in names) else None
        if found is not None:
            return found
    return None


def _narwhals(data: Any, limit: int) -> Fetched | None:
    native = data.to_native() if hasattr(data, "to_native") else data
    return fetch(native, limit) or Fetched(native)


def _polars(data: Any, limit: int) -> Fetched | None:
    return _some(data.head(limit + 1).collect(), limit) if hasattr(type(data), "collect") else None


def _cursor(data: Any, limit: int) -> Fetched | None:
    """Fetch from a cursor of PEP 249, or from a result of SQLAlchemy, which has ``keys`` instead.

    Raises
    ------
    StreamlitDataframeConversionError
        Fetching is a coroutine.
    """
    if inspect.iscoroutinefunction(data.fetchmany):
        raise StreamlitDataframeConversionError(
            f"A cursor of type `{type(data).__name__}` can only be awaited. "
            "Pass what `await cursor.fetchall()` gives."
        )
    labels = _labels(data)
    if labels is None:
        return None
    # Without a description there was no query, or one without rows.
    rows = list(data.fetchmany(limit + 1)) if labels else []
    if rows and all(isinstance(row, Mapping) for row in rows):
        labels = list(rows[0])  # a row factory may rename them
    cells = [_cells(row, labels) for row in rows[:limit]]
    return Fetched(Rows(labels, cells), FETCH if len(rows) > limit else None)


def _labels(cursor: Any) -> list[Any] | None:
    # Of what stands for another object, only an instance has them.
    if hasattr(cursor, "description"):
        return [column[0] for column in cursor.description or ()]
    return list(cursor.keys()) if hasattr(cursor, "keys") else None


def _cells(row: Any, labels: list[Any]) -> list[Any]:
    """Return the cells of a row, whatever a row factory has made of it."""
    if isinstance(row, Mapping):
        return [row.get(label) for label in labels]
    single = isinstance(row, (str, bytes)) or not hasattr(type(row), "__iter__")
    return [row] if single else list(row)[: len(labels)]


def _query(data: Any, limit: int) -> Fetched | None:
    """Ask a query that takes a limit: of Spark, Snowpark, Ray, DuckDB, Ibis, DataFusion and their like."""
    kind = type(data)
    # Spark's way to pandas knows the time zone of its session; what others have to say is in their stream.
    ways = [name for name in ("toPandas", "__arrow_c_stream__", "to_pandas") if hasattr(kind, name)]
    if not callable(kind.limit) or not ways:
        return None
    limited = data.limit(limit + 1)
    if ways[0] != "__arrow_c_stream__":
        return _some(getattr(limited, ways[0])(), limit)
    import pyarrow as pa  # loaded with the first frame

    return _some(pa.table(limited), limit)


def _mapped(data: Any, limit: int) -> Fetched | None:
    """Ask a query of SQLAlchemy's mapper, which gives objects."""
    return _iterated(data.limit(limit + 1), limit) if hasattr(type(data), "limit") else None


def _partitions(data: Any, limit: int) -> Fetched | None:
    """Compute the partitions of a frame of Dask one after the other, until there are rows enough."""
    import pandas as pd  # the partitions are frames of it

    found: list[Any] = []
    rows = 0
    for number in range(data.npartitions):
        part = data.partitions[number].head(limit + 1 - rows, npartitions=1, compute=False).compute()
        found.append(part)
        rows += len(part)
        if rows > limit:
            break
    # Nothing beside something would decide on the types.
    first, *others = [part for part in found if len(part)] or found[:1]
    if others:
        labels = isinstance(first, pd.Index)
        first = first.append(others) if labels else pd.concat([first, *others])
    return _some(first, limit)


def _computed_array(data: Any, limit: int) -> Fetched | None:
    # One of three dimensions is refused anyhow.
    rows = limit + 1 if data.ndim <= _TABLE_DIMENSIONS else 0
    return _some((data[:rows] if data.ndim else data).compute(), limit)


def _elsewhere(data: Any, limit: int) -> Fetched | None:
    """Ask a frame with the methods of pandas whose rows are in other processes."""
    kind = type(data)
    convert = "_to_pandas" if hasattr(kind, "_to_pandas") else "to_pandas"  # the first is Modin's
    if not hasattr(kind, "head") or not hasattr(kind, convert):
        return None
    return _some(getattr(data.head(limit + 1), convert)(), limit)


def _xarray(data: Any, limit: int) -> Fetched | None:
    """Take the first rows of a Dataset or DataArray whose values are still to be computed."""
    # The chunks of a Dataset as a whole need not fit together.
    variables = data.variables.values() if hasattr(data, "variables") else [data]
    if not hasattr(data, "to_dataframe") or not any(variable.chunks for variable in variables):
        return None
    sizes = dict(data.sizes)
    taken: dict[Any, slice] = {}
    rest = prod(sizes.values())
    for dimension, size in sizes.items():
        rest //= max(1, size)
        taken[dimension] = slice(max(1, ceil((limit + 1) / max(1, rest))))
        if taken[dimension].stop > 1:
            break
    first = data.isel(taken)
    return _some(first.to_series() if hasattr(first, "to_series") else first.to_dataframe(list(sizes)), limit)


def _pyarrow(data: Any, limit: int) -> Fetched | None:
    """Ask a reader of batches, or a dataset of files."""
    if hasattr(type(data), "head"):
        return _some(data.head(limit + 1), limit)
    return _stream(data, limit) if hasattr(type(data), "read_next_batch") else None


def _stream(data: Any, limit: int) -> Fetched | None:
    """Read batches from whoever hands them over and does not know how many rows there are."""
    if any(hasattr(type(data), name) for name in _LENGTHS):
        return None
    import pyarrow as pa  # loaded with the first frame

    reader = data if isinstance(data, pa.RecordBatchReader) else pa.RecordBatchReader.from_stream(data)
    batches: list[Any] = []
    rows = 0
    for batch in reader:
        batches.append(batch)
        rows += batch.num_rows
        if rows > limit:
            break
    return _some(pa.Table.from_batches(batches, schema=reader.schema), limit)


def _generated(data: Any, limit: int) -> Fetched | None:
    return _iterated(data(), limit) if inspect.isgeneratorfunction(data) else None


def _walked(data: Any, limit: int) -> Fetched | None:
    # These mostly go over a list that is there; Streamlit takes them for lists, too.
    return None if isinstance(data, (map, enumerate)) else _iterated(data, limit)


def _iterated(data: Any, limit: int) -> Fetched:
    return _some(list(islice(data, limit + 1)), limit, LIST)


def _some(data: Any, limit: int, how: str = COLLECT) -> Fetched:
    """Return rows that were asked for, without the one that tells that there are more."""
    if getattr(data, "ndim", 1) == 0 or len(data) <= limit:
        return Fetched(data)
    if hasattr(data, "slice"):  # Arrow, Polars
        return Fetched(data.slice(0, limit), how)
    # What pandas calls a frame would take a plain slice for one of labels.
    return Fetched(data.iloc[:limit] if hasattr(data, "iloc") else data[:limit], how)


_LIBRARIES: dict[str, Callable[[Any, int], Fetched | None]] = {
    "narwhals.": _narwhals,
    "polars.": _polars,
    "xarray.": _xarray,
    "pyarrow.": _pyarrow,
    "modin.": _elsewhere,
    "pyspark.pandas.": _elsewhere,
    "sqlalchemy.orm.query.": _mapped,
}
"""Modules of which not all objects compute on demand although they can do the same, and how to ask those."""

_SOURCES: list[tuple[tuple[str, ...], Callable[[Any, int], Fetched | None]]] = [
    (("npartitions", "partitions", "head"), _partitions),
    (("compute", "ndim", "__array__"), _computed_array),
    (("limit",), _query),
    (("fetchmany",), _cursor),
    (("__arrow_c_stream__",), _stream),
    (("__next__",), _walked),
    (("__call__",), _generated),
]
"""What types can do that compute on demand, the first that fits counts, and how to ask them."""
