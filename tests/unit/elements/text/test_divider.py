"""The line between two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from revoila.elements.text.divider import divider
from revoila.errors import StreamlitInvalidWidthError

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_a_line_is_as_wide_as_asked(page: Page) -> None:
    divider()
    divider(width=100)
    assert page.kinds() == ["divider", "divider"]
    assert [page.props(0), page.props(1)] == [{}, {"width": 100}]


def test_a_line_has_no_content_to_be_as_wide_as(page: Page) -> None:
    with pytest.raises(StreamlitInvalidWidthError):
        divider(width="content")
