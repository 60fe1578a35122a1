"""Fields for text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.elements.inputs.hostile import wires

from revoila.elements.inputs._written import WrittenText
from revoila.elements.inputs.text_area import text_area
from revoila.elements.inputs.text_input import text_input
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitBadTimeStringError,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_an_empty_field_returns_an_empty_text(page: Page) -> None:
    assert text_input("Name") == ""
    assert page.props() == {
        "label": "Name",
        "type": "default",
        "autocomplete": "",
        "value": "",
        "generation": 1,
    }
    assert text_area("Letter") == ""
    assert page.props() == {"label": "Letter", "value": "", "generation": 1}


@pytest.mark.parametrize(("value", "text"), [("x", "x"), (3, "3"), (b"x", "b'x'"), (None, None)])
def test_the_first_value_becomes_text(page: Page, value: object, text: str | None) -> None:
    assert text_input("Name", value) == text
    assert text_area("Name", value) == text
    assert page.props()["value"] == text


def test_the_first_value_is_cut_to_the_longest_length(page: Page) -> None:
    assert text_input("Name", "hello", 3) == "hel"
    assert page.props()["max_chars"] == 3
    assert text_area("Name", "hello", max_chars=3) == "hel"
    assert text_input("Other", "hello", 0) == ""
    assert "max_chars" not in page.props()


@pytest.mark.parametrize(
    ("max_chars", "error"),
    [
        (-1, ValueError),
        (2**32, ValueError),
        ("x", TypeError),
        (2.5, TypeError),
        (True, TypeError),
    ],
)
def test_a_length_that_is_none_is_refused(page: Page, max_chars: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        text_input("Name", max_chars=max_chars)
    with pytest.raises(error):
        text_area("Name", max_chars=max_chars)


def test_what_is_typed_is_returned_in_the_next_run(page: Page) -> None:
    text_input("Name", key="name")
    page.send("name", "Ada")
    page.rerun()
    assert text_input("Name", key="name") == "Ada"
    assert page.props()["value"] == "Ada"


def test_a_line_has_no_breaks_but_an_area_has(page: Page) -> None:
    line, area = WrittenText("", None, lines=False), WrittenText("", None, lines=True)
    for text in ("a\nb", "a\rb"):
        with pytest.raises(EventRefusedError):
            line.decode(text)
        assert area.decode(text) == text


@pytest.mark.parametrize("wire", ["abcd", "\ud800", None, 3, True, ["a"]])
def test_what_the_field_cannot_hold_is_refused(wire: object) -> None:
    with pytest.raises(EventRefusedError):
        WrittenText("", 3, lines=False).decode(wire)


def test_only_a_field_that_began_with_none_can_return_to_it() -> None:
    assert WrittenText(None, None, lines=False).decode(None) is None
    with pytest.raises(EventRefusedError):
        WrittenText("", None, lines=False).decode(None)


@given(
    wires,
    st.builds(
        WrittenText,
        st.none() | st.text(max_size=5),
        st.none() | st.integers(1, 5),
        st.booleans(),
    ),
)
def test_events_are_refused_or_come_back_as_they_were(wire: object, field: WrittenText) -> None:
    try:
        value = field.decode(wire)
    except EventRefusedError:
        return
    assert field.encode(value) == wire
    assert field.accept(value) == value


@pytest.mark.parametrize("value", ["hello", None, "a\nb"])
def test_any_text_may_be_assigned(page: Page, value: str | None) -> None:
    page.values["name"] = value
    assert text_input("Name", max_chars=3, key="name") == value


@pytest.mark.parametrize("value", [3, b"x", ["x"]])
def test_values_that_are_no_text_may_not_be_assigned(page: Page, value: object) -> None:
    page.values["name"] = value
    with pytest.raises(TypeError):
        text_input("Name", key="name")
    page.rerun()
    with pytest.raises(TypeError):
        text_area("Name", key="name")


@pytest.mark.parametrize(
    ("type", "autocomplete", "placeholder", "icon", "checked"),
    [
        ("password", "new-password", None, None, False),
        ("email", "email", "you@example.com", ":material/mail:", True),
        ("url", "url", "https://example.com", ":material/link:", True),
        ("phone", "tel", "+1 234 567 8900", ":material/call:", False),
        ("search", "off", "Search", ":material/search:", False),
    ],
)
def test_a_type_brings_its_looks_and_its_check(
    page: Page, type: str, autocomplete: str, placeholder: str | None, icon: str | None, checked: bool
) -> None:
    text_input("Field", type=type)
    shown = page.props()
    assert shown["type"] == type
    assert shown["autocomplete"] == autocomplete
    assert (shown.get("placeholder"), shown.get("icon")) == (placeholder, icon)
    assert ("validate" in shown) is checked


def test_arguments_replace_what_a_type_brings(page: Page) -> None:
    text_input("Mail", type="email", placeholder="p", icon="✉️", autocomplete="a", validate=("^x", "no"))
    shown = page.props()
    assert (shown["placeholder"], shown["icon"], shown["autocomplete"]) == ("p", "✉️", "a")
    assert shown["validate"] == ["^x", "no"]


def test_empty_arguments_turn_off_what_a_type_brings(page: Page) -> None:
    text_input("Mail", type="email", placeholder="", icon="", autocomplete="", validate="")
    shown = page.props()
    assert shown["autocomplete"] == ""
    assert not {"placeholder", "icon", "validate"} & set(shown)


@pytest.mark.parametrize(
    ("validate", "error"),
    [
        (("x",), StreamlitValueError),
        (("x", None), StreamlitValueError),
        ((3, "x"), StreamlitValueError),
        (["x", "y"], StreamlitInvalidParameterTypeError),
        (3, StreamlitInvalidParameterTypeError),
    ],
)
def test_a_check_is_a_pattern_with_or_without_message(
    page: Page, validate: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        text_input("Field", validate=validate)


@pytest.mark.parametrize(
    ("live", "pause"),
    [
        (False, None),
        (True, 250),
        ("500ms", 500),
        ("1 minute", 60_000),
        ("0s", 0),
        ("100us", 1),
        ("1.5s", 1500),
    ],
)
def test_a_live_field_sends_after_a_pause(page: Page, live: Any, pause: int | None) -> None:
    text_input("Field", live=live)
    assert page.props().get("live") == pause


@pytest.mark.parametrize(
    ("live", "error"),
    [
        ("2 minutes", StreamlitValueOutOfRangeError),
        ("-1s", StreamlitValueOutOfRangeError),
        ("x", StreamlitBadTimeStringError),
        ("", StreamlitBadTimeStringError),
        ("NaT", StreamlitBadTimeStringError),
        (1, StreamlitInvalidParameterTypeError),
        (0.5, StreamlitInvalidParameterTypeError),
        (None, StreamlitInvalidParameterTypeError),
    ],
)
def test_a_pause_is_a_duration_up_to_a_minute(page: Page, live: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        text_input("Field", live=live)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"type": "foo"}, StreamlitValueError),
        ({"icon": "zz"}, StreamlitAPIException),
        ({"width": "content"}, StreamlitInvalidWidthError),
        ({"required": "x"}, TypeError),
        ({"type": "password", "bind": "query-params"}, StreamlitIncompatibleParametersError),
        ({"key": "Embed", "bind": "query-params"}, StreamlitAPIException),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        text_input("Field", **arguments)


@pytest.mark.parametrize(
    ("height", "shown"), [(None, None), (50, 50), ("content", "content"), ("stretch", "stretch")]
)
def test_an_area_has_a_height(page: Page, height: Any, shown: Any) -> None:
    text_area("Letter", height=height, placeholder="Dear", required=True)
    assert page.props().get("height") == shown
    assert page.props()["placeholder"] == "Dear"
    assert page.props()["required"] is True


@pytest.mark.parametrize("height", ["x", 0, 1.5])
def test_a_wrong_height_is_refused(page: Page, height: Any) -> None:
    with pytest.raises(StreamlitInvalidHeightError):
        text_area("Letter", height=height)


def test_a_keyed_field_is_another_one_with_another_length_or_pattern(page: Page) -> None:
    ids = set()
    changes: list[dict[str, Any]] = [{}, {"max_chars": 3}, {"validate": "^x"}, {"validate": "^y"}]
    for arguments in changes:
        text_input("Field", key="field", **arguments)
        ids.add(page.specs[0].id)
        page.rerun()
    assert len(ids) == 4
    text_input("Other", "x", None, "field", help="h", placeholder="p", validate=("^x", "message"))
    assert page.specs[0].id in ids


def test_fields_outside_of_a_run_have_their_default() -> None:
    assert text_input("Field", "x") == "x"
    assert text_area("Field", None) is None
