"""How often cached functions had a result, and what keeping results takes, in this process."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from revoila.caching._store import Store

HIT, MISS, SECONDS = "hits", "misses", "seconds"
REFRESHED, FAILED, SKIPPED = "refreshes_success", "refreshes_error", "refreshes_skipped"
TTL, ENTRIES, SIZE, BUDGET, INVALID = (
    "evicted_ttl",
    "evicted_max_entries",
    "evicted_max_size",
    "evicted_budget",
    "evicted_validate",
)


class Counts:
    """What is counted about one cached function, in all sessions and through all changes of its text.

    Parameters
    ----------
    command : str
        ``"cache_data"`` or ``"cache_resource"``.
    name : str
        Module and qualified name of the function.
    """

    def __init__(self, command: str, name: str) -> None:
        self.command = command
        self.name = name
        self._numbers: Counter[str] = Counter()
        self._stores: WeakSet[Store] = WeakSet()
        self._lock = Lock()

    def watch(self, store: Store) -> None:
        """Count what is in a store, too."""
        with self._lock:
            self._stores.add(store)

    def add(self, what: str, amount: float = 1) -> None:
        """Count something."""
        with self._lock:
            self._numbers[what] += amount  # type: ignore[assignment]  # seconds are counted, too

    def read(self) -> dict[str, Any]:
        """Return all numbers, see `statistics`."""
        with self._lock:
            stores = list(self._stores)
            numbers = dict(self._numbers)
        kept = {"entries": sum(map(len, stores)), "bytes": sum(store.size for store in stores)}
        return {"command": self.command, "name": self.name, **kept, **numbers}


_counts: dict[tuple[str, str], Counts] = {}
_lock = Lock()


def counts_of(command: str, name: str) -> Counts:
    """Return what is counted about a function.

    Parameters
    ----------
    command : str
        ``"cache_data"`` or ``"cache_resource"``.
    name : str
        Module and qualified name of the function.
    """
    with _lock:
        return _counts.setdefault((command, name), Counts(command, name))


def statistics() -> list[dict[str, Any]]:
    """Return one record for each cached function of this process, ready for JSON.

    Returns
    -------
    list of dict
        ``command`` and ``name`` of the function, ``entries`` and ``bytes`` that are kept in memory (resources
        take none: nobody knows their size), and what was counted, where it is not zero: ``hits``,
        ``misses``, ``seconds`` that the function took, ``evicted_...`` and ``refreshes_...``.
    """
    with _lock:
        every = sorted(_counts.items())
    return [counts.read() for _, counts in every]
