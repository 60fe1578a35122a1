"""What answers when a browser opens the app.

Every URL one level below the base is a page of the same app; which page, the
app finds out from the path. Where a folder of apps is served, each has a base
of its own below the server's. A tab that reloads presents its handle in a cookie
that its page sets for a few seconds when it unloads, and gets its session
back. A tab without a handle, or with one that is not its user's, gets a new
session. A handle that reaches the wrong tab (cookies belong to all tabs) is
noticed by the page's own script, which then asks again without it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.iostream import StreamClosedError
from voila.tornado.handler import TornadoVoilaHandler
from voila.utils import ENV_VARIABLE, get_page_config

from revoila import __version__
from revoila.serving._kernels import owner_name
from revoila.serving._options import page_look
from revoila.serving._renderer import AppRenderer, core_file
from revoila.serving._templates import send_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from revoila.serving._renderer import ServedApp
    from revoila.serving._sessions import PageSession, PageSessions
    from revoila.serving._waiting import Ticket

NOT_PAGES = re.compile(r"\.(ico|png|svg|txt|xml|json|webmanifest|js|css|map|php)$", re.IGNORECASE)
"""What browsers and robots ask for by themselves; a kernel must not start for it."""

CONTROL = re.compile(r"[\x00-\x1f\x7f\\/]")
"""Never part of the name of a page, and not allowed in the environment of a process."""

FIRST = 'data-revoila-served="first"'
AGAIN = 'data-revoila-served="again"'
"""How the page tells its script whether it is a new session; the template writes the first."""


class PageHandler(TornadoVoilaHandler):
    """Serves the pages of apps.

    Parameters
    ----------
    apps : mapping of str to ServedApp
        The apps by name; an app that is alone has none.
    sessions : PageSessions
        The sessions of all tabs.
    **kwargs : Any
        As for Voilà's handler.
    """

    app: ServedApp

    def initialize(self, *, apps: Mapping[str, ServedApp], sessions: PageSessions, **kwargs: Any) -> None:
        """Take what the route knows."""
        super().initialize(**kwargs)
        self.apps = apps
        self.sessions = sessions

    @property
    def tab_cookie(self) -> str:
        """Name of the cookie with the tab's handle; servers on other ports share the jar."""
        return self._cookie("tab")

    @property
    def place_cookie(self) -> str:
        """Name of the cookie with the ticket of a page that waits."""
        return self._cookie("place")

    @property
    def app_base(self) -> str:
        """URL path below which the pages of the app are."""
        return url_path_join(self.base_url, quote(self.app.name), "/")

    @web.authenticated
    async def get(self, name: str, path: str = "") -> None:
        """Send the page of a session: of the tab's own, or of a new one, when there is a place for it.

        Parameters
        ----------
        name : str
            Of the app, decoded.
        path : str, default ""
            Path below the app's base URL, decoded.

        Raises
        ------
        HTTPError
            404 for what cannot be a page, 414 for too long a query.
        """
        if name not in self.apps or NOT_PAGES.search(path) or CONTROL.search(path):
            raise web.HTTPError(404)
        self.app = self.apps[name]
        if not self.sessions.limits.allows(self.request.query):
            raise web.HTTPError(414)
        user, label = owner_name(self), self.app.label
        # The page holds the handle and the kernel's id: no cache may keep it.
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")
        session = self.sessions.find(self.get_cookie(self.tab_cookie), user, label)
        again = session is not None
        if session is None:
            ticket = self.sessions.admit(label, user, self.get_cookie(self.place_cookie))
            if ticket is not None:
                self._let_wait(ticket)
                return
            session = self.sessions.open(user, self.render_page, label)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        await self._send(session, again=again)

    def _cookie(self, kind: str) -> str:
        # Every sign gets a spelling of its own, so that no two apps get one name.
        app = re.sub(r"[^A-Za-z0-9]", lambda sign: f"-{ord(sign[0]):x}-", self.app.name)
        host = re.sub(r"[^A-Za-z0-9]", "-", self.request.host)
        return f"revoila-{kind}-{host}" + (f"-{app}" if app else "")

    def _let_wait(self, ticket: Ticket) -> None:
        """Send a page that comes again when there is a place."""
        place = self.sessions.place(ticket)
        # Not 503: balancers would take a server that is only full for a broken one, and show a page of their own.
        send_page(
            self,
            "waiting.html",
            title=self.app.title,
            base=self.app_base,
            cookie=self.place_cookie,
            ticket=ticket.id,
            poll=url_path_join(self.base_url, "api/revoila/waiting", ticket.id),
            place=place,
            limits=self.sessions.limits,
        )

    async def _send(self, session: PageSession, *, again: bool) -> None:
        self.sessions.sending += 1
        try:
            async for part in session.html():
                self.write(part.replace(FIRST, AGAIN, 1) if again else part)
                await self.flush()
        except StreamClosedError:
            self.log.debug("The browser has gone before its page was complete.")
        finally:
            self.sessions.sending -= 1

    async def render_page(self, session: PageSession) -> AsyncIterator[str]:
        """Start the session's kernel and render its page.

        Parameters
        ----------
        session : PageSession
            Gets the kernel's id, and whether the app failed to start.

        Yields
        ------
        str
            A piece of HTML.
        """
        renderer = await self._renderer(session)
        session.kernel_id = kernel_id = await ensure_async(
            self.kernel_manager.start_kernel(
                kernel_name=renderer.notebook.metadata.kernelspec.name, path="", env=self.kernel_env()
            )
        )
        kernel = self.kernel_manager.get_kernel(kernel_id)
        async for html, _resources in renderer.generate_content_generator(kernel_id, kernel):
            yield html
        session.failed = renderer.failed

    async def _renderer(self, session: PageSession) -> AppRenderer:
        """Return a renderer that is ready for this page."""
        shared = {
            "base_url": self.base_url,
            "settings": self.settings,
            "log": self.log,
            "voila_configuration": self.voila_configuration,
        }
        page_config = get_page_config(**shared)
        if self.page_config_hook:
            page_config = self.page_config_hook(page_config, **shared, notebook_path=str(self.app.script))
        page = {
            "base": self.app_base,
            "tab": session.handle,
            "tab_cookie": self.tab_cookie,
            "title": self.app.title,
            "look": page_look(self.app.script.parent, self.log),
            "core": core_file(),
        }
        renderer = AppRenderer(
            app=self.app,
            page=page,
            exporters=self.settings.setdefault("revoila_exporters", {}),
            request_handler=self,
            voila_configuration=self.voila_configuration,
            traitlet_config=self.traitlet_config,
            template_paths=self.template_paths,
            config_manager=self.config_manager,
            contents_manager=self.contents_manager,
            kernel_spec_manager=self.kernel_spec_manager,
            base_url=self.base_url,
            page_config=page_config,
        )
        await renderer.initialize()
        return renderer

    def kernel_env(self) -> dict[str, str]:
        """Return the environment of the kernel: the server's, the request as Voilà tells it, and our own.

        Returns
        -------
        dict
            Ready to start a process with.
        """
        request = self.request
        host, _, port = request.host.lower().rpartition(":")
        wanted = {name.lower() for name in self.voila_configuration.http_header_envs}
        headers = {
            "HTTP_" + name.upper().replace("-", "_"): value
            for name, value in request.headers.items()
            if name.lower() in wanted
        }
        query = without_token(request.query)
        path = self.path_args[-1] if self.path_args else ""
        return {
            **os.environ,
            **headers,
            ENV_VARIABLE.SCRIPT_NAME: request.path,
            ENV_VARIABLE.PATH_INFO: "",
            ENV_VARIABLE.QUERY_STRING: query,
            ENV_VARIABLE.SERVER_SOFTWARE: f"revoila/{__version__}",
            ENV_VARIABLE.SERVER_PROTOCOL: request.version,
            ENV_VARIABLE.SERVER_NAME: host if port.isdigit() else request.host.lower(),
            ENV_VARIABLE.SERVER_PORT: port if port.isdigit() else "",
            ENV_VARIABLE.VOILA_PREHEAT: "False",
            ENV_VARIABLE.VOILA_BASE_URL: self.base_url,
            ENV_VARIABLE.VOILA_SERVER_URL: self.settings.get("server_url", "/"),
            ENV_VARIABLE.VOILA_APP_PORT: port if port.isdigit() else "",
            ENV_VARIABLE.VOILA_REQUEST_URL: f"{request.protocol}://{request.host}{request.path}"
            + (f"?{query}" if query else ""),
            "REVOILA_PATH": path,
            "REVOILA_QUERY": query,
        }


class HealthHandler(JupyterHandler):
    """Says that the server answers, as Streamlit's does for load balancers."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Send ``ok``, or ``draining`` when no new visitors should be sent here."""
        sessions: PageSessions = self.settings["revoila_sessions"]
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if sessions.draining:
            self.set_status(503)
        await self.finish("draining" if sessions.draining else "ok")

    @allow_unauthenticated
    async def head(self) -> None:
        """Send the same without its text."""
        await self.get()


class NothingHandler(JupyterHandler):
    """Refuses what is not a page."""

    @allow_unauthenticated
    async def get(self, *_parts: str) -> None:
        """Say that there is nothing.

        Raises
        ------
        HTTPError
            404, always.
        """
        raise web.HTTPError(404)


def without_token(query: str) -> str:
    """Return a query string without the server's login token, which is no business of the app.

    Parameters
    ----------
    query : str
        As in the URL, without ``?``.

    Returns
    -------
    str
        The same text when there is no token in it.
    """
    if "token=" not in query:
        return query
    return urlencode([pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "token"])
