"""What the server answers, and what it does not: everything is named here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jupyter_server.utils import url_path_join

from revoila.serving._files import FileHandler
from revoila.serving._page import FrameHandler, HealthHandler, NothingHandler, PageHandler
from revoila.serving._session_api import MetricsHandler, SessionHandler, SessionsHandler
from revoila.serving._socket import PageSocket
from revoila.serving._static import Route, static_route
from revoila.serving._voila import voila_routes
from revoila.serving._widget_routes import (
    ChannelsHandler,
    KeepKernelHandler,
    KernelModelHandler,
    WidgetConfigHandler,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KERNEL = r"([\w-]+)"

SERVICE: tuple[tuple[str, type], ...] = (
    (r"/api/revoila/page", PageSocket),
    (r"/api/revoila/sessions", SessionsHandler),
    (r"/api/revoila/sessions/(\w+)", SessionHandler),
    (r"/api/revoila/files/([\w-]+)/([\w-]+)", FileHandler),
    (r"/api/revoila/widgets", WidgetConfigHandler),
    (rf"/api/kernels/{KERNEL}", KernelModelHandler),
    (rf"/api/kernels/{KERNEL}/channels", ChannelsHandler),
    (rf"/voila/api/shutdown/{KERNEL}", KeepKernelHandler),
    (r"/revoila/frame", FrameHandler),
    (r"/_stcore/health", HealthHandler),
)
"""What pages, and those who look after the server, ask for."""


def service_routes(service: str) -> list[Route]:
    """Return what a server answers below the URL path of its own interface.

    Parameters
    ----------
    service : str
        That path.

    Returns
    -------
    list of Route
        In the order in which they are tried.
    """
    return [
        *(Route(url_path_join(service, pattern), handler, {}) for pattern, handler in SERVICE),
        *(Route(*route) for route in voila_routes(service)),
        static_route(service),
    ]


def site_routes(
    base: str, login: Iterable[Sequence[Any]], front: tuple[type, dict[str, Any]] | None
) -> list[Route]:
    """Return everything that a server of apps alone answers.

    Parameters
    ----------
    base : str
        Its base URL.
    login : iterable of rules
        The identity provider's own, with patterns below the base URL.
    front : tuple of type and dict, or None
        What answers at the base URL itself, when that is no app.

    Returns
    -------
    list of Route
        In the order in which they are tried.
    """
    own: list[tuple[str, type, dict[str, Any]]] = [
        *((pattern, handler, *(options or [{}])) for pattern, handler, *options in login),
        (r"/metrics", MetricsHandler, {}),
        (r"/(?:revoila|_stcore|voila|api)(?:/.*)?", NothingHandler, {}),
        *([(r"/", *front)] if front is not None else []),
        (r"/(.*)", PageHandler, {}),
    ]
    return [
        *service_routes(base),
        *(Route(url_path_join(base, pattern), handler, options) for pattern, handler, options in own),
        Route(r"(.*)", NothingHandler, {}),
    ]
