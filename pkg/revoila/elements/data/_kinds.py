"""The kind of values that a column holds, and the column types that can edit it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    from revoila.elements.data._values import Values

UNKNOWN = "unknown"

_ARROW_KINDS = (
    ("boolean", ("boolean",)),
    ("integer", ("integer",)),
    ("float", ("floating",)),
    ("string", ("string", "large_string", "string_view")),
    ("date", ("date",)),
    ("time", ("time",)),
    ("datetime", ("timestamp",)),
    ("timedelta", ("duration",)),
    ("decimal", ("decimal",)),
    ("list", ("list", "large_list", "fixed_size_list")),
    ("bytes", ("binary", "large_binary", "fixed_size_binary")),
    ("dict", ("struct", "map")),
    ("empty", ("null",)),
)

USUAL_EDITORS = {
    "boolean": "checkbox",
    "date": "date",
    "datetime": "datetime",
    "decimal": "number",
    "empty": "text",
    "float": "number",
    "integer": "number",
    "list": "list",
    "string": "text",
    "time": "time",
}
"""The column type that edits values of a kind, unless the author chooses another; other kinds are read-only."""

_COMPATIBLE = {
    "text": ("string",),
    "number": ("integer", "float", "decimal", "string", "timedelta"),
    "checkbox": ("boolean", "string", "integer"),
    "selectbox": ("string", "boolean", "integer", "float"),
    "date": ("date", "datetime"),
    "time": ("time", "datetime"),
    "datetime": ("datetime", "date", "time"),
    "link": ("string",),
    "list": ("list", "string"),
    "multiselect": ("list", "string"),
    "markdown": ("string",),
}
"""Kinds that each type can edit, beside columns without any value; types that are not here are read-only."""


def kind_of(data: Any, values: Values) -> str:
    """Return the kind of values of a series or index.

    Parameters
    ----------
    data : pandas.Series or pandas.Index
        The column.
    values : Values
        Its cells as Arrow has them.
    """
    dtype = data.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return kind_of(dtype.categories, values._replace(array=pa.array(dtype.categories, from_pandas=True)))
    if values.note is not None:
        return "dict" if values.note == "object" else UNKNOWN
    kind = arrow_kind(values.array.type)
    if kind == "string" and not _holds_texts(data):
        return UNKNOWN  # a mixture, a period, a complex number: Arrow has only its text
    return kind


def arrow_kind(found: Any) -> str:
    """Return the kind of values of an Arrow type."""
    if pa.types.is_dictionary(found) or pa.types.is_run_end_encoded(found):
        return arrow_kind(found.value_type)
    for kind, names in _ARROW_KINDS:
        if any((check := getattr(pa.types, f"is_{name}", None)) and check(found) for name in names):
            return kind
    return UNKNOWN


def can_edit(editor: str, kind: str) -> bool:
    """Whether a column type can be given to values of a kind: it edits them, or it is read-only anyhow."""
    return kind == "empty" or editor not in _COMPATIBLE or kind in _COMPATIBLE[editor]


def is_editor(editor: str) -> bool:
    """Whether a column type can edit at all."""
    return editor in _COMPATIBLE


def _holds_texts(data: Any) -> bool:
    if pd.api.types.is_object_dtype(data.dtype):
        return pd.api.types.infer_dtype(data, skipna=True) in ("string", "empty")
    return bool(pd.api.types.is_string_dtype(data.dtype))
