"""Exceptions that a script shows itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from revoila.elements.status.exception import exception
from revoila.errors import StreamlitInvalidWidthError

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_an_exception_shows_all_it_has_whatever_the_option_says(page: Page) -> None:
    """Statements 113 and 114."""
    page.options["client.showErrorDetails"] = "none"
    exception(KeyError("k"))
    assert page.kinds() == ["exception"]
    assert page.props() == {"type": "KeyError", "message": "'k'", "trace": []}


def test_the_trace_leads_to_the_script(page: Page) -> None:
    """Statement 114."""
    try:
        int("x")
    except ValueError as error:
        exception(error, 100)
    assert page.props()["width"] == 100
    assert __file__ in page.props()["trace"][0]


def test_an_impossible_width_is_refused(page: Page) -> None:
    with pytest.raises(StreamlitInvalidWidthError):
        exception(ValueError("x"), "content")
