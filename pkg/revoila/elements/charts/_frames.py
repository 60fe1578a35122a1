"""Tables inside Altair charts as Arrow: no limit of rows, and no list of dicts per row."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import TYPE_CHECKING, Any

from revoila.elements.charts._tables import Prepared, Tables, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TRANSFORMER = "revoila"
"""Name under which Altair knows the way that frames take here."""

_collected: ContextVar[dict[int, Any] | None] = ContextVar("revoila_chart_frames", default=None)

_switching = Lock()
"""Altair's choice of transformer holds for the process, and charts are drawn on many threads."""


def spec_of(chart: Any) -> Prepared:
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
    tables = Tables(spec)
    for i, frame in enumerate(frames.values()):
        tables.add(f"frame {i}", frame)
    return prepare(spec, tables)


def chart_of(props: Mapping[str, Any]) -> Any:
    """Return a chart that was drawn, as an object of Altair.

    Parameters
    ----------
    props : mapping
        ``spec`` and ``datasets``, as they travel.
    """
    import altair as alt  # with the first chart
    import pyarrow as pa

    def rows(stream: bytes) -> list[dict[str, Any]]:
        records = (
            pa.ipc.open_stream(stream).read_all().to_pandas().to_json(orient="records", date_format="iso")
        )
        found: list[dict[str, Any]] = json.loads(records)
        return found

    spec = json.loads(props["spec"])
    datasets = {name: rows(stream) for name, stream in props["datasets"].items()}
    return alt.Chart.from_dict({**spec, "datasets": {**spec.get("datasets", {}), **datasets}})


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
