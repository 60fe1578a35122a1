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


def test_a_text_that_is_over_before_the_first_frame_is_seen_to_grow(
    visit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown at its first piece, and whenever its pieces have doubled: at 1, 2, 4, 8, 16, 32 and 64."""
    # However busy the machine is, no time counts.
    monkeypatch.setattr("revoila.elements.text.write_stream.FRAME", 60.0)
    monkeypatch.setattr(_run, "INTERVAL", 60.0)
    app = visit("""
        import revoila as st
        st.write_stream(f"{number} " for number in range(100))
    """)
    whole = " ".join(map(str, range(100)))
    assert app.texts == [whole]
    grown = [op[3] for op in ops(app) if op[1] == "append" and op[2] == "body"]
    lengths = [len(piece.split()) for piece in grown]
    assert lengths == [1, 2, 4, 8, 16, 32, 36]
    assert whole == "0" + "".join(grown)


def test_on_a_page_that_takes_long_to_compare_a_text_grows_by_frames(
    visit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Showing it must not take most of the time."""
    clock = iter(range(0, 10_000, 4))
    monkeypatch.setattr("revoila.elements.text.write_stream.FRAME", 10.0)
    monkeypatch.setattr("revoila.elements.text.write_stream.perf_counter", lambda: next(clock))
    monkeypatch.setattr(_run, "INTERVAL", 60.0)
    app = visit("""
        import revoila as st
        st.write_stream(f"{number} " for number in range(9))
    """)
    grown = [op[3] for op in ops(app) if op[1] == "append" and op[2] == "body"]
    # Each look at the clock takes 4 s: a flush is longer than a quarter of a frame, and every third piece is due.
    assert [len(piece.split()) for piece in grown] == [3, 3, 2]


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
