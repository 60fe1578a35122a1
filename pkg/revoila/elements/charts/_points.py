"""The points of ``st.map``: which columns say where they are, how large, and of which colour."""

from __future__ import annotations

import logging
from array import array
from math import isfinite
from numbers import Real
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements._color import PALETTE, css_color, is_color, is_css_color
from revoila.elements._numbers import as_float
from revoila.elements.data._wire import to_chart
from revoila.errors import StreamlitAPIException, StreamlitInvalidColorError

if TYPE_CHECKING:
    from revoila.elements.data._frame import Column, Frame

NAMES = {
    "latitude": ("lat", "latitude", "LAT", "LATITUDE"),
    "longitude": ("lon", "longitude", "LON", "LONGITUDE"),
}
"""What columns of places are called."""

SIZE = 100
"""Radius of a point, in metres."""

_log = logging.getLogger(__name__)

_SMALL = 2**16
"""How many colours a number of two bytes can tell apart."""


def point_layer(
    frame: Frame, *, latitude: Any, longitude: Any, size: Any, color: Any
) -> tuple[dict[str, Any], dict[str, bytes], list[float]]:
    """Return a layer of points, the buffers that it names, and the box around them.

    Parameters
    ----------
    frame : Frame
        The data, with at least one row.
    latitude, longitude : str or None
        Names of the columns; None takes the usual ones.
    size : str, float or None
        Radius in metres, or a column of such.
    color : object
        A colour, or a column of colours.

    Returns
    -------
    tuple
        The box is west, south, east and north, in degrees.

    Raises
    ------
    StreamlitAPIException
        A column is missing or holds something else.
    StreamlitInvalidColorError
        `color` is neither a colour nor a column.
    """
    north = _places(frame, "latitude", latitude)
    east = _places(frame, "longitude", longitude)
    rows = len(north)
    flat = array("d", bytes(16 * rows))
    flat[0::2], flat[1::2] = _doubles(east), _doubles(north)
    buffers = {"0": flat.tobytes()}
    attributes: dict[str, Any] = {"getPosition": {"buffer": "0", "type": "f8", "size": 2}}
    layer: dict[str, Any] = {
        "@@type": "ScatterplotLayer", "id": "points", "radiusMinPixels": 3, "radiusUnits": "meters",
    }  # fmt: skip
    sizes = _column(frame, size)
    if sizes is not None:
        attributes["getRadius"] = {"buffer": "1", "type": "f8", "size": 1}
        buffers["1"] = _doubles(_numbers(sizes, "size")).tobytes()
    else:
        layer["getRadius"] = _radius(size)
    colors = _column(frame, color)
    if colors is not None:
        attributes["getFillColor"], buffers["2"] = _colors(colors)
    else:
        layer["getFillColor"] = {"@@color": _color(color)}
    layer["data"] = {"@@binary": {"length": rows, "attributes": attributes}}
    west, top = pc.min_max(east).as_py(), pc.min_max(north).as_py()
    return layer, buffers, [west["min"], top["min"], west["max"], top["max"]]


def _places(frame: Frame, kind: str, name: Any) -> pa.Array:
    column = _column(frame, name)
    for usual in NAMES[kind]:
        column = column or _column(frame, usual)
    if column is None:
        named = ", ".join(map(repr, sorted(NAMES[kind])))
        existing = ", ".join(repr(str(column.label)) for column in frame.columns)
        raise StreamlitAPIException(
            f"Data for a map needs a column of {kind}s. It is looked for as {named}, or name it with "
            f"`{kind}=`. Columns are: {existing or 'none'}."
        )
    return _numbers(column, kind)


def _column(frame: Frame, name: Any) -> Column | None:
    if not isinstance(name, str):
        return None
    return next((column for column in frame.columns if column.label == name), None)


def _numbers(column: Column, kind: str) -> pa.Array:
    numbers = to_chart(column.values)
    if numbers.about["type"] != "number":
        raise StreamlitAPIException(f"The column {column.label!r} for `{kind}` holds no numbers.")
    found = numbers.array.cast(pa.float64(), safe=False)
    if found.null_count or pc.any(pc.is_nan(found)).as_py():
        raise StreamlitAPIException(
            f"The column {column.label!r} for `{kind}` is not allowed to have missing values (NaN, NaT or None). "
            "Drop those rows first."
        )
    return found


def _doubles(numbers: pa.Array) -> array[float]:
    found = array("d")
    data = numbers.buffers()[1]
    if data is not None:
        found.frombytes(data[numbers.offset * 8 : (numbers.offset + len(numbers)) * 8])
    return found


def _radius(size: Any) -> float:
    if size is None:
        return SIZE
    if not isinstance(size, bool) and isinstance(size, Real) and isfinite(as_float(size)):
        return float(size)
    _log.warning(
        "`size=%r` of a map is neither a number of metres nor the name of a column: points get %d metres.",
        size,
        SIZE,
    )
    return SIZE


def _color(color: Any) -> str:
    if color is None:
        return "primary"
    if not is_color(color):
        raise StreamlitInvalidColorError(color)
    return css_color(color)


def _colors(column: Column) -> tuple[dict[str, Any], bytes]:
    """Return the colours of the points: each colour once as text, and which of them each point has.

    Raises
    ------
    StreamlitAPIException
        A cell holds no colour.
    """
    cells = column.values.array.to_pylist()
    if not all(is_css_color(cell) or cell in PALETTE for cell in cells):
        raise StreamlitAPIException(
            f"The column {column.label!r} does not hold colors in each row: hex strings, `rgb()` strings or tuples."
        )
    texts: dict[str, int] = {}
    numbers = [texts.setdefault(css_color(cell), len(texts)) for cell in cells]
    small = len(texts) < _SMALL
    about = {"buffer": "2", "type": "u2" if small else "u4", "colors": list(texts)}
    return about, array("H" if small else "I", numbers).tobytes()
