"""A Plotly figure as it travels: JSON text, and its long arrays of numbers as bytes."""

from __future__ import annotations

import json
from array import array
from base64 import b64decode
from typing import TYPE_CHECKING, Any, TypeAlias

from revoila.elements.charts._figure import LONG, put_apart, refuse_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Arrays: TypeAlias = dict[str, bytes]
"""Buffers by the number that stands for each in the figure."""

_NOT_DATA = frozenset({"args", "selectedpoints", "visible"})
"""Names of lists that Plotly does not take as a typed array."""

_FORMATS = {
    "i1": "b", "u1": "B", "uc1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d",
}  # fmt: skip
"""Formats of `memoryview` by the names that Plotly has for the types of numbers."""


def figure_of(source: Any) -> dict[str, Any]:
    """Return a figure as the dict that Plotly's JavaScript takes.

    Raises
    ------
    plotly.exceptions.PlotlyError
        `source` is no figure.
    ValueError
        A trace or the layout has a property that does not exist.
    """
    from plotly import tools  # loaded by who has such a figure

    kinds = {(kind.__module__.partition(".")[0], kind.__name__) for kind in type(source).__mro__}
    if ("matplotlib", "Figure") in kinds:
        source = tools.mpl_to_plotly(source)
    figure: dict[str, Any] = tools.return_figure_from_figure_or_data(source, True)
    return figure


def pack(figure: dict[str, Any]) -> tuple[str, Arrays]:
    """Return a figure as JSON text, and its long arrays apart.

    Raises
    ------
    StreamlitAPIException
        Outlines or tiles are to be fetched from another site.
    """
    from plotly.utils import PlotlyJSONEncoder

    _check_addresses(figure)
    arrays: Arrays = {}
    packed = {
        **figure,
        "data": [_packed(trace, arrays) for trace in figure.get("data", ())],
        "frames": [
            {**frame, "data": [_packed(trace, arrays) for trace in frame.get("data", ())]}
            for frame in figure.get("frames", ())
        ],
    }
    return json.dumps(packed, cls=PlotlyJSONEncoder, ensure_ascii=False), arrays


def _check_addresses(figure: dict[str, Any]) -> None:
    for trace in figure.get("data", ()):
        refuse_address(trace.get("geojson"), "`geojson` of a trace")
    for name, part in figure.get("layout", {}).items():
        if name.startswith("map") and isinstance(part, dict):
            for layer in part.get("layers", ()):
                source = layer.get("source")
                for address in source if isinstance(source, list | tuple) else [source]:
                    refuse_address(address, "`source` of a layer of the map")


def _packed(value: Any, arrays: Arrays, name: str = "") -> Any:
    if isinstance(value, dict):
        data = value.get("bdata")
        if isinstance(data, str) and len(data) >= LONG and value.get("dtype") in _FORMATS:
            return {**value, "bdata": int(put_apart(arrays, b64decode(data)))}
        return {key: _packed(item, arrays, key) for key, item in value.items()}
    if not isinstance(value, list | tuple) or name in _NOT_DATA:
        return value
    if len(value) >= LONG and set(map(type, value)) <= {int, float}:
        return {"dtype": "f8", "bdata": int(put_apart(arrays, array("d", value).tobytes()))}
    return [_packed(item, arrays) for item in value]


def unpack(props: Mapping[str, Any]) -> Any:
    """Return the figure that was packed, as an object of Plotly.

    Parameters
    ----------
    props : mapping
        ``figure`` and ``arrays``, as `pack` has returned them.
    """
    import numpy as np  # with the first figure
    from plotly.graph_objects import Figure

    arrays = props["arrays"]

    def unpacked(value: dict[str, Any]) -> Any:
        data = value.get("bdata")
        if data is None:
            return value
        numbers = np.frombuffer(
            b64decode(data) if isinstance(data, str) else arrays[str(data)], value["dtype"]
        )
        shape = [int(side) for side in str(value["shape"]).split(",")] if "shape" in value else -1
        return numbers.reshape(shape)

    return Figure(json.loads(props["figure"], object_hook=unpacked))


def column(trace: dict[str, Any], name: str, arrays: Arrays) -> Sequence[Any] | None:
    """Return an array of a packed trace: numbers or rows of them; None where it has none of that name.

    Parameters
    ----------
    trace : dict
        One of ``data``, read from the text that `pack` made.
    name : str
        Name of the array.
    arrays : dict
        What `pack` put apart.
    """
    value = trace.get(name)
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or value.get("dtype") not in _FORMATS:
        return None
    data = value.get("bdata")
    content = b64decode(data) if isinstance(data, str) else arrays[str(data)]
    numbers = memoryview(content).cast(_FORMATS[value["dtype"]])  # type: ignore[call-overload]
    shape = [int(size) for size in str(value.get("shape", "")).split(",") if size.strip()]
    if not shape[1:]:
        return numbers  # type: ignore[no-any-return]
    width = len(numbers) // shape[0] if shape[0] else 0
    return [numbers[row * width : (row + 1) * width].tolist() for row in range(shape[0])]
