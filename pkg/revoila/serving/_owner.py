"""Who makes a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_server.base.handlers import JupyterHandler


def owner_name(handler: JupyterHandler) -> str:
    """Return the name of the user who makes a request.

    Parameters
    ----------
    handler : JupyterHandler
        The authenticated request.

    Returns
    -------
    str
        As the identity provider says.
    """
    user: Any = handler.current_user
    return str(user.username)
