"""What streams and status elements send while a script runs; numbers are statements of the execution specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.runtime import _run

if TYPE_CHECKING:
    import pytest


def ops(app: Any) -> list[Any]:
    """Return every operation that was sent, in order."""
    return [op for message in app.messages for op in message.get("ops", ())]


def test_a_growing_text_travels_by_its_suffixes(visit: Any) -> None:
    """Statement 124."""
    app = visit("""
        import revoila as st
        from revoila.runtime.scriptrunner import get_script_run_ctx
        run = get_script_run_ctx().run
        def words():
            for number in range(4):
                yield f"word {number} "
                run.flush()
        st.write_stream(words)
    """)
    assert app.texts == ["word 0 word 1 word 2 word 3"]
    grown = [op[3] for op in ops(app) if op[1] == "append" and op[2] == "body"]
    assert grown == [" word 1", " word 2", " word 3"]


def test_the_end_of_a_status_says_nothing_of_what_shows(visit: Any) -> None:
    """Statement 120: whether it is open stays as the visitor or the last update left it."""
    app = visit("""
        import revoila as st
        from revoila.runtime.scriptrunner import get_script_run_ctx
        with st.status("Work", expanded=True):
            get_script_run_ctx().run.flush()
    """)
    (change,) = [op for op in ops(app) if op[1] == "set" and "state" in op[2]]
    assert change[2] == {"state": "complete"}


def test_a_spinner_shows_without_a_slot_and_goes_when_its_block_ends(
    visit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 119."""
    monkeypatch.setattr("revoila.elements.status.spinner.DELAY", 0.0)
    shown: list[str] = []
    real = _run.ScriptRun.transient

    def watch(run: Any, element: Any) -> Any:
        token = real(run, element)
        shown.append(element.props["text"])
        run.session.cache["shown"].set()
        return token

    monkeypatch.setattr(_run.ScriptRun, "transient", watch)
    app = visit("""
        import threading
        import revoila as st
        from revoila.runtime.scriptrunner import get_script_run_ctx
        run = get_script_run_ctx().run
        run.session.cache["shown"] = threading.Event()
        with st.spinner("Wait"):
            run.session.cache["shown"].wait(10)
            st.markdown("inside")
            run.flush()
        run.session.cache.clear()
        st.markdown("after")
    """)
    assert shown == ["Wait"]
    assert app.texts == ["inside", "after"]
    assert any("spinner" in str(message) for message in app.messages)
    assert not app.nodes("spinner")
