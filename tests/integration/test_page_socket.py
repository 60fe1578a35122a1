"""What a page may say on its websocket, and what becomes of everything else."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

import pytest
from tests.integration.conftest import (
    PATIENCE,
    SUBPROTOCOL,
    TWO_MODES,
    Page,
    Visitor,
    gone,
    pack,
    until,
)
from websockets.client import ClientProtocol
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.uri import parse_uri

if TYPE_CHECKING:
    from tests.integration.conftest import Launcher, Server

ENDED, FAILED, REPLACED, REFUSED = 4000, 4001, 4002, 4003
TOO_MUCH, TOO_BIG = 1008, 1009

CHATTY = """
import time
import streamlit as st

slot = st.empty()
if st.button("Much"):
    for number in range(150):
        slot.text(f"{number} " + "x" * 2_000_000)
        time.sleep(0.02)
    slot.text("it is done")
if st.button("Print"):
    for number in range(200):
        print("x" * 100_000)
    st.text("it is printed")
"""


@pytest.fixture
def page(server: Server) -> Page:
    """Return a page that has not connected yet."""
    visitor = Visitor(server)
    visitor.get()
    return Page(visitor)


def attach(page: Page, **changes: Any) -> None:
    page.socket.send(json.dumps({"attach": {**page.attachment(), **changes}}))


def test_page_says_what_it_wants_and_is_welcomed(page: Page) -> None:
    page.connect().welcomed()
    assert page.socket.subprotocol == SUBPROTOCOL
    assert len(page.tab) >= 43
    assert page.tab not in {page.session, page.kernel}
    assert not page.again
    page.see("count is 0")


def test_ping_is_answered_at_any_time(page: Page) -> None:
    page.open_socket()
    page.socket.send('{"ping": 1}')
    assert page.word("pong") == 1
    page.connect().welcomed()
    page.socket.send('{"ping": "again"}')
    assert page.word("pong") == "again"


def test_websocket_without_our_subprotocol_is_closed(server: Server) -> None:
    url = f"ws://{server.host}/api/revoila/page"
    with connect(url, proxy=None) as plain, pytest.raises(ConnectionClosed) as closed:
        plain.recv(PATIENCE)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == REFUSED
    assert SUBPROTOCOL in closed.value.rcvd.reason
    assert server.sessions() == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "3",
        '"attach"',
        '["attach"]',
        "{}",
        '{"hello": 1}',
        '{"welcome": {"tab": "x"}}',
        "[" * 100_000,
        '{"attach"' + ":{" * 10_000,
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        '"\\ud800"',
        "9" * 10_000,
    ],
)
def test_what_is_no_word_is_borne(page: Page, text: str) -> None:
    page.open_socket()
    page.socket.send(text)
    page.socket.send('{"ping": 1}')
    assert page.word("pong") == 1


def test_too_much_of_it_is_not(page: Page, server: Server) -> None:
    page.open_socket()
    for _ in range(100):
        page.socket.send("nonsense")
    assert page.closed() == TOO_MUCH
    assert server.sessions() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"app": 3},
        {"app": "x" * 2000},
        {"tab": "x" * 200},
        {"tab": None},
        {"load": "x" * 100},
        {"view": {"path": "x" * 600}},
        {"view": {"path": "a\\b"}},
        {"view": {"path": 3}},
        {"view": {"query": "x" * 1024**2}},
        {"view": {"query": "&".join(["a=1"] * 1000)}},
        {"view": {"query": "a\0b"}},
    ],
)
def test_page_that_asks_for_what_cannot_be_is_refused(
    page: Page, server: Server, changes: dict[str, Any]
) -> None:
    page.open_socket()
    attach(page, **changes)
    assert page.closed() == REFUSED
    assert server.sessions() == []


@pytest.mark.parametrize("said", [None, [], "x", 3])
def test_attach_is_an_object(page: Page, said: Any) -> None:
    page.open_socket()
    page.socket.send(json.dumps({"attach": said}))
    assert page.closed() == REFUSED


@pytest.mark.parametrize("name", ["none", "../first_app.py", "first_app", "/", "\ud800"])
def test_app_that_there_is_not_is_named_as_such(page: Page, server: Server, name: str) -> None:
    page.open_socket()
    attach(page, app=name)
    assert "no such app" in page.word("failed")["message"]
    assert page.closed() == FAILED
    assert server.sessions() == []


def test_page_attaches_once(page: Page, server: Server) -> None:
    page.connect().welcomed()
    attach(page, tab="other", load="other")
    attach(page, app="none")
    page.click("Add")
    page.see("count is 1")
    assert len(server.sessions()) == 1


def test_messages_that_come_first_wait_for_the_session(page: Page) -> None:
    page.open_socket()
    page.socket.send(b"no message")
    page.send("execute_request", {"code": "1"})
    page.send("comm_open", {"target_name": "revoila.page", "data": page.hello()})
    attach(page)
    page.welcomed()
    page.see("count is 0")


def test_who_sends_much_before_it_attaches_takes_no_room(page: Page, server: Server) -> None:
    page.connect().welcomed()
    page.settled()
    before = server.memory()
    early = Page(page.visitor).open_socket()
    for _ in range(30):
        early.send("comm_msg", {"data": "x" * 2_000_000})
    early.socket.send('{"ping": 1}')
    assert early.word("pong") == 1
    assert server.memory() - before < 20 * 1024**2


CODE = {"silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}


@pytest.mark.parametrize("channel", ["shell", "control", "stdin", "iopub", "none", ""])
def test_page_can_say_nothing_else_to_its_kernel(page: Page, channel: str) -> None:
    page.connect().welcomed()
    pid = page.report()["pid"]
    code = f"import os; os.kill({pid}, 9)"
    kinds = ["execute_request", "shutdown_request", "interrupt_request", "debug_request", "input_reply"]
    kinds += ["inspect_request", "complete_request", "history_request", "is_complete_request"]
    kinds += ["kernel_info_request", "comm_info_request", "create_subshell_request", "", "comm_msg "]
    for kind in kinds:
        page.send(kind, {**CODE, "code": code, "restart": False}, channel=channel)
    if channel != "shell":
        page.send("comm_close", {}, channel=channel)
    page.click("Add")
    page.see("count is 1")
    assert not gone(pid)


def test_what_is_no_message_is_borne_up_to_a_point(page: Page) -> None:
    page.connect().welcomed()
    for _ in range(50):
        page.socket.send(b"\xff" * 100)
    page.see("count is 0")
    for _ in range(50):
        page.socket.send(b"")
    assert page.closed() == TOO_MUCH
    page.reconnect().welcomed()
    assert page.again


def test_odd_contents_change_nothing(anywhere: Server) -> None:
    page = Visitor(anywhere).open()
    deep = '{"a":' * 50_000 + "1" + "}" * 50_000
    for content in ("[]", "null", "{", deep, '{"comm_id": []}', '{"comm_id": "x", "data": 3}', "9" * 9_000):
        for kind in ("comm_open", "comm_msg", "comm_close"):
            whole = pack(kind, {"text": ""})
            page.socket.send(_with_content(whole, content.encode()))
    targets: list[Any] = [
        "jupyter.widget",
        "jupyter.widget.control",
        "none",
        "revoila.page.",
        "",
        None,
        3,
        [],
    ]
    for target in targets:
        other = {"comm_id": f"other {target}", "target_name": target}
        page.send("comm_open", {**other, "data": {}})
        page.send("comm_msg", {**other, "data": {"method": "request_states"}})
    page.send("comm_msg", {"comm_id": "none", "data": {"method": "rerun"}})
    odd: list[Any] = [
        None,
        [],
        "x",
        {"method": "event", "events": [1]},
        {"method": "none"},
        {"method": "hello"},
    ]
    for data in odd:
        page.send("comm_msg", {"data": data})
    page.click("Add")
    page.see("count is 1")


def _with_content(message: bytes, content: bytes) -> bytes:
    """Return a message with another content, whatever that is."""
    count = int.from_bytes(message[:8], "little")
    offsets = [int.from_bytes(message[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
    offsets[-1] = offsets[-2] + len(content)
    head = b"".join(number.to_bytes(8, "little") for number in (count, *offsets))
    return head + message[len(head) : offsets[-2]] + content


def test_flood_of_messages_is_cut_off_and_the_session_stays(serve: Launcher) -> None:
    page = Visitor(serve()).open()
    page.click("Add")
    page.see("count is 1")
    message = pack("comm_msg", {"comm_id": page.comm, "data": {"method": "none"}})
    with pytest.raises(ConnectionClosed) as closed:  # noqa: PT012  # it is noticed at some time
        # As many as a slow machine needs to see a thousand within one second.
        while True:
            page.socket.send(message)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == TOO_MUCH
    page.reconnect().welcomed()
    assert page.again
    page.see("count is 1")
    # What was on its way then is not worth a word each.
    assert serve.log().count("sends too many messages") == 1


def test_flood_of_pings_is_cut_off(server: Server) -> None:
    page = Visitor(server).open()
    with pytest.raises(ConnectionClosed) as closed:  # noqa: PT012  # as above
        while True:
            page.socket.ping()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == TOO_MUCH
    page.reconnect().welcomed()
    page.see("count is 0")


def test_frame_beyond_its_limit_ends_the_connection_and_nothing_else(serve: Launcher) -> None:
    page = Visitor(serve("--limits.eventSize=100000")).open()
    page.say(method="none", text="x" * 90_000)
    page.click("Add")
    page.see("count is 1")
    with pytest.raises(ConnectionClosed) as closed:  # noqa: PT012  # it may be noticed by either
        page.say(method="none", text="x" * 200_000)
        while True:
            page.message()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == TOO_BIG
    page.reconnect().welcomed()
    assert page.again
    page.see("count is 1")


@pytest.mark.parametrize("mode", TWO_MODES)
def test_page_that_does_not_read_is_cut_off_and_gets_the_rest_later(serve: Launcher, mode: str) -> None:
    serve.script.write_text(CHATTY)
    server = serve(isolation=mode)
    visitor = Visitor(server)
    visitor.get()
    page = Page(visitor).connect(queue=1).welcomed()
    page.click("Much")
    before = server.memory()
    highest = before

    def cut_off() -> bool | None:
        nonlocal highest
        highest = max(highest, server.memory())
        return True if "does not read" in serve.log() else None

    until(cut_off)
    assert highest - before < 200 * 1024**2, "it is sent 300 MB"
    until(lambda: True if server.sessions()[0]["state"] == "detached" else None)
    again = page.reload().welcomed()
    assert again.again
    again.see("it is done")


@pytest.mark.parametrize("mode", TWO_MODES)
def test_what_a_script_prints_does_not_cost_it_its_page(serve: Launcher, mode: str) -> None:
    serve.script.write_text(CHATTY)
    page = Visitor(serve(isolation=mode)).open()
    page.click("Print")
    page.see("it is printed")


def test_page_of_another_origin_gets_no_connection(page: Page, server: Server) -> None:
    origins = ["http://evil.example", f"http://{server.host}.evil.example", "https://evil.example:8501"]
    for origin in [*origins, "null", "file://", f"http://evil.example/{server.host}"]:
        with pytest.raises(InvalidStatus, match="403"):
            page.open_socket(Origin=origin)
    page.connect(Origin=f"http://{server.host}").welcomed()
    page.see("count is 0")


def test_nobody_connects_without_a_login(serve: Launcher) -> None:
    server = serve("--token=abc")
    with pytest.raises(InvalidStatus, match="403"):
        Page(Visitor(server)).open_socket()
    with pytest.raises(InvalidStatus, match="403"):
        Page(Visitor(server)).open_socket(Authorization="token abd")
    assert server.sessions() == []
    Page(Visitor(server)).connect(Authorization="token abc").welcomed()


class Silence:
    """The connection of a page whose computer has vanished: nothing is answered on it any more."""

    def __init__(self, page: Page) -> None:
        server = page.visitor.server
        url = f"ws://{server.host}{server.base}api/revoila/page"
        protocol = ClientProtocol(parse_uri(url), subprotocols=[SUBPROTOCOL])
        request = protocol.connect()
        request.headers.update(page.visitor.cookie())
        host, _, port = server.host.partition(":")
        self._socket = socket.create_connection((host, int(port)), PATIENCE)
        server.visits.enter_context(self._socket)
        protocol.send_request(request)
        self._flush(protocol)
        while not protocol.events_received():
            protocol.receive_data(self._socket.recv(65536))
        protocol.send_text(json.dumps({"attach": page.attachment()}).encode())
        self._flush(protocol)

    def _flush(self, protocol: ClientProtocol) -> None:
        for data in protocol.data_to_send():
            self._socket.sendall(data)


def test_duplicated_tab_gets_a_session_of_its_own(anywhere: Server) -> None:
    page = Visitor(anywhere).open()
    page.click("Add")
    page.see("count is 1")
    copy = page.duplicate().welcomed()
    assert not copy.again
    assert copy.tab != page.tab
    assert copy.kernel != page.kernel
    copy.see("count is 0")
    page.click("Add")
    page.see("count is 2")
    assert len(anywhere.sessions()) == 2


def test_reload_takes_over_from_a_connection_that_is_half_open(page: Page, server: Server) -> None:
    page.connect().welcomed()
    page.click("Add")
    page.see("count is 1")
    page.close()
    Silence(page)
    until(lambda: server.sessions()[0]["views"] == 1 or None)
    again = page.duplicate().welcomed()
    assert again.again
    assert again.tab == page.tab
    again.see("count is 1")
    assert len(server.sessions()) == 1


def test_page_that_connects_again_takes_the_place_of_its_own_connection(page: Page, server: Server) -> None:
    page.connect().welcomed()
    former = page.socket
    page.reconnect().welcomed()
    assert page.again
    with pytest.raises(ConnectionClosed) as closed:  # noqa: PT012  # messages may come before
        while True:
            former.recv(PATIENCE)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == REPLACED
    page.see("count is 0")
    (session,) = server.sessions()
    assert (session["state"], session["views"]) == ("connected", 1)
