"""A column as a visitor has changed it: without the cells that hold something else by now, with what was entered."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data._values import Values
from revoila.elements.data._wire import decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_UNFIT = (ValueError, TypeError, OverflowError, InvalidOperation, pa.ArrowException)


def with_entered(values: Values, gone: Sequence[int], entered: Sequence[Any]) -> Values:
    """Return the cells of a column after a visitor's changes, in no order of the rows.

    Parameters
    ----------
    values : Values
        The cells as the data has them.
    gone : sequence of int
        Positions of those that are not there any more.
    entered : sequence of object
        Values in their place, as they travel; what does not fit the column counts as missing.
    """
    if not gone and not entered:
        return values
    array = values.array
    chunks = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
    plain = [_plain(chunk) for chunk in chunks]
    kind = plain[0].type if plain else array.type
    kept = pa.chunked_array(plain, kind)
    if gone:
        stays = pc.invert(pc.is_in(pa.array(range(len(kept)), pa.int64()), pa.array(gone, pa.int64())))
        kept = kept.filter(stays)
    read = _reader(kind)
    new = pa.array([_read(value, read) for value in entered], kind)
    return Values(pa.chunked_array([*kept.chunks, new], kind), values.note)


def _plain(chunk: pa.Array) -> pa.Array:
    coded = pa.types.is_dictionary(chunk.type) or pa.types.is_run_end_encoded(chunk.type)
    return decoded(chunk) if coded else chunk


def _read(value: Any, read: Callable[[Any], Any]) -> Any:
    try:
        return None if value is None else read(value)
    except _UNFIT:
        return None


def _reader(kind: pa.DataType) -> Callable[[Any], Any]:
    """Return what makes a value of a column of what travels."""

    def checked(value: Any) -> Any:
        return pa.scalar(_converter(kind)(value), kind).as_py()

    return checked


def _converter(kind: pa.DataType) -> Callable[[Any], Any]:
    found: Callable[[Any], Any] = next((convert for fits, convert in _CONVERTERS if fits(kind)), _same)
    return found


def _same(value: Any) -> Any:
    return value


_CONVERTERS: list[tuple[Callable[[pa.DataType], bool], Callable[[Any], Any]]] = [
    (pa.types.is_integer, int),
    (pa.types.is_floating, float),
    (pa.types.is_decimal, lambda value: Decimal(str(value))),
    (pa.types.is_timestamp, dt.datetime.fromisoformat),
    (pa.types.is_date, lambda value: dt.date.fromisoformat(value[:10])),
    (pa.types.is_time, dt.time.fromisoformat),
    (pa.types.is_string, str),
    (pa.types.is_large_string, str),
]
"""What makes a value of each family of types; others travel as they are."""
