"""What the server answers, and what it does not.

The list starts from Voilà's own, so that its extension points (themes,
labextensions, login) keep working, and keeps only what is named here: a route
that a later Voilà adds is not served before somebody has looked at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from jupyterlab_server.themes_handler import ThemesHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from revoila.serving._index import IndexHandler, SlashHandler
from revoila.serving._kernels import AppChannelsHandler, AppKernelHandler, KeepKernelHandler
from revoila.serving._page import HealthHandler, NothingHandler, PageHandler
from revoila.serving._session_api import MetricsHandler, SessionHandler, SessionsHandler, WaitingHandler
from revoila.serving._static import Route, static_route
from revoila.serving._upstream_files import (
    PublicExtensions,
    PublicFiles,
    PublicTemplateFiles,
    PublicThemes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from revoila.serving._renderer import ServedApp
    from revoila.serving._sessions import PageSessions

KEPT: dict[type, type] = {
    KernelHandler: AppKernelHandler,
    VoilaKernelWebsocketHandler: AppChannelsHandler,
    VoilaShutdownKernelHandler: KeepKernelHandler,
    TemplateStaticFileHandler: PublicTemplateFiles,
    MultiStaticFileHandler: PublicFiles,
    ThemesHandler: PublicThemes,
    FileFindHandler: PublicExtensions,
}
"""Voilà's handlers, and what stands in their place.

Missing on purpose: `AllowListFileHandler`, which serves images from the app's folder, and everything that lists or
renders notebooks.
"""


OWN: tuple[tuple[str, type, dict[str, Any]], ...] = (
    (r"/metrics", MetricsHandler, {}),
    (r"/api/revoila/sessions", SessionsHandler, {}),
    (r"/api/revoila/sessions/(\w+)", SessionHandler, {}),
    (r"/api/revoila/waiting/([\w-]+)", WaitingHandler, {}),
    (r"/_stcore/health", HealthHandler, {}),
    (r"/(?:revoila|_stcore)/?", NothingHandler, {}),
)
"""What every server answers beside pages, below its base URL."""


def app_routes(
    upstream: Iterable[Sequence[Any]],
    login: Iterable[Sequence[Any]],
    *,
    base_url: str,
    apps: Mapping[str, ServedApp],
    title: str,
    sessions: PageSessions,
) -> list[Route]:
    """Return everything that a server answers.

    Parameters
    ----------
    upstream : iterable of rules
        Voilà's own.
    login : iterable of rules
        The identity provider's own, with patterns below the base URL.
    base_url : str
        Of the server.
    apps : mapping of str to ServedApp
        What is served, by name; an app that is alone has none.
    title : str
        Of the page that lists the apps.
    sessions : PageSessions
        The sessions of all tabs.

    Returns
    -------
    list of Route
        In the order in which they are tried.
    """
    routes: list[Route] = []
    page_options: dict[str, Any] = {}
    for pattern, handler, *rest in upstream:
        options = dict(rest[0]) if rest else {}
        if handler in KEPT:
            routes.append(Route(pattern, KEPT[handler], options))
        elif handler is TornadoVoilaHandler:
            page_options = {**options, "apps": apps, "sessions": sessions}
    own = [*((pattern, handler, {}) for pattern, handler in login), *OWN]
    if "" in apps:
        own += [(r"/()([^/]*)", PageHandler, page_options)]
    else:
        own += [
            (r"/", IndexHandler, {"apps": apps, "title": title}),
            (r"/([^/]+)", SlashHandler, {"apps": apps}),
            (r"/([^/]+)/([^/]*)", PageHandler, page_options),
        ]
    return [
        *routes,
        static_route(base_url),
        *(Route(url_path_join(base_url, pattern), handler, options) for pattern, handler, options in own),
        Route(r"(.*)", NothingHandler, {}),
    ]
