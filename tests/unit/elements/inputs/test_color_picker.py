"""Fields for a colour; numbers are statements of the state specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from tests.unit.elements.inputs.hostile import wires

from revoila.elements.inputs.color_picker import _HEX, _decode, color_picker
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
)
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


@pytest.mark.parametrize(
    ("value", "result"),
    [(None, "#000000"), ("#abc", "#abc"), ("#ABCDEF", "#ABCDEF"), ("#123456", "#123456")],
)
def test_the_colour_of_the_first_run_is_the_one_given(page: Page, value: Any, result: str) -> None:
    assert color_picker("Colour", value) == result
    (element,) = page.main
    assert (element.kind, element.props["value"], element.props.get("width")) == (
        "color_picker",
        result,
        None,
    )


@pytest.mark.parametrize(
    "value", ["", "red", "abc", "#abcd", "#aabbccdd", "#abc\n", "#abg", "rgb(1, 2, 3)", "#١٢٣"]
)
def test_what_is_no_colour_is_refused(page: Page, value: str) -> None:
    del page
    with pytest.raises(StreamlitAPIException, match="is not a colour"):
        color_picker("Colour", value)


@pytest.mark.parametrize("value", [3, ["#abc"], (1, 2, 3), True])
def test_a_colour_is_a_text(page: Page, value: Any) -> None:
    del page
    with pytest.raises(StreamlitInvalidParameterTypeError):
        color_picker("Colour", value)


def test_a_colour_may_be_as_wide_as_its_content(page: Page) -> None:
    color_picker("One", width="content")
    color_picker("Two", width="stretch")
    color_picker("Three", width=39)
    assert [element.props.get("width") for element in page.main] == [None, "stretch", 39]
    with pytest.raises(StreamlitInvalidWidthError):
        color_picker("Four", width="wide")


@given(wires)
def test_a_forged_event_gives_a_colour_or_is_refused(wire: Any) -> None:
    try:
        color = _decode(wire)
    except EventRefusedError:
        return
    assert _HEX.fullmatch(color)


def test_an_address_may_leave_the_mark_out() -> None:
    at = AppTest.from_string(
        "import revoila as st\nst.text(st.color_picker('x', key='k', bind='query-params'))"
    )
    at.query_params["k"] = "abcdef"
    at.run()
    assert (at.text[0].value, at.query_params) == ("#abcdef", {"k": "#abcdef"})


@pytest.mark.parametrize(
    ("value", "shown"),
    [("'#abc'", "#abc"), ("'red'", "red"), ("3", None), ("None", None), ("['#fff']", None)],
)
def test_an_assigned_colour_has_to_be_a_text(value: str, shown: str | None) -> None:
    """Statement 41."""
    at = AppTest.from_string(
        f"import revoila as st\nst.session_state.k = {value}\nst.text(st.color_picker('x', key='k'))"
    ).run()
    assert at.text.values == ([] if shown is None else [shown])
    assert [error.proto.type for error in at.exception] == (["TypeError"] if shown is None else [])


def test_a_colour_with_a_key_survives_another_default() -> None:
    """Statements 9 and 11."""
    at = AppTest.from_string(
        "import revoila as st\nlate = st.toggle('late')\n"
        "st.text(st.color_picker('other' if late else 'one', '#456' if late else '#123', key='k'))"
    ).run()
    at.color_picker[0].pick("789abc").run()
    assert at.toggle[0].set_value(True).run().text[0].value == "#789abc"
