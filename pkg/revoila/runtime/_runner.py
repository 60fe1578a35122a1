"""One run at a time on a worker thread, as long as there are runs to do.

A script that is interrupted while it sits in a long computation cannot yield.
After `PATIENCE` it is left behind and another worker takes over; whatever it
draws afterwards goes nowhere and its next yield point ends it.
"""

from __future__ import annotations

import logging
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Condition, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from revoila.runtime._requests import Requests, RerunRequest

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)

PATIENCE = 0.1
MAX_LEFT_BEHIND = 3
LINGER = 1.0
"""How long a thread waits for the next click, in seconds."""


class Scheduler(Protocol):
    """Starts a runner's work; the engine assumes nothing else about threads."""

    def start(self, work: Callable[[], None]) -> None:
        """Do `work`, now or soon."""

    def close(self) -> None:
        """Let go of everything; what was started goes on to its end."""


class ThreadScheduler:
    """Works on daemon threads, in the context in which the app was created.

    In a kernel that context ties what scripts print to the cell of the app.

    A thread waits `LINGER` seconds for more work: to start one takes longer than most clicks. It is
    never used by another session, which could find what a script has left in thread-local variables.
    """

    def __init__(self) -> None:
        self._context = copy_context()
        self._lock = Lock()
        self._waiting: SimpleQueue[Callable[[], None] | None] | None = None
        self._closed = False

    def start(self, work: Callable[[], None]) -> None:
        """Do `work` on the thread that waits, else on a new one."""
        with self._lock:
            queue, self._waiting = self._waiting, None
        if queue is None:
            queue = SimpleQueue()
            # Bound to the context, by which a host finds the threads of a kernel.
            run = self._context.copy().run
            Thread(
                target=run, args=(self._serve, queue), name="ScriptRunner.scriptThread", daemon=True
            ).start()
        queue.put(work)

    def close(self) -> None:
        """End the thread that waits."""
        with self._lock:
            self._closed = True
            queue, self._waiting = self._waiting, None
        if queue is not None:
            queue.put(None)

    def _serve(self, queue: SimpleQueue[Callable[[], None] | None]) -> None:
        work = queue.get()
        while work is not None:
            copy_context().run(work)
            # It may be the last that holds its session.
            del work
            with self._lock:
                if self._closed or self._waiting is not None:
                    return
                self._waiting = queue
            work = self._next(queue)

    def _next(self, queue: SimpleQueue[Callable[[], None] | None]) -> Callable[[], None] | None:
        try:
            return queue.get(timeout=LINGER)
        except Empty:
            with self._lock:
                if self._waiting is queue:
                    self._waiting = None
                    return None
            # It was taken at the last moment.
            return queue.get()


class Runner:
    """Turns requests into runs.

    Parameters
    ----------
    execute : Callable
        Does one run; returns the run that the script itself asked for next.
    scheduler : Scheduler
        Starts the work.
    """

    def __init__(self, execute: Callable[[RerunRequest], RerunRequest | None], scheduler: Scheduler) -> None:
        self._execute: Callable[[RerunRequest], RerunRequest | None] = execute
        self._scheduler = scheduler
        self._idle = Condition()
        self._worker: object = None
        self._left_behind = 0
        self._interrupted_at: float | None = None
        self._stopped_at: float | None = None
        self._when_idle: tuple[Callable[[], None], ...] = ()
        self.requests = Requests()

    def ask(self, request: RerunRequest) -> None:
        """Run soon; a run that is going is interrupted."""
        starts = self.requests.rerun(request)
        if starts:
            self._start()
        elif self._interrupted_at is None:
            self._interrupted_at = monotonic()

    def stop(self) -> None:
        """End the run that is going: at its next yield point, or soon wherever it is."""
        if self.requests.stop():
            self._stopped_at = self._stopped_at or monotonic()

    def time_to_stop(self) -> float:
        """Return for how long the running script has not followed a stop, in seconds; 0 when it need not stop."""
        since = self._stopped_at
        return 0.0 if since is None or not self.requests.interrupt else monotonic() - since

    def close(self) -> None:
        """End the run that is going, and do no other."""
        self.requests.close()
        self._stopped_at = self._stopped_at or monotonic()
        self._scheduler.close()
        with self._idle:
            if self._worker is None:
                self._let_go()

    def replace_if_stuck(self) -> None:
        """Leave the running script behind when it has not yielded for long."""
        since = self._interrupted_at
        if since is not None and monotonic() - since >= PATIENCE and self.may_leave:
            self.leave_behind()

    @property
    def may_leave(self) -> bool:
        """Whether one more script can be left behind."""
        return self._left_behind < MAX_LEFT_BEHIND

    def leave_behind(self) -> None:
        """Go on without the script that runs and does not do what it was asked to."""
        with self._idle:
            if self._worker is None or not self.requests.interrupt:
                return
            self._left_behind += 1
            self._interrupted_at = self._stopped_at = None
        self._start()

    def when_idle(self, callback: Callable[[], None]) -> None:
        """Call `callback` whenever the last of some runs has ended; on the thread of that run."""
        self._when_idle = (*self._when_idle, callback)

    def is_current(self, worker: object) -> bool:
        """Whether `worker` has not been left behind."""
        return self._worker is worker

    @property
    def worker(self) -> object:
        """Identity of the work that is going; None when idle."""
        return self._worker

    def wait_idle(self, timeout: float | None = None) -> bool:
        """Wait until nothing runs and nothing is to run; False after `timeout` seconds."""
        with self._idle:
            return self._idle.wait_for(lambda: self._worker is None, timeout)

    def _start(self) -> None:
        worker = object()
        with self._idle:
            self._worker = worker
        self._scheduler.start(lambda: self._work(worker))

    def _work(self, worker: object) -> None:
        follow: RerunRequest | None = None
        while True:
            with self._idle:
                if not self.is_current(worker):
                    self._left_behind -= 1
                    return
                request = self.requests.take(follow)
                self._interrupted_at = self._stopped_at = None
                if request is None:
                    self._worker = None
                    if self.requests.closed:
                        self._let_go()
                    self._idle.notify_all()
                    break
            follow = self._do(request)
        for callback in self._when_idle:
            try:
                callback()
            except Exception:  # noqa: BLE001  # the others are called
                _log.exception("What was to be done after a run has failed.")

    def _do(self, request: RerunRequest) -> RerunRequest | None:
        try:
            return self._execute(request)
        except Exception:  # noqa: BLE001  # else nothing would run any more, and whoever waits would wait for ever
            _log.exception("A run has failed outside of its script.")
            return None

    def _let_go(self) -> None:
        # Of the session: what it remembers may be large, and must not wait for the garbage collector.
        self._execute = _do_nothing
        self._when_idle = ()


def _do_nothing(_request: RerunRequest) -> None:
    """Stand for a session that is over."""
