"""Moments, dates and times as the browser writes them under a pattern (`format/date.ts`), a column at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data._wire import to_wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements.data._values import Values


def moment_texts(values: Values, parts: tuple[tuple[str] | str, ...], zone: str | None) -> pa.Array:
    """Return the cells of a column as texts; what is no moment stays the text that it is.

    Parameters
    ----------
    values : Values
        The cells.
    parts : tuple
        Names of `PARTS`, as tuples, and texts between them.
    zone : str or None
        Whose clock shows; None for that of the column.
    """
    array = _moments(to_wire(values).array, zone)
    if array is None:
        return to_wire(values).array.cast(pa.utf8())
    texts = [part if isinstance(part, str) else PARTS[part[0]](array) for part in parts]
    return pc.binary_join_element_wise(*texts, "")


def _moments(array: pa.Array, zone: str | None) -> pa.Array | None:
    """Return moments in milliseconds, on the clock of a zone."""
    kind = array.type
    if pa.types.is_date(kind):
        array = array.cast(pa.date32()).cast(pa.timestamp("ms"))
    elif pa.types.is_time(kind):
        array = (
            array.cast(pa.time32("ms"), safe=False).cast(pa.int32()).cast(pa.int64()).cast(pa.timestamp("ms"))
        )
    elif not pa.types.is_timestamp(kind):
        return None
    own = array.type.tz
    array = pc.floor_temporal(array, unit="millisecond").cast(pa.timestamp("ms", own))
    if zone is None:
        return array
    known = array if own else pc.assume_timezone(array, "UTC")
    return known.cast(pa.timestamp("ms", zone))


def _written(pattern: str) -> Callable[[pa.Array], pa.Array]:
    """Return what writes a part with as many digits as it always has."""

    def write(array: pa.Array) -> pa.Array:
        seconds = pc.floor_temporal(array, unit="second").cast(pa.timestamp("s", array.type.tz))
        return pc.strftime(seconds, format=pattern)

    return write


def _number(part: Callable[[pa.Array], Any]) -> Callable[[pa.Array], pa.Array]:
    """Return what writes a part with the digits that it needs."""
    return lambda array: part(array).cast(pa.utf8())


def _hour(array: pa.Array) -> pa.Array:
    hour = pc.subtract(pc.hour(array), pc.multiply(pc.divide(pc.hour(array), 12), 12))
    return pc.if_else(pc.equal(hour, 0), 12, hour)


def _fraction(digits: int) -> Callable[[pa.Array], pa.Array]:
    def write(array: pa.Array) -> pa.Array:
        padded = pc.utf8_lpad(pc.millisecond(array).cast(pa.utf8()), 3, "0")
        return pc.utf8_slice_codeunits(pc.utf8_rpad(padded, 9, "0"), 0, digits)

    return write


def _offset(separator: str) -> Callable[[pa.Array], pa.Array]:
    def write(array: pa.Array) -> pa.Array:
        if array.type.tz is None:
            return pc.if_else(pc.is_valid(array), f"+00{separator}00", pa.scalar(None, pa.utf8()))
        return pc.replace_substring_regex(_written("%z")(array), r"([+-]\d\d):?(\d\d)$", rf"\1{separator}\2")

    return write


PARTS: dict[str, Callable[[pa.Array], pa.Array]] = {
    "YYYY": _written("%Y"),
    "YY": _written("%y"),
    "Y": _number(pc.year),
    "Q": _number(pc.quarter),
    "MMMM": _written("%B"),
    "MMM": _written("%b"),
    "MM": _written("%m"),
    "M": _number(pc.month),
    "DDDD": _written("%j"),
    "DDD": _number(pc.day_of_year),
    "DD": _written("%d"),
    "D": _number(pc.day),
    "dddd": _written("%A"),
    "ddd": _written("%a"),
    "HH": _written("%H"),
    "H": _number(pc.hour),
    "hh": _written("%I"),
    "h": _number(_hour),
    "mm": _written("%M"),
    "m": _number(pc.minute),
    "ss": _written("%S"),
    "s": _number(pc.second),
    "A": _written("%p"),
    "a": lambda array: pc.ascii_lower(_written("%p")(array)),
    "ZZ": _offset(""),
    "Z": _offset(":"),
    **{"S" * digits: _fraction(digits) for digits in range(1, 10)},
}
"""What writes each part of a pattern; names are English ones."""
