"""The data of a Vega-Lite specification as Arrow streams, wherever in it the data is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sized
from typing import Any, NamedTuple

import pyarrow as pa

from revoila.elements.charts import _thin
from revoila.elements.charts._spec import LISTS
from revoila.elements.data._arrow import write_stream
from revoila.elements.data._read import read_frame
from revoila.elements.data._style import is_styler
from revoila.elements.data._wire import to_chart

INDEX = "(index)"
"""Name under which a specification finds the row labels of a table."""

_COMPUTED = frozenset({"aggregate", "bin", "timeUnit", "stack", "condition"})
"""What makes of a column something that is not in the data."""


class Prepared(NamedTuple):
    """A chart that is ready to travel.

    Parameters
    ----------
    spec : dict
        The specification, which names its tables.
    datasets : dict of str to bytes
        Arrow streams by name.
    note : str or None
        What the reader should know about rows that are left out.
    """

    spec: dict[str, Any]
    datasets: dict[str, bytes]
    note: str | None


def spec_with(data: Any, spec: Mapping[str, Any]) -> Prepared:
    """Return a specification with its data as Arrow streams by name.

    Parameters
    ----------
    data : object
        A table for the whole chart; None for none.
    spec : mapping
        A Vega-Lite specification. Where it has data, that may be a table, too.

    Raises
    ------
    StreamlitDataframeConversionError
        What should be a table is none.
    """
    made = dict(spec)
    tables = Tables(made)
    own = made.get("data")
    if own is not None and not isinstance(own, Mapping):
        data = made.pop("data")
    elif isinstance(own, Mapping) and "values" in own:
        data = None  # what the spec says counts more
    if data is not None:
        name = own.get("name") if isinstance(own, Mapping) else None
        wanted = name if isinstance(name, str) else "data"
        tables.add(wanted, data)
        made["data"] = {**(own if isinstance(own, Mapping) and "url" not in own else {}), "name": wanted}
    return prepare(made, tables)


def prepare(spec: dict[str, Any], tables: Tables) -> Prepared:
    """Move the data that a specification spells out to its tables.

    Parameters
    ----------
    spec : dict
        The specification.
    tables : Tables
        What was found already.
    """
    named = spec.pop("datasets", None) or {}
    inline = {name: rows for name, rows in named.items() if not tables.add_rows(name, rows)}
    spec = _take_values(spec, tables)
    return Prepared({**spec, "datasets": inline} if inline else spec, tables.streams, tables.note)


class Tables:
    """The tables of one chart as Arrow streams, none with more rows than a page can draw.

    Parameters
    ----------
    spec : mapping
        The chart.
    """

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.streams: dict[str, bytes] = {}
        self._spec = spec
        self._most = _thin.limit("chartRows", _thin.MOST_ROWS)
        self._left_out: list[str] = []

    @property
    def note(self) -> str | None:
        """What the reader should know about rows that are left out."""
        return " ".join(self._left_out) or None

    def add(self, name: str, data: Any) -> None:
        """Add a table, which may be anything that `st.dataframe` takes."""
        columns: dict[str, Any] = {}
        frame = read_frame(data.data if is_styler(data) else data)
        for column in frame.columns:
            columns.setdefault(str(column.label), to_chart(column.values).array)
        if frame.own_index and len(frame.index) == 1 and INDEX in json.dumps(self._spec, default=str):
            columns.setdefault(INDEX, to_chart(frame.index[0].values).array)
        self._write(name, columns)

    def add_rows(self, name: str, rows: Any) -> bool:
        """Add rows unless that would change what the chart sees; return whether it was done."""
        if isinstance(rows, list):
            columns = _columns_of(rows) if _is_table(rows) else None
            if columns is not None:
                self._write(name, columns)
            return columns is not None
        if isinstance(rows, str) or (isinstance(rows, Mapping) and not _has_columns(rows)):
            return False
        self.add(name, rows)
        return True

    def _write(self, name: str, columns: dict[str, Any]) -> None:
        rows = len(next(iter(columns.values()), ()))
        if rows > self._most:
            positions = _rows_for(self._spec, columns, self._most)
            columns = {label: array.take(positions) for label, array in columns.items()}
            self._left_out.append(_thin.note_of(len(positions), rows, "rows"))
        self.streams[name] = write_stream(list(columns.values()), list(columns))


def _rows_for(spec: Mapping[str, Any], columns: Mapping[str, Any], most: int) -> Any:
    """Return positions of the rows of a large table that a chart gets.

    Lines of plain columns look the same with few points; for anything else it is a sample.
    """
    axes = _line_axes(spec, columns)
    if axes is not None:
        return _thin.thin_lines(axes, most)
    return _thin.sample(len(next(iter(columns.values()))), most)


def _line_axes(spec: Mapping[str, Any], columns: Mapping[str, Any]) -> _thin.Axes | None:
    mark = spec.get("mark")
    kind = mark.get("type") if isinstance(mark, Mapping) else mark
    encoding = spec.get("encoding")
    if kind != "line" or not isinstance(encoding, Mapping) or "transform" in spec:
        return None
    fields = []
    for name in ("x", "y", "color", "detail", "strokeDash", "row", "column", "facet"):
        channel = encoding.get(name, {})
        if not isinstance(channel, Mapping) or _COMPUTED & channel.keys():
            return None
        fields.append(columns.get(str(channel.get("field"))))
    x, y, *apart = fields
    series = [column for column in apart if column is not None]
    if x is None or y is None or len(series) > 1:
        return None
    return _thin.Axes(x, y, series[0] if series else None)


def _take_values(view: dict[str, Any], tables: Tables) -> dict[str, Any]:
    """Return a view in which the rows that it, or one inside of it, spells out are tables with names."""
    changed = dict(view)
    data = view.get("data")
    if data is not None and not isinstance(data, Mapping):
        data = {"values": data}
    if isinstance(data, Mapping) and "values" in data:
        name = data.get("name") or f"values {len(tables.streams)}"
        if tables.add_rows(name, data["values"]):
            changed["data"] = {**{key: data[key] for key in data if key != "values"}, "name": name}
        else:
            changed["data"] = data
    if isinstance(view.get("spec"), dict):
        changed["spec"] = _take_values(view["spec"], tables)
    for part in LISTS:
        if isinstance(view.get(part), list):
            changed[part] = [_take_values(v, tables) if isinstance(v, dict) else v for v in view[part]]
    return changed


def _has_columns(data: Mapping[Any, Any]) -> bool:
    """Whether a mapping is a table: one sequence of values under each name."""
    return bool(data) and all(
        isinstance(values, Sized) and not isinstance(values, (str, bytes, Mapping))
        for values in data.values()
    )


def _is_table(rows: list[Any]) -> bool:
    """Whether rows are dicts with the same names."""
    if not rows or not all(isinstance(row, dict) for row in rows):
        return False
    labels = list(rows[0])
    return bool(labels) and all(list(row) == labels for row in rows)


def _columns_of(rows: list[dict[Any, Any]]) -> dict[str, Any] | None:
    """Return rows as columns, or None if that would change what the chart sees."""
    arrays = {str(label): _plain_array([row[label] for row in rows]) for label in rows[0]}
    return None if any(array is None for array in arrays.values()) else arrays


def _plain_array(values: list[Any]) -> Any:
    """Return bools, numbers or texts as an Arrow array, or None if they are anything else."""
    kinds = {type(value) for value in values if value is not None}
    if not (kinds <= {int, float} or kinds in ({bool}, {str})):
        return None
    try:
        return pa.array(values, pa.utf8() if kinds in ({str}, set()) else None)
    except (ValueError, TypeError, OverflowError):
        return None
