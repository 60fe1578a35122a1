"""Descriptions of how moments show, as a page sends them (`showing-moments.ts`): checked to the last entry."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from revoila.elements.data.rows._checks import are_texts, is_text, is_zone
from revoila.elements.data.rows._moments import FIELDS, PARTS, Calendar, Distance, Moment, Part, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements.data.rows._shows import Show

MOST_PARTS = 64
"""Of a moment."""

MOST_UNITS = 10
MOST_COUNTS = 1_000
"""Units of time in which distances are counted, and how far in each."""

_MOST_DAYS = 10_000_000
_CASES = ("today", "tomorrow", "yesterday", "before", "after", "far")


def read_moment(wire: dict[str, Any]) -> Moment | None:
    """Return parts in a row."""
    parts, zone = _read_parts(wire.get("parts")), wire.get("zone")
    return Moment(parts, zone) if parts and is_zone(zone) else None


def read_calendar(wire: dict[str, Any]) -> Calendar | None:
    """Return days with names around the present."""
    day, zone = wire.get("day"), wire.get("zone")
    cases = {case: parts for case in _CASES if (parts := _read_parts(wire.get(case)))}
    if len(cases) < len(_CASES) or type(day) is not int or abs(day) > _MOST_DAYS or not is_zone(zone):
        return None
    return Calendar(day=day, zone=zone, **cases)


def read_distance(wire: dict[str, Any]) -> Distance | None:
    """Return how far away moments are."""
    now, units, zone = wire.get("now"), wire.get("units"), wire.get("zone")
    if not _is_finite(now) or not is_zone(zone):
        return None
    if not isinstance(units, list) or not 0 < len(units) <= MOST_UNITS or not all(map(_is_unit, units)):
        return None
    spans = (Span(length, start, tuple(past), tuple(future)) for length, start, past, future in units)
    return Distance(float(now), tuple(spans), zone)  # type: ignore[arg-type]  # checked above


def _read_parts(wire: Any) -> tuple[Part, ...] | None:
    """Return parts, at least one of which is no text."""
    if not isinstance(wire, list) or len(wire) > MOST_PARTS:
        return None
    parts = [_read_part(part) for part in wire]
    found = tuple(part for part in parts if part is not None)
    return found if len(found) == len(parts) and not all(map(is_text, found)) else None


def _read_part(wire: Any) -> Part | None:
    if isinstance(wire, str):
        return wire if is_text(wire) else None
    if not isinstance(wire, list) or not wire or not isinstance(wire[0], str):
        return None
    name, *texts = wire
    if not texts:
        return (name,) if name in PARTS else None
    known = name in FIELDS and len(texts) == 1 and are_texts(texts[0], FIELDS[name].size)
    return (name, tuple(texts[0])) if known else None


def _is_unit(wire: Any) -> bool:
    if not isinstance(wire, list) or len(wire) != 4:  # noqa: PLR2004  # length, start, past, future
        return False
    length, start, *texts = wire
    if not _is_finite(length) or not _is_finite(start) or length <= 0 or start < 0:
        return False
    return all(
        isinstance(one, list) and 0 < len(one) <= MOST_COUNTS and all(map(is_text, one)) for one in texts
    )


def _is_finite(value: Any) -> bool:
    if type(value) is int:
        return abs(value) < 2**63
    return type(value) is float and math.isfinite(value)


MOMENTS: dict[str, Callable[[dict[str, Any]], Show | None]] = {
    "calendar": read_calendar,
    "distance": read_distance,
    "moment": read_moment,
}
"""By what a description calls itself."""
