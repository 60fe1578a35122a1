"""The page that lists the apps of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from revoila.serving._folder import docstring_title
from revoila.serving._site import site_of
from revoila.serving._templates import send_page

if TYPE_CHECKING:
    from revoila.serving._apps import FixedApps


class IndexHandler(JupyterHandler):
    """Lists apps.

    Parameters
    ----------
    apps : FixedApps
        What there is.
    title : str
        Of the page.
    """

    def initialize(self, apps: FixedApps, title: str) -> None:
        """Take what the route knows."""
        self.apps = apps
        self.title = title

    @web.authenticated
    async def get(self) -> None:
        """Send the list."""
        self._answer()

    @web.authenticated
    async def head(self) -> None:
        """Send what `get` would, without the list."""
        self._answer()

    def _answer(self) -> None:
        base = site_of(self).base
        apps = [
            {
                "name": app.name,
                "title": docstring_title(app.script) or app.title,
                "url": app.address(base),
            }
            for app in self.apps
        ]
        send_page(self, "apps.html", title=self.title, apps=apps)
