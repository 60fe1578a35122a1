"""Joins a Jupyter Server that exists already.

It brings the front end to apps in notebook cells, serves every script below the
server's folder as a site of its own (``<base_url>/revoila/<path>.py/``), and takes the
delay out of the websockets of all kernels.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.extension.application import ExtensionApp
from traitlets import Bool, Enum, Unicode

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

    from revoila.serving._sessions import PageSessions

LOOK = 30_000
"""How often is looked whether pages are in use, in milliseconds."""


class RevoilaExtension(ExtensionApp):
    """What the package does in a Jupyter Server, as ``c.RevoilaExtension.*``."""

    name = "revoila"

    prompt_websockets = Bool(
        default_value=True,
        config=True,
        help=(
            "Whether messages of kernels are sent to browsers at once, not after a moment in which more could "
            "come (Nagle's algorithm). Another `ServerApp.kernel_websocket_connection_class` than Jupyter "
            "Server's own is left as it is."
        ),
    )
    serve_apps = Bool(
        default_value=True,
        config=True,
        help="Whether scripts below the server's folder are served as apps to whoever is logged in.",
    )
    isolation = Enum(
        ("shared", "pooled", "process"),
        default_value="shared",
        config=True,
        help="Whether the pages of an app share a process, get a warm one from a pool, or a new one each.",
    )
    gateway = Unicode("", config=True, help="URL of a Jupyter Kernel Gateway on which sessions are placed.")

    _sessions: PageSessions | None = None

    def _config_file_name_default(self) -> str:
        # What is said in `jupyter_revoila_config` to `revoila run`, such as a token, is not for this server.
        return "jupyter_revoila_extension_config"

    def initialize_settings(self) -> None:
        """Prepare what the handlers share."""
        server: Any = self.serverapp
        if self.prompt_websockets:
            self._send_promptly(server)
        if self.serve_apps:
            self._prepare_apps(server)

    def _send_promptly(self, server: ServerApp) -> None:
        from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

        from revoila.serving.connection import PromptConnection

        if server.kernel_websocket_connection_class is ZMQChannelsWebsocketConnection:
            server.kernel_websocket_connection_class = PromptConnection
            self.settings["kernel_websocket_connection_class"] = PromptConnection

    def _prepare_apps(self, server: ServerApp) -> None:
        from jupyter_server.utils import url_path_join

        from revoila.serving._apps import FolderApps
        from revoila.serving._isolation import make_kernels
        from revoila.serving._options import server_limits
        from revoila.serving._sessions import PageSessions
        from revoila.serving._site import SETTING, Site
        from revoila.serving._voila import voila_config

        root = Path(server.root_dir)
        base = url_path_join(server.base_url, "revoila/")
        service = url_path_join(base, "_/")
        kernels = make_kernels(self, isolation=self.isolation, gateway=self.gateway)
        self._sessions = PageSessions(parent=self, kernels=kernels, limits=server_limits(root))
        self.settings[SETTING] = Site(
            apps=FolderApps(root),
            sessions=self._sessions,
            base=base,
            service=service,
            voila_config=lambda: voila_config(self, service, self.log),
        )

    def initialize_handlers(self) -> None:
        """Add our routes; the base URL is put before them."""
        from revoila.serving._static import static_route

        front_end = static_route("/")
        if self._sessions is None:
            self.handlers.append(front_end)
            return
        from revoila.serving._page import PageHandler
        from revoila.serving._routes import service_routes

        # The first that fits answers: a folder of apps may be called `static`.
        self.handlers += [
            *service_routes("/revoila/_/"),
            (r"/revoila/(static/.*\.py(?:/[^/]*)?)", PageHandler),
            front_end,
            (r"/revoila/(.*)", PageHandler),
        ]

    async def _start_jupyter_server_extension(self, serverapp: ServerApp) -> None:  # noqa: ARG002  # as upstream
        """Tell the server from time to time whether apps are in use, or it may be stopped as idle."""
        if self._sessions is not None:
            from tornado.ioloop import PeriodicCallback

            PeriodicCallback(self._note_activity, LOOK).start()

    def _note_activity(self) -> None:
        times = self.settings["last_activity_times"]
        seen = [max(one.touched, one.changed) for one in self._sessions or ()]
        times[self.name] = max(seen, default=times.get(self.name, self.settings["started"]))

    def current_activity(self) -> int | None:
        """Return how many sessions there are; with one the server is in use."""
        return len(self._sessions or ()) or None

    async def stop_extension(self) -> None:
        """End every session, so that no kernel outlives the server."""
        if self._sessions is not None:
            self._sessions.begin_to_end()
            await self._sessions.close()
            await self._sessions.kernels.shut_down()


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Tell Jupyter Server where the extension is."""
    return [{"module": "revoila.serving.extension", "app": RevoilaExtension}]
