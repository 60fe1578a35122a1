"""What visitors select in an ECharts chart, checked against the option that was drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revoila.elements.charts._selections import checked_list, checked_object
from revoila.elements.inputs._declaration import refuse

EMPTY: dict[str, list[Any]] = {"selected": [], "areas": []}

_DATA_TYPES = ("main", "node", "edge")
_BRUSHES = ("rect", "lineX", "lineY", "polygon")


def decode_selection(wire: Any, series: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what was selected.

    Parameters
    ----------
    wire : object
        What a browser sent.
    series : list of mapping
        The series of the option.

    Raises
    ------
    EventRefusedError
        There is no such series, or the message is none of a chart at all.
    """
    selection = checked_object(wire, EMPTY)
    return {
        "selected": [_chosen(item, series) for item in checked_list(selection.get("selected", []))],
        "areas": [_area(item) for item in checked_list(selection.get("areas", []))],
    }


def _chosen(wire: Any, series: list[Mapping[str, Any]]) -> dict[str, Any]:
    item = checked_object(wire, ("series_index", "data_type", "data_indices"))
    index = _number(item.get("series_index"))
    if index >= len(series):
        refuse(wire, "no such series")
    kind = item.get("data_type", "main")
    if kind not in _DATA_TYPES:
        refuse(wire, "no kind of data")
    indices = [_number(number) for number in checked_list(item.get("data_indices"))]
    data = series[index].get("data")
    if (
        kind == "main"
        and isinstance(data, (list, tuple))
        and indices
        and max(indices) >= len(data)
        and not _nested(data)
    ):
        refuse(wire, "no such item")
    return {
        "series_index": index,
        "series_id": series[index].get("id"),
        "series_name": series[index].get("name"),
        "data_type": kind,
        "data_indices": indices,
    }


def _nested(data: list[Any] | tuple[Any, ...]) -> bool:
    """Whether items have items of their own, which are counted through."""
    return any(isinstance(item, Mapping) and "children" in item for item in data)


def _area(wire: Any) -> dict[str, Any]:
    area = checked_object(wire, ("brush_index", "brush_type", "coord_range"))
    kind = area.get("brush_type")
    if kind not in _BRUSHES:
        refuse(wire, "no kind of area")
    return {
        "brush_index": _number(area.get("brush_index")),
        "brush_type": kind,
        "coord_range": checked_list(area.get("coord_range")),
    }


def _number(wire: Any) -> int:
    if not isinstance(wire, int) or isinstance(wire, bool) or wire < 0:
        refuse(wire, "not a number of what is drawn")
    return wire
