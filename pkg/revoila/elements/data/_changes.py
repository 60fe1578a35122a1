"""What has been changed in an editor: how it travels, and what of it is let in.

On the way the changes are sorted by column, with the rows as runs: ``[0, 3]`` are the first three. A pasted
block of a hundred thousand cells is then little more than its values. Session state has them by row.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements.data._cells import CellRefusedError
from revoila.elements.data._editor_state import DataEditorState
from revoila.elements.data._runs import read_runs, runs
from revoila.elements.inputs._declaration import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from revoila.elements.data._cells import CellRule

_log = logging.getLogger(__name__)

MOST_CELLS = 500_000
"""Most cells that one editor can have changed."""

ADDS = ("dynamic", "add")
DELETES = ("dynamic", "delete")
"""Values of `num_rows` with which rows can be added, and deleted."""


class Sheet(NamedTuple):
    """What an editor shows and what can be changed in it.

    Parameters
    ----------
    rows : int
        Number of rows of the data.
    rules : dict of str to CellRule
        What the cells of each column accept, by its name.
    num_rows : str
        Which rows can be added and deleted.
    """

    rows: int
    rules: Mapping[str, CellRule]
    num_rows: str

    def decode(self, wire: Any) -> DataEditorState:
        """Return the changes that a browser sends; what does not fit is left out.

        Raises
        ------
        EventRefusedError
            They have not the form of changes, or are more than an editor keeps.
        """
        return self.admit(_read(wire, {rule.name: rule.label for rule in self.rules.values()}, self.rows))

    def admit(self, state: DataEditorState) -> DataEditorState:
        """Return changes without those that the editor, as it is drawn now, does not accept."""
        gone = {row for row in state["deleted_rows"] if self.num_rows in DELETES and 0 <= row < self.rows}
        cells: dict[int, dict[str, Any]] = {}
        dropped = 0
        for row, entries in state.cells.items():
            if row in gone or not 0 <= row < self.rows:
                continue
            found = {name: value for name, value in entries.items() if self._accepts(name, value)}
            dropped += len(entries) - len(found)
            if found:
                cells[row] = found
        added = [row for row in state["added_rows"] if self.num_rows in ADDS and self._accepts_row(row)]
        dropped += len(state["added_rows"]) - len(added)
        if dropped:
            _log.warning("A data editor has left out %d changes that do not fit its columns.", dropped)
        return DataEditorState(
            {
                "edited_rows": {row: cells[row] for row in sorted(cells)},
                "added_rows": added,
                "deleted_rows": sorted(gone),
            }
        )

    def encode(self, state: DataEditorState) -> dict[str, Any]:
        """Return changes as they travel."""
        added = state["added_rows"]
        return {
            "edited": self._by_column(state.cells.items()),
            "added": {"rows": len(added), "cells": self._by_column(enumerate(added))},
            "deleted": list(runs(state["deleted_rows"])),
        }

    def _by_column(self, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> dict[str, Any]:
        places: dict[str, list[int]] = {}
        values: dict[str, list[Any]] = {}
        for row, entries in rows:
            for label, value in entries.items():
                rule = self.rules.get(label)
                if rule is not None:
                    places.setdefault(rule.name, []).append(row)
                    values.setdefault(rule.name, []).append(value)
        return {name: {"rows": list(runs(places[name])), "values": found} for name, found in values.items()}

    def _accepts(self, label: str, value: Any) -> bool:
        rule = self.rules.get(label)
        return rule is not None and _passes(rule.read, value)

    def _accepts_row(self, row: Mapping[str, Any]) -> bool:
        rules = self.rules
        if any(rule.needed and row.get(label) is None for label, rule in rules.items()):
            return False
        return all(name in rules and _passes(rules[name].read_added, value) for name, value in row.items())


def _passes(read: Callable[[Any], Any], value: Any) -> bool:
    try:
        read(value)
    except CellRefusedError:
        return False
    return True


def _read(wire: Any, labels: Mapping[str, str], rows: int) -> DataEditorState:
    """Return changes of the right form, whatever their values are.

    Raises
    ------
    EventRefusedError
        The form is another.
    """
    if not isinstance(wire, dict) or not wire.keys() <= {"edited", "added", "deleted"}:
        refuse(wire, "not the changes of an editor")
    added = wire.get("added", {})
    if not isinstance(added, dict):
        refuse(added, "not the rows that were added")
    count = added.get("rows", 0)
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= MOST_CELLS:
        refuse(count, "not a number of rows")
    edited_rows: dict[int, dict[str, Any]] = {}
    added_rows: list[dict[str, Any]] = [{} for _ in range(count)]
    for row, label, value in _cells(wire.get("edited", {}), labels, rows):
        edited_rows.setdefault(row, {})[label] = value
    for row, label, value in _cells(added.get("cells", {}), labels, count):
        added_rows[row][label] = value
    deleted = sorted(set(read_runs(wire.get("deleted", []), rows, MOST_CELLS)))
    return DataEditorState({"edited_rows": edited_rows, "added_rows": added_rows, "deleted_rows": deleted})


def _cells(wire: Any, labels: Mapping[str, str], rows: int) -> Iterator[tuple[int, str, Any]]:
    """Return row, column and value of each cell; columns that do not exist are left out."""
    if not isinstance(wire, dict):
        refuse(wire, "not cells by column")
    total = 0
    for name, cells in wire.items():
        if not isinstance(cells, dict) or not isinstance(cells.get("values"), list):
            refuse(cells, "not the cells of a column")
        values = cells["values"]
        total += len(values)
        if total > MOST_CELLS:
            refuse(wire, f"more than {MOST_CELLS} cells")
        positions = read_runs(cells.get("rows"), rows, MOST_CELLS)
        if len(positions) != len(values):
            refuse(cells, "not a value for each row")
        if name in labels:
            for row, value in zip(positions, values, strict=True):
                yield row, labels[name], value
