"""Where the rows of a table are: in what the script passed, read a window at a time.

Nothing here looks at every row: a window is sliced from its source first, and
becomes Arrow values then. A column as a whole is read when a visitor sorts,
searches or asks for statistics, and not before.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import pyarrow as pa

from revoila.elements.data._frame import Column, Frame, count
from revoila.elements.data._values import Values

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

Places: TypeAlias = "Sequence[int]"
"""Positions of columns, those of the index first."""

_ADDRESSES = 2_000
"""Buffers whose addresses are compared to tell whether data is the same; with more, it counts as other data."""


class Source(Protocol):
    """A table whose rows can be read in parts.

    It is what the script showed: changes that the script makes to its own object afterwards are not
    seen, except those of the elements of a NumPy array, or of a pandas without copy-on-write.
    """

    rows: int
    """How many it has."""

    size: int
    """About how many bytes of memory it holds."""

    def slice(self, start: int, stop: int, places: Places | None = None) -> Frame:
        """Return the rows from `start` to before `stop`; of all columns, or those at `places` as data."""

    def take(self, positions: pa.Array, places: Places | None = None) -> Frame:
        """Return the rows at these positions, in their order."""

    def column(self, place: int) -> Values:
        """Return a column as a whole."""

    def fingerprint(self) -> Hashable | None:
        """Return what equals that of another source with the same content while both exist; None if unknown."""


class FrameSource:
    """Columns of Arrow values.

    Parameters
    ----------
    frame : Frame
        Where the index only counts the rows, it is made for each window.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = replace(frame, index=[]) if _counts_from_zero(frame) else frame
        self._counted = self._frame is not frame
        self.rows = frame.rows
        self.size = sum(column.values.array.nbytes for column in self._all)

    @property
    def _all(self) -> list[Column]:
        return [*self._frame.index, *self._frame.columns]

    def slice(self, start: int, stop: int, places: Places | None = None) -> Frame:
        """Return some rows, see `Source`."""
        cut = [_of(column, column.values.array.slice(start, stop - start)) for column in self._chosen(places)]
        return self._made(cut, count(start, stop), places)

    def take(self, positions: pa.Array, places: Places | None = None) -> Frame:
        """Return some rows, see `Source`."""
        cut = [_of(column, column.values.array.take(positions)) for column in self._chosen(places)]
        return self._made(cut, positions.cast(pa.int64()), places)

    def column(self, place: int) -> Values:
        """Return a column, see `Source`."""
        if self._counted:
            return Values(count(0, self.rows)) if place == 0 else self._all[place - 1].values
        return self._all[place].values

    def fingerprint(self) -> Hashable | None:
        """Return the addresses of the data, which is never changed."""
        addresses = [_addresses(column.values.array) for column in self._all]
        if sum(map(len, addresses)) > _ADDRESSES:
            return None
        labels = tuple(repr(column.label) for column in self._all)
        return ("arrow", self.rows, self._counted, labels, tuple(addresses))

    def _chosen(self, places: Places | None) -> list[Column]:
        if places is None:
            return self._all
        first = int(self._counted)
        return [self._all[place - first] for place in places if place >= first]

    def _made(self, cut: list[Column], positions: pa.Array, places: Places | None) -> Frame:
        labels = [Column(None, Values(positions))] if self._counted else []
        if places is not None:
            found = iter(cut)
            columns = [labels[0] if self._counted and place == 0 else next(found) for place in places]
            return Frame(columns=columns, index=[])
        levels = len(self._frame.index)
        return replace(self._frame, index=[*labels, *cut[:levels]], columns=cut[levels:])


class PandasSource:
    """A DataFrame of pandas.

    Parameters
    ----------
    data : pandas.DataFrame
        A series or an index is made one by `open_pandas`.
    own_index : bool
        Whether the labels of the rows are the script's.
    """

    def __init__(self, data: Any, *, own_index: bool = True) -> None:
        # Costs nothing: where pandas copies on write, this is what the script shows at this moment.
        self._data = data.copy(deep=False)
        # It is told by its identity, so it must not make room for another.
        self._labels = data.index
        self._own_index = own_index
        self._levels = data.index.nlevels
        self.rows = len(data)
        self.size = int(data.memory_usage(index=False).sum())

    def slice(self, start: int, stop: int, places: Places | None = None) -> Frame:
        """Return some rows, see `Source`."""
        return self._read(self._data.iloc[start:stop], places)

    def take(self, positions: pa.Array, places: Places | None = None) -> Frame:
        """Return some rows, see `Source`."""
        return self._read(self._data.take(positions.to_numpy()), places)

    def column(self, place: int) -> Values:
        """Return a column, see `Source`."""
        return self._read(self._data, [place]).columns[0].values

    def fingerprint(self) -> Hashable | None:
        """Return the addresses of the data; whoever changes it makes new data first, if pandas copies on write."""
        from revoila.elements.data.rows._pandas import fingerprint  # imports pandas

        return fingerprint(self._data, self._labels)

    def _read(self, data: Any, places: Places | None) -> Frame:
        from revoila.elements.data._pandas import read_dataframe, read_index  # imports pandas

        if places is None:
            return replace(
                read_dataframe(data), counted=_is_range(self._data.index), own_index=self._own_index
            )
        labels = [place for place in places if place < self._levels]
        index = read_index(data.index) if labels else []
        found = read_dataframe(
            data.iloc[:, [place - self._levels for place in places if place not in labels]]
        )
        columns = iter(found.columns)
        return Frame(
            columns=[index[place] if place < self._levels else next(columns) for place in places], index=[]
        )


class PolarsSource:
    """A DataFrame of Polars.

    Parameters
    ----------
    data : polars.DataFrame
        Series are made one by `open_source`.
    """

    def __init__(self, data: Any) -> None:
        self._data = data.clone()
        self.rows = data.height
        self.size = int(data.estimated_size())

    def slice(self, start: int, stop: int, places: Places | None = None) -> Frame:
        """Return some rows, see `Source`."""
        return _read(_pick(self._data, places).slice(start, stop - start))

    def take(self, positions: pa.Array, places: Places | None = None) -> Frame:
        """Return some rows, see `Source`."""
        return _read(_pick(self._data, places)[positions.to_pylist()])

    def column(self, place: int) -> Values:
        """Return a column, see `Source`."""
        return _read(_pick(self._data, [place])).columns[0].values

    def fingerprint(self) -> None:
        """Return nothing: a frame of Polars does not tell where its data is."""


class LazySource:
    """A query of Polars that is asked for each window.

    Parameters
    ----------
    data : polars.LazyFrame
        Nothing of it is kept.
    rows : int
        How many rows it gives.
    """

    size = 0

    def __init__(self, data: Any, rows: int) -> None:
        self._data = data
        self._names = data.collect_schema().names()
        self.rows = rows

    def slice(self, start: int, stop: int, places: Places | None = None) -> Frame:
        """Return some rows, see `Source`."""
        return _read(self._pick(places).slice(start, stop - start).collect())

    def take(self, positions: pa.Array, places: Places | None = None) -> Frame:
        """Return some rows, see `Source`."""
        import polars as pl  # made the query

        return _read(self._pick(places).select(pl.all().gather(positions.to_pylist())).collect())

    def column(self, place: int) -> Values:
        """Return a column, see `Source`."""
        return _read(self._pick([place]).collect()).columns[0].values

    def fingerprint(self) -> None:
        """Return nothing: nobody knows whether the query gives the same again."""

    def _pick(self, places: Places | None) -> Any:
        return self._data if places is None else self._data.select([self._names[place] for place in places])


class ArraySource:
    """An array of NumPy with one or two dimensions.

    Parameters
    ----------
    data : numpy.ndarray
        Of one dimension with or without fields, or of two.
    """

    def __init__(self, data: Any) -> None:
        self._data = data
        self.rows = len(data)
        self.size = int(data.nbytes)

    def slice(self, start: int, stop: int, places: Places | None = None) -> Frame:
        """Return some rows, see `Source`."""
        return self._made(self._data[start:stop], count(start, stop), places)

    def take(self, positions: pa.Array, places: Places | None = None) -> Frame:
        """Return some rows, see `Source`."""
        return self._made(self._data[positions.to_numpy()], positions.cast(pa.int64()), places)

    def column(self, place: int) -> Values:
        """Return a column, see `Source`."""
        return self.slice(0, self.rows, [place]).columns[0].values

    def fingerprint(self) -> None:
        """Return nothing: anybody may write into an array."""

    def _made(self, data: Any, positions: pa.Array, places: Places | None) -> Frame:
        from revoila.elements.data._foreign import read_numpy  # imports numpy

        index = [Column(None, Values(positions))]
        if places is None:
            return replace(read_numpy(data), index=index)
        return Frame(
            columns=[index[0] if place == 0 else read_numpy(data, place - 1).columns[0] for place in places],
            index=[],
        )


def open_source(data: Any) -> Source | None:
    """Return the source of an object that is in memory and can be read in parts; None for any other.

    Parameters
    ----------
    data : object
        What a script passed.
    """
    module = f"{type(data).__module__}."
    if module.startswith("pandas.") and "pandas" in sys.modules:
        from revoila.elements.data.rows._pandas import as_dataframe  # imports pandas

        found = as_dataframe(data)
        return None if found is None else PandasSource(found.data, own_index=found.own_index)
    if module.startswith("polars."):
        return PolarsSource(data) if hasattr(data, "estimated_size") and hasattr(data, "height") else None
    numpy = sys.modules.get("numpy")
    if numpy is not None and type(data) is numpy.ndarray and data.ndim in (1, 2):
        return ArraySource(data)
    return None


def open_query(data: Any) -> LazySource | None:
    """Return the source of a query that gives its rows in parts and always in the same order; None for any other.

    It asks for the number of rows.

    Parameters
    ----------
    data : object
        What a script passed.
    """
    if not f"{type(data).__module__}.".startswith("polars.") or not hasattr(data, "collect_schema"):
        return None
    if hasattr(data, "height"):
        return None
    import polars as pl  # made the query

    return LazySource(data, int(data.select(pl.len()).collect().item()))


def _of(column: Column, array: Any) -> Column:
    return Column(column.label, Values(array, column.values.note))


def _counts_from_zero(frame: Frame) -> bool:
    return frame.counted and len(frame.index) == 1 and not frame.own_index


def _is_range(index: Any) -> bool:
    return type(index).__name__ == "RangeIndex"


def _pick(data: Any, places: Places | None) -> Any:
    return data if places is None else data.select([data.columns[place] for place in places])


def _read(data: Any) -> Frame:
    from revoila.elements.data._foreign import read_foreign  # imports narwhals

    found = read_foreign(data)
    return Frame(columns=[], index=[]) if found is None else found


def _addresses(array: Any) -> tuple[Any, ...]:
    chunks = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
    found: list[Any] = [str(array.type)]
    for chunk in chunks:
        buffers = [None if buffer is None else buffer.address for buffer in chunk.buffers()]
        found.append((chunk.offset, len(chunk), *buffers))
        if pa.types.is_dictionary(chunk.type):
            found.append(_addresses(chunk.dictionary))
    return tuple(found)
