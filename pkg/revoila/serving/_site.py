"""Everything that the handlers of a server share, whether it is ours or a Jupyter Server that we joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jupyter_server.utils import url_path_join

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from jupyter_server.base.handlers import JupyterHandler

    from revoila.serving._apps import Apps
    from revoila.serving._sessions import PageSessions

SETTING = "revoila_site"
"""Where the handlers find it among the settings of their application."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """What is served, and where.

    Parameters
    ----------
    apps : Apps
        The apps.
    sessions : PageSessions
        The sessions of all tabs.
    base : str
        URL path below which apps have their addresses; it ends in a slash.
    service : str
        URL path below which the server's own interface is; it ends in a slash.
    before_page : Callable or None
        Is called with each request for a page, and may answer it.
    voila_config : Callable
        Returns the page configuration of Voilà's front end, which takes long when called first.
    """

    apps: Apps
    sessions: PageSessions
    base: str
    service: str
    voila_config: Callable[[], dict[str, Any]]
    before_page: Callable[[JupyterHandler], Awaitable[None] | None] | None = None

    @property
    def static(self) -> str:
        """URL path of the front end's files."""
        return url_path_join(self.service, "revoila/static/")


def site_of(handler: JupyterHandler) -> Site:
    """Return the site that a handler belongs to."""
    found: Site = handler.settings[SETTING]
    return found
