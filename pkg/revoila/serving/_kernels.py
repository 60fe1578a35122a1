"""How a page reaches its kernel, and nothing else.

The kernel of an app is a Python of this same environment. A viewer can look at
the model of its own kernel and open a websocket to it; Voilà lets only comm,
kernel-info and shutdown messages through. Nobody can list, start, interrupt,
restart or delete kernels.
"""

from __future__ import annotations

import os
import sys
from queue import Empty
from typing import TYPE_CHECKING, Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from tornado import web
from traitlets import Bool, DottedObjectName, Enum, Type, default
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from revoila.serving._renderer import KERNEL_NAME
from revoila.serving.shared._placement import HostKind, SharedKernels

if TYPE_CHECKING:
    import asyncio

    from revoila.serving._sessions import PageSession, PageSessions


MOST_SOCKETS = 65_000
"""Of the server. It needs six for a visitor, and the default of libzmq ends at about 166 of them."""

SHARED = {"kernel_provisioner": {"provisioner_name": "revoila-shared"}}
"""What makes Jupyter start a kernel in a process with others."""


SOON = 1.0
"""How long a kernel that is there may take to answer, in seconds."""


class AppKernelSpecs(KernelSpecManager):
    """Knows the installed kernelspecs, but starts the environment's own Python for apps.

    A kernelspec of the same name in the user's folder may point to another
    environment, where neither the app's packages nor this one are installed.
    """

    isolation = Enum(
        ["process", "shared"],
        default_value="process",
        config=True,
        help="Whether every visitor has a process, or visitors share the processes of `SharedKernels`.",
    )

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the kernelspec of that name."""
        if kernel_name != KERNEL_NAME:
            return super().get_kernel_spec(kernel_name)
        if self.isolation == "shared":
            return KernelSpec(
                argv=[sys.executable, "-m", "revoila.serving.shared"],
                display_name="Python 3",
                language="python",
                interrupt_mode="message",
                metadata=SHARED,
            )
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
        )

    def warm_up(self, folder: str) -> None:
        """Start a process for visitors while the server gets ready, when they share one.

        Parameters
        ----------
        folder : str
            Where the kernels will work.
        """
        if self.isolation == "shared":
            command = tuple(self.get_kernel_spec(KERNEL_NAME).argv)
            SharedKernels.instance(config=self.config).warm_up(
                HostKind(command, (), os.path.realpath(folder))
            )


class PromptClient(AsyncKernelClient):
    """A client that takes a kernel for ready when it says so.

    The stock one waits until it has said nothing for 0.2 s.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109  # as upstream
        """Wait until the kernel answers on both channels.

        Parameters
        ----------
        timeout : float, optional
            In seconds.
        """
        asked = self.kernel_info()
        try:
            while (reply := await self.shell_channel.get_msg(timeout=SOON))["parent_header"].get(
                "msg_id"
            ) != asked:
                continue
            self._handle_kernel_info_reply(reply)
            while not _is_idle(await self.iopub_channel.get_msg(timeout=SOON), asked):
                continue
        except Empty:
            # It is still starting, or its outputs do not reach us yet.
            await super().wait_for_ready(timeout)


class PromptKernelManager(ServerKernelManager):
    """The manager of one kernel."""

    client_class = DottedObjectName(f"{__name__}.PromptClient")
    client_factory = Type(PromptClient)


class AppKernelManager(AsyncMappingKernelManager):
    """Kernels of apps."""

    kernel_manager_class = DottedObjectName(f"{__name__}.PromptKernelManager", config=True)

    @default("context")
    def _context_default(self) -> zmq.Context[Any]:
        # For the manager to end it with the last kernel.
        self._created_context = True
        context = zmq.asyncio.Context()
        context.set(zmq.MAX_SOCKETS, min(MOST_SOCKETS, context.get(zmq.SOCKET_LIMIT)))
        return context

    # A page that comes back asks for the present state. Replaying messages costs memory without limit.
    buffer_offline_messages = Bool(
        default_value=False, config=True, help="Whether to keep messages for a page that is not connected."
    )


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The stock connection between websocket and kernel, without Nagle's delay.

    The stock server leaves that algorithm on, and with some clients every
    click then waits about 45 ms for a delayed acknowledgement.
    """

    def connect(self) -> asyncio.Future[None] | None:  # type: ignore[override]  # as upstream
        """Open the channels."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


class OwnKernel(JupyterHandler):
    """Checks that a kernel belongs to the user who asks for it."""

    @property
    def sessions(self) -> PageSessions:
        """The server's sessions."""
        found: PageSessions = self.settings["revoila_sessions"]
        return found

    def own_session(self, kernel_id: str) -> PageSession:
        """Return the session behind `kernel_id`.

        Without authentication the unguessable id is proof enough: a browser
        that refuses cookies is a new anonymous user in every request.

        Parameters
        ----------
        kernel_id : str
            As in the URL.

        Returns
        -------
        PageSession
            The user's own.

        Raises
        ------
        HTTPError
            404 when there is no such kernel, or it is somebody else's.
        """
        session = self.sessions.of_kernel(kernel_id)
        if session is None:
            raise web.HTTPError(404)
        if self.identity_provider.auth_enabled and session.owner != owner_name(self):
            self.log.warning("A user asked for the kernel of another one.")
            raise web.HTTPError(404)
        return session


class AppKernelHandler(OwnKernel, KernelHandler):
    """Describes the user's own kernel; Voilà's page asks for that before it connects."""

    SUPPORTED_METHODS = ("GET",)

    @web.authenticated
    async def get(self, kernel_id: str) -> None:
        """Send the kernel's model."""
        self.own_session(kernel_id)
        await ensure_async(super().get(kernel_id))


class AppChannelsHandler(OwnKernel, VoilaKernelWebsocketHandler):
    """The websocket between a page and its kernel; tells the session that its page is there."""

    @property
    def ping_timeout(self) -> float:
        """Silence, in milliseconds, after which the page is taken for gone.

        Tornado reads the same property once, before there is a connection,
        takes it for seconds and complains when it exceeds the interval.
        """
        interval: float = self.ping_interval
        return interval if self.ws_connection is None else 2.5 * interval

    async def pre_get(self) -> None:
        """Check whose kernel it is before anything is opened."""
        self.own_session(self.kernel_id)
        await super().pre_get()

    async def open(self, kernel_id: str) -> None:
        """Connect."""
        self.sessions.connected(kernel_id, self)
        await super().open(kernel_id)

    def on_close(self) -> None:
        """Disconnect."""
        self.sessions.disconnected(self.kernel_id, self)
        super().on_close()


class KeepKernelHandler(JupyterHandler):
    """Takes the message that Voilà's page sends when it unloads, and does nothing.

    Stock Voilà ends the kernel then, which is also what a reload looks like.
    Here a lease does.
    """

    def check_xsrf_cookie(self) -> None:
        """Let it pass: nothing changes."""

    @allow_unauthenticated
    async def post(self, kernel_id: str) -> None:  # noqa: ARG002  # part of the URL
        """Acknowledge."""
        self.set_status(204)
        await self.finish()


def _is_idle(message: dict[str, Any], asked: str) -> bool:
    state = message["content"].get("execution_state")
    return bool(state == "idle" and message["parent_header"].get("msg_id") == asked)


def owner_name(handler: JupyterHandler) -> str:
    """Return the name of the user who makes a request.

    Parameters
    ----------
    handler : JupyterHandler
        The authenticated request.

    Returns
    -------
    str
        As the identity provider says.
    """
    user: Any = handler.current_user
    return str(user.username)
