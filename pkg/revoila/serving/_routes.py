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

from revoila.serving._kernels import AppChannelsHandler, AppKernelHandler, KeepKernelHandler
from revoila.serving._page import HealthHandler, NothingHandler, PageHandler
from revoila.serving._static import Route, static_route

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from revoila.serving._renderer import ServedApp
    from revoila.serving._sessions import PageSessions

KEPT: dict[type, type] = {
    KernelHandler: AppKernelHandler,
    VoilaKernelWebsocketHandler: AppChannelsHandler,
    VoilaShutdownKernelHandler: KeepKernelHandler,
    TemplateStaticFileHandler: TemplateStaticFileHandler,
    MultiStaticFileHandler: MultiStaticFileHandler,
    ThemesHandler: ThemesHandler,
    FileFindHandler: FileFindHandler,
}
"""Voilà's handlers, and what stands in their place.

Missing on purpose: `AllowListFileHandler`, which serves images from the app's folder, and everything that lists or
renders notebooks.
"""


def app_routes(
    upstream: Iterable[Sequence[Any]],
    login: Iterable[Sequence[Any]],
    *,
    base_url: str,
    app: ServedApp,
    sessions: PageSessions,
) -> list[Route]:
    """Return everything that a server of one app answers.

    Parameters
    ----------
    upstream : iterable of rules
        Voilà's own.
    login : iterable of rules
        The identity provider's own, with patterns below the base URL.
    base_url : str
        Of the server.
    app : ServedApp
        What is served.
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
            page_options = {**options, "app": app, "sessions": sessions}
    routes += [Route(url_path_join(base_url, pattern), handler, {}) for pattern, handler in login]
    return [
        *routes,
        static_route(base_url),
        Route(url_path_join(base_url, r"/_stcore/health"), HealthHandler, {}),
        Route(url_path_join(base_url, r"/(?:revoila|_stcore)/?"), NothingHandler, {}),
        Route(url_path_join(base_url, r"/([^/]*)"), PageHandler, page_options),
        Route(r"(.*)", NothingHandler, {}),
    ]
