"""What counts as a colour."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.elements._color import css_color, is_color, is_css_color
from revoila.errors import StreamlitInvalidColorError


@pytest.mark.parametrize(
    ("color", "css"),
    [
        ("#f00", "#f00"),
        ("#F00F", "#F00F"),
        ("#ff0000", "#ff0000"),
        ("#ff000080", "#ff000080"),
        ("rgb(1, 2, 3)", "rgb(1, 2, 3)"),
        ("RGBA(1,2,3,0.5)", "RGBA(1,2,3,0.5)"),
        ("red", "red"),
        ("Primary", "primary"),
        ((255, 0, 0), "rgb(255, 0, 0)"),
        ([0.5, 0.0, 1.0], "rgb(127, 0, 255)"),
        ((255, 0, 0, 0.5), "rgba(255, 0, 0, 0.5)"),
        ((255, 0, 0, 128), "rgba(255, 0, 0, 0.502)"),
        ((256, 2, -3), "rgb(255, 2, 0)"),
        ((1.5, 0.2, 1), "rgb(255, 51, 1)"),
        ((np.int64(5), np.float64(0.5), 0), "rgb(5, 127, 0)"),
    ],
)
def test_colors_and_their_css(color: Any, css: str) -> None:
    assert is_color(color)
    assert css_color(color) == css


@pytest.mark.parametrize(
    "color",
    [
        "tomato",
        "#ff",
        "#zzz",
        "",
        "rgb(1, 2)",
        "url(x)",
        "red;",
        5,
        None,
        (1, 2),
        (1, 2, "3"),
        (True, 1, 2),
        [],
        {},
    ],
)
def test_other_things_are_no_colors(color: Any) -> None:
    assert not is_color(color)
    with pytest.raises(StreamlitInvalidColorError):
        css_color(color)


def test_names_do_not_make_a_column_one_of_colors() -> None:
    assert not is_css_color("red")


@given(st.lists(st.integers() | st.floats(), min_size=3, max_size=4) | st.text())
def test_every_color_has_css_that_is_a_color(value: Any) -> None:
    if is_css_color(value):
        assert is_css_color(css_color(value))
