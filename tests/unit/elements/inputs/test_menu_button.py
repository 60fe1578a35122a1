"""Buttons that open a menu."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.unit.elements.conftest import Page
from tests.unit.elements.inputs.hostile import wires

import revoila as st
from revoila._context import activate
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidWidthError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)


class Colour(Enum):
    """Some options."""

    RED = 1
    BLUE = 2


def test_a_menu_has_chosen_nothing_until_somebody_does(page: Page) -> None:
    assert st.menu_button("Menu", ["a", "b"]) is None
    assert page.props() == {
        "label": "Menu",
        "type": "secondary",
        "options": ["a", "b"],
        "value": None,
        "generation": 1,
    }


def test_what_is_chosen_is_a_copy_of_the_option(page: Page) -> None:
    options = [{"n": 1}, {"n": 2}]
    st.menu_button("Menu", options, format_func=lambda option: f"No. {option['n']}")
    assert page.props()["options"] == ["No. 1", "No. 2"]
    chosen = page.specs[0].decode("No. 2")
    assert chosen == {"n": 2}
    assert chosen is not options[1]


def test_a_choice_holds_once_and_cannot_be_assigned(page: Page) -> None:
    def choose(_one: int, *, two: int) -> None: ...

    st.menu_button("Menu", [0, 1], on_click=choose, args=[1], kwargs={"two": 2})
    spec = page.specs[0]
    assert spec.trigger
    assert not spec.assignable
    assert (spec.on_change, spec.args, spec.kwargs) == (choose, (1,), {"two": 2})
    assert spec.decode("0") == 0


@pytest.mark.parametrize(
    ("options", "labels"),
    [
        ("abc", ["abc"]),
        (5, ["5"]),
        ({"a": 1, "b": 2}, ["a", "b"]),
        (range(2), ["0", "1"]),
        (Colour, ["Colour.RED", "Colour.BLUE"]),
        ([None, ""], ["None", ""]),
    ],
)
def test_options_are_whatever_can_be_listed(page: Page, options: Any, labels: list[str]) -> None:
    st.menu_button("Menu", options)
    assert page.props()["options"] == labels


@given(wires | some.sampled_from(["a", "b", "A"]))
def test_only_an_option_is_taken_from_a_browser(wire: object) -> None:
    page = Page()
    with activate(page.run, page.run.main):
        st.menu_button("Menu", ["a", "b"], format_func=str.upper)
        if wire in ("A", "B"):
            assert page.specs[0].decode(wire) == str(wire).lower()
        else:
            with pytest.raises(EventRefusedError):
                page.specs[0].decode(wire)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"options": []}, StreamlitMissingRequiredParameterError),
        ({"options": None}, StreamlitMissingRequiredParameterError),
        ({"options": ["a", "a"]}, StreamlitAPIException),
        ({"options": [1, "1"]}, StreamlitAPIException),
        ({"format_func": lambda _option: "z"}, StreamlitAPIException),
        ({"format_func": lambda _option: 5}, TypeError),
        ({"on_click": "rerun"}, StreamlitAPIException),
        ({"on_click": "ignore"}, StreamlitAPIException),
        ({"on_click": 5}, StreamlitValueError),
        ({"type": "x"}, StreamlitValueError),
        ({"icon": "x"}, StreamlitAPIException),
        ({"width": -1}, StreamlitInvalidWidthError),
        ({"key": ""}, StreamlitValueError),
        ({"disabled": "x"}, TypeError),
        ({"wrap": "x"}, TypeError),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        st.menu_button(**{"label": "Menu", "options": ["a", "b"], **arguments})
    assert page.main == []


def test_a_form_has_no_menu(page: Page) -> None:
    """Statement 89."""
    with (
        st.form("f"),
        pytest.raises(StreamlitInvalidLayoutContextError, match=r"`st\.menu_button\(\)` cannot be used"),
    ):
        st.menu_button("Menu", ["a"])
    assert page.main[0].children == []


def test_all_its_looks_travel(page: Page) -> None:
    st.menu_button(
        "Menu", ["a"], help="tip", type="primary", icon="🐧", disabled=True, width=200, wrap=True, key="k"
    )
    shown = page.props()
    assert {name: shown[name] for name in ("help", "type", "icon", "disabled", "width", "wrap", "key")} == {
        "help": "tip",
        "type": "primary",
        "icon": "🐧",
        "disabled": True,
        "width": 200,
        "wrap": True,
        "key": "k",
    }
