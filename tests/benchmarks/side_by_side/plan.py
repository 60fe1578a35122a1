"""The rows of the table: what is measured with which app, and how often."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playwright.sync_api import Browser
    from tests.benchmarks.side_by_side.machine import Noise
    from tests.benchmarks.side_by_side.peers import Peer

THROUGHPUT = "/s"
"""The unit of which more is better; of all others less is."""


class Row(NamedTuple):
    """One row: its app, what it says, the sample that is shown, and its unit."""

    app: str
    text: str
    metric: str
    unit: str

    @property
    def better_is_more(self) -> bool:
        return self.unit == THROUGHPUT


ROWS = {
    "L1": Row("small", "cold open, first text", "cold_ms", "ms"),
    "L1w": Row("small", "open again, browser cache warm", "warm_ms", "ms"),
    "L2": Row("small", "server start to first page", "ms", "ms"),
    "I1": Row("small", "click", "ms", "ms"),
    "I2": Row("small", "slider key", "ms", "ms"),
    "I3": Row("many", "click beside 1000 texts", "ms", "ms"),
    "I4": Row("many", "200 of 1000 texts change", "ms", "ms"),
    "L4": Row("mixed", "open 1000 mixed elements", "open_ms", "ms"),
    "I4m": Row("mixed", "200 of 1000 mixed elements change", "ms", "ms"),
    "I5": Row("stream", "stream 300 tokens", "ms", "ms"),
    "D1": Row("data", "open a frame of 100,000 × 10", "open_ms", "ms"),
    "D1r": Row("data", "replace that frame", "ms", "ms"),
    "C1": Row("chart", "redraw a line of 10,000 points", "ms", "ms"),
    "C2": Row("cache", "rerun with a cached frame of 50 MB", "ms", "ms"),
    "M1": Row("small", "memory per extra session", "mb_per_session", "MB"),
    "T1": Row("small", "20 sessions clicking", "per_s", THROUGHPUT),
    "W250": Row("small", "250 visitors connected, p95 of a click", "p95_ms", "ms"),
    "SOAK": Row("small", "memory growth per open and close", "kb_per_cycle", "KB"),
}

GROUPS = {
    "small": ("L1", "L1w", "L2", "I1", "I2"),
    "many": ("I3", "I4"),
    "mixed": ("L4", "I4m"),
    "stream": ("I5",),
    "data": ("D1", "D1r"),
    "chart": ("C1",),
    "cache": ("C2",),
    "load": ("M1", "T1"),
    "crowd": ("W250",),
    "soak": ("SOAK",),
}
"""Rows that share a server; peers take turns after each group."""

FIRST = {
    **dict.fromkeys(("small", "many", "stream", "chart"), r"count is 0\."),
    "mixed": r"all 0\.",
    "data": r"cell0\.",
    "cache": r"count is 0\. rows",
}
"""The text that says that an app is there, by app."""


@dataclass
class Plan:
    """How often everything is done."""

    opens: int = 7
    starts: int = 3
    clicks: int = 25
    few: int = 8
    streams: int = 6
    data_opens: int = 4
    sessions: Sequence[int] = (1, 5, 20)
    seconds: float = 20
    visitors: int = 250
    visits: float = 30
    """Seconds for which the visitors of W250 are connected and click."""
    cycles: int = 2000


def quick() -> Plan:
    """Return a plan for a few minutes."""
    return Plan(
        opens=4,
        starts=1,
        clicks=12,
        few=4,
        streams=3,
        data_opens=2,
        sessions=(1, 5, 10),
        seconds=6,
        visits=10,
        cycles=200,
    )


class Stage(NamedTuple):
    """What a measurement works with."""

    browser: Browser
    peer: Peer
    plan: Plan
    rows: frozenset[str]
    """Those of its group that are wanted."""


@dataclass
class Measured:
    """What one row of one peer came to."""

    row: str
    samples: Mapping[str, Sequence[float]]
    values: Mapping[str, Any] = field(default_factory=dict)
    noise: Noise | None = None

    def record(self) -> dict[str, Any]:
        """Return it as the results file has it."""
        noise = self.noise
        return {
            "workload": self.row,
            "samples": {name: [round(float(x), 3) for x in found] for name, found in self.samples.items()},
            "values": dict(self.values),
            "noise": {"other_cpu_pct": round(noise.percent, 1), "wall_s": round(noise.seconds, 2)}
            if noise
            else {},
        }
