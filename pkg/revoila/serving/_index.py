"""The page that lists the apps of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from revoila.serving._folder import docstring_title
from revoila.serving._templates import send_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.serving._renderer import ServedApp


class IndexHandler(JupyterHandler):
    """Lists apps.

    Parameters
    ----------
    apps : mapping of str to ServedApp
        By name.
    title : str
        Of the page.
    """

    def initialize(self, apps: Mapping[str, ServedApp], title: str) -> None:
        """Take what the route knows."""
        self.apps = apps
        self.title = title

    @web.authenticated
    async def get(self) -> None:
        """Send the list."""
        apps = [
            {
                "name": name,
                "title": docstring_title(app.script) or app.title,
                "url": url_path_join(self.base_url, quote(name), "/"),
            }
            for name, app in self.apps.items()
        ]
        send_page(self, "apps.html", title=self.title, apps=apps)


class SlashHandler(JupyterHandler):
    """Leads from the name of an app to its first page."""

    def initialize(self, apps: Mapping[str, ServedApp]) -> None:
        """Take what the route knows."""
        self.apps = apps

    @web.authenticated
    async def get(self, name: str) -> None:
        """Redirect, with the query.

        Parameters
        ----------
        name : str
            Of the app, decoded.

        Raises
        ------
        HTTPError
            404 when there is no such app.
        """
        if name not in self.apps:
            raise web.HTTPError(404)
        query = self.request.query
        # Made of what the server knows, not of what was asked for: it cannot lead elsewhere.
        self.redirect(url_path_join(self.base_url, quote(name), "/") + (f"?{query}" if query else ""))
