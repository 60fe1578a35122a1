"""How a server ends: no new sessions, a moment for what is under way, then no kernel is left."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from logging import Logger

    from tornado.ioloop import IOLoop

    from revoila.serving._sessions import PageSessions

SIGNALS = (
    signal.SIGINT,
    signal.SIGTERM,
    # What a service manager of Windows sends, where SIGTERM ends a process without a word.
    *([vars(signal)["SIGBREAK"]] if hasattr(signal, "SIGBREAK") else []),
)

LAST_WORDS = 3.0
"""How long kernels that were killed are waited for, in seconds."""


class Shutdown:
    """Ends a server when a signal comes, and at once when a second one does.

    Parameters
    ----------
    sessions : PageSessions
        Those that end.
    loop : IOLoop
        Is stopped at the end.
    log : Logger
        Is told what happens.
    """

    def __init__(self, sessions: PageSessions, loop: IOLoop, log: Logger) -> None:
        self._sessions = sessions
        self._loop = loop
        self.log = log
        self._task: asyncio.Task[None] | None = None

    def listen(self) -> None:
        """Begin to take signals."""
        for number in SIGNALS:
            signal.signal(number, self._signal)

    def _signal(self, _number: int, _frame: object) -> None:
        # An exception would arrive in the middle of any task, and again in all that wait for it.
        loop: Any = self._loop
        loop.asyncio_loop.call_soon_threadsafe(self.advance)

    def advance(self) -> None:
        """Begin to end, or end at once."""
        if self._task is None:
            self._task = asyncio.ensure_future(self._gracefully())
            return
        self._task.cancel()
        self._task = asyncio.ensure_future(self._at_once())
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)

    async def _gracefully(self) -> None:
        sessions = self._sessions
        sessions.begin_to_end()
        await self._try("wait for scripts", self._quiet())
        await self._try("close every session", sessions.close())
        await self._try("ask every kernel to end", sessions.kernels.shut_down())
        self._loop.stop()

    async def _quiet(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._sessions.drain):
                await self._sessions.quiet()

    async def _try(self, what: str, work: Coroutine[Any, Any, None]) -> None:
        """Do something that must not keep the server from ending.

        Raises
        ------
        CancelledError
            The server is to end at once.
        """
        try:
            await work
        except (Exception, asyncio.CancelledError):
            # With this task the end itself would be over: the server would go on until a second signal.
            if self._task is not asyncio.current_task():
                raise
            self.log.exception("The server could not %s.", what)

    async def _at_once(self) -> None:
        with suppress(Exception):
            async with asyncio.timeout(LAST_WORDS):
                await self._sessions.kernels.shut_down(now=True)
        self._loop.stop()
