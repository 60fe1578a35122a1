"""What inputs tell, and how tests interact with them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from revoila.testing.v1 import AppTest, AppTestError

if TYPE_CHECKING:
    from collections.abc import Callable

    App = Callable[..., AppTest]


@pytest.mark.parametrize(
    ("key", "call"), [("toggle", "check"), ("radio", "select"), ("radio", "select_index")]
)
def test_interactions_of_other_inputs_do_not_exist(at: AppTest, key: str, call: str) -> None:
    with pytest.raises(AttributeError):
        getattr(at.get_by_key(key), call)


def test_only_buttons_are_clicked(at: AppTest) -> None:
    """Statement 39."""
    with pytest.raises(
        AppTestError, match=r"^click\(\) is not supported for text_input \(key='text_input'\)"
    ):
        at.text_input[0].click()


def test_a_staged_value_is_shown_until_it_is_delivered(at: AppTest) -> None:
    """Statement 44, also by another object for the same input."""
    at.text_input("text_input").set_value("too long")
    at.slider("slider").set_range(1, 2)
    assert at.text_input("text_input").value == "too long"
    assert at.slider("slider").value == [1, 2]
    at.run()
    assert at.text_input("text_input").value == "too l"
    assert at.slider("slider").value == 3


def test_none_takes_back_what_was_staged_where_it_is_no_value(at: AppTest) -> None:
    assert at.checkbox[0].check().set_value(None).value is False
    assert at.slider[0].set_value(9).set_value(None).value == 3
    assert at.text_input("text_input").set_value("a").set_value(None).value is None


def test_elements_of_an_earlier_run_change_nothing(at: AppTest) -> None:
    """Statement 17."""
    old = at.text_input("text_input")
    at.run()
    assert old.set_value("late").value == "late"
    assert at.run().text_input("text_input").value == "v"


def test_an_input_that_is_gone_has_no_value(app: App) -> None:
    """Statement 17."""
    at = app("if st.checkbox('show', True): st.text_input('t', key='t')")
    old = at.text_input[0]
    at.checkbox[0].uncheck().run()
    with pytest.raises(KeyError):
        old.value  # noqa: B018 - reading raises
    assert (old.label, old.proto.label) == ("t", "t")
    assert not hasattr(old, "nothing")
    assert repr(old) == "TextInput(label='t')"


def test_a_button_is_true_for_the_run_that_it_starts(app: App) -> None:
    """Statement 48."""
    at = app("st.text(st.button('b'))")
    assert at.button[0].value is False
    assert at.button[0].click().value is True
    at.run()
    assert (at.text[0].value, at.button[0].value) == ("True", True)
    at.run()
    assert (at.text[0].value, at.button[0].value) == ("False", False)


@pytest.mark.parametrize(
    ("kind", "arguments", "entered"),
    [
        ("button", "'a'", True),
        ("download_button", "'a', 'data'", True),
        ("menu_button", "'a', ['b']", "b"),
        ("chat_input", "'a'", "hello"),
    ],
)
def test_an_input_that_its_own_callback_disables_was_not_pressed(
    app: App, kind: str, arguments: str, entered: Any
) -> None:
    at = app(f"""
off = lambda: st.session_state.update(off=True)
call = "on_submit" if {kind!r} == "chat_input" else "on_click"
st.text(st.{kind}({arguments}, disabled=st.session_state.get("off", False), **{{call: off}}))
""")
    before = at.text[0].value
    getattr(at, kind)[0].set_value(entered).run()
    assert getattr(at, kind)[0].disabled
    assert not getattr(at, kind)[0].value
    assert at.text[0].value == before


def test_a_press_can_be_taken_back(app: App) -> None:
    at = app("st.text(st.button('b'))")
    at.button[0].click().set_value(v=False).run()
    assert (at.text[0].value, at.button[0].value) == ("False", False)


CALLBACKS = """
log = st.session_state.setdefault("log", [])
def note(name): log.append((name, st.session_state.get(name)))
st.button("b", key="b", on_click=note, args=("b",))
st.sidebar.checkbox("c", key="c", on_change=note, args=("c",))
st.text_input("t", key="t", on_change=note, args=("t",))
st.number_input("n", 0, 10, 5, key="n", on_change=note, args=("n",))
"""


def test_callbacks_run_in_the_order_of_the_page(app: App) -> None:
    """Statement 14."""
    at = app(CALLBACKS)
    at.checkbox[0].check()
    at.text_input[0].set_value("x")
    at.button[0].click()
    at.run()
    assert at.session_state.log == [("b", True), ("t", "x"), ("c", True)]


def test_callbacks_run_for_changes_only(app: App) -> None:
    """Statement 47."""
    at = app(CALLBACKS)
    at.text_input[0].set_value("")
    at.number_input[0].set_value(99)
    at.run()
    assert at.session_state.log == []
    at.button[0].click().run()
    at.button[0].click().run()
    assert at.session_state.log == [("b", True), ("b", True)]


def test_what_a_callback_draws_comes_first(app: App) -> None:
    at = app("def note(): st.text('from the callback')\nst.button('b', on_click=note)\nst.text('body')")
    assert at.button[0].click().run().text.values == ["from the callback", "body"]
    assert at.run().text.values == ["body"]


def test_an_exception_of_a_callback_is_an_element(app: App) -> None:
    """Statement 18."""
    at = app("def fail(): raise ValueError('in it')\nst.button('b', on_click=fail)\nst.text('body')")
    at.button[0].click().run()
    assert ([error.value for error in at.exception], len(at.text)) == (["in it"], 0)
    assert at.run().text.values == ["body"]


@pytest.mark.parametrize(
    ("name", "call", "args"),
    [
        ("button", "click", []),
        ("button", "set_value", [True]),
        ("download_button", "click", []),
        ("checkbox", "check", []),
        ("toggle", "set_value", [True]),
        ("text_input", "input", ["x"]),
        ("text_area", "set_value", ["x"]),
        ("number_input", "increment", []),
        ("slider", "set_range", [1, 2]),
        ("selectbox", "select_index", [0]),
        ("radio", "set_value", [1]),
        ("multiselect", "select", [1]),
        ("feedback", "set_value", [1]),
        ("select_slider", "set_range", [1, 1]),
        ("button_group", "select", [1]),
        ("date_input", "set_value", [None]),
        ("time_input", "increment", []),
        ("color_picker", "pick", ["#fff"]),
        ("file_uploader", "upload", ["a", b"", "text/plain"]),
        ("camera_input", "set_value", [("a.jpg", b"", "image/jpeg")]),
        ("audio_input", "clear", []),
    ],
)
def test_disabled_inputs_refuse(app: App, name: str, call: str, args: list[Any]) -> None:
    """Statement 26."""
    at = app(
        """
st.button("x", disabled=True, key="button"); st.checkbox("x", disabled=True, key="checkbox")
st.toggle("x", disabled=True, key="toggle"); st.text_input("x", disabled=True, key="text_input")
st.text_area("x", disabled=True, key="text_area"); st.number_input("x", disabled=True, key="number_input")
st.slider("x", disabled=True, key="slider"); st.selectbox("x", [1], disabled=True, key="selectbox")
st.download_button("x", "x", disabled=True, key="download_button")
st.radio("x", [1], disabled=True, key="radio"); st.multiselect("x", [1], disabled=True, key="multiselect")
st.feedback(disabled=True, key="feedback"); st.select_slider("x", [1], disabled=True, key="select_slider")
st.pills("x", [1], disabled=True, key="button_group")
st.date_input("x", disabled=True, key="date_input")
st.time_input("x", disabled=True, key="time_input"); st.color_picker("x", disabled=True, key="color_picker")
st.file_uploader("x", disabled=True, key="file_uploader")
st.camera_input("x", disabled=True, key="camera_input"); st.audio_input("x", disabled=True, key="audio_input")
"""
    )
    widget: Any = at.get_by_key(name)
    assert widget.disabled is True
    with pytest.raises(AppTestError, match=rf"^Cannot update a disabled {name} widget \(key='{name}'\)\."):
        getattr(widget, call)(*args)


def test_what_all_inputs_tell(app: App) -> None:
    """Section 6: id, label, disabled, key, help, form_id."""
    at = app(
        "st.text_input('A', key='a', help='  h')\nwith st.form('f'): st.checkbox('B')\nst.bottom.toggle('C')"
    )
    text, box, switch = at.text_input[0], at.checkbox[0], at.toggle[0]
    assert (text.label, text.key, text.help, text.form_id, text.disabled) == ("A", "a", "h", "", False)
    assert (box.label, box.key, box.help, box.form_id) == ("B", None, "", "f")
    assert switch.label == "C"
    assert text.id.startswith("$$ID")
    assert text.id == at.run().text_input[0].id


def test_what_fields_tell(app: App) -> None:
    """Section 6."""
    at = app(
        """
st.text_input("a", max_chars=5, placeholder="p", type="email"); st.text_input("b")
st.number_input("c", 0, 10, step=2); st.number_input("d")
"""
    )
    assert [(text.max_chars, text.placeholder, text.autocomplete) for text in at.text_input] == [
        (5, "p", "email"),
        (0, "", ""),
    ]
    assert [(number.min, number.max, number.step) for number in at.number_input] == [
        (0, 10, 2),
        (None, None, 0.01),
    ]


def test_what_choices_tell(app: App) -> None:
    """Section 6."""
    at = app(
        """
st.selectbox("a", [1, 2], 1, format_func=lambda n: f"no. {n}"); st.selectbox("b", ["x"], None); st.selectbox("c", [])
st.radio("d", ["x", "y"], horizontal=True)
"""
    )
    assert [(box.options, box.index, box.value) for box in at.selectbox] == [
        (["no. 1", "no. 2"], 1, 2),
        (["x"], None, None),
        ([], None, None),
    ]
    assert at.selectbox[0].format_func(2) == "no. 2"
    assert (at.radio[0].options, at.radio[0].index, at.radio[0].horizontal) == (["x", "y"], 0, True)
    assert at.selectbox[0].select(1).index == 0


def test_several_choices_tell_what_they_are(app: App) -> None:
    """Section 6."""
    at = app(
        """
st.multiselect("a", [1, 2, 3], [3, 1], format_func=lambda n: f"no. {n}", max_selections=2)
st.multiselect("b", ["x"], accept_new_options=True, placeholder="What?")
st.pills("c", ["🐧 x", "y"], default="🐧 x")
st.segmented_control("d", [1, 2], selection_mode="multi", default=2, format_func=lambda n: f"no. {n}")
st.select_slider("e", [1, 2], format_func=lambda n: f"no. {n}")
"""
    )
    many, free = at.multiselect
    assert (many.options, many.indices, many.values) == (
        ["no. 1", "no. 2", "no. 3"],
        [2, 0],
        ["no. 3", "no. 1"],
    )
    assert (many.value, many.max_selections, free.max_selections) == ([3, 1], 2, 0)
    assert (many.format_func(2), free.placeholder, free.value) == ("no. 2", "What?", [])
    assert free.select("new").values == ["new"]
    with pytest.raises(ValueError, match="new"):
        free.indices  # noqa: B018 - reading raises
    row, rows = at.button_group
    assert [one.type for one in at.button_group] == ["button_group", "button_group"]
    assert (row.options, row.formatted_values) == (["x", "y"], ["🐧 x"])
    with pytest.raises(ValueError, match="🐧 x"):
        row.indices  # noqa: B018 - reading raises, as in Streamlit: `options` have no icons
    assert (rows.value, rows.formatted_values, rows.indices) == ([2], ["no. 2"], [1])
    assert (list(at.pills), list(at.segmented_control)) == ([row], [rows])
    assert row.set_value(None).indices == []
    assert (at.select_slider[0].options, at.select_slider[0].format_func(2)) == (["no. 1", "no. 2"], "no. 2")


def test_options_can_be_objects(app: App) -> None:
    """Statement 46."""
    at = app(
        """
from enum import Enum
class Place:
    def __init__(self, name): self.name = name
    def __str__(self): return self.name
class Colour(Enum): RED = 1; BLUE = 2
place = st.selectbox("p", [Place("x"), Place("y")])
pair = st.radio("q", [(1, 2), (3, 4)])
colour = st.selectbox("c", Colour)
st.text(f"{place} {pair} {colour}")
places = st.multiselect("m", [Place("x"), Place("y")])
shade = st.select_slider("s", Colour)
pairs = st.pills("r", [(1, 2), (3, 4)], selection_mode="multi")
st.text(f"{[*map(str, places)]} {shade} {pairs}")
"""
    )
    at.multiselect[0].set_value(["y", "x"])
    at.select_slider[0].set_value("Colour.BLUE")
    at.pills[0].select((3, 4)).run()
    assert at.text[1].value == "['y', 'x'] Colour.BLUE [(3, 4)]"
    at.selectbox[0].select("y")
    at.radio[0].set_value((3, 4))
    at.selectbox[1].select_index(1)
    assert at.run().text[0].value == "y (3, 4) Colour.BLUE"
    at.selectbox[0].set_value(at.selectbox[0].value)
    assert at.run().text[0].value == "y (3, 4) Colour.BLUE"


def test_what_dates_times_and_colours_tell(app: App) -> None:
    """Section 6: bounds, range, format, step."""
    at = app(
        """
st.date_input("d", "2024-02-29", format="DD.MM.YYYY", required=True)
st.date_input("r", ["2024-02-28", "2028-02-29"], "2000-01-01", "2030-01-01")
st.time_input("t", "08:01", step=3600)
st.datetime_input("m", "2024-02-29T08:01", max_value="2025-01-01")
st.datetime_input("n", None, step=60)
"""
    )
    day, days = at.date_input
    assert (day.type, day.value, day.is_range, day.format) == (
        "date_input",
        dt.date(2024, 2, 29),
        False,
        "DD.MM.YYYY",
    )
    assert (day.min, day.max) == (dt.date(2014, 2, 28), dt.date(2034, 2, 28))
    assert (day.proto.default, day.proto.min, day.required) == (["2024-02-29"], "2014-02-28", True)
    assert (days.is_range, days.min, days.value) == (
        True,
        dt.date(2000, 1, 1),
        (dt.date(2024, 2, 28), dt.date(2028, 2, 29)),
    )
    assert (at.time_input[0].step, at.time_input[0].default) == (3600, "08:01")
    moment, none = at.datetime_input
    assert (moment.type, moment.min, moment.max) == (
        "date_time_input",
        "2014-02-28T00:00",
        "2025-01-01T00:00",
    )
    assert (moment.step, moment.default, none.step, none.default) == (900, ["2024-02-29T08:01"], 60, [])


DOWNLOADS = """
st.write(st.download_button("Save", "a,b", "a.csv", "text/csv", key="save"), st.session_state.save)
st.download_button("Quiet", lambda: 1 / 0, on_click="ignore")
st.audio(b"sound", start_time=3, alt="Song")
"""


def test_a_download_button_is_clicked_like_any_button_and_downloads_nothing(app: App) -> None:
    """Statement 39; statement 42: what is none of the inputs is unknown, with its raw data."""
    at = app(DOWNLOADS)
    save, quiet = at.download_button
    assert (save.label, save.key, save.value, save.type) == ("Save", "save", False, "download_button")
    assert repr(save).startswith("DownloadButton(")
    assert save.proto.url.endswith(".csv")
    assert (quiet.proto.url, quiet.proto.ignore_rerun, quiet.proto.deferred_file_id) == ("", True, True)
    assert at.button.values == []
    assert save.click().value is True
    assert at.run().markdown[0].value == "`True` `True`"
    assert at.run().markdown[0].value == "`False` `False`"
    (audio,) = at.get("audio")
    assert audio.proto.url.endswith(".wav")
    assert (audio.proto.start_time, audio.proto.end_time, audio.proto.alt) == (3, 0, "Song")
