"""A frame as it travels: one Arrow IPC stream, and a description of each column.

Columns are named by position ("0", "1", ...) because labels need not be unique
or even text. The labels are in the descriptions, and in the stream's metadata
for those who want the frame back (`to_pandas`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from revoila.elements.data._frame import Column, Frame, concatenate
from revoila.elements.data._values import Values
from revoila.elements.data._wire import to_wire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from revoila.elements.data._cell_styles import CellStyles

METADATA = b"revoila"


def encode(frame: Frame, styles: CellStyles | None = None) -> tuple[bytes, list[dict[str, Any]]]:
    """Return a frame as an Arrow IPC stream and the descriptions of its columns, index first.

    Parameters
    ----------
    frame : Frame
        The frame.
    styles : CellStyles, optional
        What a Styler adds to it, which follows the columns in the stream.
    """
    arrays, descriptions = [], []
    restored: dict[str, str] = {}
    for position, column in enumerate((*frame.index, *frame.columns)):
        array, about = to_wire(column.values)
        indexed = position < len(frame.index)
        arrays.append(array)
        descriptions.append({"name": str(position), **_heading(column, frame, indexed=indexed), **about})
        if column.values.note == "object":
            restored[str(position)] = "json"
        elif column.values.nullable and pa.types.is_integer(array.type) and array.null_count:
            restored[str(position)] = "Int64"
    metadata = {
        METADATA: json.dumps(
            {
                "index": [_plain_label(column.label) for column in frame.index],
                "columns": [_plain_label(column.label) for column in frame.columns],
                "counted": frame.counted,
                **({"restored": restored} if restored else {}),
            }
        ).encode()
    }
    names = [description["name"] for description in descriptions]
    added = {} if styles is None else styles.fields
    return write_stream([*arrays, *added.values()], [*names, *added], metadata), descriptions


def write_stream(
    arrays: Sequence[Any], names: Sequence[str], metadata: dict[bytes, bytes] | None = None
) -> bytes:
    """Return columns as an Arrow IPC stream of one batch."""
    fields = [pa.field(name, array.type) for name, array in zip(names, arrays, strict=True)]
    schema = pa.schema(fields, metadata=metadata)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        if arrays:
            writer.write_batch(pa.record_batch(list(arrays), schema=schema))
    stream: bytes = sink.getvalue().to_pybytes()
    return stream


def decode(stream: bytes) -> Frame:
    """Return the frame of a stream that `encode` has made, with the types that travel and without styles."""
    table = pa.ipc.open_stream(stream).read_all()
    about = json.loads(table.schema.metadata[METADATA])
    labels = [_restore_label(label) for label in (*about["index"], *about["columns"])]
    values = table.columns[: len(labels)]
    found = [Column(label, Values(column)) for label, column in zip(labels, values, strict=True)]
    levels = len(about["index"])
    return Frame(columns=found[levels:], index=found[:levels], own_index=True)


def to_pandas(props: Mapping[str, Any]) -> Any:
    """Return the data of a drawn table as a pandas DataFrame.

    Types are those that travel: categories come back as plain values,
    durations as text. Only dictionaries and ints beside missing ones are what they were.

    Parameters
    ----------
    props : mapping
        Props of a ``dataframe`` or ``table``.
    """
    import pandas as pd  # only those who ask for a DataFrame need it

    windowed = props.get("source")
    stream = props["arrow"] if windowed is None else encode(windowed.whole)[0]
    table = pa.ipc.open_stream(stream).read_all()
    about = json.loads(table.schema.metadata[METADATA])
    names = [_restore_label(label) for label in about["index"]]
    labels = [_restore_label(label) for label in about["columns"]]
    data = table.select(range(len(names) + len(labels))).to_pandas()
    for name, kind in about.get("restored", {}).items():
        cells = table[name].to_pylist()
        data[name] = (
            pd.array(cells, dtype="Int64")
            if kind == "Int64"
            else [None if text is None else json.loads(text) for text in cells]
        )
    index, found = data.iloc[:, : len(names)], data.iloc[:, len(names) :]
    found.columns = pd.Index(labels) if labels else pd.RangeIndex(0)
    if len(names) > 1:
        found.index = pd.MultiIndex.from_frame(index, names=names)
    elif names and not (about["counted"] and index.iloc[:, 0].equals(pd.Series(data.index))):
        found.index = pd.Index(index.iloc[:, 0]).rename(names[0])
    return found


def _heading(column: Column, frame: Frame, *, indexed: bool) -> dict[str, Any]:
    label = column.label
    if indexed:
        return {"label": "" if label is None else str(label), "index": True}
    if frame.levels > 1 and isinstance(label, tuple):
        group = concatenate(label[:-1])
        return {"label": str(label[-1]), **({"group": group} if group else {})}
    return {"label": str(label)}


def _plain_label(label: Any) -> Any:
    if label is None or isinstance(label, (str, bool, int, float)):
        return label
    if isinstance(label, tuple):
        return [_plain_label(part) for part in label]
    item = getattr(type(label), "item", None)
    return _plain_label(item(label)) if item is not None else str(label)


def _restore_label(label: Any) -> Any:
    return tuple(_restore_label(part) for part in label) if isinstance(label, list) else label
