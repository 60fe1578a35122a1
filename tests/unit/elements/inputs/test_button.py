"""Buttons, alone and in forms."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements.inputs.button import button, form_submit_button
from revoila.elements.layout.container import container
from revoila.elements.layout.form import form
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_a_button_is_false_until_it_is_pressed(page: Page) -> None:
    assert button("Go") is False
    assert page.kinds() == ["button"]
    assert page.props() == {"label": "Go", "type": "secondary", "value": False, "generation": 1}


def test_a_pressed_button_is_true_and_travels_as_not_pressed(page: Page) -> None:
    button("Go", key="go")
    page.send("go", True)
    page.rerun()
    assert button("Go", key="go") is True
    assert page.props()["value"] is False


def test_a_button_declares_a_value_that_holds_once_and_cannot_be_assigned(page: Page) -> None:
    def press(_one: int, *, two: int) -> None: ...

    button("Go", on_click=press, args=[1], kwargs={"two": 2})
    spec = page.specs[0]
    assert spec.trigger
    assert not spec.assignable
    assert (spec.on_change, spec.args, spec.kwargs) == (press, (1,), {"two": 2})


@pytest.mark.parametrize("wire", [False, None, 1, "true", [], {}])
def test_anything_but_a_press_is_refused(page: Page, wire: object) -> None:
    button("Go")
    with pytest.raises(EventRefusedError):
        page.specs[0].decode(wire)


def test_all_looks_of_a_button_travel(page: Page) -> None:
    button(
        "Go",
        help="  tip\n    more",
        type="primary",
        icon=":material/add:",
        icon_position="right",
        width=200,
        shortcut="Shift+Control+k",
        wrap=False,
        disabled=True,
    )
    shown = page.props()
    assert shown["help"] == "tip\n  more"
    assert shown["type"] == "primary"
    assert shown["icon"] == ":material/add:"
    assert shown["icon_position"] == "right"
    assert shown["width"] == 200
    assert shown["shortcut"] == "ctrl+shift+k"
    assert shown["wrap"] is False
    assert shown["disabled"] is True


@pytest.mark.parametrize(("older", "width"), [(True, "stretch"), (False, None)])
def test_the_older_width_switch_overrides_the_width(page: Page, older: bool, width: str | None) -> None:
    button("Go", use_container_width=older, width=7)
    assert page.props().get("width") == width


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"on_click": "rerun"}, StreamlitAPIException),
        ({"on_click": "ignore"}, StreamlitAPIException),
        ({"on_click": "x"}, StreamlitValueError),
        ({"on_click": 3}, StreamlitValueError),
        ({"type": "x"}, StreamlitValueError),
        ({"icon": "x"}, StreamlitAPIException),
        ({"icon": 3}, StreamlitInvalidParameterTypeError),
        ({"icon_position": "top"}, StreamlitValueError),
        ({"width": "x"}, StreamlitInvalidWidthError),
        ({"key": ""}, StreamlitValueError),
        ({"key": "$$ID-x"}, StreamlitAPIException),
        ({"disabled": "no"}, TypeError),
        ({"disabled": None}, TypeError),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        button("Go", **arguments)
    assert page.main == []


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Ctrl+K", "ctrl+k"),
        (" mod + Shift + alt + COMMAND + k ", "ctrl+cmd+alt+shift+k"),
        ("control+ctrl+k", "ctrl+k"),
        ("k+ctrl", "ctrl+k"),
        ("ctrl++k", "ctrl+k"),
        ("option+meta+F12", "cmd+alt+f12"),
        ("Return", "enter"),
        ("esc", "escape"),
        ("Del", "delete"),
        ("ArrowUp", "up"),
        ("pageup", "pageup"),
        ("7", "7"),
        ("é", "é"),
    ],
)
def test_shortcuts_travel_in_one_form(page: Page, written: str, normal: str) -> None:
    button("Go", shortcut=written)
    assert page.props()["shortcut"] == normal


@pytest.mark.parametrize(
    "shortcut",
    ["", " ", "+", "ctrl", "ctrl+", "a+b", "a+a", "foo", "?", "c", "R", "ctrl+c", "shift+r", "win+k"],
)
def test_shortcuts_that_are_none_are_refused(page: Page, shortcut: str) -> None:
    with pytest.raises(StreamlitAPIException):
        button("Go", shortcut=shortcut)


def test_a_shortcut_must_be_a_text(page: Page) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError):
        button("Go", shortcut=3)  # type: ignore[arg-type]


def test_a_shortcut_that_browsers_keep_is_logged(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        button("Go", shortcut="Ctrl+T")
    assert "Ctrl+T" in caplog.text


def test_two_buttons_without_key_must_differ(page: Page) -> None:
    button("Go")
    button("Go", type="primary")
    with pytest.raises(StreamlitDuplicateElementId):
        button("Go", disabled=True, on_click=print)


def test_a_form_has_no_plain_buttons(page: Page) -> None:
    box = form("f").container()
    with pytest.raises(StreamlitInvalidLayoutContextError, match=r"st\.button"):
        box.button("Go")


def test_a_submit_button_needs_a_form(page: Page) -> None:
    outside = container()
    with form("f"), pytest.raises(StreamlitInvalidLayoutContextError):
        outside.form_submit_button("Go")


def test_a_submit_button_is_known_by_its_form_and_label(page: Page) -> None:
    with form("f"):
        assert form_submit_button() is False
        with pytest.raises(StreamlitDuplicateElementKey):
            form_submit_button()
        form_submit_button(key="again")
    assert [spec.key for spec in page.specs] == ["FormSubmitter:f-Submit", "again"]
    drawn = page.last.children[0].props
    assert drawn["form_id"] == "f"
    assert drawn["key"] == "FormSubmitter:f-Submit"


def test_a_submit_button_may_have_a_callback(page: Page) -> None:
    form("f").form_submit_button(on_click=print)
    assert page.specs[0].on_change is print


@pytest.mark.parametrize("arguments", ["args=5", "kwargs=[1]"])
def test_arguments_that_are_none_fail_where_the_callback_is_called(arguments: str) -> None:
    """A page whose buttons nobody presses goes on."""
    at = AppTest.from_string(f"import revoila as st\nst.button('Go', on_click=print, {arguments})").run()
    assert not at.exception
    (shown,) = at.button[0].click().run().exception
    assert shown.proto.type == "TypeError"


def test_buttons_outside_of_a_run_are_not_pressed() -> None:
    assert button("Go") is False
    assert form_submit_button("Go") is False
