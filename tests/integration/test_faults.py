"""Faults: lines that are cut anywhere, visitors who keep their process busy, scripts, ports and disks that fail."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from tests.integration.conftest import PATIENCE, Launcher, Server, Visitor, texts, until
from tests.integration.front import Front
from tests.wire import DOWN, UP, Wire
from websockets.exceptions import WebSocketException

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APP = """\
import os, time
from pathlib import Path
import streamlit as st

st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.write(f"count is {st.session_state.n}")
# A text that is new in every run, and so large that it takes several packets.
st.text(f"{st.session_state.n:06} " * 30_000)
with st.container():
    for number in range(st.session_state.n % 3):
        st.write(f"line {number} of {st.session_state.n}")
st.write(f"process {os.getpid()}")
if st.button("Python"):
    st.write("busy")
    while True:
        pass
if st.button("C"):
    st.write("busy")
    while True:
        sum(range(3_000_000))
if st.button("Sleep"):
    st.write("busy")
    time.sleep(1000)
if st.button("Nap"):
    st.write("busy")
    time.sleep(4)
    st.write("awake")
if st.button("Freeze"):
    Path(__file__).with_name("frozen").touch()
    # One call into C, which lets no other thread of its process do anything.
    sum(range(1_000_000_000_000))
"""
ONE = ("--workers=1",)
IMPATIENT = "c.HostKernels.answer_timeout = 1.5\n"
STOPPED = 2.0
"""How long the page waits at most for the end of a script that its visitor stops, in seconds."""

PROMPT = 5.0
"""How long a click may take beside a visitor who computes, in seconds; others use this machine, too."""


@pytest.fixture
def serve(serve: Launcher) -> Launcher:
    """Return what starts servers of the app above."""
    serve.script.write_text(APP)
    return serve


@contextmanager
def wired(server: Server) -> Iterator[tuple[Wire, Server]]:
    """Return a wire to a server, and the server as it is seen through it."""
    with Wire(server.host.replace("localhost", "127.0.0.1")) as wire:
        beyond = Server(server.process, f"http://{wire.host}{server.base}")
        try:
            yield wire, beyond
        finally:
            beyond.hang_up()


def open_front(server: Server) -> Front:
    return Front(Visitor(server).open()).settle()


def process_of(front: Front) -> psutil.Process:
    """Return the process that the script of a page runs in."""
    front.settle()
    text = next(text for text in shown(front) if text.startswith("process "))
    return psutil.Process(int(text.split()[1]))


def shown(front: Front) -> list[str]:
    """Return the texts on a page."""
    return texts(front.tree)


def freeze(serve: Launcher, front: Front) -> psutil.Process:
    """Have a page's process answer nothing any more; return it."""
    process = process_of(front)
    front.press("Freeze")
    until(lambda: True if serve.script.with_name("frozen").exists() else None)
    return process


def ended(process: psutil.Process) -> bool | None:
    """Whether a process has ended; None when not, as `until` wants it."""
    try:
        return True if process.status() == psutil.STATUS_ZOMBIE else None
    except psutil.NoSuchProcess:
        return True


def stop(server: Server, session: str) -> None:
    """Stop one session, as who looks after the server does."""
    headers = {"Cookie": "_xsrf=x", "X-XSRFToken": "x"}
    assert server.ask(f"api/revoila/sessions/{session}", method="DELETE", headers=headers).status == 204


# Lines that are cut.


def test_a_page_is_right_after_a_cut_at_any_byte_of_a_patch(serve: Launcher) -> None:
    with wired(serve(*ONE)) as (wire, server):
        front = open_front(server)
        # Within the frame's own header, within the Jupyter header, within the text, near its end.
        for number, count in enumerate((1, 3, 9, 40, 400, 5_000, 100_000, 209_000), start=1):
            wire.cut_after(count, way=DOWN)
            front.press("Add")
            # The connection breaks in the middle of what the app answers.
            until(lambda: None if wire.plugged else True)
            wire.mend()
            front.see(f"count is {number}")
            assert front.tree == front.whole()
        # Patches have kept the page right all the way, not only whole pages.
        before = front.patches
        front.press("Add").see("count is 9")
        assert front.patches > before
        assert front.tree == front.whole()
        assert server.sessions()[0]["views"] == 1


def test_a_click_counts_once_wherever_its_message_is_cut(serve: Launcher) -> None:
    with wired(serve(*ONE)) as (wire, server):
        front = open_front(server)
        # The last time it arrives whole, and the answer to it does not.
        cuts = [*((count, UP) for count in (1, 5, 8, 60, 300)), (1, DOWN)]
        for number, (count, way) in enumerate(cuts, start=1):
            wire.cut_after(count, way=way)
            front.press("Add")
            until(lambda: None if wire.plugged else True)
            wire.mend()
            front.see(f"count is {number}")
        assert front.tree == front.whole()


def test_a_page_that_was_away_for_less_than_its_lease_goes_on(serve: Launcher) -> None:
    with wired(serve(*ONE, "--lease=30")) as (wire, server):
        front = open_front(server)
        for number, away in enumerate((1.0, 2.5), start=1):
            wire.cut()
            front.press("Add")
            with pytest.raises(WebSocketException):
                front.page.reconnect()
            # This is the fault itself, and nothing waits for its end.
            time.sleep(away)
            wire.mend()
            front.page.reconnect().welcomed()
            assert front.page.again
            front.see(f"count is {number}")
        assert front.tree == front.whole()


def test_a_page_that_was_away_for_longer_is_told_why(serve: Launcher) -> None:
    served = serve(*ONE, "--lease=0.2")
    with wired(served) as (wire, server):
        front = open_front(server)
        front.press("Add").see("count is 1")
        wire.cut()
        until(lambda: True if served.sessions() == [] else None)
        wire.mend()
        assert front.page.reconnect().over() == ("expired", 4000)
        open_front(server).see("count is 0")


def test_a_page_whose_packets_vanish_is_noticed(serve: Launcher) -> None:
    config = 'c.Revoila.tornado_settings = {"ws_ping_interval": 200}\n'
    served = serve(*ONE, config=config)
    with wired(served) as (wire, server):
        front = open_front(server)
        front.press("Add").see("count is 1")
        wire.swallow()
        front.press("Add")
        until(lambda: True if served.sessions()[0]["state"] == "detached" else None)
        wire.mend()
        front.page.close()
        front.see("count is 2")
        assert front.tree == front.whole()


# Visitors who keep their process busy.


@pytest.mark.parametrize("isolation", ["shared", "process"])
@pytest.mark.parametrize("busy", ["Python", "Sleep"])
def test_a_visitor_stops_a_script_that_draws_nothing(serve: Launcher, isolation: str, busy: str) -> None:
    front = open_front(serve(*ONE, isolation=isolation))
    front.press(busy).show("busy")
    asked = time.monotonic()
    front.page.say(method="stop")
    front.settle()
    assert time.monotonic() - asked < STOPPED
    assert "busy" in shown(front)
    front.press("Add").see("count is 1")


@pytest.mark.parametrize("busy", ["Python", "C", "Sleep"])
def test_a_busy_visitor_holds_up_nobody_and_can_be_stopped(serve: Launcher, busy: str) -> None:
    server = serve(*ONE)
    other = open_front(server)
    host = process_of(other)
    threads = host.num_threads()
    hog = open_front(server)
    assert process_of(hog) == host
    hog.press(busy).show("busy")
    for number in range(1, 6):
        begin = time.monotonic()
        other.press("Add").see(f"count is {number}")
        assert time.monotonic() - begin < PROMPT
    stop(server, hog.page.session)
    assert hog.page.over() == ("stopped", 4000)
    assert [one["id"] for one in server.sessions()] == [other.page.session]
    if busy != "Sleep":
        until(lambda: True if host.num_threads() <= threads else None)
        # Nothing computes any more.
        until(lambda: True if host.cpu_percent(0.2) < 50 else None)
    other.press("Add").see("count is 6")
    open_front(server).press("Add").see("count is 1")


def test_what_cannot_be_interrupted_ends_with_itself(serve: Launcher) -> None:
    server = serve(*ONE)
    other = open_front(server)
    host = process_of(other)
    threads = host.num_threads()
    hog = open_front(server).press("Nap").show("busy")
    stop(server, hog.page.session)
    assert hog.page.over() == ("stopped", 4000)
    other.press("Add").see("count is 1")
    until(lambda: True if host.num_threads() <= threads else None)


@pytest.mark.parametrize("isolation", ["pooled", "process"])
def test_a_process_that_answers_nothing_any_more_is_no_concern_of_others(
    serve: Launcher, isolation: str
) -> None:
    server = serve(isolation=isolation, config=IMPATIENT)
    other = open_front(server)
    hog = open_front(server)
    process = freeze(serve, hog)
    for number in range(1, 4):
        begin = time.monotonic()
        other.press("Add").see(f"count is {number}")
        assert time.monotonic() - begin < PROMPT
    stop(server, hog.page.session)
    assert hog.page.over() == ("stopped", 4000)
    until(lambda: ended(process))
    other.press("Add").see("count is 4")


def test_a_shared_process_that_answers_nothing_any_more_can_be_given_up(serve: Launcher) -> None:
    server = serve(*ONE, config=IMPATIENT)
    hog = open_front(server)
    process = freeze(serve, hog)
    stop(server, hog.page.session)
    assert hog.page.over() == ("stopped", 4000)
    until(lambda: ended(process))
    open_front(server).press("Add").see("count is 1")


@pytest.mark.parametrize("isolation", ["shared", "pooled", "process"])
def test_a_server_ends_though_a_process_answers_nothing_any_more(serve: Launcher, isolation: str) -> None:
    server = serve("--drain=0.5", isolation=isolation, config=IMPATIENT)
    hog = open_front(server)
    process = freeze(serve, hog)
    begin = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - begin < 20
    until(lambda: ended(process))


def test_a_process_that_is_stopped_by_the_system_goes_on_where_it_was(serve: Launcher) -> None:
    server = serve(*ONE)
    front = open_front(server)
    host = process_of(front)
    host.suspend()
    try:
        front.press("Add")
        # The server itself still answers, and lets go of whoever leaves, also when what it has to tell
        # the process does not fit into a pipe.
        late = [Visitor(server).open("?a=" + "x" * 60_000) for _ in range(3)]
        assert server.ready()
        late.pop().close()
        assert len(server.sessions()) == 4
    finally:
        host.resume()
    front.see("count is 1")
    for page in late:
        Front(page).see("count is 0")


# Scripts that fail.


BROKEN = {
    "syntax": b"import streamlit as st\nst.write('it works'\n",
    "indent": b"import streamlit as st\nif True:\nst.write(1)\n",
    "nul": b"\x00\x01\x02",
    "coding": b"# coding: nonsense\nprint(1)\n",
    "bytes": b"st = '\xff\xfe'\n",
}


def rerun(front: Front) -> Front:
    """Run the script again, as the page's menu does."""
    front.page.say(method="rerun", page=None, query=None, history=False)
    return front


def test_a_script_that_breaks_under_its_visitors_can_be_mended(serve: Launcher) -> None:
    front = open_front(serve(*ONE))
    for number, broken in enumerate(BROKEN.values(), start=1):
        front.press("Add").see(f"count is {number}")
        serve.script.write_bytes(broken)
        rerun(front).until(lambda: front.tree["p"]["run_state"] == "compile-error")
        # What was there stays in sight.
        assert f"count is {number}" in shown(front)
        assert front.tree["p"]["error"]["type"] in {"SyntaxError", "IndentationError", "ValueError"}
        serve.script.write_text(APP)
        rerun(front).until(lambda: front.settled and front.tree["p"]["run_state"] == "idle")
    serve.script.write_bytes(b"")
    rerun(front).until(lambda: front.settled and shown(front) == [])
    serve.script.write_text(APP)
    rerun(front).see(f"count is {len(BROKEN)}")
    assert "Traceback" not in serve.log()


@pytest.mark.parametrize("instead", ["nothing", "a folder"])
def test_a_script_that_goes_away_under_its_visitors_can_come_back(serve: Launcher, instead: str) -> None:
    server = serve(*ONE)
    front = open_front(server)
    front.press("Add").see("count is 1")
    serve.script.unlink()
    if instead == "a folder":
        serve.script.mkdir()
    rerun(front).until(lambda: front.tree["p"]["run_state"] == "compile-error")
    assert str(serve.script.name) in str(front.tree["p"]["error"])
    assert server.ready()
    if instead == "a folder":
        serve.script.rmdir()
    serve.script.write_text(APP)
    rerun(front).see("count is 1")


# Ports and disks that fail.


def test_a_second_server_on_the_same_port_leaves_the_first_alone(serve: Launcher) -> None:
    server = serve(*ONE)
    front = open_front(server)
    port = server.host.rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "revoila", "run", str(serve.script), "--no-browser", f"--port={port}"],
        env=serve.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2
    assert f"Port {port} is in use" in done.stderr
    assert "Traceback" not in done.stderr
    front.press("Add").see("count is 1")


def test_a_server_that_can_write_nowhere_serves(serve: Launcher, tmp_path: Path) -> None:
    # Nothing can be made in /proc, nor below a file, whoever tries.
    blocked = tmp_path / "blocked"
    blocked.touch()
    environment = serve.environment | {
        "HOME": "/proc/nowhere",
        "JUPYTER_RUNTIME_DIR": "/proc/runtime",
        "JUPYTER_DATA_DIR": str(blocked / "data"),
        "JUPYTER_CONFIG_DIR": str(blocked / "config"),
        "XDG_CACHE_HOME": str(blocked / "cache"),
        "MPLCONFIGDIR": str(blocked / "matplotlib"),
        "IPYTHONDIR": str(blocked / "ipython"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    with served_in(serve, "cd /proc", environment) as (server, log):
        front = open_front(server)
        front.press("Add").see("count is 1")
        assert "Traceback" not in log.read_text()


def test_a_folder_that_was_removed_is_named(serve: Launcher, tmp_path: Path) -> None:
    folder = tmp_path / "removed"
    folder.mkdir()
    done = subprocess.run(
        ["/bin/sh", "-c", f"cd '{folder}'; rmdir '{folder}'; {command_of(serve)}"],
        env=serve.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2
    assert "Scripts cannot work here" in done.stderr
    assert "Traceback" not in done.stderr


def command_of(serve: Launcher) -> str:
    return f"exec '{sys.executable}' -m revoila run '{serve.script}' --no-browser --port=0"


@contextmanager
def served_in(serve: Launcher, before: str, environment: dict[str, str]) -> Iterator[tuple[Server, Path]]:
    """Run a server from a shell that has done something before; yields it and its log."""
    log = serve.root / "log"
    command = f"{before}; {command_of(serve)}"
    with log.open("w") as errors:
        process = subprocess.Popen(
            ["/bin/sh", "-c", command], env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    assert process.stdout is not None
    with process.stdout as lines:
        address = next((found[0] for line in lines if (found := re.search(r"http://\S+", line))), None)
        if address is None:
            process.wait(PATIENCE)
            pytest.fail(f"the server did not start: {log.read_text()}")
        server = Server(process, address)
        try:
            yield server, log
        finally:
            server.hang_up()
            server.stop(signal.SIGTERM)


# Many at once.


def test_fifty_visitors_come_at_once(serve: Launcher) -> None:
    server = serve()

    def come(number: int) -> tuple[Visitor, Front]:
        visitor = Visitor(server)
        front = Front(visitor.open()).settle()
        for count in range(1, number % 3 + 1):
            front.press("Add").see(f"count is {count}")
        return visitor, front

    with ThreadPoolExecutor(50) as threads:
        fronts = [front for _, front in threads.map(come, range(50))]
    assert len(server.sessions()) == 50
    assert {one["state"] for one in server.sessions()} == {"connected"}
    assert len({front.page.kernel for front in fronts}) == 50
    for number, front in enumerate(fronts):
        assert f"count is {number % 3}" in shown(front)
    assert "Traceback" not in serve.log()
