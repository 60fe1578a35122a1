"""A page that loses its connection, or its kernel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, WebSocketRoute

SCRIPT = """
import os
import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.write(f"count is {st.session_state.n}")
if st.button("Crash"):
    os._exit(1)
"""


class Cable:
    """The connection between a page and its kernel, which can be pulled out."""

    def __init__(self, page: Page) -> None:
        self._pulled = False
        self._open: list[WebSocketRoute] = []
        page.route_web_socket(re.compile("/channels"), self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self._pulled:
            socket.close(code=1011)
        else:
            self._open += [socket, socket.connect_to_server()]

    def pull(self) -> None:
        self._pulled = True
        for socket in self._open:
            socket.close(code=1011)
        self._open.clear()

    def plug_in(self) -> None:
        self._pulled = False


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("app") / "count.py"
    path.write_text(SCRIPT)
    return serve(path)


def test_a_page_catches_up_after_a_time_without_connection(app: Any, address: str) -> None:
    cable = Cable(app.page)
    app.open(address).press("Add")
    cable.pull()
    expect(app.root).to_have_attribute("data-test-connection-state", "PINGING_SERVER")
    app.root.get_by_role("button", name="Add").click()
    expect(app.page.get_by_test_id("stStatusWidget")).to_have_text("Reconnecting")
    assert app.attribute("data-run-state") == "running"
    cable.plug_in()
    # The host waits longer from one attempt to the next.
    expect(app.root.get_by_text("count is 2")).to_be_visible(timeout=60_000)
    assert app.settle().attribute("data-test-connection-state") == "CONNECTED"
    expect(app.press("Add").root.get_by_text("count is 3")).to_be_visible()


def test_a_page_whose_kernel_died_offers_a_new_start(app: Any, address: str) -> None:
    app.open(address).press("Add")
    app.root.get_by_role("button", name="Crash").click()
    banner = app.page.get_by_test_id("stConnectionStatus")
    expect(banner).to_contain_text("This session has ended.", timeout=60_000)
    expect(app.root.get_by_text("count is 1")).to_be_visible()
    banner.get_by_role("button", name="Start again").click()
    expect(app.root.get_by_text("count is 0")).to_be_visible(timeout=60_000)
    expect(app.settle().press("Add").root.get_by_text("count is 1")).to_be_visible()
