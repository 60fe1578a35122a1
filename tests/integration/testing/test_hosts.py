"""The same tests of the same apps on every host."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.integration.testing import steps

from revoila.testing.v1 import AppTest, AppTestError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    from revoila.testing.plugin import AppSnapshot, AppTests

    App: TypeAlias = Callable[..., AppTest]

WAIT = 30.0

pytestmark = pytest.mark.usefixtures("on")


@pytest.fixture(params=["inprocess", "kernel"])
def on(request: pytest.FixtureRequest, app_test: AppTests) -> str:
    """Have the apps of a test run on each host in turn."""
    app_test.host = request.param
    return app_test.host


@pytest.fixture
def app(app_test: AppTests) -> Callable[..., AppTest]:
    """Return a function that makes an app test of the lines after ``import streamlit as st``."""

    def build(script: str, *, run: bool = True) -> AppTest:
        at = app_test.from_string(f"import streamlit as st\n{script}", default_timeout=WAIT)
        return at.run() if run else at

    return build


def test_a_button_is_pressed_for_one_run(app: App) -> None:
    at = app("pressed = st.button('Go')\nst.text(pressed)")
    assert at.text[0].value == "False"
    assert at.button[0].value is False
    at.button[0].click().run()
    assert (at.text[0].value, at.button[0].value) == ("True", True)
    at.run()
    assert (at.text[0].value, at.button[0].value) == ("False", False)


def test_a_callback_runs_before_the_script(app: App) -> None:
    at = app(
        "def more(by): st.session_state.n += by\n"
        "st.session_state.setdefault('n', 0)\n"
        "st.text(st.session_state.n)\n"
        "st.button('Add', on_click=more, args=(2,))"
    )
    for expected in ("2", "4"):
        assert at.button[0].click().run().text[0].value == expected


def test_text_numbers_and_flags_arrive_with_their_types(app: App) -> None:
    at = app(
        "found = [st.text_input('t', 'a', key='t'), st.text_area('ta'), st.number_input('n', 0, 10, 3),"
        " st.number_input('f', 0.0, step=0.5), st.checkbox('c'), st.toggle('g', True)]\n"
        "st.text(found)"
    )
    assert at.text[0].value == "['a', '', 3, 0.0, False, True]"
    at.text_input(key="t").input("héllo 'you'")
    at.text_area[0].input("two\nlines")
    at.number_input[0].increment()
    at.number_input[1].set_value(1.5)
    at.checkbox[0].check()
    at.toggle[0].set_value(False)
    at.run()
    assert at.text[0].value == repr(["héllo 'you'", "two\nlines", 4, 1.5, True, False])
    assert at.text_input(key="t").value == "héllo 'you'"
    assert at.number_input[0].value == 4


def test_choices_give_the_options_themselves(app: App) -> None:
    at = app(
        "found = [st.selectbox('s', [1, 2, 3], format_func=lambda n: f'no. {n}'), st.radio('r', ['a', 'b']),"
        " st.multiselect('m', [1, 2, 3]), st.pills('p', ['x', 'y']), st.segmented_control('c', ['u', 'v']),"
        " st.select_slider('l', ['lo', 'mid', 'hi'])]\n"
        "st.text(found)"
    )
    assert at.selectbox[0].options == ["no. 1", "no. 2", "no. 3"]
    at.selectbox[0].select(2)
    at.radio[0].set_value("b")
    at.multiselect[0].select(1).select(3)
    at.button_group[0].select("y")
    at.segmented_control[0].select("v")
    at.select_slider[0].set_value("hi")
    at.run()
    assert at.text[0].value == "[2, 'b', [1, 3], 'y', 'v', 'hi']"
    assert (at.selectbox[0].value, at.selectbox[0].index) == (2, 1)
    assert at.multiselect[0].values == ["1", "3"]
    at.selectbox[0].select("no. 3").run()
    assert at.selectbox[0].value == 3


def test_an_option_that_there_is_not_raises_in_the_test(app: App) -> None:
    at = app("st.selectbox('s', ['a'])")
    at.selectbox[0].select("zz")
    with pytest.raises(ValueError, match="'zz' is not in list"):
        at.run()


def test_options_of_a_class_of_the_script_can_be_chosen_by_their_labels(app: App) -> None:
    at = app(
        "import enum\n"
        "class Size(enum.Enum):\n  SMALL = 1\n  LARGE = 2\n"
        "st.text(st.selectbox('s', list(Size), format_func=lambda size: size.name.lower(), key='s').name)"
    )
    at.selectbox[0].select("large").run()
    assert at.text[0].value == "LARGE"
    assert repr(at.selectbox[0].value) == "<Size.LARGE: 2>"
    # What is only in the kernel can be given back.
    at.session_state["s"] = at.session_state["s"]
    assert at.run().text[0].value == "LARGE"


def test_sliders_over_numbers_ranges_and_dates(app: App) -> None:
    at = app(
        "import datetime\n"
        "st.text([st.slider('n', 0, 10, 3), st.slider('r', 0.0, 1.0, (0.25, 0.5)),"
        " str(st.slider('d', datetime.date(2027, 1, 1), datetime.date(2027, 12, 31), datetime.date(2027, 2, 3)))])"
    )
    at.slider[0].set_value(7)
    at.slider[1].set_range(0.5, 0.75)
    at.slider[2].set_value(dt.date(2027, 5, 6))
    at.run()
    assert at.text[0].value == "[7, (0.5, 0.75), '2027-05-06']"
    assert at.slider[2].value == dt.date(2027, 5, 6)


def test_dates_times_and_colors(app: App) -> None:
    at = app(
        "st.text([str(one) for one in (st.date_input('d', '2027-02-03'), st.time_input('t', '08:15'),"
        " st.datetime_input('m', '2027-02-03T08:15'), st.color_picker('c', '#aabbcc'))])"
    )
    at.date_input[0].set_value(dt.date(2027, 3, 4))
    at.time_input[0].increment()
    at.datetime_input[0].set_value(dt.datetime(2027, 3, 4, 5, 6))  # noqa: DTZ001 - as apps have them
    at.color_picker[0].pick("112233")
    at.run()
    assert at.text[0].value == "['2027-03-04', '08:30:00', '2027-03-04 05:06:00', '#112233']"


def test_files_reach_the_app(app: App) -> None:
    at = app(
        "file = st.file_uploader('f', 'txt')\nst.text(None if file is None else (file.name, file.read()))"
    )
    at.file_uploader[0].upload("notes.txt", b"one", "text/plain").run()
    assert at.text[0].value == "('notes.txt', b'one')"
    assert at.file_uploader[0].value.getvalue() == b"one"
    at.file_uploader[0].clear().run()
    assert at.text[0].value == "None"


def test_a_chat_is_answered(app: App) -> None:
    at = app("said = st.chat_input('Say')\nif said: st.chat_message('user').write(said)")
    at.chat_input[0].set_value("hello").run()
    assert at.chat_message[0].markdown[0].value == "hello"
    assert len(at.run().chat_message) == 0


def test_a_menu_gives_the_chosen_option(app: App) -> None:
    at = app("st.text(st.menu_button('Export', ['CSV', 'JSON']))")
    at.menu_button[0].click("JSON").run()
    assert at.text[0].value == "JSON"
    assert at.run().text[0].value == "None"


def test_a_form_is_sent_with_its_button(app: App) -> None:
    at = app(
        "with st.form('f'):\n"
        "  name = st.text_input('name')\n"
        "  sent = st.form_submit_button('Send')\n"
        "st.text((name, sent))"
    )
    at.text_input[0].input("Ada").run()
    assert at.text[0].value == "('', False)"
    at.text_input[0].input("Ada")
    at.form_submit_button[0].click().run()
    assert at.text[0].value == "('Ada', True)"


def test_inputs_can_be_used_wherever_they_are(app_test: AppTests) -> None:
    at = app_test.from_string(steps.PLACED, default_timeout=WAIT).run()
    entered = "['Ada', 4, 'b', True, '2027-03-04']"
    expected = dict.fromkeys(steps.PLACES, entered)
    if app_test.host == "inprocess":
        # The whole script runs there, which does not open the dialog again.
        expected["dialog"] = steps.GONE
    assert steps.placed(at) == expected


def test_what_is_entered_into_an_input_that_the_same_run_hides_counts(app: App) -> None:
    at = app(
        "log = st.session_state.setdefault('log', [])\n"
        "above = st.container()\n"
        "if not st.checkbox('Hide', key='hide'):\n"
        "  above.text_input('Late', key='late', on_change=lambda: log.append(st.session_state.late))\n"
        "st.text((log, st.session_state.get('late')))"
    )
    at.text_input[0].input("a")
    at.checkbox[0].check()
    at.run()
    assert at.text[0].value == "(['a'], 'a')"
    assert not at.text_input
    assert at.run().text[0].value == "(['a'], None)"


def test_what_is_entered_before_another_page_counts(app_test: AppTests, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "import streamlit as st\n"
        "st.session_state.setdefault('log', [])\n"
        "st.text_input('Everywhere', key='everywhere')\n"
        "st.navigation(['one.py', 'two.py']).run()\n"
    )
    (tmp_path / "one.py").write_text(
        "import streamlit as st\n"
        "def note(): st.session_state.log.append(st.session_state.name)\n"
        "st.text_input('Name', key='name', on_change=note)\n"
    )
    (tmp_path / "two.py").write_text(
        "import streamlit as st\n"
        "st.text([st.session_state.log, st.session_state.everywhere, 'name' in st.session_state])\n"
    )
    at = app_test(tmp_path / "app.py", default_timeout=WAIT).run()
    at.text_input(key="name").input("Ada")
    at.text_input(key="everywhere").input("e")
    at.switch_page("two.py").run()
    # The run that leaves a page still sees its inputs.
    assert at.text[0].value == "[['Ada'], 'e', True]"
    assert at.run().text[0].value == "[['Ada'], 'e', False]"
    assert at.switch_page("one.py").run().text_input(key="name").value == ""


def test_a_form_can_be_cleared_when_it_is_sent(app: App) -> None:
    at = app(
        "with st.form('f', clear_on_submit=True):\n"
        "  found = [st.text_input('t', 'a'), st.number_input('n', 0, 10, 3), st.selectbox('s', ['x', 'y'])]\n"
        "  st.form_submit_button('Send')\n"
        "st.text(found)"
    )
    at.text_input[0].input("b")
    at.number_input[0].set_value(4)
    at.form_submit_button[0].click().run()
    assert at.text[0].value == "['b', 4, 'x']"
    at.selectbox[0].select("y")
    at.form_submit_button[0].click().run()
    assert at.text[0].value == "['a', 3, 'y']"


def test_a_script_sees_that_it_is_tested(app: App) -> None:
    assert app("st.text(st.get_option('global.appTest'))").text[0].value == "True"


def test_session_state_is_read_and_assigned(app: App) -> None:
    at = app("st.text(st.session_state.get('n'))\nst.text_input('t', key='t')", run=False)
    at.session_state["n"] = {"deep": [1, None]}
    at.session_state.t = "before"
    at.run()
    assert at.text[0].value == "{'deep': [1, None]}"
    assert at.text_input[0].value == "before"
    at.session_state.n = 5
    assert at.run().text[0].value == "5"
    assert set(at.session_state.keys()) == {"n", "t"}
    assert "missing" not in at.session_state
    with pytest.raises(KeyError, match='has no key "missing"'):
        at.session_state["missing"]
    with pytest.raises(AttributeError, match="missing not found in session_state"):
        _ = at.session_state.missing
    del at.session_state["n"]
    assert at.run().text[0].value == "None"


def test_the_address_goes_there_and_back(app: App) -> None:
    at = app(
        "st.text(st.query_params.to_dict())\nif st.button('b'): st.query_params['page'] = '2'", run=False
    )
    at.query_params["a"] = "1"
    assert at.run().text[0].value == "{'a': '1'}"
    at.button[0].click().run()
    assert at.query_params == {"a": "1", "page": "2"}
    at.query_params["a"] = ["x", "y"]
    at.button[0].click().run()
    assert at.query_params == {"a": ["x", "y"], "page": "2"}


def test_secrets_are_those_of_the_test(app: App) -> None:
    at = app("st.text(len(st.secrets['token']))", run=False)
    at.secrets["token"] = "abcdef"  # noqa: S105 - of no use
    assert at.run().text[0].value == "6"


def test_a_function_gets_its_arguments(app_test: AppTests) -> None:
    def page(count: int, *, name: str) -> None:
        import revoila as st

        st.title(f"{name} {count}")

    assert (
        app_test(page, args=(3,), kwargs={"name": "no."}, default_timeout=WAIT).run().title[0].value
        == "no. 3"
    )


def test_an_app_in_a_file_beside_the_test(app_test: AppTests) -> None:
    at = app_test("apps/two_pages.py", default_timeout=WAIT).run()
    assert at.title[0].value == "First"
    at.switch_page("second.py").run()
    assert at.title[0].value == "Second"


def test_an_error_is_on_the_page(app: App) -> None:
    at = app("st.text('before')\nif st.button('b'): raise ValueError('too much')\nst.text('after')")
    assert not at.exception
    at.button[0].click().run()
    assert at.text.values == ["before"]
    assert at.exception[0].value == "too much"
    assert not at.run().exception


def test_a_script_that_does_not_compile_draws_nothing(app: App) -> None:
    at = app("st.text('a')\n1 +")
    assert len(at.main) == 0
    assert not at.exception


def test_a_fragment_shows_what_it_has_counted(app: App) -> None:
    at = app(
        "@st.fragment\n"
        "def part():\n"
        "  st.session_state.setdefault('n', 0)\n"
        "  if st.button('More'): st.session_state.n += 1\n"
        "  st.text(st.session_state.n)\n"
        "part()\nst.caption('below')"
    )
    for expected in ("1", "2"):
        assert at.button[0].click().run().text[0].value == expected
    assert at.caption[0].value == "below"


def test_a_table_and_an_image_can_be_looked_into(app: App) -> None:
    at = app(
        "import pandas as pd\n"
        "st.dataframe(pd.DataFrame({'a': [1, 2], 'b': ['x', None]}))\n"
        "st.table(pd.DataFrame({'n': range(3)}))\n"
        "import io\nfrom PIL import Image\nfile = io.BytesIO()\n"
        "Image.effect_noise((400, 400), 50).convert('LA').save(file, 'PNG')\n"
        "st.image(file.getvalue(), caption='A')"
    )
    assert at.dataframe[0].value["a"].tolist() == [1, 2]
    assert len(at.table[0].value) == 3
    (address,) = at.image[0].value
    assert address.startswith("data:image/png;base64,iVBORw0KGgo")
    # Noise cannot be made small: the file has stayed where the app is.
    assert len(address) > 100_000


def test_a_table_that_stays_where_the_app_is_can_be_had_whole(app: App) -> None:
    at = app("import pandas as pd\nst.dataframe(pd.DataFrame({'a': range(200_000)}))")
    assert len(at.dataframe[0].value) == 200_000


def test_a_disabled_input_cannot_be_used(app: App) -> None:
    at = app("st.button('b', disabled=True)")
    with pytest.raises(AppTestError, match="Cannot update a disabled button"):
        at.button[0].click()


def test_a_run_that_takes_too_long_is_stopped(app_test: AppTests) -> None:
    at = app_test.from_string(
        "import streamlit as st, time\n"
        "if st.checkbox('slow'):\n  while True: time.sleep(0.01); st.text('x')\nst.text('quick')",
        default_timeout=WAIT,
    ).run()
    at.checkbox[0].check()
    with pytest.raises(RuntimeError, match=r"AppTest script run timed out after 0\.3\(s\)"):
        at.run(timeout=0.3)
    at.checkbox[0].uncheck()
    assert at.run().text[0].value == "quick"


def test_waiting_sees_a_stream_before_its_end(app: App) -> None:
    at = app(
        "import time\n"
        "if st.button('Go'):\n"
        "  def words():\n"
        "    yield 'one '\n"
        "    yield 'two '\n"
        "    while not st.session_state.get('end'): time.sleep(0.01); yield ''\n"
        "    yield 'three'\n"
        "  st.write_stream(words)\n"
        "  st.text('done')"
    )
    at.button[0].click()
    at.wait_for("one two")
    assert not at.text
    at.session_state["end"] = True
    at.wait_for(lambda at: at.text[0].value == "done")
    assert at.markdown[0].value == "one two three"


def test_waiting_lets_fragments_run_whose_time_has_come(app: App) -> None:
    at = app(
        "@st.fragment(run_every=0.05)\n"
        "def clock():\n"
        "  st.session_state.n = st.session_state.get('n', 0) + 1\n"
        "  st.text(st.session_state.n)\n"
        "clock()\nst.caption('outside')"
    )
    assert at.text[0].value == "1"
    at.wait_for(lambda at: int(at.text[0].value) >= 3)
    assert at.caption[0].value == "outside"


def test_waiting_in_vain_says_what_is_there(app: App) -> None:
    at = app("st.title('Sales')")
    with pytest.raises(TimeoutError, match=r"'Costs' did not appear within 0\.1 s") as caught:
        at.wait_for("Costs", timeout=0.1)
    assert "title 'Sales'" in str(caught.value)
    with pytest.raises(TimeoutError, match="Last it raised IndexError"):
        at.wait_for(lambda at: at.markdown[7].value, timeout=0.1)


def test_waiting_does_not_take_the_old_page_for_the_answer(app: App) -> None:
    at = app(
        "n = st.session_state.setdefault('n', 0)\nst.session_state.n += 1\nst.button('b')\nst.text('Done')\nst.text(n)"
    )
    at.button[0].click()
    at.wait_for("Done")
    assert at.button[0].value is True
    assert at.wait_for(lambda at: at.text[1].value == "1")


def test_the_page_as_text_is_the_same_on_every_host(app: App, app_snapshot: AppSnapshot) -> None:
    app_snapshot.test = "every-host"
    at = app(
        "st.title('Sales')\n"
        "left, right = st.columns(2)\n"
        "left.metric('Income', 12, -3)\n"
        "right.code('a = 1\\nb = 2')\n"
        "with st.form('f'):\n"
        "  st.slider('Years', 0, 10, (2, 4), key='years')\n"
        "  st.form_submit_button('Send')\n"
        "st.sidebar.selectbox('City', ['Rome', 'Oslo'], key='city')\n"
        "with st.expander('More'): st.error('Oh', icon='🚨')\n"
        "import pandas as pd\n"
        "st.dataframe(pd.DataFrame({'a': [1, 2]}))\n"
        "st.line_chart({'y': [1, 2]})\n"
        "if st.session_state.city == 'Oslo': 1 / 0"
    )
    app_snapshot(at)
    at.selectbox[0].select("Oslo").run()
    app_snapshot(at, "error")


def test_closing_an_app_lets_go_of_what_it_has(app: App, tmp_path: Path) -> None:
    let_go = tmp_path / "let go"
    at = app(
        "import pathlib\n"
        f"@st.cache_resource(scope='session', on_release=lambda _: pathlib.Path({str(let_go)!r}).touch())\n"
        "def resource(): return 1\n"
        "st.text(resource())"
    )
    assert not let_go.exists()
    at.close()
    assert let_go.exists()
    at.close()
