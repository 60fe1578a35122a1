"""Tables inside Altair charts as Arrow: no limit of rows, and no list of dicts per row."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from revoila.elements.data._arrow import write_stream
from revoila.elements.data._read import read_frame
from revoila.elements.data._wire import to_chart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TRANSFORMER = "revoila"
"""Name under which Altair knows the way that frames take here."""

_collected: ContextVar[dict[int, Any] | None] = ContextVar("revoila_chart_frames", default=None)

_switching = Lock()
"""Altair's choice of transformer holds for the process, and charts are drawn on many threads."""


def spec_of(chart: Any) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the specification of a chart, and its data as Arrow streams by name.

    Parameters
    ----------
    chart : altair.TopLevelMixin
        Any object whose ``to_dict`` is a Vega-Lite specification.

    Notes
    -----
    Values that are no table stay in the specification, under ``datasets``.
    """
    with _collecting() as frames:
        spec = chart.to_dict()
    datasets = {f"frame {i}": _frame_stream(frame) for i, frame in enumerate(frames.values())}
    inline = {}
    for name, rows in spec.pop("datasets", {}).items():
        stream = _rows_stream(rows)
        if stream is None:
            inline[name] = rows
        else:
            datasets[name] = stream
    _take_values(spec, datasets)
    return ({**spec, "datasets": inline} if inline else spec), datasets


def _take_values(view: dict[str, Any], datasets: dict[str, bytes]) -> None:
    """Move the rows that a view, or one inside of it, spells out to the datasets."""
    data = view.get("data")
    if isinstance(data, dict) and list(data) == ["values"]:
        stream = _rows_stream(data["values"])
        if stream is not None:
            name = f"values {len(datasets)}"
            datasets[name] = stream
            view["data"] = {"name": name}
    inside = [view["spec"]] if isinstance(view.get("spec"), dict) else []
    for parts in ("layer", "hconcat", "vconcat", "concat"):
        inside += view.get(parts, [])
    for part in inside:
        _take_values(part, datasets)


@contextmanager
def _collecting() -> Iterator[dict[int, Any]]:
    """Let Altair hand over the frames of the charts that this thread turns into specifications."""
    frames: dict[int, Any] = {}
    if "altair" not in sys.modules:
        yield frames
        return
    import altair as alt  # loaded by the author of the chart

    token = _collected.set(frames)
    try:
        with _switching:
            before = alt.data_transformers.get()

            def transform(data: Any, **options: Any) -> Any:
                # Another thread may ask while this is the way for all.
                found = _collected.get()
                if found is None:
                    return before(data, **options) if before is not None else data
                return _keep(data, found)

            alt.data_transformers.register(TRANSFORMER, transform)
            try:
                with alt.data_transformers.enable(TRANSFORMER):
                    yield frames
            finally:
                alt.data_transformers.register(TRANSFORMER, None)
    finally:
        _collected.reset(token)


def _keep(data: Any, frames: dict[int, Any]) -> Any:
    """Remember a frame, and return what stands for it in the specification."""
    if hasattr(data, "__geo_interface__"):
        import altair as alt  # as in `_collecting`

        return alt.to_values(data)  # shapes are no table
    frames.setdefault(id(data), data)
    return {"name": f"frame {list(frames).index(id(data))}"}


def _frame_stream(data: Any) -> bytes:
    columns: dict[str, Any] = {}
    for column in read_frame(data).columns:
        columns.setdefault(str(column.label), to_chart(column.values).array)
    return write_stream(list(columns.values()), list(columns))


def _rows_stream(rows: Any) -> bytes | None:
    """Return rows as an Arrow stream, or None if that would change what the chart sees."""
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return None
    labels = list(rows[0])
    if any(list(row) != labels for row in rows):
        return None
    columns = {str(label): [row[label] for row in rows] for label in labels}
    arrays = {label: _plain_array(values) for label, values in columns.items()}
    if not arrays or any(array is None for array in arrays.values()):
        return None
    return write_stream(list(arrays.values()), list(arrays))


def _plain_array(values: list[Any]) -> Any:
    """Return bools, numbers or texts as an Arrow array, or None if they are anything else."""
    kinds = {type(value) for value in values if value is not None}
    if not (kinds <= {int, float} or kinds in ({bool}, {str})):
        return None
    try:
        return pa.array(values, pa.utf8() if kinds in ({str}, set()) else None)
    except (ValueError, TypeError, OverflowError):
        return None


def is_composed(spec: Mapping[str, Any]) -> bool:
    """Whether a chart consists of several views, so that its width is that of its parts."""
    if any(name in spec for name in ("facet", "hconcat", "vconcat", "concat", "repeat")):
        return True
    encoding = spec.get("encoding", {})
    return any(channel in encoding for channel in ("facet", "row", "column"))
