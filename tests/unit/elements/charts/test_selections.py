"""What is selected in a chart: the state that scripts get, and the checks of what browsers send."""

from __future__ import annotations

import copy
import math
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.elements.charts._selections import (
    DEEPEST,
    LONGEST_TEXT,
    SelectionState,
    check_reporting,
    checked_list,
    checked_object,
    checked_value,
)
from revoila.errors import EventRefusedError, StreamlitAPIException, StreamlitValueError


def state() -> Any:
    return SelectionState({"selection": {"points": [{"a": 1}], "range": {"x": [1, 2]}}})


def test_a_state_is_read_by_key_and_by_attribute() -> None:
    """Section 5 of the behaviour tables: attribute and key access."""
    assert state().selection.range.x == state()["selection"]["range"]["x"] == [1, 2]
    assert state() == {"selection": {"points": [{"a": 1}], "range": {"x": [1, 2]}}}
    assert type(state().selection.points[0]) is dict
    with pytest.raises(AttributeError, match="zonk"):
        _ = state().selection.zonk


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it.update(selection={}),
        lambda it: it.selection.update(points=[]),
        lambda it: it.clear(),
        lambda it: it.pop("selection"),
        lambda it: it.popitem(),
        lambda it: it.setdefault("a", 1),
        lambda it: it.__setitem__("selection", {}),
        lambda it: it.__delitem__("selection"),
        lambda it: it.__ior__({"a": 1}),
        lambda it: setattr(it, "selection", {}),
        lambda it: delattr(it, "selection"),
    ],
)
def test_a_state_cannot_be_changed(change: Any) -> None:
    it = state()
    with pytest.raises(TypeError, match="read-only"):
        change(it)
    assert it == state()


def _pickled(it: Any) -> Any:
    return pickle.loads(pickle.dumps(it))  # noqa: S301 - written one moment ago


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, _pickled])
def test_a_state_can_be_copied(again: Any) -> None:
    copied = again(state())
    assert copied == state()
    assert copied.selection.range.x == [1, 2]


@pytest.mark.parametrize("on_select", [None, "zonk", 3, True])
def test_unknown_ways_to_select(on_select: Any) -> None:
    """Section 1.13: `None` is an error for `on_select`."""
    with pytest.raises(StreamlitValueError, match="`on_select`"):
        check_reporting(on_select, None)


def test_keys_of_charts() -> None:
    assert check_reporting("ignore", "").key is None
    assert check_reporting("rerun", 3).key == "3"
    with pytest.raises(StreamlitValueError, match="`key`"):
        check_reporting("rerun", "")
    with pytest.raises(StreamlitAPIException, match="reserved"):
        check_reporting("ignore", "$$ID-a")


NESTED: Any = 0
for _ in range(DEEPEST + 1):
    NESTED = [NESTED]


@pytest.mark.parametrize(
    "wire",
    [
        math.nan,
        math.inf,
        [1.0, -math.inf],
        10**30,
        "x" * (LONGEST_TEXT + 1),
        {"x" * (LONGEST_TEXT + 1): 1},
        {1: 2},
        NESTED,
        [0] * 100_001,
        [[0] * 60_000, [0] * 60_000],
        b"bytes",
        {"a": object()},
    ],
)
def test_what_no_selection_holds_is_refused(wire: Any) -> None:
    with pytest.raises(EventRefusedError):
        checked_value(wire)


def test_shapes_are_checked() -> None:
    assert checked_object({"a": [1, "x", None]}, ["a", "b"]) == {"a": [1, "x", None]}
    assert checked_list([{}], most=1) == [{}]
    no_objects: list[Any] = [[], None, "a", {"c": 1}]
    for wire in no_objects:
        with pytest.raises(EventRefusedError):
            checked_object(wire, ["a", "b"])
    no_lists: list[Any] = [{}, None, "a", [1, 2]]
    for wire in no_lists:
        with pytest.raises(EventRefusedError):
            checked_list(wire, most=1)


SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text()
VALUES: Any = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


def _depth(wire: Any) -> int:
    inside = list(wire.values()) if isinstance(wire, dict) else wire if isinstance(wire, list) else []
    return 1 + max(map(_depth, inside)) if inside else 0


def _numbers(wire: Any) -> list[float]:
    inside = list(wire.values()) if isinstance(wire, dict) else wire if isinstance(wire, list) else None
    if inside is not None:
        return [number for item in inside for number in _numbers(item)]
    return [wire] if isinstance(wire, float) else []


@given(VALUES)
def test_small_json_values_are_returned_as_they_are(wire: Any) -> None:
    if _depth(wire) > DEEPEST or not all(map(math.isfinite, _numbers(wire))):
        with pytest.raises(EventRefusedError):
            checked_value(wire)
    else:
        assert checked_value(wire) == wire
