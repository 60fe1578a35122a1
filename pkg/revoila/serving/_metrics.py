"""What a server counts about its sessions, beside Jupyter Server's own metrics.

The counters are those of the process, as `prometheus_client` keeps them. What
is true of this moment is measured when somebody asks. So are the caches of cached
functions, which live in the processes of the kernels: their numbers are sums over
the processes that run now, of the kinds "shared" and "pooled" only; others cannot
be asked.
"""

from __future__ import annotations

from collections import Counter as Count
from typing import TYPE_CHECKING, Any

from prometheus_client import Counter, Gauge, Histogram

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from revoila.serving._session import PageSession

SESSIONS = Gauge("revoila_sessions", "Sessions that there are.", ["app", "state"])
OPENS = Counter("revoila_session_opens", "Sessions that were opened.", ["app"])
REFUSED = Counter(
    "revoila_sessions_refused", "Visitors who could not open a session at once.", ["app", "reason"]
)
OPEN_SECONDS = Histogram(
    "revoila_session_open_seconds",
    "Time from a visitor's request until the page with its app is complete.",
    ["app"],
)
CONNECTIONS = Gauge("revoila_websocket_connections", "Pages that are connected to their kernels.")
WAITING = Gauge("revoila_waiting_visitors", "Visitors who wait for a place.")

_FUNCTION = ["command", "function"]
CACHE_LOOKUPS = Gauge("revoila_cache_lookups", "Calls of a cached function.", [*_FUNCTION, "result"])
CACHE_SECONDS = Gauge("revoila_cache_compute_seconds", "Time that a cached function took.", _FUNCTION)
CACHE_ENTRIES = Gauge("revoila_cache_entries", "Results that are kept in memory.", _FUNCTION)
CACHE_BYTES = Gauge("revoila_cache_memory_bytes", "Size of the results that are kept in memory.", _FUNCTION)
CACHE_EVICTIONS = Gauge(
    "revoila_cache_evictions", "Results that have left by themselves.", [*_FUNCTION, "reason"]
)
CACHE_REFRESHES = Gauge(
    "revoila_cache_background_refreshes", "Results computed anew in the background.", [*_FUNCTION, "result"]
)


def measure(sessions: Iterable[PageSession], waiting: int) -> None:
    """Set what is true of this moment.

    Parameters
    ----------
    sessions : iterable of PageSession
        All there are.
    waiting : int
        How many visitors wait.
    """
    every = list(sessions)
    SESSIONS.clear()
    for (app, state), number in Count((one.label, one.state) for one in every).items():
        SESSIONS.labels(app, state).set(number)
    CONNECTIONS.set(sum(one.views for one in every))
    WAITING.set(waiting)


def measure_caches(records: Iterable[Mapping[str, Any]]) -> None:
    """Set what is true of the caches of cached functions at this moment.

    Parameters
    ----------
    records : iterable of mapping
        What `revoila.caching.statistics` says in each process.
    """
    sums: dict[tuple[str, str], Count[str]] = {}
    for record in records:
        numbers = {name: value for name, value in record.items() if name not in ("command", "name")}
        sums.setdefault((record["command"], record["name"]), Count()).update(numbers)
    for gauge in (CACHE_LOOKUPS, CACHE_SECONDS, CACHE_ENTRIES, CACHE_BYTES, CACHE_EVICTIONS, CACHE_REFRESHES):
        gauge.clear()
    for function, count in sums.items():
        CACHE_LOOKUPS.labels(*function, "hit").set(count["hits"])
        CACHE_LOOKUPS.labels(*function, "miss").set(count["misses"])
        CACHE_SECONDS.labels(*function).set(count["seconds"])
        CACHE_ENTRIES.labels(*function).set(count["entries"])
        CACHE_BYTES.labels(*function).set(count["bytes"])
        for name, value in count.items():
            what, _, reason = name.partition("_")
            if what == "evicted":
                CACHE_EVICTIONS.labels(*function, reason).set(value)
            elif what == "refreshes":
                CACHE_REFRESHES.labels(*function, reason).set(value)
