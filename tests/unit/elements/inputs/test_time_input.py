"""Fields for times of day and for moments; numbers are statements of the state specification."""

# A field shows the clock on the wall; NumPy and pandas have values of their own.
# ruff: noqa: DTZ001

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import example, given
from tests.unit.elements.inputs.hostile import wires

from revoila.elements.inputs import _moments, datetime_input, time_input
from revoila.errors import (
    EventRefusedError,
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page

MINUTE = 60_000
MIDNIGHT = 946_684_800_000
"""The start of the day on which times travel."""

MAY_6 = 19_849 * 86_400_000
"""2024-05-06."""

clock_field = time_input.time_input
moment_field = datetime_input.datetime_input


def set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(_moments, "now", lambda: now)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, datetime(2027, 2, 3, 14, 25, 36, 789))


@pytest.mark.parametrize(
    ("value", "step", "result"),
    [
        ("now", 900, time(14, 25)),
        ("now", 30, time(14, 25, 36)),
        (None, 900, None),
        (time(8, 45, 30, 500), 900, time(8, 45)),
        (time(8, 45, 30, 500), 30, time(8, 45, 30, 500)),
        (time(8, 45, 30), timedelta(seconds=60.5), time(8, 45)),
        (time(8, 45, tzinfo=UTC), 900, time(8, 45)),
        (datetime(2024, 5, 6, 8, 45, tzinfo=UTC), 900, time(8, 45)),
        ("08:45", 900, time(8, 45)),
        ("08", 900, time(8)),
        ("2024-05-06T08:45", 900, time(8, 45)),
        ("2024-05-06", 900, time()),
    ],
)
def test_the_time_of_the_first_run(page: Page, value: Any, step: Any, result: Any) -> None:
    assert clock_field("Time", value, step=step) == result
    assert page.main[0].props["step"] == (step if isinstance(step, int) else 60)


@pytest.mark.parametrize("value", ["", "8:45", "today", date(2024, 5, 6), 3, [time(8)], pd.NaT])
def test_what_is_no_time_is_refused(page: Page, value: Any) -> None:
    del page
    with pytest.raises(StreamlitInvalidParameterTypeError):
        clock_field("Time", value)


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (-1, StreamlitValueOutOfRangeError),
        (0, StreamlitValueOutOfRangeError),
        (23 * 3600 + 1, StreamlitValueOutOfRangeError),
        (timedelta(milliseconds=500), StreamlitValueOutOfRangeError),
        (timedelta(days=1), StreamlitValueOutOfRangeError),
        (1.5, StreamlitInvalidParameterTypeError),
        (True, StreamlitInvalidParameterTypeError),
        (None, StreamlitInvalidParameterTypeError),
        ("1h", StreamlitInvalidParameterTypeError),
    ],
)
def test_a_step_is_a_duration_within_a_day(page: Page, step: Any, error: type) -> None:
    del page
    for field in (clock_field, moment_field):
        with pytest.raises(error):
            field("Time", step=step)


def test_a_step_of_moments_is_a_minute_at_least(page: Page) -> None:
    clock_field("Time", step=1)
    moment_field("Moment", step=60)
    assert [element.props["step"] for element in page.main] == [1, 60]
    with pytest.raises(StreamlitValueOutOfRangeError, match="60 seconds and 23 hours"):
        moment_field("Moment", step=59)


@pytest.mark.parametrize("format", ["13h", "HH:mm", None, 3])
def test_hours_have_three_formats(page: Page, format: Any) -> None:
    with pytest.raises(StreamlitValueError):
        clock_field("Time", format=format)
    for known in ("24h", "12h", "localized"):
        clock_field(known, format=known)
    assert [element.props["format"] for element in page.main] == ["24h", "12h", "localized"]


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("now", datetime(2027, 2, 3, 14, 25)),
        (None, None),
        (datetime(2024, 5, 6, 8, 45, 30, 200), datetime(2024, 5, 6, 8, 45)),
        (datetime(2024, 5, 6, 8, 45, tzinfo=UTC), datetime(2024, 5, 6, 8, 45)),
        (pd.Timestamp("2024-05-06 03:00:20"), datetime(2024, 5, 6, 3)),
        (date(2024, 5, 6), datetime(2024, 5, 6)),
        (time(8, 45, 20), datetime(2027, 2, 3, 8, 45)),
        ("2024-05-06", datetime(2024, 5, 6)),
        ("2024-05-06 08:45:30.5", datetime(2024, 5, 6, 8, 45)),
        ("2024-05-06T08:45+03:00", datetime(2024, 5, 6, 8, 45)),
        ("08:45", datetime(2027, 2, 3, 8, 45)),
        (datetime(1, 1, 1), datetime(1, 1, 1)),
        (datetime(9999, 12, 31, 23, 59), datetime(9999, 12, 31, 23, 59)),
    ],
)
def test_the_moment_of_the_first_run(page: Page, value: Any, result: Any) -> None:
    del page
    found = moment_field("Moment", value)
    assert found == result
    assert type(found) is type(result)


@pytest.mark.parametrize("value", ["", "today", 3, [datetime(2024, 5, 6)], pd.NaT])
def test_what_is_no_moment_is_refused(page: Page, value: Any) -> None:
    del page
    with pytest.raises(StreamlitInvalidParameterTypeError, match="value"):
        moment_field("Moment", value)
    for bound in ("min_value", "max_value"):
        with pytest.raises(StreamlitInvalidParameterTypeError, match=bound):
            moment_field("Moment", **{bound: value})


@pytest.mark.parametrize(
    ("value", "low", "high", "error"),
    [
        ("2024-05-06", "2024-05-07", None, StreamlitValueBelowMinError),
        ("2024-05-06", None, "2024-05-05", StreamlitValueAboveMaxError),
        ("2024-05-06T12:00", None, "2024-05-06", StreamlitValueAboveMaxError),
        ("2024-05-06", "2024-05-07", "2024-05-05", StreamlitInvalidMinMaxError),
        ("2024-05-06", "now", None, StreamlitValueBelowMinError),
    ],
)
def test_bounds_of_moments_hold_for_the_author(
    page: Page, value: Any, low: Any, high: Any, error: type
) -> None:
    del page
    with pytest.raises(error):
        moment_field("Moment", value, low, high)


@pytest.mark.parametrize(
    ("arguments", "low", "high"),
    [
        ({"value": "2024-02-29T08:01"}, "2014-02-28T00:00", "2034-02-28T23:59"),
        ({"value": None}, "2017-02-03T00:00", "2037-02-03T23:59"),
        # A date holds all of its day, and a time is on the day of the value.
        (
            {"value": "2024-05-06T12:00", "max_value": date(2024, 5, 6)},
            "2014-05-06T00:00",
            "2024-05-06T23:59",
        ),
        ({"value": "2024-05-06T12:00", "min_value": time(12)}, "2024-05-06T12:00", "2034-05-06T23:59"),
        (
            {"value": None, "min_value": time(12), "max_value": "13:00"},
            "2027-02-03T12:00",
            "2027-02-03T13:00",
        ),
        ({"value": "now", "min_value": "now", "max_value": "now"}, "2027-02-03T14:25", "2027-02-03T14:25"),
    ],
)
def test_bounds_of_moments(page: Page, arguments: Any, low: str, high: str) -> None:
    moment_field("Moment", **arguments)
    (element,) = page.main
    wires = [
        (datetime.fromisoformat(bound) - datetime(1970, 1, 1)) // timedelta(milliseconds=1)
        for bound in (low, high)
    ]
    assert [element.props["min"], element.props["max"]] == wires


def test_what_was_picked_comes_back(page: Page) -> None:
    clock_field("Time", "08:45")
    clock_field("Seconds", None, step=90)
    moment_field("Moment", "2024-05-06")
    moment_field("Any moment", None)
    clock, seconds, moment, any_moment = page.specs
    assert clock.decode(MIDNIGHT + 65 * MINUTE) == time(1, 5)
    assert seconds.decode(MIDNIGHT + 7000) == time(0, 0, 7)
    assert moment.decode(MAY_6 + MINUTE) == datetime(2024, 5, 6, 0, 1)
    assert seconds.decode(None) is any_moment.decode(None) is None


@pytest.mark.parametrize(
    "wire", [None, MIDNIGHT + 1000, MIDNIGHT - MINUTE, MIDNIGHT + 1440 * MINUTE, float(MIDNIGHT), "08:45", []]
)
def test_a_time_that_nobody_can_pick_is_refused(page: Page, wire: Any) -> None:
    clock_field("Time", "08:45")
    with pytest.raises(EventRefusedError):
        page.specs[0].decode(wire)


@pytest.mark.parametrize(
    "wire", [None, MAY_6 + 1000, MAY_6 - MINUTE, MAY_6 + 61 * MINUTE, 10**30, "x", [MAY_6]]
)
def test_a_moment_that_nobody_can_pick_is_refused(page: Page, wire: Any) -> None:
    moment_field("Moment", "2024-05-06", "2024-05-06", "2024-05-06T01:00")
    with pytest.raises(EventRefusedError):
        page.specs[0].decode(wire)


@given(wires)
@example(MIDNIGHT)
def test_a_forged_event_gives_a_valid_value_or_is_refused(wire: Any) -> None:
    for given_value, step in (("08:00", True), (None, False)):
        clock = time_input._Entry(given_value, whole_minutes=step)
        try:
            value = clock.decode(wire)
        except EventRefusedError:
            continue
        assert isinstance(value, time) if value is not None else given_value is None
    moment = datetime_input._Entry(datetime(2000, 1, 1), datetime(2000, 1, 1), None, {}, follows=False)
    try:
        found = moment.decode(wire)
    except EventRefusedError:
        return
    assert found is not None
    assert datetime(2000, 1, 1) <= found <= datetime(2010, 1, 1, 23, 59)


# Runs of an app.

ONCE = """
import revoila as st
from datetime import date, datetime, time, UTC
if "done" not in st.session_state:
    st.session_state.done = True
    st.session_state.k = VALUE
st.text(repr(CALL))
st.text(repr(st.session_state.k))
"""


def assigned(call: str, value: str) -> AppTest:
    return AppTest.from_string(ONCE.replace("CALL", call).replace("VALUE", value)).run()


@pytest.mark.parametrize(
    ("call", "value", "result"),
    [
        ("time_input('x', key='k')", "time(8, 45, 30)", time(8, 45)),
        ("time_input('x', key='k', step=30)", "time(8, 45, 30)", time(8, 45, 30)),
        ("time_input('x', key='k')", "datetime(2024, 5, 6, 8, 45)", time(8, 45)),
        ("time_input('x', key='k')", "time(8, tzinfo=UTC)", time(8)),
        ("time_input('x', key='k')", "None", None),
        ("datetime_input('x', key='k')", "datetime(2024, 5, 6, 8, 45, 30)", datetime(2024, 5, 6, 8, 45)),
        ("datetime_input('x', key='k')", "datetime(1950, 5, 6, tzinfo=UTC)", datetime(1950, 5, 6)),
        ("datetime_input('x', key='k')", "None", None),
        (
            "datetime_input('x', '2024-05-06', '2024-05-01', key='k')",
            "datetime(2024, 4, 30)",
            datetime(2024, 5, 6),
        ),
    ],
)
def test_times_assigned_through_session_state(call: str, value: str, result: Any) -> None:
    """Statement 41: None is an empty field, and what is out of bounds gives the default."""
    at = assigned(f"st.{call}", value)
    assert not at.exception
    assert [text.value for text in at.text] == [repr(result)] * 2
    assert [text.value for text in at.run().text] == [repr(result)] * 2


@pytest.mark.parametrize("call", ["time_input('x', key='k')", "datetime_input('x', key='k')"])
@pytest.mark.parametrize("value", ["'08:45'", "3", "date(2024, 5, 6)"])
def test_what_is_no_time_cannot_be_assigned(call: str, value: str) -> None:
    (shown,) = assigned(f"st.{call}", value).exception
    assert shown.proto.type == "TypeError"


def test_a_moment_outside_new_bounds_falls_back_to_the_default() -> None:
    """Statement 13."""
    at = AppTest.from_string(
        "import revoila as st\n"
        "low = '2024-05-05' if st.toggle('late') else None\n"
        "st.text(st.datetime_input('x', '2024-05-06', low, key='k'))"
    ).run()
    at.datetime_input[0].set_value(datetime(2023, 1, 1, 7)).run()
    assert at.text[0].value == "2023-01-01 07:00:00"
    assert at.toggle[0].set_value(True).run().text[0].value == "2024-05-06 00:00:00"


@pytest.mark.parametrize(
    ("call", "value"),
    [
        ("time_input('x', TIME, step=60 if other else 900, key='k')", time(7)),
        ("datetime_input('x', TIME, step=60 if other else 900, key='k')", datetime(2027, 1, 1, 7)),
        (
            "datetime_input('x', TIME, format='DD.MM.YYYY' if other else 'YYYY/MM/DD', key='k')",
            datetime(2027, 1, 1, 7),
        ),
    ],
)
def test_another_step_or_format_makes_another_input_of_a_keyed_field(call: str, value: Any) -> None:
    """Statement 9."""
    call = call.replace("TIME", "'2027-02-02T08:00'")
    at = AppTest.from_string(
        f"import revoila as st\nother = st.toggle('other')\nst.text(repr(st.{call}))"
    ).run()
    default = at.text[0].value
    field: Any = at.get_by_key("k")
    assert field.set_value(value).run().text[0].value == repr(value)
    assert at.toggle[0].set_value(True).run().text[0].value == default


@pytest.mark.parametrize("command", ["time_input", "datetime_input"])
@pytest.mark.parametrize("key", ["", ", key='k', bind='query-params'"])
def test_now_is_the_time_of_the_first_drawing(
    monkeypatch: pytest.MonkeyPatch, command: str, key: str
) -> None:
    at = AppTest.from_string(f"import revoila as st\nst.text(st.{command}('x'{key}))").run()
    field: Any = at.get(command)[0]
    before = at.text[0].value, field.id
    set_clock(monkeypatch, datetime(2027, 2, 4, 15, 30))
    at.run()
    field = at.get(command)[0]
    assert (at.text[0].value, field.id) == before
    assert at.query_params == {}


def test_a_bound_that_is_the_present_moves_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    at = AppTest.from_string("import revoila as st\nst.text(st.datetime_input('x', 'now', 'now'))").run()
    set_clock(monkeypatch, datetime(2027, 2, 3, 14, 30))
    assert at.run().text[0].value == "2027-02-03 14:30:00"
