"""Collections of Python itself as frames: lists, mappings, records, enums, generators."""

from __future__ import annotations

import dataclasses
from array import array
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from enum import EnumMeta
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


def read_python(data: Any) -> Frame | None:
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
    """Return what an object holds by name, or None for what is no record.

    Records are dataclasses, named tuples, models of pydantic, rows of databases, and objects of SQLAlchemy's mapper.
    """
    if isinstance(value, type):
        return None
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return dict(zip(value._fields, value, strict=False))
    if isinstance(value, tuple) and hasattr(value, "as_dict"):
        return dict(value.as_dict())  # a row of Snowpark
    # Only a class can tell: any attribute exists on a mock or a proxy.
    kind = type(value)
    if hasattr(kind, "model_dump") and hasattr(kind, "model_fields"):
        return _named(value.model_dump())
    first = hasattr(kind, "__fields__") and hasattr(kind, "dict")  # a model of pydantic 1
    return _named(value.dict()) if first else _database_row(value, kind)


def _named(dumped: Any) -> dict[Any, Any]:
    """Return what a model holds by name; the root of one that is a list or a value has that name."""
    return dict(dumped) if isinstance(dumped, Mapping) else {"root": dumped}


def _database_row(value: Any, kind: type) -> dict[Any, Any] | None:
    """Return the named cells of a row of sqlite3 and its like, of SQLAlchemy, or of an object of its mapper."""
    if hasattr(kind, "_mapping"):
        return dict(value._mapping)  # noqa: SLF001  # its documented name
    if hasattr(kind, "__mapper__"):
        return {column.key: getattr(value, column.key) for column in kind.__mapper__.column_attrs}
    # What has a shape is a frame, whose names are those of columns or rows.
    if issubclass(kind, Mapping) or hasattr(kind, "shape"):
        return None
    named = all(hasattr(kind, name) for name in ("keys", "__getitem__", "__len__"))
    return {name: value[name] for name in value.keys()} if named else None  # noqa: SIM118  # it walks cells


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
