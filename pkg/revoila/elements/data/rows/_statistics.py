"""What a column holds, in a few numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data._arrow import write_stream
from revoila.elements.data._values import Values
from revoila.elements.data._wire import decoded, to_wire
from revoila.elements.data.rows._texts import exported_texts, without_nan

if TYPE_CHECKING:
    from collections.abc import Callable

BINS = 20
TOP = 5
_DAY = 86_400_000
_PER_MILLISECOND = {"s": 1e-3, "ms": 1.0, "us": 1e3, "ns": 1e6}


def statistics(values: Values, check: Callable[[], None] = lambda: None) -> tuple[dict[str, Any], bytes]:
    """Return what a column holds, and its most frequent values as an Arrow stream.

    Parameters
    ----------
    values : Values
        All cells of the column.
    check : Callable
        Is called between steps; raises when nobody waits any more.
    """
    array = _comparable(values)
    missing = array.null_count
    check()
    numbers = None if values.note else _numbers(array)
    about = None if numbers is None else number_statistics(numbers, check)
    check()
    counts = pc.value_counts(array.drop_null())
    check()
    # The first to be met of those that are equally frequent.
    ranks = pc.array_sort_indices(counts.field("counts"), order="descending").slice(0, TOP)
    top = counts.take(ranks)
    shown = to_wire(Values(top.field("values"), values.note)).array
    found = {
        "count": len(array) - missing,
        "missing": missing,
        "distinct": len(counts),
        "numbers": about,
        "top": top.field("counts").to_pylist(),
    }
    return found, write_stream([shown], ["value"])


def number_statistics(numbers: Any, check: Callable[[], None] = lambda: None) -> dict[str, Any] | None:
    """Return what there is to calculate of numbers; None where all are missing.

    Parameters
    ----------
    numbers : pyarrow.Array or pyarrow.ChunkedArray
        Floats.
    check : Callable
        See `statistics`.
    """
    finite = numbers.filter(pc.fill_null(pc.is_finite(numbers), fill_value=False))
    bounds = pc.min_max(finite)
    low, high = bounds["min"].as_py(), bounds["max"].as_py()
    if low is None:
        return None
    check()
    return {
        "min": low,
        "max": high,
        "mean": pc.mean(finite).as_py(),
        "median": pc.quantile(finite, 0.5)[0].as_py(),
        "deviation": pc.stddev(finite, ddof=1).as_py() if len(finite) > 1 else None,
        "histogram": _histogram(finite, low, high),
    }


def _histogram(finite: Any, low: float, high: float) -> list[dict[str, float]]:
    """Count numbers in bins of equal width; in one where all are the same."""
    bins = BINS if high > low else 1
    width = (high - low) / bins
    places = pc.floor(pc.divide(pc.subtract(finite, low), width)) if width > 0 else pc.multiply(finite, 0.0)
    placed = pc.value_counts(pc.min_element_wise(places, float(bins - 1)))
    counts = {
        int(place): count for place, count in zip(*(placed.field(i).to_pylist() for i in (0, 1)), strict=True)
    }
    return [
        {
            "low": low + place * width,
            "high": high if place == bins - 1 else low + (place + 1) * width,
            "count": counts.get(place, 0),
        }
        for place in range(bins)
    ]


def _comparable(values: Values) -> Any:
    """Return cells as values that can be counted: of one chunk, with NaN missing."""
    array = values.array
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
        if isinstance(array, pa.ChunkedArray):
            array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    if pa.types.is_dictionary(array.type) or pa.types.is_run_end_encoded(array.type):
        array = decoded(array)
    kind = array.type
    if pa.types.is_floating(kind):
        return without_nan(array.cast(pa.float32()) if pa.types.is_float16(kind) else array)
    if pa.types.is_primitive(kind) or pa.types.is_decimal(kind) or pa.types.is_string(kind):
        return array
    return exported_texts(Values(array, values.note))


def _numbers(array: Any) -> Any:
    """Return what there is to calculate with: moments as milliseconds; None for anything else."""
    kind = array.type
    if pa.types.is_timestamp(kind) or pa.types.is_time(kind):
        ticks = array.cast(pa.int32() if pa.types.is_time32(kind) else pa.int64())
        return pc.divide(ticks.cast(pa.float64(), safe=False), _PER_MILLISECOND[kind.unit])
    if pa.types.is_date(kind):
        days = array.cast(pa.date32()).cast(pa.int32())
        return pc.multiply(days.cast(pa.float64()), float(_DAY))
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return array.cast(pa.float64(), safe=False)
    return None
