"""Threads of a script that go on when it has ended."""

from __future__ import annotations

import threading
from typing import Any

WORKER = """
import threading, revoila as st
from revoila.runtime.scriptrunner import add_script_run_ctx
talk = st.session_state.talk
st.button("Again")
st.markdown(f"run {talk.runs}")
if talk.runs == 0:
    thread = threading.Thread(target=talk.work, args=[st])
    add_script_run_ctx(thread).start()
talk.runs += 1
"""


class Talk:
    """Lets a thread draw when the test says so, and keeps what it gets for it."""

    def __init__(self) -> None:
        self.runs = 0
        self.turns = threading.Semaphore(0)
        self.done = threading.Semaphore(0)
        self.errors: list[str] = []

    def work(self, st: Any) -> None:
        while self.turns.acquire(timeout=10):
            try:
                st.markdown("from the thread")
                with st.container():
                    st.caption("inside")
                st.toast("above")
            except Exception as error:  # noqa: BLE001  # the test looks at it
                self.errors.append(f"{type(error).__name__}: {error}")
                return
            finally:
                self.done.release()

    def draw(self) -> None:
        """Have the thread draw once."""
        self.turns.release()
        assert self.done.acquire(timeout=10)


def talking(visit: Any) -> tuple[Any, Talk]:
    app = visit(WORKER, opened=False)
    talk = Talk()
    app.session.state.set_item("talk", talk)
    return app.open(), talk


def test_what_a_thread_draws_after_the_run_shows(visit: Any) -> None:
    """Statements 133 and 134."""
    app, talk = talking(visit)
    assert app.texts == ["run 0"]
    talk.draw()
    assert app.texts == ["run 0", "from the thread", "inside"]
    assert len(app.nodes("toast", root=2)) == 1
    assert app.messages[-1]["method"] == "patch"
    talk.draw()
    assert app.texts == ["run 0", *["from the thread", "inside"] * 2]
    assert app.app["run_state"] == "idle"
    assert talk.errors == []


def test_a_thread_of_an_earlier_run_gets_an_error(visit: Any) -> None:
    """Statement 134."""
    app, talk = talking(visit)
    app.press("Again")
    talk.draw()
    assert app.texts == ["run 1"]
    (error,) = talk.errors
    assert error.startswith("NoSessionContext: The run that has started this thread is over")


def test_a_thread_that_outlives_its_session_gets_an_error_and_reaches_nobody(visit: Any) -> None:
    app, talk = talking(visit)
    other = visit(WORKER.replace("talk.runs == 0", "False"), opened=False)
    other.session.state.set_item("talk", Talk())
    other.open()
    app.session.close()
    sent, shown = len(app.messages), other.texts
    talk.draw()
    (error,) = talk.errors
    assert error.startswith("NoSessionContext: The session of this thread has ended")
    assert len(app.messages) == sent
    assert other.texts == shown


def test_a_thread_is_told_no_stop_and_no_rerun(visit: Any) -> None:
    """Statement 133: it draws while the script that has started it is told to end."""
    app = visit(
        """
        import threading, revoila as st
        from revoila.runtime.scriptrunner import add_script_run_ctx
        begun, gate, drawn = st.session_state.begun, st.session_state.gate, []
        def work():
            begun.set()
            gate.wait(10)
            st.markdown("from the thread")
            drawn.append(True)
        if st.button("Go"):
            thread = threading.Thread(target=work)
            add_script_run_ctx(thread).start()
            thread.join()
            drawn.append(False)
            st.session_state.drawn = drawn
    """,
        opened=False,
    )
    gate, begun = threading.Event(), threading.Event()
    app.session.state.set_item("gate", gate)
    app.session.state.set_item("begun", begun)
    app.open()
    app.send(Go=True)
    assert begun.wait(10)
    app.session.handle_message({"method": "stop"})
    gate.set()
    assert app.settle().texts == ["from the thread"], "the script has stopped when it next looked up"
