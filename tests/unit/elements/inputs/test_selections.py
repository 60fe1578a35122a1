"""Several of many options, buttons in a row, ratings, and sliders over options."""

# `values` are those of inputs.
# ruff: noqa: PD011

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.elements.inputs.hostile import wires

from revoila.elements.inputs._selection import Selection
from revoila.elements.inputs.feedback import Rating, feedback
from revoila.elements.inputs.multiselect import multiselect
from revoila.elements.inputs.pills import pills, segmented_control
from revoila.elements.inputs.select_slider import Stops, select_slider
from revoila.elements.inputs.selectbox import selectbox
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitDefaultNotInOptionsError,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page

ROWS = [pills, segmented_control]


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


@pytest.mark.parametrize(
    ("options", "default", "chosen"),
    [
        (["a", "b"], None, []),
        (["a", "b"], "b", ["b"]),
        (["a", "b"], ["b", "a"], ["b", "a"]),
        (["a", "b"], ("b",), ["b"]),
        ({"a": 1, "b": 2}, {"b": 3}, ["b"]),
        (range(3), range(1, 3), [1, 2]),
        (Colour, Colour.BLUE, [Colour.BLUE]),
        (pd.Series(["a", "b"]), pd.Series(["b"]), ["b"]),
        (np.array([1, 2]), np.array([2]), [2]),
        ([None, 1], [None], [None]),
        ([[1], [2]], [[2]], [[2]]),
        (None, None, []),
    ],
)
def test_what_is_chosen_first_is_the_default(
    page: Page, options: Any, default: Any, chosen: list[Any]
) -> None:
    assert multiselect("Cities", options, default) == chosen
    for row in ROWS:
        assert row("Cities", options, selection_mode="multi", default=default) == chosen


def test_a_multiselect_shows_these_props(page: Page) -> None:
    multiselect("Cities", ["Lyon", "Nice"], "Nice")
    assert page.props() == {
        "label": "Cities",
        "options": ["Lyon", "Nice"],
        "hint": "Choose options",
        "filter_mode": "fuzzy",
        "value": ["Nice"],
        "generation": 1,
    }


def test_a_multiselect_tells_what_it_is_told(page: Page) -> None:
    multiselect(
        *("Cities", ["Lyon"]),
        max_selections=1,
        placeholder="Where?",
        accept_new_options=True,
        filter_mode="prefix",
        select_all=False,
        wrap=False,
        width=300,
    )
    shown = page.props()
    assert (shown["max_selections"], shown["select_all"], shown["wrap"], shown["width"]) == (
        1,
        False,
        False,
        300,
    )
    assert (shown["placeholder"], shown["filter_mode"]) == ("Where?", "prefix")
    assert shown["accept_new_options"] is True


@pytest.mark.parametrize(
    ("select_all", "shown"), [(True, True), (False, False), (0, 0), (5, 5), (1000, None), (2**40, 2**40)]
)
def test_choosing_all_at_once_is_offered_as_told(page: Page, select_all: Any, shown: Any) -> None:
    multiselect("Cities", ["a"], select_all=select_all)
    assert page.props().get("select_all") is shown or page.props().get("select_all") == shown


@pytest.mark.parametrize(
    ("options", "new", "hint"),
    [
        (["x"], False, "Choose options"),
        (["x"], True, "Choose or add options"),
        ([], True, "Add options"),
        ([], False, "No options to select"),
    ],
)
def test_the_hint_says_what_can_be_done(page: Page, options: list[str], new: bool, hint: str) -> None:
    multiselect("Cities", options, accept_new_options=new)
    assert page.props()["hint"] == hint


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"default": "z"}, StreamlitDefaultNotInOptionsError),
        ({"default": ["a", "z"]}, StreamlitDefaultNotInOptionsError),
        ({"default": "z", "accept_new_options": True}, StreamlitDefaultNotInOptionsError),
        ({"max_selections": 0}, StreamlitValueError),
        ({"max_selections": -1}, StreamlitValueError),
        ({"max_selections": True}, StreamlitValueError),
        ({"max_selections": 1.5}, StreamlitValueError),
        ({"max_selections": "1"}, StreamlitValueError),
        ({"select_all": -1}, StreamlitValueError),
        ({"select_all": "x"}, StreamlitInvalidParameterTypeError),
        ({"select_all": None}, StreamlitInvalidParameterTypeError),
        ({"filter_mode": "x"}, StreamlitValueError),
        ({"filter_mode": None, "accept_new_options": True}, StreamlitIncompatibleParametersError),
        ({"width": "content"}, StreamlitInvalidWidthError),
        ({"wrap": "x"}, TypeError),
        ({"accept_new_options": "x"}, TypeError),
        ({"format_func": None}, TypeError),
        ({"format_func": lambda _option: 3}, TypeError),
    ],
)
def test_wrong_arguments_of_a_multiselect_are_refused(
    page: Page, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        multiselect("Cities", ["a", "b"], **arguments)


def test_more_defaults_than_can_be_chosen_are_an_error() -> None:
    at = AppTest.from_string(
        "import revoila as st\nst.multiselect('l', [1, 2], [1, 2], max_selections=1)"
    ).run()
    assert at.exception[0].value == (
        "The selection has 2 options but `max_selections` is 1. Deselect some before the widget is drawn."
    )
    assert not at.multiselect


def test_labels_travel_and_options_return(page: Page) -> None:
    people = [{"name": "Ada"}, {"name": "Alan"}]

    def ask() -> Any:
        return multiselect("Who", people, format_func=lambda person: person["name"], key="who")

    assert ask() == []
    assert page.props()["options"] == ["Ada", "Alan"]
    page.send("who", ["Alan", "Ada"])
    page.rerun()
    chosen = ask()
    assert chosen == [{"name": "Alan"}, {"name": "Ada"}]
    assert chosen[1] is not people[0]


@pytest.mark.parametrize(
    "wire", ["a", None, 3, {}, ["c"], ["a", "a"], [["a"]], [None], ["a", "b", "c"], ["\ud800"]]
)
def test_what_cannot_be_chosen_is_refused(wire: object) -> None:
    with pytest.raises(EventRefusedError):
        Selection(["a", "b", "c"], None, str, most=2).decode(["z"] if wire == ["c"] else wire)


def test_new_options_are_texts_of_one_line() -> None:
    chosen = Selection([1, 2], None, str, accept_new=True)
    assert chosen.decode(["3", "2"]) == ["3", 2]
    assert chosen.encode(["3", 2]) == ["3", "2"]
    for wire in ("", "  ", "a\nb", "\udc00"):
        with pytest.raises(EventRefusedError):
            chosen.decode(["2", wire])


@given(
    wires | st.lists(st.sampled_from(["a", "1", "None", "new"]), max_size=3),
    st.lists(st.sampled_from(["a", 1, None, 2.5, (1, 2)]), max_size=4),
    st.none() | st.integers(1, 3),
    st.booleans(),
)
def test_events_are_refused_or_come_back_as_they_were(
    wire: object, options: list[object], most: int | None, new: bool
) -> None:
    chosen = Selection(options, None, str, most=most, accept_new=new)
    try:
        values = chosen.decode(wire)
    except EventRefusedError:
        return
    assert chosen.encode(values) == wire
    assert chosen.accept(values) == values
    assert most is None or len(values) <= most


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_buttons_has_one_choice_or_none(page: Page, row: Any) -> None:
    assert row("City", ["Lyon", "Nice"]) is None
    assert page.props() == {"label": "City", "options": ["Lyon", "Nice"], "value": None, "generation": 1}
    assert row("City", ["Lyon", "Nice"], default="Nice", required=True) == "Nice"
    assert page.props()["required"] is True
    assert row("City", ["Lyon", "Nice"], default=["Lyon"]) == "Lyon"
    assert row("City", [], default=[]) is None


@pytest.mark.parametrize("row", ROWS)
def test_a_choice_can_be_taken_back(page: Page, row: Any) -> None:
    row("City", ["Lyon", "Nice"], default="Nice", key="city")
    page.send("city", None)
    page.rerun()
    assert row("City", ["Lyon", "Nice"], default="Nice", key="city") is None


@pytest.mark.parametrize("row", ROWS)
def test_a_label_may_begin_with_an_icon(page: Page, row: Any) -> None:
    labels = ["🐧 Penguin", ":material/add: Add", ":material/no_such: x", "🐧", "🐧Penguin", "Penguin 🐧", ""]
    row("Icons", labels)
    assert page.props()["options"] == labels
    assert page.props()["icons"] == ["🐧", ":material/add:", None, "🐧", None, None, None]
    row("No icons", ["a"])
    assert "icons" not in page.props()


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"default": "z"}, StreamlitDefaultNotInOptionsError),
        ({"default": ["a", "b"]}, StreamlitAPIException),
        ({"selection_mode": "x"}, StreamlitValueError),
        ({"selection_mode": "x", "required": True}, StreamlitValueError),
        ({"selection_mode": "multi", "required": True}, StreamlitIncompatibleParametersError),
        ({"required": "x"}, TypeError),
        ({"width": 0}, StreamlitInvalidWidthError),
        ({"wrap": "x"}, TypeError),
        ({"format_func": lambda _option: 3}, TypeError),
        ({"bind": "query-params"}, StreamlitMissingRequiredParameterError),
        ({"persist_state": "page"}, StreamlitMissingRequiredParameterError),
    ],
)
def test_wrong_arguments_of_a_row_are_refused(
    page: Page, row: Any, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        row("City", ["a", "b"], **arguments)


@pytest.mark.parametrize("row", ROWS)
def test_without_a_function_of_its_own_an_option_is_labelled_by_its_text(page: Page, row: Any) -> None:
    row("Number", [1, None], format_func=None)
    assert page.props()["options"] == ["1", "None"]


@pytest.mark.parametrize(("kind", "count"), [("thumbs", 2), ("faces", 5), ("stars", 5)])
def test_a_rating_is_a_number_or_none(page: Page, kind: str, count: int) -> None:
    assert feedback(kind, key=kind) is None
    assert page.props() == {"options": kind, "value": None, "key": kind, "generation": 1}
    page.send(kind, count - 1)
    page.rerun()
    assert feedback(kind, key=kind) == count - 1
    page.send(kind, None)
    page.rerun()
    assert feedback(kind, key=kind, default=None) is None
    with pytest.raises(EventRefusedError):
        page.send(kind, count)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"options": "x"}, StreamlitValueError),
        ({"options": None}, StreamlitValueError),
        ({"options": ["stars"]}, StreamlitValueError),
        ({"default": 2}, StreamlitValueOutOfRangeError),
        ({"default": -1}, StreamlitValueOutOfRangeError),
        ({"default": True}, TypeError),
        ({"default": "1"}, TypeError),
        ({"default": 1.0}, TypeError),
        ({"width": 0}, StreamlitInvalidWidthError),
        ({"disabled": "x"}, TypeError),
        ({"bind": "query-params"}, StreamlitMissingRequiredParameterError),
    ],
)
def test_wrong_arguments_of_a_rating_are_refused(
    page: Page, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        feedback(**arguments)


@given(wires)
def test_only_ratings_are_taken_as_ratings(wire: object) -> None:
    try:
        value = Rating(5, None).decode(wire)
    except EventRefusedError:
        return
    assert value == wire
    assert value is None or (type(value) is int and 0 <= value < 5)


@pytest.mark.parametrize(
    ("options", "value", "chosen"),
    [
        (["a", "b"], None, "a"),
        (["a", "b"], "b", "b"),
        (["a", "b", "c"], ("a", "c"), ("a", "c")),
        (["a", "b", "c"], ["c", "a"], ("a", "c")),
        (["a", "b"], ("a", "a"), ("a", "a")),
        ([1.0, 2.0], 2, 2.0),
        ([0.1 + 0.2, 1], 0.3, 0.1 + 0.2),
        ([1, None], None, None),
        ([(1, 2), (3, 4)], ((1, 2), (3, 4)), ((1, 2), (3, 4))),
        (Colour, Colour.BLUE, Colour.BLUE),
        ("ab", None, "ab"),
    ],
)
def test_a_select_slider_begins_at_its_value(page: Page, options: Any, value: Any, chosen: Any) -> None:
    assert select_slider("Size", options, value) == chosen


@pytest.mark.parametrize("options", [(), [], None])
def test_a_select_slider_needs_options(page: Page, options: Any) -> None:
    with pytest.raises(StreamlitMissingRequiredParameterError):
        select_slider("Size", options)


@pytest.mark.parametrize("value", ["z", ["a"], [], ("a", "z"), ("a", "b", "c"), "ab", {"a", "b"}])
def test_a_value_that_is_no_option_is_an_error(page: Page, value: Any) -> None:
    with pytest.raises(ValueError, match="value"):
        select_slider("Size", ["a", "b", "c"], value)


def test_a_select_slider_shows_these_props(page: Page) -> None:
    select_slider("Size", [1, 2, 3], (1, 3), format_func="No {}".format)
    assert page.props() == {
        "label": "Size",
        "options": ["No 1", "No 2", "No 3"],
        "value": ["No 1", "No 3"],
        "generation": 1,
    }


@pytest.mark.parametrize(
    "wire", [None, "a", [], ["z"], ["a"], ["a", "z"], ["b", "a"], ["a", "b", "c"], [0, 1], ["a", None]]
)
def test_what_is_no_place_of_the_handles_is_refused(wire: object) -> None:
    with pytest.raises(EventRefusedError):
        Stops(["a", "b", "c"], ("a", "b"), str).decode(wire)


@given(wires | st.lists(st.sampled_from(["a", "1", "2"]), max_size=3), st.booleans())
def test_places_are_refused_or_come_back_as_they_were(wire: object, several: bool) -> None:
    stops = Stops(["a", 1, 2], ("a", 2) if several else 1, str)
    try:
        value = stops.decode(wire)
    except EventRefusedError:
        return
    assert stops.encode(value) == wire
    assert stops.accept(value) == value


def test_a_slider_that_was_assigned_a_range_has_two_handles(page: Page) -> None:
    page.values["size"] = ("b", "a")
    assert select_slider("Size", ["a", "b", "c"], key="size") == ("b", "a")
    assert page.props()["value"] == ["a", "b"]
    page.send("size", ["a", "c"])
    page.rerun()
    assert select_slider("Size", ["a", "b", "c"], key="size") == ("a", "c")


def shades() -> Any:
    """Return an enum as each run of a script would define it."""
    make: Any = enum.Enum
    return make("Shade", {"DARK": 1, "LIGHT": 2}, module=__name__, qualname="Shade")


@pytest.mark.parametrize(
    ("mode", "current"), [(None, True), ("nameOnly", True), ("nameAndValue", True), ("off", False)]
)
def test_enum_members_belong_to_the_class_of_this_run(page: Page, mode: str | None, current: bool) -> None:
    """Statement 49 of the state specification."""
    page.options["runner.enumCoercion"] = mode
    old, new = shades(), shades()
    page.values.update({"one": old.LIGHT, "two": [old.LIGHT, old.DARK], "range": (old.DARK, old.LIGHT)})
    right = new if current else old
    assert pills("One", new, key="one") is right.LIGHT
    assert multiselect("Two", new, key="two") == [right.LIGHT, right.DARK]
    assert select_slider("Range", new, tuple(new), key="range") == (right.DARK, right.LIGHT)


def test_they_are_methods_of_containers_and_have_their_defaults_outside_of_a_run() -> None:
    at = AppTest.from_string(
        "import revoila as st\n"
        "with st.sidebar: st.text('here')\n"
        "st.sidebar.multiselect('l', [1]); st.sidebar.pills('l', [1]); st.sidebar.segmented_control('l', [1])\n"
        "st.sidebar.feedback(); st.sidebar.select_slider('l', [1])\n"
    ).run()
    assert not at.exception
    assert [one.type for one in at.sidebar][1:] == [
        *("text", "multiselect", "button_group", "button_group", "feedback", "select_slider")
    ]
    assert multiselect("l", [1, 2], 2) == [2]
    assert (pills("l", [1, 2], default=2), feedback("stars", default=3)) == (2, 3)
    assert select_slider("l", [1, 2], (1, 2)) == (1, 2)


def test_of_options_that_are_called_alike_the_last_counts_and_the_first_of_several(page: Page) -> None:
    assert selectbox("One", [1, "1", 2], key="one") == 1
    page.send("one", "1")
    assert multiselect("Several", [1, "1"], key="several") == []
    page.send("several", ["1"])
    page.rerun()
    assert selectbox("One", [1, "1", 2], key="one") == "1"
    assert multiselect("Several", [1, "1"], key="several") == [1]


def test_a_kept_choice_is_one_of_the_options_in_the_run_after() -> None:
    """Statement 42: what is assigned comes back as it is, in the run that assigns it."""
    at = AppTest.from_string(
        "import revoila as st\n"
        "options = ['1', '2'] if st.toggle('texts') else [1, 2]\n"
        "st.session_state.setdefault('one', '2'); st.session_state.setdefault('several', ['2', 1])\n"
        "st.text(repr([st.radio('a', options, key='one'), st.multiselect('b', options, key='several')]))"
    ).run()
    assert at.text[0].value == "['2', ['2', 1]]"
    assert at.run().text[0].value == "[2, [2, 1]]"
    assert at.toggle[0].set_value(True).run().text[0].value == "[2, [2, 1]]", "called alike"
    assert at.run().text[0].value == "['2', ['2', '1']]"


def test_more_than_can_be_chosen_is_an_error_in_an_app_test() -> None:
    at = AppTest.from_string("import revoila as st\nst.multiselect('l', [1, 2], max_selections=1)").run()
    (shown,) = at.multiselect[0].set_value([1, 2]).run().exception
    assert shown.proto.type == "revoila.errors.StreamlitSelectionCountExceedsMaxError"
