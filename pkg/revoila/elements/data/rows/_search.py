"""The cells of a table that have a text in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data.rows._texts import shown_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from revoila.elements.data.rows._source import Source

STEP = 65_536
"""Rows that are looked at before somebody may say that they are not wanted any more."""

MOST_MATCHES = 1000
"""How many one can step through; all are counted."""


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
) -> Found:
    """Find the cells that have a text in them, whether in capitals or not.

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
    """
    matches: list[tuple[int, int]] = []
    count = 0
    for start in range(0, source.rows, STEP):
        check()
        stop = min(start + STEP, source.rows)
        part = (
            source.slice(start, stop, places)
            if positions is None
            else source.take(positions.slice(start, stop - start), places)
        )
        found: list[tuple[int, int]] = []
        for rank, column in enumerate(part.columns):
            hits = pc.match_substring(shown_texts(column.values), text, ignore_case=True)
            count += hits.true_count
            if len(matches) < MOST_MATCHES:
                rows = pc.indices_nonzero(hits).slice(0, MOST_MATCHES).to_pylist()
                found.extend((start + row, rank) for row in rows)
        matches.extend(sorted(found)[: MOST_MATCHES - len(matches)])
    return Found([(row, places[rank]) for row, rank in matches], count)
