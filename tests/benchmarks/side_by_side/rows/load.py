"""M1, T1: twenty pages of the smallest app are open, then all of them click at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tests.benchmarks.side_by_side.browser import settle
from tests.benchmarks.side_by_side.machine import Noise
from tests.benchmarks.side_by_side.plan import Measured
from tests.benchmarks.side_by_side.rows.pages import click, open_page
from tests.benchmarks.side_by_side.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page
    from tests.benchmarks.side_by_side.plan import Stage
    from tests.benchmarks.side_by_side.server import Memory

TEXT = r"count is {n}\."
LOOP = "([label, text, start, seconds]) => { __B.startLoop(label, text, start, seconds); }"


def measure(stage: Stage) -> Iterator[Measured]:
    with Server(stage.peer, "small") as server:
        server.wait()
        time.sleep(1)
        pages: list[Page] = []
        found = {0: server.memory()}
        with Noise() as noise:
            for number in stage.plan.sessions:
                while len(pages) < number:
                    pages.append(open_page(stage.browser, server).page)
                # Allocators and collectors get a moment.
                time.sleep(2)
                found[number] = server.memory()
        if "M1" in stage.rows:
            yield memory_per_session(found, stage.plan.sessions, noise)
        if "T1" in stage.rows:
            yield throughput(server, pages, stage.plan.seconds)
        for page in pages:
            page.context.close()


def memory_per_session(found: dict[int, Memory], sessions: Sequence[int], noise: Noise) -> Measured:
    """From the first session to the last one; `later` leaves out what the first few brought along."""
    low, middle, high = (found[number] for number in sessions)
    first, some, last = sessions
    extra, later = last - first, last - some
    samples = {
        "mb_per_session": [(high.rss - low.rss) / extra],
        "pss_mb_per_session": [(high.pss - low.pss) / extra],
        "server_mb_per_session": [(high.server_rss - low.server_rss) / extra],
        "rest_mb_per_session": [(high.rest_rss - low.rest_rss) / extra],
        "later_mb_per_session": [(high.rss - middle.rss) / later],
        "later_server_mb_per_session": [(high.server_rss - middle.server_rss) / later],
        "later_rest_mb_per_session": [(high.rest_rss - middle.rest_rss) / later],
    }
    memory = {
        str(number): {name: round(value, 2) for name, value in one._asdict().items()}
        for number, one in found.items()
    }
    return Measured("M1", samples, {"memory": memory}, noise)


def throughput(server: Server, pages: Sequence[Page], seconds: float) -> Measured:
    """Each page clicks, waits for the text, and clicks again."""
    for page in pages:
        settle(page, 200)
    # One click beforehand compiles what only a click needs.
    click(pages[0], "Add", TEXT, 0, 1, {})
    before, start = server.cpu(), time.perf_counter()
    with Noise() as noise:
        for number, page in enumerate(pages):
            page.evaluate(LOOP, ["Add", TEXT, 0 if number else 1, seconds])
        outcomes: list[dict[str, Any]] = [page.evaluate("() => __B.loop") for page in pages]
    wall, used = time.perf_counter() - start, server.cpu().since(before)
    times = sorted(one for outcome in outcomes for one in outcome["lat"])
    count = len(times)
    errors = [outcome["error"] for outcome in outcomes if outcome["error"]]
    values = {
        "sessions": len(pages),
        "reruns": count,
        "seconds": seconds,
        "errors": len(errors),
        "first_errors": errors[:3],
        "server_cpu_share": round(used.total / wall, 2),
        "slowest_session": min(len(outcome["lat"]) for outcome in outcomes),
        "fastest_session": max(len(outcome["lat"]) for outcome in outcomes),
    }
    if not count:
        raise RuntimeError(f"no click was answered: {errors[:3]}")
    samples = {
        "per_s": [count / seconds],
        "p50_ms": [times[count // 2]],
        "p95_ms": [times[int(count * 0.95)]],
        "server_cpu_ms": [1e3 * used.total / count],
        "main_cpu_ms": [1e3 * used.server / count],
        "rest_cpu_ms": [1e3 * used.rest / count],
    }
    return Measured("T1", samples, values, noise)
