"""Sessions on Jupyter Kernel Gateways, behind a balancer that finds a kernel by its id."""

from __future__ import annotations

import json
import os
import signal
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_server.services.kernels.connection import base
from tests.integration.conftest import Page, Visitor, free_port, nodes, until
from tests.integration.gateways import Balancer, Gateway

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.conftest import Launcher, Server

APP = """\
import comm
import numpy as np
import revoila as st


def echo(opened, message):
    @opened.on_msg
    def answer(message):
        opened.send({"sizes": [len(one) for one in message["buffers"]]}, buffers=message["buffers"][::-1])


comm.get_comm_manager().register_target("echo", echo)
st.session_state.setdefault("count", 0)
if st.button("Add"):
    st.session_state.count += 1
st.write(f"count is {st.session_state.count}")
st.write(f"query is {st.query_params.to_dict()}, primary is {st.get_option('theme.primaryColor')}")
st.dataframe({"x": np.arange(1000)})
"""

WORK = """
import pathlib, time

if st.button("Work"):
    pathlib.Path({begun!r}).touch()
    said = "stopped"
    try:
        while not pathlib.Path({go!r}).exists():
            time.sleep(0.01)
            st.write("at work")
        said = "done"
    finally:
        pathlib.Path({ended!r}).write_text(said)
"""


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory, clean_environment: dict[str, str]) -> Iterator[Gateway]:
    """Return a gateway with a token, for tests that leave it as it is."""
    found = Gateway(
        tmp_path_factory.mktemp("gateway") / "one",
        {**clean_environment, "KG_AUTH_TOKEN": "very-secret"},
        "--KernelGatewayApp.kernel_websocket_connection_class=revoila.serving.connection.AppConnection",
    )
    until(found.ready)
    yield found
    found.kill()


@pytest.fixture
def balancer(gateway: Gateway) -> Iterator[Balancer]:
    with Balancer([gateway.url]).running() as found:
        yield found


@pytest.fixture
def remote(serve: Launcher, app_file: Path, balancer: Balancer) -> Server:
    """Return a server whose sessions are on the gateway."""
    app_file.write_text(APP)
    config = "c.GatewayClient.auth_token = 'very-secret'\nc.GatewayKernels.patience = 2.0\n"
    return serve("--gateway", balancer.url, "--log-level=DEBUG", config=config, isolation=None)


class Talker(Page):
    """A page that talks with another comm than the app's, too."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(visitor)
        self.answers: deque[tuple[Any, list[bytes]]] = deque()

    def answer(self) -> tuple[Any, list[bytes]]:
        """Return data and buffers of the next message of the other comm."""
        while not self.answers:
            frame = self.socket.recv(60)
            assert isinstance(frame, bytes)
            _, parts = base.deserialize_msg_from_ws_v1(frame)  # type: ignore[no-untyped-call]  # it has no types
            content = json.loads(parts[3])
            if content.get("comm_id") == "echo":
                self.answers.append((content["data"], parts[4:]))
        return self.answers.popleft()


def count(page: Page, number: int) -> None:
    """Press the button and wait until it was counted."""
    page.click("Add")
    page.see(f"count is {number}")


def test_sessions_of_other_gateways_go_on_when_one_dies(
    serve: Launcher, app_file: Path, tmp_path: Path, clean_environment: dict[str, str]
) -> None:
    app_file.write_text(APP)
    gateways = [Gateway(tmp_path / f"gateway{number}", clean_environment) for number in range(2)]
    try:
        for one in gateways:
            until(one.ready)
        with Balancer([one.url for one in gateways]).running() as balancer, ThreadPoolExecutor(8) as several:
            config = "c.GatewayKernels.patience = 2.0\n"
            server = serve("--gateway", balancer.url, config=config, isolation=None)
            pages = list(several.map(lambda _: Visitor(server).open(), range(20)))
            list(several.map(lambda page: count(page, 1), pages))
            places = [balancer.places[page.kernel] for page in pages]
            assert [places.count(one.url) for one in gateways] == [10, 10]
            gateways[0].kill()
            lost = [page for page, place in zip(pages, places, strict=True) if place == gateways[0].url]
            others = [page for page in pages if page not in lost]
            for number in (2, 3):
                list(several.map(partial(count, number=number), others))
            assert list(several.map(Page.over, lost)) == [("crashed", 4000)] * 10
            again = list(several.map(lambda page: Page(page.visitor).connect().welcomed(), lost))
            list(several.map(lambda page: count(page, 1), again))
            list(several.map(lambda page: count(page, 4), others))
    finally:
        for one in gateways:
            one.kill()


def test_gateway_that_is_not_there_is_named_in_the_log(serve: Launcher) -> None:
    port = free_port()
    address = f"http://someone:hush@127.0.0.1:{port}"
    server = serve("--gateway", address, config="c.GatewayKernels.start_timeout = 1.0\n", isolation=None)
    assert "server's log" in Visitor(server).come().word("failed")["message"]
    assert f"The gateway http://127.0.0.1:{port} does not give the kernel: " in serve.log()
    assert "hush" not in serve.log()


def test_gateway_that_refuses_is_quoted_in_the_log(serve: Launcher, gateway: Gateway) -> None:
    config = "c.GatewayClient.auth_token = 'wrong-token'\n"
    server = serve("--gateway", gateway.url, config=config, isolation=None)
    assert "server's log" in Visitor(server).come().word("failed")["message"]
    assert "HTTP 401" in serve.log()
    assert "wrong-token" not in serve.log()


def test_token_reaches_the_gateway_and_not_the_log(
    remote: Server, balancer: Balancer, serve: Launcher
) -> None:
    count(Visitor(remote).open(), 1)
    assert balancer.tokens == {"token very-secret"}
    assert "/api/revoila/page" in serve.log()
    assert "very-secret" not in serve.log()


def test_address_and_options_of_the_server_reach_the_kernel(
    serve: Launcher, app_file: Path, gateway: Gateway
) -> None:
    app_file.write_text(APP)
    config = "c.GatewayClient.auth_token = 'very-secret'\n"
    server = serve("--gateway", gateway.url, "--theme.primaryColor=#f00", config=config, isolation=None)
    Visitor(server).open("?a=1").see("query is {'a': '1'}, primary is #f00")


def test_bytes_arrive_as_they_are_in_both_directions(remote: Server) -> None:
    page = Talker(Visitor(remote))
    page.connect().welcomed().see("count is 0")
    first, second = bytes(range(256)) * 4000, b"\x00\xff"
    page.send("comm_open", {"comm_id": "echo", "target_name": "echo", "data": {}})
    page.send("comm_msg", {"comm_id": "echo", "data": {}}, buffers=(first, second))
    assert page.answer() == ({"sizes": [len(first), 2]}, [second, first])


def test_rows_of_a_long_table_come_from_the_gateway(remote: Server, app_file: Path) -> None:
    app_file.write_text("import numpy as np\nimport revoila as st\nst.dataframe(np.arange(50_000))\n")
    page = Visitor(remote).open()
    (table,) = (node for node in nodes(page.settled()) if node["k"] == "dataframe")
    source = table["p"]["source"]["name"]
    page.say(method="rows", request="r", view="v", source=source, op="search", text="49999", columns=["1"])
    found = page.hear('"request": "r"')
    assert (found["count"], found["matches"]) == (1, [[49_999, "1"]])
    page.say(method="rows", request="w", view="v", source=source, op="window", start=49_000, stop=49_100)
    assert page.hear('"request": "w"')["start"] == 49_000


def test_page_keeps_its_state_when_the_connection_with_the_gateway_breaks(
    remote: Server, balancer: Balancer
) -> None:
    page = Visitor(remote).open()
    count(page, 1)
    balancer.cut()
    assert page.closed() == 1012
    assert page.reconnect().welcomed().again
    page.see("count is 1")
    count(page, 2)


def test_kernel_is_found_by_the_cookie_of_a_balancer(
    serve: Launcher, app_file: Path, gateway: Gateway
) -> None:
    app_file.write_text(APP)
    with Balancer([gateway.url, "http://127.0.0.1:1"], by_cookie=True).running() as balancer:
        config = "c.GatewayClient.auth_token = 'very-secret'\n"
        server = serve("--gateway", balancer.url, config=config, isolation=None)
        pages = [Visitor(server).open() for _ in range(3)]
        for page in pages:
            count(page, 1)
        balancer.cut()
        assert {page.closed() for page in pages} == {1012}
        for page in pages:
            count(page.reconnect().welcomed(), 2)
        assert server.stop() == 0
        assert {page.kernel for page in pages} == set(balancer.ended)


def test_page_that_was_away_when_the_connection_broke_finds_its_state(
    remote: Server, balancer: Balancer
) -> None:
    page = Visitor(remote).open()
    count(page, 1)
    page.close()
    balancer.cut()
    assert page.reconnect().welcomed().again
    page.see("count is 1")


def test_ended_session_leaves_no_kernel_on_the_gateway(remote: Server, balancer: Balancer) -> None:
    page = Visitor(remote).open()
    until(lambda: balancer.places.get(page.kernel))
    remote.end_sessions()
    assert page.over() == ("stopped", 4000)
    until(lambda: True if page.kernel in balancer.ended else None)


def test_no_kernel_outlives_the_server(remote: Server, balancer: Balancer) -> None:
    pages = [Visitor(remote).open() for _ in range(3)]
    assert remote.stop() == 0
    assert {page.kernel for page in pages} <= set(balancer.ended)


def test_script_without_a_page_is_stopped_and_its_state_kept(
    serve: Launcher, app_file: Path, gateway: Gateway, tmp_path: Path
) -> None:
    ended = tmp_path / "ended"
    app_file.write_text(
        APP + WORK.format(begun=str(tmp_path / "begun"), go=str(tmp_path / "never"), ended=str(ended))
    )
    config = "c.GatewayClient.auth_token = 'very-secret'\n"
    server = serve("--gateway", gateway.url, "--limits.runLease=0.1", config=config, isolation=None)
    page = Visitor(server).open()
    count(page, 1)
    page.click("Work")
    until(lambda: (tmp_path / "begun").exists() or None)
    page.close()
    until(lambda: ended.exists() or None)
    page.reconnect().welcomed().see("count is 1")
    count(page, 2)


def test_server_that_ends_waits_for_a_script_at_work(
    serve: Launcher, app_file: Path, gateway: Gateway, tmp_path: Path
) -> None:
    begun, go, ended = (tmp_path / name for name in ("begun", "go", "ended"))
    app_file.write_text(APP + WORK.format(begun=str(begun), go=str(go), ended=str(ended)))
    config = "c.GatewayClient.auth_token = 'very-secret'\n"
    server = serve("--gateway", gateway.url, "--drain=60", config=config, isolation=None)
    page = Visitor(server).open()
    page.click("Work")
    until(lambda: begun.exists() or None)
    server.process.terminate()
    until(server.draining)
    go.touch()
    assert server.process.wait(60) == 0
    assert ended.read_text() == "done"


def test_kernel_that_dies_on_a_gateway_ends_its_session(remote: Server, gateway: Gateway) -> None:
    page = Visitor(remote).open()
    count(page, 1)
    for pid in gateway.hosts():
        os.kill(pid, signal.SIGKILL)
    assert page.over() == ("crashed", 4000)
    count(Page(page.visitor).connect().welcomed(), 1)
