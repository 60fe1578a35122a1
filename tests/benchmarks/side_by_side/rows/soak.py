"""SOAK: visitors come and go by the thousand; does the server become again what it was?"""

from __future__ import annotations

import asyncio
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.benchmarks.side_by_side.holdings import INSPECTION, Holding, Inspector, growing, left_behind
from tests.benchmarks.side_by_side.machine import Noise
from tests.benchmarks.side_by_side.plan import Measured
from tests.benchmarks.side_by_side.rows.crowd import ROOMY
from tests.benchmarks.side_by_side.server import Server
from tests.benchmarks.side_by_side.visitor import VisitError, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.side_by_side.peers import Peer
    from tests.benchmarks.side_by_side.plan import Plan

ARGUMENTS = ("--lease=0.2", "--workers=1")
"""Sessions end soon after their page has gone; one host, so that its memory is one curve."""

AT_ONCE = 4
LOOKS = 12
WARM = LOOKS // 4
"""From this look on, the slope is taken."""

TIMERS = 6.0
"""Seconds to wait before a look: Tornado keeps what is left of a closed websocket for five."""


class Look(NamedTuple):
    """The server after so many cycles."""

    cycles: int
    processes: dict[str, Holding]

    def record(self) -> dict[str, Any]:
        return {"cycles": self.cycles, **{role: one.numbers() for role, one in self.processes.items()}}


def measure(peer: Peer, plan: Plan) -> Iterator[Measured]:
    with Noise() as noise:
        soak = Soak(peer, plan.cycles)
        asyncio.run(soak.run())
    yield Measured("SOAK", soak.samples(), soak.values(), noise)


class Soak:
    """Rounds of visits, with a look at the server after each."""

    def __init__(self, peer: Peer, cycles: int) -> None:
        self._peer, self._cycles = peer, cycles
        self._looks: list[Look] = []
        self._errors: list[str] = []

    async def run(self) -> None:
        with (
            TemporaryDirectory() as reports,
            Server(
                self._peer,
                "small",
                arguments=ARGUMENTS,
                env={**ROOMY, "BENCH_INSPECTION": reports},
                paths=(INSPECTION,),
            ) as server,
        ):
            server.wait()
            inspector = Inspector(server, Path(reports))
            # Keeps the host alive while everybody else comes and goes.
            anchor = Visitor(server.url)
            await anchor.open()
            done = 0
            for number in range(LOOKS + 1):
                before, done = done, self._cycles * number // LOOKS
                await self._visit(server, done - before)
                if number >= WARM:
                    await asyncio.sleep(TIMERS)
                self._looks.append(Look(done, await asyncio.to_thread(inspector.look, 1)))
            await anchor.click()
            await anchor.close()

    async def _visit(self, server: Server, times: int) -> None:
        left = iter(range(times))

        async def visits() -> None:
            for _ in left:
                await self._cycle(server.url)

        await asyncio.gather(*(visits() for _ in range(AT_ONCE)))

    async def _cycle(self, url: str) -> None:
        visitor = Visitor(url)
        try:
            await visitor.open()
            await visitor.click()
        except (VisitError, OSError) as error:
            self._errors.append(str(error))
        finally:
            await visitor.close()

    def samples(self) -> dict[str, Sequence[float]]:
        slopes = {role: self._slope(role) for role in self._looks[-1].processes}
        return {
            "kb_per_cycle": [sum(slopes.values())],
            **{f"{role}_kb_per_cycle": [slope] for role, slope in slopes.items()},
        }

    def values(self) -> dict[str, Any]:
        start, warm, end = self._looks[0], self._looks[WARM], self._looks[-1]
        return {
            "cycles": self._cycles,
            "errors": len(self._errors),
            "first_errors": self._errors[:3],
            "left_behind": left_behind(start.processes, warm.processes, end.processes),
            "growing": growing(warm.processes, end.processes, end.cycles - warm.cycles),
            "looks": [look.record() for look in self._looks],
        }

    def _slope(self, role: str) -> float:
        """Return the growth of a process in KB per cycle; one that is new counts from nothing."""
        points = [
            (look.cycles, look.processes[role].rss_kb if role in look.processes else 0.0)
            for look in self._looks[WARM:]
        ]
        return statistics.linear_regression(*zip(*points, strict=True)).slope
