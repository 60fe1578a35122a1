"""What visitors may ask for is limited, and who finds no place waits for one."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from tests.integration.conftest import PATIENCE, Visitor, gone, until
from tests.integration.test_serving_sessions import receive, send
from websockets.exceptions import ConnectionClosed, InvalidStatus

if TYPE_CHECKING:
    from tests.integration.conftest import Answer, Launcher, Server

SHORT = "c.PageSessions.lease = 0.1\n"


@dataclass
class Waiting:
    """A visitor on the waiting page, with its script."""

    visitor: Visitor
    page: Answer

    @classmethod
    def arrive(cls, server: Server) -> Waiting:
        visitor = Visitor(server)
        page = visitor.get()
        assert "data-revoila-waiting" in page.body
        return cls(visitor, page)

    def ask(self) -> dict[str, Any]:
        return dict(json.loads(self.visitor.get(self.page.attribute("data-poll")).body))

    def come_again(self) -> Answer:
        self.page = self.visitor.present(
            self.page.attribute("data-cookie"), self.page.attribute("data-ticket")
        )
        return self.page


def leave(visitor: Visitor, page: Answer) -> None:
    """Connect as a page does, and close the tab."""
    with visitor.connect(page.kernel_id()) as socket:
        send(socket, "kernel_info_request", {})
        receive(socket, "kernel_info_reply")


@pytest.mark.parametrize("limit", ["sessions", "sessionsPerApp"])
def test_visitors_wait_in_the_order_in_which_they_came(serve: Launcher, limit: str) -> None:
    server = serve(f"--limits.{limit}=1", config=SHORT)
    first = Visitor(server)
    page = first.open()
    second, third = Waiting.arrive(server), Waiting.arrive(server)
    assert "You are the next." in second.page.body
    assert "One visitor waits before you." in third.page.body
    assert second.page.headers["Cache-Control"] == "no-store"
    assert (second.ask()["ahead"], third.ask()["ahead"]) == (0, 1)
    assert len(server.kernels()) == 1
    assert first.reload().kernel_id() == page.kernel_id()
    leave(first, page)
    until(lambda: second.ask()["ready"] or None)
    assert not third.ask()["ready"]
    assert "data-revoila-waiting" in third.come_again().body
    assert "data-revoila-waiting" in Visitor(server).get().body
    assert second.come_again().stub()["pid"] != page.stub()["pid"]
    assert third.ask()["ahead"] == 0


def test_user_with_too_many_pages_waits_and_others_do_not(serve: Launcher) -> None:
    server = serve("--limits.sessionsPerUser=1")
    visitor = Visitor(server)
    page = visitor.open()
    waiting = visitor.get()
    assert "You have 1 page open here" in waiting.body
    assert Visitor(server).open().kernel_id() != page.kernel_id()
    assert visitor.reload().kernel_id() == page.kernel_id()


def test_place_is_only_for_its_own_visitor(serve: Launcher) -> None:
    server = serve("--limits.sessions=0", "--token=abc")
    owner, other = Visitor(server), Visitor(server)
    page = owner.get("?token=abc")
    other.get("?token=abc")
    path = page.attribute("data-poll")
    assert owner.get(path).status == 200
    assert other.get(path).status == 404
    assert server.ask(path).status == 403
    assert owner.get("api/revoila/waiting/unknown").status == 404


def test_waiting_page_runs_nothing_but_its_own_script(serve: Launcher) -> None:
    page = Waiting.arrive(serve("--limits.sessions=0")).page
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'nonce-")
    assert "unsafe" not in policy
    assert page.body.count("<script nonce=") == page.body.count("<script") == 1
    assert 'role="status"' in page.body
    assert "kernelId" not in page.body


def test_query_limits_are_options(serve: Launcher) -> None:
    server = serve("--limits.queryLength=10", "--limits.queryKeys=2")
    assert server.ask("?a=1&b=2&c=3").status == 414
    assert server.ask("?a=1234567890").status == 414
    assert server.ask("?a=1&b=2").status == 200


@pytest.mark.parametrize(
    ("query", "statuses"),
    # Newer Tornados refuse that many parameters before they ask us.
    [("x" * 1024**2, {414}), ("&".join(["a=1"] * 250_000), {400, 414})],
)
def test_query_of_a_megabyte_is_refused(serve: Launcher, query: str, statuses: set[int]) -> None:
    server = serve()
    answer = server.ask(f"?{query}")
    assert answer.status in statuses
    assert server.ready()
    assert server.kernels() == []
    log = (serve.root / "log0").read_text()
    assert max(map(len, log.splitlines()), default=0) < 5000


def test_frame_beyond_its_limit_ends_the_connection_and_nothing_else(serve: Launcher) -> None:
    server = serve("--limits.eventSize=100000")
    visitor = Visitor(server)
    page = visitor.open()
    with visitor.connect(page.kernel_id()) as socket:
        send(socket, "comm_msg", {"comm_id": "none", "data": {"text": "x" * 90_000}})
        send(socket, "kernel_info_request", {})
        receive(socket, "kernel_info_reply")
        with pytest.raises(ConnectionClosed) as closed:  # noqa: PT012  # it may be noticed by either
            send(socket, "comm_msg", {"comm_id": "none", "data": {"text": "x" * 200_000}})
            while True:
                socket.recv(PATIENCE)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
    with visitor.connect(page.kernel_id()) as socket:
        send(socket, "kernel_info_request", {})
        receive(socket, "kernel_info_reply")
    assert not gone(page.stub()["pid"])


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://{host}.evil.example", "https://evil.example:8501", "null", "file://"],
)
def test_page_of_another_origin_gets_no_connection(server: Server, origin: str) -> None:
    visitor = Visitor(server)
    page = visitor.open()
    headers = {"Origin": origin.format(host=server.host)}
    with pytest.raises(InvalidStatus, match="403"), visitor.connect(page.kernel_id(), **headers):
        pass
    with visitor.connect(page.kernel_id(), Origin=f"http://{server.host}") as socket:
        send(socket, "kernel_info_request", {})
        receive(socket, "kernel_info_reply")


@pytest.mark.parametrize("kernel_id", ["00000000-0000-0000-0000-000000000000", "x", "..%2f..", "a" * 3000])
def test_kernel_that_is_nobodys_gets_no_connection(server: Server, kernel_id: str) -> None:
    visitor = Visitor(server)
    visitor.open()
    with pytest.raises(InvalidStatus) as refused, visitor.connect(kernel_id):
        pass
    assert refused.value.response.status_code == 404
    assert visitor.get(f"api/kernels/{kernel_id}").status == 404


def test_flood_of_visitors_starts_no_more_kernels_than_allowed(serve: Launcher) -> None:
    server = serve("--limits.sessions=2", "--PageSessions.waiting=3")
    answers = [Visitor(server).get() for _ in range(7)]
    assert [answer.status for answer in answers] == [200] * 5 + [503] * 2
    assert sum("data-revoila-waiting" in answer.body for answer in answers) == 3
    assert len(server.kernels()) == 2
    assert os.getpid() not in server.kernels()
