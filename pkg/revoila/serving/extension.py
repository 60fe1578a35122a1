"""Joins a Jupyter Server that exists already, so that apps in notebook cells find their front end.

It only serves files. Whole apps under the address of a Jupyter Server come
with the shared kernels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell Jupyter Server where the extension is."""
    return [{"module": "revoila.serving.extension"}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Add our route to a server."""
    from revoila.serving._static import static_route  # only where the extension is used

    web_app: Any = server.web_app
    web_app.add_handlers(".*$", [static_route(web_app.settings["base_url"])])
    server.log.debug("Revoilà's front end is served.")
