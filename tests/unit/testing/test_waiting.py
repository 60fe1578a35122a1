"""``wait_for``, ``tree_text`` and hosts, as far as they need no kernel; see also ``tests/integration/testing``."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    App = Callable[..., AppTest]


def test_waiting_runs_an_app_that_has_not_run(app: App) -> None:
    at = app("st.text('a')", run=False)
    assert at.wait_for("a") is at
    assert at.text[0].value == "a"


def test_waiting_for_what_is_there_runs_nothing(app: App) -> None:
    at = app("st.session_state.n = st.session_state.get('n', 0) + 1\nst.text(f'run {st.session_state.n}')")
    at.wait_for("run 1")
    at.wait_for(lambda at: at.text[0].value == "run 1")
    assert at.session_state.n == 1


def test_a_text_is_looked_for_in_labels_and_values_but_not_in_keys(app: App) -> None:
    at = app("st.text_input('Name', 'Ada', key='person')\nst.selectbox('City', ['Rome', 'Oslo'])")
    at.wait_for("Ada", timeout=1).wait_for("Name", timeout=1).wait_for("Oslo", timeout=1)
    with pytest.raises(TimeoutError):
        at.wait_for("person", timeout=0.05)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_background_task_comes_in_while_one_waits(app: App, tmp_path: Path, when: str) -> None:
    """Its end is not missed when it is over before anybody waits."""
    go = tmp_path / "go"
    at = app(
        "import pathlib, time\n"
        "def work():\n"
        f"  while not pathlib.Path({str(go)!r}).exists(): time.sleep(0.01)\n"
        "  return 'found it'\n"
        "task = st.task(work, key='t')\nst.text(task.result)"
    )
    assert at.text[0].value == "None"
    if when == "before":
        go.touch()
        tasks = [thread for thread in threading.enumerate() if "task" in thread.name.lower()]
        assert tasks
        for thread in tasks:
            thread.join(10)
    else:
        with pytest.raises(TimeoutError):
            at.wait_for("found it", timeout=0.05)
        go.touch()
    at.wait_for("found it", timeout=20)


def test_what_is_no_condition_is_refused(app: App) -> None:
    wrong: Any = 5
    with pytest.raises(TypeError, match="takes a text or a function of the test, not int"):
        app("st.text('a')").wait_for(wrong)


def test_an_error_in_a_condition_is_not_swallowed(app: App) -> None:
    with pytest.raises(ZeroDivisionError):
        app("st.text('a')").wait_for(lambda _at: 1 / 0)


def test_what_was_staged_is_delivered_by_waiting(app: App) -> None:
    at = app("st.text(st.text_input('t'))")
    at.text_input[0].input("typed")
    at.wait_for(lambda at: at.text[0].value == "typed")


def test_the_text_of_a_page_does_not_name_what_differs_between_runs(app: App) -> None:
    script = "class Thing: pass\nst.text(Thing())\nst.image(bytes.fromhex('89504e470d0a1a0a') + b'0' * 99)"
    text = app("st.code('a\\n\\nb')\n" + script).tree_text()
    assert "  code\n    | a\n    |\n    | b\n" in text
    assert "0x" not in text
    assert len(max(text.splitlines(), key=len)) < 120


def test_there_is_no_text_before_the_first_run(app: App) -> None:
    assert app("st.text('a')", run=False).tree_text() == ""


def test_an_unknown_host_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no host 'moon' for an app test\. Use one of: inprocess, kernel"):
        AppTest.from_string("", host="moon")
