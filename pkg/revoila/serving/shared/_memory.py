"""When a host collects garbage: when its memory has grown, not whenever Python would.

A full collection stops every visitor of the process, for about 100 ms with a
million objects, and the more is going on, the more often Python makes one. So
what was loaded before the first visitor is left out of collections for good
(`gc.freeze`), Python itself collects young objects only, and a full collection
comes when the memory of the process has grown by `GROWTH` and by `SHARE` since
the last one: its cost stays in proportion to what is allocated. Kernels that
have ended are a reason of their own, because their widgets are in cycles:
`MANY_ENDED` of them, or any when nobody has left for `QUIET`.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

MEGABYTE = 1024 * 1024

YOUNG = 5_000
"""More new than deleted objects between two collections of the youngest, which take less than 1 ms."""

MIDDLE = 10
"""Of those before the ones that survived them are looked at, too; that takes about 5 ms."""

NEVER = 1_000_000_000

GROWTH = 64 * MEGABYTE
SHARE = 0.25
PERIOD = 2.0
"""Between two looks at the memory, in seconds; one takes some 20 microseconds."""

MANY_ENDED = 16
QUIET = 4.0
"""In seconds."""

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
_STATM = Path("/proc/self/statm")


def memory_of_process() -> int:
    """Return the resident memory of this process, in bytes."""
    try:
        return int(_STATM.read_text().split()[1]) * _PAGE
    except OSError:
        import psutil  # type: ignore[import-untyped]  # it ships no types; ipykernel brings it

        return int(psutil.Process().memory_info().rss)


class Collector:
    """Collects the garbage of a host.

    Parameters
    ----------
    loop : AbstractEventLoop
        Where it looks at the memory.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._floor = memory_of_process()
        self._ended = 0
        self._last_end = 0.0

    def start(self) -> None:
        """Look from now on."""
        gc.set_threshold(YOUNG, MIDDLE, NEVER)
        self._loop.call_later(PERIOD, self._look)

    def kernel_ended(self) -> None:
        """Count a kernel that has left garbage; on whatever thread."""
        self._ended += 1
        self._last_end = monotonic()

    def _look(self) -> None:
        self._loop.call_later(PERIOD, self._look)
        memory = memory_of_process()
        # It may have fallen by itself.
        self._floor = min(self._floor, memory)
        quiet = self._ended and monotonic() - self._last_end > QUIET
        if quiet or self._ended >= MANY_ENDED or memory - self._floor > max(GROWTH, SHARE * self._floor):
            self.collect()

    def collect(self) -> None:
        """Collect now."""
        self._ended = 0
        gc.collect()
        self._floor = memory_of_process()


def freeze() -> None:
    """Leave what is here now out of all collections; only while there is no kernel."""
    gc.collect()
    gc.freeze()
