"""The background tasks of a session: each a function on a thread, a few at a time.

A thread is made for each task and ends with it: one that is used again could hold what another
task has left in thread-local variables.
"""

from __future__ import annotations

import inspect
import logging
from collections import deque
from contextvars import Context, ContextVar, copy_context
from functools import partial
from hashlib import blake2b
from math import inf
from threading import Event, RLock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from revoila._context import Active, _active, active
from revoila.caching._hashing import Hasher, UnhashableValue
from revoila.caching._keys import function_key
from revoila.elements._identity import check_key
from revoila.errors import StreamlitAPIException
from revoila.runtime._control import RerunSignal, StopSignal
from revoila.runtime._interrupt import Interruptible
from revoila.runtime._task_run import TaskRun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_log = logging.getLogger(__name__)

MOST_KEPT = 100
"""How many tasks a session remembers; then the oldest that have ended are forgotten."""

LOOK_AGAIN = 0.05
"""How often a script that waits for a task looks whether it is to end, in seconds."""

_here: ContextVar[Attempt | None] = ContextVar("revoila_task", default=None)


def current_attempt() -> Attempt | None:
    """Return what the current thread is at work on, if it is that of a task."""
    return _here.get()


class Cancelled(BaseException):
    """Ends the function of a task; no ``Exception``, so that functions do not catch it."""


class Job:
    """One task.

    Parameters
    ----------
    tasks : Tasks
        What it is one of.
    """

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._attempt: Attempt | None = None
        self._call: Callable[[], Any] = bool
        self.ended = Event()
        self.name = ""
        self.status = "waiting"
        self.result: Any = None
        self.error: Exception | None = None
        self.progress = 0.0
        self.text: str | None = None
        self.owner = ""
        """Id of the fragment that runs again at its end; empty for the script."""
        self.reruns = False
        """Whether anything does."""

    def prepare(self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        """Take in what to do when it begins anew."""
        self.name = getattr(func, "__qualname__", type(func).__qualname__)
        self._call = partial(func, *args, **kwargs)

    def begin(self) -> None:
        """Begin, or wait for a turn."""
        self.ended.clear()
        self.status, self.result, self.error, self.progress, self.text = "waiting", None, None, 0.0, None
        self._attempt = Attempt(self, self._call)
        self._tasks.queue(self._attempt)

    def cancel(self) -> None:
        """End without a result."""
        attempt = self._attempt
        if attempt is not None and self.settle(attempt, "cancelled"):
            attempt.cancel()

    def restart(self) -> None:
        """Cancel, and begin anew."""
        if not self._tasks.closed:
            self.cancel()
            self.begin()

    def settle(
        self, attempt: Attempt, status: str, result: Any = None, error: Exception | None = None
    ) -> bool:
        """Take in the end of an attempt; False when it does not count any more."""
        with self._tasks.lock:
            if attempt is not self._attempt or self.ended.is_set():
                return False
            self.status, self.result, self.error = status, result, error
            if status == "done":
                self.progress = 1.0
            self.ended.set()
        return True

    def wait(self, timeout: float | None, look: Callable[[], None]) -> None:
        """Wait for the end, for at most `timeout` seconds; `look` is called now and then and may raise."""
        until = monotonic() + (inf if timeout is None else timeout)
        while (left := until - monotonic()) > 0 and not self.ended.wait(min(left, LOOK_AGAIN)):
            look()

    def forget(self) -> None:
        """Let go of everything: the session is over."""
        self.cancel()
        self._call, self._attempt, self.result, self.error = bool, None, None, None


class Attempt:
    """One time that the function of a task is called.

    Parameters
    ----------
    job : Job
        The task.
    call : Callable
        What it does.
    """

    def __init__(self, job: Job, call: Callable[[], Any]) -> None:
        self.job = job
        self._call = call
        self._code = Interruptible()
        self._cancelled = False
        self._context: Context | None = copy_context()

    def start(self, finished: Callable[[Attempt], None]) -> None:
        """Begin on a thread of its own."""
        context, self._context = self._context, None
        assert context is not None  # noqa: S101  # it begins once
        # Bound to the context, by which a host finds the threads of a kernel.
        run = context.run
        Thread(target=run, args=(self._work, finished), name="revoila-task", daemon=True).start()

    def cancel(self) -> None:
        """Have it end soon."""
        self._cancelled = True
        self._code.interrupt(Cancelled)

    def report(self, progress: float, text: str | None) -> None:
        """Take in how far it is, on its own thread.

        Raises
        ------
        Cancelled
            It was cancelled, or begun anew.
        """
        self.yield_point()
        self.job.progress, self.job.text = progress, text

    def _work(self, finished: Callable[[Attempt], None]) -> None:
        job = self.job
        _here.set(self)
        here = active()
        if here is not None:
            run: Any = TaskRun(here.run, self.yield_point)
            _active.set(Active(run, run.main))
        try:
            self._settle(job)
        finally:
            _active.set(None)
            finished(self)

    def _settle(self, job: Job) -> None:
        try:
            with self._code:
                if self._cancelled:
                    raise Cancelled  # noqa: TRY301  # the same as when it comes later
                result = self._call()
                if inspect.isawaitable(result):
                    result = _awaited(result)
        except (Cancelled, StopSignal):
            job.settle(self, "cancelled")
        except RerunSignal:
            message = "A background task cannot rerun the script. It is rerun at the end of the task anyway."
            job.settle(self, "failed", error=StreamlitAPIException(message))
        except Exception as error:  # noqa: BLE001  # the author's, shown where the result is asked for
            _log.exception("The background task %s has failed.", job.name)
            job.settle(self, "failed", error=error)
        except BaseException as error:  # noqa: BLE001  # such as SystemExit: it ends the thread, and the task
            job.settle(self, "failed", error=RuntimeError(f"{type(error).__name__}: {error}"))
        else:
            job.settle(self, "done", result)

    def yield_point(self) -> None:
        """End the function if it was cancelled.

        Raises
        ------
        Cancelled
            It was.
        """
        if self._cancelled:
            raise Cancelled


class Tasks:
    """The tasks of one session.

    Parameters
    ----------
    limit : int
        How many run at once.
    ended : Callable, optional
        Called with a task that has ended by itself, on its thread.
    """

    def __init__(self, limit: int, ended: Callable[[Job], None] | None = None) -> None:
        self.lock = RLock()
        self.closed = False
        self._limit = limit
        self._ended = ended
        self._jobs: dict[str, Job] = {}
        self._waiting: deque[Attempt] = deque()
        self._running = 0

    def get(
        self, name: str, func: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> Job:
        """Return the task with an identity; begin it if there is none.

        Raises
        ------
        StreamlitAPIException
            There are too many that have not ended.
        """
        with self.lock:
            job = self._jobs.get(name)
            if job is None:
                return self.begin(name, func, args, kwargs)
            job.prepare(func, args, kwargs)
            return job

    def begin(
        self, name: str, func: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> Job:
        """Begin a task.

        Raises
        ------
        StreamlitAPIException
            There are too many that have not ended.
        """
        job = Job(self)
        job.prepare(func, args, kwargs)
        with self.lock:
            self._make_room()
            self._jobs[name] = job
            job.begin()
        return job

    def queue(self, attempt: Attempt) -> None:
        """Begin an attempt as soon as fewer than `limit` are at work."""
        with self.lock:
            self._waiting.append(attempt)
        self._start_some()

    def close(self) -> None:
        """Cancel all of them."""
        with self.lock:
            self.closed = True
            jobs, self._jobs = list(self._jobs.values()), {}
            self._waiting.clear()
            self._ended = None
        for job in jobs:
            job.forget()

    def _make_room(self) -> None:
        if len(self._jobs) < MOST_KEPT:
            return
        name = next((name for name, job in self._jobs.items() if job.ended.is_set()), None)
        if name is None:
            message = f"{MOST_KEPT} background tasks of this session have not ended: there cannot be more."
            raise StreamlitAPIException(message)
        del self._jobs[name]

    def _start_some(self) -> None:
        while True:
            with self.lock:
                if self.closed or self._running >= self._limit or not self._waiting:
                    return
                attempt = self._waiting.popleft()
                if attempt.job.ended.is_set():
                    continue
                self._running += 1
                attempt.job.status = "running"
            attempt.start(self._finish)

    def _finish(self, attempt: Attempt) -> None:
        with self.lock:
            self._running -= 1
            ended = self._ended
        self._start_some()
        if ended is not None and attempt.job.status in ("done", "failed"):
            ended(attempt.job)


def identity(
    func: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any], key: str | int | None
) -> str:
    """Return what tells a task from others of its session.

    Raises
    ------
    StreamlitValueError
        The key is empty.
    StreamlitAPIException
        There is no key, and an argument has no hash.
    """
    checked = check_key(key)
    if checked is not None:
        return f"key|{checked}"
    hasher = Hasher({})
    if isinstance(func, partial):
        args, kwargs, func = func.args + args, {**func.keywords, **kwargs}, func.func
    bound = getattr(func, "__self__", None)
    try:
        for value in (bound if not inspect.ismodule(bound) else None, args, dict(sorted(kwargs.items()))):
            hasher.add(value)
    except UnhashableValue as error:
        raise StreamlitAPIException(
            f"An argument of the task `{getattr(func, '__qualname__', func)}` has no hash, so that the task cannot be "
            "recognised in the next run. Give the task a `key`."
        ) from error
    return blake2b(f"{_name(func)}|{hasher.hexdigest()}".encode(errors="replace"), digest_size=16).hexdigest()


def _name(func: Callable[..., Any]) -> str:
    plain = inspect.unwrap(func)
    if hasattr(plain, "__code__"):
        return function_key(plain)
    kind = type(plain)
    return (
        f"{getattr(plain, '__module__', kind.__module__)}.{getattr(plain, '__qualname__', kind.__qualname__)}"
    )


def _awaited(result: Any) -> Any:
    import asyncio  # few tasks are coroutines

    async def wait() -> Any:
        return await result

    return asyncio.run(wait())
