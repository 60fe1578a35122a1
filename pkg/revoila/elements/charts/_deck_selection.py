"""What visitors select on a map, checked against the layers that were drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements.charts._selections import checked_list, checked_object
from revoila.elements.inputs._declaration import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

EMPTY: dict[str, dict[str, Any]] = {"indices": {}, "objects": {}}

_AGGREGATING = frozenset(
    {"HexagonLayer", "GridLayer", "ScreenGridLayer", "CPUGridLayer", "GPUGridLayer", "ContourLayer"}
)
"""Layers whose objects are not those of the data."""


class Pickable(NamedTuple):
    """A layer of which objects can be selected.

    Parameters
    ----------
    items : sequence or None
        Its objects; None where they come about in the browser only.
    """

    items: Sequence[Any] | None


class BinaryRows(Sequence[Any]):
    """Arrays as rows, which are made when they are asked for.

    Parameters
    ----------
    columns : mapping of str to numpy.ndarray
        Of the same length.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return min(map(len, self._columns.values()))

    def __getitem__(self, index: Any) -> Any:
        return {name: column[index].tolist() for name, column in self._columns.items()}


def pickables(deck: Any) -> dict[str, Pickable]:
    """Return the layers of a Deck of which objects can be selected, by their ids."""
    layers = getattr(deck, "layers", None) or []
    found = {}
    for layer in layers if isinstance(layers, list) else [layers]:
        if getattr(layer, "pickable", False):
            found[str(layer.id)] = Pickable(_items(layer))
    return found


def _items(layer: Any) -> Sequence[Any] | None:
    data = layer.data
    if layer.type in _AGGREGATING:
        return None
    binary = getattr(layer, "_binary_data", None)
    if binary:
        return BinaryRows({str(one["column_name"]): one["np_data"] for one in binary})
    if isinstance(data, dict) and isinstance(data.get("features"), list):
        return list(data["features"])
    return data if isinstance(data, list) else None


def decode_selection(wire: Any, layers: dict[str, Pickable], *, multiple: bool) -> dict[str, Any]:
    """Return what was selected.

    Parameters
    ----------
    wire : object
        What a browser sent: ``indices`` and, of layers that aggregate, ``objects``.
    layers : dict
        What `pickables` returned.
    multiple : bool
        Whether more than one object may be selected.

    Raises
    ------
    EventRefusedError
        There is no such layer or object, or there are too many.
    """
    selection = checked_object(wire, EMPTY)
    told = checked_object(selection.get("objects", {}), layers)
    indices: dict[str, list[int]] = {}
    objects: dict[str, list[Any]] = {}
    for name, wanted in checked_object(selection.get("indices", {}), layers).items():
        numbers = checked_list(wanted)
        if not numbers:
            continue
        shown = checked_list(told.get(name, []))
        items = layers[name].items
        indices[name] = [_index(number, items) for number in numbers]
        if items is not None:
            objects[name] = [items[number] for number in numbers]
        elif len(shown) == len(numbers):
            objects[name] = [checked_object(item) for item in shown]
        else:
            refuse(wire, "not as many objects as numbers")
    if not multiple and sum(map(len, indices.values())) > 1:
        refuse(wire, "more than one object")
    return {"indices": indices, "objects": objects}


def _index(wire: Any, items: Sequence[Any] | None) -> int:
    if not isinstance(wire, int) or isinstance(wire, bool) or wire < 0:
        refuse(wire, "not the number of an object")
    if items is not None and wire >= len(items):
        refuse(wire, "no such object")
    return wire
