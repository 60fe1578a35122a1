"""How a kernel handles its requests: one after another, in its context.

There is a thread only while there is something to handle. A cell that uses
asyncio needs an event loop that goes on after it; from then on the kernel has
one on a thread of its own, and everything is handled there, as ipykernel does:
widget callbacks may then set futures that the cell awaits.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from revoila.serving.shared._messages import COMMS

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from contextvars import Context

    from revoila.serving.shared._context import Message
    from revoila.serving.shared._threads import Workers

    Handle = Callable[[Message], Coroutine[Any, Any, None]]

_log = logging.getLogger(__name__)

ASYNC = ("async", "await")
"""What a cell says that needs an event loop: ``import asyncio``, ``await``, ``async def``."""


class Mailbox:
    """The requests of one kernel.

    Parameters
    ----------
    handle : Callable
        Handles a request; waits for nothing unless there is an event loop.
    context : Context
        Where it runs.
    workers : Workers
        Threads for a kernel without a loop.

    Attributes
    ----------
    weight : int
        How much the requests weigh that were not handled yet.
    """

    def __init__(self, handle: Handle, context: Context, workers: Workers) -> None:
        self._handle = handle
        self._context = context
        self._workers = workers
        self._waiting: deque[tuple[Message, int]] = deque()
        self.weight = 0
        self._lock = Lock()
        self._busy = False
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._executor: ThreadPoolExecutor | None = None
        self._task: asyncio.Task[None] | None = None
        self._awaiting = False

    @property
    def busy(self) -> bool:
        """Whether a request is handled."""
        return self._busy

    def post(self, message: Message, weight: int = 0) -> None:
        """Handle a request after those that came before."""
        with self._lock:
            if self._closed:
                return
            self._waiting.append((message, weight))
            self.weight += weight
            if self._busy:
                if self._loop is not None and self._awaiting:
                    self._loop.call_soon_threadsafe(self._handle_comms)
                return
            self._busy = True
            loop = self._loop
        if loop is None:
            self._workers.submit(self._drain)
        else:
            loop.call_soon_threadsafe(self._start_task)

    def close(self) -> None:
        """Handle nothing more."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
            loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(loop.stop)

    def cancel_await(self) -> None:
        """Cancel what the running cell awaits, if it does."""
        loop, task = self._loop, self._task
        if loop is not None and task is not None and self._awaiting:
            loop.call_soon_threadsafe(task.cancel)

    def _next(self) -> Message | None:
        with self._lock:
            if self._waiting and not self._closed:
                message, weight = self._waiting.popleft()
                self.weight -= weight
                return message
            self._busy = False
            return None

    # Without an event loop.

    def _drain(self) -> None:
        while (message := self._next()) is not None:
            if _needs_loop(message):
                with self._lock:
                    self._waiting.appendleft((message, 0))
                self._start_loop()
                return
            self._context.run(self._finish, message)

    def _finish(self, message: Message) -> None:
        """Run a handler that awaits nothing to its end."""
        coroutine = self._handle(message)
        try:
            coroutine.send(None)
        except StopIteration:
            return
        except BaseException:  # noqa: BLE001  # the next one is handled
            _log.exception("A request was not handled.")
        else:
            coroutine.close()
            _log.error("A request waited for an event loop that there is not.")

    # With one.

    def _start_loop(self) -> None:
        loop = asyncio.new_event_loop()
        self._executor = ThreadPoolExecutor(thread_name_prefix="revoila-asyncio")
        loop.set_default_executor(self._executor)
        with self._lock:
            self._loop = loop
            closed = self._closed
        loop.call_soon(loop.stop if closed else self._start_task)
        Thread(target=self._run_loop, args=(loop,), name="revoila-asyncio", daemon=True).start()

    def _run_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        while not self._closed:
            try:
                loop.run_forever()
            except BaseException:  # noqa: BLE001  # it runs on
                # asyncio lets KeyboardInterrupt and SystemExit of a task end the loop.
                _log.debug("The event loop of a kernel was interrupted.", exc_info=True)
        _end_loop(loop)
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)

    def _start_task(self) -> None:
        assert self._loop is not None  # noqa: S101  # it is what calls this
        self._task = self._loop.create_task(self._serve(), context=self._context)

    async def _serve(self) -> None:
        while (message := self._next()) is not None:
            await self._handle_one(message)

    async def _handle_one(self, message: Message) -> None:
        try:
            self._awaiting = message["header"]["msg_type"] == "execute_request"
            if self._awaiting and self._waiting and self._loop is not None:
                self._loop.call_soon(self._handle_comms)
            await self._handle(message)
        except BaseException:  # noqa: BLE001  # the next one is handled
            _log.exception("A request was not handled.")
        finally:
            self._awaiting = False

    def _handle_comms(self) -> None:
        """Handle comm messages that came while a cell awaits; it may be waiting for them."""
        with self._lock:
            waiting, self._waiting = self._waiting, deque()
            found: list[tuple[Message, int]] = []
            for one in waiting:
                (found if one[0]["header"]["msg_type"] in COMMS else self._waiting).append(one)
            self.weight -= sum(weight for _, weight in found)
        for message, _ in found:
            # A copy: the cell's own request must be what it was when it goes on.
            self._context.copy().run(self._finish, message)


def _needs_loop(message: Message) -> bool:
    if message["header"]["msg_type"] != "execute_request":
        return False
    code = str(message["content"].get("code", ""))
    return any(word in code for word in ASYNC)


def _end_loop(loop: asyncio.AbstractEventLoop) -> None:
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    try:
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks, timeout=1.0))
        loop.run_until_complete(loop.shutdown_asyncgens())
    except BaseException:  # noqa: BLE001  # the loop is closed in any case
        _log.debug("Tasks of a kernel did not end well.", exc_info=True)
    finally:
        loop.close()
