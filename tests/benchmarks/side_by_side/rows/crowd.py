"""W250: many visitors are connected to one server of ours, and click now and then."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from typing import TYPE_CHECKING, Any

from tests.benchmarks.side_by_side.machine import Noise
from tests.benchmarks.side_by_side.plan import Measured
from tests.benchmarks.side_by_side.server import Server
from tests.benchmarks.side_by_side.visitor import VisitError, Visitor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator, Sequence

    from tests.benchmarks.side_by_side.peers import Peer
    from tests.benchmarks.side_by_side.plan import Plan

PAUSE = 5.0
"""Seconds between two clicks of a visitor, on average."""

ARRIVING = 8
"""How many visitors open their page at the same time."""

FIRST = 20
"""From so many visitors on, each is counted."""

LONE_CLICKS = 60
LONE_WARM = 10
LONE_PAUSE = 0.05

ROOMY = {f"REVOILA_LIMITS_{name}": "100000" for name in ("SESSIONS", "SESSIONS_PER_APP", "SESSIONS_PER_USER")}
"""Options of the server: as many visitors as there are."""


def measure(peer: Peer, plan: Plan) -> Iterator[Measured]:
    with Server(peer, "small", env=ROOMY) as server:
        server.wait()
        with Noise() as noise:
            crowd = Crowd(server, plan)
            asyncio.run(crowd.visit())
        yield Measured("W250", crowd.samples(), crowd.values(), noise)


class Crowd:
    """First one visitor alone, then all of them."""

    def __init__(self, server: Server, plan: Plan) -> None:
        self._server, self._plan = server, plan
        self._lone: list[float] = []
        self._opens: list[float] = []
        self._clicks: list[float] = []
        self._burst: list[float] = []
        self._errors: list[str] = []
        self._memory: dict[str, float] = {}
        self._cpu = 0.0

    async def visit(self) -> None:
        await self._visit_alone()
        # The first few have all hosts started, which is not what a visitor takes.
        present = await self._welcome(FIRST)
        before, few = self._server.memory(), len(present)
        present += await self._welcome(self._plan.visitors - FIRST)
        self._memory = self._server.memory().each_since(before, len(present) - few)
        used = self._server.cpu()
        until = time.perf_counter() + self._plan.visits
        await asyncio.gather(*(self._stay(visitor, number, until) for number, visitor in enumerate(present)))
        self._cpu = self._server.cpu().since(used).total
        await asyncio.gather(*(self._try(visitor.click(), self._burst) for visitor in present))
        for visitor in present:
            await visitor.close()

    async def _visit_alone(self) -> None:
        visitor = Visitor(self._server.url)
        await visitor.open()
        for number in range(LONE_WARM + LONE_CLICKS):
            seconds = await visitor.click()
            if number >= LONE_WARM:
                self._lone.append(seconds)
            await asyncio.sleep(LONE_PAUSE)
        await visitor.close()

    async def _welcome(self, number: int) -> list[Visitor]:
        """Let visitors in, and return those who see the app."""
        visitors = [Visitor(self._server.url) for _ in range(number)]
        door = asyncio.Semaphore(ARRIVING)
        came = await asyncio.gather(*(self._arrive(visitor, door) for visitor in visitors))
        return [visitor for visitor, here in zip(visitors, came, strict=True) if here]

    async def _arrive(self, visitor: Visitor, door: asyncio.Semaphore) -> bool:
        async with door:
            return await self._try(visitor.open(), self._opens)

    async def _stay(self, visitor: Visitor, number: int, until: float) -> None:
        moments = random.Random(number)  # noqa: S311  # a schedule, the same in every run
        while True:
            pause = moments.expovariate(1 / PAUSE)
            if time.perf_counter() + pause > until:
                return
            await asyncio.sleep(pause)
            if not await self._try(visitor.click(), self._clicks):
                return

    async def _try(self, action: Awaitable[float], times: list[float]) -> bool:
        try:
            times.append(await action)
        except (VisitError, OSError) as error:
            self._errors.append(str(error))
            return False
        return True

    def samples(self) -> dict[str, Sequence[float]]:
        return {
            "p50_ms": [1e3 * quantile(self._clicks, 0.5)],
            "p95_ms": [1e3 * quantile(self._clicks, 0.95)],
            "p99_ms": [1e3 * quantile(self._clicks, 0.99)],
            "lone_ms": [1e3 * one for one in self._lone],
            "times_lone": [quantile(self._clicks, 0.95) / statistics.median(self._lone)],
            "open_ms": [1e3 * one for one in self._opens],
            "burst_ms": [1e3 * one for one in self._burst],
        }

    def values(self) -> dict[str, Any]:
        return {
            "visitors": len(self._opens),
            "clicks": len(self._clicks),
            "errors": len(self._errors),
            "first_errors": self._errors[:3],
            "server_cpu_ms": round(1e3 * self._cpu / max(1, len(self._clicks)), 3),
            "memory_per_visitor": self._memory,
        }


def quantile(times: Sequence[float], share: float) -> float:
    """Return the time within which a share of all clicks was answered."""
    if not times:
        raise VisitError("no click was answered")
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]
