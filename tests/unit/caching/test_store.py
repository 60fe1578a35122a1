"""A store against a simple model of it (the caching specification)."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from revoila.caching._statistics import Counts
from revoila.caching._store import Entry, Settings, Store

KEYS = st.sampled_from("abcd")


class AStore(RuleBasedStateMachine):
    """Keeps, finds and forgets results at random. Statements 7, 8, 9, 16 and 41."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.released: list[Any] = []
        self.model: dict[str, tuple[Any, int, float]] = {}
        """Value, size and time of writing, the least recently used first."""
        self.made = 0
        self.given: set[Any] = set()
        self.begun: list[tuple[str, Any, Any]] = []
        self.clock = patch("revoila.caching._store.time.monotonic", lambda: self.now)
        self.clock.start()

    def teardown(self) -> None:
        """Let go of the clock."""
        self.clock.stop()

    @initialize(
        ttl=st.none() | st.sampled_from([2.0, 5.0]),
        max_entries=st.none() | st.integers(1, 3),
        max_size=st.none() | st.integers(5, 20),
    )
    def begin(self, ttl: float | None, max_entries: int | None, max_size: int | None) -> None:
        self.limits = ttl, max_entries, max_size
        self.store = Store(Settings(ttl, max_entries, max_size), Counts("c", "f"), self.released.append)

    @rule(key=KEYS, size=st.integers(0, 25))
    def keep(self, key: str, size: int) -> None:
        value = self._new()
        assert self.store.keep(key, Entry(value, (), size))
        self._kept(key, value, size)

    @rule(key=KEYS)
    def find(self, key: str) -> None:
        self._expire(key)
        entry = self.store.find(key)
        known = self.model.pop(key, None)
        assert (None if entry is None else entry.value) == (None if known is None else known[0])
        if known is not None:
            self.model[key] = known

    @rule(seconds=st.floats(0, 3))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule(key=KEYS)
    def discard(self, key: str) -> None:
        self.store.discard(key)
        self.model.pop(key, None)
        self.begun = [(name, *rest) for name, *rest in self.begun if name != key or self._void(rest)]

    @rule()
    def clear(self) -> None:
        self.store.clear()
        self.model.clear()
        for _, *rest in self.begun:
            self._void(rest)

    @rule(key=KEYS)
    def begin_to_compute(self, key: str) -> None:
        context = self.store.ticket(key)
        self.begun.append((key, context, [context.__enter__(), True]))

    @rule(size=st.integers(0, 25))
    def end_computing(self, size: int) -> None:
        if self.begun:
            key, context, (ticket, valid) = self.begun.pop(0)
            value = self._new()
            assert self.store.keep(key, Entry(value, (), size), ticket) is valid
            context.__exit__(None, None, None)
            if valid:
                self._kept(key, value, size)
            else:
                self.given.discard(value)

    @invariant()
    def nothing_is_lost_or_released_twice(self) -> None:
        if hasattr(self, "store"):
            inside = {value for value, _, _ in self.model.values()}
            assert len(self.released) == len(set(self.released))
            assert inside | set(self.released) >= self.given
            assert not inside & set(self.released)
            assert len(self.store) == len(self.model)
            assert self.store.size == sum(size for _, size, _ in self.model.values())

    def _new(self) -> int:
        self.made += 1
        self.given.add(self.made)
        return self.made

    @staticmethod
    def _void(rest: Any) -> bool:
        rest[1][1] = False
        return True

    def _is_over(self, key: str) -> bool:
        ttl, written = self.limits[0], self.model[key][2]
        return ttl is not None and not self.now < written + ttl

    def _expire(self, key: str) -> None:
        if key in self.model and self._is_over(key):
            del self.model[key]

    def _kept(self, key: str, value: Any, size: int) -> None:
        for name in list(self.model):
            self._expire(name)
        self.model.pop(key, None)
        self.model[key] = (value, size, self.now)
        _, max_entries, max_size = self.limits
        while max_entries is not None and len(self.model) > max_entries:
            del self.model[next(iter(self.model))]
        while max_size is not None and len(self.model) > 1 and self._size() > max_size:
            del self.model[next(iter(self.model))]

    def _size(self) -> int:
        return sum(size for _, size, _ in self.model.values())


AStore.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
test_a_store_does_what_its_model_does = AStore.TestCase
