"""Background tasks: ``st.task`` and ``st.report_progress``."""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

import pytest

import revoila as st
from revoila.errors import (
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from revoila.testing.v1 import AppTest

WAIT = 10.0


class Work:
    """A function that waits for the test; the script finds it in session state."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.gate = threading.Semaphore(0)
        self.ended = threading.Semaphore(0)
        self.calls: list[Any] = []
        self.at_once = 0
        self.most_at_once = 0

    def __call__(self, number: int = 1, *, fails: bool = False) -> int:
        self.calls.append(number)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.begun.release()
        try:
            st.report_progress(0.25, "a quarter")
            while not self.gate.acquire(timeout=0.01):
                st.report_progress(0.5, "a half")
            if fails:
                raise ValueError("it went wrong")
            return 10 * number
        finally:
            self.at_once -= 1
            self.ended.release()

    def wait_begun(self) -> None:
        assert self.begun.acquire(timeout=WAIT)

    def finish(self) -> None:
        self.gate.release()
        assert self.ended.acquire(timeout=WAIT)


SHOW = """
if job.running:
    st.markdown(f"{job.status} {job.progress} {job.text}")
elif job.error:
    st.markdown(f"{job.status}: {job.error}")
else:
    st.markdown(f"{job.status}: {job.result}")
"""
APP = f"""
import revoila as st
work = st.session_state.work
def call(number=1, fails=False):
    return work(number, fails=fails)
job = st.task(call)
st.button("Again")
st.button("Cancel", on_click=job.cancel)
st.button("Restart", on_click=job.restart)
{SHOW}
"""


def working(visit: Any, source: str = APP, **options: Any) -> tuple[Any, Work]:
    app = visit(source, opened=False, **options)
    work = Work()
    app.session.state.set_item("work", work)
    return app.open(), work


def shows(app: Any, *texts: str) -> None:
    """Wait until a run that nobody has asked for shows these texts."""
    shown = threading.Event()
    app.session.runner.when_idle(lambda: shown.set() if app.texts == list(texts) else None)
    assert app.texts == list(texts) or shown.wait(WAIT), app.texts


def test_the_script_does_not_wait_and_runs_again_when_the_task_is_done(visit: Any) -> None:
    app, work = working(visit)
    work.wait_begun()
    app.press("Again")
    assert app.texts in (["running 0.25 a quarter"], ["running 0.5 a half"])
    work.finish()
    shows(app, "done: 10")
    assert app.press("Again").texts == ["done: 10"]
    assert work.calls == [1], "it is called once, however often the script runs"


def test_an_error_is_kept_and_raised_with_the_result(visit: Any) -> None:
    app, work = working(visit, APP.replace("st.task(call)", "st.task(call, fails=True)"))
    work.finish()
    shows(app, "failed: it went wrong")
    other, work = working(
        visit, APP.replace("st.task(call)", "st.task(call, 2, fails=True)") + "\njob.result"
    )
    work.finish()
    shows(other, "failed: it went wrong")
    (error,) = other.nodes("exception")
    assert error.props["message"] == "it went wrong"
    assert any("work(number, fails=fails)" in str(row) for row in error.props["trace"]), "with its traceback"


def test_other_arguments_are_another_task(visit: Any) -> None:
    source = APP.replace("st.task(call)", 'st.task(call, st.slider("Number", 0, 9, 1))')
    app, work = working(visit, source)
    work.finish()
    shows(app, "done: 10")
    app.change(Number=[4])
    work.finish()
    shows(app, "done: 40")
    assert app.change(Number=[1]).texts == ["done: 10"], "both are remembered"
    assert work.calls == [1, 4]


def test_a_key_is_the_identity_whatever_the_arguments_are(visit: Any) -> None:
    source = APP.replace("st.task(call)", 'st.task(call, st.slider("Number", 0, 9, 1), key="k")')
    app, work = working(visit, source)
    work.finish()
    shows(app, "done: 10")
    assert app.change(Number=[4]).texts == ["done: 10"]
    app.press("Restart")
    work.finish()
    shows(app, "done: 40")


def test_an_argument_without_a_hash_needs_a_key(visit: Any) -> None:
    source = """
        import threading, revoila as st
        def call(lock):
            return 7
        {}
        st.markdown(str(job.wait(10) and job.result))
    """
    app = visit(source.format("job = st.task(call, threading.Lock())"))
    (error,) = app.nodes("exception")
    assert "Give the task a `key`." in str(error.props["message"])
    assert "7" in visit(source.format('job = st.task(call, threading.Lock(), key="k")')).texts


@pytest.mark.parametrize("button", ["Cancel", "Restart"])
def test_a_task_is_cancelled(visit: Any, button: str) -> None:
    app, work = working(visit)
    work.wait_begun()
    app.press(button)
    assert work.ended.acquire(timeout=WAIT), "its function ends at its next report"
    if button == "Cancel":
        assert app.texts == ["cancelled: None"]
        assert app.press("Again").texts == ["cancelled: None"], "it does not begin by itself again"
    else:
        work.finish()
        shows(app, "done: 10")


def test_a_loop_that_reports_nothing_is_cancelled(visit: Any) -> None:
    source = """
        import revoila as st
        work = st.session_state.work
        def loop():
            work.begun.release()
            try:
                while True:
                    pass
            finally:
                work.ended.release()
        job = st.task(loop)
        st.button("Cancel", on_click=job.cancel)
        st.markdown(job.status)
    """
    app, work = working(visit, source)
    work.wait_begun()
    assert app.press("Cancel").texts == ["cancelled"]
    assert work.ended.acquire(timeout=WAIT)


def test_a_few_tasks_run_at_once_and_the_others_wait(visit: Any) -> None:
    source = """
        import revoila as st
        work = st.session_state.work
        def call(number):
            return work(number)
        jobs = [st.task(call, number) for number in range(5)]
        st.button("Again")
        st.markdown(" ".join(job.status for job in jobs))
        st.markdown(str(sum(job.result or 0 for job in jobs)))
    """
    app, work = working(visit, source, limits={"tasks": 2})
    work.wait_begun()
    work.wait_begun()
    assert app.press("Again").texts == ["running running waiting waiting waiting", "0"]
    for _ in range(5):
        work.finish()
    shows(app, "done done done done done", "100")
    assert work.most_at_once == 2


def test_a_fragment_polls_and_only_it_runs_again_at_the_end(visit: Any) -> None:
    source = """
        import revoila as st
        work = st.session_state.work
        def call():
            return work()
        st.session_state.full = st.session_state.get("full", 0) + 1
        @st.fragment(run_every=60)
        def poll():
            st.session_state.polls = st.session_state.get("polls", 0) + 1
            job = st.task(call)
            st.markdown(f"{job.status}: {job.result}")
        poll()
        st.markdown(f"full runs: {st.session_state.full}")
    """
    app, work = working(visit, source)
    work.wait_begun()
    (block,) = app.fragments
    app.session.handle_message({"method": "fragment", "id": block["fragment"]})
    assert app.settle().texts == ["running: None", "full runs: 1"]
    assert app.session.state.get_item("polls") == 2
    work.finish()
    shows(app, "done: 10", "full runs: 1")


def test_the_end_of_a_task_need_not_run_anything(visit: Any) -> None:
    app, work = working(visit, APP.replace("st.task(call)", 'st.task(call, on_done="ignore")'))
    work.wait_begun()
    runs = app.session.last_run
    work.finish()
    job = next(iter(app.session.tasks._jobs.values()))
    assert job.ended.wait(WAIT)
    assert app.settle().session.last_run == runs
    assert app.press("Again").texts == ["done: 10"]


def test_a_result_is_there_after_a_reload_of_the_page(visit: Any) -> None:
    app, work = working(visit)
    work.finish()
    shows(app, "done: 10")
    app.open()
    assert app.texts == ["done: 10"]
    assert app.press("Again").texts == ["done: 10"]


def test_a_task_finds_what_a_script_finds(visit: Any) -> None:
    """Its context goes with it: session state, options, secrets, what is known of the visitor, caches."""
    app = visit("""
        import revoila as st
        st.session_state.number = 3
        @st.cache_data
        def cached(number):
            return number + 1
        def call():
            st.session_state.written = True
            with st.spinner("not shown"):
                total = cached(st.session_state.number)
            return total, st.context.timezone, st.get_option("client.showErrorDetails")
        job = st.task(call)
        job.wait(10)
        st.markdown(str(job.result))
        st.markdown(str(st.session_state.written))
    """)
    app.settle()
    assert app.texts == ["(4, 'Europe/Paris', 'full')", "True"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("st.markdown('no')", "A background task cannot draw"),
        ("st.container()", "A background task cannot draw"),
        ("st.button('no')", "A background task cannot draw"),
        ("st.rerun()", "A background task cannot rerun the script"),
    ],
)
def test_a_task_cannot_draw(visit: Any, call: str, message: str) -> None:
    app = visit(f"""
        import revoila as st
        def call():
            {call}
        job = st.task(call, on_done="ignore")
        job.wait(10)
        st.markdown(f"{{job.status}}: {{job.error}}")
    """)
    assert app.texts[0].startswith(f"failed: {message}")


def test_st_stop_ends_a_task(visit: Any) -> None:
    app = visit("""
        import revoila as st
        job = st.task(st.stop, on_done="ignore")
        job.wait(10)
        st.markdown(job.status)
    """)
    assert app.texts == ["cancelled"]


def test_a_coroutine_function_is_awaited(visit: Any) -> None:
    app = visit("""
        import asyncio, revoila as st
        async def call(number):
            await asyncio.sleep(0)
            return 2 * number
        job = st.task(call, 4)
        job.wait(10)
        st.markdown(str(job.result))
    """)
    app.settle()
    assert app.texts == ["8"]


def test_waiting_for_a_task_ends_with_a_click(visit: Any) -> None:
    wait = "if not job.wait(0.01): st.markdown('not yet')\nwork.begun.release()\njob.wait()\n"
    source = APP.replace(SHOW, wait)
    app = visit(source, opened=False)
    work = Work()
    app.session.state.set_item("work", work)
    app.session.handle_message({"method": "hello", "client": "me", "view": {"path": "", "query": ""}})
    work.wait_begun()
    work.wait_begun()
    app.session.handle_message({"method": "stop"})
    assert app.settle().texts == ["not yet"]
    work.finish()


def test_the_end_of_the_session_ends_its_tasks(visit: Any) -> None:
    app, work = working(visit)
    work.wait_begun()
    app.session.close()
    assert work.ended.acquire(timeout=WAIT)


def test_tasks_that_ended_are_forgotten_when_there_are_very_many(visit: Any) -> None:
    app = visit("""
        import revoila as st
        def call(number):
            return number
        for number in range(130):
            st.task(call, number, on_done="ignore").wait(10)
        st.markdown("done")
    """)
    assert app.texts == ["done"]
    assert len(app.session.tasks._jobs) == 100


def test_partials_and_methods_are_told_apart_by_what_they_hold(visit: Any) -> None:
    app = visit("""
        import revoila as st
        from functools import partial
        jobs = [st.task(call, on_done="ignore") for call in
                (partial(pow, 2, 3), partial(pow, 2, 4), "a b".split, "a b c".split, partial(pow, 2, 3))]
        for job in jobs:
            job.wait(10)
        st.markdown(str([job.result for job in jobs]))
        st.markdown(str(jobs[0]._job is jobs[-1]._job))
    """)
    assert app.texts == ["[8, 16, ['a', 'b'], ['a', 'b', 'c'], 8]", "True"]


def test_a_test_of_an_app_sees_the_result_with_its_next_run() -> None:
    def script() -> None:
        import revoila as st

        def call(number: int) -> int:
            return number + 1

        job = st.task(call, 1)
        st.markdown(job.status)
        job.wait(10)
        st.markdown(str(job.result))

    at = AppTest.from_function(script).run()
    assert at.markdown[1].value == "2"
    assert at.run().markdown[0].value == "done"


def test_outside_of_an_app_a_task_is_called_all_the_same() -> None:
    job = st.task(partial(pow, 2), 5)
    assert job.wait(WAIT)
    assert job.result == 32
    assert repr(job).endswith("done)")


def test_what_is_wrong_with_a_call_is_said() -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError, match="func"):
        st.task(3)  # type: ignore[arg-type]  # what is tested
    with pytest.raises(StreamlitValueError, match="on_done"):
        st.task(print, on_done="later")
    with pytest.raises(StreamlitValueOutOfRangeError):
        st.report_progress(1.5)
    with pytest.raises(StreamlitInvalidParameterTypeError):
        st.report_progress(True)
    st.report_progress(0.5, "outside of a task nothing happens")
