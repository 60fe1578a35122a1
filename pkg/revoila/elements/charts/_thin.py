"""Which rows of a large table does a chart show? So few that a page draws them at once, and the right ones.

A line keeps the first, the lowest, the highest and the last of its points in every narrow slice of
its axis, so it looks as if all were drawn. Points keep one for every place that has any, outliers
therefore, and are otherwise drawn at random. Bars keep the first of their categories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from revoila.config.options import get_option

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_POINTS = 20_000
"""Rows that a simple chart draws, unless ``Limits.chart_points`` says otherwise."""

MOST_ROWS = 100_000
"""Rows per table of any other chart, unless ``Limits.chart_rows`` says otherwise."""

MOST_BARS = 2_000
"""Categories of bars: more of them are thinner than a pixel, and their names take seconds to place."""

MOST_SERIES = 200
"""More different values than these are no series of a chart."""

_PER_SLICE = 5
"""First, lowest, highest, last, and one that is missing."""


class Axes(NamedTuple):
    """The columns that decide which rows to show.

    Parameters
    ----------
    x : pyarrow.Array
        Positions along the axis.
    y : pyarrow.Array or None
        Values.
    series : pyarrow.Array or None
        What belongs together.
    """

    x: Any
    y: Any = None
    series: Any = None


def limit(name: str, usual: int) -> int:
    """Return how many rows a chart may draw.

    Parameters
    ----------
    name : str
        Option of the section ``limits``.
    usual : int
        What holds where there is no such option.
    """
    return max(int(get_option(f"limits.{name}") or usual), 1)


def sample(rows: int, most: int) -> Any:
    """Return positions of rows that lie evenly over a table, the first and the last among them."""
    step = (rows - 1) / max(most - 1, 1)
    return pa.array([round(position * step) for position in range(most)], pa.int64())


def thin_lines(axes: Axes, most: int) -> Any:
    """Return positions of the rows that lines, or areas over each other, are drawn from."""
    import numpy as np  # whoever has so many rows has it

    x, y = _numbers(axes.x), _numbers(axes.y)
    if x is None or y is None:
        return sample(len(axes.x), most)
    series = _codes(axes.series, len(x))
    slices = max(most // (_PER_SLICE * (int(series.max()) + 1)), 1)
    group = series * (slices + 1) + _slices(x, slices)
    order = np.lexsort((x, group)) if not _is_sorted(group, x) else np.arange(len(x))
    return pa.array(np.sort(order[_extremes(group[order], y[order])]))


def thin_stacks(axes: Axes, most: int) -> Any:
    """Return positions of the rows that areas upon each other are drawn from: all of the same places."""
    import numpy as np  # as above

    places, at = np.unique(_places(axes.x), return_inverse=True)
    total = _numbers(axes.y)
    per_place = max(round(len(at) / max(len(places), 1)), 1)
    wanted = max(most // per_place, 1)
    if len(places) <= wanted or total is None:
        return sample(len(at), most)
    heights = np.bincount(at, np.nan_to_num(total), len(places))
    chosen = thin_lines(Axes(pa.array(np.arange(len(places))), pa.array(heights)), wanted)
    kept = np.zeros(len(places), bool)
    kept[np.asarray(chosen)] = True
    return pa.array(np.flatnonzero(kept[at]))


def thin_points(axes: Axes, most: int) -> Any:
    """Return positions of the rows whose points are drawn."""
    import numpy as np  # as above

    x, y = _numbers(axes.x), _numbers(axes.y)
    rows = len(axes.x)
    chance = np.random.default_rng(0).permutation(rows)  # the same rows in every run
    if x is None or y is None:
        return pa.array(np.sort(chance[:most]))
    series = _codes(axes.series, rows)
    side = max(int((most / 2 / (int(series.max()) + 1)) ** 0.5), 1)
    cell = (series * (side + 1) + _slices(x, side)) * (side + 1) + _slices(y, side)
    _, firsts = np.unique(cell[chance], return_index=True)
    kept = np.zeros(rows, bool)
    kept[chance[firsts]] = True
    for values in (x, y):
        if not np.isnan(values).all():
            kept[[np.nanargmin(values), np.nanargmax(values)]] = True
    others = chance[~kept[chance]][: max(most - int(kept.sum()), 0)]
    kept[others] = True
    return pa.array(np.flatnonzero(kept))


def first_categories(x: Any, most: int, *, ordered: bool) -> Any:
    """Return positions of the rows of the first categories, all rows of each.

    Parameters
    ----------
    x : pyarrow.Array
        The categories.
    most : int
        How many of them.
    ordered : bool
        Whether they are shown in their own order, rather than in that of the rows.
    """
    categories = pc.unique(x)
    if ordered:
        categories = categories.take(pc.sort_indices(categories))
    return pc.indices_nonzero(pc.is_in(x, value_set=categories[:most])).cast(pa.int64())


def note_of(shown: int, rows: int, what: str = "points") -> str:
    """Return what a reader should know about a chart that does not draw everything."""
    return f"Showing {shown:,} of {rows:,} {what}."


def take(columns: Sequence[Any], positions: Any) -> list[Any]:
    """Return the columns with only these rows."""
    return [column.take(positions) for column in columns]


def _numbers(array: Any) -> Any:
    """Return cells as numbers, those that are missing as NaN; None if they are texts or the like."""
    import numpy as np  # as above

    if array is None:
        return None
    kind = array.type
    if pa.types.is_temporal(kind):
        if pa.types.is_date32(kind) or pa.types.is_time32(kind):
            array = array.cast(pa.int32())
        array = array.cast(pa.int64())
    elif not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind)):
        return None
    if array.null_count:
        array = array.cast(pa.float64(), safe=False)
    found = array.to_numpy(zero_copy_only=False)
    return found.astype(np.float64, copy=False)


def _places(array: Any) -> Any:
    found = _numbers(array)
    return found if found is not None else _codes(array, len(array))


def _codes(array: Any, rows: int) -> Any:
    """Return a number for each cell, equal for equal cells; a single one where there is no column."""
    import numpy as np  # as above

    if array is None:
        return np.zeros(rows, np.int64)
    encoded = array.dictionary_encode(null_encoding="encode")
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    # A measure such as a gradient's has no series.
    return codes if len(encoded.dictionary) <= MOST_SERIES else np.zeros(rows, np.int64)


def _slices(values: Any, count: int) -> Any:
    """Return in which of so many equal slices of their range values are; what is missing comes after them."""
    import numpy as np  # as above

    finite = np.isfinite(values)
    if not finite.any():
        return np.full(len(values), count, np.int64)
    low, high = values[finite].min(), values[finite].max()
    width = (high - low) or 1.0
    with np.errstate(invalid="ignore", over="ignore"):
        where = np.nan_to_num((values - low) / width * count, nan=0, posinf=0, neginf=0)
    return np.where(finite, np.clip(where.astype(np.int64), 0, count - 1), count)


def _is_sorted(group: Any, x: Any) -> bool:
    import numpy as np  # as above

    forward = np.diff(group)
    return bool((forward >= 0).all() and not (np.diff(x)[forward == 0] < 0).any())


def _extremes(group: Any, y: Any) -> Any:
    """Return where the first, last, lowest, highest and first missing value of each group is."""
    import numpy as np  # as above

    starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    sizes = np.diff(np.append(starts, len(group)))
    missing = np.isnan(y)
    low = np.minimum.reduceat(np.where(missing, np.inf, y), starts)
    high = np.maximum.reduceat(np.where(missing, -np.inf, y), starts)
    kept = np.zeros(len(group), bool)
    kept[starts] = True
    kept[starts + sizes - 1] = True
    for matches in (y == np.repeat(low, sizes), y == np.repeat(high, sizes), missing):
        where = np.flatnonzero(matches)
        of_group = np.unique(group[where], return_index=True)[1]
        kept[where[of_group]] = True
    return np.flatnonzero(kept)
