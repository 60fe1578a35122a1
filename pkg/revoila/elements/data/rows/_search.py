"""The cells of a table that have a text in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data.rows._texts import shown_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from revoila.elements.data._values import Values
    from revoila.elements.data.rows._shows import Show
    from revoila.elements.data.rows._source import Source

STEP = 65_536
"""Rows that are looked at before somebody may say that they are not wanted any more."""

MOST_MATCHES = 1000
"""How many one can step through; all are counted."""


class Look(NamedTuple):
    """How a page shows a table.

    Parameters
    ----------
    shows : mapping of int to Show
        Formats, by the place of a column.
    missing : str
        What shows in place of a missing cell.
    gone : sequence of int
        Positions of rows that are not there any more.
    covered : mapping of int to sequence of int
        Positions of cells that show something else, by the place of a column.
    texts : mapping of int to pyarrow.Array
        What cells show in place of their values, by the place of a column and the positions of its rows.
    """

    shows: Mapping[int, Show] = {}
    missing: str = ""
    gone: Sequence[int] = ()
    covered: Mapping[int, Sequence[int]] = {}
    texts: Mapping[int, pa.Array] = {}


class Found(NamedTuple):
    """What a search has found.

    Parameters
    ----------
    matches : list of tuple of int
        Row of the view and place of the column, row by row from the top.
    total : int
        How many there are in all.
    """

    matches: list[tuple[int, int]]
    total: int


def search(
    source: Source,
    text: str,
    places: Sequence[int],
    positions: pa.Array | None = None,
    check: Callable[[], None] = lambda: None,
    look: Look = Look(),  # noqa: B008  # it cannot be changed
) -> Found:
    """Find the cells that show a text, whether in capitals or not.

    Parameters
    ----------
    source : Source
        The table.
    text : str
        What is looked for.
    places : sequence of int
        The columns to look at, in their order on the screen.
    positions : pyarrow.Array, optional
        The rows in the order in which they show; by default that of the source.
    check : Callable
        Is called between steps; raises when nobody waits any more.
    look : Look, optional
        What a visitor sees of them; by default each cell without a format.
    """
    hidden = _hidden(look, places)
    matches: list[tuple[int, int]] = []
    count = 0
    for start in range(0, source.rows, STEP):
        check()
        stop = min(start + STEP, source.rows)
        rows = None if positions is None else positions.slice(start, stop - start)
        part = source.slice(start, stop, places) if rows is None else source.take(rows, places)
        found: list[tuple[int, int]] = []
        for rank, (place, column) in enumerate(zip(places, part.columns, strict=True)):
            given = look.texts.get(place)
            if given is not None:
                given = given.slice(start, stop - start) if rows is None else given.take(rows)
            hits = pc.match_substring(_texts(column.values, place, look, given), text, ignore_case=True)
            if place in hidden:
                at = pa.array(range(start, stop), pa.int64()) if rows is None else rows.cast(pa.int64())
                hits = pc.and_not(hits, pc.is_in(at, value_set=hidden[place]))
            count += hits.true_count
            if len(matches) < MOST_MATCHES:
                nearest = pc.indices_nonzero(hits).slice(0, MOST_MATCHES).to_pylist()
                found.extend((start + row, rank) for row in nearest)
            check()
        matches.extend(sorted(found)[: MOST_MATCHES - len(matches)])
    return Found([(row, places[rank]) for row, rank in matches], count)


def _texts(values: Values, place: int, look: Look, given: pa.Array | None) -> pa.Array:
    show = look.shows.get(place)
    texts = shown_texts(values) if show is None else show.texts(values)
    if given is not None:
        texts = pc.if_else(pc.is_valid(texts), given, pa.scalar(None, pa.utf8()))
    return pc.fill_null(texts, look.missing) if look.missing else texts


def _hidden(look: Look, places: Sequence[int]) -> dict[int, pa.Array]:
    """Return the positions of cells that are not to be found."""
    hidden = {place: [*look.gone, *look.covered.get(place, ())] for place in places}
    return {place: pa.array(rows, pa.int64()) for place, rows in hidden.items() if rows}
