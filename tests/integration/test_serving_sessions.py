"""A tab keeps its session over a reload, and nobody else gets it."""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING, Any

import pytest
from tests.integration.conftest import PATIENCE, TWO_MODES, Page, Visitor, gone, pack, unpack, until
from websockets.exceptions import ConnectionClosed, InvalidStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.conftest import Launcher, Server
    from websockets.sync.client import ClientConnection

SHORT = "--lease=0.2"

WAITING = """
import os, time
import streamlit as st

st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.text(f"count is {{st.session_state.n}}")
if st.button("Wait"):
    slot = st.empty()
    try:
        while not os.path.exists({marker!r}):
            time.sleep(0.05)
            slot.text("at work")
    finally:
        open({ended!r}, "w").close()
"""


PRINTS = """
import ipywidgets as w
import streamlit as st

if st.button("Add"):
    dial, out = w.IntSlider(), w.Output()

    def changed(change):
        print("for the author before")
        with out:
            print("for the widget")
        print("for the author after", flush=True)
        out.append_stdout("this is the end")

    dial.observe(changed, "value")
    st.session_state.widgets = dial, out
for number, widget in enumerate(st.session_state.get("widgets", ())):
    st.widget(widget, key=f"widget {number}")
print("for the author in a run", flush=True)
st.text(f"{len(st.session_state.get('widgets', ()))} widgets")
"""


def counted(page: Page) -> Page:
    """Leave a trace in a session."""
    page.click("Add")
    page.see("count is 1")
    return page


def kernel_socket(page: Page) -> ClientConnection:
    """Open the websocket that the widgets of others have to the kernel of a page."""
    return page.visitor.connect(f"api/kernels/{page.kernel}/channels?session_id={os.urandom(4).hex()}")


def hear(socket: ClientConnection, kind: str) -> list[str]:
    """Wait for a message of a kind, and return the kinds that came before it."""
    before: list[str] = []
    while True:
        frame = socket.recv(PATIENCE)
        assert isinstance(frame, bytes)
        found = unpack(frame)[1]
        if found == kind:
            return before
        before.append(found)


def until_said(socket: ClientConnection, text: str) -> Iterator[dict[str, Any]]:
    """Yield the contents of messages up to the one that has a text in it."""
    while True:
        frame = socket.recv(PATIENCE)
        assert isinstance(frame, bytes)
        content = unpack(frame)[2]
        yield content
        if text in json.dumps(content):
            return


def test_reload_gets_the_session_back(anywhere: Server) -> None:
    page = counted(Visitor(anywhere).open("?a=1"))
    again = page.reload().welcomed()
    assert again.again
    assert (again.tab, again.session, again.kernel) == (page.tab, page.session, page.kernel)
    again.see("count is 1")
    other = again.reload("?a=2").welcomed()
    assert other.report()["query"] == {"a": "2"}
    other.see("count is 1")
    assert len(anywhere.sessions()) == 1


def test_lost_connection_is_opened_again(anywhere: Server) -> None:
    page = counted(Visitor(anywhere).open())
    for _ in range(3):
        page.socket.socket.shutdown(2)
        page.reconnect().welcomed()
        assert page.again
        page.see("count is 1")
    page.click("Add")
    page.see("count is 2")


def test_another_tab_gets_a_session_of_its_own(server: Server) -> None:
    visitor = Visitor(server)
    first, second = counted(visitor.open()), visitor.open()
    assert not second.again
    assert {first.kernel, first.session, first.tab}.isdisjoint({second.kernel, second.session, second.tab})
    second.see("count is 0")


def test_handle_of_another_user_opens_a_new_session(serve: Launcher) -> None:
    server = serve("--token=abc")
    victim, thief = Visitor(server), Visitor(server)
    page = counted(victim.open("?token=abc"))
    thief.get("?token=abc")
    stolen = Page(thief, tab=page.tab).connect().welcomed()
    assert not stolen.again
    assert stolen.tab != page.tab
    stolen.see("count is 0")
    resumed = Page(thief, tab=page.tab)
    resumed.resume = True
    assert resumed.connect().over() == ("server", 4000)
    page.see("count is 1")
    page.reload().welcomed().see("count is 1")
    assert "presented the page handle of another one" in serve.log()
    assert page.tab not in serve.log()


def test_browser_without_cookies_keeps_its_session(server: Server) -> None:
    # Nobody logs in, and every request is one of a new user then: the handle is proof enough.
    visitor = Visitor(server)
    page = counted(Page(visitor).connect().welcomed())
    assert visitor.cookies == {}
    page.reload().welcomed().see("count is 1")


@pytest.mark.parametrize("handle", ["", "x", "../..", "a" * 128, "\ud800", "\0"])
def test_unknown_handle_opens_a_new_session(server: Server, handle: str) -> None:
    page = Page(Visitor(server), tab=handle).connect().welcomed()
    assert not page.again
    assert page.tab != handle
    page.see("count is 0")


def test_page_that_shows_a_session_does_not_silently_get_another(server: Server) -> None:
    page = Page(Visitor(server), tab="unknown")
    page.resume = True
    assert page.connect().over() == ("server", 4000)
    assert server.sessions() == []


def test_reload_while_the_app_is_still_starting_joins_it(serve: Launcher) -> None:
    # A process takes a while to start.
    server = serve(isolation="process")
    page = Visitor(server).open()
    assert server.sessions()[0]["state"] == "starting"
    again = page.reload().welcomed()
    assert again.again
    assert again.kernel == page.kernel
    again.see("count is 0")
    assert len(server.kernels()) == 1


@pytest.mark.parametrize("mode", TWO_MODES)
def test_lease_begins_when_the_page_has_gone(serve: Launcher, mode: str) -> None:
    server = serve(SHORT, isolation=mode)
    page = counted(Visitor(server).open())
    pid = page.report()["pid"]
    page.close()
    until(lambda: True if server.sessions() == [] else None)
    assert page.reconnect().over() == ("expired", 4000)
    again = page.reload().welcomed()
    assert not again.again
    again.see("count is 0")
    if mode == "process":
        until(lambda: gone(pid))


def test_widgets_of_others_do_not_keep_a_session(serve: Launcher) -> None:
    server = serve(SHORT)
    page = Visitor(server).open()
    page.settled()
    with kernel_socket(page) as socket:
        page.close()
        with pytest.raises(ConnectionClosed):  # noqa: PT012  # messages may come before
            while True:
                socket.recv(PATIENCE)
    assert server.sessions() == []


@pytest.mark.parametrize("mode", TWO_MODES)
def test_script_without_a_page_is_stopped_and_its_state_kept(
    serve: Launcher, tmp_path: Path, mode: str
) -> None:
    ended = tmp_path / "ended"
    serve.script.write_text(WAITING.format(marker=str(tmp_path / "never"), ended=str(ended)))
    server = serve("--limits.runLease=0.1", isolation=mode)
    page = counted(Visitor(server).open())
    page.click("Wait")
    page.hear("at work")
    page.close()
    until(lambda: ended.exists() or None)
    again = page.reload().welcomed()
    assert again.again
    again.see("count is 1")
    again.click("Add")
    again.see("count is 2")


def test_message_of_an_unloading_page_ends_nothing(server: Server) -> None:
    page = counted(Visitor(server).open())
    answer = page.visitor.get(f"voila/api/shutdown/{page.kernel}", method="POST")
    assert answer.status == 204
    page.reload().welcomed().see("count is 1")


def test_session_ends_with_its_kernel(serve: Launcher, mode: str) -> None:
    server = serve("--workers=1", isolation=mode)
    page, other = (counted(Visitor(server).open()) for _ in range(2))
    os.kill(page.report()["pid"], signal.SIGKILL)
    assert page.over() == ("crashed", 4000)
    again = page.reload().welcomed()
    assert not again.again
    again.see("count is 0")
    if mode == "shared":
        assert other.over() == ("crashed", 4000)
    else:
        other.see("count is 1")


def test_kernel_is_only_for_its_user(serve: Launcher) -> None:
    server = serve("--token=abc")
    owner, other = Visitor(server), Visitor(server)
    page = owner.open("?token=abc")
    other.get("?token=abc")
    page.settled()
    path = f"api/kernels/{page.kernel}"
    assert owner.get(path).status == 200
    assert other.get(path).status == 404
    assert server.ask(path).status == 403
    with kernel_socket(page) as socket:
        socket.send(pack("kernel_info_request", {}))
        hear(socket, "kernel_info_reply")
    page.visitor = other
    with pytest.raises(InvalidStatus, match="404"):
        kernel_socket(page)
    page.visitor = Visitor(server)
    with pytest.raises(InvalidStatus, match="403"):
        kernel_socket(page)
    assert {owner.get(path, method=method).status for method in ("DELETE", "PATCH", "POST")} <= {403, 405}
    page.see("count is 0")


@pytest.mark.parametrize("kernel", ["00000000-0000-0000-0000-000000000000", "x", "..%2f..", "a" * 3000])
def test_kernel_that_is_nobodys_gets_no_connection(server: Server, kernel: str) -> None:
    page = Visitor(server).open()
    assert page.visitor.get(f"api/kernels/{kernel}").status == 404
    page.kernel = kernel
    with pytest.raises(InvalidStatus, match="404"):
        kernel_socket(page)


def test_widgets_of_others_reach_their_kernel_and_nothing_else(anywhere: Server) -> None:
    page = Visitor(anywhere).open()
    pid = page.report()["pid"]
    code = {"code": f"import os; os.kill({pid}, 9)", "silent": False, "user_expressions": {}}
    with kernel_socket(page) as socket:
        for kind in ("execute_request", "inspect_request", "complete_request", "history_request"):
            socket.send(pack(kind, code))
        for kind in ("shutdown_request", "interrupt_request", "debug_request", "execute_request"):
            socket.send(pack(kind, {**code, "restart": False}, channel="control"))
        socket.send("{}")
        socket.send(b"nonsense")
        socket.send(pack("comm_info_request", {}))
        heard = hear(socket, "comm_info_reply")
        socket.send(pack("kernel_info_request", {}))
        heard += hear(socket, "kernel_info_reply")
        # What the app says and prints meanwhile is there to be heard.
        assert not {kind for kind in heard if kind.endswith("_reply") or kind.startswith("execute")}
        assert anywhere.sessions()[0]["views"] == 2
    page.click("Add")
    page.see("count is 1")
    assert not gone(pid)


def test_prints_of_a_script_are_not_for_its_visitors(serve: Launcher, mode: str) -> None:
    serve.script.write_text(PRINTS)
    server = serve(isolation=mode)
    page = Visitor(server).open()
    page.settled()
    with kernel_socket(page) as socket:
        socket.send(pack("kernel_info_request", {}))
        hear(socket, "kernel_info_reply")
        page.click("Add")
        *_, opened = until_said(socket, "IntSliderModel")
        page.see("2 widgets")
        update = {"method": "update", "state": {"value": 5}, "buffer_paths": []}
        socket.send(pack("comm_msg", {"comm_id": opened["comm_id"], "data": update}))
        heard = [json.dumps(content) for content in until_said(socket, "this is the end")]
    assert any("for the widget" in text for text in heard)
    assert not any("for the author" in text for text in heard)
    if mode != "process":
        # One's own process has nobody who reads what it prints.
        until(lambda: True if serve.log().count("for the author") >= 3 else None)


def test_widgets_of_another_origin_get_no_connection(server: Server) -> None:
    page = Visitor(server).open()
    page.settled()
    with pytest.raises(InvalidStatus, match="403"):
        page.visitor.connect(f"api/kernels/{page.kernel}/channels", Origin="http://evil.example")


def test_flood_of_messages_of_widgets_is_cut_off_and_the_page_stays(serve: Launcher) -> None:
    page = counted(Visitor(serve()).open())
    widgets = kernel_socket(page)
    message = pack("comm_msg", {"comm_id": "none", "data": {}})
    with pytest.raises(ConnectionClosed) as closed:  # noqa: PT012  # it is noticed at some time
        while True:
            widgets.send(message)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1008
    page.click("Add")
    page.see("count is 2")
    assert serve.log().count("send too many messages") == 1
