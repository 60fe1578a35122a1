"""Threads of a host: those that work for kernels, and those that a kernel's code has left running."""

from __future__ import annotations

import logging
import threading
from collections import deque
from contextvars import Context
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from revoila.runtime._interrupt import raise_in
from revoila.serving.shared._context import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.serving.shared._kernel import VirtualKernel

_log = logging.getLogger(__name__)

MOST_IDLE = 4
GRACE = 0.5
"""How long a kernel's threads get to end by themselves, in seconds."""

ATTEMPTS = 5
"""How often a thread is told to end; scripts catch what they should not."""


class Workers:
    """Threads that are there while there is work, so that an idle kernel costs none.

    Not a pool of fixed size: a cell that never ends must not keep other
    kernels waiting.
    """

    def __init__(self) -> None:
        self._idle: deque[SimpleQueue[Callable[[], object]]] = deque()
        self._lock = threading.Lock()

    def submit(self, work: Callable[[], object]) -> None:
        """Do `work` on some thread, at once."""
        with self._lock:
            queue = self._idle.pop() if self._idle else None
        if queue is None:
            queue = SimpleQueue()
            threading.Thread(target=self._serve, args=(queue,), name="revoila-worker", daemon=True).start()
        queue.put(work)

    def _serve(self, queue: SimpleQueue[Callable[[], object]]) -> None:
        while True:
            work = queue.get()
            try:
                work()
            except BaseException:  # noqa: BLE001  # the thread has more to do
                # An interrupt that came a moment too late is nobody's.
                _log.debug("A worker was interrupted.", exc_info=True)
            del work
            with self._lock:
                if len(self._idle) >= MOST_IDLE:
                    return
                self._idle.append(queue)


def threads_of(kernel: VirtualKernel, namespace: dict[str, Any]) -> list[threading.Thread]:
    """Return the threads that a kernel's code has started.

    Parameters
    ----------
    kernel : VirtualKernel
        The kernel.
    namespace : dict
        Its variables; a bare thread that runs a function from there is the kernel's, too.

    Returns
    -------
    list of Thread
        Those that still run.
    """
    found = []
    for thread in threading.enumerate():
        # Threading has no public way to ask a thread what it runs.
        target = getattr(thread, "_target", None)
        bound = getattr(target, "__self__", None)
        carried = isinstance(bound, Context) and bound.get(current) is kernel
        if carried or getattr(target, "__globals__", None) is namespace:
            found.append(thread)
    return found


def end_threads(threads: list[threading.Thread]) -> None:
    """End threads: wait a moment, then raise ``SystemExit`` in them.

    One that waits in a C function ends when that returns.
    """
    pause = GRACE
    for _ in range(ATTEMPTS):
        for thread in threads:
            thread.join(pause / len(threads))
        threads = [thread for thread in threads if thread.is_alive()]
        if not threads:
            return
        for thread in threads:
            if thread.ident is not None:
                raise_in(thread.ident, SystemExit)
        pause = 0.1
