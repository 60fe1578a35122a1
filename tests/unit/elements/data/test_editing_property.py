"""Any frame, any changes: what the script gets is what a plain model of lists gives, in the types that were there."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pandas as pd
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from revoila.elements.data._apply import apply_changes
from revoila.elements.data._changes import Sheet
from revoila.elements.data._editing import EditedColumns
from revoila.elements.data._read import read_frame
from revoila.elements.data._values import is_missing

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=5)
MOMENTS = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2200, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
FLOATS = st.floats(-1e6, 1e6, allow_nan=False, width=32)

Kind = tuple[Any, Any, Any, bool]
KINDS: dict[str, Kind] = {
    # The type, values of it, their form on the way, and whether cells can be empty.
    "int64": ("int64", st.integers(-(2**40), 2**40), lambda value: value, False),
    "Int16": ("Int16", st.integers(-(2**15), 2**15 - 1), lambda value: value, True),
    "float64": ("float64", FLOATS, lambda value: value, True),
    "bool": ("bool", st.booleans(), lambda value: value, False),
    "boolean": ("boolean", st.booleans(), lambda value: value, True),
    "object": (object, TEXTS, lambda value: value, True),
    "str": ("str", TEXTS, lambda value: value, True),
    "string": ("string", TEXTS, lambda value: value, True),
    "category": (pd.CategoricalDtype(list("abc")), st.sampled_from("abc"), lambda value: value, True),
    "datetime64[ms]": ("datetime64[ms]", MOMENTS, lambda value: value.isoformat(), True),
    "arrow": (pd.ArrowDtype(pa.date32()), st.dates(), lambda value: value.isoformat(), True),
    "dates": (object, st.dates(), lambda value: value.isoformat(), True),
    "lists": (object, st.lists(TEXTS, min_size=1, max_size=2), lambda value: value, True),
}


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, list[Any]], dict[str, Any]]:
    """Draw the kinds of some columns, their cells, and changes: values by row and column."""
    rows = draw(st.integers(1, 6))
    kinds = draw(st.dictionaries(st.sampled_from("pqrs"), st.sampled_from(sorted(KINDS)), min_size=1))
    cell = {name: _cell(KINDS[kind]) for name, kind in kinds.items()}
    # A first value that is there: of a column without any nobody knows the kind.
    data = {
        name: [draw(KINDS[kinds[name]][1]), *draw(st.lists(cell[name], min_size=rows - 1, max_size=rows - 1))]
        for name in kinds
    }
    places = st.tuples(st.integers(0, rows - 1), st.sampled_from(sorted(kinds)))
    edited = {place: draw(cell[place[1]]) for place in draw(st.lists(places, unique=True))}
    added = draw(st.lists(st.sets(st.sampled_from(sorted(kinds))), max_size=3))
    changes = {
        "edited": edited,
        "added": [{name: draw(KINDS[kinds[name]][1]) for name in sorted(row)} for row in added],
        "deleted": draw(st.sets(st.integers(0, rows - 1))),
    }
    return kinds, data, changes


def _cell(kind: Kind) -> st.SearchStrategy[Any]:
    values: st.SearchStrategy[Any] = kind[1]
    nullable = kind[3]
    return st.none() | values if nullable else values


@settings(max_examples=60)
@given(cases())
def test_changes_of_any_frame_are_those_of_its_lists(case: Any) -> None:
    kinds, data, changes = case
    frame = pd.DataFrame(
        {name: pd.Series(values, dtype=KINDS[kinds[name]][0]) for name, values in data.items()}
    )
    before = frame.copy(deep=True)
    rules = EditedColumns(frame, read_frame(frame), None, disabled=False).rules()
    sheet = Sheet(len(frame), rules, "dynamic")
    found = apply_changes(frame, sheet.decode(json.loads(json.dumps(_wire(changes, kinds, rules)))), rules)
    for name, kind in kinds.items():
        expected = [
            changes["edited"].get((row, name), value)
            for row, value in enumerate(data[name])
            if row not in changes["deleted"]
        ] + [row.get(name) for row in changes["added"]]
        assert _plain(found[name]) == expected
        widened = not KINDS[kind][3] and None in expected
        assert widened or found[name].dtype == frame[name].dtype
    pd.testing.assert_frame_equal(frame, before)
    again = sheet.encode(sheet.decode(_wire(changes, kinds, rules)))
    assert sheet.encode(sheet.decode(again)) == again


def _wire(changes: Any, kinds: dict[str, str], rules: Any) -> dict[str, Any]:
    """Return changes as a browser sends them."""

    def travelling(name: str, value: Any) -> Any:
        return None if value is None else KINDS[kinds[name]][2](value)

    def by_column(cells: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for (row, name), value in sorted(cells, key=lambda entry: entry[0]):
            column = found.setdefault(rules[name].name, {"rows": [], "values": []})
            column["rows"] += [row, 1]
            column["values"].append(travelling(name, value))
        return found

    added = changes["added"]
    fresh = [((place, name), value) for place, row in enumerate(added) for name, value in row.items()]
    return {
        "edited": by_column(changes["edited"].items()),
        "added": {"rows": len(added), "cells": by_column(fresh)},
        "deleted": [number for row in sorted(changes["deleted"]) for number in (row, 1)],
    }


def _plain(column: Any) -> list[Any]:
    return [None if is_missing(value) else value for value in column.tolist()]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**12) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)
RUNS = st.lists(st.integers(-1, 4), max_size=6)
CELLS = st.dictionaries(
    st.sampled_from("01234x"), st.fixed_dictionaries({"rows": RUNS | JSON, "values": JSON}), max_size=3
)
FORGED = JSON | st.fixed_dictionaries(
    {},
    optional={
        "edited": CELLS | JSON,
        "added": st.fixed_dictionaries({"rows": st.integers(-1, 5) | JSON}, optional={"cells": CELLS | JSON})
        | JSON,
        "deleted": RUNS | JSON,
    },
)


@given(FORGED)
def test_nothing_that_a_browser_sends_breaks_an_editor(wire: Any) -> None:
    from revoila.errors import EventRefusedError

    frame = pd.DataFrame(
        {
            "n": pd.Series([1, 2, 3], dtype="int8"),
            "t": ["a", "b", "c"],
            "d": pd.to_datetime(["2024-01-01"] * 3).astype("datetime64[ns]"),
        },
        index=["x", "y", "z"],
    )
    rules = EditedColumns(frame, read_frame(frame), None, disabled=False).rules()
    sheet = Sheet(3, rules, "dynamic")
    try:
        state = sheet.decode(wire)
    except EventRefusedError:
        return
    found = apply_changes(frame, state, rules)
    assert list(found.dtypes) == list(frame.dtypes) or found["n"].isna().any()
    assert sheet.admit(state) == state
