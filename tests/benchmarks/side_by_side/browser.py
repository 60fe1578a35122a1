"""Chromium with the probe in every page."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
LOCAL = re.compile(r"https?://(127\.0\.0\.1|localhost)[:/]")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    # A request to another origin fails at once instead of waiting for an answer.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


class Opened(NamedTuple):
    """A page that shows its first text; times in milliseconds since its navigation."""

    context: BrowserContext
    page: Page
    dom: float
    paint: float


def launch(playwright: Playwright) -> Browser:
    """Start the browser that `BENCH_CHROMIUM` names, else the system's, else Playwright's own."""
    path = os.environ.get("BENCH_CHROMIUM") or shutil.which("chromium")
    return playwright.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS)


def version() -> str:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        found = chromium.version
        chromium.close()
    return found


def new_context(browser: Browser, first: str) -> BrowserContext:
    """Return a fresh profile whose pages watch for their first text, a regular expression."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(f"window.__B_first = {first!r};\n{PROBE}")
    return context


def go(context: BrowserContext, page: Page, url: str, timeout: float = 120) -> Opened:
    """Open an address and wait for its first text."""
    page.goto(url, wait_until="commit", timeout=timeout * 1000)
    first = page.evaluate("() => __B.first.promise.then(e => ({dom: e.dom, paint: e.paint}))")
    return Opened(context, page, first["dom"], first["paint"])


def settle(page: Page, quiet: int = 250) -> None:
    """Wait until nothing has changed for so many milliseconds."""
    page.evaluate("(quiet) => __B.idle(quiet, 8000)", quiet)


class Traffic:
    """Counts requests, frames and bytes of one page."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._http: dict[str, int] = {}
        self._requests = 0
        self._bytes = {"in": 0.0, "out": 0.0}
        self._frames = {"in": 0, "out": 0}
        self._foreign: set[str] = set()
        self._session.send("Network.enable")
        self._session.on("Network.requestWillBeSent", self._request)
        self._session.on("Network.dataReceived", self._data)
        self._session.on("Network.loadingFinished", self._finished)
        self._session.on("Network.webSocketFrameReceived", lambda event: self._frame(event, "in"))
        self._session.on("Network.webSocketFrameSent", lambda event: self._frame(event, "out"))

    def _request(self, event: dict[str, Any]) -> None:
        url: str = event["request"]["url"]
        if LOCAL.match(url):
            self._requests += 1
        elif url.startswith("http"):
            self._foreign.add(url.split("/")[2])

    def _data(self, event: dict[str, Any]) -> None:
        known = self._http.get(event["requestId"], 0)
        self._http[event["requestId"]] = known + event.get("encodedDataLength", 0)

    def _finished(self, event: dict[str, Any]) -> None:
        # The total with headers replaces what was summed while it came in.
        self._http[event["requestId"]] = event["encodedDataLength"]

    def _frame(self, event: dict[str, Any], way: str) -> None:
        frame = event["response"]
        binary = frame.get("opcode") == 2
        self._bytes[way] += len(frame["payloadData"]) * (0.75 if binary else 1)
        self._frames[way] += 1

    def summary(self) -> dict[str, Any]:
        return {
            "requests": self._requests,
            "http_kb": round(sum(self._http.values()) / 1e3, 1),
            "ws_in_kb": round(self._bytes["in"] / 1e3, 2),
            "ws_out_kb": round(self._bytes["out"] / 1e3, 2),
            "frames_in": self._frames["in"],
            "frames_out": self._frames["out"],
            "foreign_hosts": sorted(self._foreign),
        }

    def close(self) -> None:
        try:
            self._session.detach()
        except Error:
            return
