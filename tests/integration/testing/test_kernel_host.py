"""What is true of apps in a kernel only."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest

from revoila.testing.v1 import AppTest, AppTestError

if TYPE_CHECKING:
    from revoila.testing.plugin import AppTests

WAIT = 30.0


def kernels() -> set[int]:
    """Return the kernels that this process has started."""
    return {child.pid for child in psutil.Process().children()}


def test_a_test_has_a_kernel_of_its_own_which_ends_with_it() -> None:
    before = kernels()
    at = AppTest.from_string(
        "import revoila as st, os\nst.text(os.getpid())", host="kernel", default_timeout=WAIT
    )
    assert kernels() == before, "nothing is started before it is needed"
    at.run()
    assert kernels() - before == {int(at.text[0].value)}
    del at
    gc.collect()
    assert kernels() == before


def test_a_kernel_that_has_ended_is_an_error_and_the_next_test_has_another_one(app_test: AppTests) -> None:
    at = app_test.from_string("import os\nos._exit(3)", host="kernel", default_timeout=WAIT)
    with pytest.raises(AppTestError, match="The kernel of the app has ended"):
        at.run()
    other = app_test.from_string("import revoila as st\nst.text('a')", host="kernel", default_timeout=WAIT)
    assert other.run().text[0].value == "a"


def test_a_change_in_a_fragment_runs_the_fragment_alone(app_test: AppTests) -> None:
    at = app_test.from_string(
        "import revoila as st\n"
        "st.session_state.runs = st.session_state.get('runs', 0) + 1\n"
        "@st.fragment\n"
        "def part(): st.text(st.checkbox('c'))\n"
        "part()\n",
        host="kernel",
        default_timeout=WAIT,
    ).run()
    at.checkbox[0].check().run()
    assert at.text[0].value == "True"
    assert at.session_state.runs == 1


def test_prints_of_the_script_are_those_of_the_test(
    app_test: AppTests, capsys: pytest.CaptureFixture[str]
) -> None:
    app_test.from_string("print('from the app')", host="kernel", default_timeout=WAIT).run()
    assert "from the app" in capsys.readouterr().out


def test_a_value_that_a_browser_could_not_send_is_refused(app_test: AppTests) -> None:
    at = app_test.from_string(
        "import revoila as st\nst.text_input('t', key='t')", host="kernel", default_timeout=WAIT
    ).run()
    at.text_input[0].set_value("\ud800")
    with pytest.raises(ValueError, match="The text_input refuses"):
        at.run()
    at.text_input[0].set_value("fine")
    assert at.run().session_state.t == "fine"


def test_a_script_that_draws_without_a_pause_runs_out_of_time(app_test: AppTests) -> None:
    at = app_test.from_string(
        "import revoila as st, time\nplace = st.empty()\nn = 0\n"
        "while True:\n  n += 1\n  place.text(n)\n  time.sleep(0.002)",
        host="kernel",
        default_timeout=WAIT,
    )
    with pytest.raises(RuntimeError, match="timed out"):
        at.run(timeout=0.5)


def test_what_the_page_says_itself_is_not_said_by_a_test() -> None:
    at = AppTest.from_string("import revoila as st", host="kernel")
    at.context = {"locale": "ja"}
    with pytest.raises(AppTestError, match=r"at\.context is for apps"):
        at.run()
    at.close()
