"""Descriptions of how numbers show, as a page sends them (`showing-numbers.ts`): checked to the last entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements.data.rows._checks import is_count, is_pair, is_text
from revoila.elements.data.rows._notations import Bytes, Compact, Duration, Exponent, Unit
from revoila.elements.data.rows._numerals import Grouped, Printf, read_printf

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements.data.rows._shows import Show

MOST_UNITS = 40
"""Powers of ten that have a unit of their own."""

_MOST_DIGITS = 20


def read_pattern(wire: dict[str, Any]) -> Printf | None:
    """Return a pattern of printf."""
    pattern = wire.get("pattern")
    return read_printf(pattern) if isinstance(pattern, str) and is_text(pattern) else None


def read_grouped(wire: Any) -> Grouped | None:
    """Return a format of a language."""
    if not isinstance(wire, dict):
        return None
    fewest, most, power, start = counts = [wire.get(name) for name in ("fewest", "most", "power", "from")]
    signs = [wire.get(name) for name in ("group", "point")]
    positive, negative = ends = [wire.get(name) for name in ("positive", "negative")]
    sizes: Any = wire.get("sizes")
    if not all(is_count(count, _MOST_DIGITS) for count in counts):
        return None
    if not all(map(is_text, signs)) or not all(map(is_pair, ends)):
        return None
    if not _are_sizes(sizes):
        return None
    return Grouped(
        fewest=fewest,  # type: ignore[arg-type]  # checked above
        most=most,  # type: ignore[arg-type]  # as above
        power=power,  # type: ignore[arg-type]  # as above
        grouped_from=start,  # type: ignore[arg-type]  # as above
        group=str(signs[0]),
        point=str(signs[1]),
        sizes=(sizes[0], sizes[1]),
        positive=tuple(positive),  # type: ignore[arg-type]  # as above
        negative=tuple(negative),  # type: ignore[arg-type]  # as above
        exact=wire.get("exact") is True,
    )


def _are_sizes(wire: Any) -> bool:
    return isinstance(wire, list) and len(wire) == 2 and all(is_count(size, 9) and size for size in wire)  # noqa: PLR2004  # last, others


def read_exponent(wire: dict[str, Any]) -> Exponent | None:
    """Return scientific or engineering notation."""
    point, separator, minus = signs = [wire.get(name) for name in ("point", "separator", "minus")]
    positive, negative = ends = [wire.get(name) for name in ("positive", "negative")]
    step = wire.get("step")
    if step not in (1, 3) or isinstance(step, bool):
        return None
    if not all(map(is_text, signs)) or not all(map(is_pair, ends)):
        return None
    return Exponent(step, str(point), str(separator), str(minus), tuple(positive), tuple(negative))  # type: ignore[arg-type]  # checked above


def read_compact(wire: dict[str, Any]) -> Compact | None:
    """Return numbers with words."""
    units, digits = wire.get("units"), read_grouped(wire.get("digits"))
    if digits is None or not isinstance(units, list) or not 0 < len(units) <= MOST_UNITS:
        return None
    if not all(map(_is_unit, units)):
        return None
    return Compact(tuple(Unit(shift, tuple(above), tuple(below)) for shift, above, below in units), digits)


def _is_unit(wire: Any) -> bool:
    return (
        isinstance(wire, list)
        and len(wire) == 3  # noqa: PLR2004  # shift, positive, negative
        and is_count(wire[0], MOST_UNITS)
        and is_pair(wire[1])
        and is_pair(wire[2])
    )


def _read_composed(wire: dict[str, Any]) -> tuple[Grouped, Grouped] | None:
    whole, fraction = read_grouped(wire.get("whole")), read_grouped(wire.get("fraction"))
    return None if whole is None or fraction is None else (whole, fraction)


def read_bytes(wire: dict[str, Any]) -> Bytes | None:
    """Return amounts of data."""
    parts = _read_composed(wire)
    return None if parts is None else Bytes(*parts)


def read_duration(wire: dict[str, Any]) -> Duration | None:
    """Return seconds as days, hours, minutes and seconds."""
    parts = _read_composed(wire)
    return None if parts is None else Duration(*parts)


NUMBERS: dict[str, Callable[[dict[str, Any]], Show | None]] = {
    "bytes": read_bytes,
    "compact": read_compact,
    "duration": read_duration,
    "exponent": read_exponent,
    "number": read_grouped,
    "printf": read_pattern,
}
"""By what a description calls itself."""
