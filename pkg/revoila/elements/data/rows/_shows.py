"""How the cells of a column show under its format, so that a search in the kernel sees what a visitor sees.

The page says it: which signs stand where in the visitor's language, the labels of options, the parts of a moment.
What only a browser can write (distances in time, compact numbers) it does not say, and then cells are searched as
they are without a format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from revoila.elements.data.rows._numerals import Grouped, Printf, read_printf

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from revoila.elements.data._values import Values

LONGEST = 1_000
"""Characters of a text in a description."""

MOST_LABELS = 10_000

MOST_PARTS = 64
"""Of a moment."""

_OFFSET = re.compile(r"[+-]\d\d:\d\d")


class Show(Protocol):
    """How cells show."""

    def texts(self, values: Values) -> pa.Array:
        """Return the text of each cell; missing ones are missing."""


class Labels(NamedTuple):
    """Options with labels.

    Parameters
    ----------
    labels : dict of str to str
        What is shown of a value.
    several : bool
        Whether a cell holds several values.
    """

    labels: dict[str, str]
    several: bool

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`."""
        from revoila.elements.data._values import as_text  # imports pyarrow
        from revoila.elements.data._wire import to_wire  # as above
        from revoila.elements.data.rows._texts import exported_texts  # as above

        if not self.several:
            return as_text(exported_texts(values).to_pylist(), self._label)
        return as_text(to_wire(values).array.to_pylist(), self._all)

    def _label(self, text: str) -> str:
        return self.labels.get(text, text)

    def _all(self, cell: Any) -> str:
        if isinstance(cell, list):
            items = ["" if item is None else _plain(item) for item in cell]
        else:
            items = [item.strip() for item in str(cell).split(",")]
        return ", ".join(map(self._label, items))


class Moment(NamedTuple):
    """Moments, dates and times.

    Parameters
    ----------
    parts : tuple
        Names of parts, as tuples, and texts between them.
    zone : str or None
        Whose clock shows; None for that of the column.
    """

    parts: tuple[tuple[str] | str, ...]
    zone: str | None

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`."""
        from revoila.elements.data.rows._moments import moment_texts  # imports pyarrow

        return moment_texts(values, self.parts, self.zone)


def read_show(wire: Any) -> Show | None:
    """Return how a column shows, or None for what is no description of that.

    Parameters
    ----------
    wire : object
        As `showing.ts` makes it.
    """
    if not isinstance(wire, dict) or not isinstance(wire.get("as"), str):
        return None
    read = _READ.get(wire["as"])
    return None if read is None else read(wire)


def _read_labels(wire: dict[str, Any]) -> Labels | None:
    pairs = wire.get("labels")
    if not isinstance(pairs, list) or len(pairs) > MOST_LABELS or not all(map(_is_pair, pairs)):
        return None
    return Labels(dict(pairs), wire.get("several") is True)


def _read_moment(wire: dict[str, Any]) -> Moment | None:
    from revoila.elements.data.rows._moments import PARTS  # imports pyarrow

    parts, zone = wire.get("parts"), wire.get("zone")
    if not isinstance(parts, list) or len(parts) > MOST_PARTS or not _is_zone(zone):
        return None
    found: list[tuple[str] | str] = []
    for part in parts:
        if _is_text(part):
            found.append(part)
        elif isinstance(part, list) and len(part) == 1 and isinstance(part[0], str) and part[0] in PARTS:
            found.append((part[0],))
        else:
            return None
    return Moment(tuple(found), zone) if any(isinstance(part, tuple) for part in found) else None


def _read_pattern(wire: dict[str, Any]) -> Printf | None:
    pattern = wire.get("pattern")
    return read_printf(pattern) if isinstance(pattern, str) and _is_text(pattern) else None


def _read_number(wire: dict[str, Any]) -> Grouped | None:
    """Return how numbers show: every entry is checked, since the page has written it."""
    counts = [wire.get(name) for name in ("fewest", "most", "power", "from")]
    signs = [wire.get(name) for name in ("group", "point")]
    ends = [wire.get(name) for name in ("positive", "negative")]
    sizes = wire.get("sizes")
    if not all(type(count) is int and 0 <= count <= 20 for count in counts):  # noqa: PLR2004  # digits
        return None
    if not all(map(_is_text, signs)) or not all(map(_is_pair, ends)):
        return None
    if not isinstance(sizes, list) or len(sizes) != 2 or not all(map(_is_size, sizes)):  # noqa: PLR2004  # last, others
        return None
    fewest, most, power, grouped_from = counts
    return Grouped(
        fewest=fewest,  # type: ignore[arg-type]  # checked above
        most=most,  # type: ignore[arg-type]  # as above
        power=power,  # type: ignore[arg-type]  # as above
        grouped_from=grouped_from,  # type: ignore[arg-type]  # as above
        group=str(signs[0]),
        point=str(signs[1]),
        sizes=(sizes[0], sizes[1]),
        positive=tuple(ends[0]),  # type: ignore[arg-type]  # as above
        negative=tuple(ends[1]),  # type: ignore[arg-type]  # as above
        exact=wire.get("exact") is True,
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_text, value))  # noqa: PLR2004  # a pair


def _is_size(value: Any) -> bool:
    return type(value) is int and value in range(1, 10)


def _is_zone(value: Any) -> bool:
    if value is None or (_is_text(value) and _OFFSET.fullmatch(value)):
        return True
    if not _is_text(value):
        return False
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):  # ZoneInfoNotFoundError is a KeyError
        return False
    return True


def _plain(item: Any) -> str:
    if isinstance(item, bool):
        return str(item).lower()
    if isinstance(item, float) and item.is_integer():
        return str(int(item))
    return str(item)


_READ: dict[str, Callable[[dict[str, Any]], Show | None]] = {
    "labels": _read_labels,
    "moment": _read_moment,
    "number": _read_number,
    "printf": _read_pattern,
}
