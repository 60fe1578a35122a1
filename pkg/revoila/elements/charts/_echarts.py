"""An ECharts option as it travels: JSON text, its tables as Arrow, its long lists of numbers as bytes."""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from revoila.elements.charts._figure import LONG, put_apart, refuse_address
from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNKNOWN_SERIES = {
    "map": "maps", "custom": "series that are drawn by a function", "liquidFill": "an extension",
    "wordCloud": "an extension",
}  # fmt: skip

_GL = ("3D", "GL")
"""How the series and components end that are drawn by ECharts GL."""

_GL_NAMES = frozenset({"globe", "surface", "mapbox3D", "maptalks3D"})

_NO_FUNCTIONS = (
    "JavaScript functions in ECharts options are not run. Use the templates of ECharts, such as "
    "`'{b}: {c}'`, or compute the texts in the script."
)

_FUNCTION = "--x_x--0_0--"
"""How pyecharts marks JavaScript in its text."""


class Option:
    """An option that can be drawn, with its buffers apart.

    Parameters
    ----------
    spec : object
        What the author passed.
    """

    def __init__(self, spec: Any) -> None:
        self.buffers: dict[str, bytes] = {}
        option, self.size = _read(spec)
        _check(option)
        self.series = _listed(option.get("series"))
        packed = self._packed(option, "option")
        if isinstance(option.get("dataset"), (Mapping, list)):
            packed["dataset"] = self._datasets(option["dataset"])
        self.text = json.dumps(packed, ensure_ascii=False)

    def _datasets(self, dataset: Any) -> Any:
        if isinstance(dataset, list):
            return [self._datasets(one) for one in dataset]
        packed = self._packed({name: item for name, item in dataset.items() if name != "source"}, "dataset")
        if "source" in dataset:
            source = dataset["source"]
            packed["source"] = self._table(source) if _is_frame(source) else self._packed(source, "source")
        return packed

    def _table(self, source: Any) -> dict[str, str]:
        # pyarrow is loaded with the first table.
        from revoila.elements.data._arrow import write_stream
        from revoila.elements.data._read import read_frame
        from revoila.elements.data._wire import to_chart

        frame = read_frame(source)
        arrays = [to_chart(column.values).array for column in frame.columns]
        return {
            "@@table": put_apart(
                self.buffers, write_stream(arrays, [str(column.label) for column in frame.columns])
            )
        }

    def _packed(self, value: Any, where: str) -> Any:
        """Return a value as JSON has it; a long list of numbers, or of rows of them, as the name of a buffer."""
        if isinstance(value, Mapping):
            return {
                _name(key): self._packed(item, f"{where}.{key}")
                for key, item in value.items()
                if not (where == "option" and key == "dataset")
            }
        if isinstance(value, (list, tuple)):
            numbers = _numbers(value)
            if numbers is not None:
                flat, width = numbers
                return {"@@array": put_apart(self.buffers, array("d", flat).tobytes()), "width": width}
            return [self._packed(item, where) for item in value]
        return _scalar(value, where)


def _read(spec: Any) -> tuple[dict[str, Any], tuple[Any, Any] | None]:
    """Return an option as a dict, and the size that pyecharts has for it.

    Raises
    ------
    StreamlitAPIException
        A text is no JSON, or no object.
    StreamlitInvalidParameterTypeError
        It is none of the kinds of an option.
    """
    size = None
    dump = getattr(spec, "dump_options", None)
    if callable(dump) and not isinstance(spec, (str, Mapping)):
        text = dump()
        if _FUNCTION in text:
            raise StreamlitAPIException(_NO_FUNCTIONS)
        size = (getattr(spec, "width", None), getattr(spec, "height", None))
        spec = text
    if isinstance(spec, str):
        try:
            spec = json.loads(spec, parse_constant=_refuse_constant)
        except ValueError as error:
            if "function" in spec or "=>" in spec:
                raise StreamlitAPIException(_NO_FUNCTIONS) from error
            raise StreamlitAPIException(f"The ECharts option is no JSON text: {error}") from error
    if isinstance(spec, Mapping):
        return dict(spec), size
    raise StreamlitInvalidParameterTypeError("spec", type(spec), ["dict", "str", "a pyecharts chart"])


def _check(option: Mapping[str, Any]) -> None:
    """Refuse what the page cannot draw.

    Raises
    ------
    StreamlitAPIException
        A series or a component is one of an extension, or of a map.
    """
    kinds = [str(series.get("type", "")) for series in _listed(option.get("series"))]
    for name in [*map(str, option), *kinds]:
        if name.endswith(_GL) or name in _GL_NAMES:
            raise StreamlitAPIException(
                f"`{name}` needs ECharts GL, which is not available. Use `st.pydeck_chart`."
            )
    for kind in kinds:
        if kind in _UNKNOWN_SERIES:
            raise StreamlitAPIException(
                f"Series of the type `{kind}` cannot be drawn: {_UNKNOWN_SERIES[kind]}."
            )
    if "geo" in option:
        raise StreamlitAPIException(
            "`geo` cannot be drawn, as there are no outlines. Use `st.map` or `st.pydeck_chart`."
        )


def _listed(value: Any) -> list[Mapping[str, Any]]:
    items: Iterable[Any] = value if isinstance(value, (list, tuple)) else [value]
    return [item for item in items if isinstance(item, Mapping)]


def _is_frame(value: Any) -> bool:
    from revoila.elements.text._recognise import command_for, converts_to_frame

    return command_for(value) == "dataframe" or converts_to_frame(value)


def _numbers(value: list[Any] | tuple[Any, ...]) -> tuple[list[float], int] | None:
    if len(value) < LONG:
        return None
    kinds = set(map(type, value))
    if kinds <= {int, float}:
        return (list(value), 0) if all(map(math.isfinite, value)) else None
    if not kinds <= {list, tuple}:
        return None
    width = len(value[0])
    flat = [item for row in value for item in row]
    fits = width > 0 and len(flat) == width * len(value) and all(len(row) == width for row in value)
    if fits and set(map(type, flat)) <= {int, float} and all(map(math.isfinite, flat)):
        return flat, width
    return None


def _name(key: Any) -> str:
    if not isinstance(key, str):
        raise StreamlitAPIException(f"Names in an ECharts option are texts, not {key!r}.")
    return key


def _scalar(value: Any, where: str) -> Any:
    """Return a value that JSON has.

    Raises
    ------
    StreamlitAPIException
        It is none, or the address of a picture of another site.
    """
    if callable(value) or type(value).__name__ == "JsCode":
        raise StreamlitAPIException(_NO_FUNCTIONS)
    item = getattr(value, "item", None)
    if item is not None and not isinstance(value, (str, bytes)) and getattr(value, "ndim", None) == 0:
        value = item()
    if hasattr(value, "tolist"):
        return json.loads(json.dumps(value.tolist(), allow_nan=False))
    if isinstance(value, float) and not math.isfinite(value):
        raise StreamlitAPIException(
            f"`{where}` of the ECharts option is {value}, which JSON has not. Use None for gaps."
        )
    if isinstance(value, str):
        refuse_address(value, f"`{where}`", ("image://http:", "image://https:", "image:////"))
    elif value is not None and not isinstance(value, (bool, int, float)):
        raise StreamlitAPIException(
            f"`{where}` of the ECharts option is a {type(value).__name__}, which JSON has not. Pass a text or a number."
        )
    return value


def _refuse_constant(name: str) -> Any:
    raise StreamlitAPIException(f"The ECharts option has {name}, which JSON has not. Use null for gaps.")
