"""What a server counts about its sessions, beside Jupyter Server's own metrics.

The counters are those of the process, as `prometheus_client` keeps them. What
is true of this moment is measured when somebody asks.
"""

from __future__ import annotations

from collections import Counter as Count
from typing import TYPE_CHECKING

from prometheus_client import Counter, Gauge, Histogram

if TYPE_CHECKING:
    from collections.abc import Iterable

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
