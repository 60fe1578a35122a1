"""What is known about a session, for those who look after the server."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError

if TYPE_CHECKING:
    from revoila.serving._session import PageSession
    from revoila.serving._sessions import PageSessions


def kernel_model(sessions: PageSessions, session: PageSession) -> dict[str, Any]:
    """Return what Jupyter knows of a session's kernel; nothing when it has none."""
    manager: Any = sessions.kernel_manager
    if session.kernel_id is None or session.kernel_id not in manager:
        return {}
    try:
        return dict(manager.kernel_model(session.kernel_id))
    except HTTPError:
        return {}


def describe(sessions: PageSessions, session: PageSession) -> dict[str, Any]:
    """Return a session as the interface shows it.

    Neither the handle of its tab nor the id of its kernel is part of it: who
    has one of those has the session.

    Parameters
    ----------
    sessions : PageSessions
        Where it belongs.
    session : PageSession
        Which one.

    Returns
    -------
    dict
        Ready for JSON; times are in UTC, memory is in bytes or None.
    """
    model = kernel_model(sessions, session)
    known = [session.changed, *([_time(model["last_activity"])] if model.get("last_activity") else [])]
    return {
        "id": session.id,
        "app": session.app,
        "user": session.owner,
        "started": session.started.isoformat(),
        "last_activity": max(known).isoformat(),
        "views": len(session.connections),
        "state": session.state,
        "memory": memory(sessions, session),
    }


def memory(sessions: PageSessions, session: PageSession) -> int | None:
    """Return the resident memory of a session's kernel process in bytes, or None where it is not known."""
    manager = sessions.kernel_manager
    if session.kernel_id is None or session.kernel_id not in manager:
        return None
    provisioner = getattr(manager.get_kernel(session.kernel_id), "provisioner", None)
    pid = getattr(provisioner, "pid", None)
    if not isinstance(pid, int):
        return None
    try:
        import psutil  # type: ignore[import-untyped]  # it ships no types; comes with ipykernel
    except ImportError:
        return None
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return None


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
