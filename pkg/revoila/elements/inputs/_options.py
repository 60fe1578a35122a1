"""What can be chosen from? Makes a plain list of whatever an author passes as options.

Frame libraries are recognised by what their objects offer, so that none is
imported for an app that does not use it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum, EnumType
from importlib.util import find_spec
from inspect import isgeneratorfunction
from types import NoneType
from typing import Any

from revoila.errors import StreamlitAPIException

_TEXTS = (str, bytes, bytearray)
_COMPARABLE = (str, int, float, bytes, list, tuple, dict, set, frozenset, NoneType)
_FRAME_SIGNS = ("__arrow_c_stream__", "__dataframe__", "__narwhals_lazyframe__", "columns")


def list_options(options: Any) -> list[Any]:
    """Return the options as a list.

    Parameters
    ----------
    options : iterable or object
        Any iterable; of a mapping the keys, of a frame the first column, of an
        enum the members. None is no option, anything else is one.

    Raises
    ------
    StreamlitAPIException
        Options cannot be compared with ``==``, as arrays.
    """
    found = _list(options)
    for option in {type(option): option for option in found}.values():
        if not isinstance(option, _COMPARABLE):
            _check_comparable(option)
    return found


def _list(options: Any) -> list[Any]:
    if options is None:
        return []
    if isinstance(options, EnumType):
        members: list[Enum] = list(options)
        # Members that are texts stand for their text, as in Streamlit.
        return [member.value if isinstance(member, str) else member for member in members]
    if isinstance(options, (*_TEXTS, type)):
        return [options]
    column = _column(options) if type(options).__module__ != "builtins" else None
    if column is not None:
        return column
    if isgeneratorfunction(options):
        options = options()
    return list(options) if isinstance(options, Iterable) else [options]


def _column(data: Any) -> list[Any] | None:
    """Return the values of an array or series, or of the first column of a frame."""
    for read in (_of_dataclass, _of_pandas, _of_numpy, _of_series, _of_frame, _of_arrow, _of_convertible):
        column = read(data)
        if column is not None:
            return column
    return None


def _of_dataclass(data: Any) -> list[Any] | None:
    return [getattr(data, field.name) for field in fields(data)] if is_dataclass(data) else None


def _of_pandas(data: Any) -> list[Any] | None:
    if type(data).__module__ == "pandas.io.formats.style":
        data = data.data
    if not (hasattr(type(data), "iloc") and hasattr(data, "columns")):
        return None
    # By position, because names need not be unique.
    return list(data.iloc[:, 0].tolist()) if len(data.columns) else []


def _of_numpy(data: Any) -> list[Any] | None:
    if (type(data).__module__, type(data).__name__) != ("numpy", "ndarray"):
        return None
    if data.ndim == 0:
        return []
    column = data if data.ndim == 1 else data[:, 0]
    if column.dtype.kind == "M" and find_spec("pandas") is not None:
        # Alone, NumPy would return dates and times of some precisions as bare ints.
        from pandas import Series

        column = Series(column)
    return list(column.tolist())


def _of_series(data: Any) -> list[Any] | None:
    values = data.tolist() if hasattr(type(data), "tolist") else None
    # The number that a NumPy scalar turns into is not a column.
    return values if isinstance(values, list) else None


def _of_frame(data: Any) -> list[Any] | None:
    if not any(hasattr(type(data), sign) for sign in _FRAME_SIGNS):
        return None
    import narwhals as nw

    frame: Any = nw.from_native(data, pass_through=True, allow_series=True)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.select(frame.collect_schema().names()[:1]).collect()
    if isinstance(frame, nw.DataFrame):
        return list(frame.get_column(frame.columns[0]).to_list()) if frame.columns else []
    return list(frame.to_list()) if isinstance(frame, nw.Series) else None


def _of_arrow(data: Any) -> list[Any] | None:
    if not hasattr(type(data), "to_pylist"):
        if not hasattr(type(data), "__arrow_c_stream__"):
            return None
        from pyarrow import table

        data = table(data)
    if not hasattr(data, "num_columns"):
        return list(data.to_pylist())
    return list(data.column(0).to_pylist()) if data.num_columns else []


def _of_convertible(data: Any) -> list[Any] | None:
    return _of_pandas(data.to_pandas()) if hasattr(type(data), "to_pandas") else None


def _check_comparable(option: Any) -> None:
    try:
        # A missing value has no truth, which is another matter.
        with suppress(TypeError):
            bool(option == option)  # noqa: PLR0124
    except ValueError as error:
        raise StreamlitAPIException(
            f"Options must be comparable with `==`, which gives no bool for a **{type(option).__name__}**. "
            "Choose from names or positions instead."
        ) from error
