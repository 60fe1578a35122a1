"""How the cells of a column show under its format, so that a search in the kernel sees what a visitor sees.

The page says it: which signs stand where in the visitor's language, the labels of options, how months read. Where
that does not say it all, it says nothing, and then cells are searched as they are without a format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from revoila.elements.data._values import as_text
from revoila.elements.data._wire import to_wire
from revoila.elements.data.rows._checks import is_pair
from revoila.elements.data.rows._read_moments import MOMENTS
from revoila.elements.data.rows._read_numbers import NUMBERS
from revoila.elements.data.rows._texts import exported_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from revoila.elements.data._values import Values

MOST_LABELS = 10_000


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
    if not isinstance(pairs, list) or len(pairs) > MOST_LABELS or not all(map(is_pair, pairs)):
        return None
    return Labels(dict(pairs), wire.get("several") is True)


def _plain(item: Any) -> str:
    if isinstance(item, bool):
        return str(item).lower()
    if isinstance(item, float) and item.is_integer():
        return str(int(item))
    return str(item)


_READ: dict[str, Callable[[dict[str, Any]], Show | None]] = {**MOMENTS, **NUMBERS, "labels": _read_labels}
