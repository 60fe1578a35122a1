"""Cells under a format, as a search in the kernel sees them; `js/tests/showing.test.ts` has the same cases."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.elements.data._values import Values
from revoila.elements.data.rows._checks import LONGEST
from revoila.elements.data.rows._numerals import fixed
from revoila.elements.data.rows._read_moments import MOST_COUNTS, MOST_PARTS
from revoila.elements.data.rows._read_numbers import MOST_UNITS
from revoila.elements.data.rows._shows import MOST_LABELS, read_show

DOLLAR: dict[str, Any] = {
    "as": "number",
    "fewest": 2,
    "most": 2,
    "power": 0,
    "from": 4,
    "group": ",",
    "point": ".",
    "sizes": [3, 3],
    "positive": ["$", ""],
    "negative": ["-$", ""],
    "exact": False,
}
PERCENT = {**DOLLAR, "fewest": 0, "power": 2, "positive": ["", "%"], "negative": ["-", "%"]}
INDIAN = {**DOLLAR, "fewest": 0, "sizes": [3, 2], "positive": ["", ""], "negative": ["-", ""]}
GERMAN = {**INDIAN, "group": ".", "point": ",", "sizes": [3, 3], "from": 5}


def texts(wire: dict[str, Any], array: Any) -> list[str | None]:
    show = read_show(wire)
    assert show is not None
    found: list[str | None] = show.texts(Values(pa.array(array))).to_pylist()
    return found


@pytest.mark.parametrize(
    ("wire", "numbers", "expected"),
    [
        (
            DOLLAR,
            [1234.5, -0.005, None, float("nan"), 1e7],
            ["$1,234.50", "-$0.01", None, None, "$10,000,000.00"],
        ),
        (DOLLAR, [float("inf"), float("-inf")], ["Infinity", "-Infinity"]),
        # What `Intl` rounds is the shortest text of a number, what `toFixed` does is its exact value.
        (DOLLAR, [1.005, 2.675], ["$1.01", "$2.68"]),
        ({**DOLLAR, "exact": True}, [1.005, 2.675, 2.125], ["$1.00", "$2.67", "$2.13"]),
        (DOLLAR, [2**60, -(2**60)], ["$1,152,921,504,606,846,976.00", "-$1,152,921,504,606,846,976.00"]),
        (PERCENT, [0.1234, 1.0, 0.00005, 12.345], ["12.34%", "100%", "0.01%", "1,234.5%"]),
        (INDIAN, [12345678.5], ["1,23,45,678.5"]),
        (GERMAN, [1234.25, 12345.0], ["1234,25", "12.345"]),
        ({**INDIAN, "from": 0}, [12345678], ["12345678"]),
    ],
)
def test_numbers_of_a_language(wire: dict[str, Any], numbers: list[Any], expected: list[str]) -> None:
    assert texts(wire, numbers) == expected


@pytest.mark.parametrize(
    ("pattern", "numbers", "expected"),
    [
        ("%.1f km", [2.25, 0.05, -1.0], ["2.3 km", "0.1 km", "-1.0 km"]),
        ("%05d|%,d|%+d", [42, 1234567], ["00042|42|+42", "1234567|1,234,567|+1234567"]),
        ("%x %#X %o %b", [255], ["ff 0XFF 377 11111111"]),
        ("%e|%g|%s", [1234567.0], ["1.234567e+06|1.23457e+06|1234567"]),
        ("%-6.2f|% d", [1.5], ["1.50  | 1"]),
        ("100%% of %d", [7.9], ["100% of 7"]),
        ("%s", [0.1 + 0.2, 1e-7, 5e22], ["0.3", "1e-7", "5e+22"]),
        ("%s", [2**60], [str(2**60)]),
        # These are no patterns.
        ("nothing", [1.5], ["1.5"]),
        ("%d and %", [1.5], ["1.5"]),
        ("%999999999d", [1.5], ["1.5"]),
    ],
)
def test_patterns(pattern: str, numbers: list[Any], expected: list[str]) -> None:
    assert texts({"as": "printf", "pattern": pattern}, numbers) == expected


WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
MONTHS = [f"{month}. Monat" for month in range(1, 13)]
MOMENTS = [dt.datetime(2024, 1, 31, 23, 5, 9, 120_000), dt.datetime(1969, 12, 31, 0, 0), None]  # noqa: DTZ001  # on the wall


@pytest.mark.parametrize(
    ("parts", "zone", "expected"),
    [
        ([["DD"], ".", ["MM"], ".", ["YYYY"]], None, ["31.01.2024", "31.12.1969", None]),
        ([["D"], "/", ["M"], "/", ["YY"], " Q", ["Q"]], None, ["31/1/24 Q1", "31/12/69 Q4", None]),
        ([["h"], ":", ["mm"], " ", ["A"]], None, ["11:05 PM", "12:00 AM", None]),
        ([["H"], "h", ["m"], " ", ["s"], ".", ["SS"], ["a"]], None, ["23h5 9.12pm", "0h0 0.00am", None]),
        (
            [["weekday", WEEKDAYS], ", ", ["month", MONTHS], " ", ["WW"], "/", ["GGGG"], " ", ["W"]],
            None,
            ["Wed, 1. Monat 05/2024 5", "Wed, 12. Monat 01/1970 1", None],
        ),
        (
            [["X"], " ", ["x"], " ", ["offset"]],
            "UTC",
            ["1706742309 1706742309120 Z", "-86400 -86400000 Z", None],
        ),
        (
            [["DDDD"], " ", ["DDD"], " ", ["Z"], ["ZZ"]],
            None,
            ["031 31 +00:00+0000", "365 365 +00:00+0000", None],
        ),
        ([["HH"], ":", ["mm"], ["Z"]], "Europe/Paris", ["00:05+01:00", "01:00+01:00", None]),
        ([["HH"], ["Z"]], "+02:00", ["01+02:00", "02+02:00", None]),
    ],
)
def test_moments(parts: list[Any], zone: str | None, expected: list[str | None]) -> None:
    assert texts({"as": "moment", "parts": parts, "zone": zone}, MOMENTS) == expected


def test_dates_and_times() -> None:
    wire = {"as": "moment", "parts": [["D"], ".", ["M"], ". ", ["H"], ":", ["mm"]], "zone": None}
    assert texts(wire, [dt.date(2024, 2, 3), None]) == ["3.2. 0:00", None]
    assert texts(wire, [dt.time(7, 8, 9), None]) == ["1.1. 7:08", None]
    assert texts(wire, ["no moment"]) == ["no moment"]


def test_options_show_their_labels() -> None:
    wire = {"as": "labels", "labels": [["1", "One"], ["true", "Yes"]], "several": False}
    assert texts(wire, [1, 2, None]) == ["One", "2", None]
    assert texts(wire, [True, False]) == ["Yes", "false"]
    several = {"as": "labels", "labels": [["a", "Apple"]], "several": True}
    assert texts(several, [["a", "b"], [], None]) == ["Apple, b", "", None]
    assert texts(several, ["b, a"]) == ["b, Apple"]


EXPONENT: dict[str, Any] = {
    "as": "exponent",
    "step": 3,
    "point": ".",
    "separator": "E",
    "minus": "-",
    "positive": ["", ""],
    "negative": ["-", ""],
}
PARTS: list[Any] = [["HH"]]
CALENDAR: dict[str, Any] = {
    "as": "calendar",
    "day": 20_000,
    "zone": None,
    **dict.fromkeys(("today", "tomorrow", "yesterday", "before", "after", "far"), PARTS),
}
DISTANCE: dict[str, Any] = {"as": "distance", "now": 0, "zone": None, "units": [[1, 0, ["now"], ["now"]]]}

WRITTEN = json.loads(Path(__file__).with_name("shows.json").read_text(encoding="utf-8"))
"""What a browser writes, with the descriptions that it sends; made by `js/tests/shown-in-kernel.test.ts`."""


@pytest.mark.parametrize(
    "case", WRITTEN["cases"], ids=lambda case: f"{case['locale']}-{case['kind']}-{case['format']}"
)
def test_the_kernel_writes_what_the_browser_does(case: dict[str, Any]) -> None:
    if case["kind"] == "number":
        array = pa.array([float(value) for value in case["values"]], pa.float64())
    elif case["kind"] == "integer":
        array = pa.array(case["values"], pa.int64())
    else:
        array = pa.array(case["values"], pa.int64()).cast(pa.timestamp("ms", case["zone"]))
        if case["kind"] == "date":
            array = array.cast(pa.date32())
        elif case["kind"] == "time":
            array = array.cast(pa.time32("ms"))
    assert dict(zip(case["values"], texts(case["wire"], array), strict=True)) == dict(
        zip(case["values"], case["texts"], strict=True)
    )


def test_forged_descriptions_that_are_well_formed_do_no_harm() -> None:
    unit = [40, ["", " x"], ["-", " x"]]
    units = [[0, ["", ""], ["-", ""]], *[unit] * 3]
    compact = {"as": "compact", "units": units, "digits": DOLLAR}
    assert len(texts(compact, [1.5e300, -1e-300, 0.0, float("inf")])) == 4
    assert len(texts({"as": "duration", "whole": DOLLAR, "fraction": DOLLAR}, [1e308, -1e308, 1e300])) == 3
    assert texts(DISTANCE, MOMENTS) == ["", "", None]


@pytest.mark.parametrize(
    "forged",
    [
        None,
        5,
        {},
        {"as": "formula"},
        {"as": ["number"]},
        {"as": "number"},
        {**DOLLAR, "most": 400},
        {**DOLLAR, "fewest": True},
        {**DOLLAR, "sizes": [0, 0]},
        {**DOLLAR, "sizes": [3]},
        {**DOLLAR, "group": None},
        {**DOLLAR, "positive": ["x" * (LONGEST + 1), ""]},
        {"as": "printf", "pattern": 5},
        {"as": "printf", "pattern": "x" * (LONGEST + 1)},
        {"as": "labels", "labels": {"a": "b"}},
        {"as": "labels", "labels": [["a"]]},
        {"as": "labels", "labels": [["a", "b"]] * (MOST_LABELS + 1)},
        {"as": "moment", "parts": ["only text"]},
        {"as": "moment", "parts": [["%Y"]]},
        {"as": "moment", "parts": [["HH"]] * (MOST_PARTS + 1)},
        {"as": "moment", "parts": [["HH"]], "zone": "../../etc/passwd"},
        {"as": "moment", "parts": [["HH"]], "zone": "Nowhere/Land"},
        {"as": "moment", "parts": [["HH"]], "zone": 5},
        {"as": "moment", "parts": [["month", MONTHS[1:]]]},
        {"as": "moment", "parts": [["month", [*MONTHS[1:], 12]]]},
        {"as": "moment", "parts": [["century", MONTHS]]},
        {"as": "moment", "parts": [["month", MONTHS, MONTHS]]},
        {"as": "moment", "parts": [[]]},
        {"as": "moment", "parts": [["HH"], 5]},
        {**CALENDAR, "day": 1.5},
        {**CALENDAR, "day": 10**9},
        {**CALENDAR, "far": ["far"]},
        {**CALENDAR, "before": None},
        {**CALENDAR, "zone": "x"},
        {**DISTANCE, "now": True},
        {**DISTANCE, "now": float("nan")},
        {**DISTANCE, "now": 10**400},
        {**DISTANCE, "units": []},
        {**DISTANCE, "units": [[0, 0, ["now"], ["now"]]]},
        {**DISTANCE, "units": [[1, -1, ["now"], ["now"]]]},
        {**DISTANCE, "units": [[1, 0, [], ["now"]]]},
        {**DISTANCE, "units": [[1, 0, ["now"], ["now"] * (MOST_COUNTS + 1)]]},
        {**DISTANCE, "units": [[1, 0, ["now"]]]},
        {**EXPONENT, "step": 0},
        {**EXPONENT, "step": True},
        {**EXPONENT, "point": None},
        {**EXPONENT, "positive": [""]},
        {"as": "compact", "units": [[0, ["", ""], ["-", ""]]]},
        {"as": "compact", "units": [], "digits": DOLLAR},
        {"as": "compact", "units": [[0, ["", ""], ["-", ""]]] * (MOST_UNITS + 1), "digits": DOLLAR},
        {"as": "compact", "units": [[-1, ["", ""], ["-", ""]]], "digits": DOLLAR},
        {"as": "compact", "units": [[0, "", ""]], "digits": DOLLAR},
        {"as": "bytes", "whole": DOLLAR},
        {"as": "duration", "whole": DOLLAR, "fraction": [DOLLAR]},
    ],
)
def test_what_is_no_description_is_refused(forged: Any) -> None:
    assert read_show(forged) is None


@given(st.floats(0, 1e15), st.integers(0, 6))
def test_no_digit_is_lost(value: float, digits: int) -> None:
    assert abs(float(fixed(value, digits)) - value) <= 0.5 * 10**-digits + value * 1e-15
