"""A tab keeps its session over a reload, and nobody else gets it."""

from __future__ import annotations

import json
import os
import signal
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest
from tests.integration.conftest import PATIENCE, Visitor, gone, until
from websockets.exceptions import InvalidStatus

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.conftest import Launcher, Server
    from websockets.sync.client import ClientConnection

SHORT = "c.PageSessions.lease = 0.5\n"


def send(socket: ClientConnection, kind: str, content: dict[str, Any], channel: str = "shell") -> None:
    header = {
        "msg_id": os.urandom(8).hex(),
        "msg_type": kind,
        "username": "",
        "session": "s",
        "version": "5.3",
        "date": "",
    }
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": channel}
    socket.send(json.dumps(message))


def receive(socket: ClientConnection, kind: str) -> tuple[dict[str, Any], list[str]]:
    """Return the next message of a kind, and the kinds that came before it."""
    before: list[str] = []
    while True:
        message = json.loads(socket.recv(PATIENCE))
        if message["msg_type"] == kind:
            return message, before
        before.append(message["msg_type"])


def test_reload_attaches_to_the_same_kernel(server: Server) -> None:
    visitor = Visitor(server)
    first = visitor.open("?a=1")
    again = visitor.reload("page2?b=2")
    assert again.kernel_id() == first.kernel_id()
    assert first.attribute("data-revoila-served") == "first"
    assert again.attribute("data-revoila-served") == "again"
    assert again.body.replace('"again"', '"first"', 1) == first.body


def test_another_tab_gets_another_kernel(server: Server) -> None:
    visitor = Visitor(server)
    assert visitor.open().kernel_id() != visitor.open().kernel_id()


def test_handle_of_another_user_opens_a_new_session(server: Server) -> None:
    victim, thief = Visitor(server), Visitor(server)
    page = victim.open()
    thief.open()
    thief.tab = victim.tab
    stolen = thief.reload()
    assert stolen.kernel_id() != page.kernel_id()
    assert stolen.attribute("data-tab") != victim.tab
    assert victim.reload().kernel_id() == page.kernel_id()


@pytest.mark.parametrize("handle", ["", "x", "../..", "a" * 4000])
def test_unknown_handle_opens_a_new_session(server: Server, handle: str) -> None:
    visitor = Visitor(server)
    visitor.open()
    visitor.tab = handle
    assert visitor.reload().attribute("data-revoila-served") == "first"


def test_reload_while_the_page_is_still_starting_joins_it(serve: Launcher, tmp_path: Path) -> None:
    marker = tmp_path / "go on"
    server = serve(cell=f"import os, time\nwhile not os.path.exists({str(marker)!r}): time.sleep(0.01)")
    visitor = Visitor(server)
    connection = HTTPConnection(server.host, timeout=PATIENCE)
    connection.request("GET", "/")
    response = connection.getresponse()
    visitor.take_cookies(response.headers)
    head = ""
    while "data-cookie=" not in head:
        head += response.read1(100_000).decode()
    visitor.tab = head.partition('data-tab="')[2].partition('"')[0]
    connection.close()
    marker.touch()
    again = visitor.reload()
    assert again.attribute("data-tab") == visitor.tab
    assert again.kernel_id()
    assert len(server.kernels()) == 1


def test_lease_begins_when_the_last_page_has_gone(serve: Launcher) -> None:
    server = serve(config=SHORT)
    visitor = Visitor(server)
    page = visitor.open()
    pid = page.stub()["pid"]
    with visitor.connect(page.kernel_id()) as first, visitor.connect(page.kernel_id()) as second:
        first.close()
        send(second, "kernel_info_request", {})
        receive(second, "kernel_info_reply")
        assert not gone(pid)
    until(lambda: gone(pid))
    assert visitor.get(f"api/kernels/{page.kernel_id()}").status == 404
    assert visitor.reload().attribute("data-revoila-served") == "first"


def test_page_that_never_connects_is_let_go(serve: Launcher) -> None:
    server = serve(config="c.PageSessions.arrival = 0.1\n")
    pid = Visitor(server).open().stub()["pid"]
    until(lambda: gone(pid))


def test_message_of_an_unloading_page_ends_nothing(server: Server) -> None:
    visitor = Visitor(server)
    page = visitor.open()
    assert visitor.get(f"voila/api/shutdown/{page.kernel_id()}", method="POST").status == 204
    assert visitor.reload().kernel_id() == page.kernel_id()
    assert not gone(page.stub()["pid"])


def test_session_ends_with_its_kernel(serve: Launcher) -> None:
    server = serve()
    visitor = Visitor(server)
    page = visitor.open()
    with visitor.connect(page.kernel_id()) as socket:
        os.kill(page.stub()["pid"], signal.SIGKILL)
        message, _ = receive(socket, "status")
        while message["content"]["execution_state"] != "dead":
            message, _ = receive(socket, "status")
    assert visitor.reload().kernel_id() != page.kernel_id()
    assert len(server.kernels()) == 1


def test_page_cannot_run_code_in_its_kernel(server: Server) -> None:
    visitor = Visitor(server)
    page = visitor.open()
    code = {
        "code": "1",
        "silent": False,
        "store_history": False,
        "user_expressions": {},
        "allow_stdin": False,
    }
    with visitor.connect(page.kernel_id()) as socket:
        for kind in ("execute_request", "inspect_request", "complete_request", "history_request"):
            send(socket, kind, code)
        send(socket, "debug_request", code, "control")
        send(socket, "kernel_info_request", {})
        _, before = receive(socket, "kernel_info_reply")
    assert set(before) <= {"status"}


def test_kernel_is_only_for_its_user(serve: Launcher) -> None:
    server = serve("--token=abc")
    owner, other = Visitor(server), Visitor(server)
    page = owner.open("?token=abc")
    other.open("?token=abc")
    path = f"api/kernels/{page.kernel_id()}"
    assert owner.get(path).status == 200
    assert other.get(path).status == 404
    with owner.connect(page.kernel_id()) as socket:
        send(socket, "kernel_info_request", {})
        receive(socket, "kernel_info_reply")
    with pytest.raises(InvalidStatus, match="404"), other.connect(page.kernel_id()):
        pass
    assert {owner.get(path, method=method).status for method in ("DELETE", "PATCH", "POST")} <= {403, 405}
    assert not gone(page.stub()["pid"])
