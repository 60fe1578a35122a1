"""Session state, secrets and query parameters of an app test."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest

from revoila.config.options import get_option
from revoila.errors import AppTestError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from revoila.testing.v1 import AppTest

    App = Callable[..., AppTest]


def test_session_state_is_read_and_written_between_runs(app: App) -> None:
    """Statement 7."""
    at = app(
        "st.session_state.n = st.session_state.get('n', 0) + 1\nst.text_input('t', key='t')\nst.checkbox('c')"
    )
    state = at.session_state
    assert (state.n, state["n"], state.get("n"), state["t"]) == (1, 1, 1, "")
    assert "t" in state
    assert state.get("missing", 5) == 5
    assert sorted(state) == sorted(state.keys()) == ["n", "t"]
    assert len(state) == len(list(state.values())) == 2
    assert dict(state.items()) == state.to_dict() == {"n": 1, "t": ""}
    state.n = 100
    assert at.run().session_state.n == 101
    del state["n"]
    assert at.run().session_state.n == 1


def test_a_missing_entry_is_an_error(app: App) -> None:
    """Statement 7."""
    state = app("st.text('a')").session_state
    with pytest.raises(KeyError, match='no key "x"'):
        state["x"]
    with pytest.raises(AttributeError, match=r"^x not found in session_state\.$"):
        state.x  # noqa: B018 - reading raises


def test_state_can_be_set_before_the_first_run(app: App) -> None:
    """Statement 7: that of an input, too."""
    at = app("st.text(st.session_state.name)\nst.text(st.slider('s', 0, 10, key='s'))", run=False)
    at.session_state["name"] = "Ada"
    at.session_state.s = 7
    assert at.run().text.values == ["Ada", "7"]
    assert at.slider("s").value == 7


def test_state_of_an_input_is_set_without_a_callback(app: App) -> None:
    """Statement 7: like an assignment of the script before the input."""
    at = app("def no(): raise ValueError\nst.text(st.text_input('t', 'first', key='t', on_change=no))")
    at.session_state["t"] = "second"
    assert at.text_input("t").value == "second"
    at.run()
    assert (at.text[0].value, at.text_input("t").value) == ("second", "second")
    assert not at.exception
    assert at.run().text[0].value == "second"


def test_what_an_input_cannot_hold_is_the_apps_error(app: App) -> None:
    """Statement 7."""
    at = app("st.slider('s', 0, 10, key='s')")
    at.session_state.s = 99
    assert "AboveMax" in at.run().exception[0].proto.type


def test_a_staged_value_wins_over_session_state(app: App) -> None:
    """Statement 8."""
    at = app("st.text(st.text_input('t', key='t'))")
    at.text_input("t").set_value("widget")
    at.session_state.t = "state"
    assert at.run().text[0].value == at.session_state.t == "widget"


def test_deleted_state_of_an_input_is_its_default(app: App) -> None:
    at = app("st.text(st.text_input('t', 'first', key='t'))")
    at.text_input("t").set_value("typed").run()
    del at.session_state["t"]
    assert "t" not in at.session_state
    assert at.text_input("t").value == "first"
    assert at.run().text[0].value == "first"


def test_the_entry_of_a_button_is_true_during_its_run_only(app: App) -> None:
    at = app("st.button('b', key='b')\nst.text(st.session_state.b)")
    at.button("b").click()
    assert at.session_state.b is False
    at.run()
    assert at.text[0].value == "True"
    assert at.session_state.b is False
    assert at.button("b").value is True


def test_the_state_of_a_hidden_input_goes_one_run_later(app: App) -> None:
    """Statement 14 with the rules of state for inputs that vanish."""
    at = app("if st.checkbox('show', True): st.text_input('t', key='t')\nst.text('t' in st.session_state)")
    at.text_input("t").set_value("x").run()
    assert at.checkbox[0].uncheck().run().text[0].value == "True"
    assert at.run().text[0].value == "False"
    assert at.checkbox[0].check().run().text_input("t").value == ""


# Secrets are masked in the messages of the whole process: these are no words that another test uses.
FIRST, SECOND, THIRD = "first-made-up-secret", "second-made-up-secret", "third-made-up-secret"


def test_secrets_replace_those_of_the_app(app: App) -> None:
    """Statement 9."""
    at = app("st.text(st.secrets['a'])\nst.text(st.secrets.d.e)\nst.text('zz' in st.secrets)", run=False)
    at.secrets["a"] = FIRST
    at.secrets["d"] = {"e": SECOND}
    assert at.run().text.values == [FIRST, SECOND, "False"]
    at.secrets = {"a": THIRD, "d": {"e": 4}}
    assert at.run().text.values == [THIRD, "4", "False"]


def test_without_secrets_the_apps_own_are_read(app: App) -> None:
    """Statement 9."""
    at = app("st.text(st.secrets['a'])", run=False)
    at.secrets["a"] = FIRST
    assert not at.run().exception
    at.secrets = {}
    assert "Secret" in at.run().exception[0].proto.type


QUERY = """
st.text(sorted(st.query_params.items()))
st.text(st.query_params.get_all("l"))
if st.button("set"):
    st.query_params["x"] = 1
    st.query_params["m"] = ["p", "q"]
    st.query_params["blank"] = ""
if st.button("clear"):
    st.query_params.clear()
"""


def test_query_params_are_those_of_the_next_run(app: App) -> None:
    """Statement 10."""
    at = app(QUERY, run=False)
    at.query_params.update({"a": "b", "l": ["1", "2"], "n": 3, "e": ""})
    assert at.run().text.values == ["[('a', 'b'), ('e', ''), ('l', '2'), ('n', '3')]", "['1', '2']"]
    assert at.query_params == {"a": "b", "l": ["1", "2"], "n": "3", "e": ""}
    del at.query_params["a"]
    assert "'a'" not in at.run().text[0].value


def test_query_params_are_what_the_app_has_made_of_them(app: App) -> None:
    """Statement 10: after the run, in the form of the address."""
    at = app(QUERY)
    at.query_params["a"] = "b"
    at.button[0].click().run()
    assert at.query_params == {"a": "b", "x": "1", "m": ["p", "q"], "blank": ""}
    assert at.run().query_params == {"a": "b", "x": "1", "m": ["p", "q"], "blank": ""}
    at.button[1].click().run()
    assert at.query_params == {}


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({}, {}),
        ({"x": None}, {"x": "None"}),
        ({"x": []}, {}),
        ({"x": ("1", "2")}, {"x": ["1", "2"]}),
        ({"embed": "true", "k": "v"}, {"embed": "true", "k": "v"}),
    ],
)
def test_query_params_become_text(app: App, given: dict[str, Any], left: dict[str, Any]) -> None:
    """Statement 10."""
    at = app(QUERY, run=False)
    at.query_params = given
    assert at.run().query_params == left
    assert "embed" not in at.text[0].value


@pytest.mark.parametrize(
    "draws",
    [
        "st.button('b', key='k')",
        "st.file_uploader('f', key='k')",
        "st.data_editor([1, 2], key='k')",
        "st.vega_lite_chart({'mark': 'bar', 'params': [{'name': 'p', 'select': 'point'}]}, key='k', on_select='rerun')",
        "with st.form('k'): st.form_submit_button()",
    ],
)
def test_what_code_may_not_assign_a_test_may_not_either(app: App, draws: str) -> None:
    """Statement 50."""
    at = app(f"import revoila as st\n{draws}", run=False)
    at.session_state["k"] = {}
    assert "k" in at.run().exception[0].message
    assert at.exception[0].props["type"].endswith("StreamlitValueAssignmentNotAllowedError")
    del at.session_state["k"]
    assert not at.run().exception


def test_the_selection_of_a_table_can_be_set_by_a_test(app: App) -> None:
    """Statement 50."""
    at = app(
        "import revoila as st\nst.write(st.dataframe([1, 2], key='k', on_select='rerun').selection.rows)",
        run=False,
    )
    at.session_state["k"] = {"selection": {"rows": [1]}}
    assert at.run().json[0].value == "[1]"


CONTEXT = """
import revoila as st
seen = st.context
st.text([seen.timezone, seen.timezone_offset, seen.locale, seen.is_embedded, seen.theme.type])
st.text(seen.url)
"""


def test_the_context_of_a_test_is_that_of_the_visitor(app: App) -> None:
    """Statement 12."""
    at = app(CONTEXT)
    assert at.text.values == ["[None, None, None, None, None]", "None"]
    at.context = {"timezone": "Asia/Tokyo", "timezone_offset": -540, "locale": "ja", "is_embedded": True}
    at.context |= {"theme": "dark", "url": "https://example.org/app/"}
    assert at.run().text.values == [
        "['Asia/Tokyo', -540, 'ja', True, 'dark']",
        "https://example.org/app/",
    ]
    at.context = {"locale": None}
    assert at.run().text[0].value == "[None, None, None, None, None]"
    at.context = {}
    assert at.run().text[0].value == "[None, None, None, None, None]"


@pytest.mark.parametrize(
    "context",
    [
        {"headers": {}},
        {"timezone": 3},
        {"timezone_offset": True},
        {"timezone_offset": 2**40},
        {"theme": "blue"},
        {"is_embedded": "yes"},
        None,
        [("locale", "ja")],
    ],
)
def test_a_context_that_is_none_is_refused_before_the_run(app: App, context: Any) -> None:
    """Statement 12."""
    at = app(CONTEXT)
    at.context = context
    with pytest.raises(AppTestError, match=r"at\.context"):
        at.run()


def test_the_user_of_a_test_comes_with_that_of_apps(app: App) -> None:
    """Statement 11: what is said of somebody that no app asks for would be lost."""
    at = app("st.text('a')")
    with pytest.raises(NotImplementedError, match=r"`AppTest\.user` is part of Streamlit 1\.67 but not"):
        at.user["email"] = "ada@example.com"
    with pytest.raises(NotImplementedError, match=r"AppTest\.user cannot be set"):
        at.user = {"email": "ada@example.com"}


def test_a_script_sees_that_it_is_tested_and_nobody_else_does(app: App) -> None:
    """Statement 51: the option is that of the test, not of the process."""
    at = app("st.text(st.get_option('global.appTest'))")
    assert at.text[0].value == "True"
    assert get_option("global.appTest") is False


def test_tests_may_run_at_the_same_time_in_threads(app: App) -> None:
    """Statement 51: here they share nothing that would be in the way."""
    together = Barrier(4, timeout=30)

    def run(name: str) -> Sequence[Any]:
        at = app(
            "together = st.session_state.together\n"
            "st.text(st.secrets['name'])\n"
            "together.wait()\n"
            "st.text(st.text_input('Name', key='name'))",
            run=False,
        )
        at.session_state["together"] = together
        at.secrets["name"] = name
        at.run().text_input[0].input(name)
        return at.run().text.values

    with ThreadPoolExecutor(4) as pool:
        names = ["a", "b", "c", "d"]
        assert list(pool.map(run, names)) == [[name, name] for name in names]
