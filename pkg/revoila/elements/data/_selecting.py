"""What a visitor can select in a dataframe, and how a selection travels.

Scripts see positions of the data and names of columns. On the wire, rows are
ranges, since all of a million may be selected, or the number of a single one,
since a hundred thousand of a sorted table may be; columns have the names they
have in the Arrow stream, since labels need not be unique.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import TYPE_CHECKING, Any

from revoila.elements._state_dict import StateDict
from revoila.elements.inputs._declaration import refuse
from revoila.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

AXES = ("row", "column", "cell")

MODES = (
    "multi-cell",
    "multi-column",
    "multi-row",
    "single-cell",
    "single-column",
    "single-row",
    "single-row-required",
)

MOST_CELLS = 100_000
"""Cells of one selection: each becomes a tuple of the script."""


class DataframeSelectionState(StateDict):
    """``rows``, ``columns`` and ``cells`` that are selected."""


class DataframeState(StateDict):
    """What is selected in a dataframe: ``selection``."""


def check_modes(on_select: Any, selection_mode: Any, selection_default: Any) -> tuple[str, ...] | None:
    """Return the selection modes, or None where nothing can be selected.

    Raises
    ------
    StreamlitValueError
        A parameter is not one of the accepted values.
    StreamlitIncompatibleParametersError
        Two modes of one axis; a default selection without selections.
    TypeError
        `selection_mode` is neither a text nor an iterable.
    """
    if on_select not in ("ignore", "rerun") and not callable(on_select):
        raise StreamlitValueError("on_select", ["'rerun'", "'ignore'", "a callback function"])
    if on_select == "ignore":
        if selection_default is not None:
            raise StreamlitIncompatibleParametersError(
                "selection_default",
                "on_select='ignore'",
                explanation="Set `on_select` to 'rerun' or a callback to start with a selection.",
            )
        return None
    modes = {selection_mode} if isinstance(selection_mode, str) else set(selection_mode)
    if not modes <= set(MODES):
        raise StreamlitValueError("selection_mode", [repr(mode) for mode in MODES])
    for axis in AXES:
        rivals = sorted(mode for mode in modes if axis in mode.split("-"))
        if len(rivals) > 1:
            uses = [f"selection_mode={mode!r}" for mode in rivals]
            raise StreamlitIncompatibleParametersError(*uses, explanation=f"Choose one mode for {axis}s.")
    return tuple(sorted(modes))


class Selecting:
    """The selections that one drawing of a dataframe takes.

    Parameters
    ----------
    modes : iterable of str
        Checked modes.
    rows : int
        Number of rows of the data.
    names : mapping of str to str
        For each data column its name on the wire and in the script; the index is none of them.
    """

    def __init__(self, modes: Iterable[str], rows: int, names: Mapping[str, str]) -> None:
        self.modes = {axis: mode for mode in modes for axis in AXES if axis in mode.split("-")}
        self.rows = rows
        self._names = names
        self._wires = {name: wire for wire, name in reversed(list(names.items()))}
        """Of columns with the same name the first."""

    def default(self, selection_default: Any) -> DataframeState:
        """Return what is selected at first.

        Raises
        ------
        StreamlitAPIException
            `selection_default` has not the shape of a selection.
        """
        return self.fit(self.accept({"selection": {}} if selection_default is None else selection_default))

    def accept(self, value: Any) -> DataframeState:
        """Return a kept or assigned selection, also what the table has not: session state holds it as it is.

        Raises
        ------
        StreamlitAPIException
            It has not the shape of a selection.
        """
        given = value.get("selection") if isinstance(value, Mapping) else None
        if not isinstance(given, Mapping):
            raise StreamlitAPIException(
                "A selection of a dataframe must be a dict such as "
                '`{"selection": {"rows": [0], "columns": ["name"]}}`, where each entry can be left out.'
            )
        if isinstance(value, DataframeState):
            return value
        # Ranges of cells are the visitor's alone, as in Streamlit.
        own = self.modes.get("cell") == "single-cell"
        return DataframeState(
            {"selection": {name: given[name] for name in given if own or name != "cells" or not given[name]}}
        )

    def fit(self, value: DataframeState) -> DataframeState:
        """Return what there is to select of an accepted selection, which the command returns and the page shows."""
        given = value["selection"]
        return self._state(
            rows=(int(row) for row in _each(given.get("rows")) if self._has_row(row)),
            columns=(name for name in _each(given.get("columns")) if self._has_column(name)),
            cells=(cell for cell in _each(given.get("cells")) if self._has_cell(cell)),
        )

    def decode(self, wire: Any) -> DataframeState:
        """Return the selection that a browser made."""
        if not isinstance(wire, dict) or not wire.keys() <= {"rows", "columns", "cells"}:
            refuse(wire, "not a selection")
        ranges = [self._range(one) for one in _listed(wire, "rows")]
        if sum(map(len, ranges)) > self.rows:
            refuse(wire, "a row twice")
        rows = [row for one in ranges for row in one]
        columns = [self._name(name) for name in _listed(wire, "columns")]
        cells = self._rectangles(_listed(wire, "cells"))
        for axis, found in (("row", rows), ("column", columns), ("cell", cells)):
            self._check_count(wire, axis, len(found))
        state = self._state(rows=rows, columns=columns, cells=cells)
        if len(state["selection"]["rows"]) != len(rows):
            refuse(wire, "a row twice")
        return state

    def encode(self, value: Any) -> dict[str, Any]:
        """Return a selection for the browser."""
        # What comes back from an earlier session was the visitor's, although it is a plain dict by now.
        selection = self.fit(DataframeState(value))["selection"]
        by_row: dict[int, list[str]] = {}
        for row, name in selection["cells"]:
            by_row.setdefault(row, []).append(self._wires[name])
        by_columns: dict[tuple[str, ...], list[int]] = {}
        for row, names in by_row.items():
            by_columns.setdefault(tuple(names), []).append(row)
        return {
            "rows": list(_ranges(selection["rows"])),
            "columns": [self._wires[name] for name in selection["columns"]],
            "cells": [[list(_ranges(rows)), list(names)] for names, rows in by_columns.items()],
        }

    def _state(
        self, rows: Iterable[int], columns: Iterable[str], cells: Iterable[tuple[int, str]]
    ) -> DataframeState:
        """Return what of a selection the modes allow."""
        found = {
            "rows": self._allowed("row", rows),
            "columns": self._allowed("column", columns),
            "cells": self._allowed("cell", cells),
        }
        if self.modes.get("row") == "single-row-required" and self.rows and not found["rows"]:
            found["rows"] = [0]
        return DataframeState({"selection": DataframeSelectionState(found)})

    def _allowed(self, axis: str, items: Iterable[Any]) -> list[Any]:
        mode = self.modes.get(axis)
        if mode is None:
            return []
        found = list(dict.fromkeys(items))
        return found if mode.startswith("multi") else found[:1]

    def _check_count(self, wire: Any, axis: str, count: int) -> None:
        mode = self.modes.get(axis)
        if count and mode is None:
            refuse(wire, f"{axis}s cannot be selected")
        if count > 1 and mode is not None and mode.startswith("single"):
            refuse(wire, f"more than one {axis}")
        if not count and mode == "single-row-required" and self.rows:
            refuse(wire, "no row")

    def _has_row(self, row: Any) -> bool:
        if isinstance(row, bool) or not isinstance(row, Integral):
            return False
        return int(row) in range(self.rows)

    def _has_column(self, name: Any) -> bool:
        return isinstance(name, str) and name in self._wires

    def _has_cell(self, cell: Any) -> bool:
        if not isinstance(cell, tuple) or len(cell) != 2:  # noqa: PLR2004  # row and column
            return False
        return self._has_row(cell[0]) and self._has_column(cell[1])

    def _range(self, wire: Any) -> range:
        if type(wire) is int:
            wire = [wire, wire + 1]
        if not _is_pair(wire) or not all(type(end) is int for end in wire):
            refuse(wire, "not a range of rows")
        if not 0 <= wire[0] < wire[1] <= self.rows:
            refuse(wire, "not a range of these rows")
        return range(*wire)

    def _name(self, wire: Any) -> str:
        if not isinstance(wire, str) or wire not in self._names:
            refuse(wire, "not a column")
        return self._names[wire]

    def _sides(self, wire: Any) -> tuple[list[range], list[str]]:
        if not _is_pair(wire) or not all(isinstance(side, list) for side in wire):
            refuse(wire, "not a rectangle of cells")
        return [self._range(one) for one in wire[0]], [self._name(one) for one in wire[1]]

    def _rectangles(self, wires: list[Any]) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        for wire in wires:
            rows, columns = self._sides(wire)
            if len(found) + sum(map(len, rows)) * len(columns) > MOST_CELLS:
                refuse(wire, f"more than {MOST_CELLS} cells")
            found.extend((row, name) for one in rows for row in one for name in columns)
        return found


def _each(values: Any) -> Iterable[Any]:
    return values if isinstance(values, Iterable) and not isinstance(values, (str, bytes, Mapping)) else ()


def _is_pair(wire: Any) -> bool:
    return isinstance(wire, list) and len(wire) == 2  # noqa: PLR2004  # that is what a pair is


def _listed(wire: dict[str, Any], name: str) -> list[Any]:
    values = wire.get(name, [])
    if not isinstance(values, list):
        refuse(values, "not a list")
    return values


def _ranges(rows: list[int]) -> Iterator[list[int]]:
    """Return rows as ranges, in their order."""
    first = end = -1
    for row in rows:
        if row != end:
            if end >= 0:
                yield [first, end]
            first = row
        end = row + 1
    if end >= 0:
        yield [first, end]
