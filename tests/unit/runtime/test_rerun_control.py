"""Inputs that run nothing by themselves (``rerun=False``), and those that wait before they send."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from revoila.errors import StreamlitAPIException, StreamlitBadTimeStringError, StreamlitValueOutOfRangeError

INPUTS = {
    "slider": ("st.slider('In', 0, 1000, {extra})", [7], "7"),
    "number_input": ("st.number_input('In', 0, 1000, {extra})", 7, "7"),
    "text_input": ("st.text_input('In', {extra})", "x", "x"),
    "text_area": ("st.text_area('In', {extra})", "x", "x"),
    "checkbox": ("st.checkbox('In', {extra})", True, "True"),
    "toggle": ("st.toggle('In', {extra})", True, "True"),
    "selectbox": ("st.selectbox('In', ['a', 'b'], {extra})", "b", "b"),
    "radio": ("st.radio('In', ['a', 'b'], {extra})", "b", "b"),
    "download_button": ("st.download_button('In', 'x', {extra})", True, "True"),
    "multiselect": ("st.multiselect('In', ['a', 'b'], {extra})", ["b"], "['b']"),
    "pills": ("st.pills('In', ['a', 'b'], {extra})", "b", "b"),
    "segmented_control": ("st.segmented_control('In', ['a', 'b'], {extra})", "b", "b"),
    "feedback": ("st.feedback('stars', key='In', {extra})", 2, "2"),
    "select_slider": ("st.select_slider('In', ['a', 'b'], {extra})", ["b"], "b"),
    "date_input": ("st.date_input('In', '1970-01-01', {extra})", 86_400_000, "1970-01-02"),
    "time_input": ("st.time_input('In', {extra})", 946_684_860_000, "00:01:00"),
    "datetime_input": ("st.datetime_input('In', '1970-01-01', {extra})", 60_000, "1970-01-01 00:01:00"),
    "color_picker": ("st.color_picker('In', {extra})", "#abcdef", "#abcdef"),
    "pagination": ("st.pagination(9, key='In', {extra})", 7, "7"),
    "button": ("st.button('In', {extra})", True, "True"),
    "link_button": ("st.link_button('In', 'x', on_click='rerun', {extra})", True, "True"),
    "data_editor": (
        "st.data_editor([{{'n': 1}}], key='In', {extra})",
        {
            "edited": {"1": {"rows": [0, 1], "values": [7]}},
            "added": {"rows": 0, "cells": {}},
            "deleted": [],
        },
        "[{'n': 7}]",
    ),
    "chat_input": ("st.chat_input('In', key='In', {extra})", "x", "x"),
    "menu_button": ("st.menu_button('In', ['a', 'b'], {extra})", "b", "b"),
}
"""How an input is called, what a browser sends, and what it is then."""

APP = """
import revoila as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
value = {call}
st.button("Go")
st.markdown(f"run {{st.session_state.runs}}: {{value}}")
"""


@pytest.mark.parametrize(("call", "wire", "shown"), INPUTS.values(), ids=INPUTS)
def test_the_value_is_delivered_with_the_next_run(visit: Any, call: str, wire: Any, shown: str) -> None:
    app = visit(APP.format(call=call.format(extra="rerun=False")))
    before = app.texts
    assert app.change(In=wire).texts == before
    assert app.session.last_run == 1
    assert app.press("Go").texts == [f"run 2: {shown}"]


def test_a_thousand_moves_run_nothing_and_the_last_one_counts(visit: Any) -> None:
    app = visit(
        APP.format(call=INPUTS["slider"][0].format(extra="rerun=False")), limits={"event_burst": 5000}
    )
    for place in range(1000):
        app.send(In=[place])
    app.settle()
    assert app.session.last_run == 1
    assert app.press("Go").texts == ["run 2: 999"]


def test_a_press_that_runs_nothing_is_seen_once(visit: Any) -> None:
    app = visit(APP.format(call=INPUTS["button"][0].format(extra="rerun=False")))
    app.press("In")
    assert app.press("Go").texts == ["run 2: True"]
    assert app.press("Go").texts == ["run 3: False"]


def test_a_callback_is_called_with_the_next_run(visit: Any) -> None:
    app = visit("""
        import revoila as st
        def changed():
            st.session_state.calls = st.session_state.get("calls", 0) + 1
        st.checkbox("In", rerun=False, on_change=changed)
        st.button("Go")
        st.markdown(str(st.session_state.get("calls", 0)))
    """)
    assert app.change(In=True).texts == ["0"]
    assert app.press("Go").texts == ["1"]


def test_a_form_that_runs_nothing_is_delivered_with_the_next_run(visit: Any) -> None:
    app = visit("""
        import revoila as st
        with st.form("f"):
            name = st.text_input("Name")
            sent = st.form_submit_button("Send", rerun=False)
        st.button("Go")
        st.markdown(f"{name} {sent}")
    """)
    assert app.change(Name="Ada", Send=True).texts == ["False"]
    assert app.press("Go").texts == ["Ada True"]
    assert app.press("Go").texts == ["Ada False"]


def test_an_input_in_a_fragment_that_runs_nothing(visit: Any) -> None:
    app = visit("""
        import revoila as st
        @st.fragment
        def part():
            value = st.slider("In", 0, 9, rerun=False)
            st.button("Go")
            st.markdown(str(value))
        part()
    """)
    assert app.change(In=[4]).texts == ["0"]
    assert app.press("Go").texts == ["4"]


def test_rerun_is_a_flag(visit: Any) -> None:
    app = visit("import revoila as st\nst.slider('In', rerun='no')")
    assert "TypeError" in str(app.nodes("exception")[0].props["type"])


@pytest.mark.parametrize(
    ("pause", "milliseconds"),
    [(0.3, 300), ("300ms", 300), (timedelta(seconds=1), 1000), (0, 0), (None, None)],
)
@pytest.mark.parametrize(
    "call", ["st.slider('In', 0, 9, debounce={})", "st.select_slider('In', 'ab', debounce={})"]
)
def test_the_page_is_told_how_long_a_handle_rests(
    visit: Any, call: str, pause: Any, milliseconds: int | None
) -> None:
    app = visit(f"import datetime, revoila as st\n{call.format(repr(pause))}")
    assert app.input("In").props.get("debounce") == milliseconds


def test_a_slider_is_the_same_whatever_it_waits_for(visit: Any) -> None:
    app = visit("""
        import revoila as st
        wait = st.checkbox("Wait")
        st.markdown(str(st.slider("In", 0, 9, debounce="1s" if wait else None)))
    """)
    app.change(In=[4])
    assert app.change(Wait=True).texts == ["4"]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.slider('In', debounce='soon')", StreamlitBadTimeStringError),
        ("st.slider('In', debounce='2m')", StreamlitValueOutOfRangeError),
        ("st.slider('In', debounce=-1)", StreamlitValueOutOfRangeError),
        ("st.text_area('In', live=3)", StreamlitAPIException),
        ("st.text_area('In', live='2m')", StreamlitValueOutOfRangeError),
    ],
)
def test_wrong_pauses_are_refused(visit: Any, call: str, error: type[Exception]) -> None:
    app = visit(f"import revoila as st\n{call}", opened=False).open()
    assert isinstance(app.session.uncaught, error)
