"""Moments, dates and times as the browser writes them (`format/date.ts`), a column at a time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data._wire import to_wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements.data._values import Values


_DAY = 86_400_000
_WEEK = 6
"""Days from today that are named by their day of the week."""

Part: TypeAlias = "str | tuple[str] | tuple[str, tuple[str, ...]]"
"""A text, the name of one of `PARTS`, or a name of `FIELDS` with the text of each value."""


class Moment(NamedTuple):
    """Moments as parts in a row.

    Parameters
    ----------
    parts : tuple of Part
        In their order.
    zone : str or None
        Whose clock shows; None for that of the column.
    """

    parts: tuple[Part, ...]
    zone: str | None

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`."""
        return moment_texts(values, self.zone, lambda array: written(array, self.parts))


class Calendar(NamedTuple):
    """Moments by their days: those around the present have names.

    Parameters
    ----------
    day : int
        The present one, counted from 1970.
    today, tomorrow, yesterday, before, after, far : tuple of Part
        How moments of that day read, of the days within a week, and of all others.
    zone : str or None
        Whose clock shows; None for that of the column.
    """

    day: int
    today: tuple[Part, ...]
    tomorrow: tuple[Part, ...]
    yesterday: tuple[Part, ...]
    before: tuple[Part, ...]
    after: tuple[Part, ...]
    far: tuple[Part, ...]
    zone: str | None

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`."""
        return moment_texts(values, self.zone, self._written)

    def _written(self, array: pa.Array) -> pa.Array:
        days = pc.floor(pc.divide(_wall(array).cast(pa.int64()).cast(pa.float64(), safe=False), float(_DAY)))
        gap = pc.subtract(days, float(self.day))
        cases = [
            (pc.is_null(gap), self.far),
            (pc.equal(gap, 0), self.today),
            (pc.equal(gap, 1), self.tomorrow),
            (pc.equal(gap, -1), self.yesterday),
            (pc.greater(pc.abs(gap), _WEEK), self.far),
            (pc.less(gap, 0), self.before),
        ]
        chosen = pc.make_struct(*(pc.fill_null(case, fill_value=False) for case, _ in cases))
        return pc.case_when(
            chosen, *(written(array, parts) for _, parts in cases), written(array, self.after)
        )


class Span(NamedTuple):
    """A unit of time in which a distance is counted.

    Parameters
    ----------
    length, start : float
        What it lasts, and from where on it is used, in milliseconds.
    past, future : tuple of str
        How its counts read.
    """

    length: float
    start: float
    past: tuple[str, ...]
    future: tuple[str, ...]


class Distance(NamedTuple):
    """How far away from the present moments are.

    Parameters
    ----------
    now : float
        In milliseconds since 1970.
    units : tuple of Span
        From the longest to that which is used from zero.
    zone : str or None
        Whose clock a moment without a zone is on.
    """

    now: float
    units: tuple[Span, ...]
    zone: str | None

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`; counts that have no text show nothing."""
        return moment_texts(values, self.zone, self._written)

    def _written(self, array: pa.Array) -> pa.Array:
        gaps = array.cast(pa.int64()).to_pylist()
        return pa.array([None if ms is None else self._text(ms - self.now) for ms in gaps], pa.utf8())

    def _text(self, gap: float) -> str:
        size = abs(gap)
        unit = next((unit for unit in self.units if size >= unit.start), self.units[-1])
        count = max(math.floor(size / unit.length + 0.5), 0 if unit.start == 0 else 1)
        texts = unit.past if gap < 0 else unit.future
        return texts[count] if count < len(texts) else ""


def moment_texts(values: Values, zone: str | None, write: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Return the cells of a column as texts; what is no moment stays the text that it is.

    Parameters
    ----------
    values : Values
        The cells.
    zone : str or None
        Whose clock shows; None for that of the column.
    write : Callable
        Gets them in milliseconds.
    """
    array = to_wire(values).array
    moments = _moments(array, zone)
    return array.cast(pa.utf8()) if moments is None else write(moments)


def written(array: pa.Array, parts: tuple[Part, ...]) -> pa.Array:
    """Return moments as parts in a row.

    Parameters
    ----------
    array : pyarrow.TimestampArray
        In milliseconds.
    parts : tuple of Part
        At least one of them is no text.
    """
    return pc.binary_join_element_wise(*(_part(array, part) for part in parts), "")


def _part(array: pa.Array, part: Part) -> pa.Array | str:
    if isinstance(part, str):
        return part
    if len(part) == 1:
        return PARTS[part[0]](array)
    return pa.array(part[1], pa.utf8()).take(FIELDS[part[0]].place(_wall(array)))


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
    return lambda array: pc.strftime(_seconds(array), format=pattern)


def _wall(array: pa.Array) -> pa.Array:
    """Return what clocks show; of long ago, parts of moments in a zone are some seconds off."""
    return pc.local_timestamp(array) if array.type.tz else array


def _seconds(array: pa.Array) -> pa.Array:
    return pc.floor_temporal(array, unit="second").cast(pa.timestamp("s", array.type.tz))


def _number(part: Callable[[pa.Array], Any]) -> Callable[[pa.Array], pa.Array]:
    """Return what writes a part with the digits that it needs."""
    return lambda array: part(_wall(array)).cast(pa.utf8())


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


def _iso_offset(array: pa.Array) -> pa.Array:
    return pc.replace_substring(_offset(":")(array), "+00:00", "Z")


PARTS: dict[str, Callable[[pa.Array], pa.Array]] = {
    "YYYY": _written("%Y"),
    "YY": _written("%y"),
    "Y": _number(pc.year),
    "Q": _number(pc.quarter),
    "MM": _written("%m"),
    "M": _number(pc.month),
    "DDDD": _written("%j"),
    "DDD": _number(pc.day_of_year),
    "DD": _written("%d"),
    "D": _number(pc.day),
    "GGGG": lambda array: pc.utf8_lpad(pc.iso_year(array).cast(pa.utf8()), 4, "0"),
    "WW": lambda array: pc.utf8_lpad(pc.iso_week(array).cast(pa.utf8()), 2, "0"),
    "W": _number(pc.iso_week),
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
    "X": lambda array: _seconds(array).cast(pa.int64()).cast(pa.utf8()),
    "x": lambda array: array.cast(pa.int64()).cast(pa.utf8()),
    "offset": _iso_offset,
    **{"S" * digits: _fraction(digits) for digits in range(1, 10)},
}
"""What writes each part of a pattern."""


class Field(NamedTuple):
    """A part of a moment that has few values.

    Parameters
    ----------
    size : int
        How many.
    place : Callable
        Counts them from zero.
    """

    size: int
    place: Callable[[pa.Array], pa.Array]


FIELDS = {
    "day": Field(31, lambda array: pc.subtract(pc.day(array), 1)),
    "hour": Field(24, pc.hour),
    "minute": Field(60, pc.minute),
    "month": Field(12, lambda array: pc.subtract(pc.month(array), 1)),
    "second": Field(60, pc.second),
    "weekday": Field(7, lambda array: pc.day_of_week(array, week_start=7)),
}
"""Of which a page says how each value reads; weeks begin on Sunday there."""
