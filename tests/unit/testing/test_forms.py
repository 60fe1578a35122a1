"""Forms: what is sent when, and what a form shows that clears itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.testing.v1 import AppTest

    App = Callable[..., AppTest]

FORM = """
with st.form("f"):
    a = st.text_input("a")
    c = st.checkbox("c")
    one, two = st.form_submit_button("one"), st.form_submit_button("two")
out = st.text_input("out")
st.text(f"{a}|{c}|{one}|{two}|{out}")
"""


def shown(at: AppTest) -> str:
    return at.text[0].value


def test_a_form_is_sent_with_its_button(app: App) -> None:
    """Statement 25."""
    at = app(FORM)
    at.text_input[0].set_value("x")
    at.checkbox[0].check()
    at.form_submit_button[1].click().run()
    assert shown(at) == "x|True|False|True|"
    assert at.text_input[0].value == "x"
    assert shown(at.run()) == "x|True|False|False|"


def test_without_its_button_a_form_is_not_sent(app: App) -> None:
    """Statement 25: not by a change outside, and not by a plain run."""
    at = app(FORM)
    at.text_input[0].set_value("x")
    assert at.text_input[0].value == "x"
    at.text_input[1].set_value("o").run()
    assert shown(at) == "|False|False|False|o"
    assert at.text_input[0].value == ""


def test_what_is_staged_outside_goes_along_with_a_form(app: App) -> None:
    at = app(FORM)
    at.text_input[1].set_value("o")
    at.form_submit_button[0].click().run()
    assert shown(at) == "|False|True|False|o"


def test_a_form_does_not_send_another(app: App) -> None:
    """Statement 25."""
    at = app(
        """
with st.form("f"): a, sent = st.text_input("a"), st.form_submit_button("go")
with st.form("g"): b, also = st.text_input("b"), st.form_submit_button("go")
st.text(f"{a}|{sent}|{b}|{also}")
"""
    )
    at.text_input[0].set_value("x")
    at.text_input[1].set_value("y")
    assert shown(at.form[0].form_submit_button[0].click().run()) == "x|True||False"


def test_a_button_that_is_not_pressed_sends_nothing(app: App) -> None:
    at = app(FORM)
    at.text_input[0].set_value("x")
    at.form_submit_button[0].set_value(v=False).run()
    assert shown(at) == "|False|False|False|"


CLEARED = """
with st.form("f", clear_on_submit=True):
    a, c, n = st.text_input("a", "default", key="a"), st.checkbox("c"), st.number_input("n", value=5)
    sent = st.form_submit_button("go")
st.button("other")
st.text(f"{a}|{c}|{n}|{sent}")
"""


def test_a_form_that_clears_itself_sends_its_defaults_the_next_time(app: App) -> None:
    """Statement 25: runs in between still see what was sent."""
    at = app(CLEARED)
    at.text_input[0].set_value("x")
    at.checkbox[0].check()
    at.number_input[0].set_value(9)
    assert shown(at.form_submit_button[0].click().run()) == "x|True|9|True"
    assert shown(at.run()) == "x|True|9|False"
    assert shown(at.button[1].click().run()) == "x|True|9|False"
    assert (at.text_input[0].value, at.session_state.a) == ("x", "x")
    at.text_input[0].set_value("y")
    assert shown(at.form_submit_button[0].click().run()) == "y|False|5|True"
    assert shown(at.form_submit_button[0].click().run()) == "default|False|5|True"


def test_the_defaults_win_over_session_state(app: App) -> None:
    at = app(CLEARED)
    at.form_submit_button[0].click().run()
    at.session_state.a = "q"
    assert shown(at.run()) == "q|False|5|False"
    assert shown(at.form_submit_button[0].click().run()) == "default|False|5|True"


def test_disabled_inputs_are_not_cleared(app: App) -> None:
    """Statement 26 applies to what a form sends, too."""
    at = app(
        """
off = st.session_state.get("off", False)
with st.form("f", clear_on_submit=True):
    a, sent = st.text_input("a", key="a", disabled=off), st.form_submit_button("go")
st.text(a)
"""
    )
    at.text_input[0].set_value("x")
    at.form_submit_button[0].click().run()
    at.session_state.off = True
    at.run()
    assert shown(at.form_submit_button[0].click().run()) == "x"


def test_a_form_that_comes_back_does_not_clear(app: App) -> None:
    at = app(f"if st.session_state.get('hide'): st.stop()\n{CLEARED}")
    at.form_submit_button[0].click().run()
    at.session_state.hide = True
    at.run()
    at.session_state.hide = False
    at.session_state.a = "kept"
    at.run()
    assert shown(at.form_submit_button[0].click().run()) == "kept|False|5|True"


def test_callbacks_of_a_form_see_all_new_values(app: App) -> None:
    at = app(
        """
def note(): st.session_state.seen = (st.session_state.a, st.session_state.b)
with st.form("f"):
    st.form_submit_button("go", on_click=note)
    st.text_input("a", key="a"); st.text_input("b", key="b")
"""
    )
    at.text_input("a").set_value("1")
    at.text_input("b").set_value("2")
    at.form_submit_button[0].click().run()
    assert at.session_state.seen == ("1", "2")
