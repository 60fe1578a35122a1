"""Who computes a missing result, while the others wait or use an older one."""

from __future__ import annotations

import time
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Event, Lock, get_ident
from typing import TYPE_CHECKING
from weakref import ref

from revoila._context import active

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 0.05
"""How long a waiting run goes without looking whether it should stop, in seconds."""

COOL_DOWN = 60.0
"""How long a result waits for another try in the background after a failure, in seconds."""


class _Turn:
    """The right to compute one result, which ends with `give_back` or with whoever has it.

    An exception that another thread raises here may leave no time to give it back.
    """

    __slots__ = ("__weakref__", "over", "thread")

    def __init__(self) -> None:
        self.thread = get_ident()
        self.over = Event()


class Turns:
    """The rights to compute the results of one function, one for each key."""

    def __init__(self) -> None:
        self._taken: dict[str, ref[_Turn]] = {}
        self._lock = Lock()

    def is_taken(self, key: str) -> bool:
        """Whether somebody computes the result."""
        taken = self._taken.get(key)
        return taken is not None and taken() is not None

    @contextmanager
    def take(self, key: str) -> Iterator[None]:
        """Wait until nobody else computes the result; meanwhile the run can be stopped."""
        mine = _Turn()
        while (other := self._try_to_take(key, mine)) is not None:
            # A function that calls itself ends in a RecursionError, not in a deadlock.
            if other.thread == mine.thread:
                yield
                return
            over = other.over
            del other
            if not over.wait(PATIENCE):
                here = active()
                if here is not None:
                    here.run.yield_point()
        try:
            yield
        finally:
            with self._lock:
                del self._taken[key]
            mine.over.set()

    def _try_to_take(self, key: str, mine: _Turn) -> _Turn | None:
        """Return who has the turn, or None when it is mine now."""
        with self._lock:
            taken = self._taken.get(key)
            other = None if taken is None else taken()
            if other is None:
                self._taken[key] = ref(mine)
            return other


class Claims:
    """Who computes the results of one ``async def`` function, by key: no thread may wait for these."""

    def __init__(self) -> None:
        self._claims: dict[str, Future[None]] = {}
        self._lock = Lock()

    def claim(self, key: str) -> tuple[Future[None], bool]:
        """Return what is done when the result is there, and whether the caller is the one to compute it."""
        with self._lock:
            known = self._claims.get(key)
            if known is not None:
                return known, False
            claim = self._claims[key] = Future()
            return claim, True

    def give_back(self, key: str, claim: Future[None]) -> None:
        """Let those who wait look whether there is a result."""
        with self._lock:
            del self._claims[key]
        claim.set_result(None)


class Refreshes:
    """Which results of one function are being computed anew, and which have failed, by key."""

    def __init__(self) -> None:
        self._running: set[str] = set()
        self._failed: dict[str, float] = {}
        self._lock = Lock()

    def begin(self, key: str) -> bool:
        """Whether a result is to be computed now; then it is, until `end`."""
        with self._lock:
            if key in self._running or time.monotonic() < self._failed.get(key, float("-inf")) + COOL_DOWN:
                return False
            self._running.add(key)
            return True

    def end(self, key: str, *, failed: bool = False) -> None:
        """Note that it is not computed any more."""
        with self._lock:
            self._running.discard(key)
            if failed:
                self._failed[key] = time.monotonic()

    def forget(self, key: str) -> None:
        """Forget a failure."""
        if self._failed:
            with self._lock:
                self._failed.pop(key, None)
