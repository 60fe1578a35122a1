"""What is a date, a time or a moment? Reads what authors give, and numbers that a browser sends.

On the wire all are milliseconds since 1970 of the naive clock on the wall, as those of a slider: the page shows the
author's clock and not the visitor's. Times of day lie on one certain day.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from revoila.elements._params import check_choice
from revoila.elements._url import TIME_DAY
from revoila.elements.inputs._declaration import refuse
from revoila.errors import (
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
    StreamlitValueOutOfRangeError,
)

SECOND = 1000
MINUTE = 60_000
DAY = 86_400_000
"""Units of the wire."""

LAST_MINUTE = time(23, 59)
"""With which a day ends for fields that have no seconds."""

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the clock on the wall
_TICK = timedelta(microseconds=1)
_YEARS = 10
"""How far the bounds are from the value unless the author says otherwise."""

_ORDERS = ("YYYY{0}MM{0}DD", "DD{0}MM{0}YYYY", "MM{0}DD{0}YYYY")
_FORMATS = tuple(order.format(separator) for separator in "/.-" for order in _ORDERS)
_LONGEST_STEP = 23 * 3600


def now() -> datetime:
    """Return the present, as the clock on the wall of the kernel shows it."""
    return datetime.now()  # noqa: DTZ005 - the clock on the wall


def check_date_format(format: Any) -> str:
    """Return a valid order and separator of year, month and day.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Not a text.
    StreamlitValueError
        Another text.
    """
    if not isinstance(format, str):
        raise StreamlitInvalidParameterTypeError("format", type(format), ["str"])
    return str(check_choice("format", format, _FORMATS))


def check_step(step: Any, shortest: int) -> int:
    """Return the distance between the times that are offered, in seconds.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Neither a whole number nor a timedelta.
    StreamlitValueOutOfRangeError
        Shorter than `shortest`, or longer than 23 hours.
    """
    if isinstance(step, timedelta):
        seconds = int(step.total_seconds())
    elif isinstance(step, int) and not isinstance(step, bool):
        seconds = step
    else:
        raise StreamlitInvalidParameterTypeError("step", type(step), ["int", "timedelta"])
    if not shortest <= seconds <= _LONGEST_STEP:
        least = "1 second" if shortest == 1 else f"{shortest} seconds"
        raise StreamlitValueOutOfRangeError("step", f"{seconds} seconds", least, "23 hours")
    return seconds


def follows_clock(given: Any) -> bool:
    """Whether an author gives the present, which is another value whenever the script runs."""
    return isinstance(given, str) and given in ("now", "today")


def read_date(parameter: str, given: Any) -> date:
    """Return the date that an author gives: a date, a datetime, an ISO text or ``"today"``.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        None of these.
    """
    if isinstance(given, date) and _is_real(given):
        return date(given.year, given.month, given.day)
    if isinstance(given, str):
        if given == "today":
            return now().date()
        with suppress(ValueError):
            return datetime.fromisoformat(given).date()
    raise StreamlitInvalidParameterTypeError(
        parameter, type(given), ["date", "datetime", "an ISO text", "'today'"]
    )


def read_time(given: Any) -> time:
    """Return the time of day that an author gives, without its time zone: a time, a datetime, an ISO text or ``"now"``.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        None of these.
    """
    if isinstance(given, time):
        return given.replace(tzinfo=None)
    if isinstance(given, datetime) and _is_real(given):
        return given.time()
    if isinstance(given, str):
        if given == "now":
            return now().time().replace(microsecond=0)
        with suppress(ValueError):
            return time.fromisoformat(given).replace(tzinfo=None)
        with suppress(ValueError):
            return datetime.fromisoformat(given).time()
    raise StreamlitInvalidParameterTypeError(
        "value", type(given), ["time", "datetime", "an ISO text", "'now'", "None"]
    )


def read_moment(parameter: str, given: Any, *, on: date | None = None, ends: bool = False) -> datetime:
    """Return the minute that an author gives: a datetime, a date, a time, an ISO text or ``"now"``.

    Parameters
    ----------
    parameter : str
        Its name.
    given : object
        Its value.
    on : date, optional
        The day of a time, by default the present one.
    ends : bool, default False
        Whether a date is its last minute, else its first.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        None of these.
    """
    if isinstance(given, str):
        if given == "now":
            return whole_minute(now())
        with suppress(ValueError):
            return whole_minute(datetime.fromisoformat(given))
        with suppress(ValueError):
            given = time.fromisoformat(given)
    if isinstance(given, time):
        day = now().date() if on is None else on
        return whole_minute(datetime.combine(day, given))
    if isinstance(given, date) and _is_real(given):
        if isinstance(given, datetime):
            return whole_minute(given)
        return datetime.combine(read_date(parameter, given), LAST_MINUTE if ends else time.min)
    raise StreamlitInvalidParameterTypeError(
        parameter, type(given), ["datetime", "date", "time", "an ISO text", "'now'", "None"]
    )


def _is_real(given: date) -> bool:
    # The missing value of pandas is a datetime, too.
    return bool(given == given)  # noqa: PLR0124


def whole_minute(moment: datetime) -> datetime:
    """Return a moment without time zone and seconds, as a plain datetime."""
    return datetime(moment.year, moment.month, moment.day, moment.hour, moment.minute)  # noqa: DTZ001


def years_before(day: date) -> date:
    """Return the earliest date around `day` unless the author says otherwise."""
    return date.min if day.year - _YEARS < date.min.year else _same_day(day, day.year - _YEARS)


def years_after(day: date) -> date:
    """Return the latest date around `day` unless the author says otherwise."""
    return date.max if day.year + _YEARS > date.max.year else _same_day(day, day.year + _YEARS)


def _same_day(day: date, year: int) -> date:
    # Always that of a year which may have no 29th of February.
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004


def check_bounds(low: Any, high: Any, first: Any, last: Any) -> None:
    """Check what an author gives together; `first` and `last` are None for an empty value.

    Raises
    ------
    StreamlitInvalidMinMaxError
        The bounds are in the wrong order.
    StreamlitValueBelowMinError
        `first` is below them.
    StreamlitValueAboveMaxError
        `last` is above them.
    """
    if low > high:
        raise StreamlitInvalidMinMaxError(low, high)
    if first is not None and first < low:
        raise StreamlitValueBelowMinError(first, low)
    if last is not None and last > high:
        raise StreamlitValueAboveMaxError(last, high)


def date_wire(day: date) -> int:
    """Return a date as it travels."""
    return (day - _EPOCH.date()).days * DAY


def time_wire(clock: time) -> int | float:
    """Return a time of day as it travels."""
    return moment_wire(datetime.combine(TIME_DAY, clock))


def moment_wire(moment: datetime) -> int | float:
    """Return a moment as it travels."""
    ticks = (moment.replace(tzinfo=None) - _EPOCH) // _TICK
    return ticks // SECOND if ticks % SECOND == 0 else ticks / SECOND


def read_wire(wire: Any, unit: int) -> datetime:
    """Return the moment that a browser sent, in whole units."""
    # JSON of JavaScript has no ints, but it writes whole numbers without a point.
    if isinstance(wire, bool) or not isinstance(wire, int):
        refuse(wire, "not a whole number")
    if wire % unit:
        refuse(wire, "not in whole units")
    try:
        return _EPOCH + timedelta(milliseconds=wire)
    except OverflowError:
        refuse(wire, "not in the calendar")
