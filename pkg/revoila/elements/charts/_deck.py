"""A pydeck Deck as it travels: its description as JSON text, its tables as Arrow, its arrays as bytes."""

from __future__ import annotations

import json
from copy import copy
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from revoila.elements.charts._figure import LONG, put_apart, refuse_address
from revoila.elements.data._wire import SAFE_INTEGER

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements._element import Props

EMPTY = {"layers": [], "mapProvider": "carto", "views": [{"@@type": "MapView", "controller": True}]}
"""A map with nothing on it."""


def pack(deck: Any) -> Props:
    """Return what a Deck shows as props: ``spec``, and the buffers that it names.

    Parameters
    ----------
    deck : pydeck.Deck or None
        None is an empty map.

    Raises
    ------
    StreamlitAPIException
        A layer is to fetch its data from another site.
    """
    if deck is None:
        return {"spec": json.dumps(EMPTY)}
    buffers: dict[str, bytes] = {}
    shell = copy(deck)
    layers = getattr(deck, "layers", None)
    shell.layers = [
        _bare(layer, buffers) for layer in (layers if isinstance(layers, list) else [layers]) if layer
    ]
    spec = json.loads(shell.to_json())
    for layer in spec["layers"]:
        refuse_address(layer.get("data"), f"`data` of the layer {layer.get('id')!r}")
    props: Props = {"spec": json.dumps(spec, ensure_ascii=False)}
    if buffers:
        props["buffers"] = buffers
    tooltip = getattr(deck, "_tooltip", None)
    if tooltip:
        props["tooltip"] = tooltip if isinstance(tooltip, dict) else True
    return props


def _bare(layer: Any, buffers: dict[str, bytes]) -> Any:
    """Return a layer whose data is apart, where that is a long table or already binary."""
    attributes = getattr(layer, "_binary_data", None)
    if attributes:
        return _with_data(layer, {"@@binary": _binary(attributes, buffers)})
    records = getattr(layer, "data", None)
    if not isinstance(records, list) or not (len(records) >= LONG or _has_large_ints(records)):
        return layer
    stream = _stream(records)
    return layer if stream is None else _with_data(layer, {"@@table": put_apart(buffers, stream)})


def _has_large_ints(records: list[Any]) -> bool:
    """Whether there are ints that JavaScript would round as it reads JSON."""
    values = (value for record in records if isinstance(record, dict) for value in record.values())
    return any(isinstance(value, int) and abs(value) > SAFE_INTEGER for value in values)


def _with_data(layer: Any, data: dict[str, Any]) -> Any:
    bare = copy(layer)
    # Not by the property, which would take it for a table.
    bare.__dict__["_data"] = data
    return bare


def _binary(attributes: list[dict[str, Any]], buffers: dict[str, bytes]) -> dict[str, Any]:
    found, rows = {}, 0
    for attribute in attributes:
        data = _travelling(attribute["np_data"])
        rows = len(data)
        found[attribute["accessor"]] = {
            "buffer": put_apart(buffers, data.tobytes()),
            "type": data.dtype.str[1:],
            "size": data.shape[1] if data.ndim > 1 else 1,
            "column": str(attribute["column_name"]),
        }
    return {"length": rows, "attributes": found}


def _travelling(data: Any) -> Any:
    """Return numbers with all of their digits: the page rounds for the drawing only."""
    if data.dtype.kind not in "iuf":
        return data.astype("<f8")
    if data.dtype.kind == "f" and data.dtype.itemsize not in (4, 8):
        return data.astype("<f4" if data.dtype.itemsize == 2 else "<f8")  # noqa: PLR2004  # half as many bytes
    return data.astype(data.dtype.newbyteorder("<"), copy=False)


def _stream(records: list[Any]) -> bytes | None:
    """Return rows as an Arrow stream; None where a value is not of the kinds that JSON has."""
    names = {name for record in records if isinstance(record, dict) for name in record}
    if not all(isinstance(record, dict) and record.keys() == names for record in records):
        return None
    try:
        table = pa.Table.from_pylist(records)
    except (pa.ArrowException, OverflowError, TypeError):
        return None
    if not all(isinstance(name, str) for name in names) or not all(map(_is_plain, table.schema.types)):
        return None
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    stream: bytes = sink.getvalue().to_pybytes()
    return stream


def _is_plain(kind: Any) -> bool:
    if pa.types.is_list(kind):
        return _is_plain(kind.value_type)
    checks: tuple[Callable[[Any], bool], ...] = (
        pa.types.is_integer,
        pa.types.is_floating,
        pa.types.is_boolean,
        pa.types.is_string,
        pa.types.is_null,
    )
    return any(check(kind) for check in checks)
