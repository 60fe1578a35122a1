"""One of several options: drop-down lists and radio buttons."""

# `values` are those of inputs.
# ruff: noqa: PD011

from __future__ import annotations

import collections
import enum
import math
import subprocess
import sys
import typing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.elements.inputs.hostile import wires

from revoila.elements.inputs._choices import Choices
from revoila.elements.inputs._options import list_options
from revoila.elements.inputs.radio import radio
from revoila.elements.inputs.selectbox import selectbox
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.elements.conftest import Page


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Word(enum.StrEnum):
    YES = "yes"
    NO = "no"


@dataclass
class Point:
    x: int = 1
    y: int = 2


class Pair(typing.NamedTuple):
    x: int = 1
    y: int = 2


class Tensor:
    """An iterable that is no sequence."""

    def __iter__(self) -> Iterator[int]:
        return iter([7, 8])


def count() -> Iterator[int]:
    yield 1
    yield 2


@pytest.mark.parametrize(
    ("options", "listed"),
    [
        (None, []),
        ([1, 2], [1, 2]),
        ("abc", ["abc"]),
        (b"ab", [b"ab"]),
        (3, [3]),
        (int, [int]),
        ((1, 2), [1, 2]),
        ({"x": 1, "y": 2}, ["x", "y"]),
        ({"x": 1}.values(), [1]),
        (range(3), [0, 1, 2]),
        (map(str, range(2)), ["0", "1"]),
        (count, [1, 2]),
        (count(), [1, 2]),
        (collections.deque([1, 2]), [1, 2]),
        (collections.Counter("ab"), ["a", "b"]),
        (Point(), [1, 2]),
        (Pair(), [1, 2]),
        (Tensor(), [7, 8]),
        (Colour, [Colour.RED, Colour.BLUE]),
        (Word, ["yes", "no"]),
        (list(Word), [Word.YES, Word.NO]),
        (np.array([1, 2]), [1, 2]),
        (np.array([[1, 2], [3, 4]]), [1, 3]),
        (np.array(5), []),
        (np.int64(5), [5]),
        (np.array(["2020-01-01"], dtype="datetime64[ns]"), [pd.Timestamp("2020-01-01")]),
        (pd.Series(["x", "y"], index=["p", "q"]), ["x", "y"]),
        (pd.Series(["x", "y"], dtype="category"), ["x", "y"]),
        (pd.Index([1, 2]), [1, 2]),
        (pd.MultiIndex.from_tuples([(1, 2)]), [(1, 2)]),
        (pd.DataFrame({"p": ["x", "y"], "q": [1, 2]}), ["x", "y"]),
        (pd.DataFrame([[1, 2]], columns=["p", "p"]), [1]),
        (pd.DataFrame(), []),
        (pl.Series([1, 2]), [1, 2]),
        (pl.DataFrame({"p": ["x"], "q": [1]}), ["x"]),
        (pl.LazyFrame({"p": ["x"], "q": [1]}), ["x"]),
        (pl.DataFrame(), []),
        (pa.array([1, 2]), [1, 2]),
        (pa.chunked_array([[1], [2]]), [1, 2]),
        (pa.table({"p": ["x"], "q": [1]}), ["x"]),
        (pa.RecordBatch.from_pydict({"p": ["x"]}), ["x"]),
    ],
)
def test_options_come_from_anything_that_can_be_listed(options: object, listed: list[object]) -> None:
    assert list_options(options) == listed


def test_options_are_plain_python_values() -> None:
    assert [type(option) for option in list_options(pd.Series([1, 2]))] == [int, int]
    assert [type(option) for option in list_options(np.array([1.5]))] == [float]


def test_missing_values_are_options_too() -> None:
    assert len(list_options(pd.array([1, None]))) == 2
    assert math.isnan(list_options([math.nan])[0])


def test_frames_of_other_libraries_are_read_through_arrow_or_pandas() -> None:
    class Stream:
        def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
            return pa.table({"p": ["x"]}).__arrow_c_stream__(requested_schema)

    class Remote:
        def to_pandas(self) -> pd.DataFrame:
            return pd.DataFrame({"p": ["x"]})

    assert list_options(Stream()) == ["x"]
    assert list_options(Remote()) == ["x"]


@pytest.mark.parametrize("option", [np.array([1, 2]), pd.DataFrame({"p": [1]}), pd.Series([1, 2])])
def test_options_that_cannot_be_compared_are_refused(option: object) -> None:
    with pytest.raises(StreamlitAPIException, match=type(option).__name__):
        list_options([option])


def test_plain_options_import_no_frame_library() -> None:
    program = (
        "import sys\n"
        "from revoila.elements.inputs.selectbox import selectbox\n"
        "selectbox('x', {'a': 1}); selectbox('x', range(3)); selectbox('x', map(str, 'ab'))\n"
        "print({'numpy', 'pandas', 'pyarrow', 'narwhals', 'ipywidgets'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("command", [selectbox, radio])
def test_the_first_choice_is_at_the_index(page: Page, command: Any) -> None:
    assert command("City", ["Lyon", "Nice"]) == "Lyon"
    assert command("City", ["Lyon", "Nice"], 1) == "Nice"
    assert page.props()["options"] == ["Lyon", "Nice"]
    assert page.props()["value"] == "Nice"
    assert command("City", ["Lyon", "Nice"], None) is None
    assert page.props()["value"] is None
    assert command("City", []) is None
    assert command("Town", [], 5) is None


def test_a_selectbox_shows_these_props(page: Page) -> None:
    selectbox("City", ["Lyon"])
    assert page.props() == {
        "label": "City",
        "options": ["Lyon"],
        "hint": "Choose an option",
        "filter_mode": "fuzzy",
        "value": "Lyon",
        "generation": 1,
    }


def test_a_radio_shows_these_props(page: Page) -> None:
    radio("City", ["Lyon", "Nice"], captions=["a", None], horizontal=True, width="stretch")
    assert page.props() == {
        "label": "City",
        "options": ["Lyon", "Nice"],
        "captions": ["a", ""],
        "horizontal": True,
        "width": "stretch",
        "value": "Lyon",
        "generation": 1,
    }


@pytest.mark.parametrize(
    ("options", "new", "hint"),
    [
        (["x"], False, "Choose an option"),
        (["x"], True, "Choose or add an option"),
        ([], True, "Add an option"),
        ([], False, "No options to select"),
    ],
)
def test_the_hint_says_what_can_be_done(page: Page, options: list[str], new: bool, hint: str) -> None:
    selectbox("City", options, accept_new_options=new)
    assert page.props()["hint"] == hint


@pytest.mark.parametrize(("given", "shown"), [("x", "x"), ("", " ")])
def test_a_hint_of_ones_own_replaces_it(page: Page, given: str, shown: str) -> None:
    selectbox("City", ["x"], placeholder=given)
    assert page.props()["placeholder"] == shown


def test_a_selectbox_without_choice_can_be_cleared(page: Page) -> None:
    selectbox("City", ["x"], None, filter_mode=None, icon=":material/map:", required=True)
    shown = page.props()
    assert shown["clearable"] is True
    assert shown["filter_mode"] is None
    assert (shown["icon"], shown["required"]) == (":material/map:", True)


@pytest.mark.parametrize("command", [selectbox, radio])
@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"index": 3}, StreamlitValueOutOfRangeError),
        ({"index": -1}, StreamlitValueOutOfRangeError),
        ({"index": 1.0}, StreamlitInvalidParameterTypeError),
        ({"index": "1"}, StreamlitInvalidParameterTypeError),
        ({"index": True}, TypeError),
        ({"format_func": lambda _option: 3}, TypeError),
        ({"format_func": None}, TypeError),
        ({"width": 0}, StreamlitInvalidWidthError),
        ({"bind": "x"}, StreamlitValueError),
    ],
)
def test_wrong_arguments_are_refused(
    page: Page, command: Any, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        command("City", ["a", "b", "c"], **arguments)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"filter_mode": "x"}, StreamlitValueError),
        ({"filter_mode": None, "accept_new_options": True}, StreamlitIncompatibleParametersError),
        ({"accept_new_options": "x"}, TypeError),
        ({"icon": "x"}, StreamlitAPIException),
    ],
)
def test_wrong_arguments_of_a_selectbox_are_refused(
    page: Page, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        selectbox("City", ["a"], **arguments)


@pytest.mark.parametrize(("captions", "error"), [([3], StreamlitInvalidParameterTypeError), (3, TypeError)])
def test_captions_are_texts(page: Page, captions: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        radio("City", ["a"], captions=captions)


@pytest.mark.parametrize("captions", [None, []])
def test_no_captions_do_not_travel(page: Page, captions: Any) -> None:
    radio("City", ["a"], captions=captions)
    assert "captions" not in page.props()


@pytest.mark.parametrize("command", [selectbox, radio])
def test_labels_travel_and_options_return(page: Page, command: Any) -> None:
    people = [{"name": "Ada"}, {"name": "Alan"}]
    command("Who", people, format_func=lambda person: person["name"], key="who")
    assert page.props()["options"] == ["Ada", "Alan"]
    page.send("who", "Alan")
    page.rerun()
    chosen = command("Who", people, format_func=lambda person: person["name"], key="who")
    assert chosen == {"name": "Alan"}
    assert chosen is not people[1]


def test_a_choice_is_found_again_by_its_label(page: Page) -> None:
    def ask(born: int) -> Any:
        people = [{"name": "Ada", "born": born}, {"name": "Alan", "born": born}]
        return selectbox("Who", people, format_func=lambda person: person["name"], key="who")

    ask(1815)
    page.send("who", "Alan")
    page.rerun()
    assert ask(1912) == {"name": "Alan", "born": 1912}


def test_a_choice_that_is_gone_gives_way_to_the_default(page: Page) -> None:
    selectbox("City", ["a", "b"], key="city")
    page.send("city", "b")
    before = page.specs[0].id
    page.rerun()
    assert selectbox("City", ["c", "d"], 1, key="city") == "d"
    assert page.specs[0].id == before


@pytest.mark.parametrize("wire", ["c", "", None, 3, True, ["a"], "\ud800"])
def test_what_is_no_option_is_refused(wire: object) -> None:
    with pytest.raises(EventRefusedError):
        Choices(["a", "b"], 0, str).decode(wire)


def test_a_choice_is_cleared_only_where_none_was_the_start() -> None:
    assert Choices(["a"], None, str).decode(None) is None


def test_new_options_are_texts_of_one_line() -> None:
    choices = Choices([1, 2], 0, str, accept_new=True)
    assert choices.decode("2") == 2
    assert choices.decode("3") == "3"
    assert choices.encode("3") == "3"
    for wire in ("", "  ", "a\nb", "\udc00"):
        with pytest.raises(EventRefusedError):
            choices.decode(wire)


@given(
    wires | st.sampled_from(["a", "1", "None"]),
    st.lists(st.sampled_from(["a", 1, None, 2.5, (1, 2)]), max_size=4),
    st.none() | st.just(0),
    st.booleans(),
)
def test_events_are_refused_or_come_back_as_they_were(
    wire: object, options: list[object], index: int | None, new: bool
) -> None:
    choices = Choices(options, index, str, accept_new=new)
    try:
        chosen = choices.decode(wire)
    except EventRefusedError:
        return
    if not (chosen is None and None in options):
        assert choices.encode(chosen) == wire
    assert choices.accept(chosen) == chosen


@pytest.mark.parametrize(
    ("assigned", "value", "shown"),
    [(2, 2, "2"), ("2", "2", "2"), ("x", 1, "1"), ([1], 1, "1"), (None, None, None)],
)
def test_assigned_values_are_known_by_their_label(page: Page, assigned: Any, value: Any, shown: Any) -> None:
    page.values["number"] = assigned
    assert selectbox("Number", [1, 2], key="number") == value
    assert page.props()["value"] == shown


def test_an_assigned_value_on_which_the_label_function_fails_gives_way_to_the_default(page: Page) -> None:
    page.values["who"] = "z"
    people = [{"name": "Ada"}]
    assert selectbox("Who", people, format_func=lambda person: person["name"], key="who") == {"name": "Ada"}


@pytest.mark.parametrize("assigned", ["x", 7])
def test_assigned_values_are_kept_where_new_options_are_welcome(page: Page, assigned: object) -> None:
    page.values["number"] = assigned
    assert selectbox("Number", [1, 2], key="number", accept_new_options=True) == assigned
    assert page.props()["value"] == str(assigned)


def test_none_can_be_an_option(page: Page) -> None:
    assert radio("Number", [None, 2]) is None
    assert page.props()["value"] == "None"


def redefine(members: dict[str, int]) -> Any:
    """Return an enum as the rerun of a script would define it."""
    make: Any = enum.Enum
    return make("Shade", members, module=__name__, qualname="Shade")


@pytest.mark.parametrize(
    ("mode", "members", "current"),
    [
        (None, {"DARK": 1, "LIGHT": 2}, True),
        ("nameOnly", {"DARK": 1, "LIGHT": 3}, True),
        ("nameAndValue", {"DARK": 1, "LIGHT": 2}, True),
        ("nameAndValue", {"DARK": 1, "LIGHT": 3}, False),
        ("off", {"DARK": 1, "LIGHT": 2}, False),
        ("nameOnly", {"DARK": 1, "LIGHT": 2, "NONE": 3}, False),
    ],
)
def test_enum_members_belong_to_the_class_of_this_run(
    page: Page, mode: str | None, members: dict[str, int], current: bool
) -> None:
    page.options["runner.enumCoercion"] = mode
    old, new = redefine({"DARK": 1, "LIGHT": 2}), redefine(members)
    page.values["shade"] = old.LIGHT
    chosen = selectbox("Shade", new, key="shade")
    assert chosen is (new.LIGHT if current else old.LIGHT)


def test_a_keyed_selectbox_is_another_one_when_new_options_are_welcome(page: Page) -> None:
    selectbox("City", ["a"], key="city")
    first = page.specs[0].id
    page.rerun()
    selectbox("Town", ["b"], key="city", placeholder="p")
    assert page.specs[0].id == first
    page.rerun()
    selectbox("City", ["a"], key="city", accept_new_options=True)
    assert page.specs[0].id != first


def test_the_label_function_itself_is_not_part_of_the_identity(page: Page) -> None:
    radio("City", ["a"])
    first = page.specs[0].id
    page.rerun()
    radio("City", ["A"], format_func=str.lower)
    assert page.specs[0].id == first


def test_choices_outside_of_a_run_have_their_default() -> None:
    assert selectbox("City", ["a", "b"], 1) == "b"
    assert radio("City", Colour) is Colour.RED
