"""A Jupyter kernel for app tests: started with the interpreter of the tests, and spoken to over comms."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from revoila.errors import AppTestError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jupyter_client.blocking.client import BlockingKernelClient
    from jupyter_client.manager import KernelManager

STARTING = 60.0
"""How long a kernel may take to start, in seconds."""

ANSWERING = 30.0
"""How long it may take to execute a cell of ours, in seconds."""

ALIVE = 0.5
"""How often it is looked whether the kernel still lives while nothing comes from it, in seconds."""


class Kernel:
    """A kernel process, and the line to it.

    Parameters
    ----------
    manager : KernelManager
        Has started it.
    client : BlockingKernelClient
        Speaks with it.
    folder : str
        Where its sockets are; removed with it.
    """

    def __init__(self, manager: KernelManager, client: BlockingKernelClient, folder: str) -> None:
        self._folder = folder
        self._manager = manager
        self._client = client
        self.closed = False
        self._takers: dict[str, Callable[[dict[str, Any], Sequence[Any]], None]] = {}

    @classmethod
    def start(cls) -> Self:
        """Start a kernel that works in the folder in which the tests do.

        Raises
        ------
        AppTestError
            It did not start.
        """
        from jupyter_client.kernelspec import KernelSpec
        from jupyter_client.manager import KernelManager

        # A kernelspec in the user's folder may point to another environment.
        launch = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        folder = tempfile.mkdtemp(prefix="revoila_")
        manager = KernelManager(connection_file=str(Path(folder, "kernel.json")))
        if sys.platform != "win32":
            # Sockets in a folder that nobody else may read, instead of ports.
            manager.transport, manager.ip = "ipc", str(Path(folder, "kernel"))
        manager._kernel_spec = KernelSpec(argv=launch, display_name="Python 3", language="python")  # noqa: SLF001
        manager.start_kernel()
        client = manager.blocking_client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=STARTING)
        except RuntimeError as error:
            cls(manager, client, folder).close()
            raise AppTestError(f"The kernel for the app did not start: {error}") from error
        return cls(manager, client, folder)

    @property
    def alive(self) -> bool:
        """Whether its process is there."""
        return not self.closed and bool(self._manager.is_alive())

    def execute(self, code: str) -> None:
        """Execute a cell.

        Parameters
        ----------
        code : str
            Of the cell.

        Raises
        ------
        AppTestError
            It raised an error.
        """
        asked = self._client.execute(code, store_history=False)
        until = monotonic() + ANSWERING
        while (message := self._next(until)) is not None:
            if message["parent_header"].get("msg_id") == asked:
                if message["msg_type"] == "error":
                    trace = "\n".join(message["content"]["traceback"])
                    raise AppTestError(f"The app could not be made in its kernel.\n{trace}")
                if message["content"].get("execution_state") == "idle":
                    return
        raise AppTestError(f"The kernel of the app has not answered within {ANSWERING} s.")

    def open(
        self, target: str, data: dict[str, Any], take: Callable[[dict[str, Any], Sequence[Any]], None]
    ) -> str:
        """Open a comm.

        Parameters
        ----------
        target : str
            Its target.
        data : dict
            The first message.
        take : Callable
            Takes what comes, whenever this kernel is listened to.

        Returns
        -------
        str
            The id of the comm.
        """
        comm_id = uuid4().hex
        self._takers[comm_id] = take
        self._say("comm_open", {"comm_id": comm_id, "target_name": target, "data": data})
        return comm_id

    def send(self, comm_id: str, data: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
        """Send a message over a comm."""
        self._say("comm_msg", {"comm_id": comm_id, "data": data}, buffers)

    def forget(self, comm_id: str) -> None:
        """Let go of a comm."""
        self._takers.pop(comm_id, None)

    def listen(self, until: float) -> bool:
        """Take in the next message.

        Parameters
        ----------
        until : float
            By the monotonic clock.

        Returns
        -------
        bool
            Whether one came.
        """
        return self._next(until) is not None

    def close(self) -> None:
        """End the kernel."""
        self.closed = True
        self._takers.clear()
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _say(self, kind: str, content: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
        message = self._client.session.msg(kind, content)
        message["buffers"] = list(buffers)
        self._client.shell_channel.send(message)

    def _next(self, until: float) -> dict[str, Any] | None:
        """Return the next message, after it was dealt with; None when there is none in time.

        Raises
        ------
        AppTestError
            The kernel has ended.
        """
        while True:
            left = until - monotonic()
            try:
                message: dict[str, Any] = self._client.get_iopub_msg(timeout=min(max(left, 0.0), ALIVE))
            except Empty:
                if not self.alive:
                    raise AppTestError("The kernel of the app has ended.") from None
                if left <= ALIVE:
                    return None
                continue
            self._deal_with(message)
            return message

    def _deal_with(self, message: dict[str, Any]) -> None:
        content = message["content"]
        if message["msg_type"] == "comm_msg":
            take = self._takers.get(content["comm_id"])
            if take is not None:
                take(content["data"], message.get("buffers") or ())
        elif message["msg_type"] == "stream":
            # What a script prints, where it would be if it ran here.
            (sys.stderr if content["name"] == "stderr" else sys.stdout).write(content["text"])
