"""The file that keeps a session over a restart of the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.notebook.conftest import HELLO, WAIT

from revoila.notebook import _state_file
from revoila.notebook._state_file import StateFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.notebook.conftest import Kernel

    from revoila.notebook import App

    Served = Callable[..., App]

APP = """
    import revoila as st
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    st.button("Add")
"""
KEY = "0a" * 32
RERUN: dict[str, Any] = {"method": "rerun", "page": None, "query": None}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Timers that were started; a test lets them go off."""
    started: list[Any] = []

    class Timer:
        def __init__(self, _pause: float, function: Callable[[], None]) -> None:
            self.function = function

        def start(self) -> None:
            started.append(self)

        def cancel(self) -> None:
            started.remove(self)

    monkeypatch.setattr(_state_file, "Timer", Timer)
    return started


def test_a_stopped_session_goes_on_where_it_was(served: Served, kernel: Kernel, file: Path) -> None:
    for runs in (1, 2, 3):
        kernel.enter_scope()
        app = served(APP, state_file=str(file), state_key=KEY)
        assert app.state.runs == runs
        StateFile(str(file), KEY)._replace(app.snapshot(bytes.fromhex(KEY)))
        app.close()
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def test_the_first_run_is_written_however_short_it_is(served: Served, file: Path, timers: list[Any]) -> None:
    app = served(APP)
    kept = StateFile(str(file), KEY)
    kept.keep(app)
    assert len(timers) == 1
    kept.close()
    assert file.exists()


def test_many_runs_are_written_once(served: Served, file: Path, timers: list[Any]) -> None:
    app = served(APP, state_file=str(file), state_key=KEY)
    for _ in range(3):
        app.session.runner._when_idle[0]()
    assert len(timers) == 1
    timers.pop().function()
    before = file.read_bytes()
    app.receive(RERUN)
    app.wait(WAIT)
    app.session.runner._when_idle[0]()
    assert file.read_bytes() == before
    app.close()
    assert file.read_bytes() != before, "what waited is written at the end"
    assert timers == []


def test_a_server_that_removed_the_file_has_ended_the_session(
    served: Served, file: Path, timers: list[Any]
) -> None:
    app = served(APP, state_file=str(file), state_key=KEY)
    app.session.runner._when_idle[0]()
    timers.pop().function()
    file.unlink()
    app.session.runner._when_idle[0]()
    app.close()
    assert not file.exists()


@pytest.mark.parametrize("content", [b"", b"not a snapshot", b"x" * 100])
def test_a_file_that_is_no_snapshot_is_logged_and_left_out(
    served: Served, kernel: Kernel, file: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_bytes(content)
    app = served(APP, state_file=str(file), state_key=KEY)
    kernel.comm_open("p", HELLO)
    assert app.state.runs == 1
    assert "The app starts anew" in caplog.text


def test_a_file_that_cannot_be_read_or_written_costs_only_the_state(
    served: Served, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    app = served(APP, state_file=str(folder), state_key=KEY)
    assert app.state.runs == 1
    kept = StateFile(str(tmp_path / "missing" / "state"), KEY)
    kept._app = app
    kept.write()
    assert "cannot be read" in caplog.text
    assert "is not kept" in caplog.text
