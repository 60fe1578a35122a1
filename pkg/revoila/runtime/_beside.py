"""The fragments of a run that are on threads of their own (``parallel=True``)."""

from __future__ import annotations

from contextvars import copy_context
from functools import partial
from threading import Thread, get_ident
from time import sleep
from typing import TYPE_CHECKING, Any

from revoila.runtime._control import RerunSignal, StopSignal
from revoila.runtime._fragments import call_fragment
from revoila.runtime._interrupt import ABANDON_AFTER, FORCE_AFTER, FORCE_AGAIN, Interruptible

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor

    from revoila.runtime._fragments import Fragment
    from revoila.runtime._run import ScriptRun

LOOK_AGAIN = 0.05
"""How often a run that waits for its fragments looks whether it is to end, in seconds."""


class AtWork:
    """What goes on beside the scripts of one session, also of its runs that are over."""

    def __init__(self) -> None:
        self._blocks: set[Interruptible] = set()

    def add(self, block: Interruptible) -> None:
        """Take in a block of code that begins."""
        self._blocks.add(block)

    def discard(self, block: Interruptible) -> None:
        """Take in that it has ended."""
        self._blocks.discard(block)

    def stop(self) -> None:
        """Have all of them end: at their next yield points, or soon wherever they are."""
        blocks = self._blocks.copy()
        if blocks:
            Thread(target=_insist, args=(blocks,), name="revoila-insist", daemon=True).start()


def _insist(blocks: set[Interruptible]) -> None:
    sleep(FORCE_AFTER)
    for _ in range(round((ABANDON_AFTER - FORCE_AFTER) / FORCE_AGAIN)):
        blocks = {block for block in blocks if block.interrupt(StopSignal)}
        if not blocks:
            return
        sleep(FORCE_AGAIN)


class Beside:
    """What goes on beside the script of one run, which ends when all of it has.

    It does not know the run: that would keep the run, and so the session, until the garbage collector comes.
    """

    def __init__(self) -> None:
        self._threads: set[int] = set()
        self._begun: list[Future[Any]] = []
        self._pool: ThreadPoolExecutor | None = None
        self._cancelled: Callable[[], BaseException] | None = None
        """Makes the signal with which the run is left, once the script or one of them has left it; one for each
        thread, since a traceback holds the run."""

    def is_here(self) -> bool:
        """Whether the current thread is one of them."""
        return get_ident() in self._threads

    @property
    def is_left(self) -> bool:
        """Whether the script or one of them has left the run."""
        return self._cancelled is not None

    def check(self) -> None:
        """Leave the script when it or one of them has left the run.

        Raises
        ------
        StopSignal
            The run ends.
        RerunSignal
            Another run was asked for.
        """
        if self._cancelled is not None:
            raise self._cancelled()

    def begin(self, run: ScriptRun, fragment: Fragment) -> None:
        """Run a fragment on a thread of its own."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # few scripts have such fragments

            workers = run.option("runner.parallelMaxWorkers")
            self._pool = ThreadPoolExecutor(workers, "revoila-fragment")
        self._begun.append(self._pool.submit(copy_context().run, self._work, run, fragment))

    def join(self, run: ScriptRun) -> None:
        """Wait for all of them.

        Raises
        ------
        StopSignal
            One of them ends the run, or the run is to end.
        RerunSignal
            One of them asks for another run, or another run takes over.
        """
        if self._begun:
            from concurrent.futures import wait

            pending = set(self._begun)
            while pending:
                run.yield_point()
                pending = wait(pending, LOOK_AGAIN).not_done
        self.check()

    def end(self) -> None:
        """Let them end by themselves."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _work(self, run: ScriptRun, fragment: Fragment) -> None:
        block, at_work = Interruptible(), run.session.at_work
        self._threads.add(get_ident())
        at_work.add(block)
        try:
            with block:
                call_fragment(run, fragment)
        except StopSignal:
            self.cancel(run, StopSignal)
        except RerunSignal as signal:
            self.cancel(run, partial(RerunSignal, signal.request))
        except Exception as error:  # noqa: BLE001  # it is shown where it belongs, and the others go on
            run.session.tell_uncaught(error)
        finally:
            at_work.discard(block)
            self._threads.discard(get_ident())

    def cancel(self, run: ScriptRun, signal: Callable[[], BaseException]) -> None:
        """End the run at the next yield point of each of its threads, whatever they catch before.

        Parameters
        ----------
        run : ScriptRun
            The run.
        signal : Callable
            Makes the signal for one thread.
        """
        if self._cancelled is None:
            self._cancelled = signal
            # The script and the others look at their next yield points.
            run.session.runner.requests.nudge()
