"""The Vega-Lite specification of a simple chart, written directly: importing Altair costs half a second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from revoila.elements.charts._data import DATASET

if TYPE_CHECKING:
    from revoila.elements.charts._data import ChartData, Field

POINT_AREA = 100.0
"""Size of the points of a scatter chart, in square CSS pixels."""

HOVER_AREA = 65
"""Size of the point that marks the nearest value of a line, in square CSS pixels."""

SEE_THROUGH = 0.7
"""Opacity of areas and bars that cover each other."""

NEAR = "near"
"""Name of the layer, and of the data, of the points of lines that are next to the pointer."""

NOTHING = "no data"
"""Field of an axis without data; no dataset has it."""

AUTOSIZE = {"type": "fit", "contains": "padding"}
"""The size of a chart includes its axes and legend."""

LEGEND_SYMBOL, LEGEND_LETTER = 34, 7
"""Width of an entry of a legend without its name, and of a letter, roughly, in CSS pixels."""

LEGEND_SIZE = 72
"""Width of an entry of a legend of sizes, roughly, in CSS pixels."""

READY: dict[str, Any] = {"parse": None}
"""Numbers and moments come as such, so Vega need not make them out of texts, one by one."""

LEGEND = {"titlePadding": 5, "offset": 5, "orient": "bottom"}

PAN = {"name": "pan", "select": {"type": "interval", "encodings": ["x", "y"]}, "bind": "scales"}
"""Drag to move, turn the wheel to zoom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a simple chart draws its data.

    Parameters
    ----------
    mark : str
        ``"line"``, ``"area"``, ``"bar"`` or ``"circle"``.
    x_label, y_label : str or None
        The author's titles of the axes; None for those of the data.
    horizontal : bool, default False
        Whether bars lie.
    sort : bool or str, default True
        Order of bars.
    stack : bool or str or None, default None
        How series share a place.
    """

    mark: str
    x_label: str | None
    y_label: str | None
    horizontal: bool = False
    sort: bool | str = True
    stack: bool | str | None = None


def build_spec(data: ChartData, look: Look) -> dict[str, Any]:
    """Return the specification of a chart, without its data."""
    encoding = _encoding(data, look)
    spec: dict[str, Any] = {"data": {"name": DATASET, "format": READY}, "autosize": AUTOSIZE}
    if look.mark == "line" and data.x is not None and data.y is not None:
        return {**spec, "encoding": encoding, "layer": _line_layers(data)}
    spec = {**spec, "mark": {"type": look.mark}, "encoding": encoding}
    # The scale of bars has no in-between, so it cannot be moved.
    return spec if look.mark == "bar" else {**spec, "params": [PAN]}


def lines_of(data: ChartData, look: Look) -> dict[str, str] | None:
    """Return the names of the columns of a chart of lines, from which the page chooses the points to draw."""
    if look.mark != "line" or data.x is None or data.y is None:
        return None
    found = {"x": data.x.name, "y": data.y.name}
    if data.color is not None:
        found["series"] = data.color.name
    return found


def _line_layers(data: ChartData) -> list[dict[str, Any]]:
    """Return the lines, and the points next to the pointer, which the page puts there."""
    return [
        {"mark": {"type": "line"}, "params": [PAN]},
        {
            "name": NEAR,
            "data": {"name": NEAR, "format": READY},
            "mark": {"type": "point", "filled": True, "size": HOVER_AREA},
            "encoding": {"tooltip": _tips(data)},
        },
    ]


def _encoding(data: ChartData, look: Look) -> dict[str, Any]:
    across, along = _across(data, look), _along(data, look)
    encoding: dict[str, Any] = {"x": along, "y": across} if look.horizontal else {"x": across, "y": along}
    color = _color(data)
    if color is not None:
        encoding["color"] = color
    if look.mark == "circle":
        encoding["size"] = _size(data)
    covering = look.stack == "layered" if look.mark == "bar" else look.mark == "area"
    if covering and data.color is not None:
        encoding["opacity"] = {"value": SEE_THROUGH}
    if look.mark == "bar" and look.stack is False and data.color is not None:
        encoding["yOffset" if look.horizontal else "xOffset"] = {"field": data.color.name}
    if data.x is not None and data.y is not None and look.mark != "line":
        encoding["tooltip"] = _tips(data)
    return encoding


def _across(data: ChartData, look: Look) -> dict[str, Any]:
    """Return the channel of the independent variable."""
    field = data.x
    channel = _axis(field, data.x_title if look.x_label is None else look.x_label, grid=False)
    if field is None or look.mark != "bar":
        return channel
    if field.measure != "temporal":
        channel["type"] = "ordinal"
    if look.sort is False:
        channel["sort"] = None
    elif data.sort is not None:
        descending = isinstance(look.sort, str) and look.sort != data.sort.title
        channel["sort"] = {"field": data.sort.name, "order": "descending" if descending else "ascending"}
    elif field.order is not None:
        channel["sort"] = field.order
    return channel


def _along(data: ChartData, look: Look) -> dict[str, Any]:
    """Return the channel of the values."""
    channel = _axis(data.y, data.y_title if look.y_label is None else look.y_label, grid=True)
    if look.mark == "area":
        channel["stack"] = look.stack if look.stack in (True, "normalize", "center") else False
    elif look.mark == "bar" and look.stack is not None:
        channel["stack"] = False if look.stack == "layered" else look.stack
    return channel


def _axis(field: Field | None, title: str | None, *, grid: bool) -> dict[str, Any]:
    if field is None:
        # An axis without data is drawn all the same, but only for a field.
        return {"field": NOTHING, "type": "quantitative", "title": title or None, "axis": {"grid": grid}}
    axis: dict[str, Any] = {"grid": grid}
    if field.whole:
        axis["tickMinStep"] = 1
    return {"field": field.name, "type": field.measure, "title": title or None, "axis": axis}


def _color(data: ChartData) -> dict[str, Any] | None:
    field = data.color
    if field is None:
        return {"value": data.colors[0]} if data.colors else None
    channel: dict[str, Any] = {"field": field.name, "type": field.measure}
    if data.literal:
        return {**channel, "scale": None, "legend": None}
    channel["legend"] = {**LEGEND, **_fitting(data.series)}
    # The names of several series need no heading.
    channel["title"] = None if data.series else field.title
    if data.colors:
        channel["scale"] = {"domain": data.series, "range": data.colors}
    if field.order is not None:
        channel["sort"] = field.order
    return channel


def _fitting(names: list[str]) -> dict[str, Any]:
    """Return in how many columns a legend below a chart has room for these names."""
    if not names:
        return {}
    width = LEGEND_SYMBOL + LEGEND_LETTER * max(map(len, names))
    return {"columns": {"expr": f"max(1, floor(width / {width}))"}}


def _size(data: ChartData) -> dict[str, Any]:
    if data.size is None:
        return {"value": POINT_AREA if data.area is None else data.area}
    field = data.size
    # Beside that of the colours.
    room = "width" if data.color is None else f"(width - {LEGEND_SIZE})"
    legend = {**LEGEND, "columns": {"expr": f"max(1, floor({room} / {LEGEND_SIZE}))"}}
    return {"field": field.name, "type": field.measure, "title": field.title, "legend": legend}


def _tips(data: ChartData) -> list[dict[str, Any]]:
    return [_tip(field) for field in (data.x, data.y, data.color, data.size) if field is not None]


def _tip(field: Field) -> dict[str, Any]:
    return {"field": field.name, "type": field.measure, "title": field.title}
