"""What do the demo and the gallery look like? Takes a picture of each of their pages into ``screenshots/``.

One picture of the whole page per page of an app, width (1280 and 390 CSS pixels) and colour scheme. Run by
``make screenshots``; arguments, such as ``weather gallery-chat``, name the pages to take when not all are wanted.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "screenshots"
APPS = {"": ["hello"], "gallery-": ["run", str(ROOT / "notebooks" / "apps" / "gallery" / "app.py")]}
"""What the names of an app's pictures begin with, and the command that serves it."""
WIDTHS = {1280: 800, 390: 844}
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
START_LIMIT = 60.0
"""Time the server gets to answer, in seconds."""
SETTLED = '[data-testid="stApp"][data-run-state="idle"]'
NAVIGATION = '[data-testid="stSidebarNavLink"]'
PICTURES = 20
"""Of a page that does not come to rest so many are taken, and the last one is kept."""
HEIGHT_LIMIT = 6000
"""A picture is at most as high as this, in CSS pixels."""

# Code and fonts for charts, tables and icons are fetched when the first of them appears. The network need not be at
# rest: a player leaves its connection open for as long as it likes.
DRAWN = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  return document.fonts.status === "loaded"
    && all(".rv-placeholder, .rv-foreign[aria-busy]").length === 0
    && all("figure[aria-busy=true]").every((figure) => figure.checkVisibility() === false)
    && all(".rv-chart-canvas").every((chart) => chart.checkVisibility() === false || chart.querySelector("canvas"))
    && all("img").every((image) => image.complete)
    && all("video, audio").every((one) => one.networkState !== one.NETWORK_LOADING || one.readyState > 0);
}"""
# The page scrolls inside the main area; this is how high it would be without.
HEIGHT = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return Math.ceil(main.scrollHeight + innerHeight - main.clientHeight);
}"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    sys.exit(f"No app answers at {url}.")


@contextmanager
def serving(command: list[str]) -> Iterator[str]:
    """Serve an app, such as that of ``["hello"]``, until the block ends; gives its address."""
    port = free_port()
    home = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen(
        [sys.executable, "-m", "revoila", *command, "--no-browser", f"--port={port}"], cwd=ROOT
    )
    try:
        wait_until_up(home, server)
        yield home
    finally:
        server.terminate()
        server.wait(timeout=20)


def page_urls(browser: Browser, home: str) -> Iterator[tuple[str, str]]:
    """Yield name and address of every page that an app's menu links to."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(home)
    page.wait_for_selector(SETTLED)
    links = [
        (link.inner_text(), link.evaluate("link => link.href"))
        for link in page.query_selector_all(NAVIGATION)
    ]
    page.close()
    for title, address in links:
        path = urllib.parse.urlsplit(address).path.strip("/")
        # The first page of an app has no path of its own.
        yield path.replace("/", "-") or title.split()[-1].lower(), address


def settle(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(SETTLED)
    page.wait_for_function(DRAWN)


def take_picture(page: Page, target: Path, width: int, height: int) -> None:
    whole = min(HEIGHT_LIMIT, max(height, page.evaluate(HEIGHT)))
    page.set_viewport_size({"width": width, "height": whole})
    page.wait_for_function(DRAWN)
    target.write_bytes(last_picture(page))
    page.set_viewport_size({"width": width, "height": height})


def last_picture(page: Page) -> bytes:
    """Return a picture that another one is equal to: charts draw themselves step by step."""
    before = b""
    for _ in range(PICTURES):
        picture = page.screenshot(animations="disabled")
        if picture == before:
            break
        before = picture
    return before


def take_pictures(browser: Browser, pages: list[tuple[str, str]]) -> None:
    for (width, height), scheme in product(WIDTHS.items(), SCHEMES):
        # One tab for all pages: each new tab would wait for a kernel of its own.
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        for name, address in pages:
            settle(page, address)
            target = TARGET / f"{name}-{width}-{scheme}.png"
            take_picture(page, target, width, height)
            print(target.relative_to(ROOT))
        page.close()


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    wanted = sys.argv[1:]
    flags = ["--disable-gpu", "--disable-background-networking", "--no-first-run"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for prefix, command in APPS.items():
            # An app of which nothing is wanted need not start.
            if wanted and not any(name.startswith("gallery-") == bool(prefix) for name in wanted):
                continue
            with serving(command) as home:
                pages = [(prefix + name, address) for name, address in page_urls(browser, home)]
                take_pictures(browser, [(n, url) for n, url in pages if not wanted or n in wanted])


if __name__ == "__main__":
    main()
