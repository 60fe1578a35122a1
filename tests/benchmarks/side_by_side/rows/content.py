"""I3, I4, L4, I4m, I5, D1, D1r, C1, C2: apps with much content, one kind each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.benchmarks.side_by_side.browser import settle
from tests.benchmarks.side_by_side.machine import Noise
from tests.benchmarks.side_by_side.plan import Measured
from tests.benchmarks.side_by_side.rows.pages import Clicker, cost_of_opening, open_page
from tests.benchmarks.side_by_side.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.side_by_side.plan import Stage

HIT = re.compile(r"hit ([\d.]+)")


def many(stage: Stage) -> Iterator[Measured]:
    """A thousand texts, of which a click changes one beside them, or every fifth."""
    times = max(6, stage.plan.clicks * 2 // 3)
    with Server(stage.peer, "many") as server:
        server.wait()
        opened = open_page(stage.browser, server)
        settle(opened.page, 700)
        if "I3" in stage.rows:
            found = Clicker(server, opened.page, "Add", r"count is {n}\.", gap=150).measure("I3", times)
            yield with_opening(found, opened.dom)
        if "I4" in stage.rows:
            change = Clicker(server, opened.page, "Change", r"item \d+ rev {n}\.", need=200, gap=250)
            yield change.measure("I4", max(6, times // 2))


def stream(stage: Stage) -> Iterator[Measured]:
    with Server(stage.peer, "stream") as server:
        server.wait()
        opened = open_page(stage.browser, server)
        settle(opened.page)
        clicker = Clicker(server, opened.page, "Stream", "ENDOFSTREAM{n}", progress="tok", gap=400)
        found = clicker.measure("I5", stage.plan.streams, warm=1)
        more = {
            "tokens_per_s": [300e3 / one["dom"] for one in clicker.results],
            "dom_updates": [one["updates"] for one in clicker.results],
        }
        yield Measured("I5", {**found.samples, **more}, found.values, found.noise)


def mixed(stage: Stage) -> Iterator[Measured]:
    """A thousand elements of ten kinds, half of them inputs: opened, and a fifth of them changed."""
    with Server(stage.peer, "mixed") as server:
        server.wait()
        cost = cost_of_opening(stage.browser, server)
        times: list[float] = []
        with Noise() as noise:
            while True:
                opened = open_page(stage.browser, server)
                times.append(opened.dom)
                settle(opened.page, 700)
                # The last page stays open for the clicks.
                if len(times) == stage.plan.data_opens:
                    break
                opened.context.close()
        if "L4" in stage.rows:
            yield Measured("L4", {"open_ms": times}, cost, noise)
        if "I4m" in stage.rows:
            change = Clicker(server, opened.page, "Change", r"item \d+ rev {n}\.", need=200, gap=250)
            yield change.measure("I4m", max(6, stage.plan.clicks // 3))


def data(stage: Stage) -> Iterator[Measured]:
    with Server(stage.peer, "data") as server:
        server.wait()
        cost = cost_of_opening(stage.browser, server)
        times: list[float] = []
        with Noise() as noise:
            while True:
                opened = open_page(stage.browser, server)
                times.append(opened.dom)
                settle(opened.page, 500)
                # The last page stays open for the clicks.
                if len(times) == stage.plan.data_opens or sum(times) > 30e3:
                    break
                opened.context.close()
        if "D1" in stage.rows:
            yield Measured("D1", {"open_ms": times}, cost, noise)
        if "D1r" in stage.rows:
            clicker = Clicker(server, opened.page, "Replace", r"cell{n}\.", gap=400)
            yield clicker.measure("D1r", stage.plan.few, warm=1)


def chart(stage: Stage) -> Iterator[Measured]:
    with Server(stage.peer, "chart") as server:
        server.wait()
        opened = open_page(stage.browser, server)
        settle(opened.page, 1200)
        clicker = Clicker(server, opened.page, "Redraw", "new curve", gap=400, settle=150, curve=True)
        yield with_opening(clicker.measure("C1", stage.plan.few + 2, warm=2), opened.dom)


def cache(stage: Stage) -> Iterator[Measured]:
    with Server(stage.peer, "cache") as server:
        server.wait()
        opened = open_page(stage.browser, server)
        settle(opened.page, 500)
        clicker = Clicker(server, opened.page, "Again", r"count is {n}\. rows \d+ hit [\d.]+ ms", gap=150)
        found = clicker.measure("C2", stage.plan.few + 4, warm=2)
        hits = [float(match[1]) for one in clicker.results if (match := HIT.search(one["match"]))]
        yield Measured("C2", {**found.samples, "hit_ms": hits}, found.values, found.noise)


def with_opening(found: Measured, opened: float) -> Measured:
    """Add how long the page took to open, which is not a row of its own."""
    return Measured(found.row, found.samples, {**found.values, "open_ms": round(opened, 1)}, found.noise)
