"""What of pandas can be read in parts. Imported only where pandas is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Hashable

SAMPLE = 64
"""Objects of a column that are compared beside its address: what is in a list may change where it is."""

_COPIES_FROM = 3
"""The version of pandas that copies on write without being told to."""


class Tabular(NamedTuple):
    """An object of pandas as a DataFrame.

    Parameters
    ----------
    data : pandas.DataFrame
        Not copied.
    own_index : bool
        Whether the labels of its rows are the script's.
    """

    data: Any
    own_index: bool


def as_dataframe(data: Any) -> Tabular | None:
    """Return a frame, series or index as a DataFrame, without a copy of its values; None for anything else."""
    if isinstance(data, pd.DataFrame):
        return Tabular(data, own_index=True)
    if isinstance(data, pd.Series):
        return Tabular(data.to_frame(), own_index=True)
    if isinstance(data, pd.Index):
        return Tabular(data.to_frame(index=False), own_index=False)
    return None


def fingerprint(data: Any, labels: Any) -> Hashable | None:
    """Return where the values of a frame are; None where that does not tell what they are.

    Parameters
    ----------
    data : pandas.DataFrame
        It is to be kept as long as the fingerprint is: another object may be at its place afterwards.
    labels : pandas.Index
        The labels of its rows, for which the same holds.
    """
    if not _copies_on_write():
        return None
    index = _place_of_index(labels)
    places = [_place(data.iloc[:, place]) for place in range(data.shape[1])]
    if index is None or None in places:
        return None
    return ("pandas", len(data), tuple(map(repr, data.columns)), index, tuple(places))


def _copies_on_write() -> bool:
    if int(pd.__version__.partition(".")[0]) >= _COPIES_FROM:
        return True
    return pd.get_option("mode.copy_on_write") is True


def _place_of_index(index: Any) -> Hashable | None:
    if isinstance(index, pd.RangeIndex):
        return (index.start, index.step, repr(index.name))
    # An index is never changed, and the frame that it belongs to is kept.
    return (id(index), repr(index.names))


def _place(series: Any) -> Hashable | None:
    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return (id(dtype.categories), dtype.ordered, _address(series.cat.codes.to_numpy()))
    array = series.array
    if isinstance(dtype, (pd.ArrowDtype, pd.StringDtype)) and hasattr(array, "__arrow_array__"):
        values = pa.array(array) if getattr(dtype, "storage", "pyarrow") == "pyarrow" else None
        chunks = getattr(values, "chunks", None) or ([] if values is None else [values])
        buffers = tuple((one.offset, *(b and b.address for b in one.buffers())) for one in chunks)
        return (str(dtype), buffers) if chunks else None
    if isinstance(dtype, pd.api.extensions.ExtensionDtype):
        return None
    values = series.to_numpy()
    if dtype.kind != "O":
        return (str(dtype), _address(values))
    step = max(1, len(values) // SAMPLE)
    return (str(dtype), _address(values), tuple(map(repr, values[::step])))


def _address(values: Any) -> tuple[int, tuple[int, ...]]:
    return values.__array_interface__["data"][0], values.strides
