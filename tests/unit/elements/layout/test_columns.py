"""Containers side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.elements.layout.columns import _check_spec, columns
from revoila.errors import (
    StreamlitInvalidColumnSpecError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_columns_have_equal_parts_of_the_width(page: Page) -> None:
    handles = columns(4)
    assert type(handles) is list
    assert page.kinds() == ["columns"]
    assert page.props() == {"gap": 1.0}
    assert page.kinds(page.last.children) == ["column"] * 4
    assert [column.element.props for column in page.last.children] == [{"weight": 0.25}] * 4


def test_weights_are_parts_of_the_whole(page: Page) -> None:
    columns([1, 3], border=True, vertical_alignment="center", gap="LARGE", wrap=False, width=300)
    assert page.props() == {"gap": 4.0, "width": 300, "wrap": False, "border": True}
    shown = [column.element.props for column in page.last.children]
    assert shown == [
        {"weight": 0.25, "vertical_alignment": "center", "border": True},
        {"weight": 0.75, "vertical_alignment": "center", "border": True},
    ]


def test_a_column_holds_what_is_drawn_into_it(page: Page) -> None:
    left, right = columns(2)
    right.text("r")
    with left:
        left.container().text("l")
    assert page.kinds(page.last.children[1].children) == ["text"]
    assert page.kinds(page.last.children[0].children) == ["container"]


def test_columns_replace_what_is_in_a_slot(page: Page) -> None:
    from revoila.elements.layout.empty import empty

    slot = empty()
    slot.columns(2)
    assert page.kinds() == ["columns"]


@pytest.mark.parametrize("spec", [True, (1, 2.5), np.array([1, 2]), {1, 2}, range(1, 3)])
def test_weights_come_from_any_collection_of_numbers(page: Page, spec: Any) -> None:
    columns(spec)
    assert page.kinds() == ["columns"]


@pytest.mark.parametrize(
    "spec", [0, -1, False, [], [1, 0], [1, -1], [math.nan, 1], [math.inf, 1], [10**400, 1]]
)
def test_columns_without_width_are_refused(page: Page, spec: Any) -> None:
    with pytest.raises(StreamlitInvalidColumnSpecError):
        columns(spec)
    assert page.main == []


@pytest.mark.parametrize("spec", ["x", "12", 1.5, None, [1, "x"], (n for n in (1, 2)), [[1]]])
def test_what_is_no_count_and_no_numbers_is_refused(page: Page, spec: Any) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError):
        columns(spec)


@given(st.lists(st.floats(1e-3, 1e3), min_size=1, max_size=12))
def test_weights_that_are_accepted_stay_as_they_are(spec: list[float]) -> None:
    assert _check_spec(spec) == spec


@pytest.mark.parametrize(
    ("gap", "shown"),
    [
        ("xxsmall", 0.25),
        ("small", 1.0),
        ("Medium", 2.0),
        ("xxlarge", 8.0),
        (None, 0.0),
        (0, "0px"),
        (12, "12px"),
    ],
)
def test_gaps_travel_as_rem_or_pixels(page: Page, gap: Any, shown: Any) -> None:
    columns(2, gap=gap)
    assert page.props()["gap"] == shown


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"gap": "x"}, StreamlitValueError),
        ({"gap": -1}, StreamlitValueError),
        ({"gap": True}, StreamlitValueError),
        ({"gap": 3.5}, StreamlitValueError),
        ({"vertical_alignment": "distribute"}, StreamlitValueError),
        ({"wrap": None}, StreamlitValueError),
        ({"wrap": 1}, StreamlitValueError),
        ({"width": "content"}, StreamlitInvalidWidthError),
        ({"border": "x"}, TypeError),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        columns(2, **arguments)


def test_columns_outside_of_a_run_draw_nothing() -> None:
    left, _right = columns(2)
    left.text("x")
