"""``revoila run``: which visitors share a process, and what its end means for them."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from tests.integration.conftest import Launcher, Visitor, gone, until

if TYPE_CHECKING:
    from tests.integration.conftest import Page, Server

NAMES = ("ann", "bob", "eve")


def visits(server: Server) -> list[Page]:
    pages = [Visitor(server).open(f"?who={name}") for name in NAMES]
    for page in pages:
        page.see("count is 0")
    return pages


@pytest.mark.parametrize(("isolation", "processes"), [("shared", 1), ("pooled", 3), ("process", 3)])
def test_visitors_have_a_count_each_wherever_they_are(
    serve: Launcher, isolation: str, processes: int
) -> None:
    server = serve("--workers=1", isolation=isolation)
    pages = visits(server)
    for clicks, page in enumerate(pages, 1):
        for number in range(1, clicks + 1):
            page.click("Add")
            page.see(f"count is {number}")
    for clicks, page in enumerate(pages, 1):
        page.see(f"count is {clicks}")
    reports = [page.report() for page in pages]
    assert [report["query"]["who"] for report in reports] == list(NAMES)
    assert len({report["pid"] for report in reports}) == processes
    server.stop()
    for report in reports:
        until(lambda pid=report["pid"]: gone(pid))  # type: ignore[misc]  # mypy finds no type for it


@pytest.mark.parametrize(("isolation", "over"), [("shared", 3), ("pooled", 1)])
def test_a_dead_process_ends_the_sessions_that_were_in_it(serve: Launcher, isolation: str, over: int) -> None:
    server = serve("--workers=1", isolation=isolation)
    pages = visits(server)
    pid = pages[0].report()["pid"]
    os.kill(pid, signal.SIGKILL)
    for page in pages[:over]:
        assert page.over()[0] == "crashed"
    for page in pages[over:]:
        page.click("Add")
        page.see("count is 1")
    assert Visitor(server).open().report()["pid"] != pid
