"""Data as a frame that can be edited, and an edited frame as the container that the data came in.

What pandas holds keeps its types. Arrow and Polars keep theirs as Arrow-backed columns, and collections of
Python as columns of objects: so an int stays an int even where another cell of its column is empty.
"""

from __future__ import annotations

import sys
from array import array
from collections import deque
from collections.abc import ItemsView, KeysView, Mapping, ValuesView
from enum import EnumMeta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import pyarrow as pa

from revoila.elements.data._fetch import Rows, fetch
from revoila.elements.data._frame import UNNAMED
from revoila.elements.data._python import as_record, items_of, mapping_shape, rows_shape
from revoila.elements.data._read import ROW_LIMIT, read_memory
from revoila.elements.data._style import Style, is_styler, read_style
from revoila.elements.data._values import is_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from revoila.elements.data._frame import Column, Frame


_COLLECTIONS = (
    list, tuple, set, frozenset, deque, array, range, KeysView, ValuesView, ItemsView, enumerate, map, EnumMeta
)  # fmt: skip
"""Types of Python that are walked through; others may be frames of some library."""


_SHARES = int(pd.__version__.split(".")[0]) < 3  # noqa: PLR2004 - from then on a copy is made on writing
"""Whether frames that share their cells are changed together."""


class Editable(NamedTuple):
    """Data that can be edited.

    Parameters
    ----------
    data : pandas.DataFrame
        A copy, or columns that are replaced and never written to.
    restore : Callable
        From an edited frame to the kind of container that the data came in.
    labelled : bool, default True
        Whether its rows have labels of their own, rather than being counted.
    style : Style, optional
        What a Styler adds.
    cut : str, optional
        How to get the rest when not all rows were read.
    """

    data: Any
    restore: Callable[[Any], Any]
    labelled: bool = True
    style: Style | None = None
    cut: str | None = None


def take_in(data: Any) -> Editable:
    """Read any table-like object for editing.

    Raises
    ------
    StreamlitDataframeConversionError
        Not a table.
    ValueError
        An array of more than two dimensions.
    """
    fetched = fetch(data, ROW_LIMIT)
    if fetched is not None:
        return _fetched(fetched.data)._replace(cut=fetched.cut)
    for read in (_pandas, _numpy, _arrow, _polars, _xarray, _python):
        found: Editable | None = read(data)
        if found is not None:
            return found
    return _elsewhere(data)


def _fetched(data: Any) -> Editable:
    """Read what a query, a cursor or a generator has given: edited, it is a DataFrame."""
    if isinstance(data, pd.DataFrame):
        return Editable(data, _same)
    if isinstance(data, (pd.Series, pd.Index)):
        return Editable(data.to_frame(UNNAMED if data.name is None else data.name), _same)
    if isinstance(data, Rows):
        labels = pd.Index(data.labels, tupleize_cols=False)
        return Editable(pd.DataFrame(data.rows, columns=labels), _same, labelled=False)
    return _polars(data) or _elsewhere(data)


def _elsewhere(data: Any) -> Editable:
    frame = read_memory(data)
    return Editable(_through_arrow(frame), _same, labelled=frame.own_index)


def _same(data: Any) -> Any:
    return data


def _pandas(data: Any) -> Editable | None:
    if isinstance(data, pd.DataFrame):
        return Editable(data.copy(deep=_SHARES), partial(_of_kind, data))
    if isinstance(data, pd.Series):
        return Editable(_alone(data), lambda edited: _of_kind(data, edited.iloc[:, 0].rename(data.name)))
    if isinstance(data, pd.Index):
        return Editable(data.to_frame(index=False), _same, labelled=False)
    if isinstance(data, pd.api.extensions.ExtensionArray):
        return Editable(pd.DataFrame({UNNAMED: data}), _same, labelled=False)
    if is_styler(data):
        return Editable(data.data.copy(deep=_SHARES), _same, style=read_style(data))
    return None


def _of_kind(data: Any, edited: Any) -> Any:
    """Return an edited frame or series as the subclass of pandas that it was, such as one of geopandas."""
    if type(edited) is type(data) or type(data) in (pd.DataFrame, pd.Series):
        return edited
    return data._constructor(edited).__finalize__(data)  # noqa: SLF001  # pandas documents it for subclasses


def _alone(series: Any) -> Any:
    return series.to_frame(UNNAMED if series.name is None else series.name)


def _numpy(data: Any) -> Editable | None:
    numpy = sys.modules.get("numpy")
    if numpy is None or type(data) is not numpy.ndarray or data.ndim not in (1, 2):
        return None
    if data.dtype.names is not None:
        names = list(data.dtype.names)
        columns = {name: pd.Series(data[name]) for name in names}
        return Editable(pd.DataFrame(columns), partial(_records, numpy, data.dtype), labelled=False)
    dtype = None if data.dtype.kind != "O" else object
    if data.ndim == 1:
        series = pd.Series(data, dtype=dtype, copy=True)
        restore = partial(_array, numpy, data.dtype)
        return Editable(_alone(series), lambda edited: restore(edited.iloc[:, 0]), labelled=False)
    names = [str(place) for place in range(data.shape[1])] if data.shape[1] != 1 else [UNNAMED]
    frame = pd.DataFrame(data, columns=names, dtype=dtype, copy=True)
    return Editable(frame, partial(_array, numpy, data.dtype), labelled=False)


def _array(numpy: Any, dtype: Any, edited: Any) -> Any:
    """Return cells as an array; of the type that it was if that can hold them."""
    if dtype.kind not in "US":
        return edited.to_numpy(copy=True)  # pandas' own cannot be written to
    texts = edited.to_numpy(dtype=object)
    complete = not pd.isna(texts).any()
    # Without a length: a text may have grown.
    return numpy.array(texts.tolist(), dtype=dtype.kind) if complete and texts.size else texts


def _records(numpy: Any, dtype: Any, edited: Any) -> Any:
    if edited.isna().any(axis=None):
        return edited.to_records(index=False)
    found = numpy.empty(len(edited), dtype=dtype)
    for name in dtype.names:
        found[name] = edited[name].to_numpy()
    return found


def _arrow(data: Any) -> Editable | None:
    if isinstance(data, pa.RecordBatch):
        return _table(pa.Table.from_batches([data]))
    if isinstance(data, pa.Table):
        return _table(data)
    if isinstance(data, (pa.Array, pa.ChunkedArray)):
        frame = _backed([UNNAMED], [data])
        return Editable(
            frame, lambda edited: pa.array(edited.iloc[:, 0].array, type=data.type), labelled=False
        )
    return None


def _table(table: Any) -> Editable:
    if b"pandas" in (table.schema.metadata or {}):
        schema = table.schema
        frame = table.to_pandas()
        return Editable(frame, lambda edited: _fitting(pa.Table.from_pandas(edited), schema))
    return Editable(_columns_of(table), partial(_to_table, table.schema), labelled=False)


def _columns_of(table: Any) -> Any:
    return _backed(table.column_names, table.columns)


def _backed(names: Sequence[str], columns: Sequence[Any]) -> Any:
    """Return Arrow columns as they are, under the roof of pandas."""
    chunked = [
        column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column]) for column in columns
    ]
    series = [pd.Series(pd.arrays.ArrowExtensionArray(column)) for column in chunked]
    frame = pd.concat(series, axis=1) if series else pd.DataFrame()
    # Afterwards, so that two columns of a name are still two.
    frame.columns = pd.Index(names, dtype=object)
    return frame


def _to_table(schema: Any, edited: Any) -> Any:
    columns = [
        pa.chunked_array(edited.iloc[:, place].array.__arrow_array__()) for place in range(len(schema))
    ]
    return pa.table(columns, schema=schema)


def _fitting(table: Any, schema: Any) -> Any:
    """Return a table with the types of a schema, where missing cells have not taken them away."""
    try:
        return table.cast(schema)
    except (ValueError, TypeError, NotImplementedError):
        return table


def _polars(data: Any) -> Editable | None:
    polars = sys.modules.get("polars")
    if polars is None:
        return None
    if isinstance(data, polars.DataFrame):
        return _polars_frame(polars, data)
    if isinstance(data, polars.Series):
        whole = _polars_frame(polars, data.rename(data.name or UNNAMED).to_frame())
        return whole._replace(restore=lambda edited: whole.restore(edited).to_series().rename(data.name))
    return None


def _polars_frame(polars: Any, data: Any) -> Editable:
    if any(kind == polars.Object for kind in data.dtypes):
        frame = pd.DataFrame({name: pd.Series(data[name].to_list(), dtype=object) for name in data.columns})
        kinds = data.schema
        return Editable(
            frame,
            lambda edited: polars.DataFrame(
                {name: polars.Series(name, _plain(edited[name]), kinds[name]) for name in kinds}
            ),
            labelled=False,
        )
    table = data.to_arrow()
    return Editable(
        _columns_of(table),
        lambda edited: polars.from_arrow(_to_table(table.schema, edited)).cast(dict(data.schema)),
        labelled=False,
    )


def _xarray(data: Any) -> Editable | None:
    xarray = sys.modules.get("xarray")
    if xarray is None:
        return None
    if isinstance(data, xarray.Dataset):
        return Editable(
            data.to_dataframe(), lambda edited: _like(data, xarray.Dataset.from_dataframe(edited))
        )
    if isinstance(data, xarray.DataArray):
        return Editable(
            _alone(data.to_series()),
            lambda edited: _like(data, xarray.DataArray.from_series(edited.iloc[:, 0].rename(data.name))),
        )
    return None


def _like(data: Any, edited: Any) -> Any:
    """Return what pandas has made of edited data of xarray with what pandas does not know of it."""
    if hasattr(data, "data_vars"):
        edited = edited.set_coords([name for name in data.coords if name in edited.variables])
        names = [name for name in data.variables if name in edited.variables]
        edited = edited.assign(
            {name: _texts(data[name], edited[name]) for name in names if name in data.data_vars}
        )
        for name in names:
            edited[name].attrs = dict(data[name].attrs)
    else:
        edited = _texts(data, edited)
    # Rows that only count have no coordinate there.
    edited = edited.drop_vars([name for name in edited.dims if name not in data.coords], errors="ignore")
    for name, coordinate in data.coords.items():
        fits = all(edited.sizes.get(dimension) == size for dimension, size in coordinate.sizes.items())
        if name not in edited.coords and fits:
            edited = edited.assign_coords({name: coordinate.variable})
        elif name in edited.coords:
            edited = edited.assign_coords({name: _texts(coordinate, edited[name])})
    return edited.assign_attrs(data.attrs)


def _texts(data: Any, edited: Any) -> Any:
    """Return texts in the type of NumPy that they had, unless one is missing."""
    return edited.astype(str) if data.dtype.kind == "U" and edited.count() == edited.size else edited


def _python(data: Any) -> Editable | None:
    """Read collections of Python."""
    if data is None:
        return Editable(pd.DataFrame(), _same)
    record = as_record(data)
    if record is not None:
        return _by_key(record)
    if isinstance(data, dict):
        return _mapping(data)
    if isinstance(data, Mapping):
        return _by_key(dict(data))
    return _collection(data, items_of(data) or []) if isinstance(data, _COLLECTIONS) else None


def _collection(data: Any, rows: list[Any]) -> Editable:
    shape, found = rows_shape(rows)
    if shape == "records":
        labels: dict[Any, None] = {}
        for record in found:
            labels.update(dict.fromkeys(record))
        frame = _objects({label: [record.get(label) for record in found] for label in labels}, len(found))
        return Editable(frame, _as_records, labelled=False)
    if shape == "rows":
        width = max(map(len, found), default=0)
        names: list[Any] = [UNNAMED] if width == 1 else list(range(width))
        columns = {
            name: [row[place] if place < len(row) else None for row in found]
            for place, name in enumerate(names)
        }
        return Editable(_objects(columns, len(found)), _as_rows, labelled=False)
    kind = tuple if isinstance(data, tuple) else set if isinstance(data, (set, frozenset)) else list
    frame = _objects({UNNAMED: rows}, len(rows)) if rows else pd.DataFrame()
    return Editable(
        frame, lambda edited: kind(_plain(edited.iloc[:, 0]) if edited.shape[1] else []), labelled=False
    )


def _mapping(data: dict[Any, Any]) -> Editable:
    if any(isinstance(value, pd.Series) for value in data.values()):
        return Editable(pd.DataFrame(data), lambda edited: {name: edited[name] for name in edited.columns})
    shape, found = mapping_shape(data)
    if shape == "nested":
        labels: dict[Any, None] = {}
        for column in found.values():
            labels.update(dict.fromkeys(column))
        columns = {name: [column.get(row) for row in labels] for name, column in found.items()}
        return Editable(_labelled(_objects(columns, len(labels)), labels), _as_nested)
    if shape == "columns":
        rows = len(next(iter(found.values())))
        return Editable(_objects(found, rows), _as_columns, labelled=False)
    return _by_key(data) if data else Editable(pd.DataFrame(), _as_keyed)


def _by_key(entries: Mapping[Any, Any]) -> Editable:
    rows = [
        list(value) if isinstance(value, (list, tuple, set, frozenset)) else value
        for value in entries.values()
    ]
    if not any(isinstance(row, list) for row in rows):
        return Editable(_labelled(_objects({UNNAMED: rows}, len(rows)), entries), _as_keyed)
    listed = [row if isinstance(row, list) else [row] for row in rows]
    width = max(map(len, listed), default=0)
    columns = {place: [row[place] if place < len(row) else None for row in listed] for place in range(width)}
    return Editable(
        _labelled(_objects(columns, len(rows)), entries),
        lambda edited: dict(zip(edited.index.tolist(), _as_rows(edited), strict=True)),
    )


def _labelled(frame: Any, labels: Iterable[Any]) -> Any:
    frame.index = pd.Index(list(labels), tupleize_cols=False)
    return frame


def _objects(columns: Mapping[Any, Sequence[Any]], rows: int) -> Any:
    """Return Python values as they are, in columns."""
    frame = pd.DataFrame(index=pd.RangeIndex(rows))
    series = [pd.Series(list(values), dtype=object) for values in columns.values()]
    if series:
        frame = pd.concat(series, axis=1)
    frame.columns = pd.Index([str(label) for label in columns], dtype=object)
    return frame


def _through_arrow(frame: Frame) -> Any:
    """Return a frame of another library as one of pandas."""
    columns = [_series(column) for column in frame.columns]
    found = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=pd.RangeIndex(frame.rows))
    found.columns = pd.Index([column.label for column in frame.columns], tupleize_cols=False)
    if frame.index and not frame.counted:
        levels = [_series(column) for column in frame.index]
        names = [column.label for column in frame.index]
        one = len(levels) == 1
        found.index = (
            pd.Index(levels[0], name=names[0]) if one else pd.MultiIndex.from_arrays(levels, names=names)
        )
    return found


def _series(column: Column) -> Any:
    array = column[1].array
    return pd.Series(array.to_pandas()).reset_index(drop=True)


def _plain(column: Any) -> list[Any]:
    """Return cells as Python values, None for every kind of missing one."""
    return [None if is_missing(value) else value for value in column.tolist()]


def _as_columns(edited: Any) -> dict[str, list[Any]]:
    return {name: _plain(edited[name]) for name in edited.columns}


def _as_rows(edited: Any) -> list[list[Any]]:
    columns = [_plain(edited.iloc[:, place]) for place in range(edited.shape[1])]
    return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in range(len(edited))]


def _as_records(edited: Any) -> list[dict[str, Any]]:
    return [dict(zip(edited.columns, row, strict=True)) for row in _as_rows(edited)]


def _as_nested(edited: Any) -> dict[str, dict[Any, Any]]:
    labels = edited.index.tolist()
    return {name: dict(zip(labels, _plain(edited[name]), strict=True)) for name in edited.columns}


def _as_keyed(edited: Any) -> dict[Any, Any]:
    values = _plain(edited.iloc[:, 0]) if edited.shape[1] else []
    return dict(zip(edited.index.tolist(), values, strict=False))
