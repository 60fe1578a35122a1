"""Sliders over numbers, dates and times."""

# A slider shows the clock on the wall; `values` are those of inputs.
# ruff: noqa: DTZ001, PD011

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.elements.inputs.hostile import wires

from revoila.elements.inputs.slider import _resolve, slider
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitJSNumberBoundsError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page

DAY = 86_400_000
"""A day in milliseconds, as it travels."""

NEW_YEAR = 18_262 * DAY
"""2020-01-01."""

EAST = timezone(timedelta(hours=5))


@pytest.mark.parametrize(
    ("arguments", "value", "low", "high"),
    [
        ({}, 0, 0, 100),
        ({"min_value": 1, "max_value": 10}, 1, 1, 10),
        ({"min_value": 200}, 200, 100, 200),
        ({"min_value": 2.0}, 2.0, 1.0, 2.0),
        ({"max_value": -10}, 0, -10, 0),
        ({"value": 500}, 500, 0, 500),
        ({"value": 0.5}, 0.5, 0.0, 1.0),
        ({"value": -0.5}, -0.5, -0.5, 1.0),
        ({"value": (5, 1)}, (1, 5), 0, 100),
        ({"value": [5]}, (5,), 0, 100),
        ({"value": []}, (0, 100), 0, 100),
        ({"value": (-1, 500)}, (-1, 500), -1, 500),
        ({"min_value": 10, "max_value": 1}, 10, 1, 10),
        ({"min_value": 10, "max_value": 1, "value": []}, (1, 10), 1, 10),
        ({"value": True}, 1, 0, 100),
        ({"value": np.int64(5)}, 5, 0, 100),
        ({"value": np.float32(0.5)}, 0.5, 0.0, 1.0),
    ],
)
def test_bounds_follow_the_value(page: Page, arguments: Any, value: Any, low: float, high: float) -> None:
    chosen = slider("Price", **arguments)
    assert chosen == value
    assert type(chosen) is type(value)
    shown = page.props()
    assert (shown["min"], shown["max"]) == (low, high)
    assert shown["value"] == (list(value) if isinstance(value, tuple) else [value])


def test_a_plain_slider_shows_these_props(page: Page) -> None:
    slider("Price")
    assert page.props() == {
        "label": "Price",
        "data_type": "int",
        "min": 0,
        "max": 100,
        "step": 1,
        "format": "%d",
        "value": [0],
        "generation": 1,
    }


@pytest.mark.parametrize(
    ("arguments", "data_type", "low", "high", "step", "format"),
    [
        ({"value": 0.5}, "float", 0.0, 1.0, 0.01, "%0.2f"),
        ({"value": date(2020, 1, 15)}, "date", NEW_YEAR, NEW_YEAR + 28 * DAY, DAY, "YYYY-MM-DD"),
        # Of a range the bounds are around the end that is given first.
        (
            {"value": (date(2020, 1, 15), date(2020, 1, 20))},
            *("date", NEW_YEAR, NEW_YEAR + 28 * DAY, DAY, "YYYY-MM-DD"),
        ),
        (
            {"min_value": datetime(2020, 1, 1), "max_value": datetime(2020, 1, 1, 12)},
            "datetime",
            NEW_YEAR,
            NEW_YEAR + DAY // 2,
            DAY // 96,
            "YYYY-MM-DD",
        ),
        (
            {"min_value": datetime(2020, 1, 3), "max_value": datetime(2020, 1, 1)},
            "datetime",
            NEW_YEAR,
            NEW_YEAR + 2 * DAY,
            DAY,
            "YYYY-MM-DD",
        ),
        ({"value": time(12)}, "time", 10_957 * DAY, 10_958 * DAY - 0.001, DAY // 96, "HH:mm"),
        (
            {"value": datetime(2020, 1, 15, tzinfo=EAST), "step": timedelta(microseconds=1)},
            "datetime",
            NEW_YEAR,
            NEW_YEAR + 28 * DAY,
            0.001,
            "YYYY-MM-DD",
        ),
    ],
)
def test_dates_and_times_travel_as_milliseconds_of_the_clock_on_the_wall(
    page: Page, arguments: Any, data_type: str, low: float, high: float, step: float, format: str
) -> None:
    slider("When", **arguments)
    shown = page.props()
    assert (shown["data_type"], shown["format"]) == (data_type, format)
    assert (shown["min"], shown["max"], shown["step"]) == (low, high, step)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"min_value": 1.0, "max_value": 10.0, "value": 5}, StreamlitInvalidParameterTypeError),
        ({"min_value": 1, "max_value": 10.0}, StreamlitInvalidParameterTypeError),
        ({"max_value": 10.0}, StreamlitInvalidParameterTypeError),
        ({"min_value": 1.0, "max_value": 10.0, "value": []}, StreamlitInvalidParameterTypeError),
        ({"value": (1, 5.0)}, StreamlitInvalidParameterTypeError),
        ({"value": {1, 5}}, StreamlitInvalidParameterTypeError),
        ({"value": np.array([1, 5])}, StreamlitInvalidParameterTypeError),
        ({"value": "5"}, StreamlitInvalidParameterTypeError),
        ({"value": [None]}, StreamlitInvalidParameterTypeError),
        ({"value": Decimal(5)}, StreamlitInvalidParameterTypeError),
        ({"step": 0.5}, StreamlitInvalidParameterTypeError),
        ({"step": timedelta(days=1)}, StreamlitInvalidParameterTypeError),
        ({"value": date(2020, 1, 1), "step": 1}, StreamlitInvalidParameterTypeError),
        (
            {
                "min_value": date(2020, 1, 1),
                "max_value": datetime(2020, 2, 1),
                "step": timedelta(days=1),
            },
            StreamlitInvalidParameterTypeError,
        ),
        # Where Streamlit compares them.
        ({"min_value": date(2020, 1, 1), "max_value": datetime(2020, 2, 1)}, TypeError),
        ({"min_value": datetime(2020, 1, 1), "max_value": datetime(2020, 2, 1, tzinfo=EAST)}, TypeError),
        ({"max_value": date(2020, 1, 1)}, StreamlitInvalidParameterTypeError),
        ({"value": (1, 2, 3)}, StreamlitValueError),
        ({"step": 0}, StreamlitValueError),
        ({"value": date(2020, 1, 1), "step": timedelta(0)}, StreamlitValueError),
        ({"min_value": 5, "max_value": 5}, StreamlitInvalidMinMaxError),
        ({"min_value": 1.0}, StreamlitInvalidMinMaxError),
        ({"min_value": time(8), "max_value": time(8)}, StreamlitInvalidMinMaxError),
        ({"min_value": 0, "max_value": 2**53}, StreamlitJSNumberBoundsError),
        ({"min_value": 0.0, "max_value": math.inf}, StreamlitJSNumberBoundsError),
        ({"value": math.nan}, StreamlitJSNumberBoundsError),
        ({"value": 0.5, "step": math.inf}, StreamlitJSNumberBoundsError),
        ({"min_value": date(1684, 7, 28), "max_value": date(2000, 1, 1)}, StreamlitJSNumberBoundsError),
        ({"min_value": date(2000, 1, 1), "max_value": date(2255, 6, 6)}, StreamlitJSNumberBoundsError),
        ({"value": date(1, 1, 1)}, StreamlitJSNumberBoundsError),
        ({"value": date(9999, 12, 31)}, StreamlitJSNumberBoundsError),
        ({"format": 3}, StreamlitInvalidParameterTypeError),
        ({"width": "content"}, StreamlitInvalidWidthError),
        ({"key": "embed", "bind": "query-params"}, StreamlitAPIException),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        slider("Price", **arguments)


def test_dates_at_the_ends_of_what_browsers_hold_are_taken(page: Page) -> None:
    assert slider("When", date(1684, 7, 29), date(2255, 6, 5)) == date(1684, 7, 29)


def test_a_timestamp_is_a_datetime(page: Page) -> None:
    value = slider("When", value=pd.Timestamp("2020-01-15 12:00"))
    assert value == datetime(2020, 1, 15, 12)
    assert type(value) is datetime


@pytest.mark.parametrize(
    ("value", "wire", "moved"),
    [
        (5, [7], 7),
        ((1, 5), [2, 2], (2, 2)),
        ([5], [7], (7,)),
        (0.5, [1], 1.0),
        (date(2020, 1, 15), [NEW_YEAR], date(2020, 1, 1)),
        (datetime(2020, 1, 15, tzinfo=EAST), [NEW_YEAR + 1], datetime(2020, 1, 1, 0, 0, 0, 1000, EAST)),
        (time(12, tzinfo=EAST), [10_957 * DAY + 0.001], time(0, 0, 0, 1, EAST)),
    ],
)
def test_a_moved_handle_is_returned_in_the_next_run(page: Page, value: Any, wire: Any, moved: Any) -> None:
    slider("Price", value=value, key="price")
    page.send("price", wire)
    page.rerun()
    chosen = slider("Price", value=value, key="price")
    assert chosen == moved
    assert type(chosen) is type(moved)
    assert page.props()["value"] == wire


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (5, 7),
        (5, []),
        (5, [1, 2]),
        (5, [101]),
        (5, [-1]),
        (5, [1.5]),
        (5, [True]),
        (5, ["5"]),
        (5, [None]),
        (5, None),
        ((1, 5), [3]),
        ((1, 5), [3, 2]),
        ((1, 5), [3, 101]),
        (0.5, [math.nan]),
        (0.5, [math.inf]),
        (date(2020, 1, 15), [NEW_YEAR + 1]),
        (date(2020, 1, 15), [1e300]),
        (time(12), [0]),
    ],
)
def test_places_that_no_handle_can_reach_are_refused(value: Any, wire: object) -> None:
    with pytest.raises(EventRefusedError):
        _resolve(None, None, value, None).decode(wire)


values = st.sampled_from(
    [5, (1, 5), 0.5, (0.1, 0.2), date(2020, 1, 15), time(12), datetime(2020, 1, 15), (time(1), time(2))]
)
places = st.one_of(
    wires,
    st.lists(st.integers(-5, 105) | st.floats(0, 1), max_size=3),
    st.lists(st.integers(0, 30).map(lambda days: NEW_YEAR + days * DAY), max_size=3),
    st.lists(st.floats(NEW_YEAR, NEW_YEAR + 30 * DAY), max_size=2),
    st.lists(st.floats(10_957 * DAY, 10_958 * DAY), max_size=2),
)


@given(places, values)
def test_events_are_refused_or_come_back_as_they_were(wire: Any, value: Any) -> None:
    track = _resolve(None, None, value, None)
    try:
        moved = track.decode(wire)
    except EventRefusedError:
        return
    # Microseconds are the finest that the kernel keeps of a browser's milliseconds.
    assert track.encode(moved) == pytest.approx(wire, abs=0.001 if track.scale.is_dated else 0)
    assert track.decode(track.encode(moved)) == moved
    assert track.accept(moved) == moved


@given(st.datetimes(datetime(1700, 1, 1), datetime(2240, 1, 1)))
@example(datetime(1830, 1, 1, 0, 0, 0, 179))
def test_no_microsecond_is_lost_on_the_way(moment: datetime) -> None:
    track = _resolve(datetime(1685, 1, 1), datetime(2255, 1, 1), moment, None)
    assert track.decode(track.encode(moment)) == moment


@pytest.mark.parametrize("assigned", [2, 2.5, True, [1, 2], (2, 1), [3]])
def test_assigned_places_come_back_as_they_are(page: Page, assigned: Any) -> None:
    page.values["price"] = assigned
    chosen = slider("Price", 0, 3, key="price")
    assert chosen == assigned
    assert type(chosen) is type(assigned)


@pytest.mark.parametrize(
    ("assigned", "error"),
    [
        (5, StreamlitValueAboveMaxError),
        (-5, StreamlitValueBelowMinError),
        ((2, 8), StreamlitValueAboveMaxError),
        ((-2, 8), StreamlitValueBelowMinError),
        (None, TypeError),
        ("2", ValueError),
        (date(2020, 1, 1), TypeError),
        ((1, 2, 3), StreamlitValueError),
        ([], StreamlitValueError),
        (math.nan, StreamlitJSNumberBoundsError),
    ],
)
def test_assigned_values_that_do_not_fit_are_refused(
    page: Page, assigned: Any, error: type[Exception]
) -> None:
    page.values["price"] = assigned
    with pytest.raises(error):
        slider("Price", 0, 3, key="price")


@pytest.mark.parametrize(
    ("value", "assigned", "error"),
    [
        (datetime(2020, 1, 1), date(2020, 1, 1), TypeError),
        (datetime(2020, 1, 1), 5, TypeError),
        (time(3), None, TypeError),
        (date(2020, 1, 1), date(2021, 1, 1), StreamlitValueAboveMaxError),
    ],
)
def test_assigned_dates_and_times_must_fit(
    page: Page, value: Any, assigned: Any, error: type[Exception]
) -> None:
    page.values["when"] = assigned
    with pytest.raises(error):
        slider("When", value=value, key="when")


def test_two_assigned_values_make_a_range(page: Page) -> None:
    page.values["price"] = [3, 4]
    assert slider("Price", 0, 10, 2, key="price") == [3, 4]
    assert page.props()["value"] == [3, 4]
    with pytest.raises(EventRefusedError):
        page.send("price", [5])
    page.send("price", [5, 6])
    page.rerun()
    assert slider("Price", 0, 10, 2, key="price") == (5, 6)


def test_one_assigned_value_leaves_one_handle_on_a_range(page: Page) -> None:
    page.values["price"] = 2
    assert slider("Price", 0, 10, (1, 5), key="price") == 2
    page.send("price", [3])
    page.rerun()
    assert slider("Price", 0, 10, (1, 5), key="price") == (3,)


def test_a_keyed_slider_is_another_one_with_other_bounds_or_steps(page: Page) -> None:
    ids = set()
    changes: list[dict[str, Any]] = [{}, {"min_value": 1}, {"max_value": 50}, {"step": 5}]
    for arguments in changes:
        slider("Price", key="price", **arguments)
        ids.add(page.specs[0].id)
        page.rerun()
    assert len(ids) == 4
    slider("Cost", value=500, key="price", format="%d €", help="h")
    assert page.specs[0].id in ids, "bounds that nobody gave follow the value"


def test_a_slider_outside_of_a_run_has_its_default() -> None:
    assert slider("Price", value=(2, 1)) == (1, 2)
