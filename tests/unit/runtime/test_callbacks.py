"""Callbacks of inputs, and which changes make the script run; numbers are statements of the execution specification."""

from __future__ import annotations

from typing import Any

import pytest

START = """
    import revoila as st
    state = st.session_state
    log = state.setdefault("log", [])
"""


def app_of(visit: Any, source: str, **options: Any) -> Any:
    return visit(START + source, **options)


def log_of(app: Any) -> list[Any]:
    log: list[Any] = app.session.state.get_item("log")
    return log


def rerun(app: Any) -> Any:
    app.session.handle_message({"method": "rerun", "page": None, "query": None})
    return app.settle()


def error_of(app: Any) -> tuple[str, str]:
    (error,) = app.nodes("exception")
    return error.props["type"].rsplit(".", 1)[-1], error.props["message"]


TWO = """
    def note(name): log.append((name, state.a, state.b, state.press))
    st.text_input("A", key="a", on_change=note, args=("A",))
    st.text_input("B", key="b", on_change=note, args=("B",))
    st.button("Press", key="press", on_click=note, args=("Press",))
    log.append("body")
"""


def test_callbacks_see_all_that_has_changed_and_run_in_the_order_of_the_changes(visit: Any) -> None:
    """Statements 20, 21 and 22."""
    app = app_of(visit, TWO)
    log_of(app).clear()
    app.change(Press=True, B="b", A="a")
    seen = ("a", "b", True)
    assert log_of(app) == [("Press", *seen), ("B", *seen), ("A", *seen), "body"]


def test_a_press_of_the_run_before_is_over_when_callbacks_run(visit: Any) -> None:
    """Statement 20: also when that run was cut short."""
    app = app_of(visit, TWO + "    if state.press: st.stop()\n")
    log_of(app).clear()
    app.press("Press").change(A="a")
    assert log_of(app) == [("Press", "", "", True), "body", ("A", "a", "", False), "body"]


def test_a_value_that_is_the_same_calls_nothing(visit: Any) -> None:
    """Statement 22."""
    app = app_of(visit, TWO)
    app.change(A="a")
    log_of(app).clear()
    app.change(A="a", B="b")
    assert log_of(app) == [("B", "a", "b", False), "body"]


def test_what_a_callback_draws_into_a_container_shows_in_it_for_one_run(visit: Any) -> None:
    """Streamlit's page takes it for that of the run: it has the same place."""
    app = app_of(
        visit,
        """
    left, right = st.columns(2)
    with right:
        box = st.container()
    box.markdown("body")
    def tell(box, slot):
        with box:
            st.markdown("told")
            st.container().markdown("inside")
        slot.markdown("hidden by what the script puts there")
    slot = st.empty()
    st.button("Tell", on_click=tell, args=[box, slot])
    st.markdown("end")
        """,
    )
    assert app.texts == ["body", "end"]
    assert app.press("Tell").texts == ["body", "told", "inside", "end"]
    assert rerun(app).texts == ["body", "end"]


def test_values_that_cannot_be_compared_have_changed(visit: Any) -> None:
    """Statement 22: many classes are compared with their like only, and nothing chosen is None."""
    app = app_of(
        visit,
        """
    class Person:
        def __init__(self, name): self.name = name
        def __eq__(self, other): return self.name == other.name
        def __hash__(self): return hash(self.name)
        def __str__(self): return self.name

    people = [Person("Ada"), Person("Bob")]
    chosen = st.selectbox("Who", people, index=None, on_change=log.append, args=("changed",))
    st.markdown(str(chosen))
        """,
    )
    assert app.change(Who="Bob").texts == ["Bob"]
    assert app.change(Who=None).texts == ["None"]
    assert log_of(app) == ["changed", "changed"]


def test_a_callback_is_that_of_the_last_drawing_with_its_arguments(visit: Any) -> None:
    """Statement 23."""
    app = app_of(
        visit,
        """
    n = state.n = state.get("n", 0) + 1
    def note(*args, **kwargs): log.append((n, args, kwargs))
    st.slider("Value", 0, 9, key="value", on_change=note, args=[n, "x"], kwargs={"also": n})
        """,
    )
    app.change(Value=[1]).change(Value=[2])
    assert log_of(app) == [(1, (1, "x"), {"also": 1}), (2, (2, "x"), {"also": 2})]


@pytest.mark.parametrize("args", ["None", "()", "[]"])
def test_a_callback_needs_no_arguments(visit: Any, args: str) -> None:
    """Statement 23."""
    app = app_of(
        visit,
        f"""
    def note(*args, **kwargs): log.append((args, kwargs))
    st.button("Press", on_click=note, args={args}, kwargs=None)
        """,
    )
    assert log_of(app.press("Press")) == [((), {})]


def test_a_disabled_input_calls_nothing(visit: Any) -> None:
    """Statement 24."""
    app = app_of(
        visit,
        """
    off = st.checkbox("Off")
    st.text_input("A", key="a", disabled=off, on_change=lambda: log.append("A"))
    st.button("Press", disabled=off, on_click=lambda: log.append("Press"))
        """,
    )
    app.change(Off=True).change(A="a", Press=True)
    assert log_of(app) == []
    assert app.session.state.get_item("a") == ""
    app.change(Off=False).change(A="a", Press=True)
    assert log_of(app) == ["A", "Press"]


def test_what_a_callback_draws_is_above_the_page_and_gone_with_the_next_run(visit: Any) -> None:
    """Statement 25: each in its root, in the order of the calls."""
    app = app_of(
        visit,
        """
    def draw(name):
        st.markdown(f"callback {name}")
        with st.sidebar: st.markdown(f"side {name}")
    st.markdown("first")
    left, right = st.columns(2)
    with right:
        st.checkbox("A", on_change=draw, args=("A",))
        st.checkbox("B", on_change=draw, args=("B",))
        """,
    )
    app.change(A=True, B=True)
    assert app.texts == ["callback A", "callback B", "first"]
    assert [node.props["body"] for node in app.nodes("markdown", root=1)] == ["side A", "side B"]
    assert rerun(app).texts == ["first"]


def test_an_error_in_a_callback_ends_the_others_and_leaves_the_body_out(visit: Any) -> None:
    """Statement 26: the values have changed all the same, and the error is gone in the next run."""
    app = app_of(
        visit,
        """
    def note(name):
        log.append(name)
        if name == "B": raise ValueError("of the callback")
    for name in "ABC": st.checkbox(name, key=name, on_change=note, args=(name,))
    st.markdown(str([state[name] for name in "ABC"]))
        """,
    )
    app.change(A=True, B=True, C=True)
    assert log_of(app) == ["A", "B"]
    assert error_of(app) == ("ValueError", "of the callback")
    assert app.texts == []
    assert rerun(app).texts == ["[True, True, True]"]
    assert app.nodes("exception") == []
    assert log_of(app) == ["A", "B"]


def test_a_stop_in_a_callback_ends_the_others_too(visit: Any) -> None:
    """Statement 27: what it has drawn is all that there is."""
    app = app_of(
        visit,
        """
    def stop():
        st.markdown("drawn")
        st.stop()
    st.checkbox("A", on_change=stop)
    st.checkbox("B", on_change=lambda: log.append("B"))
    st.markdown("body")
        """,
    )
    assert app.change(A=True, B=True).texts == ["drawn"]
    assert log_of(app) == []
    assert app.app["run_state"] == "idle"
    assert rerun(app).texts == ["body"]


def test_a_rerun_in_a_callback_takes_the_place_of_the_body_once(visit: Any) -> None:
    """Statement 28."""
    app = app_of(
        visit,
        """
    def again():
        log.append("again")
        st.rerun()
        log.append("never")
    st.checkbox("A", key="a", on_change=again)
    st.button("Press", key="press", on_click=again)
    st.checkbox("B", key="b", on_change=lambda: log.append("B"))
    log.append((state.a, state.press, state.b))
        """,
    )
    log_of(app).clear()
    app.change(A=True, Press=True, B=True)
    assert log_of(app) == ["again", "again", "B", (True, False, True)]


TARGETS = """
    def go(*keys): st.rerun(list(keys))
    @st.fragment(key="f")
    def first(): log.append(f"f {state.press}")
    @st.fragment(key="g")
    def second(): log.append(f"g {state.press}")
    st.button("Press", key="press", on_click=go, args=("f",))
    st.checkbox("F", on_change=go, args=("f",))
    st.checkbox("G", on_change=go, args=("g",))
    st.checkbox("Nothing", on_change=lambda: None)
    st.checkbox("Script", on_change=st.rerun)
    st.checkbox("Plain")
    first()
    second()
    log.append("body")
"""


@pytest.mark.parametrize(
    ("changed", "log"),
    [
        (["Press"], ["f True"]),
        (["Press", "G"], ["f True", "g True"]),
        (["G", "F"], ["f False", "g False"]),
        (["F", "Plain"], ["f False"]),
        (["F", "Nothing"], ["f False", "g False", "body"]),
        (["Press", "Nothing"], ["f True", "g True", "body"]),
        (["F", "Script"], ["f False", "g False", "body"]),
        (["Script", "F"], ["f False", "g False", "body"]),
    ],
)
def test_what_callbacks_ask_for_together(visit: Any, changed: list[str], log: list[str]) -> None:
    """Statement 29."""
    app = app_of(visit, TARGETS)
    log_of(app).clear()
    app.change(**dict.fromkeys(changed, True))
    assert log_of(app) == log


@pytest.mark.parametrize("order", [["Rerun", "Page"], ["Page", "Rerun"], ["Page"], ["Page", "Part"]])
def test_a_page_counts_more_than_another_run(visit: Any, order: list[str]) -> None:
    """Statement 30."""
    app = app_of(
        visit,
        """
    def home():
        st.checkbox("Rerun", on_change=st.rerun)
        st.checkbox("Page", on_change=lambda: st.switch_page(pages[1]))
        st.checkbox("Part", on_change=lambda: st.rerun("part"))
        part()
    def second(): st.markdown("second")
    @st.fragment(key="part")
    def part(): st.markdown("part")
    pages = [st.Page(home), st.Page(second)]
    st.navigation(pages).run()
        """,
    )
    app.change(**dict.fromkeys(order, True))
    assert (app.texts, app.app["page"]) == (["second"], "second")


def test_a_callback_runs_though_its_input_is_not_drawn_any_more(visit: Any) -> None:
    """Statement 31."""
    app = app_of(
        visit,
        """
    if not state.get("off"):
        st.checkbox("Hide", key="off", on_change=lambda: log.append("hide"))
        st.text_input("A", on_change=lambda: log.append("A"))
    log.append("body")
        """,
    )
    log_of(app).clear()
    app.change(Hide=True, A="a")
    assert log_of(app) == ["hide", "A", "body"]


# Modes.

MODES = {
    "text_input": ("st.text_input('Input'", "x"),
    "text_area": ("st.text_area('Input'", "x"),
    "number_input": ("st.number_input('Input', 0, 9", 3),
    "slider": ("st.slider('Input', 0, 9", [3]),
    "selectbox": ("st.selectbox('Input', ['a', 'b']", "b"),
    "radio": ("st.radio('Input', ['a', 'b']", "b"),
    "multiselect": ("st.multiselect('Input', ['a', 'b']", ["b"]),
    "pills": ("st.pills('Input', ['a', 'b']", "b"),
    "segmented_control": ("st.segmented_control('Input', ['a', 'b'], selection_mode='multi'", ["b"]),
    "feedback": ("st.feedback('stars', key='Input'", 2),
    "select_slider": ("st.select_slider('Input', ['a', 'b']", ["b"]),
    "checkbox": ("st.checkbox('Input'", True),
    "toggle": ("st.toggle('Input'", True),
    "date_input": ("st.date_input('Input', '1970-01-01'", 86_400_000),
    "time_input": ("st.time_input('Input', '08:00'", 946_684_860_000),
    "datetime_input": ("st.datetime_input('Input', '1970-01-01'", 60_000),
    "color_picker": ("st.color_picker('Input'", "#abcdef"),
    "pagination": ("st.pagination(9, key='Input'", 3),
}


@pytest.mark.parametrize("command", MODES)
@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize(
    ("mode", "runs"),
    [("", 1), (", on_change='rerun'", 1), (", on_change=None", 1), (", on_change='ignore'", 0)],
)
def test_a_change_makes_the_script_run_unless_it_is_ignored(
    visit: Any, command: str, form: bool, mode: str, runs: int
) -> None:
    """Statement 32; statement 90: modes are allowed in forms, where nothing runs before the button."""
    call, value = MODES[command]
    app = app_of(
        visit,
        f"""
    with {"st.form('f')" if form else "st.container()"}:
        value = {call}{mode})
        if {form}: st.form_submit_button("Go")
        else: st.button("Go")
    st.markdown(repr(value))
        """,
    )
    before = app.texts[0], app.app["run_id"]
    app.change(Input=value)
    # A browser sends no field of a form without its button; if one does, nothing runs either.
    runs_now = bool(runs) and not form
    assert app.app["run_id"] - before[1] == runs_now
    assert (app.texts[0] != before[0]) is runs_now
    assert app.press("Go").texts[0] != before[0], "at the latest with the next run"


@pytest.mark.parametrize("command", MODES)
@pytest.mark.parametrize("mode", ["'other'", "''", "5", "True", "False", "['rerun']", "'Ignore'"])
def test_other_modes_are_refused(visit: Any, command: str, mode: str) -> None:
    """Statement 32."""
    kind, message = error_of(app_of(visit, f"    {MODES[command][0]}, on_change={mode})\n"))
    assert kind == "StreamlitValueError"
    assert message == "Invalid `on_change` value. Supported values: 'rerun', 'ignore', a callback function."


@pytest.mark.parametrize(
    "button", ["st.button('b'", "st.form('f').form_submit_button('b'", "st.menu_button('b', ['a']"]
)
@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("'rerun'", "StreamlitAPIException"),
        ("'ignore'", "StreamlitAPIException"),
        ("'other'", "StreamlitValueError"),
        ("5", "StreamlitValueError"),
    ],
)
def test_buttons_take_a_function_or_nothing(visit: Any, button: str, mode: str, kind: str) -> None:
    """Statement 32."""
    found, message = error_of(app_of(visit, f"    {button}, on_click={mode})\n"))
    assert found == kind
    assert "on_click" in message
    if kind == "StreamlitAPIException":
        assert "is not supported" in message
    assert app_of(visit, f"    {button}, on_click=None)\n").nodes("exception") == []


@pytest.mark.parametrize("mode", ["None", "'other'", "5"])
def test_a_dialog_takes_a_function_or_a_mode(visit: Any, mode: str) -> None:
    """Statement 32."""
    source = f"    @st.dialog('D', on_dismiss={mode})\n    def d(): ...\n    d()\n"
    kind, message = error_of(app_of(visit, source))
    assert kind == "StreamlitValueError"
    assert "on_dismiss" in message
