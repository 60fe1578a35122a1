"""Progress bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.elements.status.progress import _percent, progress
from revoila.errors import (
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueOutOfRangeError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


@pytest.mark.parametrize(
    ("value", "percent"),
    [
        (0, 0),
        (100, 100),
        (1, 1),
        (0.5, 50),
        (0.999, 99),
        (0.29, 28),
        (1.0, 100),
        (1 + 1e-10, 100),
        (-1e-10, 0),
    ],
)
def test_ints_are_percent_and_floats_are_shares(page: Page, value: float, percent: int) -> None:
    """Statement 121."""
    progress(value)
    assert page.kinds() == ["progress"]
    assert page.props() == {"value": percent}


@given(st.one_of(st.integers(), st.floats()))
def test_every_number_is_a_percentage_or_refused(value: float) -> None:
    try:
        assert 0 <= _percent(value) <= 100
    except StreamlitValueOutOfRangeError:
        assert not 0 <= value <= (100 if isinstance(value, int) else 1)


@pytest.mark.parametrize("value", [101, -1, 1.1, -0.1, float("nan"), float("inf")])
def test_more_than_all_and_less_than_nothing_are_refused(page: Page, value: float) -> None:
    """Statement 121."""
    with pytest.raises(StreamlitValueOutOfRangeError):
        progress(value)


@pytest.mark.parametrize("value", ["a", None, [1]])
def test_a_value_is_a_number(page: Page, value: Any) -> None:
    """Statement 121."""
    with pytest.raises(StreamlitInvalidParameterTypeError):
        progress(value)


@pytest.mark.parametrize("value", [True, False])
def test_a_bool_is_a_type_error(page: Page, value: bool) -> None:
    """Statement 121."""
    with pytest.raises(TypeError):
        progress(value)


def test_label_and_width_travel(page: Page) -> None:
    """Statement 121."""
    progress(5, "  a\n  b", 200)
    assert page.props() == {"value": 5, "text": "a\nb", "width": 200}
    progress(5, text="")
    assert page.props() == {"value": 5}
    with pytest.raises(StreamlitInvalidParameterTypeError):
        progress(5, text=3)  # type: ignore[arg-type]
    with pytest.raises(StreamlitInvalidWidthError):
        progress(5, width="content")


def test_the_handle_moves_the_bar(page: Page) -> None:
    """Statement 54."""
    bar = progress(5, text="x")
    bar.progress(50)
    assert page.main[0].props == {"value": 50}
    assert len(page.main) == 1
