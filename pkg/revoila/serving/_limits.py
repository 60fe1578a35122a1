"""How much visitors may ask of a server: the limits that hold before a message reaches a kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from revoila.config.options import Options

ENVELOPE = 64 * 1024
"""Room in a frame for what a message says beside the event itself, in bytes."""


class Limits(NamedTuple):
    """The options of the section ``limits`` that the server enforces.

    Parameters
    ----------
    sessions_per_app : int
        How many sessions of one app there may be.
    sessions_per_user : int
        How many one user may have.
    sessions : int
        How many there may be in all.
    event_size : int
        Largest event of a page, in bytes.
    query_length : int
        Longest query string, in bytes.
    query_keys : int
        How many parameters a query may have.
    run_lease : float
        How long a script goes on without a page, in seconds.
    """

    sessions_per_app: int = 50
    sessions_per_user: int = 5
    sessions: int = 200
    event_size: int = 2 * 1024**2
    query_length: int = 64 * 1024
    query_keys: int = 200
    run_lease: float = 60.0

    @property
    def frame_size(self) -> int:
        """Largest frame of a websocket, in bytes."""
        return self.event_size + ENVELOPE

    def allows(self, query: str) -> bool:
        """Whether a query string is within its limits."""
        return len(query) <= self.query_length and query.count("&") < self.query_keys


def read_limits(options: Options) -> Limits:
    """Return the limits as they are configured.

    Parameters
    ----------
    options : Options
        Of the folder that is served.

    Returns
    -------
    Limits
        Those that nobody has set have their defaults.
    """
    section = options.section("limits")
    return Limits(**{name: section[name] for name in Limits._fields})
