"""What several rows do alike: open a page, click, and time both."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tests.benchmarks.side_by_side.browser import Opened, Traffic, go, new_context, settle
from tests.benchmarks.side_by_side.machine import Noise
from tests.benchmarks.side_by_side.plan import FIRST, Measured

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.benchmarks.side_by_side.server import Server

ACTS = "([label, text, start, times, options]) => __B.acts(label, text, start, times, options)"

SLOW = 3.0
"""From here on, in seconds, a click is repeated less often."""


def open_page(browser: Browser, server: Server) -> Opened:
    """Open an app in a fresh profile."""
    context = new_context(browser, FIRST[server.app])
    return go(context, context.new_page(), server.url)


def cost_of_opening(browser: Browser, server: Server) -> dict[str, Any]:
    """Return what travels when a page opens; its time is not of interest."""
    context = new_context(browser, FIRST[server.app])
    page = context.new_page()
    traffic = Traffic(page)
    go(context, page, server.url)
    settle(page, 500)
    found = traffic.summary()
    context.close()
    return found


def click(
    page: Page, label: str, text: str, start: int, times: int, options: dict[str, Any]
) -> list[dict[str, Any]]:
    """Click some times; `{n}` in the awaited text counts on from the start."""
    found: list[dict[str, Any]] = page.evaluate(ACTS, [label, text, start, times, options])
    return found


class Clicker:
    """A run of clicks on one button of a page."""

    def __init__(self, server: Server, page: Page, label: str, text: str, **options: Any) -> None:
        self._server, self._page = server, page
        self._label, self._text, self._options = label, text, options
        self._done = 0
        self.results: list[dict[str, Any]] = []

    def _click(self, times: int) -> list[dict[str, Any]]:
        found = click(self._page, self._label, self._text, self._done, times, self._options)
        self._done += times
        return found

    def measure(self, row: str, times: int, *, warm: int = 3) -> Measured:
        """Click to warm up, then timed, then with the traffic counted, which slows a page down."""
        first = max(one["dom"] for one in self._click(warm)) / 1e3
        if first > SLOW:
            times = min(times, max(3, int(20 / first)))
        before, start = self._server.cpu(), time.perf_counter()
        with Noise() as noise:
            self.results = self._click(times)
        seconds = time.perf_counter() - start
        used = self._server.cpu().since(before)
        samples = {
            "ms": [one["dom"] for one in self.results],
            "paint_ms": [one["paint"] for one in self.results],
        }
        if "settled" in self.results[0]:
            samples["settled_ms"] = [one["settled"] for one in self.results]
        values = {
            "server_cpu_ms": round(1e3 * used.total / times, 2),
            "seconds": round(seconds, 2),
            **self._traffic(1 if first > SLOW else 3),
        }
        return Measured(row, samples, values, noise)

    def _traffic(self, times: int) -> dict[str, float]:
        traffic = Traffic(self._page)
        self._click(times)
        self._page.wait_for_timeout(150)
        found = traffic.summary()
        traffic.close()
        return {
            "kb_per_click": round((found["http_kb"] + found["ws_in_kb"] + found["ws_out_kb"]) / times, 2),
            "requests_per_click": round(found["requests"] / times, 2),
            "frames_in_per_click": round(found["frames_in"] / times, 2),
        }
