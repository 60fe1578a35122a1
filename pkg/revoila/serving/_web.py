"""The web application of ``revoila run``, and the loop that serves it.

Imported when the process of the first visitor is starting already: it takes as
long as that.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader
from jupyter_server import DEFAULT_TEMPLATE_PATH_LIST
from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.identity import IdentityProvider
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import Application
from traitlets.utils.importstring import import_item

from revoila.serving import _ports
from revoila.serving._capacity import make_room
from revoila.serving._index import IndexHandler
from revoila.serving._log import log_request
from revoila.serving._options import server_limits, web_settings
from revoila.serving._routes import site_routes
from revoila.serving._self_check import check_routes
from revoila.serving._sessions import PageSessions
from revoila.serving._shutdown import Shutdown
from revoila.serving._site import SETTING, Site
from revoila.serving._survival import SurvivalError
from revoila.serving._templates import error_pages
from revoila.serving._usage import UsageError
from revoila.serving._voila import voila_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from revoila.serving._apps import FixedApps
    from revoila.serving._kernels import Kernels
    from revoila.serving.application import Revoila

MAX_HEADERS = 2 * 1024**2
"""In bytes. Above it a connection is cut without a word, so it is well above the limit for queries."""

MAX_BODY = 1024**2
"""In bytes. What visitors send comes over their websockets; the rest are forms for a login."""

PING_INTERVAL = 10_000
"""In milliseconds; a page that has vanished without a word is noticed after three."""


class Web:
    """What answers the requests of browsers.

    Parameters
    ----------
    server : Revoila
        Its options count.
    apps : FixedApps
        What is served.
    kernels : Kernels
        Where sessions have their kernels.

    Attributes
    ----------
    sessions : PageSessions
        The sessions of all tabs.
    identity : IdentityProvider
        Who visitors are.
    app : tornado.web.Application
        All routes.

    Raises
    ------
    UsageError
        The options ask for what cannot be done.
    """

    def __init__(self, server: Revoila, apps: FixedApps, kernels: Kernels) -> None:
        self._server = server
        folder = server.served_target().folder
        limits = server_limits(folder)
        if server.gateway and server.config.PageSessions.get("survive"):
            raise UsageError("Sessions on a gateway end with this server. Leave --survive or --gateway out.")
        try:
            self.sessions = PageSessions(parent=server, kernels=kernels, limits=limits)
        except SurvivalError as error:
            raise UsageError(str(error)) from error
        self.identity = self._identity_provider()
        login = self.identity.get_handlers() if self.identity.auth_enabled else []
        title = server.served_target().path.stem
        front = None if apps.alone else (IndexHandler, {"apps": apps, "title": title})
        base = server.base_url
        settings: dict[str, Any] = {
            SETTING: Site(
                apps=apps,
                sessions=self.sessions,
                base=base,
                service=base,
                voila_config=lambda: voila_config(server, base, server.log),
                before_page=server.page_hook,
            ),
            "base_url": base,
            "allow_remote_access": True,
            "authenticate_prometheus": server.authenticate_prometheus,
            "authorizer": self._authorizer(),
            "config": server.config,
            "cookie_secret": server.cookie_secret,
            "identity_provider": self.identity,
            "jinja2_env": error_pages(FileSystemLoader(DEFAULT_TEMPLATE_PATH_LIST)),
            # Tornado's own would write tokens of addresses into the log.
            "log_function": log_request,
            "login_url": url_path_join(base, "login"),
            "revoila_header_envs": frozenset(name.lower() for name in server.header_envs),
            "websocket_max_message_size": limits.frame_size,
            "ws_ping_interval": PING_INTERVAL,
            **web_settings(folder),
            **server.tornado_settings,
        }
        self.app = Application(site_routes(server.server_url or base, login, front), **settings)
        check_routes(self.app)

    def _identity_provider(self) -> IdentityProvider:
        server = self._server
        kind = _class(server.identity_provider_class, IdentityProvider)
        token: dict[str, Any] = {}
        if server.token is not None:
            token = {"token": server.token}
        elif not server.auto_token and "token" in kind.class_trait_names():
            # Others have theirs from elsewhere, such as JupyterHub's.
            token = {"token": ""}
        found: IdentityProvider = kind(
            parent=server, log=server.log, login_handler_class=LoginFormHandler, **token
        )
        return found

    def _authorizer(self) -> Authorizer:
        kind = _class(self._server.authorizer_class, Authorizer)
        found: Authorizer = kind(parent=self._server, identity_provider=self.identity)
        return found

    def serve(self, ports: Iterable[int], address: str, listening: Callable[[int], None]) -> None:
        """Listen, and serve until a signal comes.

        Parameters
        ----------
        ports : iterable of int
            In the order in which to try.
        address : str
            Where.
        listening : Callable
            Called with the port as soon as connections are accepted.
        """
        server = self._server
        kinds = {"gateway"} if server.gateway else {server.isolation, *server.isolation_of.values()}
        if problem := make_room(self.sessions.limits.sessions, kinds):
            server.log.warning(problem)
        sockets = _ports.bind(ports, address)
        http = HTTPServer(self.app, max_header_size=MAX_HEADERS, max_body_size=MAX_BODY)
        http.add_sockets(sockets)
        loop = IOLoop.current()
        Shutdown(self.sessions, loop, server.log).listen()
        listening(sockets[0].getsockname()[1])
        # What is there now stays; a full collection need not look at it again.
        gc.freeze()
        loop.start()

    def close(self) -> None:
        """End every session and its kernel."""
        IOLoop.current().run_sync(self._close)

    async def _close(self) -> None:
        await self.sessions.close()
        await self.sessions.kernels.shut_down()


def _class(named: Any, wanted: type) -> Any:
    """Return a class of a configuration, which may be a name.

    Raises
    ------
    UsageError
        It is no such class.
    """
    try:
        found = import_item(named) if isinstance(named, str) else named
    except ImportError as error:
        raise UsageError(f"There is no {named}: {error}") from error
    if not (isinstance(found, type) and issubclass(found, wanted)):
        raise UsageError(f"{named} is not a subclass of {wanted.__module__}.{wanted.__qualname__}.")
    return found
