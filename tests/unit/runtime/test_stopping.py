"""Scripts that do not end by themselves: stopped by their visitor, or asking for run after run."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

import revoila as st

if TYPE_CHECKING:
    from collections.abc import Callable

STOPPED_WITHIN = 2.0
"""How long a visitor waits at most, in seconds."""


class Busy:
    """What a script and its test tell each other; the script finds it in session state."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.works = threading.Event()
        self.ended = threading.Event()
        self.gate = threading.Event()
        self.caught = 0
        self.work: Callable[[], object] = bool
        """What a parallel fragment does."""
        self.later: Callable[[], object] = bool
        """What the script does when the button was not pressed."""


def busy(visit: Any, body: str) -> tuple[Any, Busy]:
    """Return an app whose button "Begin" does something that does not end."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    app = visit(
        f"""import revoila as st
busy = st.session_state.busy
if st.button("Begin"):
    st.markdown("at work")
    busy.begun.set()
{lines}
else:
    busy.later()
st.markdown("idle")
""",
        opened=False,
    )
    found = Busy()
    app.session.state.set_item("busy", found)
    return app.open(), found


def stop(app: Any, found: Busy) -> float:
    """Press the button and then stop; how long it takes until the page is idle, in seconds."""
    app.send(Begin=True)
    assert found.begun.wait(10)
    asked = time.monotonic()
    app.session.handle_message({"method": "stop"})
    app.settle()
    return time.monotonic() - asked


def again(app: Any) -> Any:
    """Run the script once more."""
    app.session.handle_message({"method": "rerun"})
    return app.settle()


def test_a_loop_that_draws_nothing_is_stopped(visit: Any) -> None:
    """Beyond statement 38: without a yield point."""
    app, found = busy(visit, "while True:\n    pass")
    assert stop(app, found) < STOPPED_WITHIN
    assert app.texts == ["at work"]
    assert app.app["run_state"] == "idle"


PARALLEL = """part = st.fragment(parallel=True)(busy.work)
part()
"""


def looping(found: Busy) -> Any:
    """What does not end; its thread says when it does."""

    def work() -> None:
        try:
            found.works.set()
            while True:
                pass
        finally:
            found.ended.set()

    return work


@pytest.mark.parametrize("how", ["stopped", "closed"])
def test_a_parallel_fragment_that_draws_nothing_ends_with_a_stop_and_with_the_session(
    visit: Any, how: str
) -> None:
    """Else its thread would take the time of all others, and keep the process from its end."""
    app, found = busy(visit, PARALLEL)
    found.work = looping(found)
    app.send(Begin=True)
    assert found.works.wait(10)
    if how == "stopped":
        app.session.handle_message({"method": "stop"})
        assert app.settle().app["run_state"] == "idle"
    else:
        app.session.close()
    assert found.ended.wait(STOPPED_WITHIN)


def test_a_parallel_fragment_of_an_earlier_run_ends_with_a_stop(visit: Any) -> None:
    app, found = busy(visit, PARALLEL)
    found.work = looping(found)
    app.send(Begin=True)
    assert found.works.wait(10)
    assert again(app).texts == ["idle"]
    assert not found.ended.is_set()
    app.session.handle_message({"method": "stop"})
    assert found.ended.wait(STOPPED_WITHIN)


def test_what_a_parallel_fragment_of_an_earlier_run_draws_cuts_no_later_run(visit: Any) -> None:
    """Statement 81: it ends its own run, which is over, and no other one."""
    app, found = busy(visit, PARALLEL)
    threads: list[threading.Thread] = []

    def work() -> None:
        threads.append(threading.current_thread())
        found.works.set()
        found.gate.wait(10)
        st.markdown("late")

    def later() -> None:
        found.gate.set()
        for thread in threads:
            thread.join(10)

    found.work, found.later = work, later
    app.send(Begin=True)
    assert found.works.wait(10)
    assert again(app).texts == ["idle"]
    assert app.app["run_state"] == "idle"


def test_a_loop_that_catches_everything_is_stopped(visit: Any) -> None:
    body = """try:
    while True:
        try:
            while True:
                pass
        except BaseException:
            busy.caught += 1
            if busy.caught == 3:
                raise
finally:
    busy.ended.set()"""
    app, found = busy(visit, body)
    assert stop(app, found) < STOPPED_WITHIN
    assert found.ended.is_set(), "finally blocks run"
    assert app.texts == ["at work"]


def test_a_script_in_a_call_that_cannot_be_interrupted_is_left_behind(visit: Any) -> None:
    app, found = busy(visit, "busy.gate.wait(60)\nbusy.ended.set()")
    assert stop(app, found) < STOPPED_WITHIN
    assert app.texts == ["at work"]
    assert app.app["run_state"] == "idle"
    assert again(app).texts == ["idle"], "the app goes on"
    found.gate.set()
    assert not found.ended.wait(0.3), "the script has ended at the end of the call"
    assert app.texts == ["idle"]


def test_what_a_stopped_script_was_not_asked_to_do_is_left_alone(visit: Any) -> None:
    """A signal that comes late must not hit the next run."""
    app, found = busy(visit, "while not busy.gate.is_set():\n    pass")
    app.send(Begin=True)
    assert found.begun.wait(10)
    app.session.handle_message({"method": "stop"})
    found.gate.set()
    app.settle()
    for _ in range(20):
        assert again(app).texts == ["idle"]


def test_an_app_that_is_closed_ends_its_script(visit: Any) -> None:
    app, found = busy(visit, "try:\n    while True:\n        pass\nfinally:\n    busy.ended.set()")
    app.send(Begin=True)
    assert found.begun.wait(10)
    app.session.close()
    assert found.ended.wait(STOPPED_WITHIN)


def test_a_script_that_reruns_for_ever_is_cut(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statement 50 has no limit; ours is documented as `Limits.reruns`."""
    # On a busy machine no run is short.
    monkeypatch.setattr("revoila.runtime._rerun_loop.SHORT", 60.0)
    app = visit(
        """
        import revoila as st
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        st.markdown("body")
        if st.session_state.runs < 10_000:
            st.rerun()
    """,
        limits={"reruns": 30},
    )
    (error,) = app.nodes("exception")
    assert "asked for another run 30 times in a row" in str(error.props["message"])
    assert app.texts[0] == "body"
    assert app.session.state.get_item("runs") == 30
    assert again(app).session.state.get_item("runs") == 60, "it can be tried again"


def test_a_fragment_that_reruns_for_ever_is_cut(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        @st.fragment
        def part():
            if st.checkbox("Go"):
                st.rerun(scope="fragment")
        part()
        st.markdown("rest")
    """,
        limits={"reruns": 30},
    )
    app.change(Go=True)
    (error,) = app.nodes("exception")
    assert "30 times in a row" in str(error.props["message"])
    assert app.texts[0] == "rest"


@pytest.mark.parametrize("pause", [0.0, 0.021])
def test_a_script_that_waits_between_its_reruns_goes_on(visit: Any, pause: float) -> None:
    """Dashboards look again and again; that is no loop."""
    app = visit(
        f"""
        import time, revoila as st
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        if st.session_state.runs < 15:
            time.sleep({pause})
            st.rerun()
        st.markdown(f"{{st.session_state.runs}} runs")
    """,
        limits={"reruns": 5},
    )
    assert app.texts == (["15 runs"] if pause else [])
