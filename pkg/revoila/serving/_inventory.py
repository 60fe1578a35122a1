"""What is known about a session, for those who look after the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from revoila.serving._session import PageSession


def describe(session: PageSession, memory: int | None) -> dict[str, Any]:
    """Return a session as the interface shows it.

    Neither the handle of its tab nor the id of its kernel is part of it: who
    has one of those has the session.

    Parameters
    ----------
    session : PageSession
        Which one.
    memory : int or None
        Resident memory of its kernel in bytes, where it is known.

    Returns
    -------
    dict
        Ready for JSON; times are in UTC.
    """
    return {
        "id": session.id,
        "app": session.label,
        "user": session.owner,
        "started": session.started.isoformat(),
        "last_activity": max(session.changed, session.touched).isoformat(),
        "views": session.views,
        "state": session.state,
        "memory": memory,
    }
