"""What the server needs of the place where the kernels of its sessions live.

There are three: processes that visitors share or have in turn (`_host_kernels`),
a process for every visitor (`_process_kernels`), and Jupyter Kernel Gateways
(`_gateway_kernels`). A page sees no difference.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection
    from tornado.websocket import WebSocketHandler

    from revoila.serving._apps import ServedApp
    from revoila.serving.shared._parts import PartAnswer, PartQuestion


START = """\
from revoila.notebook._served import serve as _serve
_app = _serve(**{words!r})
"""
STOP = """\
from revoila.notebook._served import stop_script as _stop
_stop()
"""
"""What is executed in a kernel that is not a host's, which does the same without code.

The app must not be the value of the last line: it would be shown as a widget, too.
"""

BUSY = "__import__('revoila.notebook._served', fromlist=['']).script_runs()"
"""What such a kernel is asked; scripts run on threads of their own, so that it does not say by itself."""


CANNOT_READ = "Files of kernels of this kind come over the comms of pages."


class KernelError(RuntimeError):
    """The kernel of a session did not start, or the app in it did not."""


class KernelDiedError(KernelError):
    """The process of a kernel has died while the app was started in it."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a new session shows first.

    Parameters
    ----------
    app : ServedApp
        The app.
    page : str
        URL path of its page.
    query : str
        Query string of the address.
    view : mapping
        Where and how the visitor looks at it, as the page says.
    request : mapping
        What scripts may know of the visitor's request.
    env : mapping of str to str
        What the kernel's environment has beside the server's.
    state : mapping of str to str
        Where the state of the session is kept, when it is to survive a restart of the server.
    """

    app: ServedApp
    page: str = ""
    query: str = ""
    view: Mapping[str, Any] = field(default_factory=dict)
    request: Mapping[str, Any] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    state: Mapping[str, str] = field(default_factory=dict)

    def words(self) -> dict[str, Any]:
        """Return the arguments of `revoila.notebook._served.serve`, ready for JSON."""
        return {
            "path": str(self.app.script),
            "argv": list(self.app.arguments),
            "page": self.page,
            "query": self.query,
            "view": dict(self.view),
            "request": dict(self.request),
            **self.state,
        }


class Kernels(Protocol):
    """The kernels of sessions, by their ids."""

    async def open(self, kernel_id: str, opening: Opening, ended: Callable[[str], None]) -> None:
        """Start a kernel and the app in it.

        Parameters
        ----------
        kernel_id : str
            What it will be called.
        opening : Opening
            What the app shows first.
        ended : Callable
            Called with a reason when the kernel ends without having been asked to.

        Raises
        ------
        KernelError
            It did not start; the text is for the log. A `KernelDiedError` when that is because its process died.
        """

    async def connect(
        self, kernel_id: str, handler: WebSocketHandler, client: str
    ) -> BaseKernelWebsocketConnection:
        """Connect a websocket with a kernel that is open.

        Parameters
        ----------
        kernel_id : str
            The kernel.
        handler : WebSocketHandler
            Gets the kernel's messages.
        client : str
            A name for the other end, other than those of all others.

        Returns
        -------
        BaseKernelWebsocketConnection
            Takes messages for the kernel.

        Raises
        ------
        KernelError
            There is no such kernel any more.
        """

    def reads_files(self, app: ServedApp) -> bool:
        """Whether kernels of an app can be asked for parts of files; pages fetch them over their comms otherwise."""

    async def read_file(self, asked: PartQuestion) -> PartAnswer:
        """Return a part of a file that an app shows.

        Parameters
        ----------
        asked : PartQuestion
            Which, and of which kernel.

        Raises
        ------
        KernelError
            There is no such kernel any more, or it does not answer, or is of a kind that cannot be asked.
        """

    async def close(self, kernel_id: str) -> None:
        """End a kernel, if there is one."""

    async def stop_script(self, kernel_id: str) -> None:
        """Stop the script that runs in a kernel."""

    async def busy(self) -> bool:
        """Whether any script runs."""

    def memory(self, kernel_id: str) -> int | None:
        """Return the resident memory that a kernel has for itself in bytes, or None where it is not known."""

    async def caches(self) -> list[dict[str, Any]]:
        """Return what `revoila.caching.statistics` says in each process that can be asked."""

    async def shut_down(self, *, now: bool = False) -> None:
        """End every kernel; `now` does not wait for any."""

    def warm_up(self, app: ServedApp) -> None:
        """Prepare for the first visitor of an app."""
