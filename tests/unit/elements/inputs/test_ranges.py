"""Keyed inputs that the author turns from one value into two, and back: they follow one run later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from revoila.testing.v1 import AppTest

SCRIPT = """
import revoila as st
from datetime import date
two = st.toggle("two", TWO)
st.text(repr(CALL))
st.text(repr(st.session_state.k))
"""

CALLS = {
    "date_input": "st.date_input('x', (date(2024, 1, 1), date(2024, 1, 5)) if two else date(2024, 1, 1), key='k')",
    "slider": "st.slider('x', 0, 100, (10, 20) if two else 50, key='k')",
    "select_slider": "st.select_slider('x', ['s', 'm', 'l'], ('s', 'm') if two else 'm', key='k')",
}
DAYS = [date(2024, 1, day) for day in range(1, 32)]


def drawn(command: str, *, two: bool) -> AppTest:
    return AppTest.from_string(SCRIPT.replace("CALL", CALLS[command]).replace("TWO", str(two))).run()


def field(at: AppTest, command: str) -> Any:
    (found,) = getattr(at, command)
    return found


def shown(at: AppTest) -> list[str]:
    assert not at.exception
    return [text.value for text in at.text]


@pytest.mark.parametrize(
    ("command", "picked", "left", "next_one"),
    [
        ("date_input", (DAYS[1], DAYS[2]), DAYS[1], DAYS[8]),
        # Two places say nothing of one.
        ("slider", (30, 40), 50, 60),
        ("select_slider", ("m", "l"), "m", "l"),
    ],
)
def test_two_values_become_one_in_the_run_after(command: str, picked: Any, left: Any, next_one: Any) -> None:
    at = drawn(command, two=True)
    field(at, command).set_value(picked).run()
    assert shown(at) == [repr(picked)] * 2
    at.toggle[0].set_value(False).run()
    assert shown(at) == [repr(picked)] * 2
    assert shown(at.run()) == [repr(left)] * 2
    field(at, command).set_value(next_one).run()
    assert shown(at) == [repr(next_one)] * 2


@pytest.mark.parametrize(
    ("command", "picked", "made", "next_two"),
    [
        ("date_input", DAYS[2], (DAYS[2],), (DAYS[2], DAYS[4])),
        ("slider", 60, (10, 20), (30, 40)),
        ("select_slider", "l", ("s", "m"), ("m", "l")),
    ],
)
def test_one_value_becomes_two_in_the_run_after(command: str, picked: Any, made: Any, next_two: Any) -> None:
    at = drawn(command, two=False)
    field(at, command).set_value(picked).run()
    at.toggle[0].set_value(True).run()
    assert shown(at) == [repr(picked)] * 2
    assert shown(at.run()) == [repr(made)] * 2
    field(at, command).set_value(next_two).run()
    assert shown(at) == [repr(next_two)] * 2


@pytest.mark.parametrize(
    ("command", "pair", "left"),
    [
        ("date_input", (DAYS[1], DAYS[2]), DAYS[1]),
        ("slider", (30, 40), 50),
        ("select_slider", ("s", "l"), "m"),
    ],
)
def test_two_assigned_values_are_a_range_for_one_run(command: str, pair: Any, left: Any) -> None:
    """Statement 41 of the state specification."""
    at = drawn(command, two=False)
    at.session_state["k"] = pair
    assert shown(at.run()) == [repr(pair)] * 2
    assert shown(at.run()) == [repr(left)] * 2


@pytest.mark.parametrize("command", CALLS)
def test_a_value_that_turns_into_another_one_is_a_change(command: str) -> None:
    """Statement 45 of the state specification: the page sends what it shows, which is another value by now."""
    call = CALLS[command].replace("key='k'", "key='k', on_change=changed.append, args=(1,)")
    script = f"changed = st.session_state.setdefault('changed', [])\n{call}\nst.text(len(changed))"
    at = AppTest.from_string(
        f"import revoila as st\nfrom datetime import date\ntwo = st.toggle('two', True)\n{script}"
    ).run()
    at.toggle[0].set_value(False).run()
    assert at.text[0].value == "0"
    assert at.run().text[0].value == "1"
    assert at.run().text[0].value == "1"


def test_two_dates_that_were_picked_while_the_field_was_drawn_become_one_when_it_comes_back() -> None:
    at = AppTest.from_string(
        "import revoila as st\n"
        "show, two = st.toggle('show', True), st.toggle('two', True)\n"
        "value = ('2024-01-01', '2024-01-05') if two else '2024-01-01'\n"
        "if show:\n"
        "    st.text(st.date_input('x', value, key='k', persist_state='session'))"
    ).run()
    at.date_input[0].set_value((DAYS[1], DAYS[2])).run()
    at.toggle[0].set_value(False).run()
    at.run()
    at.toggle[0].set_value(True)
    at.toggle[1].set_value(False).run()
    assert at.run().text[0].value == "2024-01-02"
