"""What a page may ask of a table that stays in the kernel: checked to the last number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements.data._runs import read_runs
from revoila.errors import EventRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from revoila.elements.data.rows._search import Look
    from revoila.elements.data.rows._window import WindowedTable

MOST_ROWS = 2_000
"""How many rows may be asked for at once."""

MOST_LINES = 50_000
"""How many lines of CSV may be."""

MOST_CELLS = 500_000
"""How many fields these may have."""

MOST_PLACES = 100_000
"""How many rows may be asked for their places at once."""

MOST_CHANGED = 500_000
"""How many cells may show something else than the data has, as many as an editor keeps."""

LONGEST_TEXT = 1_000
"""Of what is searched for."""

LONGEST_NAME = 128
"""Of what a page calls a grid."""

STYLED = {"as": "styled"}
"""How a column shows whose texts are those of a Styler."""

OPERATIONS = ("window", "places", "search", "csv", "statistics")


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
    look : Look, optional
        What a visitor sees of the cells that are searched.
    lines : bool
        Whether a download also says where each line ends, and which row it is.
    positions : tuple of int
        Positions of rows: those whose places are wanted; of statistics, those of cells that do not count.
    entered : tuple of object
        Values that count in addition.
    """

    id: str
    view: str
    operation: str
    table: WindowedTable
    sort: tuple[int, bool] | None = None
    rows: tuple[int, int] = (0, 0)
    columns: tuple[int, ...] = ()
    text: str = ""
    look: Look | None = None
    lines: bool = False
    positions: tuple[int, ...] = ()
    entered: tuple[Any, ...] = ()

    @property
    def quick(self) -> bool:
        """Whether it needs only the rows that it names, once they are in order."""
        return self.operation == "window" or (self.operation == "places" and not self.positions)

    def replaces(self, other: RowRequest) -> bool:
        """Whether nobody needs the answer to an earlier request any more."""
        if self.view != other.view or self.view == "":
            return False
        if self.operation == "window" and other.operation == "window":
            # Rows in another order, or of the table that was here before.
            return (self.sort, self.table) != (other.sort, other.table) and other.sort is not None
        return self.operation == other.operation and self.operation in ("search", "statistics")


def read_request(content: dict[str, Any], table: WindowedTable) -> RowRequest | None:
    """Return what a message asks for, or None if it asks for what there is not.

    Parameters
    ----------
    content : dict
        ``request`` and ``view`` are the page's own names; ``op``, what is wanted; ``sort``, the order of the
        rows as ``[column, descending]`` or nothing; ``start`` and ``stop``, the rows of a window or of a part
        of a download; ``columns`` or ``column``; ``text``, what is searched for; ``shows``, how columns show,
        and ``missing``, what shows in place of missing cells; ``lines``, whether the ends of lines are wanted;
        ``positions``, runs of rows; ``gone`` and ``covered``, runs of rows that are not there any more, or where
        a column shows something else; ``entered``, values in their place.
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
    try:
        return _READ[operation](base, content)
    except EventRefusedError:
        return None


def _read_window(base: RowRequest, content: dict[str, Any]) -> RowRequest | None:
    rows = _rows(content, base.table, MOST_ROWS)
    return None if rows is None else base._replace(rows=rows)


def _read_places(base: RowRequest, content: dict[str, Any]) -> RowRequest | None:
    if base.sort is None:
        return None
    wanted = content.get("positions")
    if wanted is None:
        rows = _rows(content, base.table, MOST_PLACES)
        return None if rows is None else base._replace(rows=rows)
    positions = _positions(wanted, base.table, MOST_PLACES)
    return base._replace(positions=positions) if positions else None


def _read_csv(base: RowRequest, content: dict[str, Any]) -> RowRequest | None:
    columns = _columns(content, base.table)
    rows = (
        None
        if columns is None
        else _rows(content, base.table, min(MOST_LINES, MOST_CELLS // len(columns) + 1))
    )
    if columns is None or rows is None:
        return None
    return base._replace(columns=columns, rows=rows, lines=content.get("lines") is True)


def _read_search(base: RowRequest, content: dict[str, Any]) -> RowRequest | None:
    columns, text = _columns(content, base.table), content.get("text")
    if columns is None or not isinstance(text, str) or not 0 < len(text) <= LONGEST_TEXT:
        return None
    look = _look(content, base.table)
    return None if look is None else base._replace(columns=columns, text=text, look=look)


def _look(content: dict[str, Any], table: WindowedTable) -> Look | None:
    from revoila.elements.data.rows._search import Look  # imports pyarrow
    from revoila.elements.data.rows._shows import read_show  # as above

    missing = content.get("missing", "")
    described = _by_column(content.get("shows", {}), table)
    covered = _by_column(content.get("covered", {}), table)
    if not isinstance(missing, str) or len(missing) > LONGEST_TEXT or described is None or covered is None:
        return None
    given = {} if table.styles is None else table.styles.texts
    styled = {place: given[place] for place, wire in described.items() if wire == STYLED and place in given}
    shows = {place: show for place, wire in described.items() if (show := read_show(wire)) is not None}
    if len(shows) + len(styled) < len(described):
        return None
    cells: dict[int, tuple[int, ...]] = {}
    left = MOST_CHANGED
    for place, wire in covered.items():
        cells[place] = _positions(wire, table, left)
        left -= len(cells[place])
    gone = _positions(content.get("gone", []), table, max(MOST_CHANGED, table.rows))
    return Look(shows=shows, missing=missing, gone=gone, covered=cells, texts=styled)


def _read_statistics(base: RowRequest, content: dict[str, Any]) -> RowRequest | None:
    column, entered = _column(content.get("column"), base.table), content.get("entered", [])
    if column is None or not isinstance(entered, list) or len(entered) > MOST_CHANGED:
        return None
    gone = _positions(content.get("gone", []), base.table, max(MOST_CHANGED, base.table.rows))
    return base._replace(columns=(column,), sort=None, positions=gone, entered=tuple(entered))


def _positions(wire: Any, table: WindowedTable, most: int) -> tuple[int, ...]:
    """Return the positions of runs.

    Raises
    ------
    EventRefusedError
        They are no runs of rows of the table, or more than there may be.
    """
    lengths = wire[1::2] if isinstance(wire, list) else []
    if not all(type(length) is int for length in lengths) or sum(lengths) > most:
        raise EventRefusedError("These are not runs of rows, or too many.")
    return tuple(read_runs(wire, table.rows, most))


def _by_column(wire: Any, table: WindowedTable) -> Mapping[int, Any] | None:
    """Return entries by the positions of their columns."""
    if not isinstance(wire, dict) or len(wire) > table.columns:
        return None
    found = {_column(name, table): entry for name, entry in wire.items()}
    return None if None in found else {place: entry for place, entry in found.items() if place is not None}


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


_READ: dict[str, Callable[[RowRequest, dict[str, Any]], RowRequest | None]] = {
    "window": _read_window,
    "places": _read_places,
    "search": _read_search,
    "csv": _read_csv,
    "statistics": _read_statistics,
}
