"""Where and when a script runs; numbers are statements of the execution specification."""

from __future__ import annotations

import threading
from typing import Any

TELLING = """
    import threading
    import revoila as st
    thread = threading.current_thread()
    st.session_state.threads = [*st.session_state.get("threads", []), thread]
    st.session_state.child = threading.Thread(target=print).daemon
    st.button("Again")
    if st.button("Twice"):
        st.rerun()
"""


def test_a_script_runs_on_a_thread_that_ends_with_the_work(visit: Any) -> None:
    """Statement 2."""
    app = visit(TELLING)
    (first,) = app.session.state.get_item("threads")
    assert (first.name, first.daemon) == ("ScriptRunner.scriptThread", True)
    first.join(10)
    assert not first.is_alive()
    app.press("Again")
    app.session.state.get_item("threads")[-1].join(10)
    # What is asked for while there is work is done by the same thread.
    app.press("Twice")
    _, second, third, fourth = app.session.state.get_item("threads")
    assert second is not first
    assert third is fourth
    assert third is not second
    assert threading.current_thread() not in (first, second, third)


def test_threads_of_a_script_do_not_keep_the_process(visit: Any) -> None:
    """Statement 3."""
    assert visit(TELLING).session.state.get_item("child") is True


def test_what_code_writes_starts_no_run(visit: Any) -> None:
    """Statement 17."""
    app = visit("""
        import revoila as st
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        st.session_state.name = "Ada"
        st.session_state.mine = st.session_state.runs
        st.query_params.page = "2"
        st.markdown(f"{st.text_input('Name', key='name')} {st.session_state.runs}")
        st.button("Again")
    """)
    assert app.texts == ["Ada 1"]
    assert app.press("Again").texts == ["Ada 2"]
    app.session.state.set_item("mine", 5)
    assert app.settle().texts == ["Ada 2"]


def test_state_query_and_caches_work_in_a_run_of_a_fragment(visit: Any) -> None:
    """Statement 84."""
    app = visit("""
        import revoila as st
        st.session_state.runs = st.session_state.get("runs", 0) + 1

        @st.cache_data
        def double(number):
            st.session_state.calls = st.session_state.get("calls", 0) + 1
            return 2 * number

        @st.fragment
        def part():
            st.session_state.parts = st.session_state.get("parts", 0) + 1
            if st.button("In the part"):
                st.query_params.part = str(st.session_state.parts)
            calls = double(4), st.session_state.calls
            st.markdown(f"{st.session_state.parts} {calls} {st.query_params.to_dict()}")

        def home():
            st.session_state.homes = st.session_state.get("homes", 0) + 1
            part()

        st.navigation([st.Page(home, title="Home")]).run()
    """)
    assert app.texts == ["1 (8, 1) {}"]
    assert app.press("In the part").texts == ["2 (8, 1) {'part': '2'}"]
    assert app.app["query"] == "part=2"
    state = app.session.state
    assert [state.get_item(name) for name in ("runs", "homes", "parts")] == [1, 1, 2]
