"""App tests in a browser: those of every host, as far as a visitor can do what they do, and what only this one has."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.integration.testing import test_hosts as every_host

from revoila.testing.plugin import AppSnapshot
from revoila.testing.v1 import AppTest, AppTestError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from revoila.testing.plugin import AppTests

    App: TypeAlias = Callable[..., AppTest]

HERE = Path(every_host.__file__).parent
app = every_host.app

STATE = "session state is not on the page"
LABELS = "the page has the labels of options, not the options"
REFUSED = {
    "test_choices_give_the_options_themselves": LABELS,
    "test_options_of_a_class_of_the_script_can_be_chosen_by_their_labels": LABELS,
    "test_session_state_is_read_and_assigned": STATE,
    "test_waiting_sees_a_stream_before_its_end": f"it ends the stream through it, and {STATE}",
    "test_a_function_gets_its_arguments": "the server runs a file, which is given no arguments",
    "test_a_table_that_stays_where_the_app_is_can_be_had_whole": "the page has some of its rows",
    "test_a_table_and_an_image_can_be_looked_into": "the browser gets files beside the messages of the page",
    "test_waiting_lets_fragments_run_whose_time_has_come": "the first number may be gone: a page has its own timers",
}
"""Tests of every host that this one cannot pass, and why."""

SHARED = {name: test for name, test in vars(every_host).items() if name.startswith("test_")}
globals().update(SHARED)


@pytest.fixture
def app_test(app_test: AppTests, request: pytest.FixtureRequest) -> AppTests:
    """Make app tests in a browser."""
    name = request.node.originalname
    if name in REFUSED and name in SHARED:
        pytest.skip(REFUSED[name])
    app_test.host, app_test.folder = "browser", HERE
    return app_test


@pytest.fixture
def app_snapshot() -> AppSnapshot:
    """Compare with the files of the tests of every host."""
    return AppSnapshot(HERE / "__snapshots__" / "test_hosts", "every-host", updates=False)


def test_what_is_refused_is_a_test_of_every_host() -> None:
    assert REFUSED.keys() <= SHARED.keys()


def test_options_are_chosen_by_their_labels(app: App) -> None:
    at = app(
        "found = [st.selectbox('s', [1, 2, 3], format_func=lambda n: f'no. {n}'), st.radio('r', ['a', 'b']),"
        " st.multiselect('m', [1, 2, 3], [2]), st.pills('p', ['x', 'y'], default='x'),"
        " st.segmented_control('c', ['u', 'v', 'w'], selection_mode='multi', default=['u']),"
        " st.select_slider('l', ['lo', 'mid', 'hi']), st.selectbox('n', ['a'], index=None)]\n"
        "st.text(found)"
    )
    assert at.selectbox[0].value == "no. 1"
    at.selectbox[0].select("no. 2")
    at.radio[0].set_value("b")
    at.multiselect[0].set_value(["3", "1"])
    at.pills[0].select("y")
    at.segmented_control[0].set_value(["w", "v"])
    at.select_slider[0].set_value("hi")
    at.selectbox[1].select("a")
    at.run()
    assert at.text[0].value == "[2, 'b', [3, 1], 'y', ['w', 'v'], 'hi', 'a']"
    assert (at.selectbox[0].value, at.selectbox[0].index) == ("no. 2", 1)
    at.pills[0].set_value(None)
    at.selectbox[1].select("a").run()
    assert at.text[0].value == "[2, 'b', [3, 1], None, ['w', 'v'], 'hi', 'a']"


def test_ranges_ratings_and_page_numbers(app: App) -> None:
    at = app(
        "days = st.date_input('d', ('2027-02-03', '2027-02-04'))\n"
        "st.text([st.slider('r', 0.0, 1.0, (0.1, 0.2)), [str(day) for day in days],"
        " st.feedback(), st.feedback('stars', key='stars'), st.pagination(9), st.slider('n', -5, 5, 0, key='n')])"
    )
    at.slider[0].set_range(0.55, 0.75)
    at.date_input[0].set_value((dt.date(2027, 3, 4), dt.date(2027, 3, 9)))
    at.feedback[0].set_value(1)
    at.feedback[1].set_value(3)
    at.pagination[0].select(3)
    at.slider(key="n").set_value(-4)
    at.run()
    assert at.text[0].value == "[(0.55, 0.75), ['2027-03-04', '2027-03-09'], 1, 3, 3, -4]"
    at.slider[0].set_range(0.25, 0.3).run()
    assert at.slider[0].value == (0.25, 0.3)


def test_inputs_beside_each_other_are_told_apart(app: App) -> None:
    at = app(
        "st.sidebar.text_input('side')\nfirst = st.text_input('same', key='one two')\nsecond = st.text_input('same')\n"
        "with st.expander('more'): third = st.text_input('third')\n"
        "st.text([first, second, third])"
    )
    at.sidebar.text_input[0].input("side")
    at.main.text_input[0].input("first")
    at.main.text_input[1].input("second")
    at.run()
    assert at.text[0].value == "['first', 'second', '']"
    assert at.sidebar.text_input[0].value == "side"


def test_what_is_not_in_view_is_opened_first(app: App) -> None:
    at = app("with st.popover('More'): st.text_input('Name', key='name')\nst.text(st.session_state.name)")
    at.text_input[0].input("Ada")
    with pytest.raises(AppTestError, match=r"The input text_input 'Name' \(key='name'\)"):
        at.run()
    at.page.get_by_role("button", name="More").click()
    at.text_input[0].input("Ada").run()
    assert at.text[0].value == "Ada"


def test_a_test_can_use_the_page_itself(app: App) -> None:
    at = app("if st.button('b'): st.text('pressed')")
    at.page.get_by_role("button", name="b", exact=True).click()
    at.wait_for("pressed")
    assert at.page.get_by_test_id("stText").inner_text() == "pressed"


def test_the_page_may_refuse_a_value(app: App) -> None:
    at = app(
        "with st.form('f'):\n  st.text_input('t', 'a', validate='^[a-z]*$')\n  st.form_submit_button('Send')"
    )
    at.text_input[0].set_value("B")
    at.form_submit_button[0].click()
    with pytest.raises(
        AppTestError, match=r"The page does not take True for .* 'Send' .*\. The text does not have"
    ):
        at.run()


def test_a_value_that_nobody_could_enter_is_refused_before_anything_is_entered(app: App) -> None:
    at = app("st.text((st.text_input('t'), st.number_input('n', 0, 10, 3), st.radio('r', ['a', 'b'])))")
    at.text_input[0].input("Ada")
    at.number_input[0].set_value(99)
    with pytest.raises(
        ValueError, match=r"The input number_input 'n' cannot be set to 99 by a visitor: it takes 10"
    ):
        at.run()
    assert at.page.get_by_label("t", exact=True).input_value() == ""
    assert at.number_input[0].set_value(7).run().text[0].value == "('Ada', 7, 'a')"
    at.number_input[0].set_value(None)
    at.radio[0].set_value(None)
    with pytest.raises(
        AppTestError, match="radio cannot be set to None in a browser: no visitor could enter it"
    ):
        at.run()
    at.radio[0].set_value("b")
    assert at.run().text[0].value == "('Ada', 3, 'b')"
    assert at.page.get_by_label("n", exact=True).input_value() == "3"


def test_what_a_visitor_cannot_do_is_refused(app: App, app_test: AppTests) -> None:
    at = app(
        "st.camera_input('c')\nst.text_input('t', key='t')\nst.session_state.n = 1\n"
        "def pressed(): st.text(st.session_state.b)\n"
        "button = st.column_config.ButtonColumn('Do', key='b', on_click=pressed)\n"
        "st.dataframe({'a': [1], 'do': ['it']}, on_select='rerun', key='d', column_config={'do': button})"
    )
    table = r"dataframe \(key='d'\) cannot be operated in a browser by a test"
    at.dataframe[0].select(rows=[0])
    with pytest.raises(AppTestError, match=table):
        at.run()
    at._snapshot.staged.clear()
    at.dataframe[0].click("Do", 0)
    with pytest.raises(AppTestError, match=table):
        at.run()
    at._snapshot.staged.clear()
    assert at.session_state["t"] == ""
    for name in ("n", "nothing"):
        with pytest.raises(AppTestError, match=f"No input has the key '{name}'"):
            at.session_state[name]
    with pytest.raises(AppTestError, match="'t' cannot be set to 'x'"):
        at.session_state["t"] = "x"
    with pytest.raises(AppTestError, match="'n' cannot be removed"):
        del at.session_state["n"]
    at.camera_input[0].set_value(("a.jpg", b"x", "image/jpeg"))
    with pytest.raises(AppTestError, match="camera_input 'c' cannot be operated in a browser"):
        at.run()
    late = app("st.text('a')")
    late.secrets["token"] = "x"  # noqa: S105 - of no use
    with pytest.raises(AppTestError, match=r"gives at\.secrets to the server when that starts"):
        late.run()
    early = app("st.text('a')", run=False)
    with pytest.raises(AppTestError, match="run it first"):
        _ = early.page
    early.args = (1,)
    with pytest.raises(AppTestError, match="takes no args and kwargs"):
        early.run()


def test_a_stream_is_seen_before_its_end(app: App) -> None:
    at = app(
        "import time, threading\n"
        "if st.button('Go'):\n"
        "  def words():\n    yield 'one '\n    time.sleep(3)\n    yield 'two'\n"
        "  st.write_stream(words)\n  st.text('done')"
    )
    at.button[0].click()
    at.wait_for("one")
    assert not at.text
    at.wait_for("done")
    assert at.markdown[0].value == "one two"


def test_fragments_run_by_the_timers_of_the_page(app: App) -> None:
    at = app(
        "@st.fragment(run_every=0.1)\n"
        "def clock():\n"
        "  st.session_state.n = st.session_state.get('n', 0) + 1\n"
        "  st.text(st.session_state.n)\n"
        "clock()"
    )
    first = int(at.text[0].value)
    at.wait_for(lambda at: int(at.text[0].value) >= first + 2)


def test_a_run_without_a_change_writes_nothing_into_the_field_that_has_the_focus(app: App) -> None:
    at = app(
        "@st.dialog('Above')\n"
        "def above():\n"
        "  st.text(repr(st.text_input('Name')))\n"
        "if st.button('Open'): above()"
    )
    at.button[0].click().run()
    at.text_input[0].input("Ada").run()
    assert at.text[0].value == "'Ada'"
    at.page.get_by_label("Name").focus()
    field = at.page.get_by_label("Name").element_handle()
    at.run()
    assert not at.text
    # The dialog is gone with the run; the key has not gone to its field before.
    assert field is not None
    assert field.evaluate("field => field.value") == "Ada"


def test_two_visits_at_once_have_sessions_of_their_own(app: App) -> None:
    script = (
        "st.session_state.setdefault('n', 0)\n"
        "if st.button('b'): st.session_state.n += 1\n"
        "st.text(st.session_state.n)"
    )
    one, other = app(script), app(script)
    one.button[0].click().run()
    assert (one.text[0].value, other.run().text[0].value) == ("1", "0")


def test_a_dialog_stays_open_while_its_inputs_are_used(app: App) -> None:
    at = app(
        "@st.dialog('Above')\n"
        "def above():\n"
        "  found = [st.multiselect('m', ['a', 'b', 'c']), str(st.date_input('d', '2027-02-03')),"
        " str(st.time_input('t', '08:15')), st.selectbox('s', ['x', 'y'])]\n"
        "  st.text(found)\n"
        "if st.button('Open'): above()"
    )
    at.button[0].click().run()
    at.multiselect[0].set_value(["c", "a"])
    at.date_input[0].set_value(dt.date(2027, 3, 4))
    at.time_input[0].set_value(dt.time(9, 30))
    at.selectbox[0].select("y")
    at.run()
    assert at.text[0].value == "[['c', 'a'], '2027-03-04', '09:30:00', 'y']"
