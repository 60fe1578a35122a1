"""How long does an input wait before it sends what is still being changed? Pauses in typing, handles at rest."""

from __future__ import annotations

import math
from typing import Any

from revoila._duration import duration_seconds, parse_duration
from revoila.errors import StreamlitInvalidParameterTypeError, StreamlitValueOutOfRangeError

_USUAL = 250
"""Pause in typing after which ``live=True`` sends, in milliseconds."""

_LONGEST = 60.0
"""Longest pause, in seconds."""


def check_live(live: Any) -> int | None:
    """Return the pause in typing after which a text is sent, in milliseconds; None waits for its end.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Neither a bool nor a text.
    StreamlitBadTimeStringError
        The text is no duration.
    StreamlitValueOutOfRangeError
        Longer than a minute.
    """
    if live is True or live is False:
        return _USUAL if live else None
    if not isinstance(live, str):
        raise StreamlitInvalidParameterTypeError(
            "live", type(live), ["bool", "str"], detail="Give a duration with its unit, such as `'500ms'`."
        )
    return _milliseconds("live", live, parse_duration(live))


def check_debounce(debounce: Any) -> int | None:
    """Return how long a handle rests before its value is sent, in milliseconds; None does not wait.

    Raises
    ------
    StreamlitBadTimeStringError
        A text that is no duration.
    StreamlitValueOutOfRangeError
        Longer than a minute.
    """
    seconds = duration_seconds(debounce)
    return None if seconds is None else _milliseconds("debounce", debounce, seconds)


def _milliseconds(parameter: str, given: Any, seconds: float) -> int:
    if not 0 <= seconds <= _LONGEST:
        raise StreamlitValueOutOfRangeError(parameter, given, "0ms", "1m")
    return math.ceil(round(seconds * 1000, 6))
