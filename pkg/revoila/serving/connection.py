"""Jupyter Server's connection between a browser and a kernel, without the delays and gaps that it has.

For the option ``kernel_websocket_connection_class`` of Jupyter servers and gateways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from traitlets import Bool

if TYPE_CHECKING:
    import asyncio


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Connects without Nagle's delay.

    The stock server leaves that algorithm on, and with some clients every
    click then waits about 45 ms for a delayed acknowledgement.
    """

    def connect(self) -> asyncio.Future[None] | None:  # type: ignore[override]  # as upstream
        """Open the channels."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


class AppConnection(PromptConnection):
    """Connects the page of an app: nothing is left out.

    Jupyter Server leaves out messages when there are too many, which spares a
    notebook. The patches of a page have numbers, and none may be missing.
    """

    limit_rate = Bool(
        default_value=False, config=True, help="Whether to leave out messages of kernels when there are many."
    )
