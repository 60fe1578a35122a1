"""Frames, series and indexes of pandas as frames of Arrow values. Imported only where pandas is loaded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pyarrow as pa

from revoila.elements.data._frame import Column, Frame
from revoila.elements.data._values import Values, as_text, from_python


def read_pandas(data: Any) -> Frame | None:
    """Return an object of pandas as a frame, or None if it is none."""
    if isinstance(data, pd.DataFrame):
        return read_dataframe(data)
    if isinstance(data, pd.Series):
        return read_dataframe(data.to_frame())
    if isinstance(data, pd.Index):
        return replace(read_dataframe(data.to_frame(index=False)), own_index=False)
    if isinstance(data, pd.api.extensions.ExtensionArray):
        return replace(read_dataframe(pd.DataFrame({0: data})), own_index=False, named=False)
    return _read_mapping(data) if isinstance(data, dict) else None


def _read_mapping(data: dict[Any, Any]) -> Frame | None:
    """Align the series of a mapping by their indexes, which only pandas does right."""
    if not any(isinstance(value, (pd.Series, pd.DataFrame)) for value in data.values()):
        return None
    try:
        return read_dataframe(pd.DataFrame(data))
    except (ValueError, TypeError):
        return None  # no columns of one length


def read_dataframe(data: Any) -> Frame:
    """Return a DataFrame as a frame."""
    columns = [Column(label, _read_series(data.iloc[:, i])) for i, label in enumerate(data.columns)]
    return Frame(
        columns=columns,
        index=read_index(data.index),
        counted=isinstance(data.index, pd.RangeIndex),
        own_index=True,
        levels=data.columns.nlevels,
    )


def read_index(index: Any) -> list[Column]:
    """Return the labels of rows as columns, one for each level."""
    if isinstance(index, pd.MultiIndex):
        levels = [pd.Series(index.get_level_values(i)) for i in range(index.nlevels)]
        return [Column(name, _read_series(level)) for name, level in zip(index.names, levels, strict=True)]
    return [Column(index.name, _read_series(pd.Series(index)))]


def _read_series(series: Any) -> Values:
    """Return the cells of a series, which is not changed."""
    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _read_categories(series)
    if isinstance(dtype, pd.SparseDtype):
        return _read_series(series.sparse.to_dense())
    if isinstance(dtype, (pd.PeriodDtype, pd.IntervalDtype)) or dtype.kind == "c":
        return Values(as_text(series.tolist()))
    # Of objects, only texts are known to fit: asking costs less than looking at each.
    if not pd.api.types.is_object_dtype(dtype) or pd.api.types.infer_dtype(series, skipna=True) == "string":
        try:
            array = pa.array(series, from_pandas=True)
        except (ValueError, TypeError, OverflowError, NotImplementedError):
            pass  # an extension type that pyarrow does not know, or lone surrogates
        else:
            # Bytes that stand for something else, such as the geometries of geopandas.
            packed = pa.types.is_binary(array.type) and dtype.type is not bytes
            nullable = isinstance(dtype, pd.api.extensions.ExtensionDtype)
            return Values(as_text(series.tolist()) if packed else array, nullable=nullable)
    return from_python(series.tolist())


def _read_categories(series: Any) -> Values:
    categories = _read_series(pd.Series(series.cat.categories))
    codes = series.cat.codes.to_numpy()
    # Arrow has no code for a missing category: the cell itself is missing.
    indices = pa.array(codes, mask=codes < 0)
    array = categories.array
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    ordered = bool(series.cat.ordered)
    return Values(pa.DictionaryArray.from_arrays(indices, array, ordered=ordered), categories.note)
