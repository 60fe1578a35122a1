"""What answers when a browser opens an app: the shell of the page, at once and without a kernel.

The shell is the same for everybody. Whose session it shows is settled when its
script connects (see `_socket`): a robot that only reads pages starts nothing.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from revoila.serving._first_look import first_look
from revoila.serving._policy import FRAME_POLICY, page_policy
from revoila.serving._site import site_of
from revoila.serving._static import core_file
from revoila.serving._templates import render

if TYPE_CHECKING:
    from revoila.serving._apps import ServedApp
    from revoila.serving._site import Site

NOT_PAGES = re.compile(r"\.(ico|png|svg|txt|xml|json|webmanifest|js|css|map|php)$", re.IGNORECASE)
"""What browsers and robots ask for by themselves."""

CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")
"""Never part of the name of a page."""

DOCUMENTS = frozenset({"", "document", "iframe", "frame", "embed", "object", "empty"})
"""What a page may be asked for as; a browser says so in the header ``Sec-Fetch-Dest``."""


class PageHandler(JupyterHandler):
    """Serves the pages of apps."""

    @property
    def site(self) -> Site:
        """What is served."""
        return site_of(self)

    @web.authenticated
    async def get(self, path: str = "") -> None:
        """Send the shell of a page.

        Parameters
        ----------
        path : str, default ""
            Path below the base URL, decoded.

        Raises
        ------
        HTTPError
            404 for what cannot be a page, 414 for too long a query.
        """
        await self._answer(path)

    @web.authenticated
    async def head(self, path: str = "") -> None:
        """Send what `get` would, without the shell: who watches over a server asks so.

        Raises
        ------
        HTTPError
            As for `get`.
        """
        await self._answer(path)

    async def _answer(self, path: str) -> None:
        found = None if CONTROL.search(path) else self.site.apps.find(path)
        if found is None or NOT_PAGES.search(found.page or ""):
            raise web.HTTPError(404)
        if self.request.headers.get("Sec-Fetch-Dest", "") not in DOCUMENTS:
            raise web.HTTPError(404)
        if not self.site.sessions.limits.allows(self.request.query):
            raise web.HTTPError(414)
        if found.page is None:
            # Made of what the server knows, not of what was asked for: it cannot lead elsewhere.
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(found.app.address(self.site.base) + query)
            return
        if self.site.before_page is not None:
            await ensure_async(self.site.before_page(self))
        if not self._finished:
            self._send_shell(found.app)

    def _send_shell(self, app: ServedApp) -> None:
        nonce = secrets.token_urlsafe(16)
        configured = self.settings.get("headers", {}).get("Content-Security-Policy")
        policy = configured or page_policy(nonce, self.request.host)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", policy)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Permissions-Policy", "interest-cohort=()")
        look = first_look(app.script, self.log)
        self.finish(
            render(
                "page.html",
                title=look.title or app.title,
                icon=look.icon,
                look=look.colours,
                base=app.address(self.site.base),
                service=self.site.service,
                frame=self.site.service + "revoila/frame",
                static=self.site.static,
                core=core_file(),
                app=app.name,
                nonce=nonce,
            )
        )


class FrameHandler(JupyterHandler):
    """Sends the empty document in which HTML of the author's is shown, the same for everybody.

    Scripts of that HTML run there, without an origin. A document that a page makes
    itself would have the policy of the page, which forbids handlers in attributes.
    """

    @allow_unauthenticated
    async def get(self) -> None:
        """Send the document."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", FRAME_POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-cache")
        await self.finish(render("frame.html"))


class HealthHandler(JupyterHandler):
    """Says that the server answers, as Streamlit's does for load balancers."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Send ``ok``, or ``draining`` when no new visitors should be sent here."""
        draining = site_of(self).sessions.draining
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if draining:
            self.set_status(503)
        await self.finish("draining" if draining else "ok")

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
