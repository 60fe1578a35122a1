"""Where results are kept, for how long, and who computes a missing one.

One `Store` holds the results of one function. Stores of the scope "global"
belong to the process, those of the scope "session" to the session, which keeps
them in its ``cache`` dictionary and calls `release_session` when it ends.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from contextlib import contextmanager
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakSet

from revoila._context import active

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, MutableMapping

    from revoila.caching._replay import Step

PATIENCE = 0.05
"""How long a waiting run goes without looking whether it should stop, in seconds."""


class Settings(NamedTuple):
    """What makes a function start over with an empty store when it changes.

    Parameters
    ----------
    ttl : float or None
        How long an entry is good, in seconds.
    max_entries : float or None
        How many entries there may be.
    max_size : int or None
        How many bytes they may have.
    others : tuple
        Identities of the author's callbacks.
    """

    ttl: float | None = None
    max_entries: float | None = None
    max_size: int | None = None
    others: tuple[object, ...] = ()


class Entry(NamedTuple):
    """One kept result.

    Parameters
    ----------
    value : object
        What is stored: the object, or what its copies are made of.
    steps : tuple of Step
        What the function drew.
    size : int
        Bytes; 0 when nobody counts them.
    """

    value: Any
    steps: tuple[Step, ...] = ()
    size: int = 0


class _Turn:
    """The right to compute one entry, and how many want it."""

    __slots__ = ("lock", "wanted")

    def __init__(self) -> None:
        # Re-entrant: a function that calls itself ends in a RecursionError, not in a deadlock.
        self.lock = RLock()
        self.wanted = 0


class Store:
    """The results of one function by the key of their arguments.

    Parameters
    ----------
    settings : Settings
        Limits.
    on_release : Callable, optional
        Called with every value that leaves, in the thread that makes it leave.
    """

    def __init__(self, settings: Settings, on_release: Callable[[Any], object] | None = None) -> None:
        self.settings = settings
        self.on_release = on_release
        self.size = 0
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._expires: OrderedDict[str, float] = OrderedDict()
        self._used: dict[str, float] = {}
        self._turns: dict[str, _Turn] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, key: str) -> Entry | None:
        """Return a kept result that is still good, and note that it was used."""
        leaving: list[Entry] = []
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                # Written so that a ttl of NaN is over at once.
                if self.settings.ttl is None or time.monotonic() < self._expires[key]:
                    self._entries.move_to_end(key)
                    self._used[key] = time.monotonic()
                else:
                    leaving.append(self._pop(key))
                    entry = None
        self._release(leaving)
        return entry

    def keep(self, key: str, entry: Entry) -> None:
        """Keep a result, and let go of the least recently used ones beyond the limits.

        Parameters
        ----------
        key : str
            Identity of the arguments.
        entry : Entry
            The result.

        Raises
        ------
        ValueError
            The store may not hold a single entry.
        """
        leaving: list[Entry] = []
        settings = self.settings
        with self._lock:
            if settings.max_entries is not None and settings.max_entries < 1:
                raise ValueError("value too large")
            now = time.monotonic()
            while self._expires and not now < next(iter(self._expires.values())):
                leaving.append(self._pop(next(iter(self._expires))))
            if key in self._entries:
                leaving.append(self._pop(key))
            self._entries[key] = entry
            self._used[key] = now
            self.size += entry.size
            if settings.ttl is not None:
                self._expires[key] = now + settings.ttl
            while (settings.max_entries is not None and len(self._entries) > settings.max_entries) or (
                settings.max_size is not None and self.size > settings.max_size and len(self._entries) > 1
            ):
                leaving.append(self._pop(next(iter(self._entries))))
        self._release(leaving)

    def discard(self, key: str, entry: Entry | None = None) -> None:
        """Forget one result, if it is there; with `entry`, only if it is that one."""
        leaving = []
        with self._lock:
            known = self._entries.get(key)
            if known is not None and (entry is None or known is entry):
                leaving.append(self._pop(key))
        self._release(leaving)

    def discard_oldest(self) -> None:
        """Forget the least recently used result."""
        with self._lock:
            leaving = [self._pop(next(iter(self._entries)))] if self._entries else []
        self._release(leaving)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            leaving = list(self._entries.values())
            self._entries.clear()
            self._expires.clear()
            self._used.clear()
            self.size = 0
        self._release(leaving)

    def last_use_of_oldest(self) -> float:
        """Return when the least recently used result was used, in seconds of the monotonic clock."""
        with self._lock:
            return self._used[next(iter(self._entries))] if self._entries else float("inf")

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        """Wait until nobody else computes the entry; meanwhile the run can be stopped."""
        with self._lock:
            turn = self._turns.setdefault(key, _Turn())
            turn.wanted += 1
        try:
            while not turn.lock.acquire(timeout=PATIENCE):
                here = active()
                if here is not None:
                    here.run.yield_point()
            try:
                yield
            finally:
                turn.lock.release()
        finally:
            with self._lock:
                turn.wanted -= 1
                if not turn.wanted:
                    del self._turns[key]

    def _pop(self, key: str) -> Entry:
        entry = self._entries.pop(key)
        self._expires.pop(key, None)
        self._used.pop(key, None)
        self.size -= entry.size
        return entry

    def _release(self, leaving: Iterable[Entry]) -> None:
        """Tell the author about values that left; all of them, even if one fails."""
        if self.on_release is None:
            return
        failed: Exception | None = None
        for entry in leaving:
            try:
                self.on_release(entry.value)
            except Exception as error:  # noqa: BLE001  # raised below
                failed = failed or error
        if failed is not None:
            raise failed


class Registry:
    """All stores of one kind of cache.

    Parameters
    ----------
    command : str
        ``"cache_data"`` or ``"cache_resource"``.
    """

    def __init__(self, command: str) -> None:
        self._command = command
        self._lock = Lock()
        self._global: MutableMapping[str, Store] = {}
        self._all: WeakSet[Store] = WeakSet()

    def store(
        self,
        function_key: str,
        settings: Settings,
        on_release: Callable[[Any], object] | None = None,
        session_stores: MutableMapping[str, Store] | None = None,
    ) -> Store:
        """Return the store of a function, a new one when its settings have changed.

        Parameters
        ----------
        function_key : str
            Identity of the function.
        settings : Settings
            What they are now.
        on_release : Callable, optional
            Called with every value that leaves.
        session_stores : mutable mapping of str to Store, optional
            Stores of the session; None for the scope "global".
        """
        stores = self._global if session_stores is None else session_stores
        # Both kinds of cache share the dictionary of a session.
        key = f"{self._command}:{function_key}"
        with self._lock:
            store = stores.get(key)
            if store is None or store.settings != settings:
                store = stores[key] = Store(settings, on_release)
                self._all.add(store)
            # The callback of the newest run: an older one may belong to a module that is gone.
            store.on_release = on_release
            return store

    def stores(self) -> list[Store]:
        """Return all stores, those of sessions too."""
        with self._lock:
            return list(self._all)

    def clear(self) -> None:
        """Forget all results of all functions in all sessions."""
        for store in self.stores():
            store.clear()


def release_session(stores: MutableMapping[str, Store]) -> None:
    """Let go of everything that a session has cached, calling ``on_release``.

    What a callback raises is raised again when everything is released.

    Parameters
    ----------
    stores : mutable mapping of str to Store
        The ``cache`` attribute of the session; empty afterwards.
    """
    failed: Exception | None = None
    while stores:
        _, store = stores.popitem()
        try:
            store.clear()
        except Exception as error:  # noqa: BLE001  # raised below
            failed = failed or error
    if failed is not None:
        raise failed
