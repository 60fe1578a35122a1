"""How a table gets to the page: as a whole, or the rows that are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.config._table import OPTIONS
from revoila.config.options import get_option
from revoila.elements.data._arrow import encode
from revoila.elements.data._read import ROW_LIMIT, read_frame
from revoila.elements.data.rows._source import FrameSource, open_query, open_source
from revoila.elements.data.rows._window import WindowedTable, windowed
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from revoila.elements.data._cell_styles import CellStyles
    from revoila.elements.data._frame import Frame
    from revoila.elements.data.rows._source import Source

EAGER_ROWS = 1_000
"""Up to so many rows travel at once although they are to be read on demand, as in Streamlit."""


class OpenTable(NamedTuple):
    """A table that is ready to be drawn.

    Parameters
    ----------
    frame : Frame
        All of it, or some rows of one that stays in the kernel.
    descriptions : list of dict
        Its columns, see `encode`.
    stream : bytes
        The rows that travel with the element.
    windowed : WindowedTable or None
        The table of which these are only the first.
    """

    frame: Frame
    descriptions: list[dict[str, Any]]
    stream: bytes
    windowed: WindowedTable | None = None

    @property
    def rows(self) -> int:
        """How many there are in all."""
        return self.frame.rows if self.windowed is None else self.windowed.rows

    def cell(self, place: int, row: int) -> Any:
        """Return a value by the position of its column, those of the index first, and of its row."""
        if self.windowed is None:
            return (*self.frame.index, *self.frame.columns)[place].values.array[row].as_py()
        import pyarrow as pa  # there already: the source makes Arrow values

        found = self.windowed.source.take(pa.array([row], pa.int64()), [place])
        return found.columns[0].values.array[0].as_py()


def open_table(data: Any, *, lazy: bool | None = None, styles: CellStyles | None = None) -> OpenTable:
    """Read a table-like object, and no more of it than is shown where it is large.

    Parameters
    ----------
    data : object
        Anything that `read_frame` takes.
    lazy : bool, optional
        Whether a query is asked for the rows that are looked at, rather than once for its first ones; None
        does so with those that can be. What is in memory stays there when it is large, whatever this says.
    styles : CellStyles, optional
        What a Styler adds to the data.

    Raises
    ------
    StreamlitAPIException
        It is to be read on demand and cannot be.
    StreamlitDataframeConversionError
        It is no table.
    """
    query = None if lazy is False else open_query(data)
    if query is not None and query.rows > (EAGER_ROWS if lazy else ROW_LIMIT):
        return _open_source(query)
    most = EAGER_ROWS if lazy else _limit("limits.tableRows")
    source = open_source(data)
    if source is not None and (source.rows > most or source.size > _limit("limits.tableSize")):
        return _open_source(source, styles)
    return _open_frame(read_frame(data), most, lazy=lazy is True, styles=styles)


def open_frame(frame: Frame, styles: CellStyles | None = None) -> OpenTable:
    """Take a frame as a whole, as for a table that has all rows on the page."""
    stream, descriptions = encode(frame, styles)
    return OpenTable(frame, descriptions, stream)


def _open_frame(frame: Frame, most: int, *, lazy: bool, styles: CellStyles | None) -> OpenTable:
    if lazy and frame.cut is not None:
        raise StreamlitAPIException(
            "`lazy=True` needs a source that knows how many rows it has and gives any of them. "
            f"Remove `lazy=True` to show the first {frame.rows:,} rows. {frame.cut}"
        )
    if frame.rows > most:
        return _open_source(FrameSource(frame), styles)
    whole = open_frame(frame, styles)
    if len(whole.stream) > _limit("limits.tableSize") and frame.rows > 1:
        return _open_source(FrameSource(frame), styles)._replace(frame=frame)
    return whole


def _open_source(source: Source, styles: CellStyles | None = None) -> OpenTable:
    table = windowed(source, styles)
    descriptions = [dict(description) for description in table.descriptions]
    return OpenTable(table.sample, descriptions, table.first, table)


def _limit(name: str) -> int:
    value = get_option(name)
    return int(OPTIONS[name].default if value is None else value)
