"""When a host collects garbage."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from revoila.serving.shared import _memory
from revoila.serving.shared._memory import MEGABYTE, Collector, freeze, memory_of_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Clock:
    """A loop with one timer, a clock, and a process whose memory the test sets."""

    def __init__(self) -> None:
        self.now = 100.0
        self.memory = 100 * MEGABYTE
        self.kept = self.memory
        self.collections = 0
        self._due: list[tuple[float, Callable[[], None]]] = []

    def call_later(self, delay: float, call: Callable[[], None]) -> None:
        self._due.append((self.now + delay, call))

    def tick(self) -> int:
        """Let time pass until the next look, and return how many collections there were."""
        before = self.collections
        ((self.now, call),) = self._due
        self._due.clear()
        call()
        return self.collections - before

    def collect(self) -> None:
        self.collections += 1
        self.memory = min(self.memory, self.kept)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(_memory, "monotonic", lambda: made.now)
    monkeypatch.setattr(_memory, "memory_of_process", lambda: made.memory)
    monkeypatch.setattr(gc, "collect", made.collect)
    return made


@pytest.fixture
def collector(clock: Clock) -> Iterator[Collector]:
    before = gc.get_threshold()
    made = Collector(cast("Any", clock))
    made.start()
    yield made
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collector")
def test_python_itself_makes_no_full_collection() -> None:
    assert gc.isenabled()
    assert gc.get_threshold()[2] >= 1_000_000


@pytest.mark.usefixtures("collector")
def test_it_collects_when_memory_has_grown(clock: Clock) -> None:
    assert clock.tick() == 0
    clock.memory += 60 * MEGABYTE
    assert clock.tick() == 0
    clock.memory += 10 * MEGABYTE
    assert clock.tick() == 1
    assert clock.memory == 100 * MEGABYTE
    assert clock.tick() == 0


@pytest.mark.usefixtures("collector")
def test_what_is_no_garbage_makes_the_next_collection_come_later(clock: Clock) -> None:
    clock.kept = clock.memory = 1000 * MEGABYTE
    assert clock.tick() == 1
    clock.memory += 240 * MEGABYTE
    assert clock.tick() == 0
    clock.memory += 20 * MEGABYTE
    assert clock.tick() == 1


@pytest.mark.usefixtures("collector")
def test_memory_that_falls_by_itself_is_where_growth_begins(clock: Clock) -> None:
    clock.memory = 20 * MEGABYTE
    assert clock.tick() == 0
    clock.memory = 90 * MEGABYTE
    assert clock.tick() == 1


def test_kernels_that_have_ended_are_collected_soon(clock: Clock, collector: Collector) -> None:
    collector.kernel_ended()
    assert clock.tick() == 0
    collector.kernel_ended()
    assert [clock.tick() for _ in range(4)] == [0, 0, 1, 0]
    for _ in range(_memory.MANY_ENDED):
        collector.kernel_ended()
    assert clock.tick() == 1
    assert clock.tick() == 0


def test_the_memory_of_the_process_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    found = memory_of_process()
    assert 10 * MEGABYTE < found < 10_000 * MEGABYTE
    monkeypatch.setattr(_memory, "_STATM", Path("/nowhere"))
    assert abs(memory_of_process() - found) < 100 * MEGABYTE


def test_what_is_frozen_is_not_looked_at() -> None:
    before = gc.get_freeze_count()
    try:
        freeze()
        assert gc.get_freeze_count() > before + 1000
    finally:
        gc.unfreeze()
