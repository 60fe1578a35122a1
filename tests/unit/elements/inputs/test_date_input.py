"""Fields for dates and ranges of dates; numbers are statements of the state specification."""

# A field shows the clock on the wall; `values` are those of inputs.
# ruff: noqa: DTZ001, PD011

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from tests.unit.elements.inputs.hostile import wires

from revoila.elements.inputs import _moments
from revoila.elements.inputs.date_input import _Entry, date_input
from revoila.errors import (
    EventRefusedError,
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
    StreamlitValueError,
)
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page

DAY = 86_400_000
"""A day in milliseconds, as it travels."""

MAY_6 = 19_849 * DAY
"""2024-05-06."""

TODAY = date(2027, 2, 3)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_moments, "now", lambda: datetime(2027, 2, 3, 14, 25, 36))


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("today", TODAY),
        (None, None),
        (date(2024, 5, 6), date(2024, 5, 6)),
        (datetime(2024, 5, 6, 23, 59), date(2024, 5, 6)),
        (datetime(2024, 5, 6, 23, 59, tzinfo=UTC), date(2024, 5, 6)),
        (pd.Timestamp("2024-05-06 03:00"), date(2024, 5, 6)),
        ("2024-05-06", date(2024, 5, 6)),
        ("2024-05-06T12:30", date(2024, 5, 6)),
        ("20240506", date(2024, 5, 6)),
        (date(1, 1, 1), date(1, 1, 1)),
        (date(9999, 12, 31), date(9999, 12, 31)),
        ([], ()),
        ((), ()),
        ([date(2024, 5, 6)], (date(2024, 5, 6),)),
        (("2024-05-06", "today"), (date(2024, 5, 6), TODAY)),
        # A reversed default stays as it was given.
        ((date(2024, 5, 9), date(2024, 5, 6)), (date(2024, 5, 9), date(2024, 5, 6))),
    ],
)
def test_the_value_of_the_first_run(page: Page, value: Any, result: Any) -> None:
    assert date_input("Day", value) == result
    (element,) = page.main
    assert element.kind == "date_input"
    assert isinstance(element.props["value"], list) == isinstance(result, tuple)


@pytest.mark.parametrize(
    "value",
    ["", "now", "yesterday", 3, True, time(1), np.datetime64("2024-05-06"), pd.NaT, {TODAY}, b"2024-05-06"],
)
def test_what_is_no_date_is_refused(page: Page, value: Any) -> None:
    del page
    for one in (value, [value]):
        with pytest.raises(StreamlitInvalidParameterTypeError):
            date_input("Day", one)
    for bound in ("min_value", "max_value"):
        with pytest.raises(StreamlitInvalidParameterTypeError, match=bound):
            date_input("Day", **{bound: value})


@pytest.mark.parametrize("value", [[TODAY] * 3, [TODAY, None]])
def test_a_range_has_up_to_two_dates(page: Page, value: Any) -> None:
    del page
    with pytest.raises(StreamlitInvalidParameterTypeError):
        date_input("Days", value)


@pytest.mark.parametrize(
    ("value", "low", "high", "error"),
    [
        ("2024-05-06", "2024-05-07", None, StreamlitValueBelowMinError),
        ("2024-05-06", None, "2024-05-05", StreamlitValueAboveMaxError),
        ("2024-05-06", "2024-05-07", "2024-05-05", StreamlitInvalidMinMaxError),
        (None, "2024-05-07", "2024-05-05", StreamlitInvalidMinMaxError),
        (["2024-05-06", "2024-05-09"], "2024-05-07", None, StreamlitValueBelowMinError),
        (["2024-05-06", "2024-05-09"], None, "2024-05-07", StreamlitValueAboveMaxError),
    ],
)
def test_bounds_hold_for_the_author(page: Page, value: Any, low: Any, high: Any, error: type) -> None:
    del page
    with pytest.raises(error):
        date_input("Day", value, low, high)


@pytest.mark.parametrize(
    ("arguments", "low", "high"),
    [
        ({"value": "2024-02-29"}, "2014-02-28", "2034-02-28"),
        ({"value": None}, "2017-02-03", "2037-02-03"),
        ({"value": ["2024-05-06", "2025-06-07"]}, "2014-05-06", "2035-06-07"),
        ({"value": date(2, 1, 1)}, "0001-01-01", "0012-01-01"),
        ({"value": date(9998, 1, 1)}, "9988-01-01", "9999-12-31"),
        ({"value": "2024-05-06", "min_value": "1990-01-01"}, "1990-01-01", "2034-05-06"),
        ({"min_value": datetime(2020, 1, 1, 3), "max_value": "today"}, "2020-01-01", "2027-02-03"),
    ],
)
def test_bounds_are_ten_years_away_unless_they_are_given(
    page: Page, arguments: Any, low: str, high: str
) -> None:
    date_input("Day", **arguments)
    (element,) = page.main
    wires = [(date.fromisoformat(day) - date(1970, 1, 1)).days * DAY for day in (low, high)]
    assert [element.props["min"], element.props["max"]] == wires


@pytest.mark.parametrize(
    ("format", "error"),
    [
        ("YYYY/DD/MM", StreamlitValueError),
        ("DD MM YYYY", StreamlitValueError),
        ("yyyy-mm-dd", StreamlitValueError),
        (None, StreamlitInvalidParameterTypeError),
        (3, StreamlitInvalidParameterTypeError),
    ],
)
def test_only_three_orders_and_three_separators_are_formats(page: Page, format: Any, error: type) -> None:
    with pytest.raises(error):
        date_input("Day", format=format)
    for order in ("YYYY/MM/DD", "DD.MM.YYYY", "MM-DD-YYYY"):
        date_input(order, format=order)
    assert [element.props["format"] for element in page.main] == ["YYYY/MM/DD", "DD.MM.YYYY", "MM-DD-YYYY"]


def test_other_parameters_are_checked_as_those_of_all_inputs(page: Page) -> None:
    del page
    with pytest.raises(StreamlitInvalidWidthError):
        date_input("Day", width="content")
    with pytest.raises(TypeError):
        date_input("Day", required="yes")  # type: ignore[arg-type]


def test_what_was_picked_comes_back(page: Page) -> None:
    date_input("Day", "2024-05-06", "2024-05-01", "2024-05-31")
    date_input("Days", ["2024-05-06"], "2024-05-01", "2024-05-31")
    date_input("Any day", None)
    date_input("Any days", [])
    day, days, any_day, any_days = page.specs
    assert day.decode(MAY_6 + DAY) == date(2024, 5, 7)
    assert days.decode([MAY_6]) == (date(2024, 5, 6),)
    assert days.decode([MAY_6, MAY_6 + DAY]) == (date(2024, 5, 6), date(2024, 5, 7))
    assert any_day.decode(None) is None
    assert any_days.decode([]) == ()


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        ("2024-05-06", None),
        ("2024-05-06", MAY_6 + 1),
        ("2024-05-06", float(MAY_6)),
        ("2024-05-06", str(MAY_6)),
        ("2024-05-06", [MAY_6]),
        ("2024-05-06", MAY_6 - 6 * DAY),
        ("2024-05-06", MAY_6 + 26 * DAY),
        ("2024-05-06", 10**30 * DAY),
        (["2024-05-06"], MAY_6),
        (["2024-05-06"], []),
        (["2024-05-06"], [MAY_6] * 3),
        (["2024-05-06"], [MAY_6, MAY_6 - DAY]),
        (["2024-05-06"], [MAY_6, MAY_6 + 26 * DAY]),
        (["2024-05-06"], [None]),
    ],
)
def test_what_nobody_can_pick_is_refused(page: Page, value: Any, wire: Any) -> None:
    date_input("Day", value, "2024-05-01", "2024-05-31")
    with pytest.raises(EventRefusedError):
        page.specs[0].decode(wire)


def test_what_is_drawn_does_not_change_when_a_value_comes(page: Page) -> None:
    date_input("Day", "2024-05-06", key="k")
    (element,) = page.main
    drawn = dict(element.props)
    page.specs[0].encode(date(2030, 1, 1))
    assert element.props == drawn
    # Bounds that the author did not give stay around the default, not around what a visitor picked.
    page.rerun()
    page.values["k"] = date(2030, 1, 1)
    date_input("Day", "2024-05-06", key="k")
    assert page.main[0].props["max"] == drawn["max"]


@given(wires)
@example(True)
@example([0, 0])
def test_a_forged_event_gives_a_valid_value_or_is_refused(wire: Any) -> None:
    for default in (date(2024, 5, 6), (date(2024, 5, 6),), None, ()):
        entry = _Entry(default, date(2000, 1, 1), None, {}, follows=False)
        try:
            value = entry.decode(wire)
        except EventRefusedError:
            continue
        days = value if isinstance(value, tuple) else (value,)
        assert all(day is None or date(2000, 1, 1) <= day <= date(2034, 5, 6) for day in days)
        assert isinstance(value, tuple) == isinstance(default, tuple)


# Runs of an app.

ONCE = """
import revoila as st
from datetime import date, datetime, time
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
        ("'x', key='k'", "date(2024, 5, 6)", date(2024, 5, 6)),
        ("'x', key='k'", "None", None),
        # Bounds that the author did not give are around the value.
        ("'x', key='k'", "date(1950, 5, 6)", date(1950, 5, 6)),
        ("'x', '2024-01-01', '2020-01-01', key='k'", "date(2019, 12, 31)", date(2024, 1, 1)),
        ("'x', None, max_value='2030-01-01', key='k'", "date(2031, 1, 1)", None),
        ("'x', [], '2020-01-01', key='k'", "(date(2019, 1, 1), date(2024, 1, 1))", ()),
    ],
)
def test_dates_assigned_through_session_state(call: str, value: str, result: Any) -> None:
    """Statement 41: None is an empty field, and what is out of bounds gives the default."""
    at = assigned(f"st.date_input({call})", value)
    assert not at.exception
    assert [text.value for text in at.text] == [repr(result)] * 2
    assert [text.value for text in at.run().text] == [repr(result)] * 2


@pytest.mark.parametrize(
    ("call", "value", "later"),
    [
        ("'x', key='k'", "datetime(2024, 5, 6, 7)", "date(2024, 5, 6)"),
        ("'x', key='k'", "[date(2024, 5, 6), date(2024, 5, 7)]", "(date(2024, 5, 6), date(2024, 5, 7))"),
        ("'x', '2024-05-01', key='k'", "[date(2024, 5, 6), date(2024, 5, 7)]", "date(2024, 5, 6)"),
        ("'x', [], key='k'", "date(2024, 5, 6)", "(date(2024, 5, 6),)"),
        ("'x', [], key='k'", "None", "()"),
    ],
)
def test_what_is_assigned_stays_as_it_is_for_one_run(call: str, value: str, later: str) -> None:
    at = assigned(f"st.date_input({call})", value)
    assert not at.exception
    assert [text.value.replace("datetime.", "") for text in at.text] == [
        repr(eval(value)).replace("datetime.", "")  # noqa: S307  # a parameter of this test
    ] * 2
    assert [text.value.replace("datetime.", "") for text in at.run().text] == [
        later.replace("datetime.", "")
    ] * 2


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("'2024-05-06'", "AttributeError"),
        ("3", "AttributeError"),
        ("time(3)", "AttributeError"),
        ("[date(2024, 5, 6)] * 3", "revoila.errors.StreamlitInvalidParameterTypeError"),
    ],
)
def test_what_is_no_date_cannot_be_assigned(value: str, error: str) -> None:
    (shown,) = assigned("st.date_input('x', key='k')", value).exception
    assert shown.proto.type == error


CHANGED = """
import revoila as st
from datetime import date
late = st.toggle("late")
format = "DD.MM.YYYY" if FORMAT and late else "YYYY/MM/DD"
st.text(repr(st.date_input("x", VALUE, *(BOUNDS if late else ()), key="k", format=format)))
"""


@pytest.mark.parametrize(
    ("value", "bounds", "result"),
    [
        ("date(2024, 5, 6)", "('2024-05-05',)", date(2024, 5, 6)),
        ("date(2024, 5, 6)", "('2020-01-01',)", date(2023, 1, 1)),
        ("None", "('2024-05-05',)", None),
    ],
)
def test_a_date_outside_new_bounds_falls_back_to_the_default(value: str, bounds: str, result: Any) -> None:
    """Statement 13."""
    code = CHANGED.replace("VALUE", value).replace("BOUNDS", bounds).replace("FORMAT", "False")
    at = AppTest.from_string(code).run()
    at.date_input[0].set_value(date(2023, 1, 1)).run()
    assert at.text[0].value == "datetime.date(2023, 1, 1)"
    at.toggle[0].set_value(True).run()
    assert at.text[0].value == repr(result)


def test_another_format_makes_another_input_of_a_keyed_field() -> None:
    """Statement 9."""
    code = CHANGED.replace("VALUE", "date(2024, 5, 6)").replace("BOUNDS", "()").replace("FORMAT", "True")
    at = AppTest.from_string(code).run()
    at.date_input[0].set_value(date(2023, 1, 1)).run()
    at.toggle[0].set_value(True).run()
    assert at.text[0].value == "datetime.date(2024, 5, 6)"


def test_today_is_the_day_of_the_first_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    at = AppTest.from_string(
        "import revoila as st\nst.text(st.date_input('x', key='k', bind='query-params'))"
    ).run()
    first = at.date_input[0].id

    monkeypatch.setattr(_moments, "now", lambda: datetime(2027, 2, 4))
    at.run()
    assert (at.text[0].value, at.date_input[0].id, at.query_params) == ("2027-02-03", first, {})


@pytest.mark.parametrize("mode", ["page", "session"])
def test_dates_are_kept_while_the_field_is_hidden(mode: str) -> None:
    """Statement 24."""
    at = AppTest.from_string(
        "import revoila as st\n"
        "if st.toggle('show', True):\n"
        f"    st.text(st.date_input('x', '2024-05-06', key='k', persist_state={mode!r}))"
    ).run()
    at.date_input[0].set_value(date(2024, 5, 7)).run()
    at.toggle[0].set_value(False).run()
    at.run()
    assert at.toggle[0].set_value(True).run().text[0].value == "2024-05-07"
