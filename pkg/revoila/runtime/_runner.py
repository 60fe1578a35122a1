"""One run at a time on a worker thread, as long as there are runs to do.

A script that is interrupted while it sits in a long computation cannot yield.
After `PATIENCE` it is left behind and another worker takes over; whatever it
draws afterwards goes nowhere and its next yield point ends it.
"""

from __future__ import annotations

import logging
from contextvars import copy_context
from threading import Condition, Thread
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from revoila.runtime._requests import Requests, RerunRequest

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)

PATIENCE = 0.1
MAX_LEFT_BEHIND = 3


class Scheduler(Protocol):
    """Starts a runner's work; the engine assumes nothing else about threads."""

    def start(self, work: Callable[[], None]) -> None:
        """Do `work`, now or soon."""


class ThreadScheduler:
    """Works on a daemon thread, in the context in which the app was created.

    In a kernel that context ties what scripts print to the cell of the app.
    """

    def __init__(self) -> None:
        self._context = copy_context()

    def start(self, work: Callable[[], None]) -> None:
        """Start a thread for `work`."""
        context = self._context.copy()
        Thread(target=context.run, args=(work,), name="ScriptRunner.scriptThread", daemon=True).start()


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
        self._when_idle: tuple[Callable[[], None], ...] = ()
        self.requests = Requests()

    def ask(self, request: RerunRequest) -> None:
        """Run soon; a run that is going is interrupted."""
        starts = self.requests.rerun(request)
        if starts:
            self._start()
        elif self._interrupted_at is None:
            self._interrupted_at = monotonic()

    def close(self) -> None:
        """End the run that is going, and do no other."""
        self.requests.close()
        with self._idle:
            if self._worker is None:
                self._let_go()

    def replace_if_stuck(self) -> None:
        """Leave the running script behind when it has not yielded for long."""
        since = self._interrupted_at
        if since is None or monotonic() - since < PATIENCE or self._left_behind >= MAX_LEFT_BEHIND:
            return
        with self._idle:
            if self._worker is None or not self.requests.interrupt:
                return
            self._left_behind += 1
            self._interrupted_at = None
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
                self._interrupted_at = None
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
