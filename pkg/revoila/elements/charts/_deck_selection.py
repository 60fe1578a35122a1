"""What visitors select on a map, checked against the layers that were drawn."""

from __future__ import annotations

from typing import Any, NamedTuple

from revoila.elements.charts._selections import checked_list, checked_object
from revoila.elements.inputs._declaration import refuse

EMPTY: dict[str, dict[str, Any]] = {"indices": {}, "objects": {}}

_AGGREGATING = frozenset(
    {"HexagonLayer", "GridLayer", "ScreenGridLayer", "CPUGridLayer", "GPUGridLayer", "ContourLayer"}
)
"""Layers whose objects are not those of the data."""


class Pickable(NamedTuple):
    """A layer of which objects can be selected.

    Parameters
    ----------
    items : list or None
        Its objects; None where they come about in the browser only.
    """

    items: list[Any] | None


def pickables(deck: Any) -> dict[str, Pickable]:
    """Return the layers of a Deck of which objects can be selected, by their ids."""
    layers = getattr(deck, "layers", None) or []
    found = {}
    for layer in layers if isinstance(layers, list) else [layers]:
        if getattr(layer, "pickable", False):
            found[str(layer.id)] = Pickable(_items(layer))
    return found


def _items(layer: Any) -> list[Any] | None:
    data = layer.data
    if layer.type in _AGGREGATING:
        return None
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


def _index(wire: Any, items: list[Any] | None) -> int:
    if not isinstance(wire, int) or isinstance(wire, bool) or wire < 0:
        refuse(wire, "not the number of an object")
    if items is not None and wire >= len(items):
        refuse(wire, "no such object")
    return wire
