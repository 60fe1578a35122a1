"""Lets the process open as many files and connections as its sessions need, or says that it may not."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN = 64
"""Files and connections of the server itself, and of visitors who only load a page."""

OF_SESSION = {"shared": 2, "gateway": 3, "pooled": 5, "process": 16}
"""Of one session: the connections of its page, and those with its process where it has one."""

OF_SELECT = 512
"""How many sockets Python can watch on Windows."""


def make_room(sessions: int, kinds: Iterable[str]) -> str:
    """Let this process open as much as its sessions will need, and say what stands in the way.

    Parameters
    ----------
    sessions : int
        How many there may be.
    kinds : iterable of str
        Where they may run, as in `OF_SESSION`.

    Returns
    -------
    str
        What to do when there is not enough, for people; "" when there is.
    """
    each = max(OF_SESSION[kind] for kind in kinds)
    wanted = OWN + sessions * each
    if sys.platform == "win32":
        most = OF_SELECT
        advice = "A process cannot have more on Windows"
    else:
        most = _raised_limit(wanted)
        advice = f"Raise that limit first (`ulimit -n {wanted}`)"
    if most >= wanted:
        return ""
    enough = max(1, (most - OWN) // each)
    return (
        f"This process may open {most} files and connections, which is enough for about {enough} of the {sessions} "
        f"sessions that are allowed. {advice}, or allow fewer with --limits.sessions={enough}."
    )


def _raised_limit(wanted: int) -> int:
    """Return how many descriptors this process may have, after it was raised as far as needed and possible."""
    import resource  # not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return wanted
    if soft < wanted:
        more = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        # A system may allow less than it says: macOS does.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (more, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
