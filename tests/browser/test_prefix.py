"""Apps below a path of a site: with a base URL, and behind a proxy that takes the prefix away."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from tests.browser.proxy import Proxy
from tests.browser.server import run_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

APPS = Path(__file__).parent.parent.parent / "notebooks" / "apps"
PREFIX = "/team/apps/"
DIAL = """
import ipywidgets as w
import streamlit as st
st.write(f"depth is {st.widget(w.IntSlider(value=3), key='dial').value}")
st.line_chart([1, 3, 2])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("apps")
    (path / "dial.py").write_text(DIAL)
    (path / "tour.py").write_text((APPS / "tour.py").read_text())
    return path


@pytest.fixture(scope="module")
def proxy(folder: Path) -> Iterator[Proxy]:
    server = run_app(folder, f"--base-url={PREFIX}", "--Revoila.server_url=/")
    try:
        with Proxy(PREFIX, urlsplit(server.address).netloc) as found:
            yield found
    finally:
        server.close()


def look_around(app: Any, address: str) -> None:
    """Use everything that has an address."""
    asked: list[str] = []
    app.page.on("request", lambda request: asked.append(request.url))
    app.page.on("websocket", lambda socket: asked.append(socket.url.replace("ws", "http", 1)))
    app.page.goto(address)
    app.page.get_by_role("link", name="tour").click()
    app.settle().press("Add")
    assert app.page.url == f"{address}tour/"
    expect(app.page.get_by_test_id("stVegaLiteChart").locator("canvas").first).to_be_visible()
    app.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Number two").click()
    expect(app.page).to_have_url(f"{address}tour/second")
    assert app.settle().texts() == ["query is {}", "count was 1"]
    assert app.reload().texts() == ["query is {}", "count was 1"]
    app.page.go_back()
    expect(app.page).to_have_url(re.compile("tour/$"))
    assert app.settle().texts()[0] == "count is 1"
    app.open(address + "dial/")
    app.root.locator(".noUi-handle").press("ArrowRight")
    expect(app.root.get_by_text("depth is 4")).to_be_visible()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_with_a_base_url(app: Any, serve: Callable[..., str], folder: Path) -> None:
    address = serve(folder, f"--base-url={PREFIX}")
    assert address.endswith(PREFIX)
    look_around(app, address)


def test_behind_a_proxy_that_takes_the_prefix_away(app: Any, proxy: Proxy) -> None:
    look_around(app, proxy.address)
    assert proxy.refused == []
