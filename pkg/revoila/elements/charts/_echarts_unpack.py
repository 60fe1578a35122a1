"""An ECharts option that was drawn, as an object again."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def option_of(props: Mapping[str, Any]) -> dict[str, Any]:
    """Return an option as a dict; tables in it are DataFrames, if pandas is installed, and else Arrow tables.

    Parameters
    ----------
    props : mapping
        ``option`` and ``buffers``, as they travel.
    """
    buffers = props.get("buffers", {})

    def unpacked(value: dict[str, Any]) -> Any:
        if "@@table" in value:
            return _table(buffers[value["@@table"]])
        if "@@array" in value:
            return _numbers(buffers[value["@@array"]], value["width"])
        return value

    found: dict[str, Any] = json.loads(props["option"], object_hook=unpacked)
    return found


def _table(stream: bytes) -> Any:
    import pyarrow as pa  # has written it

    table = pa.ipc.open_stream(stream).read_all()
    try:
        return table.to_pandas()
    except ImportError:
        return table


def _numbers(data: bytes, width: int) -> list[Any]:
    """Return numbers, or rows of them; whole ones as ints, as most of them were."""
    flat = array("d")
    flat.frombytes(data)
    numbers = [int(number) if number.is_integer() else number for number in flat]
    return [numbers[at : at + width] for at in range(0, len(numbers), width)] if width else numbers
