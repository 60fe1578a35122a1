"""What a page may say about how cells show: checks of the entries of its descriptions."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

LONGEST = 1_000
"""Characters of a text in a description."""

_OFFSET = re.compile(r"[+-]\d\d:\d\d")


def is_text(value: Any) -> bool:
    """Whether it is a text, and no longer than any need be."""
    return isinstance(value, str) and len(value) <= LONGEST


def is_pair(value: Any) -> bool:
    """Whether it is two texts."""
    return are_texts(value, 2)


def are_texts(value: Any, count: int) -> bool:
    """Whether it is a list of so many texts."""
    return isinstance(value, list) and len(value) == count and all(map(is_text, value))


def is_count(value: Any, most: int) -> bool:
    """Whether it is an int from 0 to `most`."""
    return type(value) is int and 0 <= value <= most


def is_zone(value: Any) -> bool:
    """Whether it names a time zone, or is nothing."""
    if value is None or (is_text(value) and _OFFSET.fullmatch(value)):
        return True
    if not is_text(value):
        return False
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):  # ZoneInfoNotFoundError is a KeyError
        return False
    return True
