"""Arrow columns as the browser can read them: few types, no dictionaries, no views.

Text, numbers, booleans, dates, times, timestamps in microseconds and lists of
the first three. What is left becomes the text that pandas would show.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data._values import as_text, json_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements.data._values import Values

SAFE_INTEGER = 2**53 - 1
"""The largest int that a plain number of JavaScript holds."""

FLOAT_DIGITS = 15
"""Decimal digits that a double keeps."""


class WireColumn(NamedTuple):
    """A column that is ready to travel.

    Parameters
    ----------
    array : pyarrow.Array
        The cells, in a type of the few.
    about : dict
        ``type`` and what else a column's description says about its cells.
    """

    array: pa.Array
    about: dict[str, Any]


def to_wire(values: Values) -> WireColumn:
    """Return cells in one of the types that travel."""
    array = values.array
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
        if isinstance(array, pa.ChunkedArray):  # extension types keep their chunks
            array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    if pa.types.is_dictionary(array.type) or pa.types.is_run_end_encoded(array.type):
        array = decoded(array)
    if values.note == "object":
        return WireColumn(array.cast(pa.utf8()), {"type": "object"})
    if values.note == "integer":
        return WireColumn(array, {"type": "text", "alignment": "right"})
    return _convert(array)


def to_chart(values: Values) -> WireColumn:
    """Return cells as `to_wire` does, but numbers as numbers even where some of their digits are lost."""
    column = to_wire(values)
    kind = values.array.type
    text = column.about["type"] == "text"
    if text and (values.note == "integer" or pa.types.is_decimal(kind)):
        return WireColumn(column.array.cast(pa.float64()), {"type": "number"})
    if pa.types.is_integer(column.array.type) and _is_unsafe(column.array):
        return WireColumn(column.array.cast(pa.float64(), safe=False), {"type": "number"})
    return column


def _is_unsafe(array: pa.Array) -> bool:
    """Whether ints of a column do not fit into plain numbers of JavaScript."""
    bounds = pc.min_max(array)
    low, high = bounds["min"].as_py(), bounds["max"].as_py()
    return low is not None and (low < -SAFE_INTEGER or high > SAFE_INTEGER)


def _convert(array: pa.Array) -> WireColumn:
    for matches, convert in _FAMILIES:
        if matches(array.type):
            return convert(array)
    return WireColumn(as_text(_objects(array)), {"type": "text"})


def _booleans(array: pa.Array) -> WireColumn:
    return WireColumn(array, {"type": "boolean"})


def _floats(array: pa.Array) -> WireColumn:
    half = pa.types.is_float16(array.type)
    return WireColumn(array.cast(pa.float64()) if half else array, {"type": "number"})


def _texts(array: pa.Array) -> WireColumn:
    return WireColumn(array.cast(pa.utf8()), {"type": "text"})


def _moments(array: pa.Array) -> WireColumn:
    zone = array.type.tz
    about = {"type": "datetime", **({"timezone": zone} if zone else {})}
    return WireColumn(array.cast(pa.timestamp("us", zone), safe=False), about)


def _dates(array: pa.Array) -> WireColumn:
    return WireColumn(array.cast(pa.date32()), {"type": "date"})


def _times(array: pa.Array) -> WireColumn:
    return WireColumn(array.cast(pa.time32("ms"), safe=False), {"type": "time"})


def _spans(array: pa.Array) -> WireColumn:
    return WireColumn(as_text(_durations(array)), {"type": "text", "alignment": "right"})


def _nested(array: pa.Array) -> WireColumn:
    return WireColumn(as_text(_cells(array), json_text), {"type": "object"})


def _integers(array: pa.Array) -> WireColumn:
    # All 64 bits: the browser reads them as BigInt.
    return WireColumn(array, {"type": "number"})


def _decimals(array: pa.Array) -> WireColumn:
    scale = array.type.scale
    limit = 10 ** max(0, FLOAT_DIGITS - max(0, scale))
    if all(value is None or abs(value) < limit for value in array.to_pylist()) and scale <= FLOAT_DIGITS:
        return WireColumn(array.cast(pa.float64()), {"type": "number", "decimals": max(0, scale)})
    return WireColumn(
        as_text(array.to_pylist(), lambda value: f"{value:f}"), {"type": "text", "alignment": "right"}
    )


def _lists(array: pa.Array) -> WireColumn:
    """Keep lists of bools, numbers and texts; other items become text."""
    item = _item_type(array.type.value_type)
    if item is not None and not _IS_VIEW(array.type):
        return WireColumn(array.cast(pa.list_(item)), {"type": "list"})
    cells = [cell if cell is None or item is not None else _part_texts(cell) for cell in _cells(array)]
    return WireColumn(pa.array(cells, pa.list_(item or pa.utf8())), {"type": "list"})


def _part_texts(cell: list[Any]) -> list[str | None]:
    return [None if part is None else str(part) for part in cell]


def _item_type(item: pa.DataType) -> pa.DataType | None:
    if pa.types.is_boolean(item) or pa.types.is_integer(item):
        return item
    if pa.types.is_floating(item) or pa.types.is_decimal(item):
        return pa.float64()
    if pa.types.is_string(item) or pa.types.is_large_string(item) or pa.types.is_null(item):
        return pa.utf8()
    return None


def _durations(array: pa.Array) -> list[str | None]:
    """Return durations as pandas writes them, such as ``1 days 00:00:02``."""
    per_second = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[array.type.unit]
    digits = len(str(per_second)) - 1
    return [
        None if ticks is None else _duration(ticks, per_second, digits)
        for ticks in array.cast(pa.int64()).to_pylist()
    ]


def _duration(ticks: int, per_second: int, digits: int) -> str:
    seconds, fraction = divmod(ticks, per_second)
    days, seconds = divmod(seconds, 86400)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    rest = f".{fraction:0{digits}}" if fraction else ""
    plus = "+" if days < 0 else ""
    return f"{days} days {plus}{clock}{rest}"


def _objects(array: pa.Array) -> list[Any]:
    if isinstance(array.type, pa.BaseExtensionType) and "pandas" in sys.modules:
        found: list[Any] = array.to_pandas().tolist()  # periods and intervals are plain ints to Arrow
        return found
    return _cells(array)


def _cells(array: pa.Array) -> list[Any]:
    """Return cells as Python values; moments that Python does not know as numbers of their unit."""
    try:
        return list(array.to_pylist())
    except (OverflowError, ValueError):
        return [_cell(scalar) for scalar in array]


def _cell(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (OverflowError, ValueError):
        parts = scalar.values if pa.types.is_nested(scalar.type) and hasattr(scalar, "values") else None
        return scalar.value if parts is None else [_cell(part) for part in parts]


def decoded(array: pa.Array) -> pa.Array:
    """Return the values of an array that holds each of them once, such as a category."""
    try:
        return array.dictionary_decode() if pa.types.is_dictionary(array.type) else pc.run_end_decode(array)
    except pa.ArrowNotImplementedError:
        return pa.array(array.to_pylist(), array.type.value_type)


def _is(*names: str) -> Callable[[pa.DataType], bool]:
    """Return a check for any of some families; newer ones are unknown to an older pyarrow."""
    checks = [check for name in names if (check := getattr(pa.types, f"is_{name}", None)) is not None]
    return lambda kind: any(check(kind) for check in checks)


_IS_VIEW = _is("list_view", "large_list_view")

_FAMILIES: list[tuple[Callable[[pa.DataType], bool], Callable[[pa.Array], WireColumn]]] = [
    (_is("boolean"), _booleans),
    (_is("integer"), _integers),
    (_is("floating"), _floats),
    (_is("string", "large_string", "string_view", "null"), _texts),
    (_is("decimal"), _decimals),
    (_is("timestamp"), _moments),
    (_is("date"), _dates),
    (_is("time"), _times),
    (_is("duration"), _spans),
    (_is("list", "large_list", "fixed_size_list", "list_view", "large_list_view"), _lists),
    (_is("struct", "map", "union"), _nested),
]
"""How each family of Arrow types travels; what is none of them travels as text."""
