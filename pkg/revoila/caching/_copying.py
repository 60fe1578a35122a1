"""How ``cache_data`` keeps a result so that every hit gets an object of its own.

The general way is a pickle. Data has cheaper ways that are as safe:

- values that cannot change (numbers, text, Arrow tables) are shared,
- Polars frames are cloned: their columns cannot change in place,
- NumPy arrays are copied,
- pandas frames are copied lazily where pandas copies on write, else at once.

pandas is taken at its word only for columns of plain numbers, dates and Arrow
data: writing through ``.array`` of other columns would reach the cache. Objects
in columns may be mutable, so frames with such columns are pickled.
"""

from __future__ import annotations

import pickle
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from revoila.caching.errors import UnevaluatedDataFrameError, UnserializableReturnValueError

if TYPE_CHECKING:
    from collections.abc import Callable

Way: TypeAlias = "tuple[Any, Callable[[Any], Any], int]"


class Packed(NamedTuple):
    """A result that copies can be made of.

    Parameters
    ----------
    content : object
        What the copies are made of; nobody else has it.
    restore : Callable
        Makes a copy of it.
    """

    content: Any
    restore: Callable[[Any], Any]

    def copy(self) -> Any:
        """Return a copy that shares nothing that could change."""
        return self.restore(self.content)


_CONSTANT = frozenset(
    {type(None), bool, int, float, complex, str, bytes, date, datetime, time, timedelta, Decimal}
)

_QUERIES: dict[str, tuple[str, ...]] = {
    "_duckdb": ("DuckDBPyRelation",),
    "dask.dataframe": ("DataFrame", "Series", "Index"),
    "duckdb": ("DuckDBPyRelation",),
    "modin.pandas": ("DataFrame", "Series"),
    "polars": ("LazyFrame",),
    "pyspark.pandas": ("DataFrame", "Series"),
    "pyspark.sql": ("DataFrame",),
    "snowflake.snowpark": ("DataFrame", "Series", "Table"),
}
"""Types whose values are queries: pickling one would run it, or keep a connection."""


def pack(function: Callable[..., Any], value: Any) -> tuple[Packed, int]:
    """Return a result in a form that copies can be made of, and its size.

    Parameters
    ----------
    function : Callable
        The cached function, for messages.
    value : object
        Its result.

    Returns
    -------
    tuple of (Packed, int)
        The form, and its size in bytes.

    Raises
    ------
    UnevaluatedDataFrameError
        The result is a query that has not run.
    UnserializableReturnValueError
        The result cannot be pickled.
    """
    kind = type(value)
    if kind in _CONSTANT:
        return Packed(value, _itself), sys.getsizeof(value)
    for library, pack_data in _LIBRARIES.items():
        module = sys.modules.get(library)
        if module is not None and (way := pack_data(module, value)) is not None:
            content, restore, size = way
            return Packed(content, restore), int(size)
    if _is_query(kind):
        raise UnevaluatedDataFrameError(function, value)
    try:
        content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError) as error:
        raise UnserializableReturnValueError(function, value) from error
    return Packed(content, _unpickle), len(content)


def _is_query(kind: type) -> bool:
    return any(
        kind.__name__ in names and (kind.__module__ == package or kind.__module__.startswith(f"{package}."))
        for package, names in _QUERIES.items()
    )


def _itself(content: Any) -> Any:
    return content


def _unpickle(content: bytes) -> Any:
    return pickle.loads(content)  # noqa: S301  # pickled in this process a moment ago


def _copy(content: Any) -> Any:
    return content.copy()


def _copy_in_order(content: Any) -> Any:
    return content.copy("K")


def _shallow_copy(content: Any) -> Any:
    return content.copy(deep=False)


def _clone(content: Any) -> Any:
    return content.clone()


def _pack_numpy(numpy: Any, value: Any) -> Way | None:
    if type(value) is not numpy.ndarray or value.dtype.hasobject:
        return None
    return value.copy("K"), _copy_in_order, value.nbytes


def _pack_pandas(pandas: Any, value: Any) -> Way | None:
    # A subclass may carry more than pandas copies.
    if type(value) is pandas.DataFrame:
        dtypes = list(value.dtypes)
        size = value.memory_usage(deep=False).sum() if dtypes else 0
    elif type(value) is pandas.Series:
        dtypes, size = [value.dtype], value.memory_usage(deep=False)
    else:
        return None
    if any(getattr(dtype, "hasobject", False) for dtype in dtypes):
        return None
    lazily = _copies_on_write(pandas) and all(_is_closed(pandas, dtype) for dtype in dtypes)
    return value.copy(), _shallow_copy if lazily else _copy, size


def _copies_on_write(pandas: Any) -> bool:
    major = int(pandas.__version__.partition(".")[0])
    return major >= 3 or getattr(pandas.options.mode, "copy_on_write", False) is True  # noqa: PLR2004


def _is_closed(pandas: Any, dtype: Any) -> bool:
    """Whether no way around copy-on-write leads into columns of this type."""
    if isinstance(dtype, pandas.StringDtype):
        return bool(dtype.storage == "pyarrow")
    # The names of plain NumPy types of bool, int, unsigned, float, complex, date and duration.
    return isinstance(dtype, pandas.ArrowDtype) or getattr(dtype, "char", "O") in "?bBhHiIlLqQefdgFDGmM"


def _pack_polars(polars: Any, value: Any) -> Way | None:
    if type(value) is polars.DataFrame:
        dtypes = value.dtypes
    elif type(value) is polars.Series:
        dtypes = [value.dtype]
    else:
        return None
    if any(dtype == polars.Object for dtype in dtypes):
        return None
    return value.clone(), _clone, value.estimated_size()


def _pack_arrow(pyarrow: Any, value: Any) -> Way | None:
    if not isinstance(value, pyarrow.Table | pyarrow.RecordBatch | pyarrow.Array | pyarrow.ChunkedArray):
        return None
    return value, _itself, value.nbytes


_LIBRARIES: dict[str, Callable[[Any, Any], Way | None]] = {
    "numpy": _pack_numpy,
    "pandas": _pack_pandas,
    "polars": _pack_polars,
    "pyarrow": _pack_arrow,
}
