"""Collections of Python itself as frames: lists, mappings, records, enums, generators."""

from __future__ import annotations

import dataclasses
import inspect
from array import array
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from enum import EnumMeta
from itertools import islice
from typing import Any, NoReturn

from revoila.elements.data._frame import (
    Frame,
    by_key,
    counted_index,
    from_columns,
    from_records,
    from_rows,
    labelled_index,
)
from revoila.errors import StreamlitDataframeConversionError

ATOMS = (str, bytes, bytearray, memoryview, int, float, complex)
"""Values that are no table although some of them can be walked through."""

SEQUENCES = (list, tuple, range, deque, array)

SHOWN = 500
"""Characters of an object that an error message repeats."""


def refuse(data: Any) -> NoReturn:
    """Say that an object is no table.

    Raises
    ------
    StreamlitDataframeConversionError
        Always.
    """
    raise StreamlitDataframeConversionError(
        f"An object of type `{type(data).__name__}` cannot be shown as a table. "
        f"Pass a dataframe, an array, or a collection of rows or columns. Got:\n```py\n{str(data)[:SHOWN]}\n```"
    )


def read_python(data: Any, limit: int) -> Frame | None:
    """Return a Python object as a frame, or None if it is none of Python's collections.

    Raises
    ------
    StreamlitDataframeConversionError
        Rows of a list do not fit together.
    """
    record = as_record(data)
    if record is not None:
        return by_key(record)
    if isinstance(data, dict):
        return _read_dict(data)
    if isinstance(data, Mapping):
        return by_key(dict(data))
    if inspect.isgeneratorfunction(data):
        rows = list(islice(data(), limit + 1))
        frame = _read_rows(rows[:limit])
        return frame if len(rows) <= limit else frame.cut_short("Convert the data to a list to show more.")
    held = items_of(data)
    return None if held is None else _read_rows(held)


def items_of(data: Any) -> list[Any] | None:
    """Return what a collection holds, or None for what is none."""
    if isinstance(data, ATOMS):
        return None
    if isinstance(data, type):
        members: Any = data
        return [member.value for member in members] if isinstance(data, EnumMeta) else None
    return list(data) if isinstance(data, Iterable) else None


def as_record(value: Any) -> dict[Any, Any] | None:
    """Return the named values of a dataclass, named tuple or pydantic model, or None for anything else."""
    if isinstance(value, type):
        return None
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return dict(zip(value._fields, value, strict=False))
    if isinstance(value, tuple) and hasattr(value, "as_dict"):
        return dict(value.as_dict())  # a row of Snowpark
    # Only a class can tell: any attribute exists on a mock or a proxy.
    if hasattr(type(value), "model_dump") and hasattr(type(value), "model_fields"):
        return dict(value.model_dump())
    return None


def _read_rows(rows: list[Any]) -> Frame:
    if not rows:
        return from_columns({}, named=False)
    shape, found = rows_shape(rows)
    if shape == "records":
        return from_records(found)
    return from_rows(found) if shape == "rows" else from_columns({0: rows}, named=False)


def rows_shape(rows: list[Any]) -> tuple[str, list[Any]]:
    """Return what the items of a collection are, and these as such.

    Returns
    -------
    str
        ``"records"`` that name their values, ``"rows"`` of values, or single ``"values"``.
    list
        Mappings, sequences, or the items themselves.

    Raises
    ------
    StreamlitDataframeConversionError
        They are not of one kind.
    """
    records = [row if isinstance(row, Mapping) else as_record(row) for row in rows]
    found = [record for record in records if record is not None]
    if found and len(found) == len(rows):
        return "records", found
    if found:
        refuse(rows)
    lists = [sequence for sequence in map(_sequence, rows) if sequence is not None]
    return ("rows", lists) if rows and len(lists) == len(rows) else ("values", rows)


def _read_dict(data: dict[Any, Any]) -> Frame:
    if not data:
        return from_columns({}, named=False)
    shape, found = mapping_shape(data)
    if shape == "nested":
        return _nested(found)
    return from_columns(found) if shape == "columns" else by_key(data)


def mapping_shape(data: dict[Any, Any]) -> tuple[str, dict[Any, Any]]:
    """Return what the entries of a dictionary are, and these as such.

    Returns
    -------
    str
        ``"nested"`` columns that name their rows, ``"columns"`` of one length,
        or ``"entries"``, which are rows with a name.
    dict
        The same keys; single values beside columns are as long as these.
    """
    values = list(data.values())
    if values and all(isinstance(value, Mapping) for value in values):
        return "nested", data
    sequences = {label: _sequence(value) for label, value in data.items()}
    lengths = {len(column) for column in sequences.values() if column is not None}
    unordered = any(isinstance(value, (set, frozenset, Mapping)) for value in values)
    if not lengths or len(lengths) > 1 or unordered:
        return "entries", data
    rows = lengths.pop()
    columns = {
        label: [data[label]] * rows if column is None else column for label, column in sequences.items()
    }
    return "columns", columns


def _nested(data: dict[Any, Mapping[Any, Any]]) -> Frame:
    """Read columns that name their rows."""
    labels: dict[Any, None] = {}
    for column in data.values():
        labels.update(dict.fromkeys(column))
    if not labels:
        return dataclasses.replace(from_columns({label: [] for label in data}), index=counted_index(0))
    rows = {row: [column.get(row) for column in data.values()] for row in labels}
    frame = from_rows(list(rows.values()), labels=list(data))
    return dataclasses.replace(frame, index=labelled_index(rows), counted=False, own_index=True)


def _sequence(value: Any) -> Sequence[Any] | None:
    """Return the parts of a row or column, or None for a single value."""
    if isinstance(value, SEQUENCES):
        return value if isinstance(value, (list, tuple)) else list(value)
    if isinstance(value, ATOMS):
        return None
    if getattr(getattr(value, "dtype", None), "kind", None) in ("m", "M"):
        value = value.astype(f"{value.dtype.kind}8[us]")  # nanoseconds would become bare ints
    # Arrays and columns of other libraries; what has no dimension is a single value.
    for method in ("tolist", "to_list", "to_pylist"):
        convert = getattr(type(value), method, None)
        if convert is not None:
            parts = convert(value)
            return parts if isinstance(parts, list) else None
    return None
