"""A server that ends takes no new visitors, lets what is under way finish, and leaves no kernel behind."""

from __future__ import annotations

import signal
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from tests.integration.conftest import PATIENCE, Visitor, gone, until
from tests.integration.test_serving_sessions import send

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from pathlib import Path

    from tests.integration.conftest import Launcher, Server

LONG = "--drain=120"
"""Far longer than a test waits: what ends earlier has not waited for it."""


def waiting_cell(marker: Path) -> str:
    wait = f"while not os.path.exists({str(marker)!r}): time.sleep(0.01)"
    return f"import os, time\nprint('at ' 'work')\n{wait}\nprint('it is ' 'done')"


def begin_page(server: Server) -> tuple[HTTPConnection, HTTPResponse]:
    """Ask for a page whose cell does not end yet."""
    connection = HTTPConnection(server.host, timeout=PATIENCE)
    connection.request("GET", "/")
    response = connection.getresponse()
    response.read1(10)
    until(lambda: server.kernels() or None)
    return connection, response


def draining(server: Server) -> bool | None:
    answer = server.ask("_stcore/health")
    return True if (answer.status, answer.body) == (503, "draining") else None


def test_page_under_way_is_completed_and_nobody_else_comes_in(serve: Launcher, tmp_path: Path) -> None:
    marker = tmp_path / "go on"
    server = serve(LONG, cell=waiting_cell(marker))
    connection, response = begin_page(server)
    server.process.send_signal(signal.SIGTERM)
    until(lambda: draining(server))
    refused = Visitor(server).get()
    assert refused.status == 503
    assert "about to end" in refused.body or "Service Unavailable" in refused.body
    marker.touch()
    assert "it is done" in response.read().decode()
    connection.close()
    assert server.process.wait(PATIENCE) == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_idle_sessions_hold_nothing_up(serve: Launcher, how: int) -> None:
    server = serve(LONG)
    visitor = Visitor(server)
    page = visitor.open()
    with visitor.connect(page.kernel_id()):
        assert server.stop(how) == 0
    until(lambda: gone(page.stub()["pid"]))


def test_page_that_takes_too_long_is_cut(serve: Launcher, tmp_path: Path) -> None:
    server = serve("--drain=0.2", cell=waiting_cell(tmp_path / "never"))
    connection, _ = begin_page(server)
    pids = server.kernels()
    assert server.stop() == 0
    connection.close()
    for pid in pids:
        until(lambda pid=pid: gone(pid))  # type: ignore[misc]  # mypy does not infer such lambdas


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_second_signal_ends_at_once(serve: Launcher, tmp_path: Path, how: int) -> None:
    server = serve(LONG, cell=waiting_cell(tmp_path / "never"))
    connection, _ = begin_page(server)
    pids = server.kernels()
    server.process.send_signal(how)
    until(lambda: draining(server))
    server.process.send_signal(how)
    assert server.process.wait(PATIENCE) == 0
    connection.close()
    for pid in pids:
        until(lambda pid=pid: gone(pid))  # type: ignore[misc]  # as above


def test_kernel_that_does_not_want_to_end_is_ended(serve: Launcher) -> None:
    cell = "import signal, threading, os\nfor n in (signal.SIGINT, signal.SIGTERM): signal.signal(n, signal.SIG_IGN)\n"
    cell += "import atexit\natexit.register(lambda: threading.Event().wait())\nprint('@@{\"pid\": %d}@@' % os.getpid())"
    server = serve(cell=cell)
    page = Visitor(server).open()
    pid = page.stub()["pid"]
    assert psutil.pid_exists(pid)
    assert server.stop() == 0
    until(lambda: gone(pid))


def test_busy_kernel_is_waited_for(serve: Launcher, tmp_path: Path) -> None:
    marker = tmp_path / "go on"
    cell = f"""\
import os, time
from comm import get_comm_manager
def opened(comm, message):
    while not os.path.exists({str(marker)!r}): time.sleep(0.01)
    open({str(tmp_path / "finished")!r}, "w").close()
get_comm_manager().register_target("test", opened)
"""
    server = serve(LONG, cell=cell)
    visitor = Visitor(server)
    page = visitor.open()
    with visitor.connect(page.kernel_id()) as socket:
        send(socket, "comm_open", {"comm_id": "one", "target_name": "test", "data": {}})
        while '"busy"' not in socket.recv(PATIENCE, decode=True):
            pass
        server.process.send_signal(signal.SIGTERM)
        until(lambda: draining(server))
        assert server.process.poll() is None
        marker.touch()
        assert server.process.wait(PATIENCE) == 0
    assert (tmp_path / "finished").exists()
