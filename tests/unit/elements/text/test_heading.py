"""Titles, headers and subheaders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements.text.heading import DIVIDER_CYCLE, header, subheader, title
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page

COMMANDS = [title, header, subheader]


@pytest.mark.parametrize("command", COMMANDS)
def test_defaults_do_not_travel(page: Page, command: Any) -> None:
    command("  A *river* ")
    assert page.kinds() == [command.__name__]
    assert page.props() == {"body": "A *river*"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_parameter_travels(page: Page, command: Any) -> None:
    command("a", "anc", help="h", icon="🎈", wrap=False, width=10, text_alignment="right")
    assert page.props() == {
        "body": "a",
        "anchor": "anc",
        "help": "h",
        "icon": "🎈",
        "wrap": False,
        "width": 10,
        "text_alignment": "right",
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_an_anchor_is_automatic_given_or_off(page: Page, command: Any) -> None:
    command("a", None)
    command("a", "")
    command("a", False)
    assert [set(page.props(i)) - {"body"} for i in range(3)] == [set(), set(), {"hide_anchor"}]
    with pytest.raises(StreamlitValueError, match="anchor"):
        command("a", True)
    with pytest.raises(StreamlitInvalidParameterTypeError, match="anchor"):
        command("a", 3)


def test_dividers_take_the_next_color_at_each_use(page: Page) -> None:
    for _ in range(4):
        header("a", divider=True)
        subheader("b", divider=True)
    colors = [page.props(i)["divider"] for i in range(8)]
    assert colors == [*DIVIDER_CYCLE, *DIVIDER_CYCLE][:8]
    page.rerun()
    header("a", divider=True)
    assert page.props()["divider"] == DIVIDER_CYCLE[0]


@pytest.mark.parametrize("divider", [False, None, ""])
def test_no_divider_is_the_default(page: Page, divider: Any) -> None:
    header("a", divider=divider)
    assert page.props() == {"body": "a"}


@pytest.mark.parametrize("divider", ["blue", "gray", "grey", "rainbow"])
def test_a_divider_can_be_named(page: Page, divider: str) -> None:
    subheader("a", divider=divider)
    assert page.props()["divider"] == divider


@pytest.mark.parametrize("divider", ["pink", "primary", 3])
def test_an_unknown_divider_is_refused(page: Page, divider: Any) -> None:
    with pytest.raises(StreamlitValueError, match="divider"):
        header("a", divider=divider)


@pytest.mark.parametrize("command", COMMANDS)
def test_bad_icons_alignments_and_widths_are_refused(page: Page, command: Any) -> None:
    with pytest.raises(StreamlitAPIException):
        command("a", icon="zzz")
    with pytest.raises(StreamlitInvalidParameterTypeError):
        command("a", icon=3)
    with pytest.raises(StreamlitValueError):
        command("a", text_alignment="x")
    with pytest.raises(StreamlitInvalidWidthError):
        command("a", width="auto")
    assert page.main == []


def test_outside_of_a_run_nothing_happens() -> None:
    assert header("a", divider=True).place is None
