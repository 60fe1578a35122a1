"""The one shape that every table-like object is read into: named columns of Arrow values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data._values import Values, from_python

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

UNNAMED = "value"
"""Label of the only column when its source has no name for it."""


class Column(NamedTuple):
    """One column as its source has it.

    Parameters
    ----------
    label : object
        Name in the source: mostly a text, a tuple with several levels of columns.
    values : Values
        Its cells.
    """

    label: Any
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A table, before it is prepared for one command.

    Parameters
    ----------
    columns : list of Column
        The data.
    index : list of Column
        Row labels; several for a MultiIndex, none where the source has no such thing.
    counted : bool, default False
        Whether the index only counts the rows.
    own_index : bool, default False
        Whether the source has an index (pandas), rather than getting one here.
    named : bool, default True
        Whether the source names its columns.
    levels : int, default 1
        Number of levels of the column labels.
    cut : str, optional
        How to get the rest when not all rows were read.
    """

    columns: list[Column]
    index: list[Column]
    counted: bool = False
    own_index: bool = False
    named: bool = True
    levels: int = 1
    cut: str | None = None

    @property
    def rows(self) -> int:
        """Number of rows."""
        for column in (*self.columns, *self.index):
            return len(column.values.array)
        return 0

    def cut_short(self, how: str) -> Frame:
        """Return this frame with the note that rows are missing."""
        return replace(self, cut=how)


def count(start: int, stop: int) -> pa.Array:
    """Return the numbers from `start` to before `stop`, without a Python object for each."""
    return pc.cumulative_sum(pa.repeat(pa.scalar(1, pa.int64()), stop - start), start=start - 1)


def counted_index(rows: int) -> list[Column]:
    """Return an index that counts rows."""
    return [Column(None, Values(count(0, rows)))]


def labelled_index(labels: Iterable[Any]) -> list[Column]:
    """Return an index of these row labels."""
    return [Column(None, from_python(list(labels)))]


def from_columns(columns: Mapping[Any, Sequence[Any]], *, named: bool = True) -> Frame:
    """Return a frame from Python values by column; a single column without a name is called "value"."""
    found = [Column(label, from_python(values)) for label, values in columns.items()]
    if not named and len(found) == 1:
        found = [Column(UNNAMED, found[0].values)]
    rows = len(found[0].values.array) if found else 0
    return Frame(columns=found, index=counted_index(rows), counted=True, named=named)


def from_rows(rows: Sequence[Sequence[Any]], labels: Sequence[Any] | None = None) -> Frame:
    """Return a frame from rows; short ones are filled up."""
    width = len(labels) if labels is not None else max(map(len, rows), default=0)
    full = [row if len(row) == width else [*row, *[None] * (width - len(row))] for row in rows]
    columns = {position: [row[position] for row in full] for position in range(width)}
    if labels is None:
        return replace(from_columns(columns, named=False), index=counted_index(len(rows)))
    found = [Column(label, from_python(columns[position])) for position, label in enumerate(labels)]
    return Frame(columns=found, index=counted_index(len(rows)), counted=True)


def from_records(records: Sequence[Mapping[Any, Any]]) -> Frame:
    """Return a frame from rows that name their values."""
    labels: dict[Any, None] = {}
    for record in records:
        labels.update(dict.fromkeys(record))
    columns = {label: [record.get(label) for record in records] for label in labels}
    frame = from_columns(columns)
    return frame if columns else replace(frame, index=counted_index(len(records)))


def by_key(entries: Mapping[Any, Any]) -> Frame:
    """Return a frame with one row per entry: its key, then its value or values."""
    rows = [_row(value) for value in entries.values()]
    return replace(from_rows(rows), index=labelled_index(entries), counted=False, own_index=True)


def _row(value: Any) -> Sequence[Any]:
    if isinstance(value, (list, tuple)):
        return value
    return list(value) if isinstance(value, (set, frozenset)) else [value]


def concatenate(labels: Iterable[Any], separator: str = " / ") -> str:
    """Return the levels of a label as one text."""
    return separator.join(str(label) for label in labels)
