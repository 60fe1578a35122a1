"""A table that stays in the kernel, as an element holds it: a name for the page, and the rows behind it."""

from __future__ import annotations

from functools import cached_property
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import pyarrow as pa

    from revoila.elements._element import Props
    from revoila.elements.data._cell_styles import CellStyles
    from revoila.elements.data._frame import Column, Frame
    from revoila.elements.data.rows._source import Source

CELLS = 4_000
"""About how many cells there are in a window."""

_FEWEST, _MOST = 10, 200

BYTES = 256 * 1024
"""About how large the values of a window may be."""

SAMPLE = 200
"""Rows, spread over all of a table, by which its columns are described."""

_lock = Lock()
_numbers = count(1)
_known: WeakValueDictionary[Hashable, WindowedTable] = WeakValueDictionary()
"""Tables by what they hold. As long as one exists, its memory belongs to nothing else."""


class WindowedTable:
    """A table of which the page has only some rows.

    Two draws of the same, unchanged data are one table, so that a rerun sends nothing.

    Parameters
    ----------
    source : Source
        The rows.
    styles : CellStyles, optional
        What a Styler adds to them.
    """

    def __init__(self, source: Source, styles: CellStyles | None = None) -> None:
        self.source = source
        self.styles = styles
        self.name = f"rows-{next(_numbers)}"
        self.rows = source.rows
        self.size = source.size + (0 if styles is None else styles.size)
        self.columns = len(_columns(source.slice(0, 0)))
        """How many there are, those of the index included."""
        self.window = window_size(self.columns, self.size / max(1, self.rows))
        """How many rows the page asks for at once."""

    @property
    def face(self) -> Props:
        """What the page is told: enough to ask for rows."""
        return {"name": self.name, "window": self.window}

    @cached_property
    def sample(self) -> Frame:
        """Some rows from all over the table, by which its columns are described."""
        import pyarrow as pa  # there already: the source makes Arrow values

        step = max(1, self.rows // SAMPLE)
        return self.source.take(pa.array(range(0, self.rows, step), pa.int64()))

    @cached_property
    def descriptions(self) -> tuple[dict[str, Any], ...]:
        """What each column is, see `encode`; they are the same for all who draw the table."""
        from revoila.elements.data._arrow import encode  # imports pyarrow

        return tuple(encode(self.sample)[1])

    @cached_property
    def first(self) -> bytes:
        """The first window as an Arrow stream, and the last row after it: numbers that count get wider."""
        import pyarrow as pa  # as above

        rows = [*range(min(self.window, self.rows)), *([self.rows - 1] if self.rows > self.window else [])]
        return self.take(pa.array(rows, pa.int64()))

    @cached_property
    def _texts(self) -> frozenset[int]:
        # Mixed objects are text in the sample, and must be in a window where they happen to be of one kind.
        from revoila.elements.data._wire import to_wire  # imports pyarrow

        found = [to_wire(column.values).about["type"] for column in _columns(self.sample)]
        return frozenset(place for place, kind in enumerate(found) if kind == "text")

    def slice(self, start: int, stop: int) -> bytes:
        """Return the rows from `start` to before `stop` as an Arrow stream."""
        styles = None if self.styles is None else self.styles.slice(start, stop)
        return self.encode(self.source.slice(start, stop), styles)

    def take(self, positions: pa.Array) -> bytes:
        """Return the rows at these positions, in their order, as an Arrow stream."""
        styles = None if self.styles is None else self.styles.take(positions)
        return self.encode(self.source.take(positions), styles)

    def encode(self, frame: Frame, styles: CellStyles | None = None) -> bytes:
        """Return rows as an Arrow stream.

        Parameters
        ----------
        frame : Frame
            As the source gives them.
        styles : CellStyles, optional
            Those of the same rows.
        """
        return encode_rows(frame, self._texts, styles)

    @property
    def whole(self) -> Frame:
        """All rows."""
        return self.source.slice(0, self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WindowedTable) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"WindowedTable({self.name!r}, {self.rows} rows, {self.columns} columns)"

    def __deepcopy__(self, _memo: Any) -> WindowedTable:
        return self

    def __reduce__(self) -> tuple[Callable[..., WindowedTable], tuple[bytes, CellStyles | None]]:
        """Travel as Arrow data, as on the disk of a cache."""
        return _restored, (_stored(self.whole), self.styles)


def windowed(source: Source, styles: CellStyles | None = None) -> WindowedTable:
    """Return the table of a source, which is one that exists already if that holds the same.

    Parameters
    ----------
    source : Source
        The rows.
    styles : CellStyles, optional
        What a Styler adds to them.
    """
    data = source.fingerprint()
    mark = None if data is None else (data, None if styles is None else styles.digest)
    with _lock:
        table = None if mark is None else _known.get(mark)
        if table is None:
            table = WindowedTable(source, styles)
            if mark is not None:
                _known[mark] = table
        return table


def window_size(columns: int, row_size: float) -> int:
    """Return how many rows travel at once.

    Parameters
    ----------
    columns : int
        How many columns they have.
    row_size : float
        About how many bytes one of them takes.
    """
    fitting = min(CELLS / max(1, columns), BYTES / max(1.0, row_size))
    return int(min(_MOST, max(_FEWEST, fitting)))


def encode_rows(frame: Frame, texts: frozenset[int] = frozenset(), styles: CellStyles | None = None) -> bytes:
    """Return the rows of a frame as an Arrow stream.

    Parameters
    ----------
    frame : Frame
        As a source gives it.
    texts : frozenset of int
        Positions of columns that are text in any case.
    styles : CellStyles, optional
        What a Styler adds to these rows.
    """
    from revoila.elements.data._arrow import write_stream  # imports pyarrow

    arrays = [_travelling(column, text=place in texts) for place, column in enumerate(_columns(frame))]
    names = [str(place) for place in range(len(arrays))]
    added = {} if styles is None else styles.fields
    return write_stream([*arrays, *added.values()], [*names, *added])


def _travelling(column: Column, *, text: bool) -> pa.Array:
    from revoila.elements.data._values import as_text  # imports pyarrow
    from revoila.elements.data._wire import to_wire  # as above

    array, about = to_wire(column.values)
    return as_text(array.to_pylist()) if text and about["type"] != "text" else array


def _stored(frame: Frame) -> bytes:
    from revoila.elements.data._arrow import encode  # imports pyarrow

    return encode(frame)[0]


def _restored(stream: bytes, styles: CellStyles | None = None) -> WindowedTable:
    from revoila.elements.data._arrow import decode  # imports pyarrow
    from revoila.elements.data.rows._source import FrameSource  # as above

    return windowed(FrameSource(decode(stream)), styles)


def _columns(frame: Frame) -> list[Column]:
    return [*frame.index, *frame.columns]
