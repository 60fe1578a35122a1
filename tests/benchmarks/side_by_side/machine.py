"""What the measurements were taken on, and whether somebody else was using it."""

from __future__ import annotations

import platform
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psutil  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from types import TracebackType

QUIET = 12.0
"""Share of the CPU, in percent, below which a machine counts as idle."""

WINDOW = 1.5
"""How long it has to be, in seconds."""


def facts() -> dict[str, Any]:
    """Return what a reader needs to compare these numbers with others."""
    return {
        "cpu": _processor(),
        "cores": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.exists():
        for line in path.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def wait_until_quiet(limit: float) -> float:
    """Wait until the machine is nearly idle, at most so many seconds; return how long that took."""
    start = time.perf_counter()
    while time.perf_counter() - start < limit and psutil.cpu_percent(WINDOW) >= QUIET:
        continue
    return time.perf_counter() - start


class Noise:
    """A context manager that says how much CPU others used meanwhile."""

    def __init__(self) -> None:
        self._me = psutil.Process()
        self._start = self._busy_before = self._own_before = 0.0
        self.percent = self.seconds = 0.0

    def __enter__(self) -> Self:
        self._start, self._busy_before, self._own_before = time.perf_counter(), _busy(), self._own()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seconds = time.perf_counter() - self._start
        own = max(0.0, self._own() - self._own_before)
        others = max(0.0, _busy() - self._busy_before - own)
        self.percent = 100 * others / (self.seconds * psutil.cpu_count())

    def _own(self) -> float:
        seconds = 0.0
        for process in [self._me, *self._me.children(recursive=True)]:
            try:
                times = process.cpu_times()
            except psutil.Error:
                continue
            # `children_*` is what descendants used that have ended.
            seconds += times.user + times.system + times.children_user + times.children_system
        return seconds


def _busy() -> float:
    times = psutil.cpu_times()
    return float(times.user + times.system + times.nice + times.irq + times.softirq)
