"""From where to where a recording plays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila._duration import duration_seconds
from revoila.errors import StreamlitAPIException, StreamlitBadTimeStringError

if TYPE_CHECKING:
    from datetime import timedelta


def check_times(
    start: float | timedelta | str | None, end: float | timedelta | str | None, *, in_order: bool
) -> dict[str, int]:
    """Return the whole seconds at which a recording begins and ends, as far as it is not played in full.

    Parameters
    ----------
    start, end : int, float, timedelta, str or None
        As the author gives them.
    in_order : bool
        Whether an end that is not after the start is a mistake; else nothing is played.

    Raises
    ------
    StreamlitAPIException
        A time cannot be understood, or the end is not after the start.
    """
    begins, ends = _seconds("start_time", start), _seconds("end_time", end)
    if in_order and ends is not None and ends <= (begins or 0):
        raise StreamlitAPIException(
            f"`end_time` must be after `start_time`, and {ends} s is not after {begins or 0} s."
        )
    times = {"start_time": begins or None, "end_time": ends or None}
    return {name: second for name, second in times.items() if second is not None}


def _seconds(parameter: str, value: Any) -> int | None:
    try:
        seconds = duration_seconds(value)
        return None if seconds is None else int(seconds)
    except (StreamlitBadTimeStringError, TypeError, ValueError, OverflowError) as error:
        raise StreamlitAPIException(
            f"`{parameter}` is a number of seconds, a timedelta, or a text such as `'10s'`, `'1m14s'` or "
            f"`'2 minutes'`, not {value!r}."
        ) from error
