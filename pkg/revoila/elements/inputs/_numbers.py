"""Which numbers can a browser hold? Checks bounds of parameters and numbers in events."""

from __future__ import annotations

import math
from typing import Any

from revoila.elements.inputs._declaration import refuse
from revoila.errors import StreamlitJSNumberBoundsError

MAX_SAFE_INT = 2**53 - 1
"""Largest whole number that a JavaScript number holds exactly."""


def check_js_number(parameter: str, number: float) -> None:
    """Refuse a parameter that a browser cannot hold.

    Raises
    ------
    StreamlitJSNumberBoundsError
        An int beyond 2**53 - 1, or a float that is not finite.
    """
    if isinstance(number, int):
        if abs(number) > MAX_SAFE_INT:
            raise StreamlitJSNumberBoundsError(
                f"`{parameter}` ({number}) must be between -(2**53 - 1) and 2**53 - 1."
            )
    elif not math.isfinite(number):
        raise StreamlitJSNumberBoundsError(f"`{parameter}` ({number}) must be a finite number.")


def read_number(wire: Any, *, whole: bool) -> int | float:
    """Return a number that a browser sent: an int when it must be `whole`, else a float."""
    # JSON has one type for numbers, so 3 may mean 3.0 and the other way round.
    if isinstance(wire, bool) or not isinstance(wire, int | float):
        refuse(wire, "not a number")
    try:
        number = float(wire)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        refuse(wire, "not a finite number")
    if not whole:
        return number
    if not number.is_integer() or abs(int(wire)) > MAX_SAFE_INT:
        refuse(wire, "not a whole number that a browser can hold")
    return int(wire)
