"""A server that ends takes no new visitors, lets what is under way finish, and leaves no kernel behind."""

from __future__ import annotations

import signal
from functools import partial
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from tests.integration.conftest import PATIENCE, TWO_MODES, Page, Visitor, gone, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.conftest import Launcher, Server

LONG = "--drain=120"
"""Far longer than a test waits: what ends earlier has not waited for it."""

STUBBORN = """
import atexit, os, signal, threading
import streamlit as st

st.json({"pid": os.getpid()})
atexit.register(lambda: threading.Event().wait())
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
"""


def working(marker: Path) -> str:
    """Return an app that is at work until a file appears."""
    return f"""\
import os, time
import streamlit as st

st.text("at work")
while not os.path.exists({str(marker)!r}):
    time.sleep(0.01)
open({str(marker) + " seen"!r}, "w").close()
st.text("it is done")
"""


def at_work(server: Server) -> Page:
    """Open a page whose script does not end yet."""
    page = Visitor(server).open()
    page.hear("at work")
    return page


def test_script_at_work_is_waited_for_and_nobody_else_comes_in(
    serve: Launcher, tmp_path: Path, mode: str
) -> None:
    marker = tmp_path / "go on"
    serve.script.write_text(working(marker))
    server = serve(LONG, isolation=mode)
    page = at_work(server)
    pids = server.kernels()
    server.process.send_signal(signal.SIGTERM)
    assert page.word("draining") == {"survives": False}
    until(server.draining)
    refused = Visitor(server).come()
    assert "about to end" in refused.word("failed")["message"]
    assert server.process.poll() is None
    page.say(method="resync")
    marker.touch()
    page.hear("it is done")
    assert page.over() == ("server", 4000)
    assert server.process.wait(PATIENCE) == 0
    for pid in pids:
        until(partial(gone, pid))


@pytest.mark.parametrize(
    ("mode", "how"), [("process", signal.SIGINT), ("shared", signal.SIGTERM), ("pooled", signal.SIGINT)]
)
def test_idle_sessions_hold_nothing_up(serve: Launcher, mode: str, how: int) -> None:
    server = serve(LONG, isolation=mode)
    page = Visitor(server).open()
    pid = page.report()["pid"]
    assert server.stop(how) == 0
    assert page.over() == ("server", 4000)
    until(lambda: gone(pid))


@pytest.mark.parametrize("mode", TWO_MODES)
def test_script_that_takes_too_long_is_cut(serve: Launcher, tmp_path: Path, mode: str) -> None:
    serve.script.write_text(working(tmp_path / "never"))
    server = serve("--drain=0.2", isolation=mode)
    page = at_work(server)
    pids = server.kernels()
    assert server.stop() == 0
    assert page.over() == ("server", 4000)
    for pid in pids:
        until(partial(gone, pid))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_second_signal_ends_at_once(serve: Launcher, tmp_path: Path, how: int) -> None:
    serve.script.write_text(working(tmp_path / "never"))
    server = serve(LONG, isolation="process" if how == signal.SIGINT else "shared")
    at_work(server)
    pids = server.kernels()
    server.process.send_signal(how)
    until(server.draining)
    server.process.send_signal(how)
    assert server.process.wait(PATIENCE) == 0
    for pid in pids:
        until(partial(gone, pid))


def test_app_that_is_being_started_holds_nothing_up_for_long(serve: Launcher) -> None:
    server = serve("--drain=0", isolation="process")
    page = Visitor(server).open()
    pids = until(lambda: server.kernels() or None)
    assert server.stop() == 0
    assert page.over() == ("server", 4000)
    for pid in pids:
        until(partial(gone, pid))


def test_visitors_who_wait_are_told_that_there_will_be_no_place(serve: Launcher) -> None:
    server = serve("--limits.sessions=1")
    Visitor(server).open().settled()
    waiting = Visitor(server).come()
    waiting.word("waiting")
    assert server.stop() == 0
    assert "about to end" in waiting.word("failed")["message"]
    assert waiting.closed() == 4001


@pytest.mark.parametrize("mode", TWO_MODES)
def test_kernel_that_does_not_want_to_end_is_ended(serve: Launcher, mode: str) -> None:
    serve.script.write_text(STUBBORN)
    server = serve(isolation=mode)
    pid = Visitor(server).open().report()["pid"]
    assert psutil.pid_exists(pid)
    assert server.stop() == 0
    until(lambda: gone(pid))


# A kernel that is not ours ends with a server that is killed in the same moment.
@pytest.mark.parametrize(
    ("mode", "how"), [("process", signal.SIGTERM), ("shared", signal.SIGTERM), ("shared", signal.SIGKILL)]
)
def test_what_was_entered_last_survives(serve: Launcher, mode: str, how: int) -> None:
    server = serve("--survive", isolation=mode)
    pages = [Visitor(server).open() for _ in range(3)]
    for page in pages:
        page.settled()
    hosts = server.kernels()
    for page in pages:
        page.click("Add")
    for page in pages:
        page.see("count is 1")
    # The state is written a moment after a run; there is no such moment.
    server.stop(how)
    for pid in hosts:
        until(partial(gone, pid))
    new = serve("--survive", isolation=mode)
    for page in pages:
        # The new one does not know how often the page has asked the former.
        page.visitor, page.seq = Visitor(new), 0
        page.connect().welcomed()
        assert page.again
        page.see("count is 1")
