"""Kernels in processes that visitors share, or have one after the other: the short way.

Opening an app is one request to its host process, and its messages travel over
the one channel that the server has with that host. No kernel has a socket.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Any, TypeVar

from traitlets import Bool, Float
from traitlets.config import LoggingConfigurable

from revoila.serving._kernels import KernelDiedError, KernelError
from revoila.serving.shared._placement import HostKind, SharedKernels
from revoila.serving.shared._remote import DiedError, GoneError, HostError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from tornado.websocket import WebSocketHandler

    from revoila.serving._apps import ServedApp
    from revoila.serving._host_connection import HostConnection
    from revoila.serving._kernels import Opening
    from revoila.serving.shared._parts import PartAnswer, PartQuestion
    from revoila.serving.shared._remote import HostProcess

T = TypeVar("T")

SOON = 1.0
"""How long a host may take to say what it has counted, in seconds."""


async def _answer(future: Future[T], limit: float) -> T:
    """Return the result of a host's future, which others may wait for, too, and which is not cancelled."""
    async with asyncio.timeout(limit):
        return await asyncio.shield(asyncio.wrap_future(future))


class HostKernels(LoggingConfigurable):
    """The kernels in host processes.

    Parameters
    ----------
    exclusive : bool
        Whether a kernel has its process to itself while it lives.
    folder : str, default ""
        Where scripts work; each in its own folder unless it is given.
    **kwargs : Any
        As for every configurable.
    """

    start_timeout = Float(
        60.0, min=0.0, config=True, help="Seconds that a process for kernels may take to start."
    )
    answer_timeout = Float(
        20.0,
        min=0.0,
        config=True,
        help="Seconds after which a process for kernels that does not answer is ended, with all visitors in it.",
    )

    give_connections = Bool(
        default_value=True,
        config=True,
        help="Whether the process of a kernel gets the connections of its pages, so that a click does not take the way"
        " through the server. Only where the system can, and not those that are encrypted or compressed here.",
    )

    def __init__(self, *, exclusive: bool, folder: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._exclusive = exclusive
        self._folder = folder
        self._hosts: dict[str, HostProcess] = {}
        self._shared = SharedKernels.instance(config=self.config)

    def warm_up(self, app: ServedApp) -> None:
        """Start a process for the first visitor of an app."""
        self._shared.warm_up(self._kind(app), exclusive=self._exclusive)

    def _kind(self, app: ServedApp) -> HostKind:
        command = (sys.executable, "-m", "revoila.serving.shared")
        folder = os.path.realpath(self._folder or app.script.parent)
        return HostKind(command=command, env=(), cwd=folder, app=str(app.script))

    async def open(self, kernel_id: str, opening: Opening, ended: Callable[[str], None]) -> None:
        """Open a kernel with an app in a host process.

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
            There is no answer in time, or it is an error.
        KernelDiedError
            The process dies before it answers.
        """
        loop = asyncio.get_running_loop()

        def tell(reason: str) -> None:
            loop.call_soon_threadsafe(self._ended, kernel_id, reason, ended)

        try:
            try:
                host = await self._open(kernel_id, opening)
            except GoneError as error:
                # It had ended, and nobody knew: that is not this visitor's concern.
                self.log.debug("%s Another one is tried.", error)
                await self.close(kernel_id)
                host = await self._open(kernel_id, opening)
        except BaseException as error:
            await self.close(kernel_id)
            if isinstance(error, TimeoutError):
                raise KernelError(f"No kernel opened within {self.start_timeout:g} s.") from error
            if isinstance(error, DiedError | GoneError):
                raise KernelDiedError(str(error)) from error
            if isinstance(error, HostError):
                raise KernelError(str(error)) from error
            raise
        # Only now: that it does not open is said otherwise. Called at once when it has ended already.
        host.on_kernel_end(kernel_id, tell)

    async def _open(self, kernel_id: str, opening: Opening) -> HostProcess:
        host = self._shared.place(self._kind(opening.app), kernel_id, exclusive=self._exclusive)
        self._hosts[kernel_id] = host
        await _answer(host.ready, self.start_timeout)
        call = host.call("open", kernel=kernel_id, env=dict(opening.env), app=opening.words())
        await _answer(call, self.start_timeout)
        return host

    def _ended(self, kernel_id: str, reason: str, ended: Callable[[str], None]) -> None:
        if self._hosts.pop(kernel_id, None) is not None:
            ended(reason)

    async def connect(self, kernel_id: str, handler: WebSocketHandler, client: str) -> HostConnection:  # noqa: ARG002  # links have numbers
        """Connect a websocket with a kernel.

        Raises
        ------
        KernelError
            There is no such kernel any more.
        """
        host = self._hosts.get(kernel_id)
        if host is None:
            raise KernelError("The kernel has ended.")
        from revoila.serving._host_connection import HostConnection  # after the host was started

        # A page has this method, and wants nothing but what belongs to it.
        quiet = hasattr(handler, "send_message")
        connection = HostConnection(
            host, kernel_id, quiet=quiet, gives=self.give_connections, websocket_handler=handler
        )
        try:
            await connection.connect()
        except HostError as error:
            raise KernelError(str(error)) from error
        return connection

    def reads_files(self, app: ServedApp) -> bool:  # noqa: ARG002  # as for all kinds
        """Whether kernels of an app can be asked for parts of files: these can."""
        return True

    async def read_file(self, asked: PartQuestion) -> PartAnswer:
        """Return a part of a file that an app shows.

        Raises
        ------
        KernelError
            There is no such kernel any more, or it does not answer.
        """
        host = self._hosts.get(asked.kernel)
        if host is None:
            raise KernelError("The kernel has ended.")
        try:
            async with asyncio.timeout(self.answer_timeout):
                return await host.ask_for_part(asked)
        except (HostError, ConnectionError) as error:
            raise KernelError(str(error)) from error
        except TimeoutError as error:
            raise KernelError("The process of the kernel does not answer.") from error

    async def close(self, kernel_id: str) -> None:
        """End a kernel, if there is one."""
        host = self._hosts.pop(kernel_id, None)
        if host is not None and kernel_id in host.kernels:
            await self._ask(host, "close", kernel=kernel_id)

    async def stop_script(self, kernel_id: str) -> None:
        """Stop the script that runs in a kernel."""
        host = self._hosts.get(kernel_id)
        if host is not None:
            await self._ask(host, "stop", kernel=kernel_id)

    async def busy(self) -> bool:
        """Whether any script runs."""
        for host in set(self._hosts.values()):
            if (await self._ask(host, "busy")).get("kernels"):
                return True
        return False

    async def _ask(self, host: HostProcess, do: str, **words: Any) -> dict[str, Any]:
        """Return what a host answers; nothing when it is gone or has to go.

        One that says nothing for so long is held by a call into C that lets
        no other thread run, which nothing but its end ends.
        """
        try:
            return await _answer(host.call(do, **words), self.answer_timeout)
        except HostError as error:
            self.log.debug("%s", error)
        except TimeoutError:
            self.log.error(  # noqa: TRY400  # where it waited says nothing
                "A process for kernels has not answered for %g s and is ended.", self.answer_timeout
            )
            host.process.kill()
        return {}

    def memory(self, kernel_id: str) -> int | None:
        """Return the memory of a kernel's process, when no other kernel uses it."""
        host = self._hosts.get(kernel_id)
        return host.memory() if host is not None and self._exclusive else None

    async def caches(self) -> list[dict[str, Any]]:
        """Return what is known of the results that are kept in the hosts; one that is held up is left out."""
        calls = [_answer(host.call("caches"), SOON) for host in set(self._hosts.values())]
        answers = await asyncio.gather(*calls, return_exceptions=True)
        return [
            record for answer in answers if isinstance(answer, dict) for record in answer.get("functions", ())
        ]

    async def shut_down(self, *, now: bool = False) -> None:  # noqa: ARG002  # a host ends at once in any case
        """End every host."""
        await asyncio.get_running_loop().run_in_executor(None, self._shared.close)
