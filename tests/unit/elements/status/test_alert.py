"""Errors, warnings, notes and good news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements.status.alert import error, info, success, warning
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page

pytestmark = pytest.mark.parametrize("command", [error, warning, info, success])


def test_a_box_shows_its_message(page: Page, command: Any) -> None:
    command("  a\n  b")
    command(None)
    assert page.kinds() == [command.__name__] * 2
    assert [page.props(0), page.props(1)] == [{"body": "a\nb"}, {"body": "None"}]


def test_every_parameter_travels(page: Page, command: Any) -> None:
    command("x", icon="🎈", width=20, title=3)
    assert page.props() == {"body": "x", "icon": "🎈", "width": 20, "title": "3"}
    command("x", title="")
    assert page.props() == {"body": "x"}


def test_a_leading_icon_of_the_message_becomes_the_icon(page: Page, command: Any) -> None:
    command("🎈 hello")
    assert page.props() == {"body": "hello", "icon": "🎈"}
    command(":material/home: hi", title="🎈 there")
    assert page.props() == {"body": "hi", "icon": ":material/home:", "title": "🎈 there"}


def test_a_given_icon_leaves_the_message_alone(page: Page, command: Any) -> None:
    command("🎈 hello", icon="🎉")
    assert page.props() == {"body": "🎈 hello", "icon": "🎉"}
    command("🎈 hello", icon="")
    assert page.props() == {"body": "🎈 hello"}


def test_bad_icons_and_widths_are_refused(page: Page, command: Any) -> None:
    with pytest.raises(StreamlitAPIException):
        command("a", icon="x")
    with pytest.raises(StreamlitInvalidParameterTypeError):
        command("a", icon=3)
    with pytest.raises(StreamlitInvalidWidthError):
        command("a", width="content")
    assert page.main == []
