"""A simple chart of a large table draws some of its rows, or sums of them, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.charts import _thin

if TYPE_CHECKING:
    from revoila.elements.charts._data import ChartData
    from revoila.elements.charts._encoding import Look


def reduce(data: ChartData, look: Look) -> tuple[ChartData, str | None]:
    """Return the data to draw, and what the reader should know about what is left out.

    Parameters
    ----------
    data : ChartData
        All there is.
    look : Look
        How it is drawn.
    """
    most = _thin.limit("chartPoints", _thin.MOST_POINTS)
    if data.x is None or data.y is None:
        return data, None
    if look.mark == "bar":
        return _bars(data, look, most)
    rows = len(data.x.array)
    if rows <= most:
        return data, None
    series = None if data.color is None or data.color.measure == "quantitative" else data.color.array
    axes = _thin.Axes(data.x.array, data.y.array, series)
    stacked = look.stack in (True, "normalize", "center")
    if look.mark == "circle":
        positions = _thin.thin_points(axes, most)
    elif look.mark == "area" and stacked and series is not None:
        positions = _thin.thin_stacks(axes, most)
    else:
        positions = _thin.thin_lines(axes, most)
    return data.rows(positions), _thin.note_of(len(positions), rows)


def _bars(data: ChartData, look: Look, most: int) -> tuple[ChartData, str | None]:
    assert data.x is not None  # noqa: S101 - `reduce` sees to it
    rows = len(data.x.array)
    note = None
    if rows > most:
        stacked = look.stack not in (False, "layered")
        data = _together(data, "sum" if stacked else "max")
        note = f"{'Sums' if stacked else 'Highest values'} of {rows:,} rows."
    categories = len(pc.unique(data.x.array)) if data.x is not None else 0
    if data.x is None or data.x.measure == "temporal" or categories <= _thin.MOST_BARS:
        return data, note
    ordered = look.sort is True and data.x.order is None
    positions = _thin.first_categories(data.x.array, _thin.MOST_BARS, ordered=ordered)
    shown = f"Showing the first {_thin.MOST_BARS:,} of {categories:,} bars."
    return data.rows(positions), f"{note} {shown}" if note else shown


def _together(data: ChartData, how: str) -> ChartData:
    """Return one row for each bar, in the order in which they come first."""
    arrays = {name: field.array for name, field in data.by_channel().items()}
    if not _is_number(arrays["y"].type):
        return data
    keys = [name for name in arrays if name in ("x", "color")]
    functions = {"y": how, "sort": "min", "size": "min", "row": "min"}
    table = pa.table({**arrays, "row": pa.array(range(len(arrays["y"])), pa.int64())})
    wanted = [(name, functions[name]) for name in table.column_names if name not in keys]
    grouped = table.group_by(keys, use_threads=False).aggregate(wanted).sort_by("row_min")
    made = {}
    for name in arrays:
        column = grouped[name if name in keys else f"{name}_{functions[name]}"]
        made[name] = pa.concat_arrays(column.chunks)
    return data.with_arrays(made)


def _is_number(kind: Any) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind))
