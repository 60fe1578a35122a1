"""The changes of an editor, applied to its data: column by column, in the types that the columns have."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from revoila.elements.data._columns import INDEX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from revoila.elements.data._cells import CellRule
    from revoila.elements.data._editor_state import DataEditorState

_log = logging.getLogger(__name__)


class Change(NamedTuple):
    """What happens to one column.

    Parameters
    ----------
    cells : dict of int to object
        New values by position.
    kept : numpy.ndarray or None
        Positions of the rows that stay; None for all.
    added : list
        Values of the rows that follow.
    """

    cells: dict[int, Any]
    kept: Any
    added: list[Any]

    @property
    def is_nothing(self) -> bool:
        """Whether the column stays what it is."""
        return not self.cells and self.kept is None and not self.added


def apply_changes(data: Any, state: DataEditorState, rules: Mapping[str, CellRule]) -> Any:
    """Return a frame with cells changed, then rows deleted, then rows added.

    Parameters
    ----------
    data : pandas.DataFrame
        The data; it is not changed.
    state : DataEditorState
        The changes, which the rules accept.
    rules : mapping of str to CellRule
        What each column holds.
    """
    cells: dict[str, dict[int, Any]] = {}
    for row, entries in state.cells.items():
        for label, wire in entries.items():
            cells.setdefault(label, {})[row] = rules[label].read(wire)
    deleted = state["deleted_rows"]
    kept = np.delete(np.arange(len(data)), deleted) if deleted else None
    index, rows = _relabel(data.index, cells.get(INDEX, {}), deleted, state["added_rows"], rules[INDEX])
    if not cells and kept is None and not rows:
        return data
    found = []
    for place, label in enumerate(data.columns):
        rule = rules[label]
        added = [rule.read_added(row[label]) if label in row else None for row in rows]
        found.append(_change(data.iloc[:, place], Change(cells.get(label, {}), kept, added)))
    edited = pd.concat(found, axis=1) if found else pd.DataFrame(index=pd.RangeIndex(len(index)))
    edited.columns, edited.index, edited.attrs = data.columns, index, data.attrs
    return edited


def _relabel(
    index: Any, cells: dict[int, Any], deleted: list[int], added: Sequence[Mapping[str, Any]], rule: CellRule
) -> tuple[Any, list[Mapping[str, Any]]]:
    """Return the labels of the rows, and the added rows that got one."""
    if cells:
        changed = _change(pd.Series(index), Change(cells, None, []))
        index = pd.Index(changed, name=index.name)
    kept = index.delete(deleted) if deleted else index
    if not added:
        return kept, []
    if isinstance(index, pd.RangeIndex):
        start = index.start if kept.empty else kept[-1] + index.step
        following = pd.RangeIndex(start, start + len(added) * index.step, index.step, name=index.name)
        return (following if kept.empty else kept.append(following)), list(added)
    index = kept
    counts = pd.api.types.is_integer_dtype(index.dtype)
    follows = 0 if not counts or index.empty else int(index.max()) + 1
    known, labels, rows = set(index), [], []
    for row in added:
        label = rule.read_added(row.get(INDEX))
        if label is None and counts:
            label, follows = follows, follows + 1
        elif isinstance(label, dt.datetime):
            label = pd.Timestamp(label)
        if label is None or label in known:
            _log.warning("A data editor has left out a row whose label is missing or there already.")
            continue
        known.add(label)
        labels.append(label)
        rows.append(row)
    changed = _change(pd.Series(index), Change({}, None, labels))
    return pd.Index(changed, name=index.name), rows


def _change(series: Any, change: Change) -> Any:
    """Return a column after its change, with rows that are counted."""
    if change.is_nothing:
        return series.reset_index(drop=True)
    dtype = series.dtype
    if isinstance(dtype, pd.ArrowDtype):
        return pd.Series(_change_arrow(series.array.__arrow_array__(), change))
    if isinstance(dtype, pd.SparseDtype):
        dense = _change(series.sparse.to_dense(), change)
        return dense if dense.isna().any() and dtype.kind in "iub" else dense.astype(dtype)
    new = [*change.cells.values(), *change.added]
    wide = _wide_enough(dtype, new)
    array = series.astype(wide).array if wide != dtype else series.array
    if change.cells:
        array = array.copy()
        array[np.fromiter(change.cells, dtype=np.intp)] = _typed(list(change.cells.values()), wide, series)
    if change.kept is not None:
        array = array.take(change.kept)
    if change.added:
        added = _typed(change.added, wide, series)
        parts = [pd.Series(array, dtype=wide), pd.Series(added, dtype=wide)]
        # Nothing beside something would decide on the type.
        return pd.concat([part for part in parts if len(part)], ignore_index=True)
    return pd.Series(array, dtype=wide)


def _wide_enough(dtype: Any, new: list[Any]) -> Any:
    """Return the type of a column, or the one that NumPy needs for its missing cells."""
    if not isinstance(dtype, np.dtype) or not any(value is None for value in new):
        return dtype
    return {"i": np.dtype("float64"), "u": np.dtype("float64"), "b": np.dtype(object)}.get(dtype.kind, dtype)


def _typed(values: list[Any], dtype: Any, series: Any) -> Any:
    """Return new cells as an array of the type of their column."""
    if pd.api.types.is_object_dtype(dtype):
        found = np.empty(len(values), dtype=object)
        like = _like(series)
        for place, value in enumerate(values):
            # One by one: NumPy would take lists for rows.
            found[place] = value if value is None or like is None else like(value)
        return pd.array(found, dtype=object)
    if isinstance(dtype, pd.DatetimeTZDtype):
        # The constructor wants one zone for all.
        stamps = [None if value is None else pd.Timestamp(value).tz_convert(dtype.tz) for value in values]
        return pd.DatetimeIndex(stamps, tz=dtype.tz).as_unit(dtype.unit).array
    return pd.Series(values, dtype=dtype).array


def _like(series: Any) -> Any:
    """Return what makes values the way a column of objects has them, or None."""
    at = series.first_valid_index()
    kind = type(None if at is None else series[at])
    return kind if kind in (pd.Timestamp, pd.Timedelta) else None


def _change_arrow(array: Any, change: Change) -> Any:
    kind = array.type
    if change.cells:
        values = array.to_pylist()
        for row, value in change.cells.items():
            values[row] = value
        array = pa.chunked_array([pa.array(values, type=kind)])
    if change.kept is not None:
        array = array.take(pa.array(change.kept))
    chunks = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
    if change.added:
        chunks = [*chunks, pa.array(change.added, type=kind)]
    return pd.arrays.ArrowExtensionArray(pa.chunked_array(chunks, type=kind))
