"""Kernels on other machines: behind a Jupyter Kernel Gateway, or a balancer before several.

Every kernel runs on one gateway, which the balancer finds by the kernel's id in the
path, or by a cookie that it has set. The environment of a gateway must have this
package, and the apps under the same paths as here.
"""

from __future__ import annotations

import asyncio
import json
import os
from typing import TYPE_CHECKING, Any

from jupyter_server.gateway.gateway_client import GatewayClient
from traitlets import Float, Unicode
from traitlets.config import LoggingConfigurable

from revoila.serving._gateway import Gateway
from revoila.serving._kernels import CANNOT_READ, START, STOP, KernelError
from revoila.serving._remote_kernel import GatewayConnection, RemoteKernel

if TYPE_CHECKING:
    from collections.abc import Callable

    from tornado.websocket import WebSocketHandler

    from revoila.serving._apps import ServedApp
    from revoila.serving._kernels import Opening
    from revoila.serving.shared._parts import PartAnswer, PartQuestion

CARRIED = ("REVOILA_COMMAND_LINE", "REVOILA_STREAMLIT_ALIAS")
"""Variables in which this server says how it was started; the rest of a kernel's environment is its gateway's."""

ENVIRON = """\
import os as _os
_os.environ.update({variables!r})
"""

APP, OPTIONS = "KERNEL_REVOILA_APP", "KERNEL_REVOILA_OPTIONS"
"""Variables that tell the gateway which kernels may share a process; it lets those pass whose names begin so."""


class GatewayKernels(LoggingConfigurable):
    """The kernels of sessions, on gateways.

    Parameters
    ----------
    url : str
        Of the gateway, or of the balancer.
    folder : str, default ""
        Where scripts work; each in its own folder unless it is given. Gateways that have no such
        folder below their own root take that.
    **kwargs : Any
        As for every configurable.
    """

    kernel_name = Unicode("revoila-shared", config=True, help="The kernelspec that gateways start.")
    start_timeout = Float(60.0, min=0.0, config=True, help="Seconds that a kernel may take to start.")
    patience = Float(
        5.0,
        min=0.0,
        config=True,
        help="Seconds after which a session is given up when its gateway does not answer any more.",
    )

    def __init__(self, *, url: str, folder: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._folder = folder
        # Not the only instance of that class: a Jupyter Server that has one would take our gateway for its own.
        self._gateway = Gateway(url, GatewayClient(parent=self, url=url))
        self._kernels: dict[str, RemoteKernel] = {}

    def warm_up(self, app: ServedApp) -> None:
        """Prepare nothing: gateways do that."""

    async def open(self, kernel_id: str, opening: Opening, ended: Callable[[str], None]) -> None:
        """Start a kernel on a gateway, and the app in it.

        Parameters
        ----------
        kernel_id : str
            What it will be called.
        opening : Opening
            What the app shows first.
        ended : Callable
            Called with a reason when the kernel ends by itself.

        Raises
        ------
        KernelError
            No gateway starts it, or the app does not start in it.
        """
        kernel = RemoteKernel(kernel_id, self._gateway, ended, self.log)
        kernel.patience, kernel.answer_within = self.patience, self.start_timeout
        self._kernels[kernel_id] = kernel
        carried = {name: os.environ[name] for name in CARRIED if name in os.environ}
        script = opening.app.script
        model = {
            "name": self.kernel_name,
            "path": self._folder or str(script.parent),
            "env": {**opening.env, APP: str(script), OPTIONS: json.dumps(carried, sort_keys=True)},
        }
        code = ENVIRON.format(variables=carried) if carried else ""
        try:
            await kernel.start(model, code + START.format(words=opening.words()))
        except BaseException:
            await self.close(kernel_id)
            raise

    async def connect(self, kernel_id: str, handler: WebSocketHandler, client: str) -> GatewayConnection:  # noqa: ARG002  # the gateway names its clients
        """Connect a websocket with a kernel.

        Raises
        ------
        KernelError
            There is no such kernel any more.
        """
        kernel = self._kernels.get(kernel_id)
        if kernel is None:
            raise KernelError("The kernel has ended.")
        connection = GatewayConnection(kernel, websocket_handler=handler)
        await connection.connect()
        return connection

    def reads_files(self, app: ServedApp) -> bool:  # noqa: ARG002  # as for all kinds
        """Whether kernels of an app can be asked for parts of files: pages of these ask over their comms."""
        return False

    async def read_file(self, asked: PartQuestion) -> PartAnswer:  # noqa: ARG002  # as above
        """Refuse to read a file.

        Raises
        ------
        KernelError
            Always.
        """
        raise KernelError(CANNOT_READ)

    async def close(self, kernel_id: str) -> None:
        """End a kernel, if there is one."""
        kernel = self._kernels.pop(kernel_id, None)
        if kernel is not None:
            await kernel.close()

    async def stop_script(self, kernel_id: str) -> None:
        """Stop the script that runs in a kernel."""
        kernel = self._kernels.get(kernel_id)
        if kernel is not None:
            try:
                await kernel.execute(STOP)
            except KernelError as error:
                self.log.debug("A script could not be stopped: %s", error)

    async def busy(self) -> bool:
        """Whether any script runs."""
        return any(await asyncio.gather(*(kernel.busy() for kernel in self._kernels.values())))

    def memory(self, kernel_id: str) -> int | None:  # noqa: ARG002  # it is on another machine
        """Return None: it is not known."""
        return None

    async def caches(self) -> list[dict[str, Any]]:
        """Return nothing, as a process of one's own does."""
        return []

    async def shut_down(self, *, now: bool = False) -> None:  # noqa: ARG002  # it is asked once
        """End every kernel."""
        await asyncio.gather(*map(self.close, list(self._kernels)))
        self._gateway.close()
