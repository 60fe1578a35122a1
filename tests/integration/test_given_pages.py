"""Pages whose connection the process of their kernel has: a click goes there at once, and nothing else is different."""

from __future__ import annotations

import json
import signal
import sys
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from tests.integration.conftest import Launcher, Page, Server, Visitor, gone, pack, until
from tests.integration.front import Front
from websockets.frames import Frame, Opcode

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="connections are not given away there")

APP = """\
import os, subprocess, sys, time
import streamlit as st

st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.write(f"count is {st.session_state.n}")
st.write(f"process {os.getpid()}")
if st.button("Stream"):
    for number in range(300):
        st.write(f"line {number}")
        time.sleep(0.002)
    st.write("all lines")
if st.button("Fork"):
    host = os.getpid()
    if os.fork() == 0:
        while os.getppid() == host:
            time.sleep(0.1)
        os._exit(0)
    st.write("forked")
"""
MODES = ["shared", "pooled"]


@pytest.fixture
def serve(serve: Launcher) -> Launcher:
    """Return what starts servers of the app above."""
    serve.script.write_text(APP)
    return serve


def holders(page: Page) -> set[int]:
    """Return the processes of a server that have the connection of a page."""
    port = page.socket.socket.getsockname()[1]
    server = page.visitor.server.process
    return {
        process.pid
        for process in (psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True))
        if any(one.raddr and one.raddr.port == port for one in process.net_connections("tcp"))
    }


def open_front(server: Server) -> Front:
    return Front(Visitor(server).open()).settle()


def host_of(front: Front) -> int:
    front.settle()
    (found,) = (
        str(node["p"]["body"]) for node in front.tree["c"][0]["c"] if "process" in str(node["p"].get("body"))
    )
    return int(found.split()[1])


def given(server: Server) -> Front:
    """Return a page whose connection its host has."""
    front = open_front(server).press("Add").see("count is 1")
    until(lambda: True if host_of(front) in holders(front.page) else None)
    return front


def stop(front: Front) -> None:
    """Stop the session of a page, as who looks after the server does."""
    page = front.page
    headers = {"Cookie": "_xsrf=x", "X-XSRFToken": "x"}
    path = f"api/revoila/sessions/{page.session}"
    assert page.visitor.server.ask(path, method="DELETE", headers=headers).status == 204


@pytest.mark.parametrize("mode", MODES)
def test_a_page_that_has_clicked_is_connected_with_the_process_of_its_kernel(
    serve: Launcher, mode: str
) -> None:
    server = serve(isolation=mode)
    front = open_front(server)
    assert holders(front.page) == {server.process.pid}
    front.press("Add").see("count is 1")
    until(lambda: True if host_of(front) in holders(front.page) else None)
    for number in range(2, 6):
        front.press("Add").see(f"count is {number}")
    front.page.socket.send('{"ping": 3}')
    assert front.page.word("pong") == 3
    assert front.page.socket.ping().wait(30)
    assert server.sessions()[0]["state"] == "connected"


def test_connections_are_given_only_where_that_is_wanted(serve: Launcher) -> None:
    server = serve(config="c.HostKernels.give_connections = False")
    front = open_front(server)
    for number in range(1, 5):
        front.press("Add").see(f"count is {number}")
    assert holders(front.page) == {server.process.pid}


def test_what_was_sent_at_the_same_moment_is_handled_in_order(serve: Launcher) -> None:
    front = open_front(serve())
    page = front.page
    first = pack("comm_msg", {"comm_id": page.comm, "data": {"method": "resync"}})
    frames = [Frame(Opcode.BINARY, first).serialize(mask=True)]
    for number in range(200):
        word = json.dumps({"ping": number}).encode()
        frames.append(Frame(Opcode.TEXT, word).serialize(mask=True))
    # All of them in one go: when the first one is handled the others have been read, or begun to be.
    page.socket.socket.sendall(b"".join(frames))
    assert [page.word("pong") for _ in range(200)] == list(range(200))
    front.press("Add").see("count is 1")
    until(lambda: True if host_of(front) in holders(page) else None)


def test_a_script_that_draws_meanwhile_loses_nothing(serve: Launcher) -> None:
    front = open_front(serve())
    patches, rev = front.patches, front.rev
    front.press("Stream").show("line 10")
    front.page.say(method="resync")
    front.show("all lines").settle()
    until(lambda: True if host_of(front) in holders(front.page) else None)
    assert front.tree == front.whole()
    # Each patch came, and came once; the snapshot that was asked for stands for one at most.
    assert front.rev - rev - (front.patches - patches) <= 1


@pytest.mark.parametrize("mode", MODES)
def test_the_page_hears_that_its_session_was_stopped(serve: Launcher, mode: str) -> None:
    server = serve(isolation=mode)
    front = given(server)
    stop(front)
    assert front.page.over() == ("stopped", 4000)
    assert server.sessions() == []


@pytest.mark.parametrize("mode", MODES)
def test_the_page_hears_that_its_process_has_died(serve: Launcher, mode: str) -> None:
    server = serve(isolation=mode)
    front = given(server)
    psutil.Process(host_of(front)).kill()
    assert front.page.over() == ("crashed", 4000)


def test_the_page_hears_that_its_session_is_over_though_its_process_answers_nothing(serve: Launcher) -> None:
    server = serve()
    front = given(server)
    process = psutil.Process(host_of(front))
    process.suspend()
    try:
        stop(front)
        assert front.page.over() == ("stopped", 4000)
    finally:
        process.resume()


def test_the_page_hears_that_its_server_ends(serve: Launcher) -> None:
    server = serve()
    front = given(server)
    server.process.send_signal(signal.SIGTERM)
    assert front.page.word("draining") == {"survives": False}
    assert front.page.over() == ("server", 4000)


def test_the_page_notices_that_its_server_was_killed(serve: Launcher) -> None:
    server = serve()
    front = given(server)
    host = host_of(front)
    server.process.kill()
    assert front.page.closed() == 1006
    until(lambda: gone(host))


@pytest.mark.parametrize(
    "leave", [Page.close, lambda page: page.socket.socket.close()], ids=["well", "badly"]
)
def test_the_server_notices_that_a_page_has_gone(serve: Launcher, leave: Callable[[Page], None]) -> None:
    server = serve()
    front = given(server)
    host = host_of(front)
    leave(front.page)
    until(lambda: True if server.sessions()[0]["state"] == "detached" else None)
    assert holders_of_none(server, host)
    again = Page(front.page.visitor, tab=front.page.tab).connect().welcomed()
    assert again.again
    Front(again).see("count is 1")


def holders_of_none(server: Server, host: int) -> bool:
    """Whether neither process keeps a connection with a browser."""
    port = int(server.host.rpartition(":")[2])

    def free() -> bool | None:
        found = [
            one
            for pid in (server.process.pid, host)
            for one in psutil.Process(pid).net_connections("tcp")
            if one.laddr.port == port and one.status != "LISTEN"
        ]
        return None if found else True

    return bool(until(free))


def test_a_tab_that_was_duplicated_gets_a_session_of_its_own(serve: Launcher) -> None:
    server = serve()
    front = given(server)
    twin = front.page.duplicate().welcomed()
    assert not twin.again
    Front(twin).see("count is 0")
    front.press("Add").see("count is 2")


def test_a_reload_takes_the_place_of_the_page_before(serve: Launcher) -> None:
    server = serve()
    front = given(server)
    page = front.page
    before = page.socket
    page.reconnect().welcomed()
    page.socket, after = before, page.socket
    assert page.closed() == 4002
    page.socket = after
    Front(page).see("count is 1")


def test_a_process_that_a_script_has_forked_does_not_keep_a_page(serve: Launcher) -> None:
    server = serve()
    front = given(server).press("Fork").show("forked")
    stop(front)
    assert front.page.over() == ("stopped", 4000)
