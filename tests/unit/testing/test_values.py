"""What reaches the app when a test changes an input."""

# A field shows the clock on the wall.
# ruff: noqa: DTZ001

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import pytest

from revoila.errors import StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.testing.v1 import AppTest

    App = Callable[..., AppTest]


def after(at: AppTest, key: str) -> Any:
    """What the app has under a key after the next run."""
    at.run()
    assert not at.exception
    return at.session_state[key]


def same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("checkbox", True, True),
        ("checkbox", 1, True),
        ("checkbox", None, False),
        ("toggle", False, False),
        ("text_input", "abc", "abc"),
        ("text_input", "", ""),
        ("text_input", "too long", "too l"),
        ("text_input", "a\nb", "a\nb"),
        ("text_input", None, "v"),
        ("nullable_text_input", "too long", "too long"),
        ("nullable_text_input", None, None),
        ("text_area", "too long", "too"),
        ("text_area", "a\nb", "a\nb"),
        ("number_input", 7, 7),
        ("number_input", 3.5, 3),
        ("number_input", True, 1),
        ("number_input", 99, 5),
        ("number_input", -1, 5),
        ("number_input", None, 5),
        ("number_input", math.nan, 5),
        ("number_input", math.inf, 5),
        ("float_number_input", 2, 2.0),
        ("float_number_input", 2.6, 1.0),
        ("float_number_input", 1.1, 1.1),
        ("nullable_number_input", 7, 7.0),
        ("nullable_number_input", None, None),
        ("slider", 7, 7),
        ("slider", 7.5, 7),
        ("slider", True, 1),
        ("slider", 99, 3),
        ("slider", None, 3),
        ("slider", (1, 2), 3),
        ("slider", [4], 4),
        ("range_slider", (3, 5), (3, 5)),
        ("range_slider", [9, 1], (9, 1)),
        ("range_slider", (0, 99), (2, 4)),
        ("range_slider", 5, (2, 4)),
        ("range_slider", (1, 2, 3), (2, 4)),
        ("range_slider", (), (2, 4)),
        ("float_slider", 1, 1.0),
        ("float_slider", 0.123456, 0.123456),
        ("float_slider", 2.0, 0.5),
        ("selectbox", "b", "b"),
        ("selectbox", None, "a"),
        ("nullable_selectbox", 2, 2),
        ("nullable_selectbox", "2", 2),
        ("nullable_selectbox", None, None),
        ("labelled_selectbox", 1, 1),
        ("labelled_selectbox", "no. 1", 1),
        ("labelled_selectbox", None, 2),
        ("open_selectbox", "new", "new"),
        ("radio", "b", "b"),
        ("radio", None, "a"),
        ("multiselect", ["b", "a"], ["b", "a"]),
        ("multiselect", [], []),
        ("multiselect", None, ["a"]),
        ("multiselect", ["zz", "b"], ["b"]),
        ("multiselect", ["zz"], []),
        ("labelled_multiselect", [2], [2]),
        ("labelled_multiselect", ["no. 2", 1], [2, 1]),
        ("labelled_multiselect", ["2"], [2]),
        ("open_multiselect", ["new", "a"], ["new", "a"]),
        ("pills", "b", "b"),
        ("pills", None, None),
        ("pills", "zz", "a"),
        ("pills", ["b"], "a"),
        ("multi_pills", [2, 1], [2, 1]),
        ("multi_pills", None, []),
        ("multi_pills", ["2", 9], [2]),
        ("multi_pills", [9], [1]),
        ("segmented_control", "🐧 a", "🐧 a"),
        ("segmented_control", "a", None),
        ("feedback", 3, 3),
        ("feedback", "3", 3),
        ("feedback", None, None),
        ("feedback", 9, 1),
        ("select_slider", "b", "b"),
        ("select_slider", "zz", "a"),
        ("select_slider", None, "a"),
        ("select_slider", ("b", "c"), "a"),
        ("range_select_slider", (2, 3), (2, 3)),
        ("range_select_slider", ["3", 1], (1, 3)),
        ("range_select_slider", (3, 9), (2, 3)),
        ("range_select_slider", 3, (1, 2)),
        ("nullable_radio", "2", 2),
        ("nullable_radio", None, None),
        ("date_input", dt.date(2027, 3, 4), dt.date(2027, 3, 4)),
        ("date_input", dt.datetime(2027, 3, 4, 5), dt.date(2027, 3, 4)),
        ("date_input", "2027-03-04", dt.date(2027, 3, 4)),
        ("date_input", [dt.date(2027, 3, 4), dt.date(2027, 3, 5)], dt.date(2027, 3, 4)),
        ("date_input", dt.date(2026, 12, 31), dt.date(2027, 2, 3)),
        ("date_input", None, None),
        ("nullable_date_input", None, None),
        ("range_date_input", dt.date(2027, 3, 4), (dt.date(2027, 3, 4),)),
        (
            "range_date_input",
            [dt.date(2027, 3, 4), dt.date(2027, 3, 5)],
            (dt.date(2027, 3, 4), dt.date(2027, 3, 5)),
        ),
        ("range_date_input", [], ()),
        ("range_date_input", None, ()),
        ("time_input", dt.time(9, 4, 3), dt.time(9, 4)),
        ("time_input", dt.datetime(2027, 3, 4, 5), dt.time(5)),
        ("time_input", None, dt.time(8, 15)),
        ("nullable_time_input", dt.time(9, 4, 3, 2), dt.time(9, 4, 3)),
        ("nullable_time_input", None, None),
        ("datetime_input", dt.datetime(2027, 3, 4, 5, 6, 7), dt.datetime(2027, 3, 4, 5, 6)),
        ("datetime_input", dt.datetime(1927, 3, 4), dt.datetime(2027, 2, 3, 8, 15)),
        ("datetime_input", None, dt.datetime(2027, 2, 3, 8, 15)),
        ("color_picker", "#ABC", "#ABC"),
        ("color_picker", "red", "#abc"),
        ("color_picker", None, "#abc"),
    ],
)
def test_a_value_reaches_the_app(at: AppTest, key: str, value: Any, expected: Any) -> None:
    """Statements 44 to 46: lenient, as Streamlit's app tests are."""
    widget: Any = at.get_by_key(key)
    assert widget.set_value(value) is widget
    assert same(after(at, key), expected)
    widget = at.get_by_key(key)
    assert same(widget.value, expected)
    assert same(after(at, key), expected)


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        ("button", "x", TypeError),
        ("checkbox", "x", TypeError),
        ("text_input", 3, TypeError),
        ("number_input", "3", TypeError),
        ("slider", "3", TypeError),
        ("range_slider", ("a", "b"), TypeError),
        ("selectbox", "zz", ValueError),
        ("selectbox", 1, ValueError),
        ("labelled_selectbox", 9, ValueError),
        ("open_selectbox", " ", ValueError),
        ("radio", "zz", ValueError),
        ("multiselect", 3, TypeError),
        ("multi_pills", 3, TypeError),
        ("feedback", "x", ValueError),
        ("feedback", True, ValueError),
        ("date_input", 3, StreamlitInvalidParameterTypeError),
        ("time_input", "09:10", TypeError),
        ("datetime_input", dt.date(2027, 3, 4), TypeError),
        ("color_picker", 3, TypeError),
    ],
)
def test_a_value_that_is_none_is_an_error_of_the_run(at: AppTest, key: str, value: Any, error: type) -> None:
    """Statement 45: staging is not validated."""
    widget: Any = at.get_by_key(key)
    widget.set_value(value)
    with pytest.raises(error):
        at.run()


def test_the_error_names_the_option(at: AppTest) -> None:
    """Statement 45."""
    at.selectbox("selectbox").select("zz")
    with pytest.raises(ValueError, match=r"^'zz' is not in list$"):
        at.run()
    with pytest.raises(ValueError, match=r"^'zz' is not in list$"):
        at.selectbox("selectbox").index  # noqa: B018 - reading raises


@pytest.mark.parametrize(
    ("key", "call", "expected"),
    [
        ("checkbox", "check", True),
        ("checkbox", "uncheck", False),
        ("number_input", "increment", 6),
        ("number_input", "decrement", 4),
        ("float_number_input", "increment", 1.25),
        ("nullable_number_input", "increment", None),
    ],
)
def test_interactions_without_arguments(at: AppTest, key: str, call: str, expected: Any) -> None:
    widget = at.get_by_key(key)
    assert getattr(widget, call)() is widget
    assert same(after(at, key), expected)


@pytest.mark.parametrize(
    ("key", "call", "args", "expected"),
    [
        ("text_input", "input", ["abc"], "abc"),
        ("text_input", "input", ["too long"], "v"),
        ("nullable_text_input", "input", [None], None),
        ("text_area", "input", ["ab"], "ab"),
        ("range_slider", "set_range", [1, 9], (1, 9)),
        ("selectbox", "select", ["b"], "b"),
        ("selectbox", "select_index", [1], "b"),
        ("selectbox", "select_index", [-1], "b"),
        ("selectbox", "select_index", [None], "a"),
        ("labelled_selectbox", "select_index", [0], 1),
        ("multiselect", "select", ["b"], ["a", "b"]),
        ("multiselect", "select", ["a"], ["a"]),
        ("multiselect", "unselect", ["a"], []),
        ("multiselect", "unselect", ["b"], ["a"]),
        ("open_multiselect", "select", ["new"], ["new"]),
        ("pills", "select", ["b"], "b"),
        ("pills", "unselect", ["a"], None),
        ("pills", "unselect", ["b"], "a"),
        ("multi_pills", "select", [2], [1, 2]),
        ("multi_pills", "unselect", [1], []),
        ("select_slider", "set_range", ["b", "c"], "a"),
        ("range_select_slider", "set_range", [2, 3], (2, 3)),
        ("color_picker", "pick", ["abcdef"], "#abcdef"),
        ("color_picker", "pick", ["#ABC"], "#ABC"),
        ("time_input", "increment", [], dt.time(8, 30)),
        ("time_input", "decrement", [], dt.time(8)),
        ("nullable_time_input", "increment", [], None),
    ],
)
def test_interactions_with_arguments(
    at: AppTest, key: str, call: str, args: list[Any], expected: Any
) -> None:
    widget = at.get_by_key(key)
    assert getattr(widget, call)(*args) is widget
    assert same(after(at, key), expected)


def test_steps_end_at_the_bounds(at: AppTest) -> None:
    number = at.number_input("number_input")
    assert number.set_value(0).decrement().value == 0
    assert number.set_value(10).increment().value == 10
    assert number.set_value(9.5).increment().value == 10
    assert number.set_value(5).increment().increment().value == 7


def test_steps_of_a_time_go_over_midnight(at: AppTest) -> None:
    clock = at.time_input("time_input")
    assert clock.set_value(dt.time(23, 50)).increment().value == dt.time(0, 5)
    assert clock.decrement().value == dt.time(23, 50)


def test_an_index_beyond_the_options_is_an_error(at: AppTest) -> None:
    with pytest.raises(IndexError):
        at.selectbox[0].select_index(5)


DATES = """
import datetime as dt
plus_two = dt.timezone(dt.timedelta(hours=2))
st.slider("d", value=dt.date(2020, 1, 15), key="date")
st.slider("t", value=dt.time(12), key="time")
st.slider("m", value=dt.datetime(2020, 1, 1, 12), key="moment")
st.slider("r", dt.date(2020, 1, 1), dt.date(2020, 2, 1), (dt.date(2020, 1, 2), dt.date(2020, 1, 5)), key="range")
low, high = (dt.datetime(2020, 1, day, tzinfo=plus_two) for day in (1, 3))
st.slider("z", low, high, dt.datetime(2020, 1, 2, tzinfo=plus_two), key="zoned")
"""
PLUS_TWO = dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("date", dt.date(2020, 1, 20), dt.date(2020, 1, 20)),
        ("date", dt.datetime(2020, 1, 21, 9), dt.date(2020, 1, 21)),
        ("date", dt.date(2030, 1, 1), dt.date(2020, 1, 15)),
        ("time", dt.time(13, 30), dt.time(13, 30)),
        ("moment", dt.datetime(2020, 1, 2), dt.datetime(2020, 1, 2)),
        ("range", (dt.date(2020, 1, 3), dt.date(2020, 1, 4)), (dt.date(2020, 1, 3), dt.date(2020, 1, 4))),
        (
            "zoned",
            dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC),
            dt.datetime(2020, 1, 1, 12, tzinfo=PLUS_TWO),
        ),
    ],
)
def test_dates_and_times_reach_the_app(app: App, key: str, value: Any, expected: Any) -> None:
    """Section 6; the clock on the wall is what counts, the time zone is that of the slider."""
    at = app(DATES)
    at.slider(key).set_value(value)
    assert same(after(at, key), expected)


def test_two_places_of_a_slider_for_one_are_its_default(at: AppTest) -> None:
    default = at.slider("slider").value
    at.session_state.slider = [1, 2]
    at.run()
    at.slider("slider").set_range(3, 4)
    assert after(at, "slider") == default


def test_what_sliders_tell(app: App) -> None:
    """Section 6: types are numbers in Streamlit, dates and times are microseconds."""
    at = app(f"{DATES}\nst.slider('i', 0, 10, 3, 2, key='int'); st.slider('f', 0.0, 1.0, key='float')")
    found = {slider.key: (slider.data_type, slider.min, slider.max, slider.step) for slider in at.slider}
    day = 86_400_000_000
    assert found["int"] == (0, 0, 10, 2)
    assert found["float"] == (1, 0, 1, 0.01)
    assert found["date"] == (3, 1_577_836_800_000_000, 1_580_256_000_000_000, day)
    assert found["moment"] == (2, 1_576_670_400_000_000, 1_579_089_600_000_000, day)
    assert found["time"] == (4, 946_684_800_000_000, 946_771_199_999_999, 900_000_000)
    assert at.slider("range").proto.default == [1_577_923_200_000_000, 1_578_182_400_000_000]
