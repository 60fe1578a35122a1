"""``revoila run --isolation shared``: the same page, many visitors in one process."""

from __future__ import annotations

import html
import json
import os
import re
import signal
from typing import TYPE_CHECKING, Any

import pytest
from tests.integration.conftest import PATIENCE, Launcher, Server, Visitor, gone, until
from tests.integration.test_serving_sessions import receive, send

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

APP = """
import os
import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.write(f"count is {st.session_state.n} in {os.getpid()} for {st.query_params.get('who')}")
"""
SHARED = ("--isolation", "shared", "--workers", "1")


class Page:
    """The page of one visitor, as its script sees it."""

    def __init__(self, server: Server, who: str) -> None:
        self.visitor = Visitor(server)
        self.answer = self.visitor.open(f"?who={who}")
        found = re.search(r'"model_id": ?"([0-9a-f]+)"', html.unescape(self.answer.body))
        assert found, self.answer.body[-3000:]
        self.model = found[1]
        self.seq = 0

    def custom(self, socket: ClientConnection, **content: Any) -> None:
        data = {"method": "custom", "content": content}
        send(socket, "comm_msg", {"comm_id": self.model, "data": data})

    def wait_for(self, socket: ClientConnection, text: str) -> dict[str, Any]:
        """Return the message of the app that says `text`."""
        while True:
            message, _ = receive(socket, "comm_msg")
            content = message["content"]["data"].get("content", {})
            assert message["content"]["comm_id"] == self.model
            if text in json.dumps(content):
                return dict(content)

    def click(self, socket: ClientConnection, button: dict[str, Any]) -> None:
        self.seq += 1
        event = {
            "seq": self.seq,
            "id": button["i"],
            "generation": button["p"]["generation"],
            "value": True,
        }
        self.custom(socket, method="event", client="me", events=[event])


def test_visitors_share_a_process_and_each_has_its_own_count(serve: Launcher) -> None:
    serve.script.write_text(APP)
    server = serve(*SHARED, cell=None)
    until(lambda: server.kernels() or None)
    (pid,) = server.kernels()
    for clicks, who in enumerate(("ann", "bob", "eve"), 1):
        page = Page(server, who)
        with page.visitor.connect(page.answer.kernel_id()) as socket:
            page.custom(socket, method="hello", client="me", view={"path": "", "query": f"who={who}"})
            first = page.wait_for(socket, f"count is 0 in {pid} for {who}")
            while first["method"] != "snapshot":
                page.custom(socket, method="resync")
                first = page.wait_for(socket, f"count is 0 in {pid} for {who}")
            button = first["tree"]["c"][0]["c"][0]
            for number in range(1, clicks + 1):
                page.click(socket, button)
                page.wait_for(socket, f"count is {number} in {pid} for {who}")
    assert server.kernels() == [pid]
    server.stop()
    until(lambda: gone(pid))


def test_a_reload_keeps_the_session_and_a_dead_host_ends_it(serve: Launcher) -> None:
    server = serve(*SHARED)
    visitor = Visitor(server)
    page = visitor.open()
    assert visitor.reload().kernel_id() == page.kernel_id()
    pid = page.stub()["pid"]
    with visitor.connect(page.kernel_id()) as socket:
        os.kill(pid, signal.SIGKILL)
        message, _ = receive(socket, "status")
        while message["content"]["execution_state"] != "dead":
            message, _ = receive(socket, "status")
    again = visitor.reload()
    assert again.kernel_id() != page.kernel_id()
    assert again.stub()["pid"] != pid


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_server(serve: Launcher, how: int) -> None:
    server = serve(*SHARED)
    pid = Visitor(server).open().stub()["pid"]
    server.process.send_signal(how)
    server.process.wait(PATIENCE)
    until(lambda: gone(pid))


def test_an_unknown_isolation_is_refused(serve: Launcher) -> None:
    with pytest.raises(pytest.fail.Exception, match="isolation"):
        serve("--isolation", "pooled")
