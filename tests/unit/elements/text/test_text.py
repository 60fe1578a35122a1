"""Characters as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements.text.text import text
from revoila.errors import StreamlitInvalidWidthError, StreamlitValueError

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_blanks_inside_are_kept(page: Page) -> None:
    text("  a\n     b  c\n")
    assert page.kinds() == ["text"]
    assert page.props() == {"body": "a\n   b  c"}


def test_every_parameter_travels(page: Page) -> None:
    text(None, help="h", width="stretch", text_alignment="right", wrap=False)
    assert page.props() == {
        "body": "None",
        "help": "h",
        "width": "stretch",
        "text_alignment": "right",
        "wrap": False,
    }


@pytest.mark.parametrize(
    ("parameter", "value", "error"),
    [
        ("wrap", None, StreamlitValueError),
        ("text_alignment", "x", StreamlitValueError),
        ("width", 0, StreamlitInvalidWidthError),
    ],
)
def test_bad_parameters_are_refused(page: Page, parameter: str, value: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        text("a", **{parameter: value})
