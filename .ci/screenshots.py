"""What does the demo look like? Takes a picture of each of its pages into ``screenshots/``.

One picture of the whole page per page of the app, width (1280 and 390 CSS pixels) and colour scheme. Run by
``make screenshots``; arguments, such as ``weather look``, name the pages to take when not all are wanted.
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
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "screenshots"
WIDTHS = {1280: 800, 390: 844}
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
START_LIMIT = 60.0
"""Time the server gets to answer, in seconds."""
SETTLED = '[data-testid="stApp"][data-run-state="idle"]'
NAVIGATION = '[data-testid="stSidebarNavLink"]'
HEIGHT_LIMIT = 6000
"""A picture is at most as high as this, in CSS pixels."""

# Code and fonts for charts, tables and icons are fetched when the first of them appears.
DRAWN = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  return document.fonts.status === "loaded"
    && all('[data-testid="stSkeleton"]').length === 0
    && all(".rv-chart-canvas").every((chart) => chart.checkVisibility() === false || chart.querySelector("canvas"))
    && all("img").every((image) => image.complete);
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
    sys.exit(f"No demo answers at {url}.")


def page_urls(browser: Browser, home: str) -> Iterator[tuple[str, str]]:
    """Yield name and address of every page that the demo's menu links to."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(home)
    page.wait_for_selector(SETTLED)
    addresses = [link.evaluate("link => link.href") for link in page.query_selector_all(NAVIGATION)]
    page.close()
    for address in addresses or [home]:
        path = urllib.parse.urlsplit(address).path.strip("/")
        yield path.replace("/", "-") or "home", address


def settle(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(SETTLED)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(DRAWN)


def take_picture(page: Page, target: Path, width: int, height: int) -> None:
    whole = min(HEIGHT_LIMIT, max(height, page.evaluate(HEIGHT)))
    page.set_viewport_size({"width": width, "height": whole})
    page.screenshot(path=target, animations="disabled")
    page.set_viewport_size({"width": width, "height": height})


def take_pictures(browser: Browser, home: str, wanted: list[str]) -> None:
    pages = [(name, url) for name, url in page_urls(browser, home) if not wanted or name in wanted]
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
    port = free_port()
    home = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "revoila", "hello", "--no-browser", f"--port={port}"]
    server = subprocess.Popen(command, cwd=ROOT)
    flags = ["--disable-gpu", "--disable-background-networking", "--no-first-run"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    try:
        wait_until_up(home, server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
            take_pictures(browser, home, sys.argv[1:])
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
