"""L1, L1w, L2, I1, I2: the smallest app is opened, clicked, and its slider moved."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.benchmarks.side_by_side.browser import go, settle
from tests.benchmarks.side_by_side.machine import Noise
from tests.benchmarks.side_by_side.plan import Measured
from tests.benchmarks.side_by_side.rows.pages import Clicker, cost_of_opening, open_page
from tests.benchmarks.side_by_side.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from tests.benchmarks.side_by_side.plan import Stage

SLIDER_START = 10
SLIDER_WARM = 2


def measure(stage: Stage) -> Iterator[Measured]:
    if "L2" in stage.rows:
        yield server_starts(stage)
    if stage.rows & {"L1", "L1w", "I1", "I2"}:
        with Server(stage.peer, "small") as server:
            server.wait()
            if stage.rows & {"L1", "L1w"}:
                yield from opens(stage, server)
            if stage.rows & {"I1", "I2"}:
                yield from inputs(stage, server)


def server_starts(stage: Stage) -> Measured:
    """From the start of the server's process to its first page with content."""
    totals, answers = [], []
    with Noise() as noise:
        for _ in range(stage.plan.starts):
            with Server(stage.peer, "small") as server:
                answers.append(server.wait() * 1e3)
                opened = open_page(stage.browser, server)
                totals.append((time.perf_counter() - server.started) * 1e3)
                opened.context.close()
    return Measured("L2", {"ms": totals, "http_ms": answers}, noise=noise)


def opens(stage: Stage, server: Server) -> Iterator[Measured]:
    cost = cost_of_opening(stage.browser, server)
    cold, paint, warm = [], [], []
    before = server.cpu()
    with Noise() as noise:
        for _ in range(stage.plan.opens):
            first = open_page(stage.browser, server)
            cold.append(first.dom)
            paint.append(first.paint)
            settle(first.page, 300)
            first.page.close()
            second = go(first.context, first.context.new_page(), server.url)
            warm.append(second.dom)
            settle(second.page, 300)
            second.context.close()
            # What the peer does after a visitor has left is not the next visitor's time.
            time.sleep(0.3)
    used = server.cpu().since(before).total / (2 * stage.plan.opens)
    values = {**cost, "server_cpu_ms_per_open": round(used * 1e3, 1)}
    yield Measured("L1", {"cold_ms": cold, "paint_ms": paint}, values, noise)
    yield Measured("L1w", {"warm_ms": warm}, noise=noise)


def inputs(stage: Stage, server: Server) -> Iterator[Measured]:
    opened = open_page(stage.browser, server)
    settle(opened.page)
    if "I1" in stage.rows:
        yield Clicker(server, opened.page, "Add", r"count is {n}\.").measure("I1", stage.plan.clicks)
    if "I2" in stage.rows:
        yield slide(stage, opened.page)
    opened.context.close()


def slide(stage: Stage, page: Page) -> Measured:
    """One arrow key at a time, as the browser gives it to the page."""
    found = []
    with Noise() as noise:
        for step in range(min(stage.plan.clicks, 20) + SLIDER_WARM):
            stage.peer.focus_slider(page)
            page.evaluate("(text) => __B.onInput('keydown', text)", rf"value is {SLIDER_START + 1 + step}\.")
            page.keyboard.press(stage.peer.slider_key)
            result = page.evaluate("() => __B.inputResult")
            page.evaluate("() => __B.idle(60, 2000)")
            if step >= SLIDER_WARM:
                found.append(result)
    samples = {"ms": [one["dom"] for one in found], "paint_ms": [one["paint"] for one in found]}
    return Measured("I2", samples, noise=noise)
