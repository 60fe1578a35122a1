"""The form of values in an address; numbers are statements of the state specification."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from revoila.elements._url import clock_form, flag_form, number_form, text_form
from revoila.errors import EventRefusedError
from revoila.state.query_params import QueryParams, parse_query

if TYPE_CHECKING:
    from revoila.elements._url import UrlForm

LIMIT = 2**53 - 1
MILLIS = some.integers(-9_000_000_000_000, 9_000_000_000_000)
TEXTS = some.text(some.characters(exclude_categories=["Cs"]), min_size=1)
KINDS: list[tuple[UrlForm, UrlForm, some.SearchStrategy[Any]]] = [
    (text_form(empty=None), text_form(several=True), TEXTS),
    (flag_form(), flag_form(), some.booleans()),
    (number_form(), number_form(several=True), some.integers(-LIMIT, LIMIT)),
    (number_form(), number_form(several=True), some.floats(allow_nan=False, allow_infinity=False)),
    (clock_form("datetime"), clock_form("datetime", several=True), MILLIS),
    (
        clock_form("date"),
        clock_form("date", several=True),
        some.dates(date(1684, 7, 29), date(2255, 6, 5)).map(
            lambda day: int(datetime.combine(day, time(), UTC).timestamp()) * 1000
        ),
    ),
    (
        clock_form("time"),
        clock_form("time", several=True),
        some.integers(0, 86_399_999).map(lambda millis: 946_684_800_000 + millis),
    ),
]


@pytest.mark.parametrize(("one", "many", "values"), KINDS)
@given(data=some.data())
def test_what_is_written_is_read_back(
    one: UrlForm, many: UrlForm, values: some.SearchStrategy[Any], data: some.DataObject
) -> None:
    """Statement 53, for all that any input can hold, by way of a query string."""
    value = data.draw(values)
    assert one.wire(through_the_address(one.texts(value))) == value
    if not isinstance(value, bool):
        several = data.draw(some.lists(values, min_size=1, max_size=4))
        assert many.wire(through_the_address(many.texts(several))) == several


def through_the_address(texts: list[str]) -> list[str]:
    query = QueryParams()
    query.put("k", texts)
    return parse_query(query.query())["k"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3, "3"),
        (3.0, "3"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (-2.5e-10, "-0.00000000025"),
        (1e21, "1" + "0" * 21),
    ],
)
def test_numbers_are_decimal(number: float, text: str) -> None:
    """Statement 53."""
    assert number_form().texts(number) == [text]


@pytest.mark.parametrize(
    ("moment", "texts"),
    [
        (datetime(2020, 1, 2, tzinfo=UTC), ["2020-01-02", "00:00", "2020-01-02T00:00"]),
        (datetime(2020, 1, 2, 9, 30, tzinfo=UTC), ["2020-01-02", "09:30", "2020-01-02T09:30"]),
        (datetime(2020, 1, 2, 9, 30, 5, tzinfo=UTC), ["2020-01-02", "09:30:05", "2020-01-02T09:30:05"]),
        (
            datetime(2020, 1, 2, 9, 30, 5, 250_000, tzinfo=UTC),
            ["2020-01-02", "09:30:05.250", "2020-01-02T09:30:05.250"],
        ),
    ],
)
def test_dates_and_times_are_iso(moment: datetime, texts: list[str]) -> None:
    """Statement 53."""
    millis = moment.timestamp() * 1000
    assert [clock_form(name).texts(millis)[0] for name in ("date", "time", "datetime")] == texts


@pytest.mark.parametrize(
    "text", ["", "x", "1_000", "0x5", "nan", "inf", "\N{ARABIC-INDIC DIGIT ONE}", "1" * 500, "--1", "1e", "."]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    """Statement 55."""
    with pytest.raises(EventRefusedError):
        number_form().wire([text])


@given(some.text(), some.sampled_from(["date", "time", "datetime"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    """Statement 55."""
    for form in (clock_form(name), number_form(), flag_form()):
        try:
            form.wire([text])
        except EventRefusedError:
            continue


def test_an_empty_parameter_is_what_the_input_says() -> None:
    """Statement 56."""
    assert text_form(empty=None).wire([""]) is None
    assert text_form(several=True, empty=[]).wire(["", ""]) == []
    assert text_form(several=True).wire(["a", "", "b"]) == ["a", "b"]
    assert text_form(empty=None).texts(None) == [""]
    assert (text_form().texts(None), number_form(several=True).texts([])) == ([], [])
    with pytest.raises(EventRefusedError):
        number_form().wire([""])


def test_choices_of_several_can_be_mended() -> None:
    """Statement 55: how inputs with several choices are to do it."""
    labels = ["a", "b", "c"]

    def mend(wire: list[str]) -> list[str]:
        return list(dict.fromkeys(label for label in wire if label in labels))[:2]

    form = text_form(several=True, empty=[], repair=mend)
    assert form.repaired(form.wire(["b", "x", "b", "a", "c"])) == ["b", "a"]
