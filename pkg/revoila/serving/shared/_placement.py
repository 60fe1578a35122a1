"""Which host process gets the next kernel.

The one with the fewest, of those that answer. One more host is started, in the background, when those that
run have a crowd of kernels each, so that only the very first visitor waits for one. A
host stays when its last kernel ends: its imports and caches are what makes the next
page quick. Where every kernel has a process to itself, `_pool` has spare ones.

A host is for one app: two of a folder may have modules of one name.
"""

from __future__ import annotations

import atexit
import os
from collections import defaultdict
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from traitlets import Integer, List, Unicode
from traitlets.config import SingletonConfigurable

from revoila.serving.shared._pool import HostPool, Limits
from revoila.serving.shared._remote import HostProcess, host_environment

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1024 * 1024

SPARE = 2
"""How many times as many as there may be there are at most while some let nobody in."""


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
    app : str, default ""
        Path of the script that its kernels are for; "" when they are for anything.
    """

    command: tuple[str, ...]
    env: tuple[tuple[str, str], ...]
    cwd: str
    app: str = ""


class SharedKernels(SingletonConfigurable):
    """The host processes of this server, as ``c.SharedKernels.*``."""

    workers = Integer(
        0, min=0, config=True, help="Most processes that the kernels of an app share; 0 is one for each core."
    )
    crowd = Integer(
        24,
        min=1,
        config=True,
        help="Kernels that each of them has before one more is started; a process takes 50 MB, a kernel next to "
        "nothing.",
    )
    preload = List(
        Unicode(),
        ["revoila.notebook"],
        config=True,
        help="Modules that such a process imports before its first kernel asks for them.",
    )
    pool_size = Integer(
        2, min=0, config=True, help="Spare processes of an app whose visitors have one each ('pooled')."
    )
    pool_uses = Integer(
        1, min=1, config=True, help="Visitors that a pooled process has, after each other, before it ends."
    )
    pool_memory = Integer(
        500, min=1, config=True, help="Megabytes above which a pooled process is not used again."
    )

    _opened: ClassVar[bool] = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._hosts: dict[HostKind, list[HostProcess]] = defaultdict(list)
        self._lock = Lock()
        self._pool = HostPool(self._make, self._limits)
        if not SharedKernels._opened:
            SharedKernels._opened = True
            atexit.register(_close_at_exit)

    def place(self, kind: HostKind, kernel: str, *, exclusive: bool = False) -> HostProcess:
        """Return the host for one more kernel; it may still be starting.

        Parameters
        ----------
        kind : HostKind
            What the host must be.
        kernel : str
            Id of the kernel, which counts from now on.
        exclusive : bool, default False
            Whether no other kernel may be there at the same time.

        Returns
        -------
        HostProcess
            The host. Its `HostProcess.ready` fails when it does not start.
        """
        if exclusive:
            return self._pool.take(kind, kernel)
        with self._lock:
            hosts = self._alive(kind)
            if not hosts:
                hosts.append(self._start(kind))
            most = self.workers or os.cpu_count() or 1
            awake = [host for host in hosts if not host.silent()]
            if not awake and len(hosts) < SPARE * most:
                hosts.append(self._start(kind))
                awake = hosts[-1:]
            ready = [host for host in awake if host.ready.done()] or awake or hosts
            host = min(ready, key=lambda one: len(one.kernels))
            if len(host.kernels) >= self.crowd and len(awake) < most and len(hosts) < SPARE * most:
                hosts.append(self._start(kind))
            host.kernels.add(kernel)
            return host

    def warm_up(self, kind: HostKind, *, exclusive: bool = False) -> None:
        """Start a host before somebody needs it.

        Parameters
        ----------
        kind : HostKind
            What the host must be.
        exclusive : bool, default False
            Whether its kernels will want it for themselves.
        """
        if exclusive:
            self._pool.fill(kind)
            return
        with self._lock:
            hosts = self._alive(kind)
            if not hosts:
                hosts.append(self._start(kind))

    def hosts(self) -> list[HostProcess]:
        """Return the hosts that run."""
        with self._lock:
            shared = [host for kind in list(self._hosts) for host in self._alive(kind)]
        return shared + self._pool.hosts()

    def close(self) -> None:
        """End every host and wait for them."""
        with self._lock:
            hosts = [host for known in self._hosts.values() for host in known]
            self._hosts.clear()
        hosts += self._pool.close()
        # All at once, not one after the other.
        for host in hosts:
            host.hang_up()
        for host in hosts:
            host.close()

    def _alive(self, kind: HostKind) -> list[HostProcess]:
        self._hosts[kind] = [host for host in self._hosts[kind] if host.alive]
        return self._hosts[kind]

    def _start(self, kind: HostKind) -> HostProcess:
        host = self._make(kind)
        host.start()
        return host

    def _make(
        self,
        kind: HostKind,
        on_close: Callable[[HostProcess], None] | None = None,
        on_end: Callable[[HostProcess], None] | None = None,
    ) -> HostProcess:
        command = [*kind.command, *([f"--app={kind.app}"] if kind.app else []), *self.preload]
        env = host_environment(dict(kind.env))
        return HostProcess(command, env, kind.cwd, on_close=on_close, on_end=on_end)

    def _limits(self) -> Limits:
        return Limits(self.pool_size, self.pool_uses, self.pool_memory * MEGABYTE)


def _close_at_exit() -> None:
    if SharedKernels.initialized():
        SharedKernels.instance().close()
