"""Exceptions that a script does not catch; numbers are statements of the execution specification."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

import revoila as st
from revoila.notebook import App

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FAILING = """
    import revoila as st
    st.markdown("above")
    left, right = st.columns(2)
    with right:
        st.markdown("in a column")
        raise RuntimeError("it failed")
    st.markdown("below")
"""

IN_A_FRAGMENT = """
    import revoila as st
    @st.fragment
    def part():
        st.button("Again")
        raise RuntimeError("in a part")
    part()
"""


def kinds_of_main(app: Any) -> list[str]:
    children = app.session.screen.page.children[0].children
    return [child.element.kind if hasattr(child, "element") else child.kind for child in children]


def test_the_error_shows_at_the_end_of_the_page_and_not_in_the_block_that_has_failed(visit: Any) -> None:
    """Statement 111."""
    app = visit(FAILING)
    assert app.texts == ["above", "in a column"]
    assert kinds_of_main(app) == ["markdown", "columns", "exception"]


def test_the_log_has_the_whole_traceback(visit: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Statement 112."""
    visit(FAILING)
    assert "Uncaught exception in app.py" in caplog.text
    assert "Traceback (most recent call last)" in caplog.text
    assert 'raise RuntimeError("it failed")' in caplog.text
    assert "_execution.py" in caplog.text


def test_the_log_has_it_whatever_the_page_shows(
    visit: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements 112 and 113."""
    monkeypatch.setattr("tests.unit.runtime.conftest.Options.values", {"client.showErrorDetails": "none"})
    app = visit(FAILING)
    (error,) = app.nodes("exception")
    assert "it failed" not in str(error.props)
    assert "RuntimeError: it failed" in caplog.text


def test_an_option_lets_rich_format_the_traceback(
    visit: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 112."""
    pytest.importorskip("rich")
    monkeypatch.setattr("tests.unit.runtime.conftest.Options.values", {"logger.enableRich": True})
    visit(FAILING)
    assert "╭" in caplog.text
    assert "it failed" in caplog.text


def test_without_rich_the_traceback_is_plain(
    visit: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 112."""
    monkeypatch.setattr("revoila.runtime._uncaught.find_spec", lambda _name: None)
    monkeypatch.setattr("tests.unit.runtime.conftest.Options.values", {"logger.enableRich": True})
    visit(FAILING)
    assert "RuntimeError: it failed" in caplog.text
    assert "╭" not in caplog.text


@pytest.mark.parametrize("source", [FAILING, IN_A_FRAGMENT])
def test_a_handler_that_returns_true_keeps_the_error_off_the_page(visit: Any, source: str) -> None:
    """Statement 117."""
    told: list[Exception] = []

    def handle(error: Exception) -> bool:
        told.append(error)
        return True

    app = visit(source, on_script_error=handle)
    assert [type(error) for error in told] == [RuntimeError]
    assert not app.nodes("exception")


@pytest.mark.parametrize("answer", [None, False, 1, "yes"])
def test_any_other_answer_of_the_handler_shows_the_error(visit: Any, answer: Any) -> None:
    """Statement 117."""
    app = visit(FAILING, on_script_error=lambda _error: answer)
    assert len(app.nodes("exception")) == 1


def test_the_handler_draws_in_the_place_of_the_error(visit: Any) -> None:
    """Statement 117."""

    def handle(error: Exception) -> bool:
        st.error(f"Sorry: {error}")
        return True

    assert kinds_of_main(visit(FAILING, on_script_error=handle)) == ["markdown", "columns", "error"]
    app = visit(IN_A_FRAGMENT, on_script_error=handle)
    assert app.press("Again").texts == ["Sorry: in a part"]


def _fail(_error: Exception) -> bool:
    raise KeyError("the handler's own")


def _stop(_error: Exception) -> bool:
    st.stop()
    return True


def _rerun(_error: Exception) -> bool:
    st.rerun()
    return True


@pytest.mark.parametrize("handle", [_fail, _stop, _rerun])
def test_a_handler_that_fails_is_logged_and_the_error_shows(
    visit: Any, handle: Callable[[Exception], bool], caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 117."""
    app = visit(FAILING, on_script_error=handle)
    (error,) = app.nodes("exception")
    assert error.props["message"] == "it failed"
    assert app.app["run_state"] == "idle"
    assert any(
        "on_script_error" in record.message and record.levelno >= logging.WARNING for record in caplog.records
    )


@pytest.mark.parametrize("source", ["import revoila as st\nst.stop()", "x = = 3", "raise SystemExit"])
def test_the_handler_is_for_errors_of_the_script_only(visit: Any, source: str) -> None:
    """Statement 117."""
    told: list[Exception] = []
    visit(source, on_script_error=told.append)
    assert told == []


def test_an_app_takes_a_handler(tmp_path: Path) -> None:
    """Statement 117."""
    script = tmp_path / "app.py"
    script.write_text("raise RuntimeError('it failed')")
    told: list[str] = []
    app = App(script, on_script_error=lambda error: told.append(str(error)))
    try:
        app.wait()
    finally:
        app.close()
    assert told == ["it failed"]
