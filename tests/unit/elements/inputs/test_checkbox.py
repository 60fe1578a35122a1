"""Boxes and switches."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from tests.unit.elements.inputs.hostile import wires

from revoila.elements.inputs.checkbox import _accept, _decode, checkbox, toggle
from revoila.elements.layout.form import form
from revoila.errors import (
    EventRefusedError,
    StreamlitDuplicateElementId,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidWidthError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


@pytest.mark.parametrize("command", [checkbox, toggle])
def test_a_box_shows_its_label_and_state(page: Page, command: Any) -> None:
    assert command("Agree", True) is True
    assert page.kinds() == [command.__name__]
    assert page.props() == {"label": "Agree", "value": True, "generation": 1}


@pytest.mark.parametrize(("value", "state"), [(1, True), (None, False), ("x", True), ([], False)])
def test_the_first_state_is_the_truth_of_the_value(page: Page, value: Any, state: bool) -> None:
    assert checkbox("Agree", value) is state


def test_a_click_is_returned_in_the_next_run(page: Page) -> None:
    checkbox("Agree", key="agree")
    page.send("agree", True)
    page.rerun()
    assert checkbox("Agree", key="agree") is True
    assert page.props()["value"] is True


@given(wires)
def test_only_true_and_false_come_from_a_browser(wire: object) -> None:
    if isinstance(wire, bool):
        assert _decode(wire) is wire
    else:
        with pytest.raises(EventRefusedError):
            _decode(wire)


@pytest.mark.parametrize("value", [True, False, 1, 3, np.bool_(True)])
def test_assigned_truths_come_back_as_they_are(value: object) -> None:
    assert _accept(value) is value


@pytest.mark.parametrize("value", [None, "x", 0.0, []])
def test_assigned_values_that_are_no_truths_are_refused(value: object) -> None:
    with pytest.raises(TypeError):
        _accept(value)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"on_change": "x"}, StreamlitValueError),
        ({"label_visibility": "x"}, StreamlitValueError),
        ({"width": 0}, StreamlitInvalidWidthError),
        ({"width": 2**32}, StreamlitValueOutOfRangeError),
        ({"wrap": "x"}, TypeError),
        ({"bind": "x"}, StreamlitValueError),
        ({"bind": "query-params"}, StreamlitMissingRequiredParameterError),
        ({"persist_state": "x"}, StreamlitValueError),
        ({"persist_state": "page"}, StreamlitMissingRequiredParameterError),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        checkbox("Agree", **arguments)


def test_a_bound_switch_says_what_its_parameter_is_by_default(page: Page) -> None:
    """Statement 54 of state."""
    toggle("Agree", True, key="agree", bind="query-params")
    assert page.props()["bound"] == {"default": ["true"], "form": "plain"}
    toggle("Agree", True, key="free")
    assert "bound" not in page.props()


def test_a_hidden_label_and_help_travel(page: Page) -> None:
    checkbox("Agree", help="why", label_visibility="collapsed", width="stretch", wrap=True)
    shown = page.props()
    assert (shown["help"], shown["label_visibility"], shown["width"]) == ("why", "collapsed", "stretch")
    assert shown["wrap"] is True


def test_an_empty_label_is_logged(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        checkbox(None)  # type: ignore[arg-type]
    assert page.props()["label"] == ""
    assert "label" in caplog.text


@pytest.mark.parametrize(
    ("on_change", "callback", "rerun"), [("rerun", None, True), (None, None, True), ("ignore", None, False)]
)
def test_a_change_reruns_unless_it_is_ignored(page: Page, on_change: Any, callback: Any, rerun: bool) -> None:
    checkbox("Agree", on_change=on_change)
    assert (page.specs[0].on_change, page.specs[0].rerun) == (callback, rerun)
    assert page.props().get("rerun", True) is rerun


def test_an_input_of_a_form_has_no_callback(page: Page) -> None:
    box = form("f")
    with pytest.raises(StreamlitInvalidFormCallbackError):
        box.checkbox("Agree", on_change=print)
    box.checkbox("Agree", on_change="ignore")
    assert page.specs[0].form == "f"


@pytest.mark.parametrize("arguments", [{"value": True}, {"help": "x"}, {"width": 10}])
def test_without_key_a_parameter_is_part_of_the_identity(page: Page, arguments: dict[str, Any]) -> None:
    checkbox("Agree")
    toggle("Agree")
    checkbox("Agree", **arguments)
    assert len({spec.id for spec in page.specs}) == 3


@pytest.mark.parametrize(
    "arguments", [{"disabled": True}, {"label_visibility": "hidden"}, {"on_change": print}, {"args": [1]}]
)
def test_flags_and_callbacks_are_no_part_of_the_identity(page: Page, arguments: dict[str, Any]) -> None:
    checkbox("Agree")
    with pytest.raises(StreamlitDuplicateElementId):
        checkbox("Agree", **arguments)


def test_with_a_key_only_the_key_counts(page: Page) -> None:
    checkbox("Agree", key=1)
    before = page.specs[0].id
    page.rerun()
    checkbox("Disagree", True, "1", help="x", width=30)
    assert page.specs[0].id == before


def test_a_box_outside_of_a_run_has_its_default() -> None:
    assert checkbox("Agree", True) is True
