"""Code blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements.text.code import code
from revoila.errors import (
    StreamlitInvalidHeightError,
    StreamlitInvalidWidthError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("x=1", "x=1"),
        ("\n\n  x\n   y\n\n", "\n  x\n   y\n"),
        ("\n  x", "  x"),
        ("a\r\nb", "a\r\nb"),
        (3, "3"),
        ("", ""),
    ],
)
def test_one_line_break_at_each_end_is_dropped(page: Page, body: object, shown: str) -> None:
    code(body)
    assert page.kinds() == ["code"]
    assert page.props() == {"body": shown, "language": "python"}


@pytest.mark.parametrize("language", [None, ""])
def test_no_language_shows_plain_text(page: Page, language: str | None) -> None:
    code("x", language)
    assert page.props()["language"] is None


def test_every_parameter_travels(page: Page) -> None:
    code("x", "foo", line_numbers=True, wrap_lines=True, height=100, width=30)
    assert page.props() == {
        "body": "x",
        "language": "foo",
        "line_numbers": True,
        "wrap_lines": True,
        "height": 100,
        "width": 30,
    }
    code("x", height=None)
    assert page.props() == {"body": "x", "language": "python"}
    code("x", height="stretch")
    assert page.props()["height"] == "stretch"


@pytest.mark.parametrize(
    ("parameter", "value", "error"),
    [
        ("height", 0, StreamlitInvalidHeightError),
        ("width", "auto", StreamlitInvalidWidthError),
        ("language", 3, TypeError),
    ],
)
def test_bad_parameters_are_refused(page: Page, parameter: str, value: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        code("a", **{parameter: value})
