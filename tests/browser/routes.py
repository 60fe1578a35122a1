"""What lies between a page and its server, in the hands of a test."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route, WebSocketRoute

CORE = re.compile(r"/core-[0-9a-f]+\.js$")
"""The front end's first file."""

SOCKET = re.compile(r"/api/revoila/page$")


class Held:
    """Requests of a page that are not answered before the test says so."""

    def __init__(self, page: Page, pattern: re.Pattern[str] = CORE) -> None:
        self._routes: list[Route] = []
        self._held = True
        page.route(pattern, self._take)

    def _take(self, route: Route) -> None:
        if self._held:
            self._routes.append(route)
        else:
            route.continue_()

    def release(self) -> None:
        self._held = False
        for route in self._routes:
            route.continue_()
        self._routes.clear()


class Cable:
    """The connection between a page and its session, which can be pulled out."""

    def __init__(self, page: Page) -> None:
        self._pulled = self._held = False
        self._open: list[WebSocketRoute] = []
        self._waiting: list[WebSocketRoute] = []
        self.connections = 0
        page.route_web_socket(SOCKET, self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self._pulled:
            socket.close(code=1011)
        elif self._held:
            self._waiting.append(socket)
        else:
            self.connections += 1
            self._open += [socket, socket.connect_to_server()]

    def pull(self) -> None:
        """Cut the connection, and refuse further ones."""
        self._pulled = True
        for socket in self._open:
            socket.close(code=1011)
        self._open.clear()

    def plug_in(self) -> None:
        """Allow connections again."""
        self._pulled = False

    def hold(self) -> None:
        """Take connections that lead nowhere."""
        self._held = True

    def let_go(self) -> None:
        """Cut what leads nowhere, and allow connections again."""
        self._held = False
        for socket in self._waiting:
            socket.close(code=1011)
        self._waiting.clear()
