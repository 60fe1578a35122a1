"""Which columns a simple chart draws, on which channel: x, y, colour, size.

Several y columns become one column of values and one of their names, which
then decides the colour.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from numbers import Real
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from revoila.elements._color import css_color, is_color, is_css_color
from revoila.elements._numbers import as_float
from revoila.elements.data._arrow import write_stream
from revoila.elements.data._frame import Column, concatenate, counted_index
from revoila.elements.data._values import Values, as_text, is_missing
from revoila.elements.data._wire import to_chart
from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError, StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.elements.data._frame import Frame

DATASET = "data"
"""Name of the only dataset of a simple chart."""

_MEASURES = {"number": "quantitative", "datetime": "temporal", "date": "temporal", "time": "temporal"}
"""Measure of the columns that are not names of things."""

_PLAIN = re.compile(r"[\w %()+-]+")
"""Names that Vega-Lite does not take for a path into an object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a chart's data.

    Parameters
    ----------
    name : str
        Its name in the dataset.
    title : str
        What the reader sees.
    measure : str
        ``"quantitative"``, ``"nominal"``, ``"ordinal"`` or ``"temporal"``.
    array : pyarrow.Array
        Its cells.
    order : list, optional
        The categories of an ordered column.
    """

    name: str
    title: str
    measure: str
    array: Any
    order: list[Any] | None = None

    @property
    def whole(self) -> bool:
        """Whether its numbers are ints."""
        return bool(pa.types.is_integer(self.array.type))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """The columns of a simple chart by channel.

    Parameters
    ----------
    x, y, color, size, sort : Field or None
        The columns.
    x_title, y_title : str or None
        Titles of the axes where the author has not chosen one.
    colors : list of str
        Colours of the series, in their order.
    series : list of str
        Names of the series when there are several.
    literal : bool
        Whether the colour column holds colours.
    area : float or None
        Size of all points.
    """

    x: Field | None
    y: Field | None
    color: Field | None
    size: Field | None
    sort: Field | None
    x_title: str | None
    y_title: str | None
    colors: list[str]
    series: list[str]
    literal: bool
    area: float | None

    def stream(self) -> bytes:
        """Return the columns as an Arrow stream."""
        fields = {field.name: field.array for field in self.by_channel().values()}
        return write_stream(list(fields.values()), list(fields))

    def by_channel(self) -> dict[str, Field]:
        """Return the columns that there are."""
        fields = {"x": self.x, "y": self.y, "color": self.color, "size": self.size, "sort": self.sort}
        return {name: field for name, field in fields.items() if field is not None}

    def with_arrays(self, arrays: Mapping[str, Any]) -> ChartData:
        """Return this with other cells, by channel."""
        made: dict[str, Any] = {
            name: replace(field, array=arrays[name]) for name, field in self.by_channel().items()
        }
        return replace(self, **made)

    def rows(self, positions: Any) -> ChartData:
        """Return this with only some of its rows."""
        return self.with_arrays(
            {name: field.array.take(positions) for name, field in self.by_channel().items()}
        )


class _Columns:
    """The columns of a frame by name, and the names given out for the dataset."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._fields: dict[int, Field] = {}
        self._taken: set[str] = set()

    def find(self, name: Any) -> Column:
        """Return the first column of this name.

        Raises
        ------
        StreamlitAPIException
            There is none.
        """
        for column in self.frame.columns:
            if _is_named(column, name):
                return column
        available = ", ".join(str(column.label) for column in self.frame.columns)
        raise StreamlitAPIException(
            f'Data does not have a column named `"{name}"`. Available columns are `{available}`.'
        )

    def has(self, name: Any) -> bool:
        """Whether there is a column of this name."""
        return isinstance(name, str) and any(_is_named(column, name) for column in self.frame.columns)

    def field(self, column: Column, *, title: str | None = None) -> Field:
        """Return a column as a field, the same for the same column."""
        known = self._fields.get(id(column))
        if known is None:
            shown = title if title is not None else str(column.label)
            known = self._fields[id(column)] = _as_field(column, self.name(shown), shown)
        return known

    def name(self, wanted: str) -> str:
        """Return an unused name for a field, `wanted` if it will do."""
        name, count = wanted, 0
        while name in self._taken or not _PLAIN.fullmatch(name):
            count += 1
            name = f"column {count}"
        self._taken.add(name)
        return name


def choose(frame: Frame, *, x: Any, y: Any, color: Any, size: Any = None, sort: Any = True) -> ChartData:
    """Choose the columns of a chart.

    Parameters
    ----------
    frame : Frame
        The data.
    x : str or None
        Column of the x axis; None takes the index.
    y : str, iterable of str or None
        Columns to draw; None takes the rest.
    color : object
        A colour, one for each of several columns, or a column.
    size : object, optional
        Area of points, or a column.
    sort : bool or str, default True
        Order of bars, or a column for it.

    Raises
    ------
    StreamlitAPIException
        A column is missing, or the colours are none or not as many as the series.
    StreamlitInvalidParameterTypeError
        `x` or `sort` is of the wrong type.
    StreamlitValueError
        `size` is neither a column nor a number.
    StreamlitInvalidColorError
        One of several colours is none.
    """
    columns = _Columns(frame)
    across = _across(columns, x)
    size_column, area = _size(columns, size)
    sort_column = _sort_column(columns, sort)
    color_column = columns.find(color) if columns.has(color) else None
    drawn = _drawn(columns, y, apart=[across, color_column, size_column])
    colors = [] if color_column is not None else _colors(color, [str(column.label) for column in drawn])
    data = ChartData(
        x=None
        if across is None
        else columns.field(across, title=None if x is not None else _index_title(across)),
        y=None,
        color=None if color_column is None or len(drawn) > 1 else columns.field(color_column),
        size=None if size_column is None else columns.field(size_column),
        sort=None if sort_column is None else columns.field(sort_column),
        x_title=x,
        y_title=str(drawn[0].label) if y is not None and len(drawn) == 1 else None,
        colors=colors,
        series=[],
        literal=False,
        area=area,
    )
    if len(drawn) > 1:
        return _melt(data, drawn, columns)
    if drawn:
        data = replace(data, y=columns.field(drawn[0]))
    return _literal_colors(data, color_column)


def _across(columns: _Columns, x: Any) -> Column | None:
    # The column of the x axis: the one named, or the index.
    if x is not None and not isinstance(x, str):
        raise StreamlitInvalidParameterTypeError(
            "x", type(x), ["str", "None"], detail="Pass the name of a column, or None for the index."
        )
    if x is not None:
        return columns.find(x)
    frame = columns.frame
    if not frame.columns:
        return None
    index = frame.index or counted_index(frame.rows)
    if len(index) == 1:
        return index[0]
    rows = zip(*(to_chart(level.values).array.to_pylist() for level in index), strict=True)
    title = concatenate((level.label for level in index if level.label is not None), ", ") or None
    return Column(title, Values(as_text([concatenate(row, ", ") for row in rows])))


def _index_title(column: Column) -> str:
    return "index" if column.label is None else str(column.label)


def _drawn(columns: _Columns, y: Any, apart: list[Column | None]) -> list[Column]:
    """Return the y columns: those named, or all that are not used for something else."""
    if y is None:
        return [column for column in columns.frame.columns if not any(column is used for used in apart)]
    names = [y] if isinstance(y, str) or not isinstance(y, Iterable) else list(y)
    found: list[Column] = []
    for name in names:
        column = columns.find(name)
        if not any(column is known for known in found):
            found.append(column)
    return found


def _size(columns: _Columns, size: Any) -> tuple[Column | None, float | None]:
    if size is None:
        return None, None
    if columns.has(size):
        return columns.find(size), None
    if isinstance(size, Real) and math.isfinite(as_float(size)):
        return None, float(size)
    raise StreamlitValueError("size", ["a column name", "a number"], detail=f"Got {size!r}.")


def _sort_column(columns: _Columns, sort: Any) -> Column | None:
    if isinstance(sort, bool):
        return None
    if not isinstance(sort, str):
        raise StreamlitInvalidParameterTypeError("sort", type(sort), ["bool", "str"])
    return columns.find(sort if columns.has(sort) else sort.removeprefix("-"))


def _colors(color: Any, series: list[str]) -> list[str]:
    # One colour for each series, or none at all.
    if color is None:
        return []
    single = is_color(color)
    if not single and not isinstance(color, (list, tuple)):
        raise StreamlitAPIException(
            f"`color={color!r}` is neither a color nor the name of a column. A color is a hex string such as "
            '"#ffaa00", a name of the palette such as "blue", or a tuple of 3 or 4 numbers; '
            "pass a list of colors for several columns."
        )
    given = [color] if single else list(color)
    if given and len(given) != len(series):
        raise StreamlitAPIException(
            f"There must be as many colors as columns to draw. Got {len(given)} colors ({given}) "
            f"for {len(series)} columns ({series})."
        )
    return [css_color(one) for one in given]


def _melt(data: ChartData, drawn: list[Column], columns: _Columns) -> ChartData:
    """Put several y columns below each other."""
    wired = [to_chart(column.values) for column in drawn]
    arrays = [wire.array for wire in wired]
    kinds = {wire.about["type"] for wire in wired}
    if len({str(array.type) for array in arrays}) > 1:
        numbers = kinds == {"number"}
        arrays = [array.cast(pa.float64()) if numbers else as_text(array.to_pylist()) for array in arrays]
    measure = _MEASURES.get(next(iter(kinds)), "nominal") if len(kinds) == 1 else "nominal"
    series = [str(column.label) for column in drawn]
    names = [
        pa.repeat(pa.scalar(label, pa.utf8()), len(array))
        for label, array in zip(series, arrays, strict=True)
    ]
    count = len(drawn)
    value = Field(name=columns.name("value"), title="value", measure=measure, array=pa.concat_arrays(arrays))
    color = Field(name=columns.name("color"), title="color", measure="nominal", array=pa.concat_arrays(names))
    return replace(
        data,
        x=_repeat(data.x, count),
        y=value,
        color=color,
        size=_repeat(data.size, count),
        sort=_repeat(data.sort, count),
        series=list(dict.fromkeys(series)),
    )


def _repeat(field: Field | None, count: int) -> Field | None:
    return None if field is None else replace(field, array=pa.concat_arrays([field.array] * count))


def _literal_colors(data: ChartData, column: Column | None) -> ChartData:
    """Make a column of colours one of CSS texts; a column of anything else stays a column of categories."""
    if data.color is None or column is None:
        return data
    cells = column.values.array.to_pylist()
    first = next((cell for cell in cells if not is_missing(cell)), None)
    if not is_css_color(first):
        return data
    texts = pa.array([None if is_missing(cell) else css_color(cell) for cell in cells], pa.utf8())
    return replace(data, color=replace(data.color, array=texts, measure="nominal"), literal=True)


def _as_field(column: Column, name: str, title: str) -> Field:
    order = _category_order(column.values.array)
    array, about = to_chart(column.values)
    measure = "ordinal" if order is not None else _MEASURES.get(about["type"], "nominal")
    if about["type"] == "list":
        array = as_text(array.to_pylist())  # a list cannot be a position or a colour
    return Field(name=name, title=title, measure=measure, array=array, order=order)


def _category_order(array: Any) -> list[Any] | None:
    """Return the categories of an ordered column, in their order."""
    kind = array.type
    if not pa.types.is_dictionary(kind) or not kind.ordered:
        return None
    chunk = array.chunk(0) if isinstance(array, pa.ChunkedArray) and array.num_chunks else array
    if isinstance(chunk, pa.ChunkedArray):
        return None
    return list(to_chart(Values(chunk.dictionary)).array.to_pylist())


def _is_named(column: Column, name: Any) -> bool:
    return isinstance(name, str) and str(column.label) == name
