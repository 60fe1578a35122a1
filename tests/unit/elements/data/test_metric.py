"""Numbers in large type: their text, their change, their course."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import revoila
from revoila.elements.data.metric import _course
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)


def drawn(page: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
    revoila.metric("l", *args, **kwargs)
    props: dict[str, Any] = page.props()
    return props


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (5.5, "5.5"),
        (True, "True"),
        (None, "—"),
        ("  **a**\n", "  **a**\n"),
        ("", ""),
        (np.float32(0.1), "0.1"),
        (np.float64(3.25), "3.25"),
        (np.bool_(True), "True"),
        (np.array([3]), "3"),
        (Decimal("1.50"), "1.50"),
        (Fraction(1, 2), "1/2"),
        (1 + 2j, "(1+2j)"),
        (10**30, "1" + "0" * 30),
        (float("nan"), "nan"),
    ],
)
def test_value_as_python_writes_it(page: Any, value: object, text: str) -> None:
    assert drawn(page, value) == {"label": "l", "value": text, "delta_color": "gray", "arrow": "off"}


@pytest.mark.parametrize("value", [[1], {}, pd.NA, np.array([1, 2]), object()])
def test_what_is_no_number_is_refused(page: Any, value: object) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError, match="value"):
        revoila.metric("l", value)
    with pytest.raises(StreamlitInvalidParameterTypeError, match="delta"):
        revoila.metric("l", 1, value)


@pytest.mark.parametrize(
    ("delta", "color", "arrow", "text"),
    [
        (2, "green", "up", "2"),
        (-2, "red", "down", "-2"),
        ("-2 %", "red", "down", "-2 %"),
        ("  -5 ", "red", "down", "-5"),
        ("3", "green", "up", "3"),
        (0, "gray", "off", "0"),
        (-0.0, "gray", "off", "-0.0"),
        (False, "gray", "off", "False"),
        ("0", "gray", "off", "0"),
        ("-0", "red", "down", "-0"),
        (np.int64(0), "gray", "off", "0"),
        (Decimal(-3), "red", "down", "-3"),
        (None, "gray", "off", None),
        ("", "gray", "off", None),
        (" ", "gray", "off", None),
    ],
)
def test_change_has_a_direction(page: Any, delta: object, color: str, arrow: str, text: str | None) -> None:
    props = drawn(page, 1, delta)
    assert (props["delta_color"], props["arrow"], props.get("delta")) == (color, arrow, text)


@pytest.mark.parametrize(
    ("delta", "delta_color", "color"),
    [
        (2, "inverse", "red"),
        (-2, "inverse", "green"),
        (0, "inverse", "gray"),
        (2, "off", "gray"),
        (-2, "violet", "violet"),
        (0, "violet", "violet"),
        (None, "violet", "gray"),
        (2, "grey", "gray"),
        (2, "primary", "primary"),
    ],
)
def test_colors_of_the_change(page: Any, delta: object, delta_color: str, color: str) -> None:
    assert drawn(page, 1, delta, delta_color)["delta_color"] == color


@pytest.mark.parametrize(
    ("delta", "delta_arrow", "arrow"),
    [(2, "off", "off"), (-2, "up", "up"), (0, "down", "down"), (2, "auto", "up")],
)
def test_arrow_can_be_chosen(page: Any, delta: object, delta_arrow: str, arrow: str) -> None:
    props = drawn(page, 1, delta, delta_arrow=delta_arrow)
    assert props["arrow"] == arrow


def test_numbers_travel_for_formatting(page: Any) -> None:
    props = drawn(page, 1234.5, Decimal("2.5"), format="dollar")
    assert (props["format"], props["number"], props["delta_number"]) == ("dollar", 1234.5, 2.5)


@pytest.mark.parametrize("value", ["1234.5", None, float("inf"), float("nan"), True, 1j, 10**400])
def test_what_cannot_be_formatted_stays_text(page: Any, value: object) -> None:
    assert "number" not in drawn(page, value, format="dollar")


def test_without_format_no_number_travels(page: Any) -> None:
    assert "number" not in drawn(page, 5, 2)


@pytest.mark.parametrize(
    ("chart_data", "course"),
    [
        ([1, 2.5], [1.0, 2.5]),
        (pd.Series([1, None]), [1.0, None]),
        ([float("inf"), True], [None, 1.0]),
        (["1", "2"], [1.0, 2.0]),
        ((i for i in range(2)), [0.0, 1.0]),
        (5, [5.0]),
        (pd.DataFrame({"a": [1, 2], "b": [3, 4]}), [1.0, 2.0]),
        (np.array([[1, 2], [3, 4]]), [1.0, 3.0]),
    ],
)
def test_course(page: Any, chart_data: Any, course: list[float | None]) -> None:
    props = drawn(page, 1, chart_data=chart_data)
    assert props["chart_data"] == course
    assert props["chart_type"] == "line"


@pytest.mark.parametrize(("chart_type", "drawn_as"), [("bar", "bar"), ("area", "area"), ("zzz", "line")])
def test_form_of_the_course(page: Any, chart_type: Any, drawn_as: str) -> None:
    assert drawn(page, 1, chart_data=[1], chart_type=chart_type)["chart_type"] == drawn_as


def test_an_empty_course_is_none(page: Any) -> None:
    assert "chart_data" not in drawn(page, 1, chart_data=[])


@pytest.mark.parametrize("chart_data", [["a"], [None], [[1]], object()])
def test_a_course_of_other_things_is_refused(page: Any, chart_data: Any) -> None:
    with pytest.raises(StreamlitAPIException, match="chart_data"):
        revoila.metric("l", 1, chart_data=chart_data)


@given(st.lists(st.floats()))
def test_a_course_is_always_json(values: list[float]) -> None:
    course = _course(values)
    assert json.loads(json.dumps(course, allow_nan=False)) == course


def test_the_rest_of_the_parameters(page: Any) -> None:
    revoila.metric(
        "l",
        1,
        2,
        help="  h",
        icon="🎈",
        label_visibility="hidden",
        border=True,
        width=200,
        height="stretch",
        delta_description="since May",
    )
    assert page.last.kind == "metric"
    assert page.props() == {
        "label": "l",
        "value": "1",
        "delta": "2",
        "delta_color": "green",
        "arrow": "up",
        "help": "h",
        "icon": "🎈",
        "label_visibility": "hidden",
        "border": True,
        "width": 200,
        "height": "stretch",
        "delta_description": "since May",
    }


@pytest.mark.parametrize(("label", "text"), [(None, ""), (3, "3")])
def test_labels_of_other_types(page: Any, label: Any, text: str) -> None:
    revoila.metric(label, 1)
    assert page.props()["label"] == text


@pytest.mark.parametrize(
    ("parameter", "value", "error"),
    [
        ("delta_color", "rainbow", StreamlitValueError),
        ("delta_arrow", "x", StreamlitValueError),
        ("label_visibility", "x", StreamlitValueError),
        ("icon", "xx", StreamlitAPIException),
        ("width", 0, StreamlitInvalidWidthError),
        ("height", "auto", StreamlitInvalidHeightError),
        ("format", 3, TypeError),
    ],
)
def test_other_values_are_refused(page: Any, parameter: str, value: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        revoila.metric("l", 1, 2, **{parameter: value})
    assert page.main == []
