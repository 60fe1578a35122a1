"""A kernel process for every visitor: the stock way, for apps that nobody else's visitors should be near."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from functools import partial
from queue import Empty
from typing import TYPE_CHECKING, Any, ClassVar

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpec, KernelSpecManager
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from traitlets import Bool, DottedObjectName, Type, default
from traitlets.config import Config, LoggingConfigurable

from revoila.serving._kernels import BUSY, CANNOT_READ, START, STOP, KernelError
from revoila.serving._session import CRASHED
from revoila.serving._socket import PASSING
from revoila.serving.connection import AppConnection

if TYPE_CHECKING:
    from collections.abc import Callable

    from tornado.websocket import WebSocketHandler

    from revoila.serving._apps import ServedApp
    from revoila.serving._kernels import Opening
    from revoila.serving.shared._parts import PartAnswer, PartQuestion

MOST_SOCKETS = 65_000
"""Of the server. It needs six for a visitor, and the default of libzmq ends at about 166 of them."""

ENDED = "The kernel has ended."

SOON = 1.0
"""How long a kernel that is there may take to answer, in seconds."""

LONGEST_SOCKET_FOLDER = 50
"""Path length up to which kernels get sockets in that private folder instead of ports; the system allows 107."""


class AppKernelSpecs(KernelSpecManager):
    """Starts the environment's own Python for apps.

    A kernelspec of the same name in the user's folder may point to another
    environment, where neither the app's packages nor this one are installed.
    """

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the kernelspec of that name."""
        if kernel_name != NATIVE_KERNEL_NAME:
            return super().get_kernel_spec(kernel_name)
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
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


class ProcessKernels(LoggingConfigurable):
    """The kernels of sessions, each in a process of its own.

    Parameters
    ----------
    folder : str, default ""
        Where scripts work; each in its own folder unless it is given.
    **kwargs : Any
        As for every configurable.
    """

    multi_kernel_manager_class = Type(
        AppKernelManager,
        klass=AsyncMappingKernelManager,
        config=True,
        help="What starts and ends the processes.",
    )
    kernel_spec_manager_class = Type(
        AppKernelSpecs, klass=KernelSpecManager, config=True, help="What knows how a process is started."
    )
    kernel_websocket_connection_class = Type(
        AppConnection,
        klass=BaseKernelWebsocketConnection,
        config=True,
        help="How the websocket of a page is connected to its kernel.",
    )

    DEFAULTS: ClassVar[dict[str, Any]] = {
        # A kernel that was restarted has no app in it. Its page says that the session is lost instead.
        "KernelRestarter": {"restart_limit": 0, "time_to_dead": 1.0},
        # What a script prints counts for it, and what gets lost then is the page.
        "ZMQChannelsWebsocketConnection": {"limit_rate": False},
    }

    def __init__(self, *, folder: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._folder = folder
        self._gone: dict[str, asyncio.Future[None]] = {}
        self._closing: set[str] = set()
        self._connection_dir = tempfile.mkdtemp(prefix="revoila_")
        config = Config(self.DEFAULTS)
        if sys.platform == "linux" and len(self._connection_dir) <= LONGEST_SOCKET_FOLDER:
            config.merge({"KernelManager": {"transport": "ipc"}})
        config.merge(self.config)
        self.config = config
        self.kernel_spec_manager = self.kernel_spec_manager_class(parent=self)
        self.manager: Any = self.multi_kernel_manager_class(
            parent=self,
            connection_dir=self._connection_dir,
            kernel_spec_manager=self.kernel_spec_manager,
            root_dir=os.sep,
            allowed_message_types=[*PASSING, "comm_info_request", "kernel_info_request"],
        )

    def warm_up(self, app: ServedApp) -> None:
        """Prepare nothing: every visitor gets a new process."""

    async def open(self, kernel_id: str, opening: Opening, ended: Callable[[str], None]) -> None:
        """Start a process with an app.

        Parameters
        ----------
        kernel_id : str
            What it will be called.
        opening : Opening
            What the app shows first.
        ended : Callable
            Called with a reason when the process dies.

        Raises
        ------
        KernelError
            The process did not start, or the app in it did not.
        """
        self._gone[kernel_id] = asyncio.get_running_loop().create_future()
        env = {**os.environ, **opening.env}
        folder = self._folder or str(opening.app.script.parent)
        try:
            await ensure_async(
                self.manager.start_kernel(
                    kernel_id=kernel_id, kernel_name=NATIVE_KERNEL_NAME, path=folder, env=env
                )
            )
            self.manager.add_restart_callback(kernel_id, partial(self._died, kernel_id, ended), "dead")
            await self._execute(kernel_id, START.format(words=opening.words()))
        except BaseException:
            await self.close(kernel_id)
            raise

    def _died(self, kernel_id: str, ended: Callable[[str], None]) -> None:
        self._note_end(kernel_id)
        ended(CRASHED)

    def _note_end(self, kernel_id: str) -> None:
        """Let nobody wait for a kernel any more."""
        gone = self._gone.pop(kernel_id, None)
        if gone is not None and not gone.done():
            gone.set_result(None)

    async def _execute(self, kernel_id: str, code: str, expression: str = "None") -> str:
        """Execute code in a kernel, and return what an expression is then.

        Raises
        ------
        KernelError
            It fails, or the kernel has ended or does not answer.
        """
        gone = self._gone.get(kernel_id)
        if gone is None:
            raise KernelError(ENDED)
        asking = asyncio.ensure_future(self._ask(kernel_id, code, expression))
        try:
            either: set[asyncio.Future[Any]] = {asking, gone}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise KernelError(ENDED)
            return asking.result()
        finally:
            asking.cancel()

    async def _ask(self, kernel_id: str, code: str, expression: str) -> str:
        """Do so while the kernel lives.

        Raises
        ------
        KernelError
            It fails, or the kernel does not answer.
        """
        client = self.manager.get_kernel(kernel_id).client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=self.manager.kernel_info_timeout)
            asked = client.execute(
                code,
                store_history=False,
                allow_stdin=False,
                stop_on_error=False,
                user_expressions={"it": expression},
            )
            while (reply := await client.get_shell_msg(timeout=self.manager.kernel_info_timeout))[
                "parent_header"
            ].get("msg_id") != asked:
                continue
        except (Empty, RuntimeError, TimeoutError) as error:
            raise KernelError(f"The kernel did not answer: {error!r}") from error
        finally:
            client.stop_channels()
        content = reply["content"]
        if content.get("status") != "ok":
            raise KernelError(f"{content.get('ename')}: {content.get('evalue')}")
        return str(content["user_expressions"]["it"].get("data", {}).get("text/plain", ""))

    async def connect(
        self, kernel_id: str, handler: WebSocketHandler, client: str
    ) -> BaseKernelWebsocketConnection:
        """Connect a websocket with a kernel.

        Raises
        ------
        KernelError
            There is no such kernel any more.
        """
        if kernel_id not in self.manager:
            raise KernelError(ENDED)
        connection: BaseKernelWebsocketConnection = self.kernel_websocket_connection_class(
            parent=self.manager.get_kernel(kernel_id), websocket_handler=handler, config=self.config
        )
        connection.session.session = client
        if hasattr(connection, "prepare"):
            await connection.prepare()
        await ensure_async(connection.connect())
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
        """End a process, if there is one."""
        self._note_end(kernel_id)
        if kernel_id in self.manager and kernel_id not in self._closing:
            self._closing.add(kernel_id)
            try:
                await ensure_async(self.manager.shutdown_kernel(kernel_id))
            finally:
                self._closing.discard(kernel_id)

    async def stop_script(self, kernel_id: str) -> None:
        """Stop the script that runs in a kernel."""
        try:
            await self._execute(kernel_id, STOP)
        except KernelError as error:
            self.log.debug("%s", error)

    async def busy(self) -> bool:
        """Whether any kernel executes something, or any script runs."""
        return any(await asyncio.gather(*map(self._is_busy, self.manager.list_kernel_ids())))

    async def _is_busy(self, kernel_id: str) -> bool:
        if kernel_id not in self.manager:
            # It has ended while it started.
            return False
        if self.manager.kernel_model(kernel_id).get("execution_state") == "busy":
            return True
        try:
            async with asyncio.timeout(SOON):
                return await self._execute(kernel_id, "", BUSY) == "True"
        except KernelError:
            return False
        except TimeoutError:
            return True

    def memory(self, kernel_id: str) -> int | None:
        """Return the memory of a kernel's process."""
        if kernel_id not in self.manager:
            return None
        pid = getattr(getattr(self.manager.get_kernel(kernel_id), "provisioner", None), "pid", None)
        return resident_memory(pid) if isinstance(pid, int) else None

    async def caches(self) -> list[dict[str, Any]]:
        """Return nothing: a process answers only when no code runs in it."""
        return []

    async def shut_down(self, *, now: bool = False) -> None:
        """End every process."""
        await ensure_async(self.manager.shutdown_all(now=now))
        shutil.rmtree(self._connection_dir, ignore_errors=True)


def resident_memory(pid: int) -> int | None:
    """Return the resident memory of a process in bytes, or None where it is not known."""
    try:
        import psutil  # type: ignore[import-untyped]  # it ships no types; comes with ipykernel
    except ImportError:
        return None
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return None


def _is_idle(message: dict[str, Any], asked: str) -> bool:
    state = message["content"].get("execution_state")
    return bool(state == "idle" and message["parent_header"].get("msg_id") == asked)
