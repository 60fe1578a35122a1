"""Which host process gets the next kernel.

The one with the fewest. Hosts are started one at a time, in the background, when
those that run have kernels already, so that only the very first visitor waits
for one. A host stays when its last kernel ends: its imports and caches are what
makes the next page quick.
"""

from __future__ import annotations

import atexit
import os
from collections import defaultdict
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from traitlets import Integer, List, Unicode
from traitlets.config import SingletonConfigurable

from revoila.serving.shared._remote import HostProcess, host_environment

if TYPE_CHECKING:
    from collections.abc import Sequence


class HostKind(NamedTuple):
    """What hosts must have in common to take each other's kernels.

    Parameters
    ----------
    command : tuple of str
        What starts one.
    env : tuple of pairs
        What the kernelspec adds to the environment.
    cwd : str
        Where its kernels work.
    """

    command: tuple[str, ...]
    env: tuple[tuple[str, str], ...]
    cwd: str


class SharedKernels(SingletonConfigurable):
    """The host processes of this server, as ``c.SharedKernels.*``."""

    workers = Integer(
        0, min=0, config=True, help="Most processes that the kernels of an app share; 0 is one for each core."
    )
    preload = List(
        Unicode(),
        ["revoila.notebook"],
        config=True,
        help="Modules that such a process imports before its first kernel asks for them.",
    )

    _opened: ClassVar[bool] = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._hosts: dict[HostKind, list[HostProcess]] = defaultdict(list)
        self._lock = Lock()
        if not SharedKernels._opened:
            SharedKernels._opened = True
            atexit.register(_close_at_exit)

    def place(self, kind: HostKind, kernel: str) -> HostProcess:
        """Return the host for one more kernel; it may still be starting.

        Parameters
        ----------
        kind : HostKind
            What the host must be.
        kernel : str
            Id of the kernel, which counts from now on.

        Returns
        -------
        HostProcess
            The host.
        """
        with self._lock:
            hosts = self._alive(kind)
            if not hosts:
                hosts.append(self._start(kind))
            ready = [host for host in hosts if host.ready.done()] or hosts
            host = min(ready, key=lambda one: len(one.kernels))
            if host.kernels and len(hosts) < (self.workers or os.cpu_count() or 1):
                hosts.append(self._start(kind))
            host.kernels.add(kernel)
            return host

    def warm_up(self, kind: HostKind) -> None:
        """Start a host before somebody needs it."""
        with self._lock:
            hosts = self._alive(kind)
            if not hosts:
                hosts.append(self._start(kind))

    def hosts(self) -> list[HostProcess]:
        """Return the hosts that run."""
        with self._lock:
            return [host for kind in list(self._hosts) for host in self._alive(kind)]

    def close(self) -> None:
        """End every host and wait for them."""
        with self._lock:
            hosts = [host for known in self._hosts.values() for host in known]
            self._hosts.clear()
        for host in hosts:
            host.close()

    def _alive(self, kind: HostKind) -> list[HostProcess]:
        self._hosts[kind] = [host for host in self._hosts[kind] if host.alive]
        return self._hosts[kind]

    def _start(self, kind: HostKind) -> HostProcess:
        command: Sequence[str] = [*kind.command, *self.preload]
        return HostProcess(command, host_environment(dict(kind.env)), kind.cwd)


def _close_at_exit() -> None:
    if SharedKernels.initialized():
        SharedKernels.instance().close()
