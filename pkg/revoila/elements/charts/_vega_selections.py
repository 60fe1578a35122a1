"""What visitors select in a Vega-Lite chart, by the names of its selections.

A point selection is a list of dicts, one per point; an interval selection is a dict from field to the
ends of its interval, or to the categories in it. What is not selected is an empty dict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements.charts._selections import checked_list, checked_object
from revoila.elements.charts._spec import kind_of, selections
from revoila.elements.inputs._declaration import refuse
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MOST_POINTS = 10_000
"""How many points a visitor can select."""

_ENDS = 2


def reported(spec: Mapping[str, Any], selection_mode: str | Iterable[str] | None) -> dict[str, str]:
    """Return the names of the selections to report, in order, with their kind.

    Parameters
    ----------
    spec : mapping
        The specification.
    selection_mode : str, iterable of str or None
        Names; None for all.

    Raises
    ------
    StreamlitAPIException
        The chart has no selections, or none of a name.
    """
    found = selections(spec)
    if not found:
        raise StreamlitAPIException(
            "Selections are on, but the chart has none. In Altair add one with "
            "`chart.add_params(alt.selection_point())`; in a Vega-Lite spec give a parameter a `select`."
        )
    asked = [selection_mode] if isinstance(selection_mode, str) else selection_mode
    names = sorted(found if asked is None else set(asked))
    for name in names:
        if name not in found:
            raise StreamlitAPIException(
                f"The chart has no selection {name!r}. It has: {', '.join(sorted(found))}."
            )
    return {name: kind_of(found[name]) for name in names}


def decoder(kinds: Mapping[str, str]) -> Callable[[Any], dict[str, Any]]:
    """Return the check of what a browser says is selected, for selections of these kinds by name."""

    def decode(wire: Any) -> dict[str, Any]:
        given = checked_object(wire, kinds)
        return {name: _selected(given.get(name) or {}, kind) for name, kind in kinds.items()}

    return decode


def _selected(wire: Any, kind: str) -> Any:
    if not isinstance(wire, (dict, list)):
        refuse(wire, "no selection")
    if not wire:
        return {}
    if isinstance(wire, list):
        if kind == "interval":
            refuse(wire, "points of an interval selection")
        for point in checked_list(wire, MOST_POINTS):
            _check_point(point)
        return wire
    if kind == "point":
        refuse(wire, "an interval of a point selection")
    return {field: _interval(values) for field, values in wire.items()}


def _check_point(point: Any) -> None:
    if not isinstance(point, dict) or not point:
        refuse(point, "not a point")
    for value in point.values():
        # Of a field in bins, both ends of the bin.
        for part in value if isinstance(value, list) and len(value) == _ENDS else [value]:
            if isinstance(part, (dict, list)):
                refuse(part, "no value of a point")


def _interval(values: Any) -> list[Any]:
    for value in checked_list(values):
        if isinstance(value, (dict, list)):
            refuse(value, "no end of an interval")
    numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
    return sorted(values) if numbers and len(values) == _ENDS else values
