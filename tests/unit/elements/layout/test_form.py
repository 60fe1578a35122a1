"""Inputs that are sent together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements._draw import active_form
from revoila.elements.inputs.button import form_submit_button
from revoila.elements.inputs.text_input import text_input
from revoila.elements.layout.columns import columns
from revoila.elements.layout.container import container
from revoila.elements.layout.form import form
from revoila.errors import (
    StreamlitDuplicateElementKey,
    StreamlitInvalidHeightError,
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidWidthError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_a_form_shows_these_props(page: Page) -> None:
    """Statements 85 and 93: the page is told what Enter does, which ``js/tests/form.test.tsx`` tries."""
    form("f")
    assert page.kinds() == ["form"]
    assert page.props() == {"form_id": "f", "enter_to_submit": True, "border": True}
    form("g", True, enter_to_submit=False, border=False, width="content", height=100)
    assert page.props() == {
        "form_id": "g",
        "enter_to_submit": False,
        "border": False,
        "clear_on_submit": True,
        "width": "content",
        "height": 100,
    }


def test_inputs_belong_to_the_form_around_them(page: Page) -> None:
    outside = container()
    with form("f"):
        text_input("a")
        left, _right = columns(2)
        left.text_input("b")
        outside.text_input("c")
        form_submit_button("Go")
    text_input("a")
    assert [spec.form for spec in page.specs] == ["f", "f", None, "f", None]


def test_equal_inputs_may_stand_in_two_forms(page: Page) -> None:
    form("f").text_input("a")
    form("g").text_input("a")
    assert page.specs[0].id != page.specs[1].id


def test_forms_cannot_be_nested(page: Page) -> None:
    with form("f"), pytest.raises(StreamlitInvalidLayoutContextError):
        container().form("g")


def test_two_forms_cannot_share_a_key(page: Page) -> None:
    form("f")
    with pytest.raises(StreamlitDuplicateElementKey, match="'f'"):
        form("f")


def test_an_input_may_have_the_key_of_a_form(page: Page) -> None:
    form("f")
    assert text_input("a", key="f") == ""


def test_session_state_cannot_hold_a_value_under_the_key_of_a_form(page: Page) -> None:
    form("f")
    assert page.run.reserved == ["f"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"key": None}, TypeError),
        ({"key": 3}, TypeError),
        ({"border": "x"}, TypeError),
        ({"clear_on_submit": "x"}, TypeError),
        ({"enter_to_submit": None}, TypeError),
        ({"width": 0}, StreamlitInvalidWidthError),
        ({"height": "x"}, StreamlitInvalidHeightError),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        form(**{"key": "f"} | arguments)
    assert page.main == []


def test_what_is_in_a_form_without_a_name_is_in_none(page: Page) -> None:
    """As in Streamlit 1.67."""
    with form(""):
        assert active_form() is None
    with pytest.raises(StreamlitDuplicateElementKey):
        form("")


def test_a_form_outside_of_a_run_draws_nothing() -> None:
    with form("f"):
        assert form_submit_button() is False
    with form("f"):
        pass
