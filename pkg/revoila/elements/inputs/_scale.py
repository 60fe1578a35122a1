"""What does a slider slide over? Numbers, dates or times, each with a form for the wire.

On the wire all are numbers: ints and floats as they are, dates and times in
milliseconds since 1970, of the naive clock on the wall. Time zones stay in the
kernel, because the page must show the author's clock and not the visitor's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, TypeAlias

from revoila.elements.inputs._declaration import refuse
from revoila.elements.inputs._numbers import MAX_SAFE_INT, check_js_number, read_number
from revoila.errors import StreamlitJSNumberBoundsError

if TYPE_CHECKING:
    from collections.abc import Callable

Point: TypeAlias = Any
"""A place on a slider: int, float, date, time or datetime."""

Ticks: TypeAlias = int | float
"""A place as a number that can be compared: microseconds for dates and times."""

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001
_TIME_DAY = date(2000, 1, 1)
"""The day on which times of day lie."""

_TICK = timedelta(microseconds=1)
_DAY = timedelta(days=1)
_MILLI = 1000


@dataclass(frozen=True, slots=True)
class Scale:
    """One type of slider.

    Parameters
    ----------
    name : str
        ``"int"``, ``"float"``, ``"date"``, ``"time"`` or ``"datetime"``.
    format : str
        How values are shown unless the author says otherwise.
    ticks : Callable
        From a value to its place.
    value : Callable
        From a place, and the time zone of the author's value, to a value.
    accepts : tuple of type
        Types of values that session state may assign.
    """

    name: str
    format: str
    ticks: Callable[[Point], Ticks]
    value: Callable[[Ticks, tzinfo | None], Point]
    accepts: tuple[type, ...]

    @property
    def is_dated(self) -> bool:
        """Whether values are dates or times."""
        return self.name not in ("int", "float")

    def to_wire(self, point: Point) -> Ticks:
        """Return a value as the number that travels."""
        ticks = self.ticks(plain(point))
        return wire_ticks(ticks) if self.is_dated else ticks

    def read(self, wire: Any) -> Ticks:
        """Return the place that a browser sent."""
        if not self.is_dated:
            return read_number(wire, whole=self.name == "int")
        millis = read_number(wire, whole=False)
        if abs(millis) > MAX_SAFE_INT / _MILLI:
            refuse(wire, "too far from 1970")
        # Apart, because the product of a long fraction and 1000 can be a microsecond off.
        whole = math.floor(millis)
        return whole * _MILLI + round((millis - whole) * _MILLI)

    def check(self, parameter: str, point: Point) -> None:
        """Refuse a bound that a browser cannot hold.

        Raises
        ------
        StreamlitJSNumberBoundsError
            Too large, not finite, or too far from 1970.
        """
        ticks = self.ticks(point)
        if not self.is_dated:
            check_js_number(parameter, ticks)
        elif abs(ticks) > MAX_SAFE_INT:
            raise StreamlitJSNumberBoundsError(
                f"`{parameter}` ({point}) must be between 1684-07-29 and 2255-06-05 to be exact in a browser."
            )


def wire_ticks(ticks: Ticks) -> Ticks:
    """Return microseconds as milliseconds, whole where they are."""
    return ticks // _MILLI if ticks % _MILLI == 0 else ticks / _MILLI


_USUAL: dict[type, str] = {int: "int", float: "float", date: "date", datetime: "datetime", time: "time"}
"""Names of the scales, for values of these very types: to ask what else a type is takes longer than all the rest."""


def scale_of(point: Any) -> Scale | None:
    """Return the scale that a value lies on; None for values that no slider has."""
    name = _USUAL.get(type(point)) or _scale_name(point)
    return None if name is None else SCALES[name]


def _scale_name(point: Any) -> str | None:
    # Order matters: bool is an int, an int is a real number, a datetime is a date.
    match point:
        case Integral():
            return "int"
        case Real():
            return "float"
        case datetime():
            return "datetime"
        case date():
            return "date"
        case time():
            return "time"
        case _:
            return None


def plain(point: Any) -> Point:
    """Return a value as one of the standard types; NumPy and pandas have subtypes of them."""
    if type(point) in _USUAL:
        return point
    match point:
        case Integral():
            return int(point)
        case Real():
            return float(point)
        case datetime():
            return datetime.combine(point.date(), point.timetz())
        case _:
            return point


def zone_of(point: Point) -> tzinfo | None:
    """Return the time zone of a value, if it has one."""
    return getattr(point, "tzinfo", None)


def usual_bounds(scale: Scale, around: list[Point]) -> tuple[Point, Point]:
    """Return the bounds of a slider whose author gave none, for these values."""
    match scale.name:
        case "int":
            return 0, 100
        case "float":
            return 0.0, 1.0
        case "time":
            zone = zone_of(around[0])
            return time.min.replace(tzinfo=zone), time.max.replace(tzinfo=zone)
        case _:
            return _shift(around[0], -14), _shift(around[0], 14)


def usual_step(scale: Scale, low: Point, high: Point) -> Any:
    """Return the step of a slider whose author gave none."""
    match scale.name:
        case "int":
            return 1
        case "float":
            return 0.01
        case "time":
            return timedelta(minutes=15)
        case "datetime" if abs(scale.ticks(high) - scale.ticks(low)) < _DAY / _TICK:
            return timedelta(minutes=15)
        case _:
            return _DAY


def step_ticks(step: Any) -> Ticks:
    """Return a step as a number, without its sign."""
    ticks: Ticks = step // _TICK if isinstance(step, timedelta) else step
    return abs(ticks)


def _shift(point: Point, days: int) -> Point:
    try:
        return point + timedelta(days=days)
    except OverflowError:
        # Two weeks from the end of the calendar; too far from 1970 for a slider anyway.
        return point


def _datetime_ticks(point: datetime) -> int:
    return (point.replace(tzinfo=None) - _EPOCH) // _TICK


def _date_ticks(point: date) -> int:
    # A datetime assigned to a slider over dates counts with its day alone.
    return (datetime(point.year, point.month, point.day) - _EPOCH) // _TICK  # noqa: DTZ001


def _time_ticks(point: time) -> int:
    return _datetime_ticks(datetime.combine(_TIME_DAY, point))


def _moment(ticks: Ticks) -> datetime:
    return _EPOCH + timedelta(microseconds=ticks)


SCALES = {
    scale.name: scale
    for scale in (
        Scale("int", "%d", lambda point: point, lambda ticks, _zone: int(ticks), (Real,)),
        Scale("float", "%0.2f", float, lambda ticks, _zone: float(ticks), (Real,)),
        Scale("date", "YYYY-MM-DD", _date_ticks, lambda ticks, _zone: _moment(ticks).date(), (date,)),
        Scale(
            "datetime",
            "YYYY-MM-DD",
            _datetime_ticks,
            lambda ticks, zone: _moment(ticks).replace(tzinfo=zone),
            (datetime,),
        ),
        Scale(
            "time",
            "HH:mm",
            _time_ticks,
            lambda ticks, zone: _moment(ticks).time().replace(tzinfo=zone),
            (time,),
        ),
    )
}
