"""A pydeck Deck as it travels: its description as JSON text, its tables as Arrow, its arrays as bytes."""

from __future__ import annotations

import json
from copy import copy
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from revoila.elements.charts._figure import LONG, put_apart, refuse_address

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
    if not isinstance(records, list) or len(records) < LONG:
        return layer
    stream = _stream(records)
    return layer if stream is None else _with_data(layer, {"@@table": put_apart(buffers, stream)})


def _with_data(layer: Any, data: dict[str, Any]) -> Any:
    bare = copy(layer)
    # Not by the property, which would take it for a table.
    bare.__dict__["_data"] = data
    return bare


def _binary(attributes: list[dict[str, Any]], buffers: dict[str, bytes]) -> dict[str, Any]:
    found, rows = {}, 0
    for attribute in attributes:
        data = attribute["np_data"]
        if data.dtype.kind not in "iuf" or data.dtype.itemsize == 8:  # noqa: PLR2004  # bytes of a double
            data = data.astype("float64" if data.dtype.kind == "f" else "float32")
        rows = len(data)
        found[attribute["accessor"]] = {
            "buffer": put_apart(buffers, data.tobytes()),
            "type": data.dtype.str[1:],
            "size": data.shape[1] if data.ndim > 1 else 1,
        }
    return {"length": rows, "attributes": found}


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
