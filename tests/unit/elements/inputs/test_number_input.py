"""Fields for numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.elements.inputs.hostile import wires

from revoila.elements.inputs.number_input import _resolve, number_input
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitInvalidMinMaxError,
    StreamlitInvalidNumberFormatError,
    StreamlitInvalidWidthError,
    StreamlitJSNumberBoundsError,
    StreamlitMixedNumericTypesError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page

BIG = 2**53 - 1


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        ({}, 0.0),
        ({"min_value": 1}, 1),
        ({"min_value": 1.0}, 1.0),
        ({"max_value": 10}, 0),
        ({"step": 1}, 0),
        ({"step": 0.5}, 0.0),
        ({"step": 0}, 0),
        ({"value": 3}, 3),
        ({"value": 3.0}, 3.0),
        ({"value": None}, None),
        ({"min_value": 3, "value": None}, None),
        ({"min_value": 5, "max_value": 5}, 5),
        ({"value": True}, 1),
        ({"value": np.int64(3)}, 3),
        ({"value": np.float64(3)}, 3.0),
        ({"value": BIG}, BIG),
        ({"value": -BIG}, -BIG),
        ({"value": 3.7, "format": "%d"}, 3.7),
    ],
)
def test_the_first_value_has_the_type_of_the_arguments(page: Page, arguments: Any, value: Any) -> None:
    number = number_input("Rows", **arguments)
    assert number == value
    assert type(number) is type(value)
    assert page.props()["value"] == value


def test_defaults_of_floats_and_ints_differ(page: Page) -> None:
    number_input("Rows")
    assert page.props() == {
        "label": "Rows",
        "integer": False,
        "step": 0.01,
        "format": "%0.2f",
        "value": 0.0,
        "generation": 1,
    }
    number_input("Rows", 0, 10)
    shown = page.props()
    assert (shown["integer"], shown["step"], shown["format"]) == (True, 1, "%d")
    assert (shown["min"], shown["max"]) == (0, 10)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"min_value": 0, "max_value": 10, "value": 5.0}, StreamlitMixedNumericTypesError),
        ({"min_value": 0, "max_value": 10.0}, StreamlitMixedNumericTypesError),
        ({"min_value": 3.5, "value": None, "step": 1}, StreamlitMixedNumericTypesError),
        ({"value": np.float32(3)}, StreamlitMixedNumericTypesError),
        ({"value": 1j}, StreamlitMixedNumericTypesError),
        ({"value": "x"}, StreamlitJSNumberBoundsError),
        ({"min_value": "x"}, StreamlitJSNumberBoundsError),
        ({"min_value": 6, "max_value": 5, "value": 7}, StreamlitInvalidMinMaxError),
        ({"max_value": -10}, StreamlitValueAboveMaxError),
        ({"min_value": 0, "max_value": 10, "value": 11}, StreamlitValueAboveMaxError),
        ({"min_value": 0.0, "value": -1.0}, StreamlitValueBelowMinError),
        ({"value": 2**53}, StreamlitJSNumberBoundsError),
        ({"min_value": -(2**53), "value": 0}, StreamlitJSNumberBoundsError),
        ({"value": 1, "step": 2**53}, StreamlitJSNumberBoundsError),
        ({"value": math.inf}, StreamlitJSNumberBoundsError),
        ({"max_value": math.inf}, StreamlitJSNumberBoundsError),
        ({"min_value": math.nan}, StreamlitJSNumberBoundsError),
        ({"width": "content"}, StreamlitInvalidWidthError),
        ({"icon": "x"}, StreamlitAPIException),
        ({"format": 3}, TypeError),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        number_input("Rows", **arguments)


@pytest.mark.parametrize(
    "format", ["%d", "%i", "%u", "%.2f", "%e", "%g", "%05d", "%+d", "% d", "%x", "%s", "1%d"]
)
def test_formats_that_give_a_number_are_taken(page: Page, format: str) -> None:
    assert number_input("Rows", value=3, format=format) == 3
    assert page.props()["format"] == format


@pytest.mark.parametrize("format", ["dollar", "%,d", "%d km", "%d%%", "%d%d", "%", "3", "x", "%c", "%b"])
def test_formats_that_give_no_number_are_refused(page: Page, format: str) -> None:
    with pytest.raises(StreamlitInvalidNumberFormatError):
        number_input("Rows", value=3, format=format)


def test_an_empty_format_is_an_index_error(page: Page) -> None:
    """As in Streamlit 1.67, with words."""
    with pytest.raises(IndexError, match="`format` is empty"):
        number_input("Rows", value=3, format="")


@pytest.mark.parametrize(("wire", "value"), [(7, 7), (7.0, 7), (0, 0), (10, 10)])
def test_a_number_that_is_typed_is_returned_in_the_next_run(page: Page, wire: float, value: int) -> None:
    number_input("Rows", 0, 10, key="rows")
    page.send("rows", wire)
    page.rerun()
    number = number_input("Rows", 0, 10, key="rows")
    assert number == value
    assert type(number) is int


def test_a_field_for_floats_returns_floats(page: Page) -> None:
    number_input("Share", key="share")
    page.send("share", 1)
    page.rerun()
    assert type(number_input("Share", key="share")) is float


@pytest.mark.parametrize("wire", [-1, 11, 3.5, math.nan, math.inf, "3", True, [3], 10**400])
def test_numbers_that_the_field_does_not_take_are_refused(wire: object) -> None:
    with pytest.raises(EventRefusedError):
        _resolve(0, 10, 5, 1).decode(wire)


def test_an_emptied_field_has_its_default_again() -> None:
    assert _resolve(None, None, None, None).decode(None) is None
    assert _resolve(None, None, 1.0, None).decode(None) == 1.0


def test_unbounded_ints_end_where_browsers_end() -> None:
    field = _resolve(None, None, 0, None)
    assert field.decode(BIG) == BIG
    with pytest.raises(EventRefusedError):
        field.decode(BIG + 1)


numbers = st.none() | st.integers(-9, 9)


@given(wires, numbers, st.booleans())
def test_events_are_refused_or_come_back_as_they_were(wire: object, value: int | None, whole: bool) -> None:
    kind = int if whole else float
    field = _resolve(kind(-9), kind(9), None if value is None else kind(value), None)
    try:
        number = field.decode(wire)
    except EventRefusedError:
        return
    assert field.encode(number) == (value if wire is None else wire)
    assert field.accept(number) == number
    assert number is None or -9 <= number <= 9


@pytest.mark.parametrize(
    ("assigned", "value"),
    [(5, 5), (5.5, 5.5), (5.0, 5.0), (None, None), (True, True), (11, 3), (-1, 3), (2**60, 3), (math.inf, 3)],
)
def test_assigned_numbers_come_back_or_give_way_to_the_default(page: Page, assigned: Any, value: Any) -> None:
    page.values["rows"] = assigned
    assert number_input("Rows", 0, 10, 3, key="rows") == value
    assert page.props()["value"] == value


@pytest.mark.parametrize("assigned", ["x", "5", b"5", [1]])
def test_values_that_are_no_numbers_may_not_be_assigned(page: Page, assigned: object) -> None:
    page.values["rows"] = assigned
    with pytest.raises(TypeError):
        number_input("Rows", key="rows")


def test_a_number_that_json_cannot_say_shows_as_an_empty_field(page: Page) -> None:
    assert math.isnan(number_input("Mean", value=math.nan) or 0)
    assert page.props()["value"] is None


def test_bounds_that_shrink_reset_a_keyed_field(page: Page) -> None:
    number_input("Rows", 0, 10, 2, key="rows")
    page.send("rows", 7)
    before = page.specs[0].id
    page.rerun()
    assert number_input("Rows", 0, 3, 2, key="rows") == 2
    assert page.specs[0].id == before


def test_a_field_outside_of_a_run_has_its_default() -> None:
    assert number_input("Rows", 1, 5) == 1
