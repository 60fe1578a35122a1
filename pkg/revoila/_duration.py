"""How long is ``"1d2h34m"``: durations as people write them, in seconds.

Accepts what Streamlit 1.67 accepts (pandas' words for a ``Timedelta``), but
needs no pandas: a decorator must not import it. Months and years are refused,
because they have no fixed length.
"""

from __future__ import annotations

import math
import re
from datetime import timedelta

from revoila.errors import StreamlitBadTimeStringError

_SECONDS: dict[str, float] = {
    **dict.fromkeys(("w", "W"), 604_800.0),
    **dict.fromkeys(("d", "D", "day", "days"), 86_400.0),
    **dict.fromkeys(("h", "H", "hr", "hour", "hours"), 3_600.0),
    **dict.fromkeys(("m", "min", "minute", "minutes"), 60.0),
    **dict.fromkeys(("s", "S", "sec", "second", "seconds"), 1.0),
    **dict.fromkeys(("ms", "milli", "millis", "millisecond", "milliseconds"), 1e-3),
    **dict.fromkeys(("us", "\N{MICRO SIGN}s", "micro", "micros", "microsecond", "microseconds"), 1e-6),
    **dict.fromkeys(("ns", "nano", "nanos", "nanosecond", "nanoseconds"), 1e-9),
}

_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]*)?"
_PART = re.compile(rf"\s*,?\s*(?P<number>{_NUMBER})\s*(?P<unit>[^\W\d_]+)")
_CLOCK = re.compile(r"\s*,?\s*(?P<hours>\d+):(?P<minutes>\d{1,2}):(?P<seconds>\d{1,2}(?:\.\d+)?)\s*$")
_ISO = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)


def parse_duration(text: str) -> float:
    """Return the length of a duration, in seconds.

    Parameters
    ----------
    text : str
        Such as ``"1d"``, ``"1h23s"``, ``"1.5 days"``, ``"1 day 2:03:04"`` or
        ``"P1DT2H"``. A bare whole number counts nanoseconds, as in pandas.

    Returns
    -------
    float
        Seconds; negative when the text begins with ``-``.

    Raises
    ------
    StreamlitBadTimeStringError
        The text is none of these.

    Examples
    --------
    >>> parse_duration("1d2h34m")
    95640.0
    """
    body = text.strip()
    sign = -1.0 if body.startswith("-") else 1.0
    body = body.removeprefix("-" if sign < 0 else "+").strip()
    if body.isascii() and body.isdigit():
        return sign * int(body) * 1e-9
    length = _iso_seconds(body) if body.startswith("P") else _worded_seconds(body)
    if length is None:
        raise StreamlitBadTimeStringError(text)
    return sign * length


def duration_seconds(value: float | timedelta | str | None) -> float | None:
    """Return a duration given in any of the accepted forms in seconds.

    Parameters
    ----------
    value : float, timedelta, str or None
        Seconds, a length of time, a text, or None for "no limit".

    Returns
    -------
    float or None
        Seconds, or None when there is no limit.

    Raises
    ------
    StreamlitBadTimeStringError
        A text that is no duration.
    TypeError
        Anything else.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return parse_duration(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (int, float)):
        try:
            return float(value)
        except OverflowError:  # larger than any float
            return math.inf if value > 0 else -math.inf
    message = f"A duration is a number of seconds, a timedelta or a text such as '1h30m', not {type(value).__name__}."
    raise TypeError(message)


def _worded_seconds(body: str) -> float | None:
    total, position = 0.0, 0
    while match := _PART.match(body, position):
        unit = _SECONDS.get(
            match["unit"], _SECONDS.get(match["unit"].lower() if len(match["unit"]) > 1 else "")
        )
        if unit is None:
            return None
        total += float(match["number"].replace(",", "")) * unit
        position = match.end()
    if clock := _CLOCK.match(body, position):
        total += int(clock["hours"]) * 3600 + int(clock["minutes"]) * 60 + float(clock["seconds"])
        position = clock.end()
    return total if position == len(body) and position else None


def _iso_seconds(body: str) -> float | None:
    match = _ISO.fullmatch(body)
    if match is None or not any(match.groups()):
        return None
    weeks, days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return weeks * 604_800 + days * 86_400 + hours * 3600 + minutes * 60 + seconds
