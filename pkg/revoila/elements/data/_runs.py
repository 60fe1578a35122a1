"""Row numbers as they travel: start and length of each run, so that ``[0, 3]`` are the first three."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from revoila.elements.inputs._declaration import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def runs(rows: Iterable[int]) -> Iterator[int]:
    """Return start and length of each run of ascending row numbers."""
    start, length = 0, 0
    for row in rows:
        if length and row == start + length:
            length += 1
            continue
        if length:
            yield from (start, length)
        start, length = row, 1
    if length:
        yield from (start, length)


def read_runs(wire: Any, rows: int, most: int) -> list[int]:
    """Return the row numbers of runs that a page has sent.

    Parameters
    ----------
    wire : object
        Starts and lengths, in turn.
    rows : int
        How many rows there are.
    most : int
        How many numbers there may be; where there are more rows than that, so many.

    Raises
    ------
    EventRefusedError
        They are no runs, or not within the rows, or too many.
    """
    if not isinstance(wire, list) or len(wire) % 2 or len(wire) > 2 * most:
        refuse(wire, "not runs of rows")
    found = []
    for start, length in zip(islice(wire, 0, None, 2), islice(wire, 1, None, 2), strict=True):
        if type(start) is not int or type(length) is not int:
            refuse(wire, "not runs of rows")
        if start < 0 or length <= 0 or start + length > rows:
            refuse(wire, "rows that are not there")
        found.append(range(start, start + length))
    if sum(map(len, found)) > max(rows, most):
        refuse(wire, "more rows than there are")
    return list(chain.from_iterable(found))
