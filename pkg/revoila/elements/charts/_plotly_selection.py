"""What visitors select in a Plotly chart, checked against the figure that was drawn."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from revoila.elements.charts._plotly import Arrays, column
from revoila.elements.charts._selections import checked_list, checked_object
from revoila.elements.inputs._declaration import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

MODES = ("points", "box", "lasso")

EMPTY: dict[str, list[Any]] = {"points": [], "point_indices": [], "box": [], "lasso": []}

_NUMBERS = ("curve_number", "point_number", "point_index")

_POINT_NAMES = frozenset(
    {
        *_NUMBERS, "point_numbers", "point_indices", "bin_number",
        "x", "y", "z", "r", "theta", "a", "b", "c", "lat", "lon", "location", "label", "value", "text",
        "customdata", "legendgroup", "marker_size", "marker_color", "marker_symbol",
    }
)  # fmt: skip

_AREA_NAMES = frozenset({"xref", "yref", "x", "y"})

_ONE_EACH = frozenset({"scatter", "scattergl", "scatterpolar", "scatterternary", "scattergeo", "scattermap"})
"""Types of traces whose arrays have one item for each point."""

_OWN = ("x", "y", "r", "theta", "lat", "lon", "customdata")
"""What is taken from the figure rather than from the browser, where it is a number there."""


def decode_selection(wire: Any, figure: str, arrays: Arrays) -> dict[str, Any]:
    """Return what was selected.

    Parameters
    ----------
    wire : object
        What a browser sent.
    figure, arrays
        The figure as `pack` returned it.

    Raises
    ------
    EventRefusedError
        It has no such trace, no such point, or the message is none of a chart at all.
    """
    selection = checked_object(wire, EMPTY)
    traces = json.loads(figure)["data"]
    points = [_point(point, traces, arrays) for point in checked_list(selection.get("points", []))]
    return {
        "points": points,
        "point_indices": [point["point_index"] for point in points],
        "box": [_area(area) for area in checked_list(selection.get("box", []))],
        "lasso": [_area(area) for area in checked_list(selection.get("lasso", []))],
    }


def _point(wire: Any, traces: Sequence[dict[str, Any]], arrays: Arrays) -> dict[str, Any]:
    point = checked_object(wire, _POINT_NAMES)
    curve = _index(point.get("curve_number"), "trace")
    if curve >= len(traces):
        refuse(wire, "no such trace")
    place = point.get("point_index")
    if isinstance(place, list):  # a cell: row and column
        for number in place:
            _index(number, "cell")
        return point
    index = _index(place, "point")
    point = {**point, "point_number": index}
    trace = traces[curve]
    if trace.get("type", "scatter") in _ONE_EACH:
        for name in _OWN:
            items = column(trace, name, arrays)
            if items is None:
                continue
            if index >= len(items):
                refuse(wire, "no such point")
            if name not in point or name == "customdata" or isinstance(items[index], int | float):
                point[name] = items[index]
    return point


def _index(wire: Any, what: str) -> int:
    if not isinstance(wire, int) or isinstance(wire, bool) or wire < 0:
        refuse(wire, f"not the number of a {what}")
    return wire


def _area(wire: Any) -> dict[str, Any]:
    area = checked_object(wire, _AREA_NAMES)
    for name in ("x", "y"):
        for value in checked_list(area.get(name, [])):
            if not isinstance(value, int | float | str):
                refuse(wire, "no place in the chart")
    for name in ("xref", "yref"):
        if not isinstance(area.get(name, ""), str):
            refuse(wire, "no axis")
    return area
