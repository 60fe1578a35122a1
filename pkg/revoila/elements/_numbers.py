"""Ints of Python that are larger than any float: what they count as."""

from __future__ import annotations

import math
from typing import Any


def as_float(number: Any) -> float:
    """Return a number as a float; an int that is larger than any float counts as infinite.

    Raises
    ------
    TypeError
        It is no number.
    ValueError
        It is a text that is none.
    """
    try:
        return float(number)
    except OverflowError:
        return math.copysign(math.inf, number > 0 or -1)
