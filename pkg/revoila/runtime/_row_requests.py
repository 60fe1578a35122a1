"""What a page may ask of a table that stays in the kernel: checked to the last number, then done."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from revoila.elements.data.rows._window import WindowedTable

MOST_ROWS = 2_000
"""How many rows may be asked for at once."""

MOST_LINES = 50_000
"""How many lines of CSV may be."""

MOST_CELLS = 500_000
"""How many fields these may have."""

LONGEST_TEXT = 1_000
"""Of what is searched for."""

LONGEST_NAME = 128
"""Of what a page calls a grid."""

OPERATIONS = ("window", "search", "csv", "statistics")


class RowRequest(NamedTuple):
    """A request that was checked.

    Parameters
    ----------
    id : str
        What the page calls it.
    view : str
        What the page calls the grid that wants it.
    operation : str
        One of `OPERATIONS`.
    table : WindowedTable
        What it is about.
    sort : tuple of int and bool, optional
        The column that the rows are ordered by, and whether from the largest.
    rows : tuple of int
        The first row and that after the last.
    columns : tuple of int
        Positions of columns.
    text : str
        What is searched for.
    """

    id: str
    view: str
    operation: str
    table: WindowedTable
    sort: tuple[int, bool] | None = None
    rows: tuple[int, int] = (0, 0)
    columns: tuple[int, ...] = ()
    text: str = ""

    @property
    def quick(self) -> bool:
        """Whether it needs only the rows that it names, once they are in order."""
        return self.operation == "window"

    def replaces(self, other: RowRequest) -> bool:
        """Whether nobody needs the answer to an earlier request any more."""
        if self.view != other.view or self.view == "":
            return False
        if self.operation == "window" and other.operation == "window":
            # Rows in another order, or of the table that was here before.
            return (self.sort, self.table) != (other.sort, other.table) and other.sort is not None
        return self.operation == other.operation and self.operation in ("search", "statistics")

    def perform(
        self, positions: pa.Array | None, check: Callable[[], None]
    ) -> tuple[dict[str, Any], list[Any]]:
        """Return what it asks for, as JSON and bytes.

        Parameters
        ----------
        positions : pyarrow.Array, optional
            The order of the rows; None for that of the table.
        check : Callable
            Is called between steps; raises when nobody waits any more.
        """
        return _PERFORM[self.operation](self, positions, check)


def read_request(content: dict[str, Any], table: WindowedTable) -> RowRequest | None:
    """Return what a message asks for, or None if it asks for what there is not.

    Parameters
    ----------
    content : dict
        ``request`` and ``view`` are the page's own names; ``op``, what is wanted; ``sort``, the order of the
        rows as ``[column, descending]`` or nothing; ``start`` and ``stop``, the rows of a window or of a part
        of a download; ``columns`` or ``column``; ``text``, what is searched for.
    table : WindowedTable
        The one that it names.
    """
    operation, view = content.get("op"), content.get("view", "")
    if operation not in OPERATIONS or not isinstance(view, str) or len(view) > LONGEST_NAME:
        return None
    base = RowRequest(str(content.get("request")), view, operation, table)
    sort = content.get("sort")
    if sort is not None:
        if not isinstance(sort, list) or len(sort) != 2 or not isinstance(sort[1], bool):  # noqa: PLR2004  # a pair
            return None
        column = _column(sort[0], table)
        if column is None:
            return None
        base = base._replace(sort=(column, sort[1]))
    return _READ[operation](base, content)


def _read_window(base: RowRequest, content: dict[str, Any]) -> RowRequest | None:
    rows = _rows(content, base.table, MOST_ROWS)
    return None if rows is None else base._replace(rows=rows)


def _read_csv(base: RowRequest, content: dict[str, Any]) -> RowRequest | None:
    columns = _columns(content, base.table)
    rows = (
        None
        if columns is None
        else _rows(content, base.table, min(MOST_LINES, MOST_CELLS // len(columns) + 1))
    )
    return None if columns is None or rows is None else base._replace(columns=columns, rows=rows)


def _read_search(base: RowRequest, content: dict[str, Any]) -> RowRequest | None:
    columns, text = _columns(content, base.table), content.get("text")
    if columns is None or not isinstance(text, str) or not 0 < len(text) <= LONGEST_TEXT:
        return None
    return base._replace(columns=columns, text=text)


def _read_statistics(base: RowRequest, content: dict[str, Any]) -> RowRequest | None:
    column = _column(content.get("column"), base.table)
    return None if column is None else base._replace(columns=(column,), sort=None)


def _rows(content: dict[str, Any], table: WindowedTable, most: int) -> tuple[int, int] | None:
    start: Any = content.get("start")
    stop: Any = content.get("stop")
    if not _is_number(start, table.rows) or not _is_number(stop, table.rows):
        return None
    return (start, stop) if 0 < stop - start <= most else None


def _columns(content: dict[str, Any], table: WindowedTable) -> tuple[int, ...] | None:
    names = content.get("columns")
    if not isinstance(names, list) or not 0 < len(names) <= table.columns:
        return None
    found = [_column(name, table) for name in names]
    chosen = tuple(one for one in found if one is not None)
    return chosen if len(set(chosen)) == len(names) else None


def _column(name: object, table: WindowedTable) -> int | None:
    """Return the position of a column, whose name in the stream is that number."""
    if (
        not isinstance(name, str)
        or not name.isascii()
        or not name.isdigit()
        or len(name) > len(str(table.columns))
    ):
        return None
    return int(name) if int(name) < table.columns and str(int(name)) == name else None


def _is_number(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _window(
    request: RowRequest, positions: pa.Array | None, _check: Callable[[], None]
) -> tuple[dict[str, Any], list[Any]]:
    table = request.table
    start, stop = request.rows
    if positions is None:
        return {"start": start}, [table.encode(table.source.slice(start, stop))]
    chosen = positions.slice(start, stop - start)
    rows = table.encode(table.source.take(chosen))
    return {"start": start}, [rows, array("I", chosen.to_pylist()).tobytes()]


def _csv(
    request: RowRequest, positions: pa.Array | None, _check: Callable[[], None]
) -> tuple[dict[str, Any], list[Any]]:
    from revoila.elements.data.rows._export import csv_lines  # imports pyarrow

    start, stop = request.rows
    source = request.table.source
    if positions is None:
        return {}, [csv_lines(source.slice(start, stop, request.columns))]
    return {}, [csv_lines(source.take(positions.slice(start, stop - start), request.columns))]


def _search(
    request: RowRequest, positions: pa.Array | None, check: Callable[[], None]
) -> tuple[dict[str, Any], list[Any]]:
    from revoila.elements.data.rows._search import search  # imports pyarrow

    found = search(request.table.source, request.text, request.columns, positions, check)
    return {"count": found.total, "matches": [[row, str(place)] for row, place in found.matches]}, []


def _statistics(
    request: RowRequest, _positions: pa.Array | None, check: Callable[[], None]
) -> tuple[dict[str, Any], list[Any]]:
    from revoila.elements.data.rows._statistics import statistics  # imports pyarrow

    found, top = statistics(request.table.source.column(request.columns[0]), check)
    return {"statistics": found}, [top]


_READ: dict[str, Callable[[RowRequest, dict[str, Any]], RowRequest | None]] = {
    "window": _read_window,
    "search": _read_search,
    "csv": _read_csv,
    "statistics": _read_statistics,
}

_PERFORM: dict[
    str,
    Callable[[RowRequest, pa.Array | None, Callable[[], None]], tuple[dict[str, Any], list[Any]]],
] = {
    "window": _window,
    "search": _search,
    "csv": _csv,
    "statistics": _statistics,
}
