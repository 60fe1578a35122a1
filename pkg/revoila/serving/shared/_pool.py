"""Processes that are started before a visitor comes, and have one kernel at a time.

A visitor takes a spare one and the next is started behind it. By default a
process ends with its first kernel: what a script leaves behind (modules that it
has changed, memory that it does not give back) is the reason to want a process
of one's own, and a fresh one costs the next visitor nothing while spare ones
are there. An app that is slow to import may use one several times.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from threading import RLock, Timer
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from revoila.serving.shared._placement import HostKind
    from revoila.serving.shared._remote import HostProcess

_log = logging.getLogger(__name__)

MOST_STARTING = 2
"""Processes that start at the same time. More would only make each other, and the visitors, slow."""

REFILL_PAUSE = 0.3
"""Between taking a process and starting the next, in seconds."""

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""How long a spare process that has died is not replaced, in seconds; doubled each time, until one is used."""

KEPT = 2
"""How many times as many as there should be are spare when those that were used come back."""


class Limits(NamedTuple):
    """How many processes there are, and how long they are used.

    Parameters
    ----------
    size : int
        Spare ones of each kind.
    uses : int
        Kernels that one has, after each other.
    memory : int
        Bytes above which one is not used again.
    """

    size: int
    uses: int
    memory: int


@dataclass(slots=True)
class _Use:
    """What a process is used for."""

    kind: HostKind
    taken: bool = False
    kernels: int = 0


class HostPool:
    """Spare processes of all kinds.

    Parameters
    ----------
    make : Callable
        Returns a process of a kind that was not started yet; it gets what to call when a kernel
        or the process has ended.
    limits : Callable
        Returns the limits of now.
    """

    def __init__(self, make: Make, limits: Callable[[], Limits]) -> None:
        self._make = make
        self._limits = limits
        # A process that cannot be started says so in the same thread.
        self._lock = RLock()
        self._uses: dict[HostProcess, _Use] = {}
        self._waiting: list[HostProcess] = []
        self._starting: set[HostProcess] = set()
        self._pause = FIRST_PAUSE

    def take(self, kind: HostKind, kernel: str) -> HostProcess:
        """Return a process that no other kernel uses; it may still be starting.

        Parameters
        ----------
        kind : HostKind
            What the process must be.
        kernel : str
            Id of the kernel.

        Returns
        -------
        HostProcess
            It has the kernel from now on.
        """
        with self._lock:
            spare = self._spare(kind)
            host = min(spare, key=self._order) if spare else self._add(kind)
            self._uses[host].taken = True
            host.kernels.add(kernel)
            self._pause = FIRST_PAUSE
            self._start_next()
        # The visitor's page opens now, and needs the processor more.
        self._later(REFILL_PAUSE, kind)
        return host

    def fill(self, kind: HostKind) -> None:
        """Start processes until as many are spare as there should be.

        Parameters
        ----------
        kind : HostKind
            Of which.
        """
        with self._lock:
            for _ in range(self._limits().size - len(self._spare(kind))):
                self._add(kind)
            self._start_next()

    def hosts(self) -> list[HostProcess]:
        """Return the processes that run, or wait for their turn to start."""
        with self._lock:
            return [host for host in self._uses if host.alive]

    def _later(self, pause: float, kind: HostKind) -> None:
        timer = Timer(pause, self._refill, [kind, self._uses])
        timer.daemon = True
        timer.start()

    def _refill(self, kind: HostKind, uses: dict[HostProcess, _Use]) -> None:
        # Not when the pool was closed meanwhile.
        if self._uses is uses:
            self.fill(kind)

    def close(self) -> list[HostProcess]:
        """Know nothing of the processes any more; the caller ends them."""
        with self._lock:
            hosts = list(self._uses)
            self._uses = {}
            self._waiting.clear()
            self._starting.clear()
            return hosts

    def _spare(self, kind: HostKind) -> list[HostProcess]:
        return [host for host, use in self._uses.items() if use.kind == kind and not use.taken and host.alive]

    def _order(self, host: HostProcess) -> int:
        """Say how soon a spare process can be used: it is ready, starts, or not even that."""
        if host.ready.done():
            return 0
        return 1 if host in self._starting else 2

    def _add(self, kind: HostKind) -> HostProcess:
        host = self._make(kind, self._kernel_ended, self._host_ended)
        self._uses[host] = _Use(kind)
        self._waiting.append(host)
        return host

    def _start_next(self) -> None:
        while self._waiting and len(self._starting) < MOST_STARTING:
            # Those that somebody waits for come first.
            host = next((one for one in self._waiting if self._uses[one].taken), self._waiting[0])
            self._waiting.remove(host)
            self._starting.add(host)
            host.start()
            host.ready.add_done_callback(partial(self._started, host))

    def _started(self, host: HostProcess, _ready: Future[int]) -> None:
        with self._lock:
            self._starting.discard(host)
            if not host.alive:
                self._forget(host)
            self._start_next()

    def _kernel_ended(self, host: HostProcess) -> None:
        """Use a process again, or not."""
        with self._lock:
            use = self._uses.get(host)
            if use is None:
                return
            # One that was given back before it began is as good as new.
            use.kernels += host.ready.done()
            limits = self._limits()
            if (
                use.kernels < limits.uses
                and (host.memory() or 0) <= limits.memory
                and len(self._spare(use.kind)) < KEPT * limits.size
            ):
                use.taken = False
                return
            self._forget(host)
        host.hang_up()

    def _forget(self, host: HostProcess) -> _Use | None:
        if host in self._waiting:
            self._waiting.remove(host)
        self._starting.discard(host)
        return self._uses.pop(host, None)

    def _host_ended(self, host: HostProcess) -> None:
        """Replace a spare process that has died, but not again and again."""
        with self._lock:
            use = self._forget(host)
            self._start_next()
            # One that was never ready says why to the next visitor, and is not tried until then.
            if use is None or use.taken or host.ready.exception() is not None:
                return
            pause, self._pause = self._pause, min(2 * self._pause, LONGEST_PAUSE)
        _log.warning("A spare process has ended; it is replaced in %g s.", pause)
        self._later(pause, use.kind)


if TYPE_CHECKING:
    Notify = Callable[[HostProcess], None]
    Make = Callable[[HostKind, Notify, Notify], HostProcess]
