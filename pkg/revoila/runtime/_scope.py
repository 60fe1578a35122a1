"""What belongs to one kernel, where several kernels share a process.

A kernel that has its process to itself uses the process's environment and
needs no scope. One that shares it (`revoila.serving.shared`) enters a scope of
its own in its context; threads see it when the context is carried over.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from collections.abc import Mapping


class KernelScope:
    """What one kernel has for itself.

    Parameters
    ----------
    env : mapping of str to str
        The environment that the kernel was started with.

    Attributes
    ----------
    apps : WeakSet
        The apps that live in the kernel; who ends the kernel closes them.
    apps_by_cell : dict
        The apps that each notebook cell made when it ran last.
    served : App or None
        The app that a server shows from this kernel.
    """

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.apps: WeakSet[Any] = WeakSet()
        self.apps_by_cell: dict[str, Any] = {}
        self.served: Any = None


_process = KernelScope(os.environ)
_scope: ContextVar[KernelScope | None] = ContextVar("revoila_kernel_scope", default=None)


def kernel_scope() -> KernelScope:
    """Return the scope of the kernel that runs here; of the process when it has only one."""
    return _scope.get() or _process


def enter_scope(scope: KernelScope) -> None:
    """Make `scope` that of the current context."""
    _scope.set(scope)
