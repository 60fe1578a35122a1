"""What a page asked of a table that stays in the kernel, done: the answer as JSON and bytes."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from revoila.runtime._row_requests import RowRequest

    Answer: TypeAlias = tuple[dict[str, Any], list[Any]]


def answer(request: RowRequest, positions: pa.Array | None, check: Callable[[], None]) -> Answer:
    """Return what a request asks for.

    Parameters
    ----------
    request : RowRequest
        It was checked.
    positions : pyarrow.Array, optional
        The order of the rows; None for that of the table.
    check : Callable
        Is called between steps; raises when nobody waits any more.
    """
    return _PERFORM[request.operation](request, positions, check)


def _window(request: RowRequest, positions: pa.Array | None, _check: Callable[[], None]) -> Answer:
    table = request.table
    start, stop = request.rows
    if positions is None:
        return {"start": start}, [table.slice(start, stop)]
    chosen = positions.slice(start, stop - start)
    return {"start": start}, [table.take(chosen), _numbers(chosen.to_pylist())]


def _places(request: RowRequest, positions: pa.Array | None, check: Callable[[], None]) -> Answer:
    """Tell which positions some rows show, or which rows show some positions."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if positions is None:  # `read_request` refuses this
        return {}, []
    if request.positions:
        wanted = pa.array(request.positions, positions.type)
        check()
        return {}, [_numbers(pc.index_in(wanted, value_set=positions).to_pylist())]
    start, stop = request.rows
    return {}, [_numbers(positions.slice(start, stop - start).to_pylist())]


def _csv(request: RowRequest, positions: pa.Array | None, _check: Callable[[], None]) -> Answer:
    from revoila.elements.data.rows._export import csv_lines  # imports pyarrow

    start, stop = request.rows
    source, columns = request.table.source, request.columns
    chosen = None if positions is None else positions.slice(start, stop - start)
    lines = csv_lines(source.slice(start, stop, columns) if chosen is None else source.take(chosen, columns))
    if not request.lines:
        return {}, [lines.text]
    at = [] if chosen is None else [_numbers(chosen.to_pylist())]
    return {}, [lines.text, _numbers(lines.lengths), *at]


def _search(request: RowRequest, positions: pa.Array | None, check: Callable[[], None]) -> Answer:
    from revoila.elements.data.rows._search import Look, search  # imports pyarrow

    found = search(
        request.table.source, request.text, request.columns, positions, check, request.look or Look()
    )
    return {"count": found.total, "matches": [[row, str(place)] for row, place in found.matches]}, []


def _statistics(request: RowRequest, _positions: pa.Array | None, check: Callable[[], None]) -> Answer:
    from revoila.elements.data.rows._entered import with_entered  # imports pyarrow
    from revoila.elements.data.rows._statistics import statistics  # as above

    column = request.table.source.column(request.columns[0])
    check()
    found, top = statistics(with_entered(column, request.positions, request.entered), check)
    return {"statistics": found}, [top]


def _numbers(values: list[int]) -> bytes:
    return array("I", values).tobytes()


_PERFORM: dict[str, Callable[[RowRequest, pa.Array | None, Callable[[], None]], Answer]] = {
    "window": _window,
    "places": _places,
    "search": _search,
    "csv": _csv,
    "statistics": _statistics,
}
