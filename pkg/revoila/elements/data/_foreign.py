"""Tables of other libraries that are in memory, as frames: Arrow, NumPy, Polars, xarray, and any by a protocol.

Whatever can hand over Arrow does so, unless it has row labels: these only its own ``to_pandas`` knows. Then
come the interchange protocol of dataframes and that of arrays.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from revoila.elements.data._frame import UNNAMED, Column, Frame, counted_index, from_columns
from revoila.elements.data._values import Values, as_text, from_python

if TYPE_CHECKING:
    from collections.abc import Callable

_TABLE_DIMENSIONS = 2


def read_foreign(data: Any) -> Frame | None:
    """Return a table of some library as a frame, or None if it is no table."""
    module, found = f"{type(data).__module__}.", None
    numpy = sys.modules.get("numpy")
    if module.startswith("pyarrow."):
        found = _read_pyarrow(data)
    elif module.startswith("polars."):
        found = _read_narwhals(data)
    elif module.startswith("xarray.") and hasattr(data, "to_dataframe"):
        found = _through_pandas(data.to_series if hasattr(data, "to_series") else data.to_dataframe)
    elif numpy is not None and isinstance(data, numpy.ndarray):
        # A matrix has two dimensions even as a column; a masked array has missing cells.
        found = read_numpy(data if hasattr(data, "mask") else numpy.asarray(data))
    return found or _read_protocol(data)


def _read_pyarrow(data: Any) -> Frame | None:
    if isinstance(data, (pa.Array, pa.ChunkedArray)):
        return _single(0, data, named=False)
    return _read_table(pa.table(data)) if isinstance(data, (pa.Table, pa.RecordBatch)) else None


def _read_narwhals(data: Any) -> Frame | None:
    import narwhals as nw  # costs 50 ms, and few sources need it

    found: Any = nw.from_native(data, pass_through=True, allow_series=True)
    if isinstance(found, nw.DataFrame):
        frame = _read_table(found.to_arrow())
        # As Arrow, Python objects in a column would be their addresses.
        objects = {name for name, kind in found.schema.items() if kind == nw.Object}
        columns = [
            Column(label, from_python(found[label].to_list()) if label in objects else values)
            for label, values in frame.columns
        ]
        return replace(frame, columns=columns)
    if isinstance(found, nw.Series):
        return _single(found.name, found.to_arrow(), named=bool(found.name))
    return None


def _read_protocol(data: Any) -> Frame | None:
    """Ask the type of an object for the ways by which tables are handed over."""
    kind = type(data)
    # Row labels are not in an Arrow stream.
    labelled = hasattr(kind, "iloc") and hasattr(kind, "to_pandas")
    if hasattr(kind, "__arrow_c_stream__") and not labelled:
        return _read_stream(data)
    if hasattr(kind, "__arrow_c_array__"):
        array = pa.array(data)
        if pa.types.is_struct(array.type):
            return _read_table(pa.Table.from_batches([pa.RecordBatch.from_struct_array(array)]))
        return _single(0, array, named=False)
    for method in ("to_pandas", "toPandas"):
        if hasattr(kind, method):
            return _through_pandas(getattr(data, method))
    if hasattr(kind, "__dataframe__"):
        from pyarrow.interchange import from_dataframe  # a rare way in

        return _read_table(from_dataframe(data))
    return _read_array(data) if hasattr(kind, "__array__") else None


def _read_stream(data: Any) -> Frame:
    """Read a table, or a column, that hands over all of its batches."""
    try:
        table = pa.table(data)
    except pa.ArrowInvalid:  # its batches have no columns: they are one
        return _single(0, pa.chunked_array(data), named=False)
    return _read_table(table)


def _read_array(data: Any) -> Frame | None:
    import numpy as np  # pyarrow needs it for this protocol, too

    array = np.asarray(data)
    # What has no dimension is a single value.
    return read_numpy(array) if array.ndim else None


def _read_table(table: pa.Table) -> Frame:
    """Read an Arrow table; row labels only where pandas has marked them."""
    labels, counted = _pandas_index(table.schema.metadata)
    columns = [
        Column(name, Values(values))
        for name, values in zip(table.column_names, table.columns, strict=True)
        if name not in labels
    ]
    index = [
        Column(None if re.fullmatch(r"__index_level_\d+__", name) else name, Values(table[name]))
        for name in labels
    ]
    if counted:
        index = counted_index(table.num_rows)
    return Frame(columns=columns, index=index, counted=counted, own_index=bool(index))


def _pandas_index(metadata: dict[bytes, bytes] | None) -> tuple[list[str], bool]:
    """Return which columns are row labels, and whether these only count the rows."""
    described = json.loads((metadata or {}).get(b"pandas", b"{}")).get("index_columns", [])
    labels = [name for name in described if isinstance(name, str)]
    return labels, bool(described) and not labels


def _single(label: Any, array: Any, *, named: bool) -> Frame:
    name = UNNAMED if label in (None, "") else label
    index = counted_index(len(array))
    return Frame(columns=[Column(name, Values(array))], index=index, counted=True, named=named)


def read_numpy(data: Any, only: int | None = None) -> Frame:
    """Read an array of up to two dimensions.

    Parameters
    ----------
    data : numpy.ndarray
        The array.
    only : int, optional
        The one column to read.

    Raises
    ------
    ValueError
        It has more dimensions.
    """
    if data.ndim > _TABLE_DIMENSIONS:
        raise ValueError(f"Must pass 2-d input. shape={data.shape}")
    if data.ndim == 0:
        return from_columns({}, named=False)
    names = data.dtype.names if data.ndim == 1 else None
    if names is not None:
        columns = {name: data[name] for name in names}
    else:
        columns = {UNNAMED: data} if data.ndim == 1 else {i: data[:, i] for i in range(data.shape[1])}
    if list(columns) == [0]:
        columns = {UNNAMED: columns[0]}
    if only is not None:
        label = list(columns)[only]
        columns = {label: columns[label]}
    found = [Column(label, _numpy_values(column)) for label, column in columns.items()]
    return Frame(columns=found, index=counted_index(len(data)), counted=True, named=names is not None)


def _numpy_values(column: Any) -> Values:
    if hasattr(column, "mask") or column.dtype.kind in "OcVSU":
        return from_python(column.tolist())
    try:
        return Values(pa.array(column, from_pandas=True))
    except (ValueError, TypeError, NotImplementedError):
        return Values(as_text(column))


def _through_pandas(convert: Callable[[], Any]) -> Frame | None:
    """Read what a library itself makes of its data for pandas."""
    data = convert()
    if "pandas" not in sys.modules:
        return None
    from revoila.elements.data._pandas import read_pandas

    return read_pandas(data)
