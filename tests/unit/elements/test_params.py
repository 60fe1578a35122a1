"""Checks that many commands share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from revoila.elements._params import check_flag, check_height, check_width, clean, help_text
from revoila.errors import (
    StreamlitInvalidHeightError,
    StreamlitInvalidWidthError,
    StreamlitValueOutOfRangeError,
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (" x\n  y", "x\n y"),
        ("\n   a\n     b\n   ", "a\n  b"),
        # The first line counts, unlike in a docstring.
        ("a\n    b", "a\n    b"),
        ("  x  ", "x"),
        (3, "3"),
    ],
)
def test_bodies_lose_common_indentation_and_outer_blanks(body: object, text: str) -> None:
    assert clean(body) == text


@pytest.mark.parametrize(("help", "text"), [(None, None), ("\n  a\n   b\n ", "a\n b"), ("  ", None)])
def test_tooltips_are_cleaned_like_bodies_and_blank_ones_are_none(help: str | None, text: str | None) -> None:
    assert help_text(help) == text


@pytest.mark.parametrize(
    ("value", "flag"), [(True, True), (False, False), (3, True), (np.True_, True), (np.int64(0), False)]
)
def test_flags_are_bools_and_ints(value: object, flag: bool) -> None:
    assert check_flag("x", value) is flag


@pytest.mark.parametrize("value", [None, "x", 1.0, np.float64(1), np.array([True]), []])
def test_other_values_are_no_flags(value: object) -> None:
    with pytest.raises(TypeError, match="`x`"):
        check_flag("x", value)


@pytest.mark.parametrize("size", [0, -1, 1.5, None, "wide"])
def test_sizes_that_are_none_are_refused(size: Any) -> None:
    with pytest.raises(StreamlitInvalidWidthError):
        check_width(size)
    with pytest.raises(StreamlitInvalidHeightError):
        check_height(size)


def test_sizes_end_where_a_browser_ends() -> None:
    assert check_width(2**32 - 1) == check_height(2**32 - 1) == 2**32 - 1
    for check in (check_width, check_height):
        with pytest.raises(StreamlitValueOutOfRangeError):
            check(2**32)
